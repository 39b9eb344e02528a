"""What the API answers about letters and ratings."""

from pydantic import BaseModel

from server.api.shapes import Shape


class SentAnswer(BaseModel):
    code: str


class Followed(BaseModel):
    """A letter as its sender reads it."""

    kind: str
    text: str
    state: str
    answer: str | None
    received_at: str
    answered_at: str | None


class FollowedAnswer(BaseModel):
    letter: Followed


class Letter(Shape):
    """A letter as the complaints office reads it."""

    id: int
    kind: str
    text: str
    label: str | None
    counter: int | None
    service: str | None
    language: str
    state: str
    answer: str | None
    is_trial: bool
    received_at: str
    due_at: str | None
    taken_up_at: str | None
    taken_up_by: str | None
    answered_at: str | None
    by: str | None
    is_overdue: bool


class LetterAnswer(BaseModel):
    letter: Letter


class LetterCounts(BaseModel):
    """Letters: of what was asked for, and in all."""

    found: int
    open: int
    overdue: int
    all: int


class LettersAnswer(BaseModel):
    letters: list[Letter]
    counts: LetterCounts


class Ratings(BaseModel):
    """What people thought of one service at one counter: 4 very satisfied … 1 not satisfied."""

    counter: int | None
    service: str | None
    service_name: str
    n: int
    mean: float


class RatingsAnswer(BaseModel):
    day: str
    groups: list[Ratings]
