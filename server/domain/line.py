"""Whom a counter calls next: the call rules by name, who may be called where, and why it was this one.

Times are seconds on one clock: a Unix time in the hall, seconds since midnight in a simulation.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from server.domain.ticket import Lane

INSTANT_S = 1e-6
"""The smallest time a hall knows: "up to and with" is "before an instant later"."""


class Rule(StrEnum):
    FIFO = "fifo"
    """The earliest arrival, whatever its lane."""

    PRIORITY_FLOOR = "priority_floor"
    """Priority and due appointments first; who waits too long in the ordinary lane has every n-th call for certain."""

    COUNTS_FROM = "counts_from"
    """The earliest arrival, after each lane's credit is taken off."""


@dataclass(frozen=True)
class CallRule:
    """The rule of one group of services, with its parameters."""

    kind: Rule = Rule.PRIORITY_FLOOR
    floor_s: int = 1800
    """From this wait of an ordinary ticket on, the first group no longer has every call."""
    every: int = 2
    """Then at most `every` - 1 calls in a row of one counter go to the first group."""
    priority_credit_s: int = 1200
    appointment_credit_s: int = 900
    appt_grace_s: int = 600
    """An appointment that checks in later than this after its slot has lost it."""
    appt_window_s: int = 300
    """From this long before its slot an appointment is due."""


@dataclass(frozen=True)
class Waiting:
    """A person in the line, as the rules see them."""

    ticket: int
    service: str
    lane: Lane
    since: float
    """Place by arrival: when the ticket was issued or checked in; transfer and requeue keep it."""
    slot: float | None = None
    """Of an appointment that checked in at most the grace late; a late one has none."""

    @property
    def place(self) -> tuple[float, int]:
        return (self.since, self.ticket)

    @property
    def turn(self) -> tuple[float, int]:
        """The place of a kept appointment is its slot, everyone else's their arrival."""
        return (self.since if self.kept is None else self.kept, self.ticket)

    @property
    def kept(self) -> float | None:
        """The slot, in its own lane: who is moved to another lane stands there by arrival."""
        return self.slot if self.lane is Lane.APPOINTMENT else None


class Because(StrEnum):
    """Why a ticket was called and not an earlier one."""

    ARRIVAL = "arrival"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"
    FLOOR = "floor"
    CREDIT = "credit"


@dataclass(frozen=True)
class Choice:
    """Who is called, by which rule, and why: the beginning of the answer to "why not me?"."""

    ticket: int
    rule: Rule
    because: Because
    first: bool
    """The call goes to the first group and lengthens the counter's run."""


Pool = tuple[CallRule, Iterable[Waiting]]
"""People whom one counter may call, and the rule of their services."""


def choose(rule: CallRule, waiting: Iterable[Waiting], *, now: float, run: int) -> Choice | None:
    """Whom a counter calls next; None when nobody waits. `run` counts its latest calls, all to the first group."""
    return choose_among([(rule, waiting)], now=now, run=run)


def order(rule: CallRule, waiting: Iterable[Waiting], *, now: float, run: int) -> list[Choice]:
    """Whom one counter would call, one after the other, if nobody came and no time passed."""
    return list(calls([(rule, waiting)], now=now, run=run))


def choose_among(pools: Iterable[Pool], *, now: float, run: int) -> Choice | None:
    """As `choose`, for a counter with services of several rules: each names its next, the earliest is called."""
    return next(calls(pools, now=now, run=run), None)


def calls(pools: Iterable[Pool], *, now: float, run: int) -> Iterator[Choice]:
    """As `order`, for a counter with services of several rules; each call is worked out when it is asked for."""
    lines = [_Line(rule, waiting, now) for rule, waiting in pools]
    while named := [(person.turn, line, person, because) for line in lines for person, because in line.next(run)]:
        _, line, person, because = min(named, key=lambda each: each[0])
        choice = Choice(person.ticket, line.rule.kind, because, is_first(line.rule, person, now))
        yield choice
        line.take(person)
        run = run_after(run, choice.first)


def run_after(run: int, first: bool) -> int:
    """How many of a counter's latest calls went to the first group, after one more that did or did not."""
    return run + 1 if first else 0


def is_first(rule: CallRule, person: Waiting, now: float) -> bool:
    """Whether the rule puts this person before those who only came earlier."""
    if rule.kind is not Rule.PRIORITY_FLOOR:
        return False
    is_due = person.kept is not None and now >= person.kept - rule.appt_window_s
    return person.lane is Lane.PRIORITY or is_due


def credit_s(rule: CallRule, person: Waiting) -> int:
    """What `counts_from` takes off: nothing for who came too late for the slot."""
    if person.lane is Lane.PRIORITY:
        return rule.priority_credit_s
    return rule.appointment_credit_s if person.kept is not None else 0


@dataclass(frozen=True)
class Ahead:
    """Up to which turn the people of each lane are called before one person; equal turns go by ticket."""

    ordinary: float
    priority: float
    late: float
    """Appointments without a slot, by their arrival."""
    kept: float
    """Appointments with a slot, by the slot."""


def ahead(rule: CallRule, person: Waiting, *, now: float, longest_s: float) -> Ahead | None:
    """Who is called before `person` by a counter whose run is 0; None when only `order` can say.

    `longest_s` is the longest wait in the ordinary lane: beyond the floor nothing simpler than the whole order is true.
    """
    mine = person.turn[0]
    match rule.kind:
        case Rule.COUNTS_FROM:
            mine -= credit_s(rule, person)
            return Ahead(mine, mine + rule.priority_credit_s, mine, mine + rule.appointment_credit_s)
        case Rule.PRIORITY_FLOOR if longest_s <= rule.floor_s:
            if is_first(rule, person, now):
                return Ahead(-inf, mine, -inf, mine)
            return Ahead(mine, inf, mine, max(mine, now + rule.appt_window_s + INSTANT_S))
    return None


def position(rule: CallRule, person: Waiting) -> tuple[float, int]:
    """Where this rule sorts a person among those whom it does not put first."""
    match rule.kind:
        case Rule.FIFO:
            return person.place
        case Rule.PRIORITY_FLOOR:
            return person.turn
        case Rule.COUNTS_FROM:
            return (person.turn[0] - credit_s(rule, person), person.ticket)


def passed_over(chosen: Waiting, waiting: Iterable[Waiting]) -> list[Waiting]:
    """Who came before `chosen` and still waits, the earliest first."""
    return sorted((person for person in waiting if person.place < chosen.place), key=lambda person: person.place)


def may_call(
    own: Sequence[str], helps: Sequence[str], longest_s: Mapping[str, float], help_after_s: int | None
) -> list[str]:
    """The services a counter calls from now: its own line, and those it helps when it may.

    `longest_s` holds the longest wait of each service for which somebody waits. A helped service joins when that wait
    passes `help_after_s` (None: never); the first of them that has somebody joins when nobody waits in the own line.
    """
    pressed = [code for code in helps if help_after_s is not None and longest_s.get(code, 0.0) > help_after_s]
    if not any(code in longest_s for code in own):
        pressed += [code for code in helps if code in longest_s][:1]
    return list(dict.fromkeys([*own, *pressed]))


def sentence(rule: CallRule) -> dict[str, str | int]:
    """What the sign in the hall says of this rule: a text's id and what stands in it."""
    match rule.kind:
        case Rule.FIFO:
            return {"id": "rule-fifo"}
        case Rule.PRIORITY_FLOOR:
            return {"id": "rule-priority-floor", "minutes": rule.floor_s // 60, "every": rule.every}
        case Rule.COUNTS_FROM:
            priority, appointment = rule.priority_credit_s // 60, rule.appointment_credit_s // 60
            return {"id": "rule-counts-from", "priority": priority, "appointment": appointment}


class _Line:
    """One pool, sorted once: the first group, the ordinary lane, and the rest, each in the order of its calls."""

    def __init__(self, rule: CallRule, waiting: Iterable[Waiting], now: float) -> None:
        self.rule, self.now = rule, now
        self.first: deque[Waiting] = deque()
        self.ordinary: deque[Waiting] = deque()
        self.rest: deque[Waiting] = deque()
        for person in sorted(waiting, key=self._key):
            if is_first(rule, person, now):
                self.first.append(person)
            elif person.lane is Lane.ORDINARY:
                self.ordinary.append(person)
            else:
                self.rest.append(person)

    def next(self, run: int) -> Iterator[tuple[Waiting, Because]]:
        """The person this rule calls next, and why; nothing from an empty line."""
        others = [line[0] for line in (self.ordinary, self.rest) if line]
        usual = self.first[0] if self.first else min(others, key=self._key, default=None)
        if usual is None:
            return
        if self._is_floor_reached(run) and usual is not self.ordinary[0]:
            yield self.ordinary[0], Because.FLOOR
        else:
            yield usual, self._because(usual)

    def take(self, person: Waiting) -> None:
        for line in (self.first, self.ordinary, self.rest):
            if line and line[0] is person:
                line.popleft()

    def _is_floor_reached(self, run: int) -> bool:
        """Somebody ordinary waits too long, and the first group has had its calls in a row."""
        if self.rule.kind is not Rule.PRIORITY_FLOOR or not self.ordinary:
            return False
        return self.now - self.ordinary[0].since > self.rule.floor_s and run >= self.rule.every - 1

    def _key(self, person: Waiting) -> tuple[float, int]:
        return position(self.rule, person)

    def _because(self, person: Waiting) -> Because:
        if self.rule.kind is Rule.COUNTS_FROM and credit_s(self.rule, person):
            return Because.CREDIT
        if not is_first(self.rule, person, self.now):
            return Because.ARRIVAL
        return Because.PRIORITY if person.lane is Lane.PRIORITY else Because.APPOINTMENT
