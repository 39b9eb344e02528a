"""Staffing: a steady half hour needs what Erlang's formula says, a busy one more, and a skill nobody has is named."""

from dataclasses import replace
from math import exp, factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.habits import Habits, Lognormal
from server.domain.line import CallRule, Rule
from server.domain.scene import Desk, Scene
from server.domain.staffing import HOLDS, Need, needs
from server.domain.ticket import Lane
from server.domain.what_if import Streams

DAY = 1_763_856_000.0
OPENS, ENDS = DAY + 7.5 * 3600, DAY + 11.5 * 3600
USUAL_S, TARGET_S = 480.0, 900.0
EXPONENTIAL = Habits(
    absent=0.0, day_sd=0.0, pace=(0.0, 0.0), walk=Lognormal(-9.0, 0.01), usual=Lognormal.of_mean(USUAL_S, 0.8326)
)
"""Service times whose deviation is their mean, as an exponential's is."""

A_HALF_HOUR = 1800.0


def hall(*skills: str) -> Scene:
    desks = [Desk(number, tuple(services)) for number, services in enumerate(skills, 1)]
    return Scene(OPENS, dict.fromkeys("HCD", CallRule(Rule.FIFO)), desks, [], day_began=DAY)


def each_half_hour(**people: float) -> Streams:
    return {(service, Lane.ORDINARY): dict.fromkeys(range(48), n / A_HALF_HOUR) for service, n in people.items()}


def planned(scene: Scene, streams: Streams, habits: Habits = EXPONENTIAL) -> list[Need]:
    return needs(scene, habits, streams, until=ENDS, target_s=TARGET_S)


def erlang_c_needs(people: float) -> int:
    """The fewest counters at which nine of ten wait no longer than the target: of M/M/c, the wait is longer than t with
    the chance C(c, a) exp(-(c - a) t / s) (Erlang 1917)."""
    load = people * USUAL_S / A_HALF_HOUR
    servers = int(load) + 1
    while True:
        last = load**servers / factorial(servers) * servers / (servers - load)
        waits = last / (sum(load**n / factorial(n) for n in range(servers)) + last)
        if waits * exp(-(servers - load) * TARGET_S / USUAL_S) <= 1 - HOLDS:
            return servers
        servers += 1


@pytest.mark.parametrize("people", [4.0, 9.0, 18.0])
def test_a_steady_morning_needs_what_erlang_says(people: float) -> None:
    found = planned(hall(*["H"] * 12), each_half_hour(H=people))
    counters = [len(need.counters) for need in found]
    load = people * USUAL_S / A_HALF_HOUR
    assert len(found) == 8
    # Erlang's hall is as full as it gets in the long run; a morning begins with an empty line, and ends.
    assert load < sum(counters[1:-1]) / 6 <= erlang_c_needs(people) + 0.5, counters
    assert max(counters) <= erlang_c_needs(people) + 1


def test_a_rush_needs_more_when_it_comes() -> None:
    people = {15: 3, 16: 3, 17: 20, 18: 20, 19: 3, 20: 3}
    rush = {("H", Lane.ORDINARY): {slot: n / A_HALF_HOUR for slot, n in people.items()}}
    counters = [len(need.counters) for need in planned(hall(*["H"] * 12), rush)]
    assert min(counters[2:4]) > max(counters[:2]) and counters[5] < counters[3]
    assert counters[6:] == [0, 0], "nobody comes"


def test_a_skill_that_too_few_have_is_named_and_counted() -> None:
    found = planned(hall("H", "H", "C", "C"), each_half_hour(H=2, D=2, C=16))
    busy = found[3]
    assert busy.short["D"] == 1, "nobody does it"
    assert busy.short["C"] >= 2 and "H" not in busy.short
    assert {3, 4} <= set(busy.counters)


def test_one_counter_for_two_quiet_services_is_one_that_does_both() -> None:
    found = planned(hall("H", "C", "HC"), each_half_hour(H=0.8, C=0.8))
    assert all(3 in need.counters for need in found)
    assert [len(need.counters) for need in found].count(1) >= 6


def test_a_break_is_worked_by_somebody_else() -> None:
    begins = OPENS + 2 * A_HALF_HOUR
    breaks = (begins, begins + A_HALF_HOUR), (begins + 2 * A_HALF_HOUR, begins + 2.25 * A_HALF_HOUR)
    alone = hall("H")
    found = planned(replace(alone, desks=[replace(alone.desks[0], away=breaks)]), each_half_hour(H=1.0))
    assert (found[2].counters, found[2].short) == ((), {"H": 1}), "nobody is planned in a break"
    assert found[4].counters == (1,), "but for a few minutes"
    two = hall("H", "H")
    found = planned(replace(two, desks=[replace(two.desks[0], away=breaks), two.desks[1]]), each_half_hour(H=1.0))
    assert found[2].counters == (2,) and not any(need.short for need in found)


def test_what_one_clerk_is_today_says_nothing_of_a_day_to_come() -> None:
    slow = replace(EXPONENTIAL, paces={1: (1.5, 0.0), 2: (1.5, 0.0)}, pace=(0.7, 0.0))
    people = each_half_hour(H=3.0)
    assert planned(hall("H", "H", "H", "H"), people, slow) == planned(hall("H", "H", "H", "H"), people)


def test_without_people_nobody_is_needed() -> None:
    assert [(need.counters, need.short, need.within) for need in planned(hall("H"), {})] == [((), {}, None)] * 8


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["H", "C", "HC", "D", "HD"]), max_size=5), st.floats(0, 9), st.floats(0, 5))
def test_whatever_the_hall_nine_of_ten_are_called_in_time(skills: list[str], h: float, d: float) -> None:
    found = planned(hall(*skills), each_half_hour(H=h, D=d), replace(EXPONENTIAL, absent=0.1, turnaround_s=20.0))
    for need in found:
        assert need.within is None or need.within >= HOLDS
        assert all(number <= len(skills) for number in need.counters)
        assert set(need.short) <= {"H", "D"}
