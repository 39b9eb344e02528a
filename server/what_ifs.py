"""Named read for what if: the next two hours as they would be, and with one thing changed at one counter."""

from math import inf
from typing import Any

from sqlalchemy import Connection

from server import days_off
from server.domain.errors import InvalidRequest
from server.domain.hours import wall_time
from server.domain.what_if import AHEAD_S, Change, NoSuchBreak, Outlook, compare
from server.expected import expected
from server.pulse import Pulse
from server.scenes import scene

Json = dict[str, Any]


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
        **_rest(pulse),
    }


def _rest(pulse: Pulse) -> Json:
    calendar = days_off.calendar(pulse.regulations, pulse.hall.timezone)
    if calendar is None or calendar.session(pulse.at):
        return {"resting": False, "reopens_at": None}
    following = calendar.next_session(pulse.at)
    return {"resting": True, "reopens_at": following.start.isoformat() if following else None}


def minutes_of(clock: str) -> int:
    """Minutes of the day of a time such as `09:30`."""
    hour, minute = clock.split(":")
    return 60 * int(hour) + int(minute)


def instant(pulse: Pulse, clock: str) -> float:
    """When the hall's clock shows that time today, on the clock of scenes."""
    return wall_time(pulse.day, minutes_of(clock), pulse.hall.timezone).timestamp()


def _said(outlook: Outlook) -> Json:
    return {
        "people": round(outlook.people),
        "median_s": _seconds(outlook.p50),
        "p90_s": _seconds(outlook.p90),
        "within_target": None if outlook.within is None else round(outlook.within, 4),
    }


def _seconds(wait: float | None) -> int | None:
    return None if wait is None or wait == inf else round(max(wait, 0.0))
