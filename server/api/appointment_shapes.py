"""What the appointments' part of the API answers."""

from typing import Any, Literal

from pydantic import BaseModel

from server.api.shapes import TicketAnswer


class Slot(BaseModel):
    at: str
    left: int


class SlotsAnswer(BaseModel):
    day: str
    today: str
    services: list[dict[str, Any]]
    slots: list[Slot]


class Appointment(BaseModel):
    id: int
    code: str
    service: str
    procedure: str | None
    dossiers: int
    at: str
    state: Literal["booked", "checked_in", "cancelled", "missed"]
    made_at: str
    by: str
    channel: Literal["staff", "home"]
    ticket: dict[str, Any] | None


class CheckedInAnswer(TicketAnswer):
    late: bool


class AppointmentAnswer(BaseModel):
    appointment: Appointment


class AppointmentsAnswer(BaseModel):
    day: str
    appointments: list[Appointment]
