"""Who is next: the earliest arrival, or the earliest of those who go first."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.domain.line import FIRST_GROUP, Choice, Head, Rule, choose
from server.domain.ticket import Lane

EARLY = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)


def head(ticket: int, minutes: float = 0) -> Head:
    return Head(ticket, EARLY + timedelta(minutes=minutes))


heads = st.dictionaries(st.sampled_from(Lane), st.builds(head, st.integers(1, 50), st.integers(0, 3)), min_size=1)


def test_nobody_is_chosen_from_an_empty_hall() -> None:
    assert choose(Rule.FIFO, {}) is None
    assert choose(Rule.PRIORITY_FIRST, {}) is None


def test_fifo_calls_the_earliest_whatever_the_lane() -> None:
    waiting = {Lane.PRIORITY: head(2, 5), Lane.ORDINARY: head(1, 0), Lane.APPOINTMENT: head(3, 9)}
    assert choose(Rule.FIFO, waiting) == Choice(1, Lane.ORDINARY, Rule.FIFO)


def test_priority_goes_before_those_who_came_earlier() -> None:
    waiting = {Lane.PRIORITY: head(2, 5), Lane.ORDINARY: head(1, 0)}
    assert choose(Rule.PRIORITY_FIRST, waiting) == Choice(2, Lane.PRIORITY, Rule.PRIORITY_FIRST)


def test_priority_and_appointments_go_by_arrival_among_themselves() -> None:
    waiting = {Lane.PRIORITY: head(2, 5), Lane.APPOINTMENT: head(3, 4), Lane.ORDINARY: head(1, 0)}
    assert choose(Rule.PRIORITY_FIRST, waiting) == Choice(3, Lane.APPOINTMENT, Rule.PRIORITY_FIRST)


def test_of_two_arrivals_at_one_instant_the_lower_ticket_goes_first() -> None:
    waiting = {Lane.PRIORITY: head(8), Lane.APPOINTMENT: head(7)}
    for rule in Rule:
        chosen = choose(rule, waiting)
        assert chosen and chosen.ticket == 7


@given(st.sampled_from(Rule), heads)
def test_the_chosen_one_waits_and_nobody_of_their_group_came_earlier(rule: Rule, waiting: dict[Lane, Head]) -> None:
    chosen = choose(rule, waiting)
    assert chosen is not None
    assert waiting[chosen.lane].ticket == chosen.ticket
    goes_first = [lane for lane in waiting if lane in FIRST_GROUP] if rule is Rule.PRIORITY_FIRST else []
    for lane in goes_first or waiting:
        assert (waiting[chosen.lane].counts_from, chosen.ticket) <= (waiting[lane].counts_from, waiting[lane].ticket)


@given(st.sampled_from(Rule), heads)
def test_the_order_in_which_lanes_are_listed_does_not_matter(rule: Rule, waiting: dict[Lane, Head]) -> None:
    backwards = dict(reversed(list(waiting.items())))
    one, other = choose(rule, waiting), choose(rule, backwards)
    assert one and other
    if len({(each.counts_from, each.ticket) for each in waiting.values()}) == len(waiting):
        assert one == other
