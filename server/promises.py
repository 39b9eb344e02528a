"""Named reads for the honesty report: what people were told of their wait, and how it came true, week by week."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, bindparam, select

from server.domain.honesty import Honesty, Tally, promise_of
from server.domain.ticket import State
from server.models import Ticket
from server.pulse import Pulse
from server.roll_up import UNTOLD, US, read_closed_days

Json = dict[str, Any]

FRESH = timedelta(minutes=1)

_Tallies = Mapping[date, Mapping[str, Tally]]
"""By the Monday of a week, and by service."""

_KNOWN = WeakKeyDictionary[Any, tuple[datetime, Honesty]]()
"""By the one who projects a hall in this process: when its week was read, and what it was."""

_TOLD = (
    select(
        Ticket.day, Ticket.service, Ticket.issued_at, Ticket.waits_since, Ticket.delayed_at, Ticket.first_called_at,
        Ticket.ended_at, Ticket.said_p10, Ticket.said_p50, Ticket.said_p90,
    )
    .where(
        Ticket.hall_id == bindparam("hall"),
        Ticket.day.in_(bindparam("days", expanding=True)),
        Ticket.is_trial.is_(False),
        Ticket.state != State.VOIDED.value,
        Ticket.said_p50.is_not(None),
    )
)  # fmt: skip


def promises(db: Connection, pulse: Pulse, weeks: int) -> Json:
    """The answer of `GET /figures/promises`: this week and those before it, the newest first. Raises
    FiguresInTheMaking."""
    monday = _monday(pulse.day)
    mondays = [monday - timedelta(weeks=back) for back in range(weeks)]
    came_true = _came_true(db, pulse, mondays[-1])
    return {**pulse.head, "weeks": [_week(pulse, each, came_true.get(each, {})) for each in mondays]}


def this_week(db: Connection, pulse: Pulse) -> Honesty:
    """How this week's promises came true so far: the same as its row on the page, the alarm too, at most a minute old;
    alerts are told every two seconds."""
    known = _KNOWN.get(pulse.projector)
    if known is None or abs(pulse.at - known[0]) >= FRESH:
        monday = _monday(pulse.day)
        whole = _whole(_came_true(db, pulse, monday).get(monday, {}))
        known = _KNOWN[pulse.projector] = pulse.at, whole.honesty()
    return known[1]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _came_true(db: Connection, pulse: Pulse, since: date) -> _Tallies:
    """The promises since that day: closed days as they are kept, others from their tickets."""
    closed, others = read_closed_days(db, pulse.hall, since, pulse.day)
    if pulse.breathe:
        pulse.breathe()
    found: _Tallies = defaultdict(lambda: defaultdict(Tally))
    judged = closed.legs["verdict"] != UNTOLD
    columns = (closed.legs[name][judged].tolist() for name in ("day", "service", "verdict", "told_s", "called_after"))
    for day, service, verdict, told_s, called_after in zip(*columns, strict=True):
        waited_s = None if called_after < 0 else called_after / US
        found[_monday(date.fromordinal(day))][closed.words[service]].add(verdict, told_s, waited_s)
    for row in db.execute(_TOLD, {"hall": pulse.hall.id, "days": others}):
        promise = promise_of(row)
        if promise:
            found[_monday(row.day)][row.service].add_promise(promise)
    return found


def _whole(by_service: Mapping[str, Tally]) -> Tally:
    whole = Tally()
    for tally in by_service.values():
        whole.add_all(tally)
    return whole


def _week(pulse: Pulse, monday: date, by_service: Mapping[str, Tally]) -> Json:
    return {
        "monday": monday.isoformat(),
        **_whole(by_service).honesty().as_json(),
        "services": [
            {"service": code, "name": pulse.names_of(code)["name"], **tally.honesty().as_json()}
            for code, tally in sorted(by_service.items(), key=lambda each: -each[1].n)
        ],
    }
