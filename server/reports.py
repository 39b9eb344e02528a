"""Named reads for figures: what a day was, from the tickets' own times."""

from collections import Counter as Tally
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from server.domain.figures import TARGET_S, Spread, spread
from server.domain.legs import counted_state, is_left_late, never_was
from server.domain.slots import HOME
from server.domain.ticket import TOLD, Move, State
from server.models import Counter, Record, Service, Story, Ticket

Json = dict[str, Any]


def figures(db: Connection, hall: Record, day: date, *, is_trial: bool = False) -> Json:
    """The `figures` level of `day`, without its head; practice has figures of its own, a void ticket is in none."""
    tickets = db.execute(
        select(
            Ticket.id, Ticket.service, Ticket.state, Ticket.last_counter, Ticket.leg, Ticket.channel, Ticket.outcome,
            Ticket.parked_at, Ticket.issued_at, Ticket.waits_since, Ticket.called_at, Ticket.started_at,
            Ticket.ended_at,
        ).where(
            Ticket.hall_id == hall.id, Ticket.day == day, Ticket.is_trial == is_trial,
            Ticket.state != State.VOIDED.value,
        )
    ).all()  # fmt: skip
    gone = _never_were(db, hall, tickets)
    tickets = [ticket for ticket in tickets if ticket.id not in gone]
    states = Tally(map(counted_state, tickets))
    return {
        "day": day.isoformat(),
        "issued": sum(1 for ticket in tickets if ticket.leg == 1),
        "from_home": sum(1 for ticket in tickets if ticket.leg == 1 and ticket.channel == HOME),
        **{state.value: states[state.value] for state in State if state is not State.VOIDED},
        "waited": _waited(tickets).as_json(),
        "waiting_since": _waiting_since(tickets),
        "left_late": sum(map(is_left_late, tickets)),
        "served": _served(tickets).as_json(),
        "target_s": TARGET_S,
        "services": _by_service(db, hall, tickets),
        "counters": _by_counter(db, hall, tickets),
        "hours": _by_hour(hall, tickets),
        "outcomes": dict(Tally(ticket.outcome for ticket in tickets if ticket.outcome)),
        "guides": guides(db, hall, day, day, is_trial=is_trial),
    }


def _never_were(db: Connection, hall: Record, tickets: Iterable[Record]) -> set[int]:
    """The legs of visits that a finish had begun and its undoing took back."""
    maybe = [ticket.id for ticket in tickets if ticket.state == State.CANCELLED and ticket.leg > 1]
    if not maybe:
        return set()
    ended = select(Story.ticket_id, Story.kind, Story.details).where(
        Story.hall_id == hall.id, Story.ticket_id.in_(maybe), Story.kind == TOLD[Move.CANCEL]
    )
    return {row.ticket_id for row in db.execute(ended) if never_was(row)}


def guides(db: Connection, hall: Record, since: date, through: date, *, is_trial: bool) -> int:
    """Guide slips given from `since` to `through`: people who were spared a wait with papers missing."""
    zone = ZoneInfo(hall.timezone)
    begin, end = (datetime.combine(day, time(), zone) for day in (since, through + timedelta(days=1)))
    of_kind = (Story.hall_id == hall.id) & (Story.kind == "guide_given")
    # The newest row of the days before bounds what is read: the story holds the guides of years. They are found by the
    # index of kinds: by that of times SQLite would walk through all that was ever told.
    at = func.coalesce(Story.at, Story.at)
    before = select(Story.seq).where(of_kind, at < begin).order_by(Story.seq.desc()).limit(1).scalar_subquery()
    given = select(Story.details).where(of_kind, Story.seq > func.coalesce(before, 0), at < end)
    return sum(details["is_trial"] == is_trial for details in db.execute(given).scalars())


def _waited(tickets: Iterable[Record]) -> Spread:
    """From taking one's place in this line to the call."""
    return spread((t.called_at - t.waits_since).total_seconds() for t in tickets if t.called_at is not None)


def _waiting_since(tickets: Iterable[Record]) -> list[str]:
    """Since when those wait who wait, the longest first: instants and no ages, for a wait grows while nothing happens,
    and passes the target unheard."""
    return [since.isoformat() for since in sorted(t.waits_since for t in tickets if t.state == State.WAITING)]


def _served(tickets: Iterable[Record]) -> Spread:
    """From the start of service to its end."""
    return spread(
        (t.ended_at - t.started_at).total_seconds()
        for t in tickets
        if t.state == State.FINISHED and t.started_at is not None
    )


def _by_service(db: Connection, hall: Record, tickets: Sequence[Record]) -> list[Json]:
    services = db.execute(
        select(Service.code, Service.names).where(Service.hall_id == hall.id).order_by(Service.position)
    )
    rows = []
    for service in services:
        of = [ticket for ticket in tickets if ticket.service == service.code]
        rows.append(
            {
                "service": service.code,
                "name": service.names["name"],
                "issued": len(of),
                "waiting": sum(1 for ticket in of if ticket.state == State.WAITING),
                **_done(of),
            }
        )
    return rows


def _by_counter(db: Connection, hall: Record, tickets: Sequence[Record]) -> list[Json]:
    counters = db.execute(
        select(Counter.number, Counter.name).where(Counter.hall_id == hall.id).order_by(Counter.number)
    )
    return [
        {"number": row.number, "name": row.name, **_done([t for t in tickets if t.last_counter == row.number])}
        for row in counters
    ]


def _done(tickets: Sequence[Record]) -> Json:
    states = Tally(map(counted_state, tickets))
    return {
        "finished": states[State.FINISHED.value],
        "absent": states[State.ABSENT.value],
        "waited": _waited(tickets).as_json(),
        "served": _served(tickets).as_json(),
    }


def _by_hour(hall: Record, tickets: Sequence[Record]) -> list[Json]:
    zone = ZoneInfo(hall.timezone)
    hour_of: Callable[[Record, str], int | None] = lambda ticket, column: (  # noqa: E731
        moment.astimezone(zone).hour if (moment := getattr(ticket, column)) is not None else None
    )
    hours = sorted(
        {hour for t in tickets for hour in (hour_of(t, "issued_at"), hour_of(t, "ended_at")) if hour is not None}
    )
    rows = []
    for hour in hours:
        came = [t for t in tickets if hour_of(t, "issued_at") == hour]
        rows.append(
            {
                "hour": hour,
                "issued": sum(1 for t in came if t.leg == 1),
                "finished": sum(1 for t in tickets if t.state == State.FINISHED and hour_of(t, "ended_at") == hour),
                "waited": _waited(came).as_json(),
                "waiting_since": _waiting_since(came),
                "left_late": sum(map(is_left_late, came)),
            }
        )
    return rows
