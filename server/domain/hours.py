"""When a hall works: the week's intervals, exceptional days, and until when numbers are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Interval = tuple[int, int]
"""From and until, minutes after midnight of the hall's day; `until` is not part of it."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Hours:
    """A hall's calendar. A hall without one gives numbers at any time."""

    week: tuple[tuple[Interval, ...], ...] = ((),) * 7
    """The intervals of each day of the week, Monday first."""
    days: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)
    """Days that are different from their day of the week: closed (no interval), shorter, or a Saturday worked."""
    reasons: Mapping[date, str] = field(default_factory=dict)
    """Why such a day is different, for the board."""
    has_holidays: bool = True
    """Whether the public holidays are days off, unless `days` says otherwise."""
    cut_off_min: Mapping[str, int] = field(default_factory=dict)
    """Per service: how many minutes before the end of an interval the last number is given; "" is for all others."""
    same_day_until: int | None = None
    """Minutes after midnight; who hands in later gets the result on the next working day."""
