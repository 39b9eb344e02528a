"""The estimate: what a projection says of everybody, in ranges that are in order and never promise nonsense."""

from dataclasses import replace
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from kiosk.slip import minutes_range
from kiosk.slip_data import Wait as WaitOnPaper
from server.domain.line import Waiting
from server.domain.ticket import Lane
from server.domain.waiting import LONGEST_S, Wait, Waits, learned, projected

NOW = 1_000_000.0
instants = st.lists(st.floats(NOW - 3600, NOW + 8 * 3600) | st.just(inf), min_size=1, max_size=150).map(sorted)
waits = st.lists(st.integers(0, int(LONGEST_S)), min_size=3, max_size=3).map(lambda said: Wait(*sorted(said)))


def said(wait: Wait) -> tuple[int, int]:
    return minutes_range(WaitOnPaper(p10=wait.p10, p90=wait.p90))


@given(instants)
def test_the_range_is_in_order_never_negative_and_no_longer_than_a_day_of_work(calls: list[float]) -> None:
    wait = projected(calls, NOW)
    if wait is None:
        assert sum(call == inf for call in calls) >= len(calls) / 2
    else:
        assert 0 <= wait.p10 <= wait.p50 <= wait.p90 <= LONGEST_S


@given(instants, st.floats(0, 7200))
def test_what_was_foreseen_comes_nearer_as_time_passes(calls: list[float], passed_s: float) -> None:
    before, after = projected(calls, NOW), projected(calls, NOW + passed_s)
    assert (before is None) == (after is None)
    if before and after:
        for early, late in ((before.p10, after.p10), (before.p50, after.p50), (before.p90, after.p90)):
            assert late <= early <= late + passed_s + 1 or late == 0 or early == LONGEST_S


def test_eight_of_ten_futures_lie_within_the_range() -> None:
    wait = projected([NOW + second for second in range(1, 100)], NOW)
    assert wait == Wait(10, 50, 90)


@given(waits)
def test_as_it_is_said_it_says_what_it_said(wait: Wait) -> None:
    as_said = wait.as_said()
    assert {as_said.p10 % 60, as_said.p50 % 60, as_said.p90 % 60} == {0}
    assert as_said.p10 <= as_said.p50 <= as_said.p90
    assert said(as_said) == said(wait), "as slips and screens round it"


def test_small_changes_of_a_long_wait_are_no_news() -> None:
    assert Wait(1210, 1700, 2399).as_said() == Wait(1260, 1650, 2220).as_said() == Wait(1200, 1800, 2400)


def test_whoever_came_after_the_projection_waits_as_whoever_comes() -> None:
    comers = {("H", Lane.ORDINARY): (500.0, 600.0, 700.0), ("H", Lane.PRIORITY): (300.0, 300.0, 300.0)}
    likely = Waits(NOW, {7: (NOW + 60, NOW + 60, NOW + 60)}, comers)
    assert likely.of_ticket(7, "H", Lane.ORDINARY, NOW) == Wait(60, 60, 60)
    assert likely.of_ticket(8, "H", Lane.ORDINARY, NOW) == likely.of_comer("H", Lane.ORDINARY) == Wait(500, 600, 700)
    assert likely.of_ticket(8, "H", Lane.ORDINARY, NOW + 20) == Wait(500, 600, 700), "as their slip says"
    assert likely.of_ticket(9, "H", Lane.PRIORITY, NOW) == Wait(300, 300, 300)
    assert likely.of_ticket(10, "H", Lane.APPOINTMENT, NOW) == Wait(300, 300, 300)
    assert likely.of_ticket(11, "a line the hall no longer has", Lane.ORDINARY, NOW) is None


def test_nearly_the_same_is_said_the_same_and_what_differs_is_said() -> None:
    one, other = Waiting(1, "H", Lane.ORDINARY, NOW), Waiting(2, "H", Lane.ORDINARY, NOW)
    ordinary = ("H", Lane.ORDINARY)
    before = Waits(NOW, {1: (NOW + 500, NOW + 1000, NOW + 1500)}, {ordinary: (700.0, 1200.0, 1700.0)})
    told = {1: (NOW + 600, NOW + 1100, NOW + 1560), 2: (NOW + 800, NOW + 1300, NOW + 1800)}
    found = Waits(NOW + 30, told, {ordinary: (200.0, 400.0, 600.0)})
    settled = found.settled(before, [one, other])
    assert settled.calls == {1: before.calls[1], 2: (NOW + 700, NOW + 1200, NOW + 1700)}, "as both were told"
    assert settled.comers == found.comers, "a counter has opened"
    changed = replace(found, calls={1: (NOW + 100, NOW + 200, NOW + 300), 2: None})
    assert changed.settled(before, [one, other]).calls == changed.calls


@given(st.floats(20, 3600), st.floats(0, 10**6))
def test_learning_follows_slowly_and_no_single_service_upsets_it(usual_s: float, served_s: float) -> None:
    after = learned(usual_s, served_s)
    assert 20 <= after <= 3600
    assert abs(after - usual_s) <= 3600 / 30
