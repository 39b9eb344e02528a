"""The script of a day: the same from the same seed, and like a day in a commune's hall."""

from collections import Counter
from statistics import median

import pytest

from catalogue.files import DEFAULT, read_folder
from demo.plan import CLOSES_AT, LUNCH, Day, Service, plan_day

COUNTERS = range(1, 13)


@pytest.fixture(scope="module")
def services() -> list[Service]:
    """The default hall's."""
    catalogue = read_folder(DEFAULT).catalogue
    assert catalogue
    return [
        Service(s.code, s.kind, tuple(p.code for p in catalogue.procedures if p.service == s.code))
        for s in catalogue.services
    ]


@pytest.fixture(scope="module")
def day(services: list[Service]) -> Day:
    return plan_day(1, 250, services, COUNTERS)


def test_the_same_seed_writes_the_same_day(services: list[Service], day: Day) -> None:
    assert plan_day(1, 250, services, COUNTERS) == day


def test_another_seed_writes_another_day(services: list[Service], day: Day) -> None:
    assert plan_day(2, 250, services, COUNTERS) != day


def test_visitors_come_in_order_and_while_the_hall_is_open(day: Day) -> None:
    times = [visitor.arrives_s for visitor in day.visitors]
    assert len(times) == 250
    assert times == sorted(times)
    assert times[0] >= 0 and times[-1] < CLOSES_AT


def test_the_morning_brings_one_every_45_seconds(day: Day) -> None:
    early = [visitor for visitor in day.visitors if visitor.arrives_s < 5400]
    assert 35 < 5400 / len(early) < 60


def test_hardly_anybody_comes_at_noon(day: Day) -> None:
    assert sum(LUNCH[0] <= visitor.arrives_s < LUNCH[1] for visitor in day.visitors) < 20


def test_everybody_comes_for_something_the_hall_does(services: list[Service], day: Day) -> None:
    offered = {service.code: service for service in services}
    for visitor in day.visitors:
        service = offered[visitor.service]
        assert visitor.procedure in service.procedures or not service.procedures
        assert visitor.should_go_to is None or offered[visitor.should_go_to].kind == "field"
    assert len({visitor.service for visitor in day.visitors}) > 10


def test_one_in_ten_has_priority_with_its_grounds(services: list[Service]) -> None:
    people = plan_day(3, 5000, services, COUNTERS).visitors
    first = [visitor for visitor in people if visitor.lane == "priority"]
    assert 0.08 < len(first) / len(people) < 0.12
    assert all(visitor.grounds for visitor in first)
    assert not any(visitor.grounds for visitor in people if visitor.lane == "ordinary")


def test_every_turn_of_fate_happens_and_none_too_often(services: list[Service]) -> None:
    people = plan_day(4, 5000, services, COUNTERS).visitors
    share = Counter[str]()
    for visitor in people:
        share["does not come"] += not visitor.comes
        share["comes back"] += visitor.returns_s is not None
        share["fetches"] += visitor.fetches_s is not None
        share["leaves"] += visitor.leaves_s is not None
        share["wrong line"] += visitor.should_go_to is not None
        share["pays"] += visitor.pays_s is not None
    assert {fate for fate, count in share.items() if 0.005 < count / len(people) < 0.2} == {
        "does not come", "comes back", "fetches", "leaves", "wrong line", "pays"
    }  # fmt: skip


def test_certified_copies_are_quick_and_land_is_slow(services: list[Service]) -> None:
    people = plan_day(5, 5000, services, COUNTERS).visitors
    minutes = {code: median(v.serve_s / 60 for v in people if v.service == code) for code in "CS"}
    assert 4 < minutes["C"] < 6
    assert 13 < minutes["S"] < 17


def test_the_clerks_could_serve_them_all(services: list[Service]) -> None:
    """An impossible day would teach nothing: the work is between a third and nine tenths of what twelve can do."""
    people = plan_day(6, 250, services, COUNTERS).visitors
    work_s = sum(visitor.serve_s + visitor.walk_s for visitor in people)
    assert 1 / 3 < work_s / (12 * (CLOSES_AT - (LUNCH[1] - LUNCH[0]))) < 0.9


def test_every_clerk_has_lunch(day: Day) -> None:
    assert {pause.counter for pause in day.pauses if pause.reason == "Nghỉ trưa"} == set(COUNTERS)


def test_a_hall_without_fees_or_other_fields_still_has_a_day() -> None:
    day = plan_day(1, 200, [Service("Q", "field")], [1])
    assert all(visitor.pays_s is None and visitor.should_go_to is None for visitor in day.visitors)


def test_nobody_comes_when_nobody_was_asked_for(services: list[Service]) -> None:
    assert plan_day(1, 0, services, COUNTERS).visitors == ()
