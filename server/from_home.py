"""Named reads for people at home: what they are offered today and on the days to come, and how their number stands."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select

from server import days_off
from server.appointments import free_slots
from server.domain import slots
from server.domain.slots import HOME, Standing
from server.domain.ticket import Lane
from server.door import BOOKED, Door
from server.models import Appointment, Record, Ticket
from server.pulse import Pulse
from server.scenes import waits

WAY_S = 20 * 60
"""Nobody is asked to come sooner than one gets dressed and rides to the hall."""
STEP_S = 5 * 60

_EXPECTED = select(func.count()).where(
    Appointment.hall_id == bindparam("hall"),
    Appointment.day == bindparam("day"),
    Appointment.service == bindparam("service"),
    Appointment.state == BOOKED,
    Appointment.channel == HOME,
    Appointment.slot_at >= bindparam("now"),
)
_BY_CODE = (
    select(Appointment.__table__, Ticket.label)
    .outerjoin(Ticket, Ticket.id == Appointment.ticket_id)
    .where(Appointment.hall_id == bindparam("hall"), Appointment.code == bindparam("code"), Appointment.channel == HOME)
)


@dataclass(frozen=True)
class Day:
    """One day on which a number may be taken from home, and the times of it: of today the one at which to come."""

    day: date
    times: Sequence[tuple[datetime, int | None]]
    """Each with how many people it still takes; None where nothing but the share limits it."""
    is_full: bool
    """Whether people at home hold all they may of that day."""

    @property
    def is_open(self) -> bool:
        return not self.is_full and any(left != 0 for _, left in self.times)


@dataclass(frozen=True)
class Kept:
    """A number from home, as whoever has its code may see it."""

    service: str
    procedure: str | None
    at: datetime
    until: datetime
    """How late one may come."""
    standing: Standing
    label: str | None


def services(pulse: Pulse) -> list[Record]:
    """Those that give numbers to people at home, in the hall's order; none while the hall does not."""
    home = pulse.regulations.home
    return [service for service in pulse.services if home.is_on and service.code in home.services]


def days(db: Connection, pulse: Pulse, service: Record) -> list[Day]:
    """Today, if somebody can still come, and the days to come on which the service keeps slots."""
    door = Door(db, pulse.hall, pulse.at)
    come = time_to_come(db, pulse, service)
    found = [] if come is None else [Day(pulse.day, [(come, None)], door.left_for_home(service.code, pulse.day) == 0)]
    for ahead in range(1, pulse.regulations.home.days_ahead + 1):
        day = pulse.day + timedelta(days=ahead)
        free = free_slots(db, pulse, service.code, day, is_trial=False)
        times = [(datetime.fromisoformat(slot["at"]), int(slot["left"])) for slot in free]
        if times:
            found.append(Day(day, times, door.left_for_home(service.code, day) == 0))
    return found


def time_to_come(db: Connection, pulse: Pulse, service: Record) -> datetime | None:
    """When whoever joins today's line from home should come; None when that is too late today.

    By then most of those who wait now, and of those at home who come before, will have been called. Coming sooner is
    no use, for a number from home counts from the check-in.
    """
    begins = pulse.regulations.services_from.get(service.code, pulse.day)
    if pulse.hall.trial_since is not None or begins > pulse.day:
        return None
    calendar = days_off.working(pulse.regulations, pulse.hall.timezone)
    opens = pulse.at if calendar.session(pulse.at) else calendar.reopens_at(pulse.at, service.code)
    if opens is None:
        return None
    line = timedelta(seconds=_line_s(db, pulse, service))
    come: datetime | None = _rounded_up(max(pulse.at + timedelta(seconds=WAY_S), opens + line))
    if come and not calendar.gives(come, service.code):
        come = calendar.reopens_at(come, service.code)
    return come if come and calendar.day(come) == pulse.day else None


def kept(db: Connection, pulse: Pulse, code: str) -> Kept | None:
    """The number of `code`, until its day is over. Codes of staff, which are shorter, are none."""
    found = db.execute(_BY_CODE, {"hall": pulse.hall.id, "code": slots.read_code(code)}).one_or_none()
    if found is None or found.day < pulse.day:
        return None
    until = _until(pulse, found.slot_at)
    standing = slots.standing(found.state, HOME, found.slot_at, pulse.at, (until - found.slot_at).total_seconds())
    return Kept(found.service, found.procedure, found.slot_at, until, standing, found.label)


def _until(pulse: Pulse, slot_at: datetime) -> datetime:
    """The last instant of the promise; when the doors are closed then, the one at which they closed."""
    last = slot_at + timedelta(seconds=pulse.regulations.home.grace_s)
    calendar = days_off.calendar(pulse.regulations, pulse.hall.timezone)
    if calendar is None or calendar.session(last):
        return last
    return max((one.end for one in calendar.sessions(calendar.day(slot_at)) if slot_at < one.end <= last), default=last)


def _line_s(db: Connection, pulse: Pulse, service: Record) -> float:
    """How long it likely takes to call all who wait now, and all at home who have been told to come."""
    asked = {"hall": pulse.hall.id, "day": pulse.day, "service": service.code, "now": pulse.at}
    each_s: float = service.usual_s / max(len(pulse.able(service.code)), 1)
    wait = waits(pulse).of_comer(service.code, Lane.ORDINARY)
    # Before the doors open no counter is, and each works once they do.
    here_s = wait.p50 if wait else pulse.people(service.code) * each_s
    return here_s + each_s * int(db.execute(_EXPECTED, asked).scalar_one())


def _rounded_up(at: datetime) -> datetime:
    return datetime.fromtimestamp(math.ceil(at.timestamp() / STEP_S) * STEP_S, UTC)
