"""What may be asked of the story, and what is answered."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from server.api.words import MAX_ID, Label

Instant = Annotated[str, Field(pattern=r"^(\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?)?$")]
"""A day of the hall, or a minute of it: `2026-11-23`, `2026-11-23T08:15`; empty for none."""


class StoryQuery(BaseModel):
    after: int = Field(default=0, ge=0, le=MAX_ID, description="only rows after this one")
    before: int | None = Field(
        default=None,
        ge=1,
        le=MAX_ID,
        description="only rows before this one: of those the newest, not the oldest",
    )
    limit: int = Field(default=200, ge=1, le=1000)
    label: Label | None = None
    counter: int | None = Field(default=None, ge=1, le=999)
    kind: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")] | None = None
    by: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")] | None = Field(
        default=None, description="who acted, as the rows name them"
    )
    since: Instant = ""
    until: Instant = Field(default="", description="that day or minute is the last")
    reasoned: Literal["1", ""] = Field(
        default="", description="only rows with a reason, and calls that passed somebody over"
    )


class StoryRow(BaseModel):
    seq: int
    at: str
    kind: str
    ticket: int | None
    label: str | None
    counter: int | None
    by: str
    why: str | None
    details: dict[str, Any]
    hash: str


class StoryHead(BaseModel):
    seq: int
    hash: str


class StoryAnswer(BaseModel):
    story: list[StoryRow]
    more: bool
    head: StoryHead


class ChoicesAnswer(BaseModel):
    counters: list[int]
    kinds: list[str]
    by: list[str]
