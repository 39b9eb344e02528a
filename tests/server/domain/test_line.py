"""Whom a counter calls next: always whom the protocol prescribes, whatever waits, by every rule."""

import time
from collections.abc import Callable
from dataclasses import replace
from math import inf
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import line
from server.domain.line import (
    Because,
    CallRule,
    Choice,
    Rule,
    Waiting,
    calls,
    choose,
    choose_among,
    may_call,
    order,
    passed_over,
    run_after,
    sentence,
)
from server.domain.ticket import Lane
from tests import call_rules
from tests.call_rules import Person, prescribed

NOW = 36000.0
"""10:00, in seconds since midnight."""

CLASS = {Lane.ORDINARY: "N", Lane.PRIORITY: "P", Lane.APPOINTMENT: "A"}
LANE = {cls: lane for lane, cls in CLASS.items()}

moments = st.one_of(st.integers(-70, 0), st.sampled_from([-31, -30, -20, -15])).map(lambda m: NOW + 60.0 * m)
slots = st.one_of(st.integers(-60, 60), st.sampled_from([4, 5, 6])).map(lambda m: NOW + 60.0 * m)


@st.composite
def people(draw: st.DrawFn, max_size: int = 12) -> list[Person]:
    """Some who wait at `NOW`, many of them with equal times: the corners are where the rules differ."""
    drawn = []
    for number in range(draw(st.integers(0, max_size))):
        cls = draw(st.sampled_from("NNPA"))
        slot = draw(slots) if cls == "A" else None
        drawn.append(Person(number, draw(st.sampled_from("HCD")), cls, draw(moments), slot))
    return draw(st.permutations(drawn))


rules = st.builds(
    CallRule,
    st.sampled_from(Rule),
    floor_s=st.sampled_from([0, 600, 1800, 10**9]),
    every=st.integers(1, 4),
    priority_credit_s=st.sampled_from([0, 600, 1200]),
    appointment_credit_s=st.sampled_from([0, 900]),
    appt_grace_s=st.sampled_from([0, 600]),
    appt_window_s=st.sampled_from([0, 300]),
)
runs = st.integers(0, 4)


def policy(rule: CallRule) -> dict[str, Any]:
    """The rule in the words of hallbench/1."""
    credit_s = {"N": 0, "P": rule.priority_credit_s, "A": rule.appointment_credit_s}
    names = ("floor_s", "every", "appt_grace_s", "appt_window_s")
    return {"kind": rule.kind.value, "credit_s": credit_s} | {name: getattr(rule, name) for name in names}


def seen(rule: CallRule, person: Person) -> Waiting:
    """The person as our own code is told of them."""
    kept = call_rules.has_kept_its_slot(policy(rule), person)
    return Waiting(person.number, person.service, LANE[person.cls], person.t, person.appt_t if kept else None)


def waiting(ticket: int, lane: Lane, minutes_ago: float, slot_in: float | None = None) -> Waiting:
    slot = None if slot_in is None else NOW + 60 * slot_in
    return Waiting(ticket, "H", lane, NOW - 60 * minutes_ago, slot)


def ordinary(ticket: int, minutes_ago: float) -> Waiting:
    return waiting(ticket, Lane.ORDINARY, minutes_ago)


def priority(ticket: int, minutes_ago: float) -> Waiting:
    return waiting(ticket, Lane.PRIORITY, minutes_ago)


def tickets(choices: list[Choice]) -> list[int]:
    return [choice.ticket for choice in choices]


@given(rules, people(), runs)
def test_the_protocol_prescribes_every_choice(rule: CallRule, hall: list[Person], run: int) -> None:
    chosen = choose(rule, [seen(rule, person) for person in hall], now=NOW, run=run)
    expected = prescribed(policy(rule), hall, now=NOW, run=run)
    assert (chosen and chosen.ticket) == (expected and expected.number)
    if chosen and expected and rule.kind is Rule.PRIORITY_FLOOR:
        assert chosen.first == call_rules.is_of_the_first_group(policy(rule), expected, NOW)


@given(rules, people(), runs)
def test_the_order_is_one_choice_after_the_other(rule: CallRule, hall: list[Person], run: int) -> None:
    left = {person.number: seen(rule, person) for person in hall}
    called = []
    run_then = run
    while chosen := choose(rule, left.values(), now=NOW, run=run_then):
        called.append(chosen)
        run_then = run_after(run_then, chosen.first)
        del left[chosen.ticket]
    assert order(rule, [seen(rule, person) for person in hall], now=NOW, run=run) == called
    assert not left


@given(st.dictionaries(st.sampled_from("HCD"), rules, min_size=3), people(), runs)
def test_of_several_rules_each_names_its_next_and_the_earliest_is_called(
    by_service: dict[str, CallRule], hall: list[Person], run: int
) -> None:
    named = []
    for service, rule in by_service.items():
        mine = [person for person in hall if person.service == service]
        person = prescribed(policy(rule), mine, now=NOW, run=run)
        if person:
            named.append((call_rules.in_order(policy(rule), person), person.number))
    pools = [
        (rule, [seen(rule, person) for person in hall if person.service == service])
        for service, rule in by_service.items()
    ]
    chosen = choose_among(pools, now=NOW, run=run)
    assert (chosen and chosen.ticket) == (min(named)[1] if named else None)
    assert len(list(calls(pools, now=NOW, run=run))) == len(hall)


@given(rules, people())
def test_who_is_ahead_is_who_would_be_called_before(rule: CallRule, hall: list[Person]) -> None:
    line_now = [seen(rule, person) for person in hall]
    called = tickets(order(rule, line_now, now=NOW, run=0))
    longest_s = max((NOW - person.since for person in line_now if person.lane is Lane.ORDINARY), default=0.0)
    for person in line_now:
        bounds = line.ahead(rule, person, now=NOW, longest_s=longest_s)
        if bounds is not None:
            assert sum(is_before(other, person, bounds) for other in line_now) == called.index(person.ticket)


def is_before(other: Waiting, person: Waiting, bounds: line.Ahead) -> bool:
    bound = {
        Lane.ORDINARY: bounds.ordinary,
        Lane.PRIORITY: bounds.priority,
        Lane.APPOINTMENT: bounds.late if other.slot is None else bounds.kept,
    }[other.lane]
    return other.turn < (bound, person.ticket)


@given(rules, people())
def test_only_who_came_earlier_is_passed_over(rule: CallRule, hall: list[Person]) -> None:
    line_now = [seen(rule, person) for person in hall]
    for chosen in line_now:
        passed = passed_over(chosen, line_now)
        assert sorted(passed, key=lambda person: (person.since, person.ticket)) == passed
        assert {each.ticket for each in passed} == {
            person.number for person in hall if (person.t, person.number) < (chosen.since, chosen.ticket)
        }


@pytest.mark.parametrize("kind", Rule)
def test_nobody_is_chosen_from_an_empty_hall(kind: Rule) -> None:
    assert choose(CallRule(kind), [], now=NOW, run=0) is None
    assert order(CallRule(kind), [], now=NOW, run=0) == []


def test_fifo_calls_the_earliest_whatever_the_lane() -> None:
    hall = [priority(2, 5), ordinary(1, 9), waiting(3, Lane.APPOINTMENT, 7, slot_in=-20)]
    assert tickets(order(CallRule(Rule.FIFO), hall, now=NOW, run=0)) == [1, 3, 2]


def test_priority_and_due_appointments_go_first_by_arrival_and_slot() -> None:
    hall = [
        ordinary(1, 20),
        priority(2, 5),
        waiting(3, Lane.APPOINTMENT, 2, slot_in=-6),
        waiting(4, Lane.APPOINTMENT, 9, slot_in=6),
        waiting(5, Lane.APPOINTMENT, 10),
    ]
    called = order(CallRule(), hall, now=NOW, run=0)
    assert tickets(called) == [3, 2, 1, 5, 4]
    assert [choice.because for choice in called[:3]] == [Because.APPOINTMENT, Because.PRIORITY, Because.ARRIVAL]
    assert [choice.first for choice in called] == [True, True, False, False, False]


def test_who_waits_beyond_the_floor_has_every_second_call() -> None:
    hall = [priority(n, 10 - n) for n in (1, 2, 3, 4)] + [ordinary(8, 31), ordinary(9, 29)]
    called = order(CallRule(), hall, now=NOW, run=0)
    assert tickets(called) == [1, 8, 2, 3, 4, 9]
    assert called[1].because is Because.FLOOR


def test_exactly_the_floor_is_not_yet_beyond_it() -> None:
    hall = [priority(1, 1), ordinary(2, 30)]
    assert tickets(order(CallRule(), hall, now=NOW, run=9)) == [1, 2]
    assert tickets(order(CallRule(), hall, now=NOW + 0.1, run=9)) == [2, 1]


def test_an_ordinary_call_that_needs_no_floor_is_by_arrival() -> None:
    chosen = choose(CallRule(), [ordinary(1, 45)], now=NOW, run=5)
    assert chosen == Choice(1, Rule.PRIORITY_FLOOR, Because.ARRIVAL, first=False)


def test_a_credit_counts_as_an_earlier_arrival() -> None:
    hall = [ordinary(1, 19), priority(2, 0), ordinary(3, 21), waiting(4, Lane.APPOINTMENT, 0)]
    called = order(CallRule(Rule.COUNTS_FROM), hall, now=NOW, run=0)
    assert tickets(called) == [3, 2, 1, 4]
    assert [choice.because for choice in called] == [
        Because.ARRIVAL,
        Because.CREDIT,
        Because.ARRIVAL,
        Because.ARRIVAL,
    ]


def test_a_counter_helps_when_it_has_nobody_or_when_others_wait_too_long() -> None:
    assert may_call("H", "CD", {"H": 60, "C": 800, "D": 901}, 900) == ["H", "D"]
    assert may_call("H", "CD", {"H": 60, "C": 900}, 900) == ["H"]
    assert may_call("H", "CD", {"C": 5, "D": 60}, 900) == ["H", "C"]
    assert may_call("H", "CD", {"D": 60}, 900) == ["H", "D"]
    assert may_call("H", "CD", {"C": 5, "D": 5000}, 900) == ["H", "D", "C"]
    assert may_call("H", "CD", {"H": 1, "C": 9999}, None) == ["H"]
    assert may_call("H", "CD", {}, 900) == ["H"]
    assert may_call("H", "HC", {"H": 1000}, 900) == ["H"]


@pytest.mark.parametrize("kind", Rule)
def test_a_slot_counts_in_its_own_lane_only(kind: Rule) -> None:
    moved = [waiting(1, Lane.ORDINARY, 1, slot_in=-40), waiting(2, Lane.PRIORITY, 1, slot_in=-40)]
    plain = [replace(person, slot=None) for person in moved]
    assert order(CallRule(kind), moved, now=NOW, run=0) == order(CallRule(kind), plain, now=NOW, run=0)


def test_the_sign_says_the_rule_in_force() -> None:
    assert sentence(CallRule()) == {"id": "rule-priority-floor", "minutes": 30, "every": 2}
    assert sentence(CallRule(Rule.FIFO)) == {"id": "rule-fifo"}
    assert sentence(CallRule(Rule.COUNTS_FROM)) == {"id": "rule-counts-from", "priority": 20, "appointment": 15}


@pytest.mark.parametrize("kind", Rule)
def test_three_hundred_people_are_put_in_order_in_a_moment(kind: Rule) -> None:
    lanes: list[Callable[[int, float], Waiting]] = [ordinary, ordinary, priority]
    hall = [lanes[n % 3](n, n * 0.3) for n in range(300)]
    hall = [replace(person, slot=NOW) if person.ticket % 7 == 0 else person for person in hall]
    best = inf
    for _ in range(5):
        began = time.perf_counter()
        assert len(order(CallRule(kind), hall, now=NOW, run=0)) == 300
        best = min(best, time.perf_counter() - began)
    assert best < 0.05  # 1.5 ms on the computer this was written on
