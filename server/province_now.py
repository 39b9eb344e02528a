"""Named reads for the province: how each of its halls stands at this moment, all of them by four reads."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from server import alerts
from server.domain.alerts import Alert, DeskNow, HallNow, LineNow, Tone
from server.domain.alerts import alerts as alerts_of
from server.domain.projection import Breath
from server.domain.ticket import State
from server.in_line import CLERKS_SERVICES, own_services
from server.models import Counter, Device, Record, Service, Ticket
from server.pulse import Pulse

_COUNTERS = select(Counter.__table__, CLERKS_SERVICES).order_by(Counter.hall_id, Counter.number)
_DEVICES = select(Device.__table__).where(Device.revoked_at.is_(None))
_SERVICES = select(Service.hall_id, Service.code).where(Service.is_active)


@dataclass(frozen=True)
class Now:
    """One hall at this moment."""

    waiting: int
    longest_s: float
    """The longest that somebody waits; 0 when nobody does."""
    counters: int
    open_counters: int
    machines: int
    """Machines in trouble."""
    red: int
    """Urgent alerts, as the hall's own supervisor reads them."""

    def as_json(self) -> dict[str, int]:
        return vars(self) | {"longest_s": round(self.longest_s)}


def by_hall(db: Connection, halls: Sequence[Record], at: datetime, breathe: Breath | None) -> dict[int, Now]:
    pulses = [Pulse(db, hall, at) for hall in halls]
    lines = _lines(db, pulses)
    offered = {(row.hall_id, row.code) for row in db.execute(_SERVICES)}
    counters, devices = _of_halls(db.execute(_COUNTERS).all()), _of_halls(db.execute(_DEVICES).all())
    found = {}
    for pulse in pulses:
        if breathe:
            breathe()
        hall = pulse.hall.id
        in_line = [line for line in lines.get(hall, ()) if (hall, line.service) in offered]
        wrong = list(alerts.machines_now(pulse, devices.get(hall, ())))
        found[hall] = Now(
            waiting=sum(line.waiting for line in lines.get(hall, ())),
            longest_s=max((line.longest_s for line in lines.get(hall, ())), default=0.0),
            counters=len(counters.get(hall, ())),
            open_counters=sum(counter.state == "open" for counter in counters.get(hall, ())),
            machines=len(wrong),
            red=sum(alert.tone is Tone.RED for alert in _urgent(pulse, in_line, counters.get(hall, ()), wrong)),
        )
    return found


def _urgent(pulse: Pulse, lines: Sequence[LineNow], counters: Iterable[Record], machines: Sequence[Any]) -> list[Alert]:
    """The hall's alerts as far as they can be red. What only makes them amber (who is in hand, how long a comer would
    wait, how promises came true) is not read; nor is a desk while no line has waited long enough for red."""
    targets = pulse.regulations.targets
    is_late = any(line.longest_s >= targets.amber_s for line in lines)
    return alerts_of(
        HallNow(
            at=pulse.at.timestamp(),
            lines=lines if is_late else (),
            desks=[_desk(pulse, counter) for counter in counters] if is_late else (),
            machines=machines,
            amber_s=targets.amber_s,
            red_s=targets.red_s,
            is_resting=alerts.is_resting(pulse) if is_late else False,
        )
    )


def _desk(pulse: Pulse, counter: Record) -> DeskNow:
    return DeskNow(
        number=counter.number,
        state=counter.state,
        since=counter.state_since.timestamp(),
        services=own_services(counter),
        helps=counter.helps,
        away=alerts.away(pulse, counter),
    )


def _lines(db: Connection, pulses: Iterable[Pulse]) -> dict[int, list[LineNow]]:
    """By hall, who waits there in earnest."""
    halls_of: dict[date, dict[int, Pulse]] = defaultdict(dict)
    for pulse in pulses:
        halls_of[pulse.day][pulse.hall.id] = pulse
    lines: dict[int, list[LineNow]] = defaultdict(list)
    for day, halls in halls_of.items():
        for row in db.execute(_waiting(day, halls)):
            longest_s = max((halls[row.hall_id].at - row.oldest).total_seconds(), 0.0)
            lines[row.hall_id].append(LineNow(row.service, "", row.people, longest_s, None))
    return lines


def _waiting(day: date, halls: Iterable[int]) -> Any:
    return (
        select(
            Ticket.hall_id,
            Ticket.service,
            func.count().label("people"),
            func.min(Ticket.waits_since).label("oldest"),
        )
        .where(
            Ticket.hall_id.in_(list(halls)),
            Ticket.day == day,
            Ticket.ended_at.is_(None),
            Ticket.state == State.WAITING.value,
            Ticket.is_trial.is_(False),
        )
        .group_by(Ticket.hall_id, Ticket.service)
    )


def _of_halls(rows: Iterable[Record]) -> Mapping[int, Sequence[Record]]:
    found: dict[int, list[Record]] = defaultdict(list)
    for row in rows:
        found[row.hall_id].append(row)
    return found
