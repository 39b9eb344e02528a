"""Named read for the next two hours: how long those who come in each half hour will likely wait, service by service."""

from dataclasses import asdict
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from server.domain.next_hours import STEP_S, STEPS, Spell, next_hours
from server.expected import expected
from server.projector import Projector
from server.pulse import Pulse
from server.scenes import scene

Json = dict[str, Any]

KEPT_S = 45.0
"""So long one answer is given to every supervisor's page, unless a counter opens, rests or takes something up."""


class _Kept:
    """What was computed last for one hall: pages ask every minute, and several at once."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.of: object = None
        self.at = 0.0
        self.said: Json = {}


_KEPT = WeakKeyDictionary[Projector, _Kept]()
"""By the one who projects a hall in this process."""


def of_services(db: Connection, pulse: Pulse) -> Json:
    """The answer of `GET /next-hours`."""
    kept = _KEPT.setdefault(pulse.projector, _Kept())
    counters = [(counter.number, counter.state, counter.services, counter.taken_on) for counter in pulse.counters]
    of = pulse.day, pulse.hall.edition, pulse.hall.regulations, counters
    with kept.lock:
        if kept.of != of or abs(pulse.at.timestamp() - kept.at) >= KEPT_S:
            kept.of, kept.at, kept.said = of, pulse.at.timestamp(), _said(db, pulse)
        return {**pulse.head, **kept.said}


def _said(db: Connection, pulse: Pulse) -> Json:
    arrivals = expected(db, pulse)
    habits = pulse.projector.habits(db, pulse.hall, pulse.at)
    found = next_hours(scene(pulse), habits, arrivals.streams, breathe=pulse.breathe)
    now = pulse.at.timestamp()
    return {
        "weeks": arrivals.weeks,
        "begins": [datetime.fromtimestamp(now + step * STEP_S, UTC).isoformat() for step in range(STEPS)],
        "services": [
            {"service": service.code, "spells": [_spell(each) for each in found[service.code]]}
            for service in pulse.services
        ],
    }


def _spell(spell: Spell) -> Json:
    return {"people": round(spell.people, 1), "wait": spell.wait and asdict(spell.wait)}
