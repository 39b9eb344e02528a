"""Named read for what if: the next two hours as they would be, and with one thing changed at one counter."""

from collections import Counter as Tally
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from math import inf
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, select

from server.domain.errors import InvalidRequest
from server.domain.habits import SLOT_S
from server.domain.hours import wall_time
from server.domain.ticket import Lane, State
from server.domain.what_if import AHEAD_S, Change, NoSuchBreak, Outlook, Streams, compare
from server.models import Ticket
from server.pulse import Pulse
from server.scenes import scene

Json = dict[str, Any]

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
    # Appointments come by their own calendar.
    Ticket.lane != Lane.APPOINTMENT.value,
)


class Arrivals(NamedTuple):
    """Who is expected, and how that is known."""

    streams: Streams
    weeks: int
    """How many days of this weekday it is known from; 0: from today alone."""


def what_if(db: Connection, pulse: Pulse, change: Change) -> Json:
    """The answer of `GET /what-if`. Raises InvalidRequest for a break that is not planned."""
    arrivals = expected(db, pulse)
    target_s = pulse.regulations.targets.red_s
    try:
        found = compare(
            scene(pulse),
            pulse.projector.habits(db, pulse.hall, pulse.at),
            change,
            arrivals.streams,
            day_began=_midnight(pulse).timestamp(),
            target_s=target_s,
            breathe=pulse.breathe,
        )
    except NoSuchBreak:
        raise InvalidRequest(field="break_at") from None
    return {
        **pulse.head,
        "ahead_s": int(AHEAD_S),
        "target_s": target_s,
        "weeks": arrivals.weeks,
        "without": _said(found.without),
        "changed": _said(found.changed),
        "is_sure": found.is_sure,
        "services": [
            {"service": code, "name": pulse.names_of(code)["name"], "without": _said(one), "changed": _said(other)}
            for code, (one, other) in found.by_service.items()
        ],
    }


def minutes_of(clock: str) -> int:
    """Minutes of the day of a time such as `09:30`."""
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)


def instant(pulse: Pulse, clock: str) -> float:
    """When the hall's clock shows that time today, on the clock of scenes."""
    return wall_time(pulse.day, minutes_of(clock), pulse.hall.timezone).timestamp()


def expected(db: Connection, pulse: Pulse) -> Arrivals:
    """Who comes when: as on this weekday in past weeks, times how full today is beside them until now; for a hall that
    has none yet, as today so far."""
    past = [pulse.day - timedelta(weeks=back) for back in range(1, WEEKS + 1)]
    came: dict[date, Tally[tuple[str, Lane, int]]] = {}
    zone = ZoneInfo(pulse.hall.timezone)
    for row in db.execute(_CAME, {"hall": pulse.hall.id, "days": [pulse.day, *past]}):
        at = row.issued_at.astimezone(zone)
        slot = int((at.hour * 3600 + at.minute * 60) // SLOT_S)
        came.setdefault(row.day, Tally())[row.service, Lane(row.lane), slot] += 1
    today = came.pop(pulse.day, Tally())
    if not came:
        return Arrivals(_as_today(pulse, today), 0)
    usual: Tally[tuple[str, Lane, int]] = sum(came.values(), Tally())
    now = int((pulse.at - _midnight(pulse)).total_seconds() // SLOT_S)
    so_far = sum(people for (_, _, slot), people in usual.items() if slot < now) / len(came)
    fuller = (sum(people for (_, _, slot), people in today.items() if slot < now) + TRUSTED) / (so_far + TRUSTED)
    streams: dict[tuple[str, Lane], dict[int, float]] = {}
    for (service, lane, slot), people in usual.items():
        streams.setdefault((service, lane), {})[slot] = fuller * people / len(came) / SLOT_S
    return Arrivals(streams, len(came))


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


def _said(outlook: Outlook) -> Json:
    return {
        "people": round(outlook.people),
        "median_s": _seconds(outlook.p50),
        "p90_s": _seconds(outlook.p90),
        "within_target": None if outlook.within is None else round(outlook.within, 4),
    }


def _seconds(wait: float | None) -> int | None:
    return None if wait is None or wait == inf else round(max(wait, 0.0))
