"""Staffing: how many counters a day like this one needs."""

from flask import Response
from pydantic import AwareDatetime, BaseModel, Field

from server import auth, staffings
from server.api.frame import new_noun, read
from server.api.shapes import Level
from server.api.words import Day

api = new_noun("staffing", about="How many counters a day needs for people to be called in time.")


class StaffingQuery(BaseModel):
    day: Day | None = Field(default=None, description="today when left out")


class ShortSkill(BaseModel):
    service: str
    name: str
    counters: int = Field(description="how many more that do it than the hall has")


class StaffingSlot(BaseModel):
    at: AwareDatetime
    people: float
    counters: list[int] = Field(description="which of the hall's are to be open")
    short: list[ShortSkill]
    within_target: float | None


class StaffingAnswer(Level):
    day: str
    day_off: str | None = Field(description="why the hall rests that day, if anybody has said; null when it works")
    weeks: int = Field(description="from how many such weekdays it is known who comes; 0: nobody knows yet")
    target_s: int
    share: float
    counters: int
    slots: list[StaffingSlot]


@api.get("/staffing", responses={200: StaffingAnswer})
@auth.permits(auth.SUPERVISOR)
def staffing(query: StaffingQuery) -> Response:
    """By half hour: the counters that call nine of ten people within the target, played by the hall's own rule."""
    return read(lambda db, pulse: staffings.staffing(db, pulse, query.day or pulse.day))
