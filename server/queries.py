"""Named reads for screens: the levels, each the whole small truth of its audience with the seq it belongs to."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import aliased

from server.domain import machines
from server.domain.ticket import AT_COUNTER, Lane, State, is_coming
from server.models import SCREENS, SILENT_S, Account, Device, Hall, Record, SignIn, Story, Ticket
from server.notices import notices
from server.offers import OFFERED, offers
from server.pulse import Pulse, ahead_of_priority, called_at
from server.scenes import waits
from server.screens import settings

Json = dict[str, Any]

LAST_CALLS = 24

_Begun = aliased(Story)

_OF_LINE = ("service", "name", "waiting", "wait", "open", "closed_because", "reopens_at")
"""What a TV says of a line."""


def counters(db: Connection, pulse: Pulse) -> list[Json]:
    """The answer of `GET /counters`: each counter, and which clerk sits there."""
    there = {number: {"user": user} for number, user in seats(db, pulse).items()}
    return [counter_facts(counter) | {"seat": there.get(counter.number)} for counter in pulse.counters]


_SEATS = (
    select(Account.counter, Account.user)
    .where(Account.hall_id == bindparam("hall"), Account.counter.is_not(None), Account.is_active)
    .order_by(Account.id.desc())
)


def seats(db: Connection, pulse: Pulse) -> dict[int, str]:
    """By counter, the account that sits there."""
    return {row.counter: row.user for row in db.execute(_SEATS, {"hall": pulse.hall.id})}


def find_ticket(db: Connection, hall_id: int, ticket_id: int) -> Record | None:
    return db.execute(select(Ticket.__table__).where(Ticket.id == ticket_id, Ticket.hall_id == hall_id)).one_or_none()


def may_be_called(pulse: Pulse, ticket: Record) -> bool:
    return bool(ticket.state == State.WAITING and ticket.day == pulse.day)


def service_name(pulse: Pulse, code: str, language: str) -> str:
    return named(pulse.names_of(code), language)


def named(names: Mapping[str, Any], language: str) -> str:
    """The name in this language, else in Vietnamese."""
    return str(names.get("name" if language == "vi" else f"name_{language}") or names["name"])


def time_text(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def coming_text(ticket: Record) -> str | None:
    """When its holder said that they are on their way, as long as that is news."""
    return time_text(ticket.coming_at) if is_coming(ticket) else None


def slot_text(ticket: Record) -> str | None:
    """The slot that is kept: it counts in its own lane only, whatever the ticket carries."""
    return time_text(ticket.slot_at) if ticket.lane == Lane.APPOINTMENT else None


def board(db: Connection, pulse: Pulse) -> Json:
    """All that a TV shows."""
    hall = pulse.hall
    return {
        **pulse.head,
        "day": pulse.day.isoformat(),
        "hall": {key: getattr(hall, key) for key in ("name", "parent", "phone", "address")},
        "counters": [_counter_on_board(counter) for counter in pulse.counters],
        "calls": _last_calls(db, pulse),
        "lines": [{name: line[name] for name in _OF_LINE} for line in _lines(pulse)],
        **notices(db, pulse),
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
    return counter_facts(counter) | {"services": called_at(counter), "ticket": ticket}


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
        "helps": counter.helps,
    }


def help_called(counter: Record) -> Json | None:
    """The emergency call of this counter to the supervisor, while nobody has answered it."""
    if counter.help_since is None:
        return None
    return {"since": time_text(counter.help_since), "reason": counter.help_reason}


# The day's tickets by their index, not the smallest id by its own: PostgreSQL would walk through all that ever were.
_FIRST_TODAY = (
    select(func.min(Ticket.id + 0))
    .where(Ticket.hall_id == bindparam("hall"), Ticket.day == bindparam("day"))
    .scalar_subquery()
)
_DAY_BEGAN = (
    select(func.min(_Begun.seq))
    .where(_Begun.hall_id == bindparam("hall"), _Begun.ticket_id == _FIRST_TODAY)
    .scalar_subquery()
)
"""The story's row of the day's first ticket."""

_LAST_CALLS = (
    select(Story.seq, Story.label, Story.counter, Story.at, Story.details, Ticket.state)
    .join(Ticket, Ticket.id == Story.ticket_id)
    # Without a bound, a day without calls (and each hour of practice) would be looked for in the story of all years.
    .where(Story.hall_id == bindparam("hall"), Story.kind == "ticket_called", Story.seq > _DAY_BEGAN)
    # Who waits again (the call was undone, put back, sent on) is not invited by the largest letters of the hall.
    .where(Ticket.day == bindparam("day"), Ticket.state != State.WAITING.value)
    # After a training H9001 is nobody's turn any more, and in one H012 is not either.
    .where(Ticket.is_trial == bindparam("is_trial"))
    .order_by(Story.seq.desc())
    .limit(LAST_CALLS)
)


def _last_calls(db: Connection, pulse: Pulse) -> list[Json]:
    """The day's newest calls, each with where its ticket and its counter are now: a screen that has room for one call
    keeps the one that still waits for its person large, and lets the others rest."""
    seen = {"hall": pulse.hall.id, "day": pulse.day, "is_trial": pulse.hall.trial_since is not None}
    stands = {counter.number: counter.state for counter in pulse.counters}
    return [
        {
            "seq": row.seq, "label": row.label, "counter": row.counter, "at": time_text(row.at),
            "lane": row.details["lane"], "times": row.details["times"], "language": row.details["language"],
            "state": row.state, "counter_state": stands.get(row.counter),
        }
        for row in db.execute(_LAST_CALLS, seen)
    ]  # fmt: skip


def _lines(pulse: Pulse) -> list[Json]:
    lines, offered, likely = [], offers(pulse), waits(pulse)
    for service in pulse.services:
        able = pulse.able(service.code)
        people = pulse.people(service.code)
        oldest = min((row.oldest for row in pulse.waiting.get(service.code, {}).values()), default=None)
        wait = likely.of_comer(service.code, Lane.ORDINARY)
        lines.append(
            {
                "service": service.code,
                "name": service.names["name"],
                "kind": service.kind,
                "waiting": people,
                "priority": pulse.people(service.code, Lane.PRIORITY),
                "longest_s": max(0, round((pulse.at - oldest).total_seconds())) if oldest else 0,
                "wait": wait.as_json() if wait else None,
                "counters": [counter.number for counter in able],
                "counters_open": [counter.number for counter in able if counter.state == "open"],
                **offered[service.code],
            }
        )
    return lines


def lines(db: Connection, pulse: Pulse) -> Json:
    """Who waits where, and what each counter does."""
    served = {row.last_counter: row.served for row in db.execute(_DONE, {"hall": pulse.hall.id, "day": pulse.day})}
    since = stands_since(db, pulse)
    first = _for_priority(pulse)
    return {
        **pulse.head,
        "day": pulse.day.isoformat(),
        "trial": pulse.hall.trial_since is not None,
        "lines": [line | {"for_priority": first[line["service"]]} for line in _lines(pulse)],
        "counters": [
            {
                "number": counter.number,
                "name": counter.name,
                "state": counter.state,
                "since": time_text(since[counter.number]),
                "reason": counter.reason,
                "until": time_text(counter.until),
                "label": counter.label,
                "ticket_state": counter.ticket_state,
                "ticket_since": time_text(counter.started_at or counter.called_at),
                "served": served.get(counter.number, 0),
                "help": help_called(counter),
                "taken_on": counter.taken_on,
            }
            for counter in pulse.counters
        ],
    }


_DONE = (
    select(Ticket.last_counter, func.count().label("served"))
    .where(
        Ticket.hall_id == bindparam("hall"), Ticket.day == bindparam("day"), Ticket.state == State.FINISHED.value,
        Ticket.last_counter.is_not(None),
    )
    .group_by(Ticket.last_counter)
)  # fmt: skip
"""Per counter: how many were served there today."""
_WITH_SOMEBODY = (
    # The rows told lately, not the index of counters: SQLite would walk through all that were ever told.
    select((Story.counter + 0).label("number"), func.max(Story.at).label("at"))
    .where(Story.hall_id == bindparam("hall"), Story.seq > bindparam("seq"), Story.kind.in_(sorted(AT_COUNTER)))
    .group_by("number")
)
"""Per counter: when it last had to do with a person, of what the hall told lately."""
_LATELY = 1000


def stands_since(db: Connection, pulse: Pulse) -> dict[int, datetime]:
    """By counter, since when it is as it is."""
    lately = {"hall": pulse.hall.id, "seq": pulse.hall.seq - _LATELY}
    done_at = {row.number: row.at for row in db.execute(_WITH_SOMEBODY, lately)}
    return {counter.number: _since(counter, done_at.get(counter.number)) for counter in pulse.counters}


def _since(counter: Record, done_at: datetime | None) -> datetime:
    """Since when a counter is as it is: one that is open with nobody, since it was done with the last person."""
    if counter.state != "open" or done_at is None:
        return counter.state_since  # type: ignore[no-any-return]
    return max(counter.state_since, done_at)  # type: ignore[no-any-return]


def _for_priority(pulse: Pulse) -> dict[str, Json]:
    """Per service: what a person with grounds to go first can expect, who would be told the wait of all others."""
    ahead_of, likely = ahead_of_priority(pulse), waits(pulse)
    said = {}
    for service in pulse.services:
        wait = likely.of_comer(service.code, Lane.PRIORITY)
        said[service.code] = {"ahead": ahead_of.get(service.code, 0), "wait": wait.as_json() if wait else None}
    return said


def services(pulse: Pulse) -> list[Json]:
    """The answer of `GET /services`."""
    rows = {service.code: service for service in pulse.services}
    return [
        {
            "code": line["service"], "kind": line["kind"], **rows[line["service"]].names,
            "counters": line["counters"], "waiting": line["waiting"], "wait": line["wait"],
            **{name: line[name] for name in OFFERED},
        }
        for line in _lines(pulse)
    ]  # fmt: skip


def devices(db: Connection, pulse: Pulse) -> Json:
    """The machines of the hall: when each was last heard, and how it said it is."""
    rows = db.execute(select(Device.__table__).where(Device.hall_id == pulse.hall.id).order_by(Device.id)).all()
    return {
        **pulse.head,
        "devices": [device(row, pulse.at, pulse.day) for row in rows],
        "uncalled": uncalled(rows, (counter.number for counter in pulse.counters)),
    }


def device(row: Record, at: datetime, day: date) -> Json:
    """One machine; its key is no part of it."""
    return {
        "id": row.id, "name": row.name, "kind": row.kind, "health": row.health,
        "last_seen_at": time_text(row.last_seen_at), "revoked": row.revoked_at is not None,
        "screen": settings(row.screen) if row.kind in SCREENS else None, "trouble": trouble(row, at, day),
    }  # fmt: skip


def trouble(device: Record, at: datetime, day: date) -> Json | None:
    """What is wrong with a machine, and what its sentence says; None when it is well, or no machine of the hall any
    more. Said here once for all: no page judges it anew."""
    seen, health = device.last_seen_at, device.health
    silent_s = None if seen is None else (at - seen).total_seconds()
    wrong = machines.trouble(silent_s, health, silent_after_s=SILENT_S, day=day.isoformat())
    if not wrong or device.revoked_at is not None:
        return None
    return {
        "wrong": wrong, "is_printer": wrong in machines.OF_PRINTER, "name": device.name, "machine": device.kind,
        "last_seen_at": time_text(seen), "slips": machines.slips_left(health), "labels": machines.lost_labels(health),
    }  # fmt: skip


def uncalled(devices: Iterable[Record], counters: Iterable[int]) -> list[int]:
    """Which of these counters no TV calls."""
    hung = [each for each in devices if each.kind == "display" and each.revoked_at is None]
    return machines.uncalled([(each.screen or {}).get("counters", ()) for each in hung], counters)


def calls_after(db: Connection, pulse: Pulse, seq: int) -> list[Json]:
    """Calls with a seq above `seq`, oldest first: `ticket_called` of docs/protocol.md."""
    zones = {counter.number: counter.zone for counter in pulse.counters}
    rows = db.execute(
        select(Story.seq, Story.label, Story.counter, Story.details)
        .where(Story.hall_id == pulse.hall.id, Story.kind == "ticket_called", Story.seq > seq)
        .order_by(Story.seq)
    )
    return [
        {
            "seq": row.seq, "label": row.label, "counter": row.counter, "zone": zones.get(row.counter),
            "times": row.details["times"], "language": row.details["language"],
        }
        for row in rows
    ]  # fmt: skip


def story(db: Connection, hall_id: int, after: int, limit: int) -> list[Json]:
    """Rows of the story with seq > `after`, oldest first."""
    rows = db.execute(
        select(Story.__table__).where(Story.hall_id == hall_id, Story.seq > after).order_by(Story.seq).limit(limit)
    )
    return [story_row(row) for row in rows]


def story_row(row: Record) -> Json:
    """A row as it is told and chained (`domain.story`)."""
    return {
        "seq": row.seq, "at": time_text(row.at), "kind": row.kind, "ticket": row.ticket_id, "label": row.label,
        "counter": row.counter, "by": row.by, "why": row.why, "details": row.details, "hash": row.hash,
    }  # fmt: skip


def seqs(db: Connection) -> dict[int, int]:
    """The newest story row of every hall."""
    return {row.id: row.seq for row in db.execute(select(Hall.id, Hall.seq))}


def gone(
    db: Connection, sessions: dict[int, int | None], devices: set[int], now: datetime
) -> tuple[set[int], set[int]]:
    """Which of these sessions have ended or sit at another counter than said, and which devices' keys were revoked."""
    seats = db.execute(
        select(SignIn.id, Account.counter)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.id.in_(sessions), SignIn.expires_at > now, Account.is_active)
    )
    alive = {row.id for row in seats if row.counter == sessions[row.id]}
    trusted = db.execute(select(Device.id).where(Device.id.in_(devices), Device.revoked_at.is_(None))).scalars()
    return set(sessions) - alive, devices - set(trusted)
