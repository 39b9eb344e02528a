"""What a request may say: the types of its fields, with limits that keep the hall safe."""

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, Field, model_validator

from server.domain.alerts import Kind, Tone
from server.domain.numbering import label
from server.domain.ticket import Lane, Outcome

MAX_ID = 2**53
"""The largest whole number that JSON readers agree on."""


def _whole(value: Any) -> Any:
    # JSON's 2.0 is a whole number; true and "2" are not, though Python and lax readers take them for it.
    if isinstance(value, bool | str):
        raise ValueError("a whole number is needed")
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _composed(value: str) -> str:
    return unicodedata.normalize("NFC", value).strip()


def _reasonable(value: datetime) -> datetime:
    if not datetime(2000, 1, 1, tzinfo=UTC) < value < datetime(2200, 1, 1, tzinfo=UTC):
        raise ValueError("a time between 2000 and 2200 is needed")
    return value.astimezone(UTC)


def _as_printed(said: str) -> str:
    letters = "".join(said.split()).upper()
    parts = re.fullmatch(r"([^0-9]+)([0-9]{1,9})", letters)
    return label(parts[1], int(parts[2])) if parts else letters


# No control characters (a NUL ends a text in C and in PostgreSQL), and at least one that is not a space.
_SAYS_SOMETHING = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"

Line = Annotated[str, Field(min_length=1, max_length=200, pattern=_SAYS_SOMETHING), AfterValidator(_composed)]
"""One line of text that people read, in NFC."""

Paper = Annotated[str, Field(min_length=1, max_length=300, pattern=_SAYS_SOMETHING), AfterValidator(_composed)]
"""One paper of a checklist; the longest on the published lists has 209 characters."""

Code = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[0-9A-Za-z._-]+$")]
Person = Annotated[str, Field(min_length=4, max_length=40, pattern=r"^[0-9A-Za-z+][0-9A-Za-z .()-]*$")]
"""A phone or card number. Only a salted hash of it is kept, until the end of the day."""

Label = Annotated[str, Field(min_length=1, max_length=40, pattern=_SAYS_SOMETHING), AfterValidator(_as_printed)]
"""A label as somebody types it, made what stands on paper: "h 12" is H012."""

Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
"""A time of the hall's day, `07:30`."""

Dossiers = Annotated[int, Field(ge=1, le=99), BeforeValidator(_whole)]
CounterNumber = Annotated[int, Field(ge=1, le=999), BeforeValidator(_whole)]
TicketId = Annotated[int, Field(ge=1, le=MAX_ID), BeforeValidator(_whole)]
Language = Literal["vi", "en", "ko"]
Time = Annotated[AwareDatetime, AfterValidator(_reasonable)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]


class TicketPath(BaseModel):
    id: int = Field(ge=1, le=MAX_ID)


class CounterPath(BaseModel):
    number: int = Field(ge=1, le=999)


class DevicePath(BaseModel):
    id: int = Field(ge=1, le=MAX_ID)


class ScreenBody(BaseModel):
    """How one screen of the hall is set."""

    counters: Annotated[list[CounterNumber], Field(max_length=60)] = []
    """Those it shows and calls to; none named means all."""
    volume: Annotated[int, Field(ge=0, le=100)] = 100
    quiet: tuple[Clock, Clock] | None = None
    """From and until when it calls without voice."""
    dark: tuple[Clock, Clock] | None = None
    """From and until when it is dark: in the evening, in a dim hall."""


class AccountPath(BaseModel):
    id: int = Field(ge=1, le=MAX_ID)


class TokenPath(BaseModel):
    token: str = Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")


class FollowBody(BaseModel):
    endpoint: str = Field(min_length=1, max_length=1000, pattern=r"^[\x21-\x7e]+$")
    """Where the push service of the phone's browser takes messages for it."""


class IssueBody(BaseModel):
    service: Code
    procedure: Code | None = None
    lane: Lane = Lane.ORDINARY
    grounds: Code | None = None
    dossiers: Dossiers = 1
    language: Language = "vi"
    channel: Literal["kiosk", "staff"] | None = None
    person: Person | None = None
    override_reason: Line | None = None

    @model_validator(mode="after")
    def _grounds_need_the_lane(self) -> "IssueBody":
        if self.grounds is not None and self.lane is not Lane.PRIORITY:
            raise ValueError("grounds are for the priority lane")
        return self


class PaperBody(BaseModel):
    outcome: Literal["printed", "refused", "unknown"]
    detail: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] | None = None


class ReasonBody(BaseModel):
    reason: Line


class MaybeReasonBody(BaseModel):
    reason: Line | None = None


class ParkBody(BaseModel):
    reason: Line
    remind_s: Annotated[int, Field(ge=30, le=8 * 3600), BeforeValidator(_whole)] | None = None


class LaneBody(BaseModel):
    lane: Lane
    grounds: Code | None = None
    reason: Line | None = None

    @model_validator(mode="after")
    def _grounds_need_the_lane(self) -> "LaneBody":
        if self.grounds is not None and self.lane is not Lane.PRIORITY:
            raise ValueError("grounds are for the priority lane")
        return self


class SitBody(BaseModel):
    move: bool = False
    take_over: bool = False


class RightsBody(BaseModel):
    services: Annotated[list[Code], Field(min_length=1, max_length=40)] | None
    may_choose: bool


class PauseBody(BaseModel):
    reason: Line
    until: Time | None = None


class ServiceBody(BaseModel):
    service: Code


class CallBody(BaseModel):
    ticket: TicketId
    reason: Line


class FinishBody(BaseModel):
    outcome: Outcome
    missing: Annotated[list[Paper], Field(max_length=30)] | None = None
    dossiers: Dossiers | None = None
    next_service: Code | None = None


class ResumeBody(BaseModel):
    counter: CounterNumber | None = None


class TransferBody(BaseModel):
    reason: Line
    service: Code | None = None
    counter: CounterNumber | None = None
    keep_place: bool = True


Instance = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]
"""What one kiosk calls itself: should two hold the same key, their reserves are told apart by it."""

Key = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\x20-\x7e]+$")]


class HoldBody(BaseModel):
    instance: Instance


class HandedBody(BaseModel):
    token: str = Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")
    key: Key
    handed_at: Time
    procedure: Code | None = None
    lane: Literal["ordinary", "priority"] = "ordinary"
    grounds: Code | None = None
    language: Language = "vi"
    print: PaperBody | None = None


class TakeInBody(BaseModel):
    handed: Annotated[list[HandedBody], Field(max_length=30)]
    """With the longest of everything they fit in the largest body the server reads."""
    given_up: Annotated[list[Key], Field(max_length=30)] = []


class JoinBody(BaseModel):
    label: Label
    clock: Annotated[str, Field(pattern=r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    """The time on the paper, as the hall's clocks show it."""
    lane: Literal["ordinary", "priority"] = "ordinary"
    grounds: Code | None = None


class SessionBody(BaseModel):
    user: str = Field(min_length=1, max_length=80, pattern=r"^[^\x00]+$")
    password: str = Field(min_length=1, max_length=200)


class DeviceBody(BaseModel):
    name: Line
    kind: Literal["kiosk", "display", "panel", "rating"]


class ClaimBody(BaseModel):
    code: Annotated[str, Field(min_length=1, max_length=32)]
    kind: Literal["kiosk", "display", "panel", "rating"] | None = None
    """What the machine is, when it knows: a code meant for another one is not used up."""


def _not_guessed_first(pin: str) -> str:
    upwards = "01234567890123456789"
    if len(set(pin)) < 3 or pin in upwards or pin in upwards[::-1]:
        raise ValueError("figures that are not all the same and do not count up or down are needed")
    return pin


class PinBody(BaseModel):
    pin: Annotated[str, Field(pattern=r"^[0-9]{6,12}$"), AfterValidator(_not_guessed_first)] | None


def _plain_json(health: dict[str, Any]) -> dict[str, Any]:
    # 1e400 is infinite once read, and no browser could read it back.
    json.dumps(health, allow_nan=False)
    return health


class HealthBody(BaseModel):
    health: Annotated[dict[str, Any], Field(max_length=40), AfterValidator(_plain_json)]


class AccountBody(BaseModel):
    user: str = Field(min_length=1, max_length=40, pattern=r"^[a-z0-9._-]+$")
    password: str = Field(min_length=8, max_length=200)
    role: Literal["clerk", "supervisor", "complaints", "admin"]
    counter: CounterNumber | None = None


class ImportBody(BaseModel):
    procedures: str = Field(max_length=4_000_000)
    phrases: str = Field(default="", max_length=1_000_000)
    force: bool = False


class ProceduresQuery(BaseModel):
    q: str = Field(default="", max_length=200)
    service: str = Field(default="", max_length=32)
    limit: int = Field(default=500, ge=1, le=1000)


class DayQuery(BaseModel):
    day: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="a day of the hall, today when empty")


class FiguresQuery(DayQuery):
    trial: Literal["", "0", "1"] = Field(default="", description="1: the figures of practice")


class PromisesQuery(BaseModel):
    weeks: int = Field(default=4, ge=1, le=13)


class AlertBody(BaseModel):
    """Which alert somebody has seen, and how it looked to them."""

    kind: Kind
    subject: Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[0-9A-Za-z._-]+$")]
    tone: Tone


class TrialEndBody(BaseModel):
    clear: bool = False


class WhyQuery(BaseModel):
    day: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="a day of the hall, today when empty")
    mine: Label = Field(description="the label of whoever complains")
    other: Label = Field(description="the label that was called before it")


class SlotsQuery(BaseModel):
    service: Code | None = Field(default=None, description="whose slots; none: only which services keep appointments")
    day: Day | None = Field(default=None, description="a day of the hall, today when left out")


class AppointmentsQuery(BaseModel):
    day: Day | None = Field(default=None, description="a day of the hall, today when left out")


class AppointmentPath(BaseModel):
    code: str = Field(min_length=1, max_length=32, pattern=r"^[0-9A-Za-z -]+$", description="however it was typed")


class BookBody(BaseModel):
    service: Code
    at: Time
    procedure: Code | None = None
    dossiers: Dossiers = 1


class HomeBody(BaseModel):
    """What the form of the public page sends."""

    service: Code
    at: Time
    phone: str = Field(default="", max_length=40)
    procedure: Code | None = None
    key: str = ""


class CheckInBody(BaseModel):
    language: Language = "vi"
