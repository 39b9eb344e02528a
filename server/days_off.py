"""Việt Nam's public holidays, with their substitute days, and the calendar of a hall among them."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from server.domain.hours import Calendar
from server.domain.regulations import Regulations
from server.domain.slots import OFFICE

if TYPE_CHECKING:
    from holidays.countries.vietnam import Vietnam


def holiday(day: date) -> str | None:
    """The name, in Vietnamese, of the public holiday on `day`; None on any other day.

    Tết goes by the moon, and a holiday on a day of rest moves to the next working day (Bộ luật Lao động 2019, Điều
    111 and 112). A Saturday that is worked in exchange for a bridging day is for the hall to say: a day of its own.
    """
    return _vietnam().get(day)


def calendar(regulations: Regulations, timezone: str) -> Calendar | None:
    """When the hall works; None for a hall that has not said: it gives numbers at any time."""
    return None if regulations.hours is None else Calendar(regulations.hours, timezone, holiday)


def working(regulations: Regulations, timezone: str) -> Calendar:
    """As `calendar`, with office hours for a hall that has not said: an appointment needs a time of day."""
    return calendar(regulations, timezone) or Calendar(OFFICE, timezone, holiday)


@cache
def _vietnam() -> "Vietnam":
    # Imported at the first question: 0.1 s and 19 MB that a hall without hours need not spend.
    from holidays.countries.vietnam import Vietnam

    return Vietnam(language="vi")  # type: ignore[no-untyped-call]
