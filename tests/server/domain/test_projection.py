"""The projection: it calls as the rule does, knows what is visible of the hall, and says the same for the same seed."""

from dataclasses import replace
from math import inf, log
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.habits import Habits, Lognormal
from server.domain.line import CallRule, Rule, Waiting, choose_among, may_call, run_after
from server.domain.projection import project
from server.domain.scene import Desk, Scene
from server.domain.ticket import Lane
from server.domain.waiting import projected

NOW = 36_000.0
SERVICES = "HCD"
CLOCKWORK = Habits(
    usual=Lognormal(log(290), 1e-9), pace=(0.0, 0.0), day_sd=0.0, walk=Lognormal(log(10), 1e-9), absent=0.0
)
"""Every service takes five minutes, everybody comes: nothing is left to chance."""

rules = st.builds(
    CallRule,
    kind=st.sampled_from(Rule),
    floor_s=st.sampled_from([600, 1800]),
    every=st.integers(1, 3),
    priority_credit_s=st.sampled_from([0, 1200]),
    appointment_credit_s=st.sampled_from([0, 900]),
)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """A counter that is free now, and people of every lane; some are kept for it, or for a counter that is closed.

    Nobody reaches a limit of the rule at the very instant of a call: the projection's clock is a ten-millionth off.
    """
    by_service = {service: draw(rules) for service in SERVICES}
    people = []
    for ticket in range(draw(st.integers(1, 14))):
        lane, since = draw(st.sampled_from(Lane)), NOW - 0.5 - draw(st.integers(0, 4000))
        slot = (
            NOW + 0.5 + 60.0 * draw(st.integers(-20, 40)) if lane is Lane.APPOINTMENT and draw(st.booleans()) else None
        )
        people.append(Waiting(ticket, draw(st.sampled_from(SERVICES)), lane, since, slot))
    own = tuple(draw(st.lists(st.sampled_from(SERVICES), min_size=1, unique=True)))
    helps = tuple(service for service in SERVICES if service not in own)
    desk = Desk(1, own, helps if draw(st.booleans()) else (), run=draw(st.integers(0, 2)), free_since=NOW)
    kept = {person.ticket: draw(st.sampled_from([1, 2])) for person in people if draw(st.integers(0, 9)) == 0}
    return Scene(NOW, by_service, [desk], people, kept, help_after_s=draw(st.sampled_from([None, 900])))


def called_by_the_rule(scene: Scene) -> dict[int, float]:
    """When each would be called by the one counter, decision by decision, with the hall's own choice."""
    desk, now, calls = scene.desks[0], NOW, {}
    run, waiting = desk.run, {person.ticket: person for person in scene.people}
    while True:
        mine = {t: each for t, each in waiting.items() if scene.kept_for.get(t, desk.number) == desk.number}
        longest: dict[str, float] = {}
        for ticket, each in mine.items():
            name = "" if ticket in scene.kept_for else each.service
            longest[name] = max(longest.get(name, 0.0), now - each.since)
        services = may_call(("", *desk.own), desk.helps, longest, scene.help_after_s)
        pools: dict[CallRule, list[Waiting]] = {}
        for ticket, each in mine.items():
            if ticket in scene.kept_for or each.service in services:
                pools.setdefault(scene.rules[each.service], []).append(each)
        choice = choose_among(pools.items(), now=now, run=run)
        if choice is None:
            return calls
        calls[choice.ticket] = now
        del waiting[choice.ticket]
        run = run_after(run, choice.first)
        now += 300.0


@given(scenes())
def test_it_calls_whom_the_rule_calls_when_the_rule_calls(scene: Scene) -> None:
    calls = project(scene, CLOCKWORK, futures=2)
    expected = called_by_the_rule(scene)
    for ticket, instants in calls.items():
        assert instants == pytest.approx([expected.get(ticket, inf)] * 2, abs=0.5), ticket


def test_a_line_is_helped_out_by_its_longest_wait_and_not_by_its_first() -> None:
    rules = {"D": CallRule(kind=Rule.FIFO), "C": CallRule(kind=Rule.COUNTS_FROM, appointment_credit_s=0)}
    early = Waiting(0, "C", Lane.APPOINTMENT, NOW - 1000, NOW + 30)
    people = [early, Waiting(1, "C", Lane.ORDINARY, NOW - 10), *(Waiting(n, "D", Lane.ORDINARY, NOW) for n in (2, 3))]
    scene = Scene(NOW, rules, [Desk(1, ("D",), ("C",), free_since=NOW)], people, help_after_s=900)
    assert project(scene, CLOCKWORK, futures=1)[1] == [NOW], "the first of the line that somebody has waited in so long"


HABITS = Habits(
    transfers={"H": (0.1, ("C",))}, leaves_per_s=1e-4, arrivals=dict.fromkeys(range(48), 0.002),
    comers=("H", "C"), pauses=0.05,
)  # fmt: skip
RULES = dict.fromkeys(SERVICES, CallRule())


def line(people: int, service: str = "H", lane: Lane = Lane.ORDINARY) -> list[Waiting]:
    return [Waiting(ticket, service, lane, NOW - 100 + ticket) for ticket in range(people)]


def serving(number: int, since: float = 60.0, services: str = "H") -> Desk:
    return Desk(number, tuple(services), serving=(services[0], NOW - since))


def median(scene: Scene, ticket: int, habits: Habits = HABITS) -> float:
    instants = project(scene, habits, futures=200)[ticket]
    return instants[len(instants) // 2] - NOW


def test_the_same_seed_says_the_same_and_another_one_does_not() -> None:
    scene = Scene(NOW, RULES, [serving(1), serving(2, 400)], line(12), booked=[("H", NOW + 600)])
    assert project(scene, HABITS, seed=4) == project(scene, HABITS, seed=4)
    assert project(scene, HABITS, seed=4) != project(scene, HABITS, seed=5)


def test_whoever_is_asked_for_alone_has_the_wait_they_have_among_all() -> None:
    scene = Scene(NOW, RULES, [serving(1), serving(2, 400)], line(12))
    alone, among = project(scene, HABITS, futures=200, asked=7)[7], project(scene, HABITS, futures=200)[7]
    assert alone[100] == pytest.approx(among[100], abs=240)


def test_the_mean_of_many_services_is_theirs_shared_by_the_counters() -> None:
    """Little and Wald: the n-th of a long line is called after n services of the counters together."""
    busy = replace(CLOCKWORK, usual=Lognormal.of_mean(300, 0.7))
    desks = [Desk(number, ("H",), free_since=NOW) for number in range(1, 5)]
    instants = project(Scene(NOW, RULES, desks, line(84)), busy, futures=400)[83]
    assert fmean(instants) - NOW == pytest.approx(80 * 310 / 4, rel=0.04)


def test_a_service_that_has_lasted_long_lasts_longer_still() -> None:
    waits = [median(Scene(NOW, RULES, [serving(1, lasted)], line(1)), 0) for lasted in (60, 900, 3600)]
    assert waits[1] > waits[0] * 0.9 and waits[2] > waits[1]
    assert project(Scene(NOW, RULES, [serving(1, 86_400)], line(1)), HABITS)[0][0] >= NOW


def test_nobody_is_called_in_a_break_nor_by_a_closed_counter() -> None:
    until = NOW + 1800
    desks = [Desk(1, ("H",), back=until), Desk(2, ("H",))]
    instants = project(Scene(NOW, RULES, desks, line(3)), HABITS)
    assert all(instant >= until for waits in instants.values() for instant in waits)
    idle = Desk(3, ("H",), free_since=NOW, away=((NOW - 60, until),))
    assert min(project(Scene(NOW, RULES, [idle], line(3)), HABITS)[0]) >= until
    assert set(project(Scene(NOW, RULES, [Desk(2, ("H",))], line(1)), HABITS)[0]) == {inf}


def test_a_closed_counter_opens_as_it_did_on_the_days_on_which_it_had_not_by_now() -> None:
    began = NOW - 1000
    midnight = began - 27_000
    opens = {(1, 27_000): (-300.0, 0.0, 900.0, 1300.0, 1900.0, inf)}
    habits = replace(CLOCKWORK, opens=opens)
    scene = Scene(NOW, RULES, [Desk(1, ("H",), session=began)], line(1), day_began=midnight)
    instants = project(scene, habits, futures=30)[0]
    assert {instant - began for instant in instants} == {1300.0, 1900.0, inf}
    assert [instants.count(began + late) for late in (1300.0, 1900.0)] == [10, 10]
    another = replace(scene, desks=[Desk(2, ("H",), session=began)])
    assert set(project(another, habits)[0]) == {inf}, "nobody expects a counter of which nothing is known"


def test_a_rest_without_an_end_is_over_as_those_that_had_lasted_as_long() -> None:
    habits = replace(CLOCKWORK, paused_s=(60.0, 300.0, 700.0, 900.0))
    instants = [
        project(Scene(NOW, RULES, [Desk(1, ("H",), rests_since=NOW - lasted)], line(1)), habits, futures=40)[0]
        for lasted in (0, 600, 800, 1000)
    ]
    assert set(instants[0]) == {NOW + each for each in habits.paused_s}
    assert set(instants[1]) == {NOW + 100, NOW + 300}
    assert set(instants[2]) == {NOW + 100}
    assert set(instants[3]) == {inf}, "it has lasted longer than any"
    rare = replace(CLOCKWORK, paused_s=(60.0, 60.0, 60.0, 60.0, 3000.0))
    late = Scene(NOW, RULES, [Desk(1, ("H",), rests_since=NOW - 90)], line(1))
    assert set(project(late, rare)[0]) == {inf}, "one long rest of five foretells nothing"


def test_one_odd_day_is_not_believed_once_the_counter_is_later_than_on_nearly_all_others() -> None:
    began = NOW - 1000
    scene = Scene(NOW, RULES, [Desk(1, ("H",), session=began)], line(1), day_began=began - 27_000)
    for usual_days, instants in ((3, {began + 1300.0}), (4, {inf})):
        opens = {(1, 27_000): (*[60.0] * usual_days, 1300.0)}
        assert set(project(scene, replace(CLOCKWORK, opens=opens))[0]) == instants


def test_a_counter_takes_its_time_between_two_people() -> None:
    slow = replace(CLOCKWORK, turnaround_s=40.0)
    desk = Desk(1, ("H",), free_since=NOW - 10)
    quick, calls = (project(Scene(NOW, RULES, [desk], line(4)), each, futures=1) for each in (CLOCKWORK, slow))
    assert [calls[ticket][0] - quick[ticket][0] for ticket in range(4)] == pytest.approx([30, 70, 110, 150])


def test_who_comes_is_known_by_the_clock_of_the_hall() -> None:
    """Its midnight, and not that of the scene's clock: 7 in Việt Nam is midnight in London."""
    morning = replace(HABITS, arrivals=dict.fromkeys(range(14, 24), 0.004), comers=("H",), leaves_per_s=0.0)
    at_seven = Scene(NOW, RULES, [serving(1)], line(6), day_began=NOW - 7 * 3600)
    at_night = replace(at_seven, day_began=NOW - 20 * 3600)
    assert median(at_seven, 5, morning) > median(at_night, 5, morning) * 1.3


def test_a_planned_break_lengthens_the_wait_of_those_behind_it() -> None:
    before = median(Scene(NOW, RULES, [serving(1)], line(6)), 5)
    desk = replace(serving(1), away=((NOW + 900, NOW + 4500),))
    assert median(Scene(NOW, RULES, [desk], line(6)), 5) > before + 2400
    assert median(Scene(NOW, RULES, [desk], line(1)), 0) < 900


def test_one_more_counter_helps_only_whom_it_can_serve() -> None:
    desks = [serving(1), serving(2, 30, "C")]
    few = Scene(NOW, RULES, desks, [*line(8), *(replace(p, ticket=p.ticket + 8) for p in line(8, "C"))])
    more = replace(few, desks=[*desks, Desk(3, ("H",), free_since=NOW)])
    assert median(more, 7) < median(few, 7) * 0.7
    assert median(more, 15) == pytest.approx(median(few, 15), rel=0.15)


def test_whoever_goes_first_and_may_come_yet_lengthens_an_ordinary_wait() -> None:
    scene = Scene(NOW, RULES, [serving(1)], line(6))
    nobody = replace(HABITS, arrivals={}, leaves_per_s=0.0)
    rush = replace(nobody, arrivals=dict.fromkeys(range(48), 0.004), comers=("H",))
    assert median(scene, 5, rush) > median(scene, 5, nobody) * 1.3
    first = replace(scene, people=line(6, lane=Lane.PRIORITY))
    assert median(first, 5, rush) == pytest.approx(median(first, 5, nobody), rel=0.1)


def test_booked_appointments_are_waited_for_too() -> None:
    scene = Scene(NOW, RULES, [serving(1)], line(4))
    booked = replace(scene, booked=[("H", NOW + 60.0 * minutes) for minutes in range(5, 30, 5)])
    assert median(booked, 3) > median(scene, 3) * 1.3


@pytest.mark.parametrize("lane", [Lane.ORDINARY, Lane.PRIORITY])
def test_who_comes_now_waits_as_the_last_of_the_line_and_is_in_nobodys_way(lane: Lane) -> None:
    scene = Scene(NOW, RULES, [serving(1), serving(2)], line(9))
    there = replace(scene, people=[*scene.people, Waiting(9, "H", lane, NOW)])
    asked = replace(scene, comers=[("H", lane)])
    assert median(asked, -1) == pytest.approx(median(there, 9), rel=0.15, abs=60)
    assert median(asked, 8) == pytest.approx(median(scene, 8), rel=0.15)


@given(st.lists(st.floats(0, 30_000), min_size=1, max_size=50), st.integers(0, 50))
def test_a_projected_wait_is_in_order_and_nobody_guesses_what_never_comes(calls: list[float], never: int) -> None:
    wait = projected([*sorted(NOW + call for call in calls), *[inf] * never], NOW)
    if never > len(calls):
        assert wait is None
    elif wait is not None:
        assert 0 <= wait.p10 <= wait.p50 <= wait.p90
    assert wait is not None or never >= len(calls) - 1
