"""Named reads for screens: the levels, each the whole small truth of its audience with the seq it belongs to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from server.domain.line import Rule, goes_first
from server.domain.numbering import local_day
from server.domain.ticket import UNDO_S, UNDOABLE, Lane, Move, State, legal_moves
from server.domain.waiting import Wait, estimate
from server.menu import Menu
from server.models import Counter, Hall, Record, Service, Story, Ticket

Json = dict[str, Any]

LAST_CALLS = 10
NEXT_AT_DESK = 60


@dataclass(frozen=True)
class Pulse:
    """A hall at one instant: what every level is made of."""

    hall: Record
    at: datetime
    services: list[Record]
    counters: list[Record]
    """Counters in order of number, each with the ticket in hand: `label`, `lane`, `ticket_state`, …, or nulls."""
    waiting: dict[str, dict[str, Record]]
    """Per service and lane: `people` waiting and the `oldest` arrival."""

    @property
    def day(self) -> date:
        return local_day(self.at, self.hall.timezone)

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
        return {service.code: service.usual_s for service in self.services}


def hall_row(db: Connection, hall_id: int) -> Record:
    return db.execute(select(Hall.__table__).where(Hall.id == hall_id)).one()


def only_hall(db: Connection) -> int | None:
    """The hall of a single-hall installation; None when there are several (or none yet)."""
    ids = db.execute(select(Hall.id).limit(2)).scalars().all()
    return ids[0] if len(ids) == 1 else None


def pulse(db: Connection, hall_id: int, now: datetime) -> Pulse:
    hall = hall_row(db, hall_id)
    services = db.execute(
        select(Service.__table__).where(Service.hall_id == hall_id, Service.is_active).order_by(Service.position)
    ).all()
    counters = db.execute(
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
        .where(Counter.hall_id == hall_id)
        .order_by(Counter.number)
    ).all()
    waiting: dict[str, dict[str, Record]] = {}
    for row in db.execute(
        select(Ticket.service, Ticket.lane, func.count().label("people"), func.min(Ticket.issued_at).label("oldest"))
        .where(*_alive(hall, now), Ticket.state == State.WAITING.value)
        .group_by(Ticket.service, Ticket.lane)
    ):
        waiting.setdefault(row.service, {})[row.lane] = row
    return Pulse(hall, now, list(services), list(counters), waiting)


def _alive(hall: Record, now: datetime) -> tuple[Any, ...]:
    """Today's tickets that have not ended, worded as the index `ix_ticket_live` needs it."""
    return (
        Ticket.hall_id == hall.id,
        Ticket.day == local_day(now, hall.timezone),
        Ticket.ended_at.is_(None),
    )


def _in_calling_order(rule: Rule) -> tuple[Any, ...]:
    first = Ticket.lane.in_([lane.value for lane in Lane if goes_first(rule, lane)])
    return (first.desc(), Ticket.counts_from, Ticket.id)


def ahead(db: Connection, pulse: Pulse, ticket: Record) -> int:
    """How many people of the ticket's service the rule calls before it."""
    rule = Rule(pulse.hall.rule)
    earlier = or_(
        Ticket.counts_from < ticket.counts_from,
        and_(Ticket.counts_from == ticket.counts_from, Ticket.id < ticket.id),
    )
    first = [lane.value for lane in Lane if goes_first(rule, lane)]
    before = and_(Ticket.lane.in_(first), earlier) if ticket.lane in first else or_(Ticket.lane.in_(first), earlier)
    return db.execute(
        select(func.count()).where(
            *_alive(pulse.hall, pulse.at), Ticket.state == State.WAITING.value, Ticket.service == ticket.service, before
        )
    ).scalar_one()


def find_ticket(db: Connection, hall_id: int, ticket_id: int) -> Record | None:
    return db.execute(select(Ticket.__table__).where(Ticket.id == ticket_id, Ticket.hall_id == hall_id)).one_or_none()


def ticket_by_token(db: Connection, token: str) -> Record | None:
    """The leg of the visit that is alive, else the last one."""
    return db.execute(
        select(Ticket.__table__)
        .where(Ticket.token == token)
        .order_by(Ticket.ended_at.is_(None).desc(), Ticket.leg.desc())
        .limit(1)
    ).one_or_none()


def ticket_card(db: Connection, pulse: Pulse, menu: Menu, ticket: Record, base_url: str) -> Json:
    """`Ticket` of docs/protocol.md."""
    places = ahead(db, pulse, ticket) if ticket.state == State.WAITING else None
    wait = pulse.wait(ticket.service, places) if places is not None else None
    procedure = menu.procedures.get(ticket.procedure) if ticket.procedure else None
    return {
        "id": ticket.id,
        "label": ticket.label,
        "service": ticket.service,
        "service_name": _service_name(pulse, ticket.service),
        "procedure": ticket.procedure,
        "procedure_label": procedure["label"] if procedure else None,
        "lane": ticket.lane,
        "grounds": ticket.grounds,
        "state": ticket.state,
        "day": ticket.day.isoformat(),
        **{column: _time(getattr(ticket, column)) for column in
           ("issued_at", "counts_from", "called_at", "started_at", "ended_at")},
        "calls": ticket.calls,
        "counter": ticket.last_counter,
        "reserved_counter": ticket.reserved_counter,
        "outcome": ticket.outcome,
        "missing": ticket.missing,
        "dossiers": ticket.dossiers,
        "language": ticket.language,
        "channel": ticket.channel,
        "print": ticket.paper,
        "reason": ticket.reason,
        "ahead": places,
        "wait": wait.as_json() if wait else None,
        "token": ticket.token,
        "url": f"{base_url}/t/{ticket.token}",
    }  # fmt: skip


def _service_name(pulse: Pulse, code: str, language: str = "vi") -> str:
    key = "name" if language == "vi" else f"name_{language}"
    return next(
        (service.names.get(key) or service.names["name"] for service in pulse.services if service.code == code), code
    )


def _time(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def board(db: Connection, pulse: Pulse) -> Json:
    """All that a TV shows."""
    hall = pulse.hall
    return {
        **pulse.head,
        "day": pulse.day.isoformat(),
        "hall": {key: getattr(hall, key) for key in ("name", "parent", "phone", "address")},
        "counters": [_counter_on_board(counter) for counter in pulse.counters],
        "calls": _last_calls(db, pulse),
        "lines": [
            {"service": line["service"], "name": line["name"], "waiting": line["waiting"], "wait": line["wait"]}
            for line in _lines(pulse)
        ],
    }


def _counter_on_board(counter: Record) -> Json:
    ticket = None
    if counter.label is not None:
        ticket = {
            "label": counter.label,
            "lane": counter.lane,
            "state": counter.ticket_state,
            "at": _time(counter.started_at if counter.ticket_state == State.SERVING else counter.called_at),
            "calls": counter.calls,
        }
    return counter_facts(counter) | {"ticket": ticket}


def counter_facts(counter: Record) -> Json:
    """`Counter` of docs/protocol.md: what a person in the hall may know of it."""
    return {
        "number": counter.number,
        "name": counter.name,
        "post": counter.post,
        "zone": counter.zone,
        "state": counter.state,
        "reason": counter.reason,
        "until": _time(counter.until),
        "services": counter.services,
    }


def _last_calls(db: Connection, pulse: Pulse) -> list[Json]:
    day_began = pulse.at - timedelta(hours=24)
    rows = db.execute(
        select(Story.seq, Story.label, Story.counter, Story.at, Story.details)
        .where(Story.hall_id == pulse.hall.id, Story.kind == "ticket_called")
        .order_by(Story.seq.desc())
        .limit(LAST_CALLS)
    )
    return [
        {
            "seq": row.seq, "label": row.label, "counter": row.counter, "at": _time(row.at),
            "lane": row.details["lane"], "times": row.details["times"], "language": row.details["language"],
        }
        for row in rows
        if row.at > day_began and local_day(row.at, pulse.hall.timezone) == pulse.day
    ]  # fmt: skip


def _lines(pulse: Pulse) -> list[Json]:
    lines = []
    for service in pulse.services:
        able = pulse.able(service.code)
        people = pulse.people(service.code)
        oldest = min((row.oldest for row in pulse.waiting.get(service.code, {}).values()), default=None)
        wait = pulse.wait(service.code, people)
        lines.append(
            {
                "service": service.code,
                "name": service.names["name"],
                "kind": service.kind,
                "waiting": people,
                "priority": pulse.people(service.code, Lane.PRIORITY, Lane.APPOINTMENT),
                "longest_s": round((pulse.at - oldest).total_seconds()) if oldest else 0,
                "wait": wait.as_json() if wait else None,
                "counters": [counter.number for counter in able],
                "counters_open": [counter.number for counter in able if counter.state == "open"],
            }
        )
    return lines


def lines(db: Connection, pulse: Pulse) -> Json:
    """Who waits where, and what each counter does."""
    served = dict(
        db.execute(
            select(Ticket.last_counter, func.count())
            .where(Ticket.hall_id == pulse.hall.id, Ticket.day == pulse.day, Ticket.state == State.FINISHED.value)
            .group_by(Ticket.last_counter)
        ).all()
    )
    return {
        **pulse.head,
        "day": pulse.day.isoformat(),
        "lines": _lines(pulse),
        "counters": [
            {
                "number": counter.number,
                "name": counter.name,
                "state": counter.state,
                "since": _time(counter.state_since),
                "reason": counter.reason,
                "until": _time(counter.until),
                "label": counter.label,
                "ticket_state": counter.ticket_state,
                "ticket_since": _time(counter.started_at or counter.called_at),
                "served": served.get(counter.number, 0),
            }
            for counter in pulse.counters
        ],
    }


def services(pulse: Pulse) -> list[Json]:
    """The answer of `GET /services`."""
    rows = {service.code: service for service in pulse.services}
    return [
        {
            "code": line["service"], "kind": line["kind"], **rows[line["service"]].names,
            "counters": line["counters"], "waiting": line["waiting"], "wait": line["wait"],
        }
        for line in _lines(pulse)
    ]  # fmt: skip


def desk(db: Connection, pulse: Pulse, menu: Menu, number: int, base_url: str) -> Json | None:
    """All that a clerk's console shows; None for a counter the hall does not have."""
    counter = next((counter for counter in pulse.counters if counter.number == number), None)
    if counter is None:
        return None
    waiting = _waiting_at(db, pulse, counter)
    return {
        **pulse.head,
        "counter": counter_facts(counter),
        "ticket": _ticket_in_hand(db, pulse, menu, counter, base_url),
        "undo": _undo(db, pulse, counter),
        "waiting": len(waiting),
        "next": [
            {
                "id": row.id, "label": row.label, "service": row.service, "lane": row.lane, "grounds": row.grounds,
                "issued_at": _time(row.issued_at), "rank": rank,
                "waited_s": round((pulse.at - row.issued_at).total_seconds()),
            }
            for rank, row in enumerate(waiting[:NEXT_AT_DESK], 1)
        ],
        "parked": _set_aside(db, pulse, counter, State.PARKED),
        "absent": _set_aside(db, pulse, counter, State.ABSENT),
        "services": [{"code": service.code, "name": service.names["name"]} for service in pulse.services],
        "counters": [
            {"number": other.number, "name": other.name, "state": other.state, "label": other.label,
             "ticket_state": other.ticket_state}
            for other in pulse.counters
        ],
    }  # fmt: skip


def _ticket_in_hand(db: Connection, pulse: Pulse, menu: Menu, counter: Record, base_url: str) -> Json | None:
    ticket = find_ticket(db, pulse.hall.id, counter.ticket_id) if counter.ticket_id is not None else None
    if ticket is None:
        return None
    procedure = menu.procedures.get(ticket.procedure) if ticket.procedure else None
    return ticket_card(db, pulse, menu, ticket, base_url) | {
        "checklist": procedure["checklist"] if procedure else [],
        "time_limit": procedure["time_limit"] if procedure else None,
        "moves": [move.value for move in legal_moves(State(ticket.state))],
    }


def _waiting_at(db: Connection, pulse: Pulse, counter: Record) -> list[Record]:
    """Whom this counter may call, in the order the rule calls them."""
    mine = or_(
        and_(Ticket.service.in_(counter.services), Ticket.reserved_counter.is_(None)),
        Ticket.reserved_counter == counter.number,
    )
    columns = (Ticket.id, Ticket.label, Ticket.service, Ticket.lane, Ticket.grounds, Ticket.issued_at)
    return list(
        db.execute(
            select(*columns)
            .where(*_alive(pulse.hall, pulse.at), Ticket.state == State.WAITING.value, mine)
            .order_by(*_in_calling_order(Rule(pulse.hall.rule)))
        )
    )


def _set_aside(db: Connection, pulse: Pulse, counter: Record, state: State) -> list[Json]:
    """Tickets parked or absent that this counter may take up again."""
    rows = db.execute(
        select(Ticket.id, Ticket.label, Ticket.service, Ticket.reason, Ticket.called_at, Ticket.last_counter)
        .where(
            *_alive(pulse.hall, pulse.at), Ticket.state == state.value,
            or_(Ticket.last_counter == counter.number, Ticket.service.in_(counter.services)),
        )
        .order_by(Ticket.called_at)
    )  # fmt: skip
    return [
        {"id": row.id, "label": row.label, "service": row.service, "reason": row.reason, "at": _time(row.called_at),
         "counter": row.last_counter}
        for row in rows
    ]  # fmt: skip


def _undo(db: Connection, pulse: Pulse, counter: Record) -> Json | None:
    """The last move of this counter while it can be taken back."""
    recent = db.execute(
        select(Story.seq, Story.at, Story.kind, Story.ticket_id, Story.label, Story.details, Story.counter)
        .where(Story.hall_id == pulse.hall.id, Story.seq > pulse.hall.seq - 200, Story.ticket_id.is_not(None))
        .order_by(Story.seq.desc())
    )
    seen: set[int] = set()
    for row in recent:
        if pulse.at - row.at > timedelta(seconds=UNDO_S):
            return None
        if row.ticket_id in seen or row.kind == "paper_reported":
            continue
        seen.add(row.ticket_id)
        if row.counter == counter.number and row.kind != "move_undone" and row.details.get("move") in UNDOABLE:
            until = row.at + timedelta(seconds=UNDO_S)
            move = Move(row.details["move"])
            return {"move": move.value, "ticket": row.ticket_id, "label": row.label, "until": _time(until)}
    return None


def ticket_level(db: Connection, pulse: Pulse, ticket: Record) -> Json:
    """All that the holder of a ticket may know: their own turn, and the last label called in their series."""
    places = ahead(db, pulse, ticket) if ticket.state == State.WAITING else None
    return _ticket_level(pulse, ticket, places, _last_labels(db, pulse).get(ticket.series))


def ticket_levels(db: Connection, pulse: Pulse, tokens: list[str]) -> list[tuple[str, Json]]:
    """The levels of many tickets at once, each with its token: for the phones that follow them."""
    if not tokens:
        return []
    places = _places(db, pulse)
    last = _last_labels(db, pulse)
    rows = db.execute(
        select(Ticket.__table__).where(Ticket.token.in_(tokens)).order_by(Ticket.ended_at.is_(None), Ticket.leg)
    )
    # Of a visit's legs the one that is alive comes last, as in `ticket_by_token`.
    legs = {row.token: row for row in rows}
    return [(token, _ticket_level(pulse, row, places.get(row.id), last.get(row.series))) for token, row in legs.items()]


def _ticket_level(pulse: Pulse, ticket: Record, places: int | None, last_label: str | None) -> Json:
    wait = pulse.wait(ticket.service, places) if places is not None else None
    return {
        **pulse.head,
        "label": ticket.label,
        "service": ticket.service,
        "service_name": _service_name(pulse, ticket.service, ticket.language),
        "lane": ticket.lane,
        "state": ticket.state,
        "ahead": places,
        "wait": wait.as_json() if wait else None,
        "counter": ticket.last_counter,
        "issued_at": _time(ticket.issued_at),
        "called_at": _time(ticket.called_at),
        "calls": ticket.calls,
        "language": ticket.language,
        "last_called": last_label,
        "hall": {key: getattr(pulse.hall, key) for key in ("name", "phone", "timezone")},
    }


def _places(db: Connection, pulse: Pulse) -> dict[int, int]:
    """For every waiting ticket: how many people of its service the rule calls before it."""
    rows = db.execute(
        select(Ticket.id, Ticket.service)
        .where(*_alive(pulse.hall, pulse.at), Ticket.state == State.WAITING.value)
        .order_by(*_in_calling_order(Rule(pulse.hall.rule)))
    )
    people: dict[str, int] = {}
    places = {}
    for row in rows:
        places[row.id] = people.get(row.service, 0)
        people[row.service] = places[row.id] + 1
    return places


def _last_labels(db: Connection, pulse: Pulse) -> dict[str, str]:
    """The label called last today, per series."""
    newest = (
        select(Ticket.series, Ticket.label, Ticket.called_at)
        .where(Ticket.hall_id == pulse.hall.id, Ticket.day == pulse.day, Ticket.called_at.is_not(None))
        .order_by(Ticket.called_at)
    )
    return {row.series: row.label for row in db.execute(newest)}


def calls_after(db: Connection, pulse: Pulse, seq: int) -> list[Json]:
    """Calls with a seq above `seq`, oldest first: `ticket_called` of docs/protocol.md, each with its ticket's token."""
    zones = {counter.number: counter.zone for counter in pulse.counters}
    rows = db.execute(
        select(Story.seq, Story.label, Story.counter, Story.details, Ticket.token)
        .join(Ticket, Ticket.id == Story.ticket_id)
        .where(Story.hall_id == pulse.hall.id, Story.kind == "ticket_called", Story.seq > seq)
        .order_by(Story.seq)
    )
    return [
        {
            "seq": row.seq, "label": row.label, "counter": row.counter, "zone": zones.get(row.counter),
            "times": row.details["times"], "language": row.details["language"], "token": row.token,
        }
        for row in rows
    ]  # fmt: skip


def story(db: Connection, hall_id: int, after: int, limit: int) -> list[Json]:
    """Rows of the story with seq > `after`, oldest first."""
    rows = db.execute(
        select(Story.__table__).where(Story.hall_id == hall_id, Story.seq > after).order_by(Story.seq).limit(limit)
    )
    return [
        {
            "seq": row.seq, "at": _time(row.at), "kind": row.kind, "ticket": row.ticket_id, "label": row.label,
            "counter": row.counter, "by": row.by, "why": row.why, "details": row.details, "hash": row.hash,
        }
        for row in rows
    ]  # fmt: skip
