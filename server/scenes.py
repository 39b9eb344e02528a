"""A hall at one instant as a projection wants it, from the same rows that every level is made of."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import inf

from sqlalchemy import bindparam, select

from server import days_off
from server.domain.hours import wall_time
from server.domain.scene import Desk, Scene
from server.domain.slots import HOME, Standing
from server.domain.ticket import Lane, State
from server.domain.waiting import Wait, Waits
from server.in_line import own_services
from server.models import Appointment, Record
from server.pulse import Pulse

_BOOKED = select(Appointment.service, Appointment.slot_at).where(
    Appointment.hall_id == bindparam("hall"),
    Appointment.day == bindparam("day"),
    Appointment.state == Standing.BOOKED.value,
    # Whoever booked from home waits like everyone else from the moment they come.
    Appointment.channel != HOME,
    Appointment.is_trial == bindparam("is_trial"),
)


def waits(pulse: Pulse) -> Waits:
    """How long everybody waits, and whoever comes now."""
    return pulse.projector.waits(
        pulse.db, pulse.hall, pulse.at, lambda: scene(pulse), breathe=pulse.breathe, is_committed=not pulse.is_in_verb
    )


def wait_of(pulse: Pulse, ticket: Record) -> Wait | None:
    """The likely wait of a ticket that waits; None when nobody can honestly say."""
    lane = Lane(ticket.lane)
    return waits(pulse).of_ticket(ticket.id, ticket.service, lane, pulse.at.timestamp())


def scene(pulse: Pulse) -> Scene:
    """The hall now. A closed counter is expected to open as it does on other days."""
    everybody = pulse.everybody
    offered = [service.code for service in pulse.services]
    called = [code for counter in pulse.counters for code in (*own_services(counter), *counter.helps)]
    return Scene(
        now=pulse.at.timestamp(),
        rules={code: pulse.regulations.rule_of(code) for code in sorted({*offered, *called, *everybody.by_service})},
        desks=[_desk(pulse, counter) for counter in pulse.counters],
        people=[each for line in everybody.by_service.values() for each in line],
        kept_for={each.ticket: counter for counter, line in everybody.kept.items() for each in line},
        comers=[(service, lane) for service in offered for lane in (Lane.ORDINARY, Lane.PRIORITY)],
        booked=list(_booked(pulse)),
        help_after_s=pulse.regulations.help_after_s,
        day_began=wall_time(pulse.day, 0, pulse.hall.timezone).timestamp(),
    )


def _booked(pulse: Pulse) -> Iterator[tuple[str, float]]:
    """Appointments that may still be kept."""
    asked = {"hall": pulse.hall.id, "day": pulse.day, "is_trial": pulse.hall.trial_since is not None}
    for service, slot_at in pulse.db.execute(_BOOKED, asked):
        if (pulse.at - slot_at).total_seconds() < pulse.regulations.rule_of(service).appt_grace_s:
            yield service, slot_at.timestamp()


def _desk(pulse: Pulse, counter: Record) -> Desk:
    run, away = counter.run if counter.run_day == pulse.day else 0, planned_away(pulse, counter.number)
    free = called = serving = back = rests_since = session = None
    if counter.state == "paused":
        until = counter.until or pulse.regulations.break_end(counter.number, pulse.at, pulse.hall.timezone)
        back = until.timestamp() if until else None
        if back is None and counter.ticket_id is None:
            rests_since = counter.state_since.timestamp()
        else:  # begun when the person in hand is done; of one without an end nobody can say when it is over
            away = ((pulse.at.timestamp(), inf if back is None else back), *away)
    if counter.ticket_id is not None and counter.ticket_state == State.SERVING:
        serving = counter.ticket_service, (counter.started_at or pulse.at).timestamp()
    elif counter.ticket_id is not None:
        called = counter.ticket_service, (counter.last_called_at or pulse.at).timestamp()
    elif counter.state == "open":
        free = (counter.ready_since or counter.state_since).timestamp()
    elif counter.state == "closed":
        session = _session(pulse, counter)
    return Desk(
        counter.number, tuple(own_services(counter)), tuple(counter.helps), run,
        free_since=free, called=called, serving=serving, back=back, away=away,
        rests_since=rests_since, session=session,
    )  # fmt: skip


def _session(pulse: Pulse, counter: Record) -> float | None:
    """When the session in which this closed counter may open began, or begins: that which is on, or today's next. None
    in a hall without hours, after the last session, and when it closed in this one: it has gone, and is not late."""
    calendar = days_off.calendar(pulse.regulations, pulse.hall.timezone)
    left = (session for session in calendar.sessions(pulse.day) if pulse.at < session.end) if calendar else iter(())
    session = next(left, None)
    if session is None or counter.state_since > session.start:
        return None
    return session.start.timestamp()


def planned_away(pulse: Pulse, number: int) -> tuple[tuple[float, float], ...]:
    """The counter's planned breaks today, and the hours in which the hall rests between its sessions: since, until."""
    calendar = days_off.calendar(pulse.regulations, pulse.hall.timezone)
    sessions = calendar.sessions(pulse.day) if calendar else []
    rests = [(one.end.timestamp(), other.start.timestamp()) for one, other in pairwise(sessions)]
    return tuple(sorted([*breaks(pulse, number, pulse.day), *rests]))


def breaks(pulse: Pulse, number: int, day: date) -> Iterator[tuple[float, float]]:
    """The counter's planned breaks of that day: since, until."""
    zone = pulse.hall.timezone
    for pause in pulse.regulations.breaks_of(number, day):
        since, until = (wall_time(day, minutes, zone).timestamp() for minutes in pause.interval)
        yield since, until
