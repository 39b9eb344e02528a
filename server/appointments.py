"""Named reads of appointments: which slots are free, who is expected on a day, whom the board reminds."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from server import days_off
from server.domain import slots
from server.domain.slots import Standing
from server.models import Appointment, Record, Ticket
from server.pulse import Pulse

Json = dict[str, Any]

REMINDED_MIN = 90
"""How far ahead the board names appointments: whoever sits in the hall comes at most so early."""

SHOWN_OF_CODE = 3
"""Whoever reads a whole code on the TV could check in with it: its owner knows it by its end."""

_TAKEN = (
    select(Appointment.slot_at, func.count().label("people"))
    .where(
        Appointment.hall_id == bindparam("hall"),
        Appointment.is_trial == bindparam("is_trial"),
        Appointment.day == bindparam("day"),
        Appointment.service == bindparam("service"),
        Appointment.state != Standing.CANCELLED.value,
    )
    .group_by(Appointment.slot_at)
)
_OF_DAY = (
    select(Appointment.__table__, Ticket.label, Ticket.state.label("ticket_state"))
    .outerjoin(Ticket, Ticket.id == Appointment.ticket_id)
    .where(
        Appointment.hall_id == bindparam("hall"),
        Appointment.day == bindparam("day"),
        Appointment.is_trial == bindparam("is_trial"),
    )
    .order_by(Appointment.slot_at, Appointment.id)
)
_UPCOMING = (
    select(Appointment.slot_at, Appointment.service, Appointment.code)
    .where(
        Appointment.hall_id == bindparam("hall"),
        Appointment.day == bindparam("day"),
        Appointment.is_trial == bindparam("is_trial"),
        Appointment.state == Standing.BOOKED.value,
        Appointment.slot_at.between(bindparam("since"), bindparam("until")),
    )
    .order_by(Appointment.slot_at, Appointment.id)
)


def services(pulse: Pulse) -> list[Json]:
    """The services that keep appointments, in the hall's order, with the names of three languages."""
    kept = {one.service: one for one in pulse.regulations.slots}
    return [
        {
            "code": service.code,
            **service.names,
            "every_min": kept[service.code].every_min,
            "grace_s": pulse.regulations.rule_of(service.code).appt_grace_s,
        }
        for service in pulse.services
        if service.code in kept
    ]


def free_slots(db: Connection, pulse: Pulse, service: str, day: date, *, is_trial: bool | None = None) -> list[Json]:
    """The slots of `service` on `day` that can still be booked, and how many people each still takes; of practice while
    the hall practises, unless `is_trial` says which."""
    kept = slots.slots_of(pulse.regulations, service, day)
    if kept is None:
        return []
    asked = _of_mode(pulse) | {"day": day, "service": service} | ({} if is_trial is None else {"is_trial": is_trial})
    taken = {row.slot_at: row.people for row in db.execute(_TAKEN, asked)}
    calendar = days_off.working(pulse.regulations, pulse.hall.timezone)
    return [
        {"at": at.isoformat(), "left": max(0, kept.people - taken.get(at, 0))}
        for at in slots.times(kept, calendar, day)
        if at >= pulse.at
    ]


def of_day(db: Connection, pulse: Pulse, day: date) -> list[Json]:
    """All appointments of `day`, the cancelled among them, by their slots."""
    rows: Sequence[Record] = db.execute(_OF_DAY, _of_mode(pulse) | {"day": day}).all()
    return [
        appointment_card(pulse, row)
        | {"ticket": row.ticket_id and {"id": row.ticket_id, "label": row.label, "state": row.ticket_state}}
        for row in rows
    ]


def appointment_card(pulse: Pulse, appointment: Record) -> Json:
    """`Appointment` of docs/protocol.md, of one that has no ticket yet."""
    channel, slot_at = appointment.channel, appointment.slot_at
    late_s = slots.grace_s(pulse.regulations, appointment.service, channel)
    return {
        "id": appointment.id,
        "code": appointment.code,
        "service": appointment.service,
        "procedure": appointment.procedure,
        "dossiers": appointment.dossiers,
        "at": slot_at.isoformat(),
        "state": slots.standing(appointment.state, channel, slot_at, pulse.at, late_s).value,
        "made_at": appointment.made_at.isoformat(),
        "by": appointment.by,
        "channel": channel,
        "ticket": None,
    }


def upcoming(db: Connection, pulse: Pulse) -> list[Json]:
    """Whom the board reminds: booked, not yet here, and due soon. The end of a code only."""
    # One that is due and still in its grace may yet come in time.
    graces = [pulse.regulations.rule_of(kept.service).appt_grace_s for kept in pulse.regulations.slots]
    if pulse.regulations.home.services:
        graces.append(pulse.regulations.home.grace_s)
    if not graces:
        return []
    asked = _of_mode(pulse) | {
        "day": pulse.day,
        "since": pulse.at - timedelta(seconds=max(graces)),
        "until": pulse.at + timedelta(minutes=REMINDED_MIN),
    }
    return [
        {"at": row.slot_at.isoformat(), "service": row.service, "code": "•••" + row.code[-SHOWN_OF_CODE:]}
        for row in db.execute(_UPCOMING, asked)
    ]


def _of_mode(pulse: Pulse) -> Json:
    """The hall's own appointments: of work, or of practice while it practises."""
    return {"hall": pulse.hall.id, "is_trial": pulse.hall.trial_since is not None}
