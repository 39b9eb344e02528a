"""What the board says beside its calls: whether the hall works, and what whoever sits in it should know."""

from typing import Any

from sqlalchemy import Connection

from server.appointments import upcoming
from server.domain.line import sentence
from server.door import Door
from server.pulse import Pulse

Json = dict[str, Any]


def notices(db: Connection, pulse: Pulse) -> Json:
    """The board's additions to counters, calls and lines."""
    return {
        "trial": pulse.hall.trial_since is not None,
        "hours": hours(pulse),
        "rule": _rules(pulse),
        "appointments": upcoming(db, pulse),
    }


def _rules(pulse: Pulse) -> list[Json]:
    """The sign's sentence for each rule in force, with the services it calls: the letters on people's slips."""
    codes = [service.code for service in pulse.services]
    return [{"services": services, **sentence(rule)} for rule, services in pulse.regulations.grouped(codes)]


def hours(pulse: Pulse) -> Json:
    """A hall without hours is always open, and has nothing to say of its closing."""
    door = Door(pulse.db, pulse.hall, pulse.at)
    calendar = door.calendar
    if calendar is None:
        return {
            "open": True,
            "reopens_at": None,
            "closes_at": None,
            "issues_until": None,
            "notice": None,
            "reason": None,
        }
    session, following = calendar.session(pulse.at), calendar.next_session(pulse.at)
    return {
        "open": session is not None,
        "reopens_at": following.start.isoformat() if following else None,
        "closes_at": session.end.isoformat() if session else None,
        # Services with a cut-off of their own say so on their line.
        "issues_until": calendar.gives_until(session, "").isoformat() if session else None,
        "notice": "same_day_over" if session and not door.is_same_day() else None,
        "reason": calendar.reason(pulse.day),
    }
