"""Numbers on paper: the label of a series, and which day of the hall it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def label(series: str, number: int) -> str:
    """`H` and 12 → `H012`. A thousandth visitor gets `H1000`: a longer label, never a used one."""
    return f"{series}{number:03d}"


def local_day(now: datetime, timezone: str) -> date:
    """The calendar day of the hall at `now` (aware). A day of UTC would change numbers at 7:00 in Vietnam."""
    return now.astimezone(ZoneInfo(timezone)).date()
