"""Named read for staffing: how many counters a day like this one needs, half hour by half hour."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from server import days_off
from server.domain.hours import wall_time
from server.domain.scene import Desk, Scene
from server.domain.staffing import HOLDS, Need, needs
from server.expected import Arrivals, usual
from server.projector import Projector
from server.pulse import Pulse
from server.scenes import breaks

Json = dict[str, Any]

MOST_KEPT = 31
"""So many days are kept at most."""


class _Kept:
    """What was computed for one hall, one day at a time: a busy day takes seconds, and two supervisors may ask at once.
    Kept until another day has taught who comes, or the hall works by other rules or counters."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.of: object = None
        self.days: dict[date, tuple[Arrivals, list[Need]]] = {}


_KEPT = WeakKeyDictionary[Projector, _Kept]()
"""By the one who projects a hall in this process."""


def staffing(db: Connection, pulse: Pulse, day: date) -> Json:
    """The answer of `GET /staffing`."""
    arrivals, found = _planned(db, pulse, day)
    calendar = days_off.working(pulse.regulations, pulse.hall.timezone)
    return {
        **pulse.head,
        "day": day.isoformat(),
        "day_off": None if calendar.intervals(day) else calendar.reason(day) or "",
        "weeks": arrivals.weeks,
        "target_s": pulse.regulations.targets.red_s,
        "share": HOLDS,
        "counters": len(pulse.counters),
        "slots": [_said(pulse, need) for need in found],
    }


def _planned(db: Connection, pulse: Pulse, day: date) -> tuple[Arrivals, Sequence[Need]]:
    kept = _KEPT.setdefault(pulse.projector, _Kept())
    counters = [(counter.number, counter.services, counter.helps) for counter in pulse.counters]
    of = pulse.day, pulse.hall.edition, pulse.hall.regulations, counters
    with kept.lock:
        if kept.of != of or len(kept.days) >= MOST_KEPT:
            kept.of, kept.days = of, {}
        if day not in kept.days:
            arrivals = usual(db, pulse, day)
            kept.days[day] = arrivals, list(_needs(db, pulse, day, arrivals))
        return kept.days[day]


def _needs(db: Connection, pulse: Pulse, day: date, arrivals: Arrivals) -> Iterator[Need]:
    if not arrivals.weeks:
        return
    timezone = pulse.hall.timezone
    habits = pulse.projector.habits(db, pulse.hall, pulse.at)
    # Each counter as the hall has it: who sits there today, and what it was asked to help with, is of today only.
    desks = [
        Desk(each.number, tuple(each.services), tuple(each.helps), away=tuple(breaks(pulse, each.number, day)))
        for each in pulse.counters
    ]
    done = {service for desk in desks for service in (*desk.own, *desk.helps)}
    services = sorted(done | {service.code for service in pulse.services})
    rules = {service: pulse.regulations.rule_of(service) for service in services}
    for session in days_off.working(pulse.regulations, timezone).sessions(day):
        hall = Scene(
            session.start.timestamp(), rules, desks, (), help_after_s=pulse.regulations.help_after_s,
            day_began=wall_time(day, 0, timezone).timestamp(),
        )  # fmt: skip
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
