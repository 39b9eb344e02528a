"""Named read for who is expected: as on the same weekday of past weeks, and as full as today is beside them."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from server import days_off
from server.domain.habits import SLOT_S
from server.domain.hours import wall_time
from server.domain.ticket import Lane, State
from server.domain.what_if import AHEAD_S, Streams
from server.models import Ticket
from server.pulse import Pulse

WEEKS = 8
"""So many past weeks of the same weekday say who comes."""

TRUSTED = 20.0
"""So many people as usual today begins with, before it is fuller or emptier than its weekday."""

_CAME = select(Ticket.day, Ticket.service, Ticket.lane, Ticket.issued_at).where(
    Ticket.hall_id == bindparam("hall"),
    Ticket.day.in_(bindparam("days", expanding=True)),
    Ticket.is_trial.is_(False),
    Ticket.state != State.VOIDED.value,
    Ticket.leg == 1,
)


_Came = Tally[tuple[str, Lane, int]]
"""People by service, lane and half hour of a day."""


class Arrivals(NamedTuple):
    """Who is expected, and how that is known."""

    streams: Streams
    weeks: int
    """How many days of this weekday it is known from; 0: from today alone."""


def expected(db: Connection, pulse: Pulse) -> Arrivals:
    """Who comes when: as on this weekday in past weeks, times how full today is beside them until now; for a hall that
    has none yet, and on a day off, as today so far. Nobody comes when a day's work is over."""
    calendar = days_off.calendar(pulse.regulations, pulse.hall.timezone)
    works = calendar.intervals(pulse.day) if calendar else None
    past = [] if works == () else [pulse.day - timedelta(weeks=back) for back in range(1, WEEKS + 1)]
    # Appointments come by their own calendar.
    came = _came(db, pulse, [pulse.day, *past], {Lane.ORDINARY, Lane.PRIORITY})
    today = came.pop(pulse.day, Tally())
    streams = _as_usual(pulse, today, came) if came else _as_today(pulse, today)
    if works:
        ends = max(until for _, until in works) * 60 / SLOT_S
        streams = {line: {at: rate for at, rate in rates.items() if at < ends} for line, rates in streams.items()}
    return Arrivals(streams, len(came))


def _as_usual(pulse: Pulse, today: _Came, came: Mapping[date, _Came]) -> Streams:
    past_weeks: _Came = sum(came.values(), Tally())
    now = int((pulse.at - _midnight(pulse)).total_seconds() // SLOT_S)
    so_far = sum(people for (_, _, slot), people in past_weeks.items() if slot < now) / len(came)
    fuller = (sum(people for (_, _, slot), people in today.items() if slot < now) + TRUSTED) / (so_far + TRUSTED)
    streams: dict[tuple[str, Lane], dict[int, float]] = {}
    for (service, lane, slot), people in past_weeks.items():
        streams.setdefault((service, lane), {})[slot] = fuller * people / len(came) / SLOT_S
    return streams


def usual(db: Connection, pulse: Pulse, day: date) -> Arrivals:
    """Who comes on a day like this one, appointments and all, as in the latest weeks; nobody known: none of them."""
    weeks_ahead = max((day - pulse.day).days // 7 + 1, 0)
    latest = day - timedelta(weeks=weeks_ahead)
    past = [latest - timedelta(weeks=back) for back in range(WEEKS + 1) if latest - timedelta(weeks=back) < pulse.day]
    came = _came(db, pulse, past[:WEEKS], set(Lane))
    streams: dict[tuple[str, Lane], dict[int, float]] = {}
    for (service, lane, slot), people in sum(came.values(), Tally()).items():
        # Whoever keeps an appointment goes first, too.
        first = Lane.ORDINARY if lane is Lane.ORDINARY else Lane.PRIORITY
        rates = streams.setdefault((service, first), {})
        rates[slot] = rates.get(slot, 0.0) + people / len(came) / SLOT_S
    return Arrivals(streams, len(came))


def _came(db: Connection, pulse: Pulse, days: Iterable[date], lanes: set[Lane]) -> dict[date, _Came]:
    """Of each of these days on which anybody came."""
    came: dict[date, _Came] = {}
    zone = ZoneInfo(pulse.hall.timezone)
    for row in db.execute(_CAME, {"hall": pulse.hall.id, "days": list(days)}):
        at, lane = row.issued_at.astimezone(zone), Lane(row.lane)
        if lane in lanes:
            slot = int((at.hour * 3600 + at.minute * 60) // SLOT_S)
            came.setdefault(row.day, Tally())[row.service, lane, slot] += 1
    return came


def _as_today(pulse: Pulse, today: Mapping[tuple[str, Lane, int], int]) -> Streams:
    if not today:
        return {}
    now_s = (pulse.at - _midnight(pulse)).total_seconds()
    lasted_s = max(now_s - SLOT_S * min(slot for _, _, slot in today), SLOT_S)
    people: Tally[tuple[str, Lane]] = Tally()
    for (service, lane, _), count in today.items():
        people[service, lane] += count
    later = range(int((now_s + AHEAD_S) // SLOT_S) + 1)
    return {line: dict.fromkeys(later, count / lasted_s) for line, count in people.items()}


def _midnight(pulse: Pulse) -> datetime:
    return wall_time(pulse.day, 0, pulse.hall.timezone)
