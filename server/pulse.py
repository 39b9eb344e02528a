"""A hall at one instant: what every level and every estimate is made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from server.domain import line, regulations
from server.domain.numbering import local_day
from server.domain.regulations import Regulations
from server.domain.ticket import Lane
from server.in_line import CLERKS_SERVICES, WAITING, Everybody, Line, Memory, own_services, person, pools
from server.models import Counter, Hall, Record, Service, Ticket
from server.projector import Projector

Json = dict[str, Any]


@dataclass(frozen=True)
class Pulse:
    """A hall at one instant: what every level is made of.

    Read as it is asked for, within the transaction it was made in: the answer to a call needs none of it.
    """

    db: Connection
    hall: Record
    at: datetime
    memory: Memory = field(default_factory=Memory)
    """What was read of this hall before; empty for who looks once."""
    projector: Projector = field(default_factory=Projector)
    """Who says how long the waits are; it learns the hall anew for who looks once."""
    breathe: Callable[[], None] | None = None
    """Lets others have their turn in a long computing; None within a verb, for nobody else may write meanwhile."""
    is_in_verb: bool = False
    """Whether it is read in a verb's own transaction, which may yet be rolled back."""

    @cached_property
    def day(self) -> date:
        return local_day(self.at, self.hall.timezone)

    @property
    def regulations(self) -> Regulations:
        """How this hall works."""
        return regulations.read(self.hall.regulations)

    @cached_property
    def services(self) -> Sequence[Record]:
        return self.db.execute(_SERVICES, {"hall": self.hall.id}).all()

    @cached_property
    def names(self) -> dict[str, Json]:
        """Per service its names by key: `name`, `name_en` …; also of those the hall offers no more."""
        return {row.code: row.names for row in self.db.execute(_NAMES, {"hall": self.hall.id})}

    def names_of(self, service: str) -> Json:
        """The names of one of them; its code for one that the hall never had."""
        return self.names.get(service, {"name": service})

    @cached_property
    def counters(self) -> Sequence[Record]:
        """Counters in order of number, each with its clerk's own services and the ticket in hand: `label`, `lane`,
        `ticket_state`, …, or nulls."""
        return self.db.execute(_COUNTERS, {"hall": self.hall.id}).all()

    @cached_property
    def waiting(self) -> dict[str, dict[str, Record]]:
        """Per service and lane: `people` waiting, since when the `oldest` of them waits in this line, and the places of
        the `earliest` and the `latest`."""
        waiting: dict[str, dict[str, Record]] = {}
        for row in self.db.execute(_WAITING, {"hall": self.hall.id, "day": self.day}):
            waiting.setdefault(row.service, {})[row.lane] = row
        return waiting

    @cached_property
    def everybody(self) -> Everybody:
        """All who wait in the hall, and not only the first of each lane that a call reads."""
        return self.memory.everybody(self.db, self.hall, self.day)

    def longest_s(self, service: str) -> float:
        """The longest wait in the ordinary lane of this service, by arrival: what the floor of the call rule asks."""
        ordinary = self.waiting.get(service, {}).get(Lane.ORDINARY)
        return (self.at - ordinary.earliest).total_seconds() if ordinary else 0.0

    @property
    def head(self) -> Json:
        """What every level begins with."""
        return {"seq": self.hall.seq, "at": self.at.isoformat()}

    def people(self, service: str, *lanes: Lane) -> int:
        by_lane = self.waiting.get(service, {})
        return sum(row.people for lane, row in by_lane.items() if not lanes or lane in lanes)

    def able(self, service: str) -> list[Record]:
        """Counters that do this service as they are manned now, open or not."""
        return [counter for counter in self.counters if service in own_services(counter)]

    def latest_beside(self, service: str, kept_for: int | None) -> datetime | None:
        """Where the last in the ordinary lane stands whom the counters of this service may call, or the one counter
        that somebody is kept for."""
        beside = {
            code
            for counter in self.counters
            for code in own_services(counter)
            if counter.state != "closed"
            and (counter.number == kept_for if kept_for else service in own_services(counter))
        }
        lines = (self.waiting.get(code, {}).get(Lane.ORDINARY) for code in beside)
        return max((line.latest for line in lines if line), default=None)

    def share(self, counter: Record, service: str) -> float:
        """The part of a counter's time that this service gets: as its line to all lines the counter serves."""
        mine = max(self.people(service), 1)
        others = sum(self.people(other) for other in own_services(counter) if other != service)
        return mine / (mine + others)


# Built once: every press reads these, and building a statement costs as much as running it.
_HALL = select(Hall.__table__).where(Hall.id == bindparam("hall"))
_SERVICES = (
    select(Service.__table__).where(Service.hall_id == bindparam("hall"), Service.is_active).order_by(Service.position)
)
_NAMES = select(Service.code, Service.names).where(Service.hall_id == bindparam("hall"))
_COUNTERS = (
    select(
        Counter.__table__,
        CLERKS_SERVICES,
        Ticket.id.label("ticket_id"),
        Ticket.label,
        Ticket.lane,
        Ticket.service.label("ticket_service"),
        Ticket.state.label("ticket_state"),
        Ticket.called_at,
        Ticket.last_called_at,
        Ticket.started_at,
        Ticket.calls,
    )
    .outerjoin(Ticket, Ticket.counter_id == Counter.id)
    .where(Counter.hall_id == bindparam("hall"))
    .order_by(Counter.number)
)

_WAITING = (
    select(
        Ticket.service,
        Ticket.lane,
        func.count().label("people"),
        func.min(Ticket.waits_since).label("oldest"),
        func.min(Ticket.counts_from).label("earliest"),
        func.max(Ticket.counts_from).label("latest"),
    )
    .where(*WAITING)
    .group_by(Ticket.service, Ticket.lane)
)
_LINE_OF = select(Ticket.id, Ticket.service, Ticket.lane, Ticket.counts_from, Ticket.slot_at).where(
    *WAITING, Ticket.service == bindparam("service")
)


_TICKET: Any = bindparam("ticket")


def _before(lane: Lane, place: Any, bound: str, *more: Any) -> Any:
    """People of `lane` whose `place` is before a bound; equal places go by ticket."""
    until: Any = bindparam(bound)
    return and_(Ticket.lane == lane.value, *more, or_(place < until, and_(place == until, Ticket.id < _TICKET)))


_AHEAD = select(func.count()).where(
    *WAITING,
    Ticket.service == bindparam("service"),
    or_(
        _before(Lane.ORDINARY, Ticket.counts_from, "ordinary"),
        _before(Lane.PRIORITY, Ticket.counts_from, "priority"),
        _before(Lane.APPOINTMENT, Ticket.counts_from, "late", Ticket.slot_at.is_(None)),
        _before(Lane.APPOINTMENT, Ticket.slot_at, "kept"),
    ),
)


def hall_row(db: Connection, hall_id: int) -> Record:
    return db.execute(_HALL, {"hall": hall_id}).one()


def only_hall(db: Connection) -> int | None:
    """The hall of a single-hall installation; None when there are several (or none yet)."""
    ids = db.execute(select(Hall.id).limit(2)).scalars().all()
    return ids[0] if len(ids) == 1 else None


def pulse_now(
    db: Connection,
    hall_id: int,
    now: datetime,
    memory: Memory | None = None,
    projector: Projector | None = None,
    breathe: Callable[[], None] | None = None,
) -> Pulse:
    """The hall at this instant. `memory` and `projector`: of who looks at this hall again and again."""
    return Pulse(db, hall_row(db, hall_id), now, memory or Memory(), projector or Projector(), breathe)


def ahead(db: Connection, pulse: Pulse, ticket: Record) -> int:
    """How many people of the ticket's service the rule calls before it."""
    rule = pulse.regulations.rule_of(ticket.service)
    bounds = line.ahead(rule, person(ticket), now=pulse.at.timestamp(), longest_s=pulse.longest_s(ticket.service))
    seen = {"hall": pulse.hall.id, "day": pulse.day, "service": ticket.service, "ticket": ticket.id}
    if bounds is None:
        return places_of(pulse, map(person, db.execute(_LINE_OF, seen))).get(ticket.id, 0)
    return int(db.execute(_AHEAD, seen | {lane: _time(bound) for lane, bound in vars(bounds).items()}).scalar_one())


def ahead_of_priority(pulse: Pulse) -> dict[str, int]:
    """Per service for which somebody waits: how many people the rule would call before somebody who came now and goes
    first."""
    now = pulse.at.timestamp()
    ahead_of = {}
    for service, people in pulse.everybody.by_service.items():
        comer = line.Waiting(max(each.ticket for each in people) + 1, service, Lane.PRIORITY, now)
        called = line.calls([(pulse.regulations.rule_of(service), [*people, comer])], now=now, run=0)
        ahead_of[service] = next(place for place, choice in enumerate(called) if choice.ticket == comer.ticket)
    return ahead_of


def called_at(counter: Record) -> list[str]:
    """The services that one of the hall's `counters` calls, as it is manned now."""
    return own_services(counter)


def waiting_at(pulse: Pulse, counter: Record, most: int) -> tuple[int, list[tuple[Record, line.Choice]]]:
    """How many this counter may call, and the first of them in the order in which the rules call them, with why."""
    here = Line(pulse.db, pulse.day, pulse.at, pulse.regulations, counter, own_services(counter))
    return here.first_of(pulse.everybody, most)


def places_of(pulse: Pulse, people: Iterable[line.Waiting]) -> dict[int, int]:
    """How many people of their service the rule calls before each of these, at counters whose run is 0."""
    called = line.calls(pools(pulse.regulations, people), now=pulse.at.timestamp(), run=0)
    return {choice.ticket: place for place, choice in enumerate(called)}


_EARLIEST, _LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(min(max(seconds, _EARLIEST.timestamp()), _LATEST.timestamp()), UTC)
