"""The day of the counters as lines."""

from typing import Literal

from flask import Response
from pydantic import AwareDatetime, BaseModel, Field

from server import auth
from server import timelines as reads
from server.api.frame import new_noun, read
from server.api.shapes import Level

api = new_noun("timelines", about="When each counter was open today, rested, and served somebody.")


class SpanSaid(BaseModel):
    state: Literal["open", "paused", "serving"] = Field(description="serving lies within the others")
    since: AwareDatetime
    until: AwareDatetime = Field(description="now, for what goes on yet")


class CounterDay(BaseModel):
    number: int
    spans: list[SpanSaid]


class TimelinesAnswer(Level):
    begins_at: AwareDatetime = Field(description="when the hall's day of work begins, or the first counter opened")
    ends_at: AwareDatetime = Field(description="when the day of work ends, or now")
    counters: list[CounterDay]


@api.get("/timelines", responses={200: TimelinesAnswer})
@auth.permits(auth.SUPERVISOR)
def timelines() -> Response:
    """By counter: when it was open today, rested, and served somebody."""
    return read(reads.of_counters)
