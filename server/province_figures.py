"""Named reads for the province: what a period came to in each of its halls, and in all of them together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Any

import numpy as np
from sqlalchemy import Connection, Text, and_, bindparam, cast, exists, func, or_, select

from server.domain.figures import Spread, share
from server.domain.legs import counted_state, never_was
from server.domain.projection import Breath
from server.domain.ticket import State
from server.figure_models import DayWaits
from server.models import Hall, Story, Ticket
from server.roll_up import WAIT, Array, seconds, within_target
from server.table import microseconds

MOST_DAYS = 2
"""So many days of a hall are read from their tickets while somebody waits for it: today, and one just over."""

_AT_ONCE = 500
"""So many days are read before others have their turn."""

_KEPT = select(
    DayWaits.hall_id, DayWaits.visits, DayWaits.legs, DayWaits.absent, DayWaits.within, DayWaits.waits
).where(DayWaits.day.between(bindparam("since"), bindparam("through")), DayWaits.is_trial.is_(False))


@dataclass
class Sums:
    """What days came to: how many came, and how long each one waited."""

    visits: int = 0
    legs: int = 0
    absent: int = 0
    within: int = 0
    """Waits within the target, to the microsecond."""
    waits: list[Array] = field(default_factory=list)
    """In whole seconds; of days that were added one after another."""
    missing: int = 0
    """Days with tickets that nobody has rolled up yet: too many to be read now, so nothing is said."""

    def add(self, visits: int, legs: int, absent: int) -> None:
        self.visits, self.legs, self.absent = self.visits + visits, self.legs + legs, self.absent + absent

    def wait(self, waits: Array, within: int) -> None:
        self.within += within
        self.waits.append(waits)

    def as_json(self) -> dict[str, Any]:
        return {
            "visits": self.visits,
            "legs": self.legs,
            "absent": self.absent,
            "absent_share": share(self.absent, self.legs) if self.legs else None,
            "waited": self._waited().as_json(),
            "missing_days": self.missing,
        }

    def _waited(self) -> Spread:
        """As `period` spreads it: nearest-rank, of every single wait."""
        waits = np.concatenate([np.empty(0, WAIT), *self.waits])
        if (n := len(waits)) == 0:
            return Spread(0)
        ranks = [ceil(n * tenths / 10) - 1 for tenths in (5, 9, 10)]
        waits.partition(ranks)
        median, p90, longest = (int(waits[rank]) for rank in ranks)
        return Spread(n, median, p90, longest, share(self.within, n))


def by_hall(
    db: Connection, halls: Sequence[int], since: date, through: date, breathe: Breath | None
) -> dict[int, Sums]:
    """What these days came to in each hall: closed days as they are kept, others from their tickets."""
    sums = {hall: Sums() for hall in halls}
    for rows in db.execute(_KEPT, {"since": since, "through": through}).partitions(_AT_ONCE):
        if breathe:
            breathe()
        for row in rows:
            hall = sums[row.hall_id]
            hall.add(row.visits, row.legs, row.absent)
            hall.wait(np.frombuffer(row.waits, WAIT), row.within)
    open_days = _not_kept(db, since, through)
    for hall_id, days in open_days.items():
        if len(days) > MOST_DAYS:
            sums[hall_id] = Sums(missing=len(days))
    _add_open(db, sums, {hall: days for hall, days in open_days.items() if not sums[hall].missing})
    return sums


def together(sums: Iterable[Sums]) -> Sums:
    """All these halls as one: medians of all their people, never of their medians."""
    whole = Sums()
    for each in sums:
        whole.add(each.visits, each.legs, each.absent)
        whole.within += each.within
        whole.waits += each.waits
        whole.missing += each.missing
    return whole


def _not_kept(db: Connection, since: date, through: date) -> dict[int, list[date]]:
    """By hall, the days with tickets that are not rolled up: each day found by one step in the index."""
    first = select(func.min(Ticket.day)).where(Ticket.hall_id == Hall.id, Ticket.day >= since)
    begin = select(Hall.id.label("hall_id"), first.scalar_subquery().label("day")).cte("days", recursive=True)
    following = select(func.min(Ticket.day)).where(Ticket.hall_id == begin.c.hall_id, Ticket.day > begin.c.day)
    days = begin.union_all(select(begin.c.hall_id, following.scalar_subquery()).where(begin.c.day < through))
    is_kept = exists().where(
        DayWaits.hall_id == days.c.hall_id, DayWaits.day == days.c.day, DayWaits.is_trial.is_(False)
    )
    found: Mapping[int, list[date]] = defaultdict(list)
    for hall_id, day in db.execute(select(days.c.hall_id, days.c.day).where(days.c.day <= through, ~is_kept)):
        found[hall_id].append(day)
    return dict(found)


def _add_open(db: Connection, sums: Mapping[int, Sums], open_days: Mapping[int, Sequence[date]]) -> None:
    """Adds what the tickets of these days say by themselves, by two reads for all halls, or three."""
    halls_of: dict[date, list[int]] = defaultdict(list)
    for hall, days in open_days.items():
        for day in days:
            halls_of[day].append(hall)
    if not halls_of:
        return
    those: tuple[Any, ...] = (
        or_(*(and_(Ticket.hall_id.in_(halls), Ticket.day == day) for day, halls in halls_of.items())),
        Ticket.is_trial.is_(False),
        Ticket.state != State.VOIDED.value,
    )
    those = (*those, Ticket.id.not_in(_never_were(db, those)))
    for row in db.execute(_groups(those)):
        absent = row.legs if counted_state(row) == State.ABSENT else 0
        sums[row.hall_id].add(row.visits, row.legs, absent)
        if row.waits is not None:
            spans = np.array(row.waits.split(), np.int64)
            sums[row.hall_id].wait(seconds(spans), within_target(spans))


def _groups(those: Iterable[Any]) -> Any:
    """By hall and state, whoever was called, served or parked apart from whoever never was, as `counted_state` asks;
    the waits of each group as one text: thirty thousand rows of a number each would take longer than all else."""
    times = (Ticket.called_at, Ticket.started_at, Ticket.parked_at)
    waits = cast(microseconds(Ticket.waits_since, Ticket.called_at), Text)
    return (
        select(
            Ticket.hall_id,
            Ticket.state,
            *(func.min(time).label(time.key) for time in times),
            func.count().label("legs"),
            func.count().filter(Ticket.leg == 1).label("visits"),
            func.aggregate_strings(waits, " ").label("waits"),
        )
        .where(*those)
        .group_by(Ticket.hall_id, Ticket.state, *(time.is_(None) for time in times))
    )


def _never_were(db: Connection, those: Iterable[Any]) -> list[int]:
    """The legs of visits that a finish had begun and its undoing took back."""
    cancelled = select(Ticket.hall_id, Ticket.id).where(*those, Ticket.state == State.CANCELLED.value, Ticket.leg > 1)
    maybe = db.execute(cancelled).all()
    # By their tickets: by the kind of row a database would walk through all that was ever cancelled.
    told = select(Story.ticket_id, Story.kind, Story.details).where(
        Story.hall_id.in_({row.hall_id for row in maybe}), Story.ticket_id.in_([row.id for row in maybe])
    )
    return [row.ticket_id for row in db.execute(told) if never_was(row)] if maybe else []
