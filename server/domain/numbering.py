"""Numbers on paper: the label of a series, and which day of the hall it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

TRIAL = "*"
"""Begins the series of a hall that practises: no letter of a service is one."""

RESERVE = range(701, 1000)
"""Numbers of each service and day that only kiosks give, while they cannot reach the server. The line's own numbers
leap over them: a seven-hundredth visitor is followed by number 1000."""


def series_of(service: str, *, is_trial: bool) -> str:
    return f"{TRIAL}{service}" if is_trial else service


def reserve_of(service: str) -> str:
    """The series that counts which numbers of the reserve are given out to kiosks."""
    return f"+{service}"


def first_of(series: str) -> int:
    """Practice numbers begin where no real day ever comes to: nobody takes H9001 for somebody's turn."""
    if series.startswith("+"):
        return RESERVE.start
    return 9001 if series.startswith(TRIAL) else 1


def label(series: str, number: int) -> str:
    """`H` and 12 → `H012`. A thousandth visitor gets `H1000`: a longer label, never a used one."""
    return f"{series.lstrip('*+')}{number:03d}"


def local_day(now: datetime, timezone: str) -> date:
    """The calendar day of the hall at `now` (aware). A day of UTC would change numbers at 7:00 in Vietnam."""
    return now.astimezone(ZoneInfo(timezone)).date()
