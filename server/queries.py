"""Named reads for screens: the levels, each the whole small truth of its audience with the seq it belongs to."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, or_, select

from server.domain.numbering import local_day
from server.domain.ticket import UNDO_S, UNDOABLE, Lane, Move, State, legal_moves
from server.menu import Menu
from server.models import Account, Device, Record, SignIn, Story, Ticket
from server.pulse import Pulse, ahead, today, waiting_at

Json = dict[str, Any]

LAST_CALLS = 10
NEXT_AT_DESK = 60


def find_ticket(db: Connection, hall_id: int, ticket_id: int) -> Record | None:
    return db.execute(select(Ticket.__table__).where(Ticket.id == ticket_id, Ticket.hall_id == hall_id)).one_or_none()


def may_be_called(pulse: Pulse, ticket: Record) -> bool:
    return bool(ticket.state == State.WAITING and ticket.day == pulse.day)


def ticket_card(db: Connection, pulse: Pulse, menu: Menu, ticket: Record, base_url: str) -> Json:
    """`Ticket` of docs/protocol.md."""
    places = ahead(db, pulse, ticket) if may_be_called(pulse, ticket) else None
    wait = pulse.wait(ticket.service, places) if places is not None else None
    procedure = menu.procedures.get(ticket.procedure) if ticket.procedure else None
    return {
        "id": ticket.id,
        "label": ticket.label,
        "service": ticket.service,
        "service_name": menu.service_names.get(ticket.service, ticket.service),
        "procedure": ticket.procedure,
        "procedure_label": procedure["label"] if procedure else None,
        "lane": ticket.lane,
        "grounds": ticket.grounds,
        "state": ticket.state,
        "day": ticket.day.isoformat(),
        **{column: time_text(getattr(ticket, column)) for column in
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


def service_name(pulse: Pulse, code: str, language: str) -> str:
    key = "name" if language == "vi" else f"name_{language}"
    return next(
        (service.names.get(key) or service.names["name"] for service in pulse.services if service.code == code), code
    )


def time_text(value: datetime | None) -> str | None:
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
            "at": time_text(counter.started_at if counter.ticket_state == State.SERVING else counter.called_at),
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
        "until": time_text(counter.until),
        "services": counter.services,
    }


def _last_calls(db: Connection, pulse: Pulse) -> list[Json]:
    day_began = pulse.at - timedelta(hours=24)
    rows = db.execute(
        select(Story.seq, Story.label, Story.counter, Story.at, Story.details)
        .join(Ticket, Ticket.id == Story.ticket_id)
        # Who waits again (the call was undone, put back, sent on) is not invited by the largest letters of the hall.
        .where(Story.hall_id == pulse.hall.id, Story.kind == "ticket_called", Ticket.state != State.WAITING.value)
        .order_by(Story.seq.desc())
        .limit(LAST_CALLS)
    )
    return [
        {
            "seq": row.seq, "label": row.label, "counter": row.counter, "at": time_text(row.at),
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
                "since": time_text(counter.state_since),
                "reason": counter.reason,
                "until": time_text(counter.until),
                "label": counter.label,
                "ticket_state": counter.ticket_state,
                "ticket_since": time_text(counter.started_at or counter.called_at),
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
    waiting = waiting_at(db, pulse, counter)
    return {
        **pulse.head,
        "counter": counter_facts(counter),
        "ticket": _ticket_in_hand(db, pulse, menu, counter, base_url),
        "undo": _undo(db, pulse, counter),
        "waiting": len(waiting),
        "next": [
            {
                "id": row.id, "label": row.label, "service": row.service, "lane": row.lane, "grounds": row.grounds,
                "issued_at": time_text(row.issued_at), "rank": rank,
                "waited_s": round((pulse.at - row.waits_since).total_seconds()), "because": choice.because.value,
            }
            for rank, (row, choice) in enumerate(waiting[:NEXT_AT_DESK], 1)
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


def _set_aside(db: Connection, pulse: Pulse, counter: Record, state: State) -> list[Json]:
    """Tickets parked or absent that this counter may take up again."""
    rows = db.execute(
        select(Ticket.id, Ticket.label, Ticket.service, Ticket.reason, Ticket.called_at, Ticket.last_counter)
        .where(
            *today(pulse.hall, pulse.at), Ticket.state == state.value,
            or_(Ticket.last_counter == counter.number, Ticket.service.in_(counter.services)),
        )
        .order_by(Ticket.called_at)
    )  # fmt: skip
    return [
        {"id": row.id, "label": row.label, "service": row.service, "reason": row.reason, "at": time_text(row.called_at),
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
            return {"move": move.value, "ticket": row.ticket_id, "label": row.label, "until": time_text(until)}
    return None


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
            "seq": row.seq, "at": time_text(row.at), "kind": row.kind, "ticket": row.ticket_id, "label": row.label,
            "counter": row.counter, "by": row.by, "why": row.why, "details": row.details, "hash": row.hash,
        }
        for row in rows
    ]  # fmt: skip


def gone(db: Connection, sessions: set[int], devices: set[int], now: datetime) -> tuple[set[int], set[int]]:
    """Which of these sessions have ended, and which of these devices' keys were revoked."""
    alive = db.execute(
        select(SignIn.id)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.id.in_(sessions), SignIn.expires_at > now, Account.is_active)
    ).scalars()
    trusted = db.execute(select(Device.id).where(Device.id.in_(devices), Device.revoked_at.is_(None))).scalars()
    return sessions - set(alive), devices - set(trusted)
