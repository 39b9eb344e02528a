"""Appointments: when a service keeps a slot, which code stands for one, and whether whoever comes is in time for it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from server.domain.hours import Hours, Interval
from server.domain.regulations import Regulations, Slots


class Standing(StrEnum):
    """How things stand with an appointment."""

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"
    MISSED = "missed"


OFFICE_HOURS: tuple[Interval, ...] = ((450, 690), (810, 1020))
"""7:30–11:30 and 13:30–17:00 on working days: for a hall that has not said when it works."""

LETTERS = "CHKLMNPTV23456789"
"""Capitals and figures nobody confuses on paper. No vowel, no D, and no tone key: a clerk's Vietnamese keyboard
(Telex, VNI) turns none of them into another letter, and no code spells a word."""

CODE_LENGTH = 6


def new_code(pick: Callable[[str], str]) -> str:
    """A code of letters that `pick` chooses, one by one."""
    return "".join(pick(LETTERS) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """A code as it is kept, from how people type it: small letters, a space or a hyphen in the middle."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def intervals(hours: Hours | None, day: date) -> Sequence[Interval]:
    """When appointments are kept on `day`."""
    if hours is None:
        return OFFICE_HOURS if day.weekday() < 5 else ()
    return hours.days.get(day, hours.week[day.weekday()])


def slots_of(regulations: Regulations, service: str, day: date) -> Slots | None:
    """How `service` keeps appointments on `day`; None when it keeps none."""
    if regulations.services_from.get(service, day) > day:
        return None
    return next((slots for slots in regulations.slots if slots.service == service), None)


def times(slots: Slots, working: Sequence[Interval], day: date, timezone: str) -> Iterator[datetime]:
    """When the slots of `day` begin. The last one of an interval ends with it: nobody is asked to come at closing."""
    midnight = datetime.combine(day, time(), ZoneInfo(timezone))
    for start, end in working:
        for minute in range(start, end - slots.every_min + 1, slots.every_min):
            yield midnight + timedelta(minutes=minute)


def kept_slot(slot_at: datetime, came_at: datetime, grace_s: int) -> datetime | None:
    """The slot, for whoever checks in at most the grace late; None for later: the place in the line is then the
    arrival's, as for everyone else."""
    return slot_at if came_at - slot_at <= timedelta(seconds=grace_s) else None
