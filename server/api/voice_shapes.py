"""What is asked and answered about the hall's voice."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from display.voice import MOST_COUNTERS
from display.words import CLIPS, COUNTER_PART, LABEL_PART, PHRASES
from server.api.words import Language, Line

Speaks = Literal["machine", "recorded"]
MOST_WAV_CHARACTERS = 900_000
"""Base64 of fifteen seconds: whoever sends more has recorded no word."""


def _known(name: str) -> str:
    if name not in CLIPS:
        raise ValueError("no clip of a call")
    return name


def _a_call(order: list[str]) -> list[str]:
    if not {LABEL_PART, COUNTER_PART} <= set(order) or len(set(order)) < len(order):
        raise ValueError("the label and the counter are said once each, and no phrase twice")
    return order


Clip = Annotated[str, Field(max_length=12), AfterValidator(_known)]
Said = Annotated[Line, Field(max_length=80)]
Part = Literal["{label}", "{counter}", "invite", "to"]
assert set(Part.__args__) == {LABEL_PART, COUNTER_PART, *PHRASES} - {"again"}  # type: ignore[attr-defined]


class LanguagePath(BaseModel):
    language: Language


class ClipPath(LanguagePath):
    clip: Clip


class WordsBody(BaseModel):
    clips: Annotated[dict[Clip, Said], Field(max_length=len(CLIPS))]
    """The texts that change."""
    order: Annotated[list[Part], Field(max_length=4), AfterValidator(_a_call)]
    seen: Annotated[str, Field(max_length=40)] = ""
    """The `revision` this was changed from."""


class TextBody(BaseModel):
    text: Said


class TakeBody(BaseModel):
    clip: Clip
    wav: Annotated[str, Field(max_length=MOST_WAV_CHARACTERS)]
    """Base64."""


class SampleBody(BaseModel):
    speaks: Speaks
    label: Annotated[str, Field(pattern=r"^[A-Z]{1,2}[0-9]{3,4}$")]
    counter: Annotated[int, Field(ge=1, le=MOST_COUNTERS)]


class SpeaksBody(BaseModel):
    speaks: Speaks


class ClipAnswer(BaseModel):
    name: str
    said: str
    usual: str
    is_needed: bool
    is_recorded: bool


class TongueAnswer(BaseModel):
    speaks: Speaks
    order: list[str]
    revision: str
    clips: list[ClipAnswer]
    missing: list[str]
    """Needed in this hall, and not recorded."""
    broken: list[str]
    """Needed in this hall, and not in the bank that speaks: such calls are read whole from the usual one."""


class VoiceAnswer(BaseModel):
    rules: dict[str, Any]
    has_engine: bool
    silent_counters: list[int]
    """Numbers of this hall's counters that no bank can say."""
    languages: dict[str, TongueAnswer]


class ChangedAnswer(BaseModel):
    tongue: TongueAnswer


class TakeAnswer(ChangedAnswer):
    length_s: float
    level_db: float


class SoundAnswer(BaseModel):
    wav: str
    """Base64."""
