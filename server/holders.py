"""What the holder of a ticket may know: their own turn, and nothing of anyone else's."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from server.domain.numbering import local_day
from server.domain.ticket import Move, State
from server.models import Record, Reserve, Story, Ticket
from server.notices import hours
from server.pulse import Json, Pulse, ahead, hall_row, places
from server.queries import may_be_called, service_name, slot_text, time_text


def ticket_by_token(db: Connection, token: str, now: datetime) -> Record | None:
    """The leg of the visit that is alive, else the last one; None for an unknown token, and after the ticket's day."""
    ticket = db.execute(
        select(Ticket.__table__)
        .where(Ticket.token == token)
        .order_by(Ticket.ended_at.is_(None).desc(), Ticket.leg.desc())
        .limit(1)
    ).one_or_none()
    if ticket is None or ticket.day != local_day(now, hall_row(db, ticket.hall_id).timezone):
        return None
    return ticket


def newest_token(db: Connection, hall_id: int, now: datetime) -> str | None:
    """The token of the turn given last, of those that are not over: a demo shows with it what a phone shows."""
    token: str | None = db.execute(
        select(Ticket.token)
        .where(
            Ticket.hall_id == hall_id,
            Ticket.day == local_day(now, hall_row(db, hall_id).timezone),
            Ticket.ended_at.is_(None),
        )
        .order_by(Ticket.id.desc())
        .limit(1)
    ).scalar()
    return token


def held_label(db: Connection, token: str, now: datetime) -> str | None:
    """The label a kiosk holds in reserve, or has handed out and could not tell yet; None after its day."""
    held = db.execute(
        select(Reserve.hall_id, Reserve.day, Reserve.label).where(Reserve.token == token, Reserve.ticket_id.is_(None))
    ).one_or_none()
    if held is None or held.day != local_day(now, hall_row(db, held.hall_id).timezone):
        return None
    label: str = held.label
    return label


def ticket_level(db: Connection, pulse: Pulse, ticket: Record) -> Json:
    """All that the holder of a ticket may know: their own turn, and the last label called in their series."""
    places = ahead(db, pulse, ticket) if may_be_called(pulse, ticket) else None
    last = _last_labels(db, pulse).get(ticket.series)
    return _ticket_level(pulse, ticket, places, last, hours(pulse), _came(db, pulse, [ticket]).get(ticket.id))


def ticket_levels(db: Connection, pulse: Pulse, tokens: list[str]) -> list[tuple[str, Json]]:
    """The levels of many tickets at once, each with its token: for the phones that follow them."""
    if not tokens:
        return []
    ahead_of = places(db, pulse)
    last = _last_labels(db, pulse)
    rows = db.execute(
        select(Ticket.__table__).where(Ticket.token.in_(tokens)).order_by(Ticket.ended_at.is_(None), Ticket.leg)
    )
    # Of a visit's legs the one that is alive comes last, as in `ticket_by_token`.
    legs = {row.token: row for row in rows}
    working, came = hours(pulse), _came(db, pulse, legs.values())
    return [
        (token, _ticket_level(pulse, row, ahead_of.get(row.id), last.get(row.series), working, came.get(row.id)))
        for token, row in legs.items()
    ]


_RETURNED = (
    select(Story.ticket_id, Story.kind, Story.details)
    .where(
        Story.hall_id == bindparam("hall"),
        Story.ticket_id.in_(bindparam("tickets", expanding=True)),
        Story.kind.in_(("ticket_restored", "ticket_transferred", "ticket_put_back", "move_undone")),
    )
    .order_by(Story.seq)
)


def _came(db: Connection, pulse: Pulse, tickets: Iterable[Record]) -> dict[int, str]:
    """How those came who do not wait for the first time, by ticket: whoever was called must hear why they wait again.

    `next_step` of their visit, `transferred`, `restored` to their place, or `restored_late` behind the others.
    """
    again = [row for row in tickets if row.state == State.WAITING and (row.leg > 1 or row.last_called_at)]
    if not again:
        return {}
    came = {row.id: "next_step" for row in again if row.leg > 1}
    for row in db.execute(_RETURNED, {"hall": pulse.hall.id, "tickets": [row.id for row in again]}):
        match row.kind:
            case "ticket_restored":
                came[row.ticket_id] = "restored" if row.details.get("kept_place", True) else "restored_late"
            case "ticket_transferred":
                came[row.ticket_id] = "transferred"
            case "ticket_put_back":
                came.pop(row.ticket_id, None)
            case _ if row.details["move"] == Move.TRANSFER:
                came.pop(row.ticket_id, None)
    return came


def _ticket_level(
    pulse: Pulse, ticket: Record, places: int | None, last_label: str | None, working: Json, came: str | None
) -> Json:
    wait = pulse.wait(ticket.service, places) if places is not None else None
    return {
        **pulse.head,
        "label": ticket.label,
        "service": ticket.service,
        "service_name": service_name(pulse, ticket.service, ticket.language),
        "lane": ticket.lane,
        "slot_at": slot_text(ticket),
        "is_trial": ticket.is_trial,
        "state": ticket.state,
        "came": came,
        "reserved_counter": ticket.reserved_counter,
        "ahead": places,
        "wait": wait.as_json() if wait else None,
        "counter": ticket.last_counter,
        "issued_at": time_text(ticket.issued_at),
        "called_at": time_text(ticket.called_at),
        "calls": ticket.calls,
        "language": ticket.language,
        "last_called": last_label,
        "hours": {name: working[name] for name in ("open", "closes_at", "reopens_at", "is_break")},
        "hall": {key: getattr(pulse.hall, key) for key in ("name", "phone", "timezone")},
    }


def _last_labels(db: Connection, pulse: Pulse) -> dict[str, str]:
    """The label called last today, per series."""
    newest = (
        select(Ticket.series, Ticket.label, Ticket.called_at)
        .where(Ticket.hall_id == pulse.hall.id, Ticket.day == pulse.day, Ticket.called_at.is_not(None))
        .order_by(Ticket.called_at)
    )
    return {row.series: row.label for row in db.execute(newest)}
