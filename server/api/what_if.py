"""What if: one thing changed at one counter, before anybody does it."""

from typing import Any, Literal

from flask import Response
from pydantic import AwareDatetime, BaseModel, Field

from server import auth, what_ifs
from server.api.frame import Json, new_noun, read
from server.api.shapes import Level
from server.api.words import Clock, Code
from server.domain.errors import InvalidRequest, NothingToChange, UnknownCounter, UnknownService
from server.domain.what_if import Change
from server.in_line import own_services
from server.models import Record
from server.pulse import Pulse

api = new_noun("what-if", about="What becomes of the next two hours when one thing is changed.")


class WhatIfQuery(BaseModel):
    counter: int = Field(ge=1, le=999)
    do: Literal["open", "close", "add", "break"]
    service: Code | None = Field(default=None, description="what the counter takes up besides its own, for `add`")
    break_at: Clock | None = Field(default=None, description="when the planned break begins, for `break`")
    break_to: Clock | None = Field(default=None, description="when it is to begin instead")


class OutlookFacts(BaseModel):
    """What becomes of those who wait and those who come, of one future on average; seconds since they took their place.
    A null time with `people`: so many are called by nobody."""

    people: int
    median_s: int | None
    p90_s: int | None
    within_target: float | None


class WhatIfService(BaseModel):
    service: str
    name: str
    without: OutlookFacts
    changed: OutlookFacts


class WhatIfAnswer(Level):
    ahead_s: int
    target_s: int
    weeks: int
    without: OutlookFacts
    changed: OutlookFacts
    is_sure: bool
    services: list[WhatIfService]
    resting: bool = Field(description="whether it is outside the hall's hours")
    reopens_at: AwareDatetime | None = Field(description="when its next session begins, while it rests")


@api.get("/what-if", responses={200: WhatIfAnswer})
@auth.permits(auth.SUPERVISOR)
def what_if(query: WhatIfQuery) -> Response:
    """The next two hours with and without: nothing is done to the hall."""

    def make(db: Any, pulse: Pulse) -> Json:
        return what_ifs.what_if(db, pulse, _change(pulse, query))

    return read(make)


def _change(pulse: Pulse, query: WhatIfQuery) -> Change:
    counter = next((each for each in pulse.counters if each.number == query.counter), None)
    if counter is None:
        raise UnknownCounter(counter=query.counter)
    if query.do == "add":
        if query.service not in {service.code for service in pulse.services}:
            raise UnknownService(service=query.service)
        change = Change(query.counter, adds=query.service)
    elif query.do == "break":
        if query.break_at is None or query.break_to is None:
            raise InvalidRequest(field="break_at" if query.break_at is None else "break_to")
        moved = what_ifs.instant(pulse, query.break_at), what_ifs.instant(pulse, query.break_to)
        change = Change(query.counter, moves_break=moved)
    else:
        change = Change(query.counter, opens=query.do == "open", closes=query.do == "close")
    if _is_so(counter, query):
        raise NothingToChange(counter=query.counter, do=query.do)
    return change


def _is_so(counter: Record, query: WhatIfQuery) -> bool:
    if query.do == "add":
        return query.service in own_services(counter)
    if query.do == "break":
        return query.break_at == query.break_to
    return bool(counter.state == {"open": "open", "close": "closed"}[query.do])
