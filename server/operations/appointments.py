"""Verbs of appointments: a slot is kept, somebody comes for it, gives it back, or does not come."""

import secrets
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, case, func, insert, select, text, update

from server import days_off
from server.domain import slots
from server.domain.errors import (
    AppointmentCancelled,
    AppointmentNotToday,
    AppointmentUsed,
    IssuingStopped,
    NoSuchSlot,
    SlotFull,
    UnknownAppointment,
)
from server.domain.numbering import local_day
from server.domain.regulations import Regulations
from server.domain.slots import HOME, Standing
from server.domain.ticket import Lane
from server.door import BOOKED, GIVEN_BACK
from server.models import Appointment, Record, Story, Ticket
from server.operations.arrivals import Likely, must_be_service, nobody_says, take_number
from server.operations.moment import Moment
from server.operations.offering import offered

_BY_CODE = select(Appointment.__table__).where(
    Appointment.hall_id == bindparam("hall"), Appointment.code == bindparam("code")
)
_KEPT = select(func.count()).where(
    Appointment.hall_id == bindparam("hall"),
    Appointment.is_trial == bindparam("is_trial"),
    Appointment.day == bindparam("day"),
    Appointment.service == bindparam("service"),
    Appointment.slot_at == bindparam("at"),
    Appointment.state != Standing.CANCELLED.value,
)
_BOOK = insert(Appointment).returning(*Appointment.__table__.columns)
_TURN = (
    update(Appointment)
    .where(
        Appointment.id == bindparam("appointment"),
        Appointment.state == bindparam("seen"),
        Appointment.ticket_id.is_not_distinct_from(bindparam("seen_ticket")),
    )
    .values(state=bindparam("to"), ticket_id=bindparam("ticket"), person=bindparam("whose"))
    .returning(*Appointment.__table__.columns)
)
_GIVEN = select(Ticket.label, Ticket.state).where(Ticket.id == bindparam("ticket"))
_LEFT = (
    select(Appointment.__table__)
    .where(Appointment.hall_id == bindparam("hall"), Appointment.day <= bindparam("day"), Appointment.state == BOOKED)
    .order_by(Appointment.slot_at, Appointment.id)
)
_JOINS = case((Appointment.channel == HOME, Appointment.day == bindparam("day")), else_=False)
"""Whether somebody at home joined the line of that very day: such a time keeps to no slots."""
_TO_COME = (
    select(
        Appointment.service, Appointment.day, Appointment.slot_at, _JOINS.label("joins"), func.count().label("people")
    )
    .where(
        Appointment.hall_id == bindparam("hall"),
        Appointment.day >= bindparam("day"),
        Appointment.state == BOOKED,
        Appointment.is_trial.is_(False),
        Appointment.slot_at >= bindparam("now"),
    )
    .group_by(Appointment.service, Appointment.day, Appointment.slot_at, text("joins"))
    .order_by(Appointment.slot_at, Appointment.service)
)
_CHECKED_IN = select(Story.details).where(
    Story.hall_id == bindparam("hall"), Story.ticket_id == bindparam("ticket"), Story.kind == "appointment_checked_in"
)


def book_appointment(
    moment: Moment, *, service: str, at: datetime, procedure: str | None = None, dossiers: int = 1
) -> Record:
    """Keep the slot that begins at `at` for whoever comes with the code: no name and no number is asked.

    Raises UnknownService, NoSuchSlot, or SlotFull when another clerk took the last place first.
    """
    must_be_service(moment, service)
    is_trial = moment.hall.trial_since is not None
    must_have_a_place(moment, service, at, is_trial=is_trial)
    wish: dict[str, Any] = {"service": service, "procedure": procedure, "dossiers": dossiers, "is_trial": is_trial}
    return keep(moment, slot_at=at, code=free_code(moment), channel="staff", **wish)


def must_have_a_place(moment: Moment, service: str, at: datetime, *, is_trial: bool) -> None:
    """Raises NoSuchSlot when no slot of `service` begins at `at`, SlotFull when it takes nobody any more."""
    day = local_day(at, moment.hall.timezone)
    kept = slots.slots_of(moment.regulations, service, day)
    calendar = days_off.working(moment.regulations, moment.hall.timezone)
    if kept is None or at < moment.now or at not in slots.times(kept, calendar, day):
        raise NoSuchSlot(service=service, at=at.isoformat())
    # Counted under the hall's lock: the other clerk who saw the same last place waits here, and then counts it.
    place = {"hall": moment.hall.id, "day": day, "service": service, "at": at, "is_trial": is_trial}
    if moment.db.execute(_KEPT, place).scalar_one() >= kept.people:
        raise SlotFull(service=service, at=at.isoformat())


def keep(moment: Moment, *, slot_at: datetime, **columns: Any) -> Record:
    """The row of an appointment, and its story."""
    made = {"hall_id": moment.hall.id, "made_at": moment.now, "by": moment.actor.by, "state": Standing.BOOKED.value}
    made |= {"slot_at": slot_at, "day": local_day(slot_at, moment.hall.timezone)}
    booked = moment.db.execute(_BOOK, made | columns).one()
    moment.tell("appointment_booked", **_told(booked))
    return booked


def check_in(
    moment: Moment, *, code: str, language: str = "vi", channel: str = "kiosk", likely: Likely = nobody_says
) -> Record:
    """Somebody has come with `code`: a number of the service's own series, in the lane of appointments.

    Early on the day is welcome, also before the doors open: before their slot is due they are called only when nobody
    else is. Whoever comes later than the grace waits from now on like everyone else, in the ordinary lane, whose long
    waits the rules look after. So does whoever booked from home, always: nobody present is passed over for them. In
    time they have a promise that there is a number; too late they are let in or refused like everyone at the door.
    Whose number was cancelled or void since, a misprint or a wrong press, checks in again.
    Raises UnknownAppointment, AppointmentNotToday, AppointmentCancelled, AppointmentUsed with the number given before,
    and what refuses a number.
    """
    found = find_appointment(moment, code)
    _must_be_open(moment, found)
    if found.day != moment.day:
        raise AppointmentNotToday(day=found.day.isoformat(), at=found.slot_at.isoformat())
    is_home = found.channel == HOME
    grace_s = slots.grace_s(moment.regulations, found.service, found.channel)
    in_time = slots.kept_slot(found.slot_at, moment.now, grace_s)
    slot_at = None if is_home else in_time
    wish: dict[str, Any] = {"service": found.service, "procedure": found.procedure, "dossiers": found.dossiers}
    wish |= {"language": language, "channel": HOME if is_home else channel, "slot_at": slot_at}
    lane, promised = Lane.ORDINARY if slot_at is None else Lane.APPOINTMENT, not is_home or in_time is not None
    try:
        ticket = take_number(moment, lane=lane, promised=promised, likely=likely, **wish)
    except IssuingStopped as stopped:
        # Only a promise that is over ends here: whoever comes with the code hears that it was one.
        raise IssuingStopped(**stopped.details, late=True) from None
    _turn(moment, found, Standing.CHECKED_IN, ticket.id)
    came = _told(found) | {"kept_slot": slot_at is not None, "late": in_time is None}
    moment.tell("appointment_checked_in", ticket=ticket, **came)
    return offered(moment, ticket)


def cancel_appointment(moment: Moment, *, code: str, reason: str) -> Record:
    """Give the slot back, with a reason.

    Raises UnknownAppointment, AppointmentUsed, AppointmentCancelled, and AppointmentNotToday for one that was missed.
    """
    return give_back(moment, find_appointment(moment, code), reason)


def give_back(moment: Moment, appointment: Record, reason: str) -> Record:
    """As `cancel_appointment`."""
    _must_be_open(moment, appointment)
    if appointment.state == Standing.MISSED:
        raise AppointmentNotToday(day=appointment.day.isoformat(), at=appointment.slot_at.isoformat())
    cancelled = _turn(moment, appointment, Standing.CANCELLED, None)
    moment.tell("appointment_cancelled", why=reason, **_told(appointment))
    return cancelled


def miss_what_is_left(moment: Moment, day: date) -> int:
    """Whoever has not come by the end of `day`, or of a day before that nobody closed; how many. Safe to run twice."""
    left = moment.db.execute(_LEFT, {"hall": moment.hall.id, "day": day}).all()
    for appointment in left:
        _turn(moment, appointment, Standing.MISSED, None)
        moment.tell("appointment_missed", **_told(appointment))
    return len(left)


def booked_outside(moment: Moment, regulations: Regulations) -> list[tuple[str, str]]:
    """The slots to come that people have booked and that `regulations` would not keep, or not for so many: for each
    its place (`slots.H.2026-11-25T08:00`, on the hall's clock) and what is wrong, as `domain.unsound` says it."""
    calendar = days_off.working(regulations, moment.hall.timezone)
    to_come = moment.db.execute(_TO_COME, {"hall": moment.hall.id, "day": moment.day, "now": moment.now})
    found = []
    for row in to_come:
        if row.joins and calendar.session(row.slot_at):
            continue
        kept = slots.slots_of(regulations, row.service, row.day)
        if kept is None or row.people > kept.people or row.slot_at not in slots.times(kept, calendar, row.day):
            at = row.slot_at.astimezone(ZoneInfo(moment.hall.timezone))
            found.append((f"slots.{row.service}.{at:%Y-%m-%dT%H:%M}", "below_what_is_booked"))
    return found


def has_come_since(moment: Moment, ticket: Record) -> bool:
    """Whether the appointment for which `ticket` was given has been used again since, or given back."""
    told = {"hall": moment.hall.id, "ticket": ticket.id}
    details = moment.db.execute(_CHECKED_IN, told).scalars().one_or_none()
    if details is None:
        return False
    kept = moment.db.execute(_BY_CODE, {"hall": moment.hall.id, "code": details["code"]}).one()
    return bool(kept.ticket_id != ticket.id)


def find_appointment(moment: Moment, code: str) -> Record:
    """The appointment of `code`, however it was typed; in practice those of practice, else those of work.

    Raises UnknownAppointment.
    """
    known = {"hall": moment.hall.id, "code": slots.read_code(code)}
    found = moment.db.execute(_BY_CODE, known).one_or_none()
    if found is None or found.is_trial != (moment.hall.trial_since is not None):
        raise UnknownAppointment
    return found


def _must_be_open(moment: Moment, appointment: Record) -> None:
    if appointment.state == Standing.CHECKED_IN:
        given = moment.db.execute(_GIVEN, {"ticket": appointment.ticket_id}).one()
        if given.state not in GIVEN_BACK:
            raise AppointmentUsed(label=given.label)
    if appointment.state == Standing.CANCELLED:
        raise AppointmentCancelled(at=appointment.slot_at.isoformat())


def free_code(moment: Moment, length: int = slots.CODE_LENGTH) -> str:
    """Two codes alike come up once in many years; then another is drawn."""
    while True:
        code = slots.new_code(secrets.choice, length)
        if moment.db.execute(_BY_CODE, {"hall": moment.hall.id, "code": code}).one_or_none() is None:
            return code


def _turn(moment: Moment, appointment: Record, standing: Standing, ticket: int | None) -> Record:
    """Change the state, if it still is the one that was read: of two kiosks with one code, one gives the number."""
    seen = {"appointment": appointment.id, "seen": appointment.state, "seen_ticket": appointment.ticket_id}
    # Of who gave a number from home back nothing is known any more: they may take another.
    to = {
        "to": standing.value,
        "ticket": ticket,
        "whose": None if standing == Standing.CANCELLED else appointment.person,
    }
    turned = moment.db.execute(_TURN, seen | to).one_or_none()
    if turned is None:
        raise AppointmentUsed(label=None)
    return turned


def _told(appointment: Record) -> dict[str, Any]:
    told = {column: getattr(appointment, column) for column in ("code", "service", "channel")}
    return told | {"slot_at": appointment.slot_at.isoformat()}
