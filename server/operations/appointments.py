"""Verbs of appointments: a slot is kept, somebody comes for it, gives it back, or does not come."""

import secrets
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from server import days_off
from server.domain import slots
from server.domain.errors import (
    AppointmentCancelled,
    AppointmentNotToday,
    AppointmentUsed,
    NoSuchSlot,
    SlotFull,
    UnknownAppointment,
    UnknownService,
)
from server.domain.numbering import local_day
from server.domain.slots import Standing
from server.domain.ticket import Lane
from server.models import Appointment, Record, Service, Ticket
from server.operations.arrivals import issue_ticket
from server.operations.moment import Moment

_OFFERED = select(Service.id).where(
    Service.hall_id == bindparam("hall"), Service.code == bindparam("code"), Service.is_active
)
_BY_CODE = select(Appointment.__table__).where(
    Appointment.hall_id == bindparam("hall"), Appointment.code == bindparam("code")
)
_KEPT = select(func.count()).where(
    Appointment.hall_id == bindparam("hall"),
    Appointment.day == bindparam("day"),
    Appointment.service == bindparam("service"),
    Appointment.slot_at == bindparam("at"),
    Appointment.state != Standing.CANCELLED.value,
)
_BOOK = insert(Appointment).returning(*Appointment.__table__.columns)
_TURN = (
    update(Appointment)
    .where(Appointment.id == bindparam("appointment"), Appointment.state == bindparam("seen"))
    .values(state=bindparam("to"), ticket_id=bindparam("ticket"))
    .returning(*Appointment.__table__.columns)
)
_LABEL = select(Ticket.label).where(Ticket.id == bindparam("ticket"))
_LEFT = (
    select(Appointment.__table__)
    .where(
        Appointment.hall_id == bindparam("hall"),
        Appointment.day <= bindparam("day"),
        Appointment.state == Standing.BOOKED.value,
    )
    .order_by(Appointment.slot_at, Appointment.id)
)


def book_appointment(
    moment: Moment, *, service: str, at: datetime, procedure: str | None = None, dossiers: int = 1
) -> Record:
    """Keep the slot that begins at `at` for whoever comes with the code: no name and no number is asked.

    Raises UnknownService, NoSuchSlot, or SlotFull when another clerk took the last place first.
    """
    if moment.db.execute(_OFFERED, {"hall": moment.hall.id, "code": service}).one_or_none() is None:
        raise UnknownService(service=service)
    day = local_day(at, moment.hall.timezone)
    kept = slots.slots_of(moment.regulations, service, day)
    calendar = days_off.working(moment.regulations, moment.hall.timezone)
    if kept is None or at < moment.now or at not in slots.times(kept, calendar, day):
        raise NoSuchSlot(service=service, at=at.isoformat())
    # Counted under the hall's lock: the other clerk who saw the same last place waits here, and then counts it.
    place = {"hall": moment.hall.id, "day": day, "service": service, "at": at}
    if moment.db.execute(_KEPT, place).scalar_one() >= kept.people:
        raise SlotFull(service=service, at=at.isoformat())
    booked = moment.db.execute(
        _BOOK,
        {
            "hall_id": moment.hall.id, "code": _free_code(moment), "service": service, "procedure": procedure,
            "dossiers": dossiers, "day": day, "slot_at": at, "state": Standing.BOOKED.value, "made_at": moment.now,
            "by": moment.actor.by,
        },
    ).one()  # fmt: skip
    moment.tell("appointment_booked", **_told(booked))
    return booked


def check_in(moment: Moment, *, code: str, language: str = "vi", channel: str = "kiosk") -> Record:
    """Somebody has come with `code`: a number of the service's own series, in the lane of appointments.

    Early on the day is welcome: the rule calls nobody before their slot is due. Whoever comes later than the grace
    waits from now on, as everyone else. Raises UnknownAppointment, AppointmentNotToday, AppointmentCancelled,
    AppointmentUsed with the number given before, and what refuses a number.
    """
    found = find_appointment(moment, code)
    _must_be_open(moment, found)
    if found.day != moment.day:
        raise AppointmentNotToday(day=found.day.isoformat(), at=found.slot_at.isoformat())
    rule = moment.regulations.rule_of(found.service)
    slot_at = slots.kept_slot(found.slot_at, moment.now, rule.appt_grace_s)
    ticket = issue_ticket(
        moment,
        service=found.service,
        procedure=found.procedure,
        lane=Lane.APPOINTMENT,
        dossiers=found.dossiers,
        language=language,
        channel=channel,
        slot_at=slot_at,
        promised=True,
    )
    _turn(moment, found, Standing.CHECKED_IN, ticket.id)
    moment.tell("appointment_checked_in", ticket=ticket, **_told(found), kept_slot=slot_at is not None)
    return ticket


def cancel_appointment(moment: Moment, *, code: str, reason: str) -> Record:
    """Give the slot back, with a reason.

    Raises UnknownAppointment, AppointmentUsed, AppointmentCancelled, and AppointmentNotToday for one that was missed.
    """
    found = find_appointment(moment, code)
    _must_be_open(moment, found)
    if found.state == Standing.MISSED:
        raise AppointmentNotToday(day=found.day.isoformat(), at=found.slot_at.isoformat())
    cancelled = _turn(moment, found, Standing.CANCELLED, None)
    moment.tell("appointment_cancelled", why=reason, **_told(found))
    return cancelled


def miss_what_is_left(moment: Moment, day: date) -> int:
    """Whoever has not come by the end of `day`, or of a day before that nobody closed; how many. Safe to run twice."""
    left = moment.db.execute(_LEFT, {"hall": moment.hall.id, "day": day}).all()
    for appointment in left:
        _turn(moment, appointment, Standing.MISSED, None)
        moment.tell("appointment_missed", **_told(appointment))
    return len(left)


def find_appointment(moment: Moment, code: str) -> Record:
    """The appointment of `code`, however it was typed. Raises UnknownAppointment."""
    known = {"hall": moment.hall.id, "code": slots.read_code(code)}
    found = moment.db.execute(_BY_CODE, known).one_or_none()
    if found is None:
        raise UnknownAppointment
    return found


def _must_be_open(moment: Moment, appointment: Record) -> None:
    if appointment.state == Standing.CHECKED_IN:
        raise AppointmentUsed(label=moment.db.execute(_LABEL, {"ticket": appointment.ticket_id}).scalar_one())
    if appointment.state == Standing.CANCELLED:
        raise AppointmentCancelled(at=appointment.slot_at.isoformat())


def _free_code(moment: Moment) -> str:
    """Two codes alike come up once in many years; then another is drawn."""
    while True:
        code = slots.new_code(secrets.choice)
        if moment.db.execute(_BY_CODE, {"hall": moment.hall.id, "code": code}).one_or_none() is None:
            return code


def _turn(moment: Moment, appointment: Record, standing: Standing, ticket: int | None) -> Record:
    """Change the state, if it still is the one that was read: of two kiosks with one code, one gives the number."""
    seen = {"appointment": appointment.id, "seen": appointment.state, "to": standing.value, "ticket": ticket}
    turned = moment.db.execute(_TURN, seen).one_or_none()
    if turned is None:
        raise AppointmentUsed(label=None)
    return turned


def _told(appointment: Record) -> dict[str, Any]:
    slot = appointment.slot_at.isoformat()
    return {"code": appointment.code, "service": appointment.service, "slot_at": slot}
