"""The day played in memory: small days worked out by hand, long ones by Erlang's formula, any day by what must be."""

from dataclasses import replace
from math import factorial
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.line import CallRule, Rule, Waiting, choose, run_after
from server.domain.regulations import Group, Regulations
from server.domain.rehearsal import CALLED_IN_VAIN_S, Counter, Then, Visitor, Wait, by_lane, mean, play
from server.domain.ticket import Lane

FIFO, FLOOR, COUNTS_FROM = CallRule(Rule.FIFO), CallRule(), CallRule(Rule.COUNTS_FROM)
STRICT = CallRule(floor_s=10**9)
EVENING = 10**6
ORDINARY, PRIORITY, BOOKED = Lane.ORDINARY, Lane.PRIORITY, Lane.APPOINTMENT
ONE = (Counter(1, ("H",)),)


def by(rule: CallRule, help_after_s: int | None = 900) -> Regulations:
    return Regulations(groups=(Group(rule=rule),), help_after_s=help_after_s)


def comes(at: float, lane: Lane = ORDINARY, service: str = "H", serve_s: float = 100) -> Visitor:
    return Visitor(at, service, lane, serve_s)


def calls(
    visitors: list[Visitor],
    counters: tuple[Counter, ...] = ONE,
    regulations: Regulations | None = None,
    closes_s: float = EVENING,
) -> list[tuple[int, float, int | None]]:
    """(visitor, when, counter) in the order of the calls; nobody at the end for who was not called."""
    waits = play(visitors, counters, regulations or by(FIFO), closes_s=closes_s)
    return [(wait.visitor, wait.ended_s, wait.counter) for wait in waits]


def test_one_counter_calls_one_after_the_other() -> None:
    assert calls([comes(0), comes(10), comes(250)]) == [(0, 0, 1), (1, 100, 1), (2, 250, 1)]


def test_the_walk_to_the_counter_keeps_it_busy() -> None:
    assert calls([replace(comes(0), walk_s=30), comes(10)]) == [(0, 0, 1), (1, 130, 1)]


def test_strict_priority_lets_the_ordinary_wait_to_the_last() -> None:
    people = [comes(0), comes(1), comes(2, PRIORITY), comes(150, PRIORITY)]
    assert calls(people, regulations=by(STRICT)) == [(0, 0, 1), (2, 100, 1), (3, 200, 1), (1, 300, 1)]


def test_the_floor_gives_every_second_call_to_who_has_waited_too_long() -> None:
    people = [comes(0, PRIORITY), comes(1), comes(2), *(comes(3 + at, PRIORITY) for at in range(4))]
    floor = CallRule(floor_s=150)
    # The first call leaves a run of one; at 200 s the ordinary have waited 199 s, and every second call is theirs.
    assert [visitor for visitor, *_ in calls(people, regulations=by(floor))] == [0, 3, 1, 4, 2, 5, 6]


def test_a_credit_is_taken_off_the_arrival() -> None:
    people = [comes(0, serve_s=2000), comes(10), comes(1000, PRIORITY), comes(1300, PRIORITY)]
    # 1000 - 1200 lies before 10, 1300 - 1200 after it.
    assert [visitor for visitor, *_ in calls(people, regulations=by(COUNTS_FROM))] == [0, 2, 1, 3]


def test_an_appointment_has_its_turn_by_its_slot() -> None:
    people = [comes(0, serve_s=900), comes(10, PRIORITY), replace(comes(20, BOOKED), slot_s=1000.0)]
    early, due = replace(people[2], slot_s=1300.0), replace(people[2], slot_s=5.0)
    assert [visitor for visitor, *_ in calls([*people[:2], early], regulations=by(FLOOR))] == [0, 1, 2]
    assert [visitor for visitor, *_ in calls([*people[:2], due], regulations=by(FLOOR))] == [0, 2, 1]


def test_somebody_who_comes_goes_to_the_counter_that_has_been_idle_longest() -> None:
    two = (Counter(1, ("H",)), Counter(2, ("H",)))
    assert calls([comes(0), comes(50), comes(300)], two) == [(0, 0, 1), (1, 50, 2), (2, 300, 1)]
    assert calls([comes(0, serve_s=100), comes(10, serve_s=20), comes(300)], two)[-1] == (2, 300, 2)


def test_a_counter_helps_when_its_own_line_is_empty_or_the_other_waits_too_long() -> None:
    helper = (Counter(1, ("H",)), Counter(2, ("C",), helps=("H",)))
    people = [comes(0), comes(1), comes(2), comes(3), comes(4, service="C")]
    # 1 finds counter 2 with nobody of its own. At 101 somebody of its own waits, and 3 has waited 98 seconds.
    until_101 = [(0, 0, 1), (1, 1, 2), (2, 100, 1)]
    assert calls(people, helper, by(FIFO, help_after_s=97)) == [*until_101, (3, 101, 2), (4, 201, 2)]
    assert calls(people, helper, by(FIFO, help_after_s=98)) == [*until_101, (4, 101, 2), (3, 200, 1)]
    assert calls(people, helper, by(FIFO, help_after_s=None)) == [*until_101, (4, 101, 2), (3, 200, 1)]


def test_services_of_two_rules_meet_at_one_counter() -> None:
    regulations = Regulations(groups=(Group(("H",), STRICT), Group(rule=FIFO)))
    people = [comes(0, service="C"), comes(1, service="C"), comes(2), comes(3, PRIORITY)]
    # H names its priority, C its earliest; the earlier of the two is called.
    both = (Counter(1, ("H", "C")),)
    assert [visitor for visitor, *_ in calls(people, both, regulations)] == [0, 1, 3, 2]


def test_a_break_begins_when_the_person_in_hand_is_done_and_ends_on_time() -> None:
    resting = (Counter(1, ("H",), away=((50, 500),)),)
    assert calls([comes(0), comes(10), comes(600)], resting) == [(0, 0, 1), (1, 500, 1), (2, 600, 1)]
    assert calls([comes(100)], resting) == [(0, 500, 1)]


def test_an_absent_person_keeps_the_counter_a_while_and_comes_back_to_their_old_place() -> None:
    gone = replace(comes(0), comes=False, returns_s=30)
    people = [gone, comes(1), comes(2)]
    # Called in vain until 120, back at 150 while 1 is served until 220, then before 2; that second call is no new wait.
    assert calls(people) == [(0, 0, 1), (1, CALLED_IN_VAIN_S, 1), (2, 320, 1)]


def test_who_gives_up_is_not_called_any_more() -> None:
    people = [comes(0), replace(comes(1), leaves_s=50), comes(2)]
    assert calls(people) == [(0, 0, 1), (1, 51, None), (2, 100, 1)]


def test_the_wrong_line_keeps_the_place_and_the_next_step_takes_a_new_one() -> None:
    counters = (Counter(1, ("H",)), Counter(2, ("C",)))
    wrong = replace(comes(0, serve_s=60), then=Then("C", 100, keeps_place=True))
    pays = replace(wrong, then=Then("C", 100, keeps_place=False))
    busy = [comes(0, service="C", serve_s=80), comes(1, service="C")]
    assert calls([wrong, *busy], counters) == [(0, 0, 1), (1, 0, 2), (0, 80, 2), (2, 180, 2)]
    assert calls([pays, *busy], counters) == [(0, 0, 1), (1, 0, 2), (2, 80, 2), (0, 180, 2)]


def test_who_is_not_called_by_the_end_has_waited_until_then() -> None:
    waits = play([comes(0, serve_s=1000), comes(100)], ONE, by(FIFO), closes_s=500)
    assert waits[1] == Wait(1, ORDINARY, 100, 500, None)
    assert by_lane(waits)[ORDINARY].never_called == 1


def test_a_rehearsal_begins_in_the_middle_of_a_day() -> None:
    """People already wait and the counters have somebody in hand: the engine asks for nothing else."""
    people = [comes(-600), comes(-300, PRIORITY), comes(50, PRIORITY)]
    busy = (Counter(1, ("H",), free_s=40.0), Counter(2, ("H",), free_s=90.0))
    assert calls(people, busy, by(STRICT)) == [(1, 40, 1), (2, 90, 2), (0, 140, 1)]


def test_figures_are_waits_that_people_really_had() -> None:
    waits = [Wait(at, ORDINARY, 0, 60.0 * at, 1) for at in range(1, 41)]
    figures = by_lane(waits)[ORDINARY]
    assert (figures.n, figures.median_s, figures.p95_s, figures.worst_s) == (40, 20 * 60, 38 * 60, 40 * 60)
    assert (figures.over_15_min, figures.over_30_min, figures.never_called) == (25 / 40, 10 / 40, 0)
    assert mean([figures, replace(figures, worst_s=0)]).worst_s == 20 * 60


def erlang_c(counters: int, load: float) -> float:
    """The share of people who must wait at all, at `load` counters' worth of work (Erlang, 1917)."""
    busy = load**counters / factorial(counters) * counters / (counters - load)
    return busy / (sum(load**at / factorial(at) for at in range(counters)) + busy)


@pytest.mark.parametrize(("counters", "load"), [(1, 0.7), (4, 3.4)])
def test_a_long_run_agrees_with_erlang(counters: int, load: float) -> None:
    chance, now, people = Random(1917), 0.0, []
    for _ in range(25_000):
        now += chance.expovariate(load / 300)
        people.append(comes(now, serve_s=chance.expovariate(1 / 300)))
    waits = play(people, [Counter(at, ("H",)) for at in range(counters)], by(FIFO), closes_s=now)
    share = sum(wait.lasted_s > 0 for wait in waits) / len(waits)
    assert share == pytest.approx(erlang_c(counters, load), rel=0.04)
    wait_s = sum(wait.lasted_s for wait in waits) / len(waits)
    assert wait_s == pytest.approx(erlang_c(counters, load) * 300 / (counters - load), rel=0.1)


SERVICES = ("H", "C", "D")
some_services = st.lists(st.sampled_from(SERVICES), unique=True, max_size=3).map(tuple)
visitors = st.builds(
    Visitor,
    arrives_s=st.integers(0, 3000),
    service=st.sampled_from(SERVICES),
    lane=st.sampled_from(Lane),
    serve_s=st.integers(1, 600),
    walk_s=st.integers(0, 30),
    slot_s=st.none() | st.integers(0, 3000),
    comes=st.booleans(),
    returns_s=st.none() | st.integers(0, 300),
    leaves_s=st.none() | st.integers(0, 900),
    then=st.none() | st.builds(Then, st.sampled_from(SERVICES), st.integers(1, 300), st.booleans()),
)
rests = st.tuples(st.integers(0, 2000), st.integers(1, 900)).map(lambda rest: ((rest[0], sum(rest)),))
halls = st.lists(
    st.builds(Counter, st.just(0), some_services, some_services, st.just(()) | rests, st.integers(0, 300)), max_size=4
).map(lambda counters: [replace(counter, number=at) for at, counter in enumerate(counters, 1)])
rules = st.sampled_from([FIFO, FLOOR, COUNTS_FROM, STRICT, CallRule(floor_s=120, every=3)])
regulations = st.builds(
    lambda one, other, after: Regulations(groups=(Group(("H",), one), Group(rule=other)), help_after_s=after),
    rules, rules, st.none() | st.integers(0, 900),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(visitors, max_size=25), halls, regulations)
def test_on_any_day_nobody_is_lost_called_twice_or_served_where_they_do_not_belong(
    people: list[Visitor], counters: list[Counter], regulations: Regulations
) -> None:
    waits = play(people, counters, regulations, closes_s=4000)
    by_number = {counter.number: counter for counter in counters}
    busy_until = {counter.number: counter.free_s for counter in counters}
    for number, person in enumerate(people):
        of = [wait for wait in waits if wait.visitor == number]
        assert 1 <= len(of) <= (2 if person.then else 1)
        assert of[0].joined_s == person.arrives_s
        if person.leaves_s is not None:
            assert of[0].lasted_s <= person.leaves_s
    for wait in waits:
        assert wait.joined_s <= wait.ended_s <= 4000
        if wait.counter is None:
            continue
        counter, person = by_number[wait.counter], people[wait.visitor]
        services = {person.service, person.then.service if person.then else person.service}
        assert services & {*counter.own, *counter.helps}
        assert not any(begins <= wait.ended_s < ends for begins, ends in counter.away)
        assert wait.ended_s >= busy_until[wait.counter], "nobody is called to a counter that has somebody in hand"
        is_first_leg = wait.joined_s == person.arrives_s
        if is_first_leg:
            busy_until[wait.counter] = wait.ended_s + (person.walk_s + person.serve_s if person.comes else 120)


@settings(max_examples=150, deadline=None)
@given(st.lists(visitors, max_size=25, unique_by=lambda visitor: visitor.arrives_s), halls, rules)
def test_every_call_is_the_one_the_rule_prescribes_among_all_who_wait(
    people: list[Visitor], counters: list[Counter], rule: CallRule
) -> None:
    """The rehearsal looks at the heads of its lines; whoever looked at everybody would call the same people."""
    plain = [replace(person, comes=True, leaves_s=None, then=None) for person in people]
    there = [replace(counter, helps=()) for counter in counters]
    waiting = {
        number: Waiting(number, person.service, person.lane, person.arrives_s, person.slot_s)
        for number, person in enumerate(plain)
    }
    runs = {counter.number: 0 for counter in there}
    by_number = {counter.number: counter for counter in there}
    for wait in play(plain, there, by(rule), closes_s=4000):
        if wait.counter is None:
            continue
        own = by_number[wait.counter].own
        seen = [each for each in waiting.values() if each.since <= wait.ended_s and each.service in own]
        choice = choose(rule, seen, now=wait.ended_s, run=runs[wait.counter])
        assert choice is not None and choice.ticket == wait.visitor
        runs[wait.counter] = run_after(runs[wait.counter], choice.first)
        del waiting[wait.visitor]


@settings(max_examples=60, deadline=None)
@given(st.lists(visitors, max_size=25), halls, regulations)
def test_the_same_day_plays_the_same(people: list[Visitor], counters: list[Counter], regulations: Regulations) -> None:
    assert play(people, counters, regulations, closes_s=4000) == play(people, counters, regulations, closes_s=4000)


@settings(max_examples=60, deadline=None)
@given(st.lists(visitors, max_size=25), halls, st.sampled_from([FIFO, FLOOR, STRICT]))
def test_no_counter_idles_while_somebody_waits_for_it(
    people: list[Visitor], counters: list[Counter], rule: CallRule
) -> None:
    """Of simple visitors at counters without breaks: when somebody waits, each counter of theirs is busy."""
    plain = [Visitor(person.arrives_s, person.service, person.lane, person.serve_s) for person in people]
    there = [replace(counter, away=()) for counter in counters]
    waits = play(plain, there, by(rule), closes_s=4000)
    work = {counter.number: [(0.0, counter.free_s)] for counter in there}
    for wait in waits:
        if wait.counter is not None:
            work[wait.counter].append((wait.ended_s, wait.ended_s + plain[wait.visitor].serve_s))
    for wait in waits:
        for counter in there:
            if plain[wait.visitor].service in (*counter.own, *counter.helps):
                now = wait.joined_s
                for begins, ends in sorted(work[counter.number]):
                    now = max(now, ends) if begins <= now else now
                assert now >= wait.ended_s, f"{wait} though counter {counter.number} was free at {now}"
