"""Appointments: when a service keeps a slot, which code stands for one, and whether whoever comes is in time for it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from server.domain.hours import Calendar, Hours
from server.domain.regulations import Regulations, Slots


class Standing(StrEnum):
    """How things stand with an appointment."""

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"
    MISSED = "missed"


_MORNING_AND_AFTERNOON = ((450, 690), (810, 1020))
OFFICE = Hours(week=(_MORNING_AND_AFTERNOON,) * 5 + ((),) * 2)
"""7:30–11:30 and 13:30–17:00 on working days: when appointments are kept in a hall that has not said when it works."""

LETTERS = "CHKLMNPTV23456789"
"""Capitals and figures nobody confuses on paper. No vowel, no D, and no tone key: a clerk's Vietnamese keyboard
(Telex, VNI) turns none of them into another letter, and no code spells a word."""

CODE_LENGTH = 6

HOME = "home"
"""The channel of an appointment, and of its number, that somebody made at home; the others are made by `staff`."""

HOME_CODE_LENGTH = 10
"""41 random bits: a code from home is also asked for from the internet, a clerk's at the hall's own machines only."""


def new_code(pick: Callable[[str], str], length: int = CODE_LENGTH) -> str:
    """A code of letters that `pick` chooses, one by one."""
    return "".join(pick(LETTERS) for _ in range(length))


def read_code(typed: str) -> str:
    """A code as it is kept, from how people type it: small letters, a space or a hyphen in the middle."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def slots_of(regulations: Regulations, service: str, day: date) -> Slots | None:
    """How `service` keeps appointments on `day`; None when it keeps none."""
    if regulations.services_from.get(service, day) > day:
        return None
    return next((slots for slots in regulations.slots if slots.service == service), None)


def times(slots: Slots, calendar: Calendar, day: date) -> Iterator[datetime]:
    """When the slots of `day` begin. The last one of a session ends with it: nobody is asked to come at closing."""
    length = timedelta(minutes=slots.every_min)
    for session in calendar.sessions(day):
        at = session.start
        while at + length <= session.end:
            yield at
            at += length


def grace_s(regulations: Regulations, service: str, channel: str) -> int:
    """How late whoever holds an appointment of that channel may come."""
    return regulations.home.grace_s if channel == HOME else regulations.rule_of(service).appt_grace_s


def standing(state: str, channel: str, slot_at: datetime, now: datetime, late_s: float) -> Standing:
    """How things stand with an appointment at `now`. One from home that nobody has come for in time is missed before
    its day is closed: it promises nothing any more."""
    is_over = channel == HOME and state == Standing.BOOKED and kept_slot(slot_at, now, late_s) is None
    return Standing.MISSED if is_over else Standing(state)


def kept_slot(slot_at: datetime, came_at: datetime, grace_s: float) -> datetime | None:
    """The slot, for whoever checks in at most the grace late; None for later: the place in the line is then the
    arrival's, as for everyone else."""
    return slot_at if came_at - slot_at <= timedelta(seconds=grace_s) else None
