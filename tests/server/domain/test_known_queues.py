"""The projection beside what is known of queues: another simulator (ciw), and Erlang's formula with impatience."""

from collections.abc import Callable
from dataclasses import replace
from math import exp, log, sqrt
from statistics import fmean, variance

import ciw
import pytest

from server.domain.habits import Habits, Lognormal
from server.domain.line import CallRule, Rule
from server.domain.projection import project
from server.domain.scene import Desk, Scene
from server.domain.ticket import Lane
from server.domain.what_if import Streams, comers

DAY = 1_763_856_000.0
NOW = DAY + 7 * 3600
LASTS_S = 6 * 3600.0
RUNS, FUTURES = 300, 300
USUAL_S = 300.0
PLAIN = Habits(absent=0.0, day_sd=0.0, pace=(0.0, 0.0), walk=Lognormal(-9.0, 0.01))

Waits = dict[str, list[list[float]]]
"""By lane, of each run."""


def ours(habits: Habits, counters: int, streams: Streams) -> Waits:
    """By lane, the waits of an empty hall that opens now."""
    rule = CallRule(Rule.PRIORITY_FLOOR, floor_s=10**9)
    desks = [Desk(number, ("H",), free_since=NOW) for number in range(1, counters + 1)]
    hall = Scene(NOW, {"H": rule}, desks, [], day_began=DAY)
    coming = comers(hall, streams, ahead_s=LASTS_S, futures=FUTURES, seed=7)
    calls = project(hall, habits, futures=FUTURES, coming=coming, horizon_s=LASTS_S + 4 * 3600)
    waits: Waits = {lane.value: [[] for _ in coming] for _, lane in streams}
    for run, people in enumerate(coming):
        for person in people:
            waits[person.lane.value][run].append(calls[person.ticket][0] - person.since)
    return waits


def theirs(sigma: float, counters: int, rates: dict[str, float], impatience: float | None = None) -> Waits:
    """The same hall in ciw; of those who left, how long they had waited."""
    time = Lognormal.of_mean(USUAL_S, sigma)
    leaves = {lane: [ciw.dists.Exponential(impatience)] for lane in rates} if impatience else None
    network = ciw.create_network(
        arrival_distributions={lane: [ciw.dists.Exponential(rate)] for lane, rate in rates.items()},
        service_distributions={lane: [ciw.dists.Lognormal(time.mu, time.sigma)] for lane in rates},
        number_of_servers=[counters],
        priority_classes={lane: place for place, lane in enumerate(sorted(rates, reverse=True))},
        reneging_time_distributions=leaves,
    )
    waits: Waits = {lane: [[] for _ in range(RUNS)] for lane in rates}
    for run in range(RUNS):
        ciw.seed(run)
        played = ciw.Simulation(network)
        played.simulate_until_max_time(LASTS_S + 4 * 3600)
        for record in played.get_all_records():
            if record.arrival_date < LASTS_S:
                waits[record.customer_class][run].append(record.waiting_time)
    return waits


def streams(rates: dict[str, float]) -> Streams:
    return {("H", Lane(lane)): dict.fromkeys(range(48), rate) for lane, rate in rates.items()}


def same(found: list[list[float]], known: list[list[float]], of: Callable[[list[float]], float]) -> None:
    """Whether a figure of the runs is the same but for chance: three standard errors, themselves small."""
    figures = [[of(run) for run in runs if run] for runs in (found, known)]
    one, other = map(fmean, figures)
    error = sqrt(sum(variance(each) / len(each) for each in figures))
    assert error < 0.09 * other
    assert abs(one - other) < 3 * error


def at(share: float) -> Callable[[list[float]], float]:
    return lambda waits: sorted(waits)[int(share * len(waits))]


@pytest.mark.parametrize(("counters", "load", "sigma"), [(1, 0.7, 0.5), (3, 2.2, 0.8), (6, 4.4, 0.5)])
def test_priority_and_ordinary_wait_as_in_another_simulator(counters: int, load: float, sigma: float) -> None:
    rates = {"priority": 0.2 * load / USUAL_S, "ordinary": 0.8 * load / USUAL_S}
    habits = replace(PLAIN, usual=Lognormal.of_mean(USUAL_S, sigma))
    found, known = ours(habits, counters, streams(rates)), theirs(sigma, counters, rates)
    for lane in rates:
        for figure in (fmean, at(0.9)):
            same(found[lane], known[lane], figure)


def erlang_a_leave(counters: int, rate: float, impatience: float) -> float:
    """The share that leaves uncalled, of M/M/c+M's birth-and-death chain (Palm 1957; Mandelbaum and Zeltyn 2007)."""
    weights = [1.0]
    for people in range(1, 400):
        leaving = min(people, counters) / USUAL_S + max(people - counters, 0) * impatience
        weights.append(weights[-1] * rate / leaving)
    in_line = sum(max(people - counters, 0) * weight for people, weight in enumerate(weights)) / sum(weights)
    return impatience * in_line / rate


def test_as_many_leave_as_erlangs_formula_with_impatience_says() -> None:
    """Of a hall that is too full; services vary as an exponential does, an hour and more after it has opened."""
    counters, rate, impatience = 3, 3.3 / USUAL_S, 1 / 3600
    habits = replace(PLAIN, usual=Lognormal.of_mean(USUAL_S, log(2) ** 0.5), leaves_per_s=impatience)
    offered = ours(habits, counters, streams({"ordinary": rate}))["ordinary"]
    left = [1 - exp(-impatience * wait) for run in offered for wait in run[len(run) // 6 :]]
    assert fmean(left) == pytest.approx(erlang_a_leave(counters, rate, impatience), rel=0.2)
    known = theirs(log(2) ** 0.5, counters, {"ordinary": rate}, impatience)["ordinary"]
    waited = [[(1 - exp(-impatience * wait)) / impatience for wait in run] for run in offered]
    same(waited, known, fmean)
