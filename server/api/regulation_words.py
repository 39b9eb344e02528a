"""What a change of the regulations may say: the shape of every section, with the limits of its numbers."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from server.api.words import Clock, Code, CounterNumber, Line
from server.media import FILE_NAME

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_SAYS_SOMETHING = r"^[^\x00-\x09\x0b-\x1f\x7f]*\S[^\x00-\x09\x0b-\x1f\x7f]*$"
Text = Annotated[str, Field(min_length=1, max_length=400, pattern=_SAYS_SOMETHING)]
"""A text of the hall's own; it may have lines."""
Title = Annotated[str, Field(min_length=1, max_length=160, pattern=_SAYS_SOMETHING)]
Seconds = Annotated[int, Field(ge=0, le=86_400)]
People = Annotated[int, Field(ge=0, le=9_000)]
"""A trial's labels begin at 9001: no series of a day may come near it."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")


class GroupBody(_Section):
    services: Annotated[list[Code], Field(max_length=60)] = []
    kind: Literal["fifo", "priority_floor", "counts_from"] = "priority_floor"
    floor_s: Seconds = 1800
    every: Annotated[int, Field(ge=2, le=100)] = 2
    priority_credit_s: Seconds = 1200
    appointment_credit_s: Seconds = 900
    appt_grace_s: Seconds = 600
    appt_window_s: Seconds = 300


class GroundBody(_Section):
    code: Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[a-z0-9_]+$")]
    name: Line | None = None
    name_en: Line | None = None
    name_ko: Line | None = None
    from_age: Annotated[int, Field(ge=1, le=130)] | None = None


class MovesBody(_Section):
    recalls: Annotated[int, Field(ge=0, le=20)] = 3
    recall_cool_s: Annotated[int, Field(ge=0, le=600)] = 5
    restore_grace_s: Seconds | None = None
    park_remind_s: Seconds = 900


class DayOffBody(_Section):
    day: date
    intervals: Annotated[list[tuple[Clock, Clock]], Field(max_length=8)]
    reason: Line | None = None


class HoursBody(_Section):
    week: dict[Day, Annotated[list[tuple[Clock, Clock]], Field(max_length=8)]] = {}
    days: Annotated[list[DayOffBody], Field(max_length=400)] = []
    holidays: bool = True
    cut_off_min: dict[Code | Literal[""], Annotated[int, Field(ge=0, le=600)]] = {}
    same_day_until: Clock | None = None


class PathBody(_Section):
    name: Line
    services: Annotated[list[Code], Field(min_length=2, max_length=8)]
    procedures: Annotated[list[Code], Field(max_length=1000)] = []


class LimitsBody(_Section):
    one_per_person: bool = True
    kiosk_cool_s: Annotated[int, Field(ge=0, le=600)] = 0
    reserve: Annotated[int, Field(ge=0, le=60)] = 40


class BreakBody(_Section):
    counter: CounterNumber
    start: Clock
    end: Clock
    reason: Line
    days: Annotated[list[Day], Field(min_length=1, max_length=7)] = ["mon", "tue", "wed", "thu", "fri"]


class SlotsBody(_Section):
    service: Code
    every_min: Annotated[int, Field(ge=5, le=240)] = 15
    people: Annotated[int, Field(ge=1, le=100)] = 1


class TitleBody(_Section):
    vi: Title
    en: Title | Literal[""] = ""
    ko: Title | Literal[""] = ""


class SaidBody(_Section):
    vi: Text
    en: Text | Literal[""] = ""
    ko: Text | Literal[""] = ""


class ItemBody(_Section):
    kind: Literal["how", "hours", "procedures", "text", "picture", "video"]
    seconds: Annotated[int, Field(ge=5, le=600)] = 15
    title: TitleBody | None = None
    text: SaidBody | None = None
    file: Annotated[str, Field(max_length=80, pattern=FILE_NAME)] | Literal[""] = ""


class ScreensBody(_Section):
    notices: Annotated[list[TitleBody], Field(max_length=10)] = []
    playlist: Annotated[list[ItemBody], Field(max_length=20)] = []


class HomeBody(_Section):
    is_on: bool = False
    services: Annotated[list[Code], Field(max_length=60)] = []
    days_ahead: Annotated[int, Field(ge=0, le=30)] = 6
    per_day: Annotated[int, Field(ge=1, le=20)] = 2
    grace_s: Annotated[int, Field(ge=0, le=14_400)] = 900
    share: Annotated[int, Field(ge=0, le=80)] = 30
    most: People = 20


class LettersBody(_Section):
    answer_within_days: Annotated[int, Field(ge=1, le=365)] = 10


class TargetsBody(_Section):
    amber_s: Annotated[int, Field(ge=60, le=86_400)] = 600
    red_s: Annotated[int, Field(ge=60, le=86_400)] = 900


class RegulationsBody(_Section):
    """The sections to change; those not named stay as they are."""

    groups: Annotated[list[GroupBody], Field(min_length=1, max_length=60)] | None = None
    help_after_s: Seconds | None = None
    grounds: Annotated[list[GroundBody], Field(max_length=40)] | None = None
    moves: MovesBody | None = None
    hours: HoursBody | None = None
    capacity: dict[Code, People] | None = None
    paths: Annotated[list[PathBody], Field(max_length=200)] | None = None
    limits: LimitsBody | None = None
    breaks: Annotated[list[BreakBody], Field(max_length=400)] | None = None
    slots: Annotated[list[SlotsBody], Field(max_length=60)] | None = None
    services_from: dict[Code, date] | None = None
    screens: ScreensBody | None = None
    home: HomeBody | None = None
    letters: LettersBody | None = None
    targets: TargetsBody | None = None

    @model_validator(mode="after")
    def _only_hours_and_helping_may_be_nothing(self) -> "RegulationsBody":
        # null means something for these two: no calendar, never help. Elsewhere it would be a slip of the pen.
        for name in self.model_fields_set - {"hours", "help_after_s"}:
            if getattr(self, name) is None:
                raise ValueError(f"{name} needs a value")
        return self

    def sections(self) -> dict[str, object]:
        """The sections that were sent, as JSON keeps them."""
        return self.model_dump(mode="json", include=self.model_fields_set - {"seen"}, exclude_none=False)


class RegulationsChangeBody(RegulationsBody):
    """Sections to put in force, if they still are what the sender read."""

    seen: Annotated[dict[Code, Code], Field(max_length=20)] = {}
    """The revisions that were read, by section; a section without one is changed whatever it was."""
