"""What a report answers: the shapes of docs/protocol.md."""

from typing import Any, Literal

from pydantic import BaseModel

from server.api.shapes import Level


class Spread(BaseModel):
    """How a duration was spread over `n` people, in seconds; nulls when over nobody."""

    n: int
    median_s: int | None
    p90_s: int | None
    max_s: int | None
    within_target: float | None


class Figures(BaseModel):
    """What a group of tickets came to."""

    visits: int
    legs: int
    from_home: int
    priority: int
    priority_share: float | None
    dossiers: int
    dossiers_per_ticket: float | None
    waiting: int
    called: int
    serving: int
    parked: int
    absent: int
    finished: int
    cancelled: int
    expired: int
    outcomes: dict[str, int]
    left_late: int
    asked_again: int
    clock_back: int
    told: int
    kept: int
    kept_share: float | None
    transferred: int
    chosen: int
    waited: Spread
    walked: Spread
    served: Spread
    stayed: Spread


class ReportRow(Figures):
    key: str
    name: str


class HeatCell(BaseModel):
    weekday: int
    hour: int
    visits: int
    waited: Spread


class Reason(BaseModel):
    reason: str
    n: int


class MachineRow(BaseModel):
    """How often and how long one part of a kiosk stood still."""

    device: int
    name: str
    part: Literal["kiosk", "printer"]
    n: int
    total_s: int
    longest_s: int


class Machines(BaseModel):
    watched_since: str | None
    unwatched_s: int
    rows: list[MachineRow]


class ReportAnswer(Level):
    since: str
    through: str
    by: Literal["service", "counter", "officer", "agency", "lane", "day", "week", "month", "quarter"]
    trial: bool
    target_s: int
    days: int
    whole: Figures
    heat: list[HeatCell]
    rows: list[ReportRow]
    reasons: list[Reason]
    guides: int
    ratings: list[dict[str, Any]]
    machines: Machines
