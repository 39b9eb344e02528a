"""What the province's view answers: the shapes of docs/protocol.md."""

from pydantic import BaseModel, Field

from server.api.report_shapes import Spread
from server.api.words import Day


class ProvinceQuery(BaseModel):
    since: Day | None = Field(default=None, description="the first day; left out: today")
    through: Day | None = Field(default=None, description="the last day of it, at most a quarter; left out: the first")


class HallNow(BaseModel):
    """One hall, or all of them, at this moment."""

    waiting: int
    longest_s: int
    counters: int
    open_counters: int
    machines: int
    red: int


class ProvinceFigures(BaseModel):
    """What the days came to; nothing is said while `missing_days` were never rolled up."""

    visits: int
    legs: int
    absent: int
    absent_share: float | None
    waited: Spread
    missing_days: int
    now: HallNow


class Targets(BaseModel):
    amber_s: int
    red_s: int


class HallRow(ProvinceFigures):
    code: str
    name: str
    trial: bool
    targets: Targets


class ProvinceAnswer(BaseModel):
    at: str
    since: str
    through: str
    target_s: int
    halls: list[HallRow]
    whole: ProvinceFigures
