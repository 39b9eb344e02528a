"""A hall at one instant: what every level and every estimate is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from server.domain.line import Rule, goes_first
from server.domain.numbering import local_day
from server.domain.ticket import Lane, State
from server.domain.waiting import Wait, estimate
from server.models import Counter, Hall, Record, Service, Ticket

Json = dict[str, Any]


@dataclass(frozen=True)
class Pulse:
    """A hall at one instant: what every level is made of.

    Read as it is asked for, within the transaction it was made in: the answer to a call needs none of it.
    """

    db: Connection
    hall: Record
    at: datetime

    @cached_property
    def day(self) -> date:
        return local_day(self.at, self.hall.timezone)

    @cached_property
    def services(self) -> Sequence[Record]:
        return self.db.execute(_SERVICES, {"hall": self.hall.id}).all()

    @cached_property
    def counters(self) -> Sequence[Record]:
        """Counters in order of number, each with the ticket in hand: `label`, `lane`, `ticket_state`, …, or nulls."""
        return self.db.execute(_COUNTERS, {"hall": self.hall.id}).all()

    @cached_property
    def waiting(self) -> dict[str, dict[str, Record]]:
        """Per service and lane: `people` waiting, and since when the `oldest` of them waits in this line."""
        waiting: dict[str, dict[str, Record]] = {}
        for row in self.db.execute(_WAITING, {"hall": self.hall.id, "day": self.day}):
            waiting.setdefault(row.service, {})[row.lane] = row
        return waiting

    @property
    def head(self) -> Json:
        """What every level begins with."""
        return {"seq": self.hall.seq, "at": self.at.isoformat()}

    def people(self, service: str, *lanes: Lane) -> int:
        by_lane = self.waiting.get(service, {})
        return sum(row.people for lane, row in by_lane.items() if not lanes or lane in lanes)

    def able(self, service: str) -> list[Record]:
        """Counters that do this service, open or not."""
        return [counter for counter in self.counters if service in counter.services]

    def wait(self, service: str, ahead: int) -> Wait | None:
        """The likely wait with `ahead` people of this service before one; None when no counter for it is open."""
        counters = [counter for counter in self.able(service) if counter.state == "open"]
        return estimate(
            ahead=ahead,
            free=sum(1 for counter in counters if counter.label is None),
            capacity=sum(self._share(counter, service) for counter in counters),
            service_s=self._usual_s[service],
        )

    def _share(self, counter: Record, service: str) -> float:
        """The part of a counter's time that this service gets: as its line to all lines the counter serves."""
        mine = max(self.people(service), 1)
        others = sum(self.people(other) for other in counter.services if other != service)
        return mine / (mine + others)

    @cached_property
    def _usual_s(self) -> dict[str, float]:
        return {row.code: row.usual_s for row in self.db.execute(_USUAL, {"hall": self.hall.id})}


# Built once: every press reads these, and building a statement costs as much as running it.
_HALL = select(Hall.__table__).where(Hall.id == bindparam("hall"))
_SERVICES = (
    select(Service.__table__).where(Service.hall_id == bindparam("hall"), Service.is_active).order_by(Service.position)
)
_USUAL = select(Service.code, Service.usual_s).where(Service.hall_id == bindparam("hall"))
"""Of all services at once and without their names: the answer to an issue needs no names in three languages.
Also of those the hall offers no more: people may still wait for one."""

_COUNTERS = (
    select(
        Counter.__table__,
        Ticket.id.label("ticket_id"),
        Ticket.label,
        Ticket.lane,
        Ticket.state.label("ticket_state"),
        Ticket.called_at,
        Ticket.started_at,
        Ticket.calls,
    )
    .outerjoin(Ticket, Ticket.counter_id == Counter.id)
    .where(Counter.hall_id == bindparam("hall"))
    .order_by(Counter.number)
)
_TODAY = (Ticket.hall_id == bindparam("hall"), Ticket.day == bindparam("day"), Ticket.ended_at.is_(None))
"""Today's tickets that have not ended, worded as the index `ix_ticket_live` needs it."""

_WAITING = (
    select(Ticket.service, Ticket.lane, func.count().label("people"), func.min(Ticket.waits_since).label("oldest"))
    .where(*_TODAY, Ticket.state == State.WAITING.value)
    .group_by(Ticket.service, Ticket.lane)
)
_EARLIER = or_(
    Ticket.counts_from < bindparam("counts_from"),
    and_(Ticket.counts_from == bindparam("counts_from"), Ticket.id < bindparam("ticket")),
)
_AHEAD = select(func.count()).where(
    *_TODAY, Ticket.state == State.WAITING.value, Ticket.service == bindparam("service")
)
_FIRST = Ticket.lane.in_(bindparam("first", expanding=True))
_AHEAD_IN_FIRST = _AHEAD.where(_FIRST, _EARLIER)
_AHEAD_OF_OTHERS = _AHEAD.where(or_(_FIRST, _EARLIER))


def hall_row(db: Connection, hall_id: int) -> Record:
    return db.execute(_HALL, {"hall": hall_id}).one()


def only_hall(db: Connection) -> int | None:
    """The hall of a single-hall installation; None when there are several (or none yet)."""
    ids = db.execute(select(Hall.id).limit(2)).scalars().all()
    return ids[0] if len(ids) == 1 else None


def pulse_now(db: Connection, hall_id: int, now: datetime) -> Pulse:
    return Pulse(db, hall_row(db, hall_id), now)


def ahead(db: Connection, pulse: Pulse, ticket: Record) -> int:
    """How many people of the ticket's service the rule calls before it."""
    first = [lane.value for lane in Lane if goes_first(Rule(pulse.hall.rule), lane)]
    statement = _AHEAD_IN_FIRST if ticket.lane in first else _AHEAD_OF_OTHERS
    seen = {"hall": pulse.hall.id, "day": pulse.day, "service": ticket.service, "first": first}
    return int(db.execute(statement, seen | {"counts_from": ticket.counts_from, "ticket": ticket.id}).scalar_one())


def places(db: Connection, pulse: Pulse) -> dict[int, int]:
    """For every waiting ticket: how many people of its service the rule calls before it."""
    rows = db.execute(
        select(Ticket.id, Ticket.service)
        .where(*today(pulse.hall, pulse.at), Ticket.state == State.WAITING.value)
        .order_by(*in_calling_order(Rule(pulse.hall.rule)))
    )
    people: dict[str, int] = {}
    places = {}
    for row in rows:
        places[row.id] = people.get(row.service, 0)
        people[row.service] = places[row.id] + 1
    return places


def today(hall: Record, now: datetime) -> tuple[Any, ...]:
    """Today's tickets that have not ended, worded as the index `ix_ticket_live` needs it."""
    return (
        Ticket.hall_id == hall.id,
        Ticket.day == local_day(now, hall.timezone),
        Ticket.ended_at.is_(None),
    )


def in_calling_order(rule: Rule) -> tuple[Any, ...]:
    first = Ticket.lane.in_([lane.value for lane in Lane if goes_first(rule, lane)])
    return (first.desc(), Ticket.counts_from, Ticket.id)
