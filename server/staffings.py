"""Named read for staffing: how many counters a day like this one needs, half hour by half hour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from server import days_off
from server.domain.hours import wall_time
from server.domain.staffing import HOLDS, Need, needs
from server.expected import Arrivals, usual
from server.pulse import Pulse
from server.scenes import scene

Json = dict[str, Any]


def staffing(db: Connection, pulse: Pulse, day: date) -> Json:
    """The answer of `GET /staffing`."""
    arrivals = usual(db, pulse, day)
    calendar = days_off.working(pulse.regulations, pulse.hall.timezone)
    return {
        **pulse.head,
        "day": day.isoformat(),
        "day_off": None if calendar.intervals(day) else calendar.reason(day) or "",
        "weeks": arrivals.weeks,
        "target_s": pulse.regulations.targets.red_s,
        "share": HOLDS,
        "counters": len(pulse.counters),
        "slots": [_said(pulse, need) for need in _needs(db, pulse, day, arrivals)],
    }


def _needs(db: Connection, pulse: Pulse, day: date, arrivals: Arrivals) -> Iterator[Need]:
    if not arrivals.weeks:
        return
    timezone = pulse.hall.timezone
    habits = pulse.projector.habits(db, pulse.hall, pulse.at)
    empty = replace(scene(pulse), people=(), kept_for={}, booked=(), comers=())
    midnight = wall_time(day, 0, timezone).timestamp()
    for session in days_off.working(pulse.regulations, timezone).sessions(day):
        hall = replace(empty, now=session.start.timestamp(), day_began=midnight)
        yield from needs(
            hall, habits, arrivals.streams, until=session.end.timestamp(),
            target_s=pulse.regulations.targets.red_s, breathe=pulse.breathe,
        )  # fmt: skip


def _said(pulse: Pulse, need: Need) -> Json:
    return {
        "at": datetime.fromtimestamp(need.begins, UTC).isoformat(),
        "people": round(need.people, 1),
        "counters": list(need.counters),
        "short": [
            {"service": service, "name": pulse.names_of(service)["name"], "counters": counters}
            for service, counters in sorted(need.short.items())
        ],
        "within_target": None if need.within is None else round(need.within, 4),
    }
