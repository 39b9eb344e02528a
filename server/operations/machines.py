"""Verbs of the server itself about kiosks: it begins to watch them, and tells which stand still in working hours."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, func, select, update

from server import days_off
from server.domain import machines, regulations
from server.domain.downtime import WATCHED, Because, Part, part_of
from server.domain.hours import Calendar
from server.domain.numbering import local_day
from server.models import SILENT_S, Counter, Device, Hall, Record, Story
from server.operations.moment import Moment

SILENT = timedelta(seconds=SILENT_S)

_KIOSKS = (
    select(Device.__table__).where(Device.hall_id == bindparam("hall"), Device.kind == "kiosk").order_by(Device.id)
)
_STOPPED = update(Device).where(Device.id == bindparam("machine")).values(stopped=bindparam("part"))
_SIGNS = select(
    Hall.id,
    select(func.max(Device.last_seen_at)).where(Device.hall_id == Hall.id).scalar_subquery().label("heard_at"),
    select(Story.at).where(Story.hall_id == Hall.id, Story.seq == Hall.seq).scalar_subquery().label("told_at"),
    exists().where(Story.hall_id == Hall.id, Story.kind == WATCHED).label("is_watched"),
)
_WATCHED_AT = (
    select(Story.at)
    .where(Story.hall_id == bindparam("hall"), Story.kind == WATCHED)
    .order_by(Story.seq.desc())
    .limit(1)
)
_AT_WORK = select(Counter.id).where(Counter.hall_id == bindparam("hall"), Counter.state != "closed").limit(1)


def unwatched(db: Connection, now: datetime) -> dict[int, datetime | None]:
    """The halls of which nobody knows how their machines were until now, each with the last sign of a server at work:
    the last word of a device, or the last row of the story. None: nobody ever watched them."""
    found: dict[int, datetime | None] = {}
    for row in db.execute(_SIGNS):
        last = max((sign for sign in (row.heard_at, row.told_at) if sign is not None), default=now)
        if not row.is_watched:
            found[row.id] = None
        elif now - last > 2 * SILENT:
            found[row.id] = last
    return found


def begin_watch(moment: Moment, *, last_sign: datetime | None) -> None:
    """From here on somebody looks at this hall's machines; how they were since the last sign nobody knows."""
    newest = moment.db.execute(_WATCHED_AT, {"hall": moment.hall.id}).scalar()
    if newest is not None and (last_sign is None or newest > last_sign):
        return  # another worker began before us
    for device in moment.db.execute(_KIOSKS, {"hall": moment.hall.id}).all():
        if device.stopped is not None:
            _end(moment, device, last_sign or moment.now, Because.UNWATCHED)
    unwatched_s = round(_work(moment, last_sign).total_seconds()) if last_sign else 0
    moment.tell("machines_watched", since=last_sign.isoformat() if last_sign else None, unwatched_s=unwatched_s)


def tell_stops(moment: Moment, *, watched_since: datetime) -> None:
    """Tell of each kiosk whose standstill began or ended."""
    for device, part, why in changed(moment.db, moment.hall, moment.now):
        if device.stopped is not None:
            _end(moment, device, moment.now, Because.WELL if part or _is_at_work(moment) else Because.REST)
        if part is not None:
            since = _since(moment, device, watched_since) if part is Part.KIOSK else moment.now
            told = {"device": device.id, "name": device.name, "part": part.value, "wrong": why}
            moment.tell("machine_stopped", **told, since=since.isoformat())
            moment.db.execute(_STOPPED, {"machine": device.id, "part": part.value})


def changed(db: Connection, hall: Record, now: datetime) -> Iterator[tuple[Record, Part | None, str]]:
    """The kiosks that stand otherwise than the story tells: each with the part that stands still now, and why."""
    for device in db.execute(_KIOSKS, {"hall": hall.id}).all():
        silent_s = None if device.last_seen_at is None else (now - device.last_seen_at).total_seconds()
        day = local_day(now, hall.timezone).isoformat()
        wrong = machines.trouble(silent_s, device.health, silent_after_s=SILENT_S, day=day)
        part = part_of(wrong) if device.revoked_at is None else None
        if part is not None and not is_at_work(db, hall, now):
            part = None
        if part != device.stopped:
            yield device, part, wrong


def is_at_work(db: Connection, hall: Record, now: datetime) -> bool:
    """Whether a machine that is off is missed: in the hall's hours; where it has none, while a counter is open."""
    calendar = _calendar(hall)
    if calendar is not None:
        return calendar.session(now) is not None
    return db.execute(_AT_WORK, {"hall": hall.id}).one_or_none() is not None


def _is_at_work(moment: Moment) -> bool:
    return is_at_work(moment.db, moment.hall, moment.now)


def _end(moment: Moment, device: Record, until: datetime, because: Because) -> None:
    told = {"device": device.id, "name": device.name, "until": until.isoformat()}
    moment.tell("machine_stop_ended", **told, because=because.value)
    moment.db.execute(_STOPPED, {"machine": device.id, "part": None})


def _since(moment: Moment, device: Record, watched_since: datetime) -> datetime:
    """From when on a silent machine is missed: its last word, but not before the hall's work or our looking began."""
    calendar = _calendar(moment.hall)
    session = calendar.session(moment.now) if calendar else None
    begun = max(watched_since, session.start) if session else watched_since
    heard: datetime = device.last_seen_at
    return min(max(heard, begun), moment.now)


def _work(moment: Moment, since: datetime) -> timedelta:
    """How long the hall was at work since then: by its hours, else all the time."""
    calendar = _calendar(moment.hall)
    if calendar is None:
        return moment.now - since
    day, worked = local_day(since, moment.hall.timezone), timedelta()
    while day <= moment.day:
        for session in calendar.sessions(day):
            worked += max(min(session.end, moment.now) - max(session.start, since), timedelta())
        day += timedelta(days=1)
    return worked


def _calendar(hall: Record) -> Calendar | None:
    return days_off.calendar(regulations.read(hall.regulations), hall.timezone)
