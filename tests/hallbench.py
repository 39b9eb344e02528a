"""The other side of hallbench/1: a seeded hall that plays whole days and asks, at every free counter, whom to call.

It keeps its own account of who waits and decides by `tests.call_rules`; what the system answers is compared, not used.
"""

import heapq
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.call_rules import Person, Policy, is_of_the_first_group, prescribed

SERVICES = "HCDLRP"
OPEN, LAST_ISSUE, CLOSE = 7.5 * 3600, 16.5 * 3600, 17.0 * 3600
LOADS = {"light": 180, "usual": 350, "heavy": 620}
POLICIES: dict[str, Policy] = {
    "fifo": {"kind": "fifo", "appt_grace_s": 600},
    "priority_floor": {
        "kind": "priority_floor",
        "appt_grace_s": 600,
        "appt_window_s": 300,
        "floor_s": 1800,
        "every": 2,
    },
    "counts_from": {"kind": "counts_from", "credit_s": {"N": 0, "P": 1200, "A": 900}, "appt_grace_s": 600},
}


class System:
    """The real command, spoken to over its pipes."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "server.cli", "waits"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def tell(self, type_: str, **said: Any) -> None:
        self.write(json.dumps({"type": type_, **said}).encode() + b"\n")

    def write(self, line: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(line)

    def asks(self, type_: str, **said: Any) -> dict[str, Any]:
        self.tell(type_, **said)
        return self.answers()

    def answers(self) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def leaves(self) -> tuple[bytes, bytes, int]:
        """What it still had to say, what it complained of, and how it ended."""
        said, complained = self.process.communicate(timeout=20)
        return said, complained, self.process.returncode


@dataclass
class Counter:
    id: int
    skills: str
    is_open: bool = False
    is_busy: bool = False
    closes_until: float | None = None
    """Asked to close for a break that ends then, as soon as nobody is in hand."""
    idle_since: float = 0.0
    run: int = 0


@dataclass
class Day:
    """One day of a hall, event by event."""

    system: System
    policy: Policy
    random: Random
    counters: list[Counter]
    visitors: int
    has_asks: bool = False
    waiting: dict[str, Person] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    agenda: list[tuple[float, int, Callable[[float], None]]] = field(default_factory=list)
    decisions: int = 0
    in_vain: int = 0
    """Questions of counters with nobody to call."""
    telling: int = 0
    """Calls that the simplest of the rules (fifo, or strict priority) would have given to somebody else."""
    wrong: list[str] = field(default_factory=list)
    estimates: list[dict[str, Any]] = field(default_factory=list)
    questions: int = 0
    events: int = 0

    def plays(self) -> None:
        self.system.tell("day", index=0, phase="test", weekday=0, open=OPEN, close=CLOSE, last_issue=LAST_ISSUE,
                         counters_planned=[], planned_breaks=[], appointments=[])  # fmt: skip
        for counter in self.counters:
            self._plan_counter(counter)
        for number in range(self.visitors):
            self._plan_visitor(number)
        while self.agenda:
            t, _, happen = heapq.heappop(self.agenda)
            happen(t)
        self.system.tell("day_end")

    def at(self, t: float, happen: Callable[[float], None]) -> None:
        self.events += 1
        heapq.heappush(self.agenda, (round(t, 1), self.events, happen))

    def _plan_counter(self, counter: Counter) -> None:
        lunch = self.random.choice([11.0, 11.5, 12.0]) * 3600
        tea = self.random.uniform(8.5, 16.0) * 3600
        self.at(OPEN + self.random.uniform(-60, 600), lambda t: self.opens(counter, t))
        for begins, lasts in ((lunch, 3600.0), (tea, 600.0)):
            self.at(begins, lambda t, lasts=lasts: self.wants_break(counter, t, lasts))  # type: ignore[misc]

    def _plan_visitor(self, number: int) -> None:
        name, service = f"{number:03}", self.random.choice(SERVICES)
        cls = self.random.choices("NPA", [75, 15, 10])[0]
        slot = None
        # The hour after opening brings two in five.
        t = self.random.choice([self.random.uniform(OPEN, OPEN + 5400), self.random.uniform(OPEN, LAST_ISSUE)])
        if cls == "A":
            slot = 900.0 * self.random.randrange(32, 64)
            t = slot + self.random.gauss(-300, 700)
        self.at(max(OPEN, t), lambda t: self.arrives(name, service, cls, t, slot))

    def arrives(self, name: str, service: str, cls: str, t: float, slot: float | None) -> None:
        person = Person(len(self.people), service, cls, t, slot)
        self.people[name] = self.waiting[name] = person
        more = {"appointment": name, "appt_t": slot} if slot is not None else {}
        self.system.tell("issue", t=t, ticket=name, service=service, **{"class": cls}, **more)
        if self.has_asks:
            self.questions += 1
            self.estimates.append(self.system.asks("ask", id=self.questions, t=t, ticket=name))
        if self.random.random() < 0.04:
            self.at(t + self.random.uniform(60, 3600), lambda t: self.gives_back(name, t))
        self.somebody_waits(t)

    def gives_back(self, name: str, t: float) -> None:
        if self.waiting.pop(name, None):
            self.system.tell("cancel", t=t, ticket=name)

    def somebody_waits(self, t: float) -> None:
        for counter in sorted(self.counters, key=lambda counter: (counter.idle_since, counter.id)):
            if (
                counter.is_open
                and not counter.is_busy
                and any(p.service in counter.skills for p in self.waiting.values())
            ):
                self.calls(counter, t)

    def opens(self, counter: Counter, t: float) -> None:
        counter.is_open, counter.idle_since = True, t
        self.system.tell("counter_open", t=t, counter=counter.id)
        self.calls(counter, t)

    def wants_break(self, counter: Counter, t: float, lasts: float) -> None:
        counter.closes_until = t + lasts
        if not counter.is_busy:
            self.is_free(counter, t)

    def is_free(self, counter: Counter, t: float) -> None:
        counter.is_busy, counter.idle_since = False, t
        if counter.closes_until is not None and counter.is_open:
            until, counter.closes_until, counter.is_open = counter.closes_until, None, False
            self.system.tell("counter_close", t=t, counter=counter.id, until=until)
            self.at(max(until, t + 1), lambda t: self.opens(counter, t))
        elif counter.is_open:
            self.calls(counter, t)

    def calls(self, counter: Counter, t: float) -> None:
        """The question this is all about."""
        may = {person.number: name for name, person in self.waiting.items() if person.service in counter.skills}
        expected = prescribed(self.policy, [self.waiting[name] for name in may.values()], now=t, run=counter.run)
        name = may[expected.number] if expected else None
        self.questions += 1
        answer = self.system.asks("next", id=self.questions, t=t, counter=counter.id)
        if answer != {"id": self.questions, "ticket": name}:
            self.wrong.append(f"{t} at {counter.id}: {answer} instead of {name}")
        if expected is None or name is None:
            self.in_vain += 1
            self.system.tell("counter_ready", t=t, counter=counter.id)
            return
        self.decisions += 1
        simplest = {**self.policy, "kind": "fifo"} if "credit_s" in self.policy else {**self.policy, "floor_s": 10**9}
        usual = prescribed(simplest, [self.waiting[name] for name in may.values()], now=t, run=0)
        self.telling += usual is not expected
        counter.run = counter.run + 1 if is_of_the_first_group(self.policy, expected, t) else 0
        del self.waiting[name]
        counter.is_busy = True
        self.system.tell("call", t=t, ticket=name, counter=counter.id)
        if self.random.random() < 0.07:
            self.at(t + 75, lambda t: self.does_not_come(counter, name, t))
        else:
            self.at(t + self.random.uniform(5, 40), lambda t: self.begins(counter, name, t))

    def does_not_come(self, counter: Counter, name: str, t: float) -> None:
        self.system.tell("no_show", t=t, ticket=name, counter=counter.id)
        if self.random.random() < 0.5:
            self.at(t + self.random.uniform(60, 1500), lambda t: self.comes_back(name, t))
        self.is_free(counter, t)

    def comes_back(self, name: str, t: float) -> None:
        self.waiting[name] = self.people[name]
        self.system.tell("requeue", t=t, ticket=name)
        self.somebody_waits(t)

    def begins(self, counter: Counter, name: str, t: float) -> None:
        self.system.tell("start", t=t, ticket=name, counter=counter.id)
        self.at(t + self.random.lognormvariate(6.0, 0.7), lambda t: self.is_done(counter, name, t))

    def is_done(self, counter: Counter, name: str, t: float) -> None:
        if self.random.random() < 0.08:
            was = self.people[name]
            now = Person(was.number, self.random.choice(SERVICES), was.cls, was.t, was.appt_t)
            self.people[name] = self.waiting[name] = now
            self.system.tell("transfer", t=t, ticket=name, counter=counter.id, to_service=now.service)
            self.is_free(counter, t)
            self.somebody_waits(t)
        else:
            self.system.tell("finish", t=t, ticket=name, counter=counter.id)
            self.is_free(counter, t)


def plays_days(policy: str, seed: int, *, has_asks: bool = False) -> tuple[dict[str, Day], tuple[bytes, bytes, int]]:
    """A day of each load, one after the other, in one hall; and what the system said at the end."""
    random = Random(seed)
    system = System()
    counters = [
        Counter(number, "".join(random.sample(SERVICES, random.choice([1, 2, 2, 3])))) for number in range(1, 13)
    ]
    system.tell("hello", protocol="hallbench/1", mode="both" if has_asks else "next")
    services = [{"id": code, "name": code} for code in SERVICES]
    desks = [{"id": counter.id, "skills": list(counter.skills)} for counter in counters]
    system.tell("hall", hall="simulated", services=services, counters=desks, classes="NPA", policy=POLICIES[policy])
    days = {}
    for load, visitors in LOADS.items():
        mine = [Counter(counter.id, counter.skills) for counter in counters]
        days[load] = Day(system, POLICIES[policy], random, mine, visitors, has_asks)
        days[load].plays()
    system.tell("bye")
    return days, system.leaves()
