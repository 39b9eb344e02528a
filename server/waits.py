"""The command `moiso waits`: answers hallbench/1, whom to call and how long it takes, with the hall's own code.

One JSON object per line comes in, one line per question goes out. What cannot be read is said on stderr and left out.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from server.domain import scene
from server.domain.habits import Habits
from server.domain.learner import Learner
from server.domain.line import CallRule, Rule, Waiting, choose, is_first, run_after
from server.domain.projection import project
from server.domain.regulations import EARLY_S
from server.domain.scene import Scene
from server.domain.ticket import Lane
from server.domain.waiting import Wait, projected

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

    number: int
    skills: tuple[str, ...]
    away: tuple[tuple[float, float], ...] = ()
    """Today's planned breaks."""
    is_open: bool = False
    is_planned: bool = True
    """It works today."""
    since: float = 0.0
    """When it opened, closed, called, or began to serve."""
    back: float | None = None
    """The announced end of a break."""
    ticket: str | None = None
    """The ticket in hand."""
    is_serving: bool = False
    run: int = 0
    """Its latest calls today that went, in a row, to the first group."""

    def seen(self, service: str | None, now: float, opens: float) -> scene.Desk:
        """As a projection wants it. `service` is that of the ticket in hand."""
        said = scene.Desk(self.number, self.skills, run=self.run, away=self.away)
        if service is not None:
            at = (service, self.since)
            return replace(said, serving=at) if self.is_serving else replace(said, called=at)
        if self.is_open:
            return replace(said, free_since=self.since)
        return replace(said, back=self._back(now, opens))

    def _back(self, now: float, opens: float) -> float | None:
        """When it is expected: as it said or planned; else soon, until nobody expects it any more."""
        said = self.planned_end(now) if self.back is None else self.back
        if said is not None or not self.is_planned:
            return said
        due = max(self.since, opens)
        return max(due, now) + LATE_S if now < due + GIVEN_UP_S else None

    def planned_end(self, now: float) -> float | None:
        """The end of the planned break it is in now, or has begun a little early."""
        return next((until for since, until in self.away if since - EARLY_S <= now < until), None)


LATE_S = 300.0
"""How late a counter is that should be open and is not."""
GIVEN_UP_S = 3600.0
"""Away so long without a word, nobody expects it."""


@dataclass
class Hall:
    """A hall as far as hallbench/1 tells of it."""

    rule: CallRule = field(default_factory=CallRule)
    head_start_s: float = 0.0
    """What a policy takes off ordinary tickets: nothing, in every hall we know; the protocol has a place for it."""
    desks: dict[Any, Desk] = field(default_factory=dict)
    services: list[str] = field(default_factory=list)
    known: dict[str, Waiting] = field(default_factory=dict)
    """Everybody of the day by the name of their ticket, numbered in the order of issue, as they stand in line."""
    waiting: dict[str, Waiting] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    booked: dict[str, tuple[str, float]] = field(default_factory=dict)
    """Appointments that have not checked in."""
    absent: dict[str, float] = field(default_factory=dict)
    """Who did not come, and when they were given up."""
    opens: float = 0.0
    learner: Learner = field(default_factory=Learner)
    habits: Habits | None = None
    """None: somebody has taught us something since."""

    def hears(self, message: Json) -> Json | None:
        """Take in one message; the answer when it is a question."""
        hear = _HEARD.get(_type(message))
        return hear(self, message) if hear else None

    def hall(self, said: Json) -> None:
        self.desks = {
            counter["id"]: Desk(place, tuple(counter["skills"])) for place, counter in enumerate(said["counters"])
        }
        skilled = [code for desk in self.desks.values() for code in desk.skills]
        self.services = list(dict.fromkeys([*(service["id"] for service in said.get("services", ())), *skilled]))
        self.rule, self.head_start_s = read_policy(said["policy"])

    def day(self, said: Json) -> None:
        """Every counter is closed and nobody waits."""
        self.learner.new_day()
        self.habits = None
        self.opens = float(said.get("open") or 0.0)
        away: dict[Any, list[tuple[float, float]]] = {}
        for planned in said.get("planned_breaks") or ():
            away.setdefault(planned["counter"], []).append((float(planned["from"]), float(planned["to"])))
        planned = _planned(said.get("counters_planned")) & self.desks.keys() or self.desks.keys()
        self.desks = {
            name: Desk(desk.number, desk.skills, tuple(sorted(away.get(name, ()))), is_planned=name in planned)
            for name, desk in self.desks.items()
        }
        self.booked = {str(one["id"]): (one["service"], float(one["at"])) for one in said.get("appointments") or ()}
        self.known, self.waiting, self.names, self.absent = {}, {}, [], {}

    def issue(self, said: Json) -> None:
        name, t, lane = said["ticket"], float(said["t"]), _LANES[said["class"]]
        slot = said.get("appt_t") if lane is Lane.APPOINTMENT else None
        if slot is not None:
            self.learner.checked_in(t - slot)
            self.booked.pop(str(said.get("appointment")), None)
            if t - slot > self.rule.appt_grace_s:
                slot = None
        since = t - self.head_start_s if lane is Lane.ORDINARY else t
        self.known[name] = self.waiting[name] = Waiting(len(self.names), said["service"], lane, since, slot)
        self.names.append(name)
        self.learner.arrived(said["service"], lane, t)

    def call(self, said: Json) -> None:
        name, t, desk = said["ticket"], float(said["t"]), self.desks[said["counter"]]
        person = self.known[name]
        desk.run = run_after(desk.run, is_first(self.rule, person, t))
        desk.ticket, desk.since, desk.is_serving, desk.is_open = name, t, False, True
        if self.waiting.pop(name, None):
            self.learner.waited(t - person.since, left=False)
        self.learner.worked()

    def start(self, said: Json) -> None:
        desk, t = self.desks[said["counter"]], float(said["t"])
        self.learner.walked(t - desk.since)
        desk.since, desk.is_serving = t, True

    def finish(self, said: Json) -> None:
        desk, t = self.desks[said["counter"]], float(said["t"])
        if desk.is_serving:
            self.learner.served(self.known[said["ticket"]].service, desk.number, t - desk.since)
        self._is_free(desk, t)

    def transfer(self, said: Json) -> None:
        self.finish(said)
        self.learner.moved_on(self.known[said["ticket"]].service, said["to_service"])
        self.known[said["ticket"]] = replace(self.known[said["ticket"]], service=said["to_service"])
        self.waiting[said["ticket"]] = self.known[said["ticket"]]

    def no_show(self, said: Json) -> None:
        desk, t = self.desks[said["counter"]], float(said["t"])
        self.learner.stayed_away(t - desk.since)
        self.absent[said["ticket"]] = t
        self._is_free(desk, t)

    def requeue(self, said: Json) -> None:
        self.waiting[said["ticket"]] = self.known[said["ticket"]]
        if said["ticket"] in self.absent:
            self.learner.came_back(float(said["t"]) - self.absent.pop(said["ticket"]))

    def cancel(self, said: Json) -> None:
        person = self.waiting.pop(said["ticket"], None)
        if person:
            self.learner.waited(float(said["t"]) - person.since, left=True)

    def counter_open(self, said: Json) -> None:
        desk, t = self.desks[said["counter"]], float(said["t"])
        if not desk.is_open and desk.back is not None:
            self.learner.was_back(t - desk.back)
        elif not desk.is_open and desk.since > 0:
            self.learner.worked(paused_s=t - desk.since)
        desk.is_open, desk.back, desk.is_planned = True, None, True
        self._is_free(desk, t)

    def counter_close(self, said: Json) -> None:
        desk, t = self.desks[said["counter"]], float(said["t"])
        self._is_free(desk, t)
        until = said.get("until")
        # A planned break of which nobody says when it ends is no unannounced pause all the same.
        desk.is_open, desk.back = False, desk.planned_end(t) if until is None else float(until)

    def next(self, said: Json) -> Json:
        desk = self.desks[said["counter"]]
        may = [person for person in self.waiting.values() if person.service in desk.skills]
        choice = choose(self.rule, may, now=float(said["t"]), run=desk.run)
        return {"id": said["id"], "ticket": self.names[choice.ticket] if choice else None}

    def ask(self, said: Json) -> Json:
        person, now = self.waiting[said["ticket"]], float(said["t"])
        self.habits = self.habits or self.learner.habits()
        calls = project(self._scene(now), self.habits, asked=person.ticket)[person.ticket]
        wait = projected(calls, now) or _NOBODY_KNOWS
        return {"id": said["id"]} | wait.as_json()

    def _is_free(self, desk: Desk, t: float) -> None:
        desk.ticket, desk.is_serving, desk.since = None, False, t
        self.habits = None

    def _scene(self, now: float) -> Scene:
        desks = [
            desk.seen(self.known[desk.ticket].service if desk.ticket else None, now, self.opens)
            for desk in self.desks.values()
        ]
        booked = [(service, slot) for service, slot in self.booked.values() if slot > now - self.rule.appt_grace_s]
        rules = dict.fromkeys(self.services, self.rule)
        return Scene(now, rules, desks, list(self.waiting.values()), booked=booked)


def _planned(said: Any) -> set[Any]:
    """The counters that work today, each named by itself or by an object that says more of it."""
    counters = said if isinstance(said, list) else []
    return {one.get("counter", one.get("id")) if isinstance(one, dict) else one for one in counters}


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
