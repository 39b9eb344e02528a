"""A hall's day played in memory: who would be called when, under a call rule that nobody has to suffer first.

A discrete event simulation with the hall's own code for whom to call (`domain.line`). The same day always plays the
same. Times are plain seconds on one clock, as there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from enum import IntEnum
from functools import partial
from heapq import heappop, heappush
from itertools import count
from math import ceil
from statistics import fmean

from server.domain.line import Waiting, choose_among, may_call, run_after
from server.domain.regulations import Regulations
from server.domain.ticket import Lane

CALLED_IN_VAIN_S = 120.0
"""How long an absent person keeps a counter: three calls, each with time to stand up and look around."""


@dataclass(frozen=True, slots=True)
class Then:
    """What follows at another line: after a mistake the right one, which keeps the place; or a path's next step."""

    service: str
    serve_s: float
    keeps_place: bool


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person of the day: when they come, for what, how long they keep a counter, and what goes otherwise."""

    arrives_s: float
    service: str
    lane: Lane
    serve_s: float
    walk_s: float = 0.0
    slot_s: float | None = None
    """Of an appointment checked in in time."""
    comes: bool = True
    """False: called and not there."""
    returns_s: float | None = None
    """After so long an absent person asks to be taken back."""
    leaves_s: float | None = None
    """They give up after so long in the line."""
    then: Then | None = None


@dataclass(frozen=True, slots=True)
class Counter:
    number: int
    own: tuple[str, ...]
    helps: tuple[str, ...] = ()
    """Preferred first."""
    away: tuple[tuple[float, float], ...] = ()
    """(from, to): begun when the person in hand is done, ended on time."""
    free_s: float = 0.0
    """Busy until then, with somebody called before the rehearsal begins."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One person's wait in one line: until the call, or in vain until they left or the hall closed."""

    visitor: int
    """Their place in the list of visitors."""
    lane: Lane
    joined_s: float
    ended_s: float
    counter: int | None
    """Who called them; None: nobody did."""

    @property
    def lasted_s(self) -> float:
        return self.ended_s - self.joined_s


@dataclass(frozen=True, slots=True)
class Figures:
    """The waits of one lane, in seconds. Who was never called counts with the time they waited in vain."""

    n: float
    median_s: float
    p95_s: float
    worst_s: float
    over_15_min: float
    over_30_min: float
    """Shares, 0 to 1, of those who waited longer than that."""
    never_called: float

    def as_json(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in asdict(self).items()}


@dataclass(slots=True)
class _Person:
    """Somebody in the hall. The line sees of them what `shown` shows."""

    number: int
    visitor: Visitor
    shown: Waiting
    joined_s: float
    serve_s: float
    then: Then | None
    is_back: bool = False
    """Was called before and not there: that wait is counted already."""


class _Lines:
    """Everybody who waits, so kept that a call looks at the heads only: a day of 450 has its answer in no time."""

    def __init__(self) -> None:
        self._waiting: dict[int, _Person] = {}
        """By ticket; each joining is a ticket of its own, as each leg of a visit is."""
        self._sorted: dict[str, dict[Lane, list[tuple[float, int]]]] = {}
        """Heaps of (since, ticket). Whoever is gone stays in them until they come to the top."""
        self._booked: dict[str, dict[int, Waiting]] = {}
        """Appointments stand by their slot or by their arrival, as the rule will have it: few, so all are shown."""

    def join(self, person: _Person) -> None:
        shown = person.shown
        self._waiting[shown.ticket] = person
        if shown.lane is Lane.APPOINTMENT:
            self._booked.setdefault(shown.service, {})[shown.ticket] = shown
        else:
            by_lane = self._sorted.setdefault(shown.service, {})
            heappush(by_lane.setdefault(shown.lane, []), (shown.since, shown.ticket))

    def leave(self, ticket: int) -> _Person | None:
        person = self._waiting.pop(ticket, None)
        if person is not None and person.shown.lane is Lane.APPOINTMENT:
            del self._booked[person.shown.service][ticket]
        return person

    def heads(self, services: Iterable[str]) -> Iterator[Waiting]:
        """Whom any rule could choose: within one service and lane nobody goes before who came earlier."""
        for service in services:
            for line in self._sorted.get(service, {}).values():
                while line and line[0][1] not in self._waiting:
                    heappop(line)
                if line:
                    yield self._waiting[line[0][1]].shown
            yield from self._booked.get(service, {}).values()

    def everybody(self) -> Iterable[_Person]:
        return self._waiting.values()


def play(
    visitors: Sequence[Visitor], counters: Iterable[Counter], regulations: Regulations, *, closes_s: float
) -> list[Wait]:
    """Everybody's waits, in the order in which they ended; from `closes_s` on nobody is called any more."""
    day = _Day(regulations, closes_s)
    for counter in sorted(counters, key=lambda counter: counter.number):
        day.open(_Desk(counter))
    for number, visitor in enumerate(visitors):
        day.expect(number, visitor)
    return day.play()


def by_lane(waits: Iterable[Wait]) -> dict[Lane, Figures]:
    """The figures of each lane in which anybody waited."""
    lanes: dict[Lane, list[Wait]] = {}
    for wait in waits:
        lanes.setdefault(wait.lane, []).append(wait)
    return {lane: _figures(lanes[lane]) for lane in Lane if lane in lanes}


def mean(days: Sequence[Figures]) -> Figures:
    """What a lane can expect of such days: the mean of each figure."""
    return Figures(*(fmean(values) for values in zip(*map(astuple, days), strict=True)))


def _figures(waits: Sequence[Wait]) -> Figures:
    lasted = sorted(wait.lasted_s for wait in waits)
    return Figures(
        n=len(lasted),
        median_s=_rank(lasted, 0.5),
        p95_s=_rank(lasted, 0.95),
        worst_s=lasted[-1],
        over_15_min=sum(seconds > 900 for seconds in lasted) / len(lasted),
        over_30_min=sum(seconds > 1800 for seconds in lasted) / len(lasted),
        never_called=sum(wait.counter is None for wait in waits),
    )


def _rank(ordered: Sequence[float], share: float) -> float:
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


class _Desk:
    """A counter in the course of the day."""

    def __init__(self, counter: Counter) -> None:
        self.number, self.own, self.helps, self.away = counter.number, counter.own, counter.helps, counter.away
        self.does = frozenset((*counter.own, *counter.helps))
        self.free_s = counter.free_s
        self.run = 0

    def ready_s(self, now: float) -> float:
        """The first instant from `now` on at which its clerk is there and has nobody in hand."""
        ready = max(now, self.free_s)
        for begins, ends in self.away:
            if begins <= ready < ends:
                ready = ends
        return ready


class _Order(IntEnum):
    """What happens at the same instant happens in this order."""

    BREAK = 0
    PERSON = 1
    READY = 2


class _Day:
    def __init__(self, regulations: Regulations, closes_s: float) -> None:
        self._regulations, self._closes_s = regulations, closes_s
        self._lines = _Lines()
        self._idle: dict[_Desk, None] = {}
        """Whose clerk is there and has nobody in hand, the longest idle first."""
        self._events: list[tuple[float, int, int, Callable[[float], None]]] = []
        self._count = count()
        self._waits: list[Wait] = []

    def open(self, desk: _Desk) -> None:
        self._at(desk.ready_s(desk.free_s), _Order.READY, partial(self._ready, desk))
        for begins, _ in desk.away:
            self._at(begins, _Order.BREAK, partial(self._rest, desk))

    def expect(self, number: int, visitor: Visitor) -> None:
        place = Waiting(next(self._count), visitor.service, visitor.lane, visitor.arrives_s, visitor.slot_s)
        person = _Person(number, visitor, place, visitor.arrives_s, visitor.serve_s, visitor.then)
        self._at(visitor.arrives_s, _Order.PERSON, partial(self._join, person))
        if visitor.leaves_s is not None:
            self._at(visitor.arrives_s + visitor.leaves_s, _Order.PERSON, partial(self._give_up, place.ticket))

    def play(self) -> list[Wait]:
        while self._events and self._events[0][0] < self._closes_s:
            now, *_, happen = heappop(self._events)
            happen(now)
        for person in self._lines.everybody():
            self._note(person, self._closes_s, None)
        return self._waits

    def _at(self, when: float, order: _Order, happen: Callable[[float], None]) -> None:
        heappush(self._events, (when, order, next(self._count), happen))

    def _join(self, person: _Person, now: float) -> None:
        person.joined_s = now
        self._lines.join(person)
        for desk in self._idle:
            if person.shown.service in desk.does and self._call(desk, now):
                del self._idle[desk]
                return

    def _give_up(self, ticket: int, now: float) -> None:
        person = self._lines.leave(ticket)
        if person is not None:
            self._note(person, now, None)

    def _rest(self, desk: _Desk, now: float) -> None:
        if desk in self._idle:
            del self._idle[desk]
            self._at(desk.ready_s(now), _Order.READY, partial(self._ready, desk))

    def _ready(self, desk: _Desk, now: float) -> None:
        if not self._call(desk, now):
            self._idle[desk] = None

    def _call(self, desk: _Desk, now: float) -> bool:
        """Whether there was somebody for this counter."""
        services = self._services(desk, now)
        pools = [(rule, self._lines.heads(members)) for rule, members in self._regulations.grouped(services)]
        choice = choose_among(pools, now=now, run=desk.run)
        person = self._lines.leave(choice.ticket) if choice else None
        if choice is None or person is None:
            return False
        desk.run = run_after(desk.run, choice.first)
        self._note(person, now, desk.number)
        desk.free_s = self._attend(person, now)
        self._at(desk.ready_s(now), _Order.READY, partial(self._ready, desk))
        return True

    def _services(self, desk: _Desk, now: float) -> list[str]:
        if not desk.helps:
            return list(desk.own)
        longest_s: dict[str, float] = {}
        for person in self._lines.heads(desk.does):
            longest_s[person.service] = max(longest_s.get(person.service, 0.0), now - person.since)
        return may_call(desk.own, desk.helps, longest_s, self._regulations.help_after_s)

    def _attend(self, person: _Person, now: float) -> float:
        """When the counter is free again; what this person does later is on its way."""
        visitor = person.visitor
        if not visitor.comes and not person.is_back:
            gone_s = now + CALLED_IN_VAIN_S
            if visitor.returns_s is not None:
                back = replace(person, shown=replace(person.shown, ticket=next(self._count)), is_back=True)
                self._at(gone_s + visitor.returns_s, _Order.PERSON, partial(self._join, back))
            return gone_s
        done_s = now + visitor.walk_s + person.serve_s
        if person.then is not None:
            self._at(done_s, _Order.PERSON, partial(self._join, self._sent_on(person, person.then, done_s)))
        return done_s

    def _sent_on(self, person: _Person, then: Then, now: float) -> _Person:
        kept = person.shown
        place = Waiting(next(self._count), then.service, kept.lane, now)
        if then.keeps_place:
            place = replace(place, since=kept.since, slot=kept.slot)
        return replace(person, shown=place, serve_s=then.serve_s, then=None, is_back=False)

    def _note(self, person: _Person, now: float, counter: int | None) -> None:
        if not person.is_back:
            self._waits.append(Wait(person.number, person.shown.lane, person.joined_s, now, counter))
