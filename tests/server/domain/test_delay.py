"""Letting others go first: so many as were asked for, no more, and nobody else loses by it."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.delay import TURNS, delayed
from server.domain.line import CallRule, Rule, Waiting, order
from server.domain.ticket import Lane

NOW = 40_000.0

people = st.lists(
    st.builds(
        lambda since, lane, slot: (since, lane, slot if lane is Lane.APPOINTMENT else None),
        st.integers(0, 4000),
        st.sampled_from([Lane.ORDINARY, Lane.ORDINARY, Lane.PRIORITY, Lane.APPOINTMENT]),
        st.none() | st.integers(-900, 900),
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda one: one[0],
).map(
    lambda rows: [
        Waiting(ticket, "H", lane, NOW - since, None if slot is None else NOW + slot + 0.5)
        for ticket, (since, lane, slot) in enumerate(rows)
    ]
)
rules = st.builds(CallRule, kind=st.sampled_from(Rule), floor_s=st.sampled_from([600, 1800]))


def called(rule: CallRule, line: list[Waiting]) -> list[int]:
    return [choice.ticket for choice in order(rule, line, now=NOW, run=0)]


@given(rules, people, st.data())
def test_as_many_go_first_as_said_and_never_more_than_five(rule: CallRule, line: list[Waiting], data: st.DataObject):
    person = data.draw(st.sampled_from(line))
    others = [one for one in line if one is not person]
    place = delayed(lambda _: rule, person, others, now=NOW)
    before = called(rule, line)
    after = before[before.index(person.ticket) + 1 :]
    if place is None:
        assert not after or rule.kind is Rule.PRIORITY_FLOOR
        return
    now_called = called(rule, [*others, Waiting(person.ticket, "H", place.lane, place.since)])
    gone_first = set(after) & set(now_called[: now_called.index(person.ticket)])
    assert len(gone_first) == place.passed
    assert 1 <= place.passed <= min(TURNS, len(after))
    if rule.kind is Rule.FIFO:
        assert place.passed == min(TURNS, len(after))


def line_of(*lanes: Lane) -> list[Waiting]:
    return [Waiting(ticket, "H", lane, NOW - 900 + ticket) for ticket, lane in enumerate(lanes)]


def test_the_lane_stays_when_enough_of_it_come_after():
    line = line_of(*[Lane.PRIORITY] * 7, Lane.ORDINARY)
    place = delayed(lambda _: CallRule(), line[0], line[1:], now=NOW)
    assert place is not None and (place.lane, place.passed) == (Lane.PRIORITY, TURNS)


def test_who_has_nobody_of_their_lane_behind_goes_on_in_the_ordinary_one():
    line = line_of(Lane.PRIORITY, *[Lane.ORDINARY] * 7)
    place = delayed(lambda _: CallRule(), line[0], line[1:], now=NOW)
    assert place is not None and (place.lane, place.passed) == (Lane.ORDINARY, TURNS)


def test_the_last_of_the_line_has_nobody_to_let_go_first():
    line = line_of(Lane.ORDINARY, Lane.ORDINARY)
    assert delayed(lambda _: CallRule(), line[1], line[:1], now=NOW) is None
