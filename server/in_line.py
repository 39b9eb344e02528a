"""The people who wait, those one counter may call and all of them, read from the tables as the call rules see them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select, union_all

from server.domain.line import CallRule, Choice, Waiting, calls, choose_among, may_call, passed_over
from server.domain.regulations import Regulations
from server.domain.ticket import Lane, State
from server.models import Account, Counter, Record, Story, Ticket

PASSED_NAMED = 10
"""So many of those passed over are named in the story; the others are counted."""

_KEPT_LINE = ""
"""The line of those kept for one counter, as if it were a service that nobody else does."""

TODAY = (Ticket.hall_id == bindparam("hall"), Ticket.day == bindparam("day"), Ticket.ended_at.is_(None))
"""Today's tickets that have not ended, worded as the index `ix_ticket_live` needs it."""

WAITING = (*TODAY, Ticket.state == State.WAITING.value)

_OF_SERVICES = and_(Ticket.service.in_(bindparam("services", expanding=True)), Ticket.reserved_counter.is_(None))
_KEPT = Ticket.reserved_counter == bindparam("number")
"""Kept for this counter by a transfer, whatever its service."""

_AT_COUNTER = (*WAITING, or_(_OF_SERVICES, _KEPT))

_PLACES = (
    (Ticket.lane == Lane.ORDINARY.value, Ticket.counts_from),
    (Ticket.lane == Lane.PRIORITY.value, Ticket.counts_from),
    (Ticket.lane == Lane.APPOINTMENT.value, Ticket.counts_from),
    (and_(Ticket.lane == Lane.APPOINTMENT.value, Ticket.slot_at.is_(None)), Ticket.counts_from),
    (and_(Ticket.lane == Lane.APPOINTMENT.value, Ticket.slot_at.is_not(None)), Ticket.slot_at),
)
"""Who can be next, under any rule: the first of each lane. Appointments stand by their arrival or by their slot."""

_HEADS = union_all(
    *(
        select(
            select(Ticket.__table__).where(*WAITING, _OF_SERVICES, group).order_by(place, Ticket.id).limit(1).subquery()
        )
        for group, place in _PLACES
    ),
    select(Ticket.__table__).where(*WAITING, _KEPT),
)
"""The first of each lane, each found at the head of the index, and the few who are kept for this counter."""

_SEEN = select(
    Ticket.id,
    Ticket.label,
    Ticket.service,
    Ticket.lane,
    Ticket.grounds,
    Ticket.issued_at,
    Ticket.counts_from,
    Ticket.waits_since,
    Ticket.slot_at,
    Ticket.reserved_counter,
)
_ALL = _SEEN.where(*WAITING)
_EVERYBODY = _SEEN.where(*_AT_COUNTER)

_EARLIER = (
    select(Ticket.id, Ticket.label, Ticket.lane, Ticket.counts_from, func.count().over().label("people"))
    .where(
        *_AT_COUNTER,
        or_(
            Ticket.counts_from < bindparam("counts_from"),
            and_(Ticket.counts_from == bindparam("counts_from"), Ticket.id < bindparam("ticket")),
        ),
    )
    .order_by(Ticket.counts_from, Ticket.id)
    .limit(PASSED_NAMED)
)

_line = case((_KEPT, _KEPT_LINE), else_=Ticket.service)
_LONGEST = select(_line.label("line"), func.min(Ticket.waits_since).label("oldest")).where(*_AT_COUNTER).group_by(_line)


def _clerk_at(hall: Any, number: Any) -> Any:
    return (
        select(Account.services)
        .where(Account.hall_id == hall, Account.counter == number, Account.is_active)
        .order_by(Account.id)
        .limit(1)
    )


_CLERK = _clerk_at(bindparam("hall"), bindparam("number"))
CLERKS_SERVICES = (
    _clerk_at(Counter.hall_id, Counter.number).correlate(Counter).scalar_subquery().label("clerks_services")
)
"""Beside a counter's columns: what the clerk who sits there calls instead; null without a clerk or such a right."""


@dataclass(frozen=True)
class Everybody:
    """Everybody who waits, read once for all counters."""

    rows: dict[int, Record]
    """As a desk shows them, by ticket."""
    by_service: dict[str, list[Waiting]]
    kept: dict[int, list[Waiting]]
    """Who is kept for one counter, by its number; they stand among those of their service, too."""

    def at(self, number: int, services: Iterable[str]) -> list[Waiting]:
        """Whom a counter with these services may call."""
        elsewhere = {each.ticket for people in self.kept.values() for each in people}
        of_services = (each for service in services for each in self.by_service.get(service, ()))
        return [*(each for each in of_services if each.ticket not in elsewhere), *self.kept.get(number, ())]


@dataclass(frozen=True)
class Line:
    """The line as one counter sees it at one instant."""

    db: Connection
    day: date
    now: datetime
    regulations: Regulations
    counter: Record
    own: Sequence[str]
    """The services this counter, or the clerk at it, calls."""

    @cached_property
    def services(self) -> list[str]:
        """The services it calls from now: its own, and those it helps just now."""
        if not self.counter.helps:
            return list(self.own)
        able = [*self.own, *self.counter.helps]
        rows = self.db.execute(_LONGEST, self._seen(able))
        longest = {row.line: (self.now - row.oldest).total_seconds() for row in rows}
        own = [_KEPT_LINE, *self.own]
        return may_call(own, self.counter.helps, longest, self.regulations.help_after_s)[1:]

    @property
    def run(self) -> int:
        """How many of its latest calls today went to those who go first."""
        return self.counter.run if self.counter.run_day == self.day else 0

    @cached_property
    def heads(self) -> dict[int, Record]:
        """Who could be next, by ticket: the first of each lane, for each rule, and who is kept for this counter."""
        groups = [services for _, services in self.regulations.grouped(self.services)]
        return {row.id: row for services in groups or [[]] for row in self.db.execute(_HEADS, self._seen(services))}

    def first(self) -> tuple[Record, Choice] | None:
        """Whom the rule calls here next, and why; None when nobody waits. Reads the heads of the lanes only."""
        heads = pools(self.regulations, map(person, self.heads.values()))
        choice = choose_among(heads, now=self.now.timestamp(), run=self.run)
        return (self.heads[choice.ticket], choice) if choice else None

    def everybody(self) -> list[tuple[Record, Choice]]:
        """All whom it may call, in the order in which it would call them now."""
        rows = {row.id: row for row in self.db.execute(_EVERYBODY, self._seen(self.services))}
        return [(rows[choice.ticket], choice) for choice in self._calls(map(person, rows.values()))]

    def first_of(self, all_waiting: Everybody, most: int) -> tuple[int, list[tuple[Record, Choice]]]:
        """How many of them it may call, and the first: as `everybody`, from what was read once for all counters."""
        here = all_waiting.at(self.counter.number, self.services)
        return len(here), [(all_waiting.rows[choice.ticket], choice) for choice in islice(self._calls(here), most)]

    def earlier(self, ticket: Record) -> tuple[int, list[Record]]:
        """How many whom it may call came before `ticket`, and the first of them."""
        if not passed_over(person(ticket), map(person, self.heads.values())):
            return 0, []  # the earliest of all is the head of a lane
        seen = self._seen(self.services) | {"counts_from": ticket.counts_from, "ticket": ticket.id}
        rows = self.db.execute(_EARLIER, seen).all()
        return (rows[0].people if rows else 0), list(rows)

    def helps(self, ticket: Record) -> bool:
        """Whether calling this ticket helps another line out."""
        return ticket.service not in self.own and ticket.reserved_counter != self.counter.number

    def _calls(self, people: Iterable[Waiting]) -> Iterator[Choice]:
        return calls(pools(self.regulations, people), now=self.now.timestamp(), run=self.run)

    def _seen(self, services: Sequence[str]) -> dict[str, object]:
        return {
            "hall": self.counter.hall_id,
            "day": self.day,
            "services": list(services),
            "number": self.counter.number,
        }


def own_services(counter: Record) -> list[str]:
    """The services called at a counter as it is manned now: its clerk's own, else the counter's.

    `counter` is a row read with CLERKS_SERVICES.
    """
    return _own(counter, counter.clerks_services)


def clerks_services(db: Connection, counter: Record) -> list[str]:
    """`own_services` of a counter that was read without its clerk."""
    return _own(counter, db.execute(_CLERK, {"hall": counter.hall_id, "number": counter.number}).scalars().first())


def _own(counter: Record, clerks: Sequence[str] | None) -> list[str]:
    return with_taken_on(counter, counter.services if clerks is None else clerks)


def with_taken_on(counter: Record, own: Sequence[str]) -> list[str]:
    """These services and those that a supervisor had the counter take on."""
    return list(dict.fromkeys([*own, *(each["service"] for each in counter.taken_on)]))


class Memory:
    """Everybody who waits in one hall, kept between two readings: whoever the story names since is read again."""

    def __init__(self) -> None:
        self._known: tuple[date | None, int, dict[int, tuple[Record, Waiting]]] = (None, 0, {})

    def everybody(self, db: Connection, hall: Record, day: date) -> Everybody:
        """Everybody who waits in the hall today, as of the hall's row."""
        known_day, seq, known = self._known
        named = named_since(db, hall, seq) if day == known_day else None
        seen = {"hall": hall.id, "day": day}
        if named is None:
            people, rows = {}, db.execute(_ALL, seen).all()
        else:
            people = {ticket: each for ticket, each in known.items() if ticket not in named}
            rows = db.execute(_NAMED, seen | {"named": sorted(named)}).all() if named else ()
        people |= {row.id: (row, person(row)) for row in rows}
        self._known = day, hall.seq, people
        return _everybody(people.values())


_FEW = 200
"""More rows of the story than these are no quicker than everybody."""

_NAMES = select(Story.ticket_id).where(
    Story.hall_id == bindparam("hall"), Story.seq > bindparam("seq"), Story.ticket_id.is_not(None)
)
_NAMED = _ALL.where(Ticket.id.in_(bindparam("named", expanding=True)))


def named_since(db: Connection, hall: Record, seq: int) -> set[int] | None:
    """Whom the story names after row `seq`: nobody's state, place or call changes without it. None when those are too
    many to be worth it, or when the hall stands before that row: it was restored, or is read as of a moment ago."""
    if not 0 <= hall.seq - seq <= _FEW:
        return None
    if hall.seq == seq:
        return set()
    return {row.ticket_id for row in db.execute(_NAMES, {"hall": hall.id, "seq": seq})}


def _everybody(people: Iterable[tuple[Record, Waiting]]) -> Everybody:
    everybody = Everybody({}, {}, {})
    for row, each in people:
        everybody.rows[row.id] = row
        everybody.by_service.setdefault(row.service, []).append(each)
        if row.reserved_counter is not None:
            everybody.kept.setdefault(row.reserved_counter, []).append(each)
    return everybody


def pools(regulations: Regulations, people: Iterable[Waiting]) -> list[tuple[CallRule, list[Waiting]]]:
    """These people, by the rule that calls them."""
    by_service: dict[str, list[Waiting]] = {}
    for each in people:
        by_service.setdefault(each.service, []).append(each)
    return [
        (rule, [each for service in services for each in by_service[service]])
        for rule, services in regulations.grouped(list(by_service))
    ]


def person(row: Record) -> Waiting:
    """One waiting ticket as the call rules see it."""
    slot = row.slot_at.timestamp() if row.slot_at else None
    return Waiting(row.id, row.service, Lane(row.lane), row.counts_from.timestamp(), slot)
