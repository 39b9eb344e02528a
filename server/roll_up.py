"""Closed days rolled up: the legs of each as compact arrays, so that a year is read in a moment. What is missing is
made from the tickets and their story; `domain.legs` says what a leg is, either way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from server.domain.figure_errors import FiguresInTheMaking
from server.domain.figures import TARGET_S
from server.domain.honesty import Promise
from server.domain.legs import COUNTED, Leg, legs
from server.domain.ticket import State
from server.figure_models import DayLegs, DayWaits
from server.models import Record, Story, Ticket

Array = np.ndarray[Any, Any]
Columns = Mapping[str, Array]

LEG = np.dtype(
    [
        # Microseconds, -1: has none.
        ("waited", "<i8"), ("walked", "<i8"), ("served", "<i8"), ("stayed", "<i8"),
        # From coming to the first call.
        ("called_after", "<i8"),
        # Places of words.
        ("service", "<u2"), ("officer", "<u2"), ("lane", "<u2"), ("state", "<u2"), ("outcome", "<u2"),
        ("counter", "<i2"), ("dossiers", "<u2"), ("hour", "u1"),
        ("is_first", "?"), ("is_from_home", "?"), ("is_left_late", "?"), ("is_asked_again", "?"),
        ("is_clock_back", "?"),
        # What was told on coming: how it came true, and its middle in seconds.
        ("verdict", "i1"), ("told_s", "<i4"),
    ]
)  # fmt: skip
DEED = np.dtype([(name, "<u2") for name in ("kind", "service", "officer", "lane", "why")]
                + [("counter", "<i2"), ("hour", "u1")])  # fmt: skip
WAIT = np.dtype("<u4")
"""A wait in whole seconds."""
US = 1_000_000
"""Microseconds of a second."""
NOWHERE = -1
"""The counter of a leg that came to none."""
UNTOLD = -1
"""The verdict of a leg that nobody can judge."""

_WORDS = ("service", "officer", "lane", "state", "outcome", "kind", "why")

MOST_AT_ONCE = 31
"""So many days are rolled up while somebody waits for them."""

_OF_DAY = (Ticket.hall_id == bindparam("hall"), Ticket.day == bindparam("day"), Ticket.state != State.VOIDED.value)
_TICKETS = select(
    Ticket.id, Ticket.series, Ticket.number, Ticket.leg, Ticket.service, Ticket.lane, Ticket.channel, Ticket.dossiers,
    Ticket.state, Ticket.last_counter, Ticket.outcome, Ticket.is_trial, Ticket.issued_at, Ticket.waits_since,
    Ticket.called_at, Ticket.first_called_at, Ticket.started_at, Ticket.parked_at, Ticket.ended_at, Ticket.delayed_at,
    Ticket.said_p10, Ticket.said_p50, Ticket.said_p90,
).where(*_OF_DAY)  # fmt: skip
_STORY = (
    select(Story.seq, Story.at, Story.kind, Story.ticket_id, Story.counter, Story.by, Story.why, Story.details)
    # Ticket by ticket: joined to them, by kinds or in its own order SQLite would walk through all that was ever told.
    .where(Story.hall_id == bindparam("hall"), Story.ticket_id.in_(select(Ticket.id).where(*_OF_DAY)))
    .order_by(Story.seq + 0)
)
_FIRST = select(func.min(Ticket.day)).where(Ticket.hall_id == bindparam("hall"), Ticket.day >= bindparam("since"))
_THESE = (DayLegs.hall_id == bindparam("hall"), DayLegs.day.between(bindparam("since"), bindparam("until")))
_MADE = select(DayWaits.day).where(
    DayWaits.hall_id == bindparam("hall"),
    DayWaits.day.between(bindparam("since"), bindparam("until")),
    DayWaits.is_trial.is_(False),
)
_KEPT = select(DayLegs.day, DayLegs.words, DayLegs.legs, DayLegs.deeds).where(
    *_THESE, DayLegs.is_trial == bindparam("is_trial")
)
_FORGET = delete(DayLegs).where(DayLegs.hall_id == bindparam("hall"), DayLegs.day == bindparam("day"))


@dataclass(frozen=True)
class Days:
    """The legs and deeds of a period by their columns, one day after another in no order."""

    words: list[str]
    legs: Columns
    deeds: Columns
    """Both with the column `day`, a number (`date.toordinal`)."""


def read_days(db: Connection, hall: Record, since: date, through: date, *, is_trial: bool) -> Days:
    """All legs of these days: closed days as they are kept, others from their tickets. Raises FiguresInTheMaking."""
    parts = _kept(db, hall, since, through, is_trial=is_trial)
    for day in _missing(db, hall, since, through, parts):
        made = packed(made_of(db, hall, day)[is_trial])
        parts.append(_Part(day, made["words"], made["legs"], made["deeds"]))
    return _together(parts)


def read_closed_days(db: Connection, hall: Record, since: date, through: date) -> tuple[Days, list[date]]:
    """All legs in earnest of the days that are rolled up, and the days with tickets that are not. Raises
    FiguresInTheMaking."""
    parts = _kept(db, hall, since, through, is_trial=False)
    return _together(parts), _missing(db, hall, since, through, parts)


class _Part(NamedTuple):
    """A day as it is kept."""

    day: date
    words: list[str]
    legs: bytes
    deeds: bytes


def _kept(db: Connection, hall: Record, since: date, through: date, *, is_trial: bool) -> list[_Part]:
    over = min(through, hall.closed_through) if hall.closed_through else None
    asked: dict[str, Any] = {"hall": hall.id, "since": since, "until": over or date.min, "is_trial": is_trial}
    return [_Part(*row) for row in db.execute(_KEPT, asked)]


def _missing(db: Connection, hall: Record, since: date, through: date, kept: Iterable[_Part]) -> list[date]:
    have = {part.day for part in kept}
    missing = [day for day in days_with_tickets(db, hall.id, since, through) if day not in have]
    if len(missing) > MOST_AT_ONCE:
        raise FiguresInTheMaking(days=len(missing))
    return missing


def to_make(db: Connection, hall: Record) -> list[date]:
    """Closed days that nobody has rolled up."""
    if hall.closed_through is None:
        return []
    made = set(db.execute(_MADE, {"hall": hall.id, "since": date.min, "until": hall.closed_through}).scalars())
    return [day for day in days_with_tickets(db, hall.id, date.min, hall.closed_through) if day not in made]


def make(db: Connection, hall: Record, day: date) -> None:
    """Roll `day` up. The hall is locked: nobody changes its tickets meanwhile."""
    db.execute(_FORGET, {"hall": hall.id, "day": day})
    made = [
        ({"hall_id": hall.id, "day": day, "is_trial": is_trial}, of) for is_trial, of in made_of(db, hall, day).items()
    ]
    db.execute(insert(DayLegs), [which | packed(of) for which, of in made])
    db.execute(insert(DayWaits), [which | summed(of) for which, of in made])


def days_with_tickets(db: Connection, hall: int, since: date, through: date) -> list[date]:
    """Each found by one step in the index: never by reading the tickets of a year."""
    first = _FIRST.with_only_columns(func.min(Ticket.day).label("day")).cte("days", recursive=True)
    following = select(func.min(Ticket.day)).where(Ticket.hall_id == bindparam("hall"), Ticket.day > first.c.day)
    days = first.union_all(select(following.scalar_subquery()).where(first.c.day < bindparam("until")))
    found = db.execute(select(days.c.day), {"hall": hall, "since": since, "until": through}).scalars()
    return [day for day in found if day is not None and day <= through]


def made_of(db: Connection, hall: Record, day: date) -> dict[bool, list[Leg]]:
    """The legs of `day`, in earnest and of practice."""
    asked = {"hall": hall.id, "day": day}
    tickets = db.execute(_TICKETS, asked).all()
    story = [row for row in db.execute(_STORY, asked) if row.kind in COUNTED]
    zone = ZoneInfo(hall.timezone)
    return {
        is_trial: legs([ticket for ticket in tickets if ticket.is_trial == is_trial], story, zone)
        for is_trial in (False, True)
    }


def packed(day: Iterable[Leg]) -> dict[str, Any]:
    """The columns `words`, `legs` and `deeds` of one day."""
    places: dict[str, int] = {"": 0}

    def place(word: str | None) -> int:
        return places.setdefault(word or "", len(places))

    rows, deeds = [], []
    for leg in day:
        rows.append(
            (
                *map(_some, (leg.waited, leg.walked, leg.served, leg.stayed)), _called_after(leg.promise),
                *map(place, (leg.service, leg.officer, leg.lane, leg.state, leg.outcome)),
                _some(leg.counter), leg.dossiers, leg.hour,
                leg.is_first, leg.is_from_home, leg.is_left_late, leg.is_asked_again, leg.is_clock_back,
                *_judged(leg.promise),
            )
        )  # fmt: skip
        deeds += [
            (*map(place, (deed.kind, leg.service, deed.by, leg.lane, deed.why)), _some(deed.counter), leg.hour)
            for deed in leg.deeds
        ]
    return {"words": list(places), "legs": _bytes(rows, LEG), "deeds": _bytes(deeds, DEED)}


def summed(day: Sequence[Leg]) -> dict[str, Any]:
    """The columns of one day in `day_waits`."""
    waited = np.array([leg.waited for leg in day if leg.waited is not None], np.int64)
    return {
        "visits": sum(leg.is_first for leg in day),
        "legs": len(day),
        "absent": sum(leg.state == State.ABSENT for leg in day),
        "within": within_target(waited),
        "waits": seconds(waited).tobytes(),
    }


def seconds(spans: Array) -> Array:
    """Microseconds in whole seconds, each as `domain.figures` rounds it; below nothing is none."""
    return np.rint(np.maximum(spans, 0) / US).astype(WAIT)


def within_target(spans: Array) -> int:
    """How many of these microseconds are within the target."""
    return int(np.count_nonzero(spans <= TARGET_S * US))


def _bytes(rows: list[tuple[Any, ...]], dtype: np.dtype[Any]) -> bytes:
    """The rows by columns, one whole column after another: a year of one column is read in one go."""
    made = np.array(rows, dtype=dtype)
    return b"".join(made[name].tobytes() for name in dtype.names or ())


def _some(value: int | None) -> int:
    return -1 if value is None else value


def _called_after(promise: Promise | None) -> int:
    return round(promise.waited_s * US) if promise and promise.was_called else -1


def _judged(promise: Promise | None) -> tuple[int, int]:
    return (promise.verdict, promise.said.p50) if promise else (UNTOLD, 0)


def _together(parts: Sequence[_Part]) -> Days:
    """The days as one, whose words have one place each."""
    places: dict[str, int] = {"": 0}
    to = [places.setdefault(word, len(places)) for _, words, _, _ in parts for word in words]
    begins = np.cumsum([0, *(len(words) for _, words, _, _ in parts)])[:-1]
    days = np.array([day.toordinal() for day, *_ in parts], np.int32)
    of_legs = _columns([legs for _, _, legs, _ in parts], LEG, days, begins, np.array(to, np.int64))
    of_deeds = _columns([deeds for *_, deeds in parts], DEED, days, begins, np.array(to, np.int64))
    return Days(list(places), of_legs, of_deeds)


def _columns(parts: Sequence[bytes], dtype: np.dtype[Any], days: Array, begins: Array, to: Array) -> Columns:
    """The columns of these days. A day's own words begin at `begins` in `to`, which says their places in the whole."""
    lengths = [len(part) // dtype.itemsize for part in parts]
    columns = {"day": np.repeat(days, lengths)}
    begin = np.repeat(begins, lengths)
    passed = 0
    for name in dtype.names or ():
        kind = dtype[name]
        offsets = (passed * length for length in lengths)
        read = [np.frombuffer(*each) for each in zip(parts, repeat(kind), lengths, offsets, strict=False)]
        column = np.concatenate([np.empty(0, kind), *read])
        columns[name] = to[begin + column] if name in _WORDS and len(column) else column
        passed += kind.itemsize
    return columns
