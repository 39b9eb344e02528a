"""What a request of ratings and letters may say."""

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from server.api.words import MAX_ID, CounterNumber, Label, Language
from server.domain.letter import Kind
from server.domain.rating import BEST, WORST, Aspect


def _composed(said: Any) -> Any:
    return unicodedata.normalize("NFC", said.replace("\r\n", "\n")).strip() if isinstance(said, str) else said


_NO_CONTROLS = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"

Paragraphs = Annotated[str, BeforeValidator(_composed), Field(min_length=10, max_length=2000, pattern=_NO_CONTROLS)]
"""What somebody writes in their own words, in NFC, with its line ends."""


class RatingBody(BaseModel):
    score: Annotated[int, Field(ge=WORST, le=BEST, strict=True)]
    """4 very satisfied, 3 satisfied, 2 neither, 1 not satisfied."""
    aspects: Annotated[list[Aspect], Field(max_length=len(Aspect))] = []
    """What it was about."""


class CounterRatingBody(RatingBody):
    finish: Annotated[int, Field(ge=1, le=MAX_ID, strict=True)]
    """The finish it is about, as the level `finishes` named it."""


class LetterBody(BaseModel):
    kind: Kind
    text: Paragraphs
    language: Language = "vi"
    label: Label | None = None
    """A number its sender wants known; nobody proves that it was theirs."""
    counter: CounterNumber | None = None


class TicketLetterBody(BaseModel):
    kind: Kind
    text: Paragraphs
    language: Language = "vi"
    with_number: bool = False
    """Whether the office shall know number, counter and service of the ticket."""


class CodeBody(BaseModel):
    code: Annotated[str, Field(min_length=1, max_length=60)]


class LetterPath(BaseModel):
    id: int = Field(ge=1, le=MAX_ID)


class LettersQuery(BaseModel):
    state: Literal["", "open", "received", "taken_up", "answered"] = Field(
        default="", description="`open`: not answered yet"
    )
    kind: Literal["", "complaint", "praise"] = ""
    overdue: Literal["1", ""] = Field(default="", description="only open ones whose next step is overdue")
    offset: int = Field(default=0, ge=0, le=MAX_ID)
    limit: int = Field(default=1000, ge=1, le=1000)


class AnswerBody(BaseModel):
    answer: Paragraphs
