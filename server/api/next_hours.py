"""The next two hours, service by service."""

from flask import Response
from pydantic import AwareDatetime, BaseModel, Field

from server import auth
from server import next_hours as reads
from server.api.frame import new_noun, read
from server.api.shapes import Level, Wait

api = new_noun("next-hours", about="How long those who come in the next two hours will likely wait.")


class SpellSaid(BaseModel):
    """One half hour."""

    people: float = Field(description="expected to come in it")
    wait: Wait | None = Field(description="from coming to the call; null when nobody can honestly say")


class ServiceAhead(BaseModel):
    service: str
    spells: list[SpellSaid]


class NextHoursAnswer(Level):
    weeks: int = Field(description="from how many days of this weekday it is known who comes; 0: from today alone")
    begins: list[AwareDatetime] = Field(description="when each half hour begins, the first one now")
    services: list[ServiceAhead]


@api.get("/next-hours", responses={200: NextHoursAnswer})
@auth.permits(auth.SUPERVISOR)
def next_hours() -> Response:
    """By service and half hour: who is expected, and how long they will likely wait. At most 45 s old."""
    return read(reads.of_services)
