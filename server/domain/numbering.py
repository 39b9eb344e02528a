"""Numbers on paper: the label of a series, and which day of the hall it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

TRIAL = "*"
"""Begins the series of a hall that practises: no letter of a service is one."""


def series_of(service: str, *, is_trial: bool) -> str:
    return f"{TRIAL}{service}" if is_trial else service


def first_of(series: str) -> int:
    """Practice numbers begin where no real day ever comes to: nobody takes H9001 for somebody's turn."""
    return 9001 if series.startswith(TRIAL) else 1


def label(series: str, number: int) -> str:
    """`H` and 12 → `H012`. A thousandth visitor gets `H1000`: a longer label, never a used one."""
    return f"{series.removeprefix(TRIAL)}{number:03d}"


def local_day(now: datetime, timezone: str) -> date:
    """The calendar day of the hall at `now` (aware). A day of UTC would change numbers at 7:00 in Vietnam."""
    return now.astimezone(ZoneInfo(timezone)).date()
