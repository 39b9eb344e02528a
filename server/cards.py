"""One ticket as staff and kiosk see it: `Ticket` of docs/protocol.md, and why it was called."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from server import days_off
from server.menu import Menu
from server.models import Record, Story
from server.pulse import Pulse, ahead
from server.queries import coming_text, may_be_called, slot_text, time_text
from server.scenes import wait_of

Json = dict[str, Any]


def ticket_card(db: Connection, pulse: Pulse, menu: Menu, ticket: Record, base_url: str) -> Json:
    """`Ticket` of docs/protocol.md."""
    places = ahead(db, pulse, ticket) if may_be_called(pulse, ticket) else None
    wait = wait_of(pulse, ticket) if places is not None else None
    procedure = menu.procedures.get(ticket.procedure) if ticket.procedure else None
    calendar = days_off.calendar(pulse.regulations, pulse.hall.timezone)
    return {
        "id": ticket.id,
        "label": ticket.label,
        "service": ticket.service,
        "service_name": menu.service_names.get(ticket.service, ticket.service),
        "procedure": ticket.procedure,
        "procedure_label": procedure["label"] if procedure else None,
        "lane": ticket.lane,
        "grounds": ticket.grounds,
        "lane_checked_by": ticket.lane_checked_by,
        "state": ticket.state,
        "day": ticket.day.isoformat(),
        **{column: time_text(getattr(ticket, column)) for column in
           ("issued_at", "counts_from", "called_at", "started_at", "ended_at", "remind_at")},
        "slot_at": slot_text(ticket), "coming_at": coming_text(ticket),
        "calls": ticket.calls,
        "counter": ticket.last_counter,
        "reserved_counter": ticket.reserved_counter,
        "outcome": ticket.outcome,
        "missing": ticket.missing,
        "dossiers": ticket.dossiers,
        "path": ticket.path,
        "is_trial": ticket.is_trial,
        "language": ticket.language,
        "channel": ticket.channel,
        "print": ticket.paper,
        "reason": ticket.reason,
        "why": why_called(db, ticket),
        "same_day": calendar.is_same_day(ticket.issued_at) if calendar else None,
        "ahead": places,
        "wait": wait.as_json() if wait else None,
        "token": ticket.token,
        "url": f"{base_url}/t/{ticket.token}",
    }  # fmt: skip


_CALLS = (
    select(Story.details, Story.why)
    .where(Story.hall_id == bindparam("hall"), Story.ticket_id == bindparam("ticket"), Story.kind == "ticket_called")
    .order_by(Story.seq.desc())
)


def why_called(db: Connection, ticket: Record) -> Json | None:
    """Why the ticket was called the last time: by which rule, and before whom; None for one that nobody has called."""
    if not ticket.calls:
        return None
    calls = db.execute(_CALLS, {"hall": ticket.hall_id, "ticket": ticket.id})
    # A repetition says nothing of the rule; the call before it does.
    told = next((row for row in calls if "rule" in row.details), None)
    if told is None:
        return None
    named = ("rule", "because", "rank", "lane", "grounds", "slot_at", "passed_over", "passed", "helped")
    return {name: told.details.get(name) for name in named} | {"reason": told.why}
