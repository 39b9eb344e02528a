"""What a hall is used to: learned from its days, shrunk where they are few, at today's pace."""

from math import exp, log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.habits import USUAL_SERVICE_S, Habits, Lognormal
from server.domain.learner import Learner
from server.domain.ticket import Lane


def works(learner: Learner, random: Random, *, today: float = 0.0, each: int = 10) -> None:
    """A day in which `H` takes 5 minutes and `C` 12, and counter 3 takes half as long again as the others."""
    for counter in (1, 2, 3):
        for service, mean in (("H", 300), ("C", 720)):
            for _ in range(each):
                slow = log(1.5) if counter == 3 else 0.0
                learner.served(service, counter, random.lognormvariate(log(mean) - 0.18 + slow + today, 0.6))
                learner.walked(random.lognormvariate(log(20), 0.4))


def taught(days: int = 20, seed: int = 1) -> tuple[Learner, Random]:
    learner, random = Learner(), Random(seed)
    for _ in range(days):
        works(learner, random)
        learner.new_day()
    return learner, random


def test_a_hall_nobody_knows_is_as_halls_are() -> None:
    habits = Learner().habits()
    assert habits.time_of("H").mean_s == pytest.approx(USUAL_SERVICE_S)
    assert habits.pace_of(4)[0] == 0.0
    assert 0.02 < habits.absent < 0.1


def test_it_learns_services_and_who_is_quick() -> None:
    habits = taught()[0].habits()
    # The services' means are those of the usual counter: the slow third of the work lifts them by a third of log 1.5.
    ratio = habits.time_of("C").mean_s / habits.time_of("H").mean_s
    assert ratio == pytest.approx(720 / 300, rel=0.12)
    gap = habits.pace_of(3)[0] - habits.pace_of(1)[0]
    assert 0.25 < gap < log(1.5) * 1.1
    assert habits.time_of("H").sigma == pytest.approx(0.6, abs=0.1)
    assert exp(habits.walk.mu) == pytest.approx(20, rel=0.1)


def test_few_services_say_little_and_many_say_all() -> None:
    few, many = Learner(), Learner()
    few.served("H", 1, 3600.0)
    few.new_day()
    for _ in range(200):
        many.served("H", 1, 3600.0)
    many.new_day()
    # Of two thousandfold evidence one hour is nothing, and two hundred hours are the truth.
    assert exp(few.habits().time_of("H").mu) < 700
    assert exp(many.habits().time_of("H").mu + many.habits().pace_of(1)[0]) == pytest.approx(3600, rel=0.12)


def test_it_learns_the_pace_of_today_while_it_runs() -> None:
    learner, random = taught()
    usual = learner.habits().pace_of(1)[0]
    works(learner, random, today=log(1.4), each=8)
    slow = learner.habits()
    assert 0.12 < slow.pace_of(1)[0] - usual < log(1.4) * 1.3
    assert slow.day_sd < taught()[0].habits().day_sd
    learner.new_day()
    assert abs(learner.habits().pace_of(1)[0] - usual) < 0.1, "tomorrow is another day"


def test_a_counter_that_nobody_knows_has_the_pace_of_the_day() -> None:
    learner, random = taught()
    works(learner, random, today=log(1.4), each=8)
    pace, unsure = learner.habits().pace_of(9)
    assert pace > 0.1 and unsure > learner.habits().pace_of(1)[1]


def test_it_learns_who_stays_away_comes_back_moves_on_and_leaves() -> None:
    learner = Learner()
    for number in range(1000):
        if number % 10:
            learner.walked(20)
            learner.served("H", 1, 300)
        else:
            learner.stayed_away(60)
        if number % 20 == 0:
            learner.came_back(500)
        if number % 5 == 0:
            learner.moved_on("H", "C")
        learner.waited(600, left=number % 50 == 0)
    habits = learner.habits()
    assert habits.absent == pytest.approx(0.1, abs=0.01)
    assert habits.returns == pytest.approx(0.5, abs=0.05)
    assert set(habits.back_after_s) == {500}
    assert habits.absent_s == pytest.approx(60, abs=3)
    share, targets = habits.transfers["H"]
    assert (share, set(targets)) == (pytest.approx(200 / 900, abs=0.02), {"C"})
    assert habits.leaves_per_s == pytest.approx(20 / 600_000, rel=0.4)


def test_arrivals_are_known_by_the_half_hour_and_grow_with_a_full_day() -> None:
    learner = Learner()
    for _ in range(30):
        for number in range(6):
            learner.arrived("H", Lane.PRIORITY, 8 * 3600 + 300.0 * number)
        learner.arrived("C", Lane.ORDINARY, 9 * 3600)
        learner.new_day()
    usual = learner.habits()
    assert usual.arrivals[16] == pytest.approx(6 / 1800, rel=0.01)
    assert set(usual.arrivals) == {16}, "who does not go first is in nobody's way"
    for _ in range(60):
        learner.arrived("H", Lane.PRIORITY, 8 * 3600)
    learner.arrived("H", Lane.PRIORITY, 9 * 3600)
    assert learner.habits().arrivals[16] > 2 * usual.arrivals[16]


@given(
    st.lists(st.tuples(st.sampled_from("HCD"), st.integers(1, 3), st.floats(-1e6, 1e9)), max_size=40), st.integers(0, 3)
)
def test_whatever_clocks_do_the_habits_stay_those_of_a_hall(services: list[tuple[str, int, float]], days: int) -> None:
    learner = Learner()
    for _ in range(days + 1):
        for service, counter, seconds in services:
            learner.served(service, counter, seconds)
            learner.walked(seconds)
            learner.waited(seconds, left=False)
        learner.new_day()
    habits = learner.habits()
    for service in "HCDX":
        assert 5 <= exp(habits.time_of(service).mu) <= 4 * 3600
        assert 0 < habits.time_of(service).sigma < 6
    assert all(-8 < habits.pace_of(counter)[0] < 8 for counter in range(5))
    assert 0 < habits.absent < 1 and habits.leaves_per_s >= 0


def test_a_mean_and_its_lognormal_agree() -> None:
    assert Lognormal.of_mean(300, 0.7).mean_s == pytest.approx(300)
    assert Habits().time_of("anything").mean_s == pytest.approx(USUAL_SERVICE_S)
