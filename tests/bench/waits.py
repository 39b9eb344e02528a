"""How long will it take: `moiso waits` over whole days, beside the naive rule and an oracle of the same days.

The days are those of `tests.waiting_hall`, of seeds that nothing was tuned on. The oracle plays each rest of a day
again from the same state: it knows every distribution, and none of the draws.
"""

import heapq
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import fmean
from typing import Any

from server.domain.habits import Habits
from server.domain.line import CallRule, Waiting
from server.domain.projection import project
from server.domain.scene import Desk, Scene
from server.domain.ticket import Lane
from tests.bench.report import Row
from tests.hallbench import POLICIES, System
from tests.waiting_hall import CLOSE, LAST_ISSUE, OPEN, Future, Truth, new_day, truth

LOADS = {"a usual day": 330, "a full day": 450, "a flooded day": 560}
SEEDS = 9001, 9002, 9003
HISTORY, DAYS = 15, 2
ASKED, FUTURES = 0.25, 80
SIZE = 300


@dataclass(frozen=True)
class Answer:
    """One question, what was said to it, and what came true; seconds."""

    p10: float
    p50: float
    p90: float
    naive: float
    oracle: Sequence[float]
    """Of the oracle's futures, in order."""
    waited: float

    def oracles(self, share: float) -> float:
        return self.oracle[min(int(share * len(self.oracle)), len(self.oracle) - 1)]


@dataclass
class Exam:
    """A hall that is learned for some days and asked on others."""

    truth: Truth
    seed: int
    futures: int
    """Of the oracle; 0: none is asked."""
    answers: list[Answer] = field(default_factory=list)
    served_s: list[float] = field(default_factory=list)

    def sit(self, *, history: int = HISTORY, days: int = DAYS, asked: float = ASKED) -> list[Answer]:
        random, system = Random(self.seed), System()
        system.tell("hello", protocol="hallbench/1", mode="estimate")
        services = [{"id": code, "name": code} for code in self.truth.services]
        counters = [{"id": number, "skills": list(skills)} for number, skills in self.truth.skills.items()]
        system.tell("hall", hall="x", services=services, counters=counters, classes="NPA", policy=self.truth.policy)
        for index in range(history + days):
            day, breaks, booked = new_day(self.truth, Random(random.random()))
            phase = "history" if index < history else "test"
            system.tell("day", index=index, phase=phase, weekday=index % 5, open=OPEN, close=CLOSE,
                        last_issue=LAST_ISSUE, counters_planned=list(self.truth.skills), planned_breaks=breaks,
                        appointments=booked)  # fmt: skip
            self._play(system, day, Random(random.random()), asked if phase == "test" else 0.0)
            system.tell("day_end")
        said, complained, code = system.leaves()
        assert (said, complained, code) == (b"", b"", 0)
        return self.answers

    def _play(self, system: System, day: Future, random: Random, asked: float) -> None:
        open_questions: dict[str, tuple[float, dict[str, Any], float, list[float]]] = {}
        began: dict[str, float] = {}

        def tell(type_: str, **said: Any) -> None:
            system.tell(type_, **said)
            if type_ == "start":
                began[said["ticket"]] = said["t"]
            elif type_ in ("finish", "transfer"):
                self.served_s.append(said["t"] - began[said["ticket"]])

        def arrived(name: str, t: float) -> None:
            if random.random() < asked:
                answer = system.asks("ask", id=len(self.answers), t=t, ticket=name)
                again = [self._again(day, name, t, random) for _ in range(self.futures)]
                open_questions[name] = t, answer, self._naive(day, name), sorted(again)

        def called(name: str, t: float) -> None:
            if name in open_questions:
                at, said, naive, oracle = open_questions.pop(name)
                self.answers.append(Answer(said["p10"], said["p50"], said["p90"], naive, oracle, t - at))

        day.tell, day.arrived, day.called = tell, arrived, called
        day.begin(0.0)
        day.play()

    def _naive(self, day: Future, name: str) -> float:
        """People ahead × mean service ÷ open counters, as the protocol's naive rule has it."""
        working = sum(desk.mode not in ("closed", "away") for desk in day.desks.values())
        return (len(day.waiting) - 1) * fmean(self.served_s) / max(working, 1) if name in day.waiting else 0.0

    def _again(self, day: Future, name: str, t: float, random: Random) -> float:
        future, calls = day.again(Random(random.random())), []
        future.called = lambda who, at: calls.append(at) if who == name else None
        future.stops = lambda: bool(calls)
        future.begin(t)
        # Asked is when it is called: in no future does it leave before.
        future.events = [event for event in future.events if event[2:] != ("leave", name)]
        heapq.heapify(future.events)
        future.play()
        return calls[0] - t if calls else CLOSE


def waits() -> Iterator[Row]:
    """Row 6: error beside the oracle's and the naive rule's, coverage beside the oracle's; and what a hall costs."""
    by_load = {
        load: [
            answer
            for seed in SEEDS
            for answer in Exam(truth(seed, POLICIES["priority_floor"], visitors), seed, FUTURES).sit()
        ]
        for load, visitors in LOADS.items()
    }
    everything = [answer for answers in by_load.values() for answer in answers]
    for load, answers in (("all days", everything), *by_load.items()):
        goal = 1.05 if load == "all days" else 1.10
        ours, oracle = _error(answers), _oracles_error(answers)
        yield Row(f"wait, mean error, {load}", ours, "min", oracle, "an oracle", ours / oracle, goal, "at most",
                  more=_figures(answers))  # fmt: skip
    ours, naive = _error(everything), fmean(abs(one.naive - one.waited) for one in everything) / 60
    yield Row("wait, mean error, all days", ours, "min", naive, "the naive rule", ours / naive, 0.55, "at most")
    held, oracle = _held(everything), _oracle_held(everything)
    yield Row("wait, range held, away from", abs(held - oracle) * 100, "points", oracle * 100, "the oracle's holds",
              held / oracle, 4, "at most", goal_of="ours", more={"held": held, "oracle_held": oracle})  # fmt: skip
    for people in (SIZE // 10, SIZE):
        ours = _cost_ms(people)
        yield Row(f"waits of {people} people at once, CPU", ours, "ms", 50.0, "promised", ours / 50, 50, "at most",
                  goal_of="ours")  # fmt: skip


def _error(answers: Sequence[Answer]) -> float:
    return fmean(abs(one.p50 - one.waited) for one in answers) / 60


def _oracles_error(answers: Sequence[Answer]) -> float:
    return fmean(abs(one.oracles(0.5) - one.waited) for one in answers) / 60


def _held(answers: Sequence[Answer]) -> float:
    return fmean(one.p10 <= one.waited <= one.p90 for one in answers)


def _oracle_held(answers: Sequence[Answer]) -> float:
    return fmean(one.oracles(0.1) <= one.waited <= one.oracles(0.9) for one in answers)


def _figures(answers: Sequence[Answer]) -> dict[str, float]:
    return {
        "questions": len(answers),
        "waited_min": fmean(one.waited for one in answers) / 60,
        "bias_min": fmean(one.p50 - one.waited for one in answers) / 60,
        "held": _held(answers),
        "oracle_held": _oracle_held(answers),
        "later_than_p90": fmean(one.waited > one.p90 for one in answers),
        "oracle_later_than_p90": fmean(one.waited > one.oracles(0.9) for one in answers),
    }


def _cost_ms(people: int) -> float:
    """The CPU time of one projection of a hall of twelve counters."""
    random, services, now = Random(people), "HCDLRPTX", 36_000.0
    desks = [
        Desk(number, tuple(random.sample(services, 3)), serving=(random.choice(services), now - 400 * random.random()))
        for number in range(12)
    ]
    line = [
        Waiting(ticket, random.choice(services), random.choice(list(Lane)), now - 3000 + ticket)
        for ticket in range(people)
    ]
    comers = [(service, lane) for service in services for lane in (Lane.ORDINARY, Lane.PRIORITY)]
    habits = Habits(transfers={code: (0.07, tuple(services)) for code in services}, leaves_per_s=1 / 14_400,
                    arrivals=dict.fromkeys(range(48), 0.003), comers=tuple(services), pauses=0.02)  # fmt: skip
    scene = Scene(now, dict.fromkeys(services, CallRule()), desks, line, comers=comers)
    project(scene, habits)
    start = time.process_time()
    for _ in range(5):
        project(scene, habits)
    return (time.process_time() - start) / 5 * 1000
