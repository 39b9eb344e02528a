"""What if: the same people with and without; simple halls whose answers queueing theory knows in closed form."""

from dataclasses import replace
from math import exp, factorial, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain import what_if
from server.domain.habits import Habits, Lognormal
from server.domain.line import CallRule, Rule, Waiting
from server.domain.scene import Desk, Scene
from server.domain.ticket import Lane
from server.domain.what_if import AHEAD_S, FUTURES, Change, NoSuchBreak, comers, compare

DAY = 1_763_856_000.0
NOW = DAY + 9 * 3600
H = ("H", Lane.ORDINARY)
PLAIN = Habits(absent=0.0, day_sd=0.0, pace=(0.0, 0.0), walk=Lognormal(-9.0, 0.01), usual=Lognormal.of_mean(300.0, 0.5))


def steady(people_an_hour: float) -> dict[int, float]:
    return dict.fromkeys(range(48), people_an_hour / 3600)


def hall(open_: int, closed: int = 0, people: int = 0, **more: object) -> Scene:
    desks = [Desk(number + 1, ("H",), free_since=NOW) for number in range(open_)]
    desks += [Desk(open_ + number + 1, ("H",)) for number in range(closed)]
    waiting = [Waiting(n + 1, "H", Lane.ORDINARY, NOW - 600 + n) for n in range(people)]
    return replace(Scene(NOW, {"H": CallRule(Rule.FIFO)}, desks, waiting, day_began=DAY), **more)  # type: ignore[arg-type]


def asked(scene: Scene, change: Change, an_hour: float = 30.0) -> what_if.Difference:
    return compare(scene, PLAIN, change, {H: steady(an_hour)}, target_s=900)


def test_a_counter_more_shortens_the_wait_and_one_fewer_lengthens_it() -> None:
    more, fewer = asked(hall(2, 1, 20), Change(3, opens=True)), asked(hall(2, 1, 20), Change(2, closes=True))
    assert more.without == fewer.without, "the same people come in both"
    assert more.changed.p90 < 0.7 * more.without.p90 < more.without.p90 < 0.7 * fewer.changed.p90  # type: ignore[operator]
    assert more.is_sure and fewer.is_sure
    assert more.changed.within > more.without.within  # type: ignore[operator]


def test_what_changes_nothing_is_no_difference() -> None:
    for change in (Change(1, opens=True), Change(3, closes=True), Change(1, adds="H")):
        found = asked(hall(2, 1, 10), change)
        assert found.without == found.changed and not found.is_sure


def test_a_difference_within_its_chance_is_said_to_be_none() -> None:
    idle = asked(hall(6, 1), Change(7, opens=True), an_hour=4.0)
    assert idle.changed.p90 == pytest.approx(0.0, abs=1.0) and not idle.is_sure


UNCALLED = [0.0, 0.08, 0.095, 0.11]
"""How many come for what nobody does: around one in ten, chance decides whether nine in ten are called."""


def one_of_forty(uncalled: float, which: int, open_: int, change: Change) -> what_if.Difference:
    """Counters up to `open_` do H and are open, one more is closed."""
    scene = hall(open_, 1)
    scene = replace(scene, rules=dict.fromkeys("HD", CallRule(Rule.FIFO)))
    an_hour = 12 + which / 10
    streams = {H: steady((1 - uncalled) * an_hour), ("D", Lane.ORDINARY): steady(uncalled * an_hour)}
    return compare(scene, PLAIN, change, streams, target_s=900)


@pytest.mark.parametrize("uncalled", UNCALLED)
def test_chance_is_no_difference_however_many_nobody_calls(uncalled: float) -> None:
    """Beside four counters that have next to nobody one more is hardly a difference."""
    sure = sum(one_of_forty(uncalled, which, 4, Change(5, opens=True)).is_sure for which in range(40))
    assert sure <= 6, "said 95 times in 100: of forty, more than six are one chance in a hundred"


@pytest.mark.parametrize("uncalled", [0.0, 0.03])
def test_what_makes_a_difference_is_found_all_the_same(uncalled: float) -> None:
    assert all(one_of_forty(uncalled, 5 * which, 2, Change(2, closes=True)).is_sure for which in range(4, 8))


def test_whom_nobody_serves_is_called_by_nobody_until_a_counter_takes_the_service_up() -> None:
    scene = hall(2, people=4)
    scene = replace(scene, rules={**scene.rules, "D": CallRule()}, people=[Waiting(9, "D", Lane.ORDINARY, NOW - 60)])
    found = asked(scene, Change(1, adds="D"))
    without, changed = found.by_service["D"]
    assert (without.p50, without.within) == (inf, 0.0) and changed.p90 is not None and changed.p90 < 900


def test_a_counter_that_rests_is_opened_or_gone_for_good() -> None:
    scene = hall(1, 1, people=10)
    rests = replace(scene, desks=[scene.desks[0], Desk(2, ("H",), rests_since=NOW - 60)])
    habits = replace(PLAIN, paused_s=(3600.0,))
    without = compare(scene, habits, Change(1, opens=True), {H: steady(8)}, target_s=900).without
    opened = compare(rests, habits, Change(2, opens=True), {H: steady(8)}, target_s=900)
    closed = compare(rests, habits, Change(2, closes=True), {H: steady(8)}, target_s=900)
    assert opened.changed.p90 < opened.without.p90 < without.p90  # type: ignore[operator]
    assert closed.changed == without


def test_a_break_is_moved_and_another_time_has_none() -> None:
    scene = hall(1, people=3, desks=[Desk(1, ("H",), free_since=NOW, away=((NOW + 60, NOW + 1860),))])
    later = asked(scene, Change(1, moves_break=(NOW + 60, NOW + 7200)), an_hour=0.5)
    assert later.without.p90 - later.changed.p90 > 1000  # type: ignore[operator]
    with pytest.raises(NoSuchBreak):
        asked(scene, Change(1, moves_break=(NOW, NOW + 600)))


def test_a_hall_without_anybody_says_so() -> None:
    found = asked(Scene(NOW, {}, [], []), Change(1, opens=True))
    assert found.without == found.changed == (0.0, None, None, None) and not found.is_sure and found.by_service == {}


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 3), st.integers(0, 2), st.integers(0, 12), st.floats(0, 40),
    st.sampled_from([Change(1, closes=True), Change(2, opens=True), Change(1, adds="H")]),
)  # fmt: skip
def test_everybody_is_in_both_and_the_answer_is_the_same_each_time(
    open_: int, closed: int, people: int, an_hour: float, change: Change
) -> None:
    found = asked(hall(open_, closed, people), change, an_hour)
    assert found == asked(hall(open_, closed, people), change, an_hour)
    assert found.without.people == found.changed.people >= people
    for outlook in (found.without, found.changed):
        assert outlook.p50 is None or 0 <= outlook.p50 <= outlook.p90  # type: ignore[operator]
        assert outlook.within is None or 0 <= outlook.within <= 1


def test_people_come_as_often_as_the_half_hour_says() -> None:
    rates = {18: 12 / 1800, 19: 0.0, 20: 3 / 1800, 21: 3 / 1800}
    came = [comers(hall(1), {H: rates}, ahead_s=AHEAD_S, futures=FUTURES, seed=seed) for seed in range(60)]
    futures = [people for batch in came for people in batch]
    first = [sum(each.since < NOW + 1800 for each in people) for people in futures]
    later = [sum(each.since >= NOW + 1800 for each in people) for people in futures]
    assert sum(first) / len(first) == pytest.approx(12, abs=4 * (12 / len(futures)) ** 0.5)
    assert sum(later) / len(later) == pytest.approx(6, abs=4 * (6 / len(futures)) ** 0.5)
    assert not any(NOW + 1800 <= each.since < NOW + 3600 for people in futures for each in people)
    assert all(len({each.ticket for people in batch for each in people}) == sum(map(len, batch)) for batch in came)


def erlang_c(servers: int, load: float) -> float:
    """The chance that somebody waits at all (Erlang 1917): Poisson arrivals, exponential services."""
    last = load**servers / factorial(servers) * servers / (servers - load)
    return last / (sum(load**n / factorial(n) for n in range(servers)) + last)


@pytest.mark.parametrize(("servers", "load", "sigma"), [(2, 1.4, 0.5), (3, 2.4, 0.833), (6, 4.8, 0.5)])
def test_a_steady_hall_waits_as_allen_and_cunneen_say(servers: int, load: float, sigma: float) -> None:
    """Mean wait of M/G/c: Erlang C's, times half of one and the squared variation of services (Allen 1990, 5.3). With
    lognormal services it is known to a few percent; the run is long, and begins empty."""
    usual_s, habits = 60.0, replace(PLAIN, usual=Lognormal.of_mean(60.0, sigma))
    arrivals = {H: dict.fromkeys(range(48), load / usual_s)}
    scene = replace(hall(servers), now=DAY + 3600.0)
    scene = replace(scene, desks=[replace(desk, free_since=scene.now) for desk in scene.desks])
    waits: list[float] = []
    for seed in range(4):
        coming = comers(scene, arrivals, ahead_s=7 * 3600.0, futures=FUTURES, seed=seed)
        waits += [wait for _, wait in what_if._waits(scene, habits, coming, seed=seed, breathe=None)]
    variation = exp(sigma**2) - 1
    expected = erlang_c(servers, load) * usual_s / (servers - load) * (1 + variation) / 2
    assert sum(waits) / len(waits) == pytest.approx(expected, rel=0.12)
