"""Named reads for supervisors: what needs a hand now, what was seen of it, and how each counter is getting on."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from server import days_off, queries, report_deliveries
from server.acknowledged import Seen, acknowledged
from server.domain.alerts import (
    Alert,
    DeskNow,
    HallNow,
    HeldNow,
    LineNow,
    MachineNow,
    SupplementNow,
    alerts,
    is_seen,
)
from server.domain.habits import USUAL_SERVICE_S, Habits, Lognormal
from server.domain.ticket import Lane, Outcome, State
from server.in_line import own_services
from server.models import Device, Record, Ticket
from server.promises import this_week
from server.pulse import Pulse
from server.scenes import planned_away, waits

Json = dict[str, Any]

_SUPPLEMENTS = (
    select(Ticket.id, Ticket.label, Ticket.series, Ticket.number, Ticket.person, Ticket.service, Ticket.last_counter)
    .where(
        Ticket.hall_id == bindparam("hall"),
        Ticket.day == bindparam("day"),
        Ticket.outcome == Outcome.SUPPLEMENT.value,
        Ticket.is_trial == bindparam("is_trial"),
    )
    .order_by(Ticket.ended_at, Ticket.id)
)
_DEVICES = (
    select(Device.__table__).where(Device.hall_id == bindparam("hall"), Device.revoked_at.is_(None)).order_by(Device.id)
)


def level(db: Connection, pulse: Pulse) -> Json:
    """The level `alerts`: for supervisors, and never for a screen of the hall."""
    hall = _hall(db, pulse)
    seen = acknowledged(db, pulse.hall, pulse.day)
    users = queries.seats(db, pulse)
    return {
        **pulse.head,
        "targets": {"amber_s": round(hall.amber_s), "red_s": round(hall.red_s)},
        "alerts": [_as_json(alert, seen.get((alert.kind, alert.subject))) for alert in alerts(hall)],
        "counters": [
            {
                "number": desk.number,
                "user": users.get(desk.number),
                "service": desk.held.service if desk.held else None,
                "usual_s": round(desk.held.usual_s) if desk.held else None,
                "long_s": round(desk.held.long_s) if desk.held else None,
            }
            for desk in hall.desks
        ],
    }


def current(db: Connection, pulse: Pulse) -> list[Alert]:
    """What needs a hand now."""
    return alerts(_hall(db, pulse))


def _as_json(alert: Alert, seen: Seen | None) -> Json:
    step = alert.step
    is_known = seen is not None and is_seen(alert.tone, seen.tone)
    return {
        "kind": alert.kind.value,
        "subject": alert.subject,
        "tone": alert.tone.value,
        "facts": dict(alert.facts),
        "step": {name: value for name, value in vars(step).items() if value is not None} if step else None,
        "seen": seen_text(seen) if seen and is_known else None,
    }


def seen_text(seen: Seen) -> Json:
    """Who has seen an alert, and when."""
    return {"by": seen.by, "at": queries.time_text(seen.at), "tone": seen.tone.value}


def _hall(db: Connection, pulse: Pulse) -> HallNow:
    rules = pulse.regulations
    devices = db.execute(_DEVICES, {"hall": pulse.hall.id}).all()
    working = [counter.number for counter in pulse.counters if counter.state != "closed"]
    return HallNow(
        at=pulse.at.timestamp(),
        lines=list(_lines(pulse)),
        desks=list(_desks(db, pulse)),
        machines=list(machines_now(pulse, devices)),
        uncalled=queries.uncalled(devices, working),
        supplements=list(_supplements(db, pulse)),
        honesty=this_week(db, pulse),
        undelivered=report_deliveries.told_problems(db, pulse.hall.id),
        amber_s=rules.targets.amber_s,
        red_s=rules.targets.red_s,
        recalls=rules.moves.recalls,
        is_resting=is_resting(pulse),
    )


def _lines(pulse: Pulse) -> Iterator[LineNow]:
    likely = waits(pulse)
    for service in pulse.services:
        oldest = min((row.oldest for row in pulse.waiting.get(service.code, {}).values()), default=pulse.at)
        wait = likely.of_comer(service.code, Lane.ORDINARY)
        yield LineNow(
            service=service.code,
            name=service.names["name"],
            waiting=pulse.people(service.code),
            longest_s=max((pulse.at - oldest).total_seconds(), 0.0),
            likely_s=None if wait is None else wait.p50,
        )


def _desks(db: Connection, pulse: Pulse) -> Iterator[DeskNow]:
    usual_s = {service.code: service.usual_s for service in pulse.services}
    since, users = queries.stands_since(db, pulse), queries.seats(db, pulse)
    for counter in pulse.counters:
        own = own_services(counter)
        people = [pulse.everybody.rows[each.ticket] for each in pulse.everybody.at(counter.number, own)]
        oldest = min((row.waits_since for row in people), default=pulse.at)
        yield DeskNow(
            number=counter.number,
            state=counter.state,
            since=since[counter.number].timestamp(),
            services=own,
            helps=counter.helps,
            waiting=len(people),
            longest_s=(pulse.at - oldest).total_seconds(),
            has_clerk=counter.number in users,
            held=_held(counter, usual_s, pulse) if counter.ticket_id is not None else None,
            away=away(pulse, counter),
        )


def away(pulse: Pulse, counter: Record) -> tuple[float, float] | None:
    """The latest time that has begun for which a counter was planned to be away: a break, the hall's own rest, or a
    pause whose end its clerk said, as long as that is within what a person may wait."""
    now = pulse.at.timestamp()
    planned = [each for each in planned_away(pulse, counter.number) if each[0] <= now]
    if counter.state == "paused" and (
        ends := pulse.regulations.break_end(counter.number, pulse.at, pulse.hall.timezone)
    ):
        planned.append((counter.state_since.timestamp(), ends.timestamp()))  # begun a little early
    if counter.state == "paused" and counter.until is not None:
        since, until = counter.state_since.timestamp(), counter.until.timestamp()
        planned += [(since, until)] if until - since <= pulse.regulations.targets.red_s else []
    return max(planned, key=lambda each: each[1], default=None)


def is_resting(pulse: Pulse) -> bool:
    """Whether the hall has yet to begin today, or rests between two sessions: nobody is late who comes back then."""
    calendar = days_off.calendar(pulse.regulations, pulse.hall.timezone)
    if calendar is None or calendar.session(pulse.at) is not None:
        return False
    return any(pulse.at < session.start for session in calendar.sessions(pulse.day))


def _held(counter: Record, usual_s: dict[str, float], pulse: Pulse) -> HeldNow:
    is_serving = counter.ticket_state == State.SERVING
    since = counter.started_at if is_serving else counter.last_called_at
    return HeldNow(
        ticket=counter.ticket_id,
        label=counter.label,
        service=counter.ticket_service,
        is_serving=is_serving,
        since=(since or pulse.at).timestamp(),
        calls=counter.calls,
        usual=_usual(counter, usual_s, pulse.projector.known),
    )


def _usual(counter: Record, usual_s: dict[str, float], known: Habits) -> Lognormal:
    """How long the service in hand takes at this counter: as the hall's days have taught, its clerk's pace included; of
    a service that has taught nothing yet, as its own mean says."""
    service = counter.ticket_service
    time = known.times.get(service) or Lognormal.of_mean(max(usual_s.get(service, USUAL_SERVICE_S), 1.0))
    longer, _ = known.paces.get(counter.number, (0.0, 0.0))
    return Lognormal(time.mu + longer, time.sigma)


def machines_now(pulse: Pulse, devices: Sequence[Record]) -> Iterator[MachineNow]:
    """The machines in trouble."""
    for device in devices:
        if wrong := queries.trouble(device, pulse.at, pulse.day):
            yield MachineNow(device.id, device.kind, wrong["wrong"], wrong)


def _supplements(db: Connection, pulse: Pulse) -> Iterator[SupplementNow]:
    """Who was asked for further papers more than once today: for one service, under one number or the same person."""
    asked: set[tuple[Any, ...]] = set()
    practises = pulse.hall.trial_since is not None
    for row in db.execute(_SUPPLEMENTS, {"hall": pulse.hall.id, "day": pulse.day, "is_trial": practises}):
        names = {(row.series, row.number, row.service), (row.person or row.id, row.service)}
        if asked & names:
            yield SupplementNow(row.id, row.label, row.last_counter)
        asked |= names
