"""What the board says beside its calls: whether the hall works, and what whoever sits in it should know."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select

from server.appointments import upcoming
from server.domain.hours import Calendar, wall_time
from server.domain.line import sentence
from server.domain.regulations import Regulations
from server.door import Door
from server.models import SILENT_S, Device, Record, Reserve
from server.pulse import Pulse

Json = dict[str, Any]

_CUT_OFF = (
    select(Device.id)
    .where(
        Device.hall_id == bindparam("hall"),
        Device.kind == "kiosk",
        Device.revoked_at.is_(None),
        Device.last_seen_at < bindparam("heard_before"),
        select(Reserve.id)
        .where(Reserve.device_id == Device.id, Reserve.day == bindparam("day"), Reserve.ticket_id.is_(None))
        .exists(),
    )
    .limit(1)
)

_OF_A_CALENDAR = ("closes_at", "issues_until", "reopens_at", "is_break", "same_day_until", "notice", "reason")


def notices(db: Connection, pulse: Pulse) -> Json:
    """The board's additions to counters, calls and lines."""
    return {
        "trial": pulse.hall.trial_since is not None,
        "hours": hours(pulse),
        "rule": sentences(pulse.regulations, pulse.services),
        "appointments": upcoming(db, pulse),
        "reserve": _may_hand_out(db, pulse),
    }


def _may_hand_out(db: Connection, pulse: Pulse) -> bool:
    """Whether some kiosk cannot reach us, and may be giving numbers of its reserve to people in this hall.

    Nobody here can tell a kiosk that was switched off from one whose cable is out: while the hall's day lasts, also
    for those who sit in it after the last number was given, it is believed to stand there with what it holds of today.
    """
    if not _is_day(Door(db, pulse.hall, pulse.at).calendar, pulse):
        return False
    asked = {"hall": pulse.hall.id, "day": pulse.day, "heard_before": pulse.at - timedelta(seconds=SILENT_S)}
    return db.execute(_CUT_OFF, asked).one_or_none() is not None


def _is_day(calendar: Calendar | None, pulse: Pulse) -> bool:
    """Whether it is between the hall's opening today and the end of its day, lunch too."""
    if calendar is None:
        return True
    today = calendar.sessions(pulse.day)
    return bool(today) and today[0].start <= pulse.at < calendar.day_over_at(pulse.day)


def sentences(said: Regulations, services: Iterable[Record]) -> list[Json]:
    """What the sign says: for each rule that calls one of these services its sentence, and the services it calls.

    A service that no group names is called by the default rule, and the sign says so.
    """
    called = said.grouped([service.code for service in services])
    return [{"services": codes, **sentence(rule)} for rule, codes in called]


def hours(pulse: Pulse) -> Json:
    """A hall without hours is always open, and has nothing to say of its closing."""
    door = Door(pulse.db, pulse.hall, pulse.at)
    calendar = door.calendar
    if calendar is None:
        return {"open": True} | dict.fromkeys(_OF_A_CALENDAR)
    session, following = calendar.session(pulse.at), calendar.next_session(pulse.at)
    today = calendar.sessions(pulse.day)
    return {
        "open": session is not None,
        "reopens_at": following.start.isoformat() if following else None,
        "closes_at": session.end.isoformat() if session else None,
        # Services with a cut-off of their own say so on their line.
        "issues_until": calendar.gives_until(session, "").isoformat() if session else None,
        # Between two sessions of one day: whoever has a number need not go home.
        "is_break": session is None and any(each.end <= pulse.at for each in today) and following in today,
        "same_day_until": _same_day_until(calendar, pulse.day),
        "notice": "same_day_over" if session and not door.is_same_day() else None,
        "reason": calendar.reason(pulse.day),
    }


def _same_day_until(calendar: Calendar, day: date) -> str | None:
    """Until when what is handed in has its result today; null on a day off, and where the hall does not say."""
    minutes = calendar.hours.same_day_until
    if minutes is None or not calendar.intervals(day):
        return None
    return wall_time(day, minutes, calendar.timezone).isoformat()
