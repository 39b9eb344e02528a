"""What people thought, counter by counter, never of so few that they point at somebody; and whom a tablet may ask."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from server.domain.rating import FEWEST, mixed_total
from server.domain.ticket import State
from server.models import Record, Story, Ticket
from server.public_models import Rating
from server.pulse import Pulse
from server.queries import service_name

Json = dict[str, Any]

_DAYS = (
    select(Rating.counter, Rating.service, func.count().label("n"), func.sum(Rating.score).label("total"))
    .where(
        Rating.hall_id == bindparam("hall"),
        Rating.day.between(bindparam("since"), bindparam("through")),
        Rating.is_trial.is_(False),
    )
    .group_by(Rating.counter, Rating.service, Rating.day)
    .order_by(Rating.counter, Rating.service)
)

WAKES = timedelta(minutes=5)
"""So long after a finish somebody may still come back to the tablet and touch it."""

_LATEST = 60
"""Finishes of the last minutes are among these, in the busiest hall."""

_FINISHES = (
    select(Story.seq, Story.at, Story.counter, Ticket.state, Ticket.is_rated)
    .join(Ticket, Ticket.id == Story.ticket_id)
    .where(Story.hall_id == bindparam("hall"), Story.kind == "ticket_finished")
    .order_by(Story.seq.desc())
    .limit(_LATEST)
)


def finishes(db: Connection, pulse: Pulse) -> Json:
    """The level of the tablets: at which counters somebody was served just now, and may say how it was. Nothing of who.

    Not once it is rated or taken back, nor while the next person sits there.
    """
    newest: dict[int, Any] = {}
    for row in db.execute(_FINISHES, {"hall": pulse.hall.id}):
        if pulse.at - row.at < WAKES:
            newest.setdefault(row.counter, row)
    counters = []
    for counter in pulse.counters:
        last = newest.get(counter.number)
        may_rate = last is not None and last.state == State.FINISHED and not last.is_rated
        is_free = counter.ticket_state != State.SERVING
        finished = {"seq": last.seq, "at": last.at.isoformat()} if last and may_rate and is_free else None
        counters.append({"number": counter.number, "name": counter.name, "finished": finished})
    return {**pulse.head, "hall": {"name": pulse.hall.name}, "counters": counters}


def groups(db: Connection, pulse: Pulse, since: date, through: date) -> list[Json]:
    """Each counter and service with enough ratings of these days; nothing out of which one rating could be told.

    No total, and nothing before the last of the days is over: who reads before and after a rating knows what it was.
    The days of fewer than `FEWEST` count only together, when they are enough: else a month less its days tells them.
    For the same reason each part is mixed before it is added up, and not the whole.
    """
    if through >= pulse.day:
        return []
    groups = []
    asked = {"hall": pulse.hall.id, "since": since, "through": through}
    for (counter, service), days in groupby(db.execute(_DAYS, asked), lambda row: (row.counter, row.service)):
        parts: list[tuple[int, int]] = []
        few: list[Record] = []
        for row in days:
            if row.n >= FEWEST:
                parts.append((row.n, mixed_total(row.n, row.total)))
            else:
                few.append(row)
        n_few = sum(row.n for row in few)
        if n_few >= FEWEST:
            parts.append((n_few, mixed_total(n_few, sum(row.total for row in few))))
        if parts:
            n = sum(part[0] for part in parts)
            mean = round(sum(part[1] for part in parts) / n, 2)
            name = service_name(pulse, service, "vi")
            groups.append({"counter": counter, "service": service, "service_name": name, "n": n, "mean": mean})
    return groups
