"""Named reads for the honesty report: what people were told of their wait, and how it came true, week by week."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, bindparam, select

from server.domain.honesty import Honesty, Promise, honesty, promise_of
from server.domain.ticket import State
from server.models import Ticket
from server.pulse import Pulse

Json = dict[str, Any]

_AT_ONCE = 1000
"""So many tickets are read before others have their turn: two months of a busy hall are a second."""

FRESH = timedelta(minutes=1)

_KNOWN = WeakKeyDictionary[Any, tuple[datetime, Honesty]]()
"""By the one who projects a hall in this process: when its week was read, and what it was."""

_TOLD = (
    select(
        Ticket.day, Ticket.service, Ticket.issued_at, Ticket.waits_since, Ticket.delayed_at, Ticket.first_called_at,
        Ticket.ended_at, Ticket.said_p10, Ticket.said_p50, Ticket.said_p90,
    )
    .where(
        Ticket.hall_id == bindparam("hall"),
        Ticket.day >= bindparam("first"),
        Ticket.day <= bindparam("last"),
        Ticket.is_trial.is_(False),
        Ticket.state != State.VOIDED.value,
        Ticket.said_p50.is_not(None),
    )
)  # fmt: skip


def promises(db: Connection, pulse: Pulse, weeks: int) -> Json:
    """The answer of `GET /figures/promises`: this week and those before it, the newest first."""
    monday = pulse.day - timedelta(days=pulse.day.weekday())
    mondays = [monday - timedelta(weeks=back) for back in range(weeks)]
    found: dict[date, dict[str, list[Promise]]] = {each: {} for each in mondays}
    asked = {"hall": pulse.hall.id, "first": mondays[-1], "last": monday + timedelta(days=6)}
    for of, service, promise in _came_true(db, pulse, asked):
        found[of].setdefault(service, []).append(promise)
    return {**pulse.head, "weeks": [_week(pulse, each, found[each]) for each in mondays]}


def this_week(db: Connection, pulse: Pulse) -> Honesty:
    """How this week's promises came true so far: the same as its row on the page, the alarm too, at most a minute old.

    A week is 1,500 promises and 25 ms in a busy hall, and alerts are told every two seconds.
    """
    known = _KNOWN.get(pulse.projector)
    if known is None or abs(pulse.at - known[0]) >= FRESH:
        monday = pulse.day - timedelta(days=pulse.day.weekday())
        asked = {"hall": pulse.hall.id, "first": monday, "last": monday + timedelta(days=6)}
        known = _KNOWN[pulse.projector] = pulse.at, honesty(promise for _, _, promise in _came_true(db, pulse, asked))
    return known[1]


def _came_true(db: Connection, pulse: Pulse, asked: Json) -> Iterator[tuple[date, str, Promise]]:
    for rows in db.execute(_TOLD, asked).partitions(_AT_ONCE):
        if pulse.breathe:
            pulse.breathe()
        for row in rows:
            promise = promise_of(row)
            if promise:
                yield row.day - timedelta(days=row.day.weekday()), row.service, promise


def _week(pulse: Pulse, monday: date, by_service: dict[str, list[Promise]]) -> Json:
    everybody = [promise for line in by_service.values() for promise in line]
    return {
        "monday": monday.isoformat(),
        **honesty(everybody).as_json(),
        "services": [
            {"service": code, "name": pulse.names_of(code)["name"], **honesty(line).as_json()}
            for code, line in sorted(by_service.items(), key=lambda each: -len(each[1]))
        ],
    }
