"""Appointments: slots to book, codes to check in with."""

from typing import Any

from flask import Response

from server import appointments, auth
from server.api import appointment_shapes as shapes
from server.api.frame import Json, do, likely, new_noun, read, ticket_body
from server.api.words import AppointmentPath, AppointmentsQuery, BookBody, CheckInBody, ReasonBody, SlotsQuery
from server.domain.errors import UnknownProcedure
from server.here import here
from server.models import Record
from server.operations import appointments as verbs
from server.operations.moment import Moment
from server.pulse import Pulse

api = new_noun("appointments", about="Slots of a service, kept for whoever comes with the code.")

AT_DESK = (auth.CLERK, auth.SUPERVISOR, auth.ADMIN)


@api.get("/slots", responses={200: shapes.SlotsAnswer})
@auth.permits(*AT_DESK)
def slots(query: SlotsQuery) -> Response:
    """The slots of a service that can still be booked on a day, and which services keep appointments at all."""

    def make(db: Any, pulse: Pulse) -> Json:
        day = query.day or pulse.day
        free = appointments.free_slots(db, pulse, query.service, day) if query.service else []
        days = {"day": day.isoformat(), "today": pulse.day.isoformat()}
        return {**days, "services": appointments.services(pulse), "slots": free}

    return read(make)


@api.get("/appointments", responses={200: shapes.AppointmentsAnswer})
@auth.permits(*AT_DESK)
def of_day(query: AppointmentsQuery) -> Response:
    """All appointments of a day."""

    def make(db: Any, pulse: Pulse) -> Json:
        day = query.day or pulse.day
        return {"day": day.isoformat(), "appointments": appointments.of_day(db, pulse, day)}

    return read(make)


@api.post("/appointments", responses={201: shapes.AppointmentAnswer})
@auth.permits(*AT_DESK)
def book(body: BookBody) -> Response:
    """Keep a slot; the code is all that whoever comes needs."""
    return do(
        _book_offered,
        _appointment_body,
        status=201,
        service=body.service,
        at=body.at,
        procedure=body.procedure,
        dossiers=body.dossiers,
    )


def _book_offered(moment: Moment, *, service: str, procedure: str | None, **wish: Any) -> Record:
    if not here().menus.of(moment.db, moment.hall).offers(procedure, service):
        raise UnknownProcedure(procedure=procedure, service=service)
    return verbs.book_appointment(moment, service=service, procedure=procedure, **wish)


@api.post("/appointments/<code>/cancel", responses={200: shapes.AppointmentAnswer})
@auth.permits(*AT_DESK)
def cancel(path: AppointmentPath, body: ReasonBody) -> Response:
    """Give the slot back."""
    return do(verbs.cancel_appointment, _appointment_body, code=path.code, reason=body.reason)


@api.post("/appointments/<code>/check-in", responses={201: shapes.CheckedInAnswer})
@auth.permits(auth.KIOSK, *AT_DESK)
def check_in(path: AppointmentPath, body: CheckInBody) -> Response:
    """Whoever has the code is here: their number."""
    channel = "kiosk" if auth.required().role == auth.KIOSK else "staff"
    return do(_check_in, _checked_in, status=201, code=path.code, language=body.language, channel=channel)


def _check_in(moment: Moment, **said: Any) -> Record:
    return verbs.check_in(moment, likely=likely(moment), **said)


def _checked_in(moment: Moment, ticket: Record) -> Json:
    came = next(row for row in moment.told if row["kind"] == "appointment_checked_in")
    return {**ticket_body(moment, ticket), "late": came["details"]["late"]}


def _appointment_body(moment: Moment, appointment: Record) -> Json:
    # What can be booked or cancelled has no ticket yet.
    return {"appointment": appointments.appointment_card(Pulse(moment.db, moment.hall, moment.now), appointment)}
