"""The command `moiso waits`: answers hallbench/1, whom to call and how long it takes, with the hall's own code.

One JSON object per line comes in, one line per question goes out. What cannot be read is said on stderr and left out.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from server.domain.line import CallRule, Rule, Waiting, choose, is_first, order, run_after
from server.domain.ticket import Lane
from server.domain.waiting import USUAL_SERVICE_S, Wait, estimate, learned

Json = dict[str, Any]

_LANES = {"N": Lane.ORDINARY, "P": Lane.PRIORITY, "A": Lane.APPOINTMENT}
_NOBODY_KNOWS = Wait(0, 900, 3600)
"""No counter does the service: an honest hall would say nothing, the protocol wants three numbers."""

_NOTHING: dict[str, Json] = {"next": {"ticket": None}, "ask": Wait(0, 0, 0).as_json()}
"""What is said to a question that cannot be understood."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_asked: argparse.Namespace) -> int:
    """Answer until the other side hangs up."""
    hall = Hall()
    for line in sys.stdin.buffer:
        answer = answered(hall, line)
        if answer is not None:
            print(json.dumps(answer), flush=True)
    return 0


def answered(hall: "Hall", line: bytes) -> Json | None:
    """What the hall says to one line: one answer to a question, nothing to all else, however badly it is written."""
    message: Any = None
    try:
        message = json.loads(line)
        return hall.hears(message)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as problem:
        print(f"left out: {line[:200]!r}: {problem!r}", file=sys.stderr, flush=True)
    if isinstance(message, dict) and "id" in message:
        nothing = _NOTHING.get(_type(message) or "")
        return None if nothing is None else {"id": message["id"]} | nothing
    return None


@dataclass
class Desk:
    """A counter and what it is doing."""

    skills: list[str]
    is_open: bool = False
    ticket: str | None = None
    """The ticket in hand."""
    started: float | None = None
    run: int = 0
    """Its latest calls today that went, in a row, to the first group."""


@dataclass
class Hall:
    """A hall as far as hallbench/1 tells of it."""

    rule: CallRule = field(default_factory=CallRule)
    head_start_s: float = 0.0
    """What a policy takes off ordinary tickets: nothing, in every hall we know; the protocol has a place for it."""
    desks: dict[Any, Desk] = field(default_factory=dict)
    known: dict[str, Waiting] = field(default_factory=dict)
    """Everybody of the day by the name of their ticket, numbered in the order of issue, as they stand in line."""
    waiting: dict[str, Waiting] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    usual_s: dict[str, float] = field(default_factory=dict)
    """What the days so far have taught of each service's time."""

    def hears(self, message: Json) -> Json | None:
        """Take in one message; the answer when it is a question."""
        hear = _HEARD.get(_type(message))
        return hear(self, message) if hear else None

    def hall(self, said: Json) -> None:
        self.desks = {counter["id"]: Desk(list(counter["skills"])) for counter in said["counters"]}
        self.rule, self.head_start_s = read_policy(said["policy"])

    def day(self, _said: Json) -> None:
        """Every counter is closed and nobody waits."""
        self.desks = {number: Desk(desk.skills) for number, desk in self.desks.items()}
        self.known, self.waiting, self.names = {}, {}, []

    def issue(self, said: Json) -> None:
        name, t, lane = said["ticket"], float(said["t"]), _LANES[said["class"]]
        slot = said.get("appt_t") if lane is Lane.APPOINTMENT else None
        if slot is not None and t - slot > self.rule.appt_grace_s:
            slot = None
        since = t - self.head_start_s if lane is Lane.ORDINARY else t
        self.known[name] = self.waiting[name] = Waiting(len(self.names), said["service"], lane, since, slot)
        self.names.append(name)

    def call(self, said: Json) -> None:
        person, desk = self.known[said["ticket"]], self.desks[said["counter"]]
        desk.run = run_after(desk.run, is_first(self.rule, person, float(said["t"])))
        desk.ticket, desk.started = said["ticket"], None
        self.waiting.pop(said["ticket"], None)

    def start(self, said: Json) -> None:
        self.desks[said["counter"]].started = float(said["t"])

    def finish(self, said: Json) -> None:
        desk = self.desks[said["counter"]]
        service = self.known[said["ticket"]].service
        if desk.started is not None:
            self.usual_s[service] = learned(self._usual_s(service), float(said["t"]) - desk.started)
        desk.ticket, desk.started = None, None

    def transfer(self, said: Json) -> None:
        self.finish(said)
        self.known[said["ticket"]] = replace(self.known[said["ticket"]], service=said["to_service"])
        self.requeue(said)

    def no_show(self, said: Json) -> None:
        self.desks[said["counter"]].ticket = None

    def requeue(self, said: Json) -> None:
        self.waiting[said["ticket"]] = self.known[said["ticket"]]

    def cancel(self, said: Json) -> None:
        self.waiting.pop(said["ticket"], None)

    def counter_open(self, said: Json) -> None:
        self.desks[said["counter"]].is_open = True

    def counter_close(self, said: Json) -> None:
        self.desks[said["counter"]].is_open = False

    def next(self, said: Json) -> Json:
        desk = self.desks[said["counter"]]
        may = [person for person in self.waiting.values() if person.service in desk.skills]
        choice = choose(self.rule, may, now=float(said["t"]), run=desk.run)
        return {"id": said["id"], "ticket": self.names[choice.ticket] if choice else None}

    def ask(self, said: Json) -> Json:
        person = self.waiting[said["ticket"]]
        line = [other for other in self.waiting.values() if other.service == person.service]
        called = [choice.ticket for choice in order(self.rule, line, now=float(said["t"]), run=0)]
        return {"id": said["id"]} | self._wait(person.service, called.index(person.ticket)).as_json()

    def _wait(self, service: str, ahead: int) -> Wait:
        able = [desk for desk in self.desks.values() if service in desk.skills]
        # Before the morning and at lunch every counter is closed; they come back.
        working = [desk for desk in able if desk.is_open] or able
        free = sum(1 for desk in working if desk.is_open and desk.ticket is None)
        capacity = sum(self._share(desk, service) for desk in working)
        usual_s = self._usual_s(service)
        return estimate(ahead=ahead, free=free, capacity=capacity, service_s=usual_s) or _NOBODY_KNOWS

    def _share(self, desk: Desk, service: str) -> float:
        """The part of a counter's time that this service gets: as its line to all lines the counter serves."""
        mine = max(self._people([service]), 1)
        return mine / max(self._people(desk.skills), mine)

    def _people(self, services: Iterable[str]) -> int:
        return sum(1 for person in self.waiting.values() if person.service in services)

    def _usual_s(self, service: str) -> float:
        return self.usual_s.get(service, USUAL_SERVICE_S)


_HEARD: dict[str | None, Callable[[Hall, Json], Json | None]] = {
    "hall": Hall.hall,
    "day": Hall.day,
    "issue": Hall.issue,
    "call": Hall.call,
    "start": Hall.start,
    "finish": Hall.finish,
    "transfer": Hall.transfer,
    "no_show": Hall.no_show,
    "requeue": Hall.requeue,
    "cancel": Hall.cancel,
    "counter_open": Hall.counter_open,
    "counter_close": Hall.counter_close,
    "next": Hall.next,
    "ask": Hall.ask,
}
"""What a hall listens to; `hello`, `counter_ready`, `day_end`, `bye` and what we have never heard of change nothing."""


def _type(message: Json) -> str | None:
    """The protocol lists the types but does not name the field that says them; `type`, unless it is another."""
    words = [message["type"]] if "type" in message else list(message.values())
    return next((word for word in words if isinstance(word, str) and word in _HEARD), None)


def read_policy(policy: Json | str) -> tuple[CallRule, float]:
    """The call rule of these words, and what it takes off ordinary tickets."""
    said: Json = {"kind": policy} if isinstance(policy, str) else policy
    credit_s: Json = {"N": 0, "P": 0, "A": 0} | said.get("credit_s", {})
    names = ("floor_s", "every", "appt_grace_s", "appt_window_s")
    more: Json = {name: said[name] for name in names if name in said}
    rule = CallRule(Rule(said["kind"]), priority_credit_s=credit_s["P"], appointment_credit_s=credit_s["A"], **more)
    return rule, float(credit_s["N"]) if rule.kind is Rule.COUNTS_FROM else 0.0
