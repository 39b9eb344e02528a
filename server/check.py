"""Proves a hall's story: no gap, the hash chain whole, and the story told anew gives the very rows we have."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, exists, select

from server import queries
from server.db import Database
from server.domain.errors import IllegalMove
from server.domain.proof import Chain, Fault, Head, Proof
from server.domain.ticket import IN_HAND, Retelling, Told
from server.models import Counter, Hall, Record, Story, Ticket

PAGE = 5000
AT_ONCE = 500
"""Tickets asked for by one statement."""

Heard = Callable[[int, int], None]
"""Told the rows read so far, and how many there are."""


def check(
    database: Database, kept: Head | None = None, heard: Heard = lambda _read, _all: None, hall: int | None = None
) -> dict[int, Proof]:
    """A proof for every hall, or for `hall`; `kept` is a head of it that was noted elsewhere.

    All of it is read in one transaction, which holds up nobody who writes: what is told meanwhile is not part of it.
    """
    with database.read() as db:
        halls = db.execute(select(Hall.__table__).order_by(Hall.id)).all()
        return {row.id: _Checking(db, row, heard).prove(kept) for row in halls if hall in (None, row.id)}


class _Checking:
    """Reads a hall's story once, page by page, and compares the tickets of each day that is over on the way: years of
    either fit no memory."""

    def __init__(self, db: Connection, hall: Record, heard: Heard) -> None:
        self._db, self._hall, self._heard = db, hall, heard
        self._numbers = {row.id: row.number for row in db.execute(select(Counter.id, Counter.number))}
        self._retelling: Retelling | None = Retelling()
        self._day = ""
        self._faults: list[Fault] = []

    def prove(self, kept: Head | None) -> Proof:
        chain = Chain(kept)
        while page := queries.story(self._db, self._hall.id, chain.head.seq, PAGE):
            for row in page:
                chain.hear(row)
                self._retell(row)
            self._heard(chain.rows, self._hall.seq)
        self._end()
        broken = chain.faults(Head(self._hall.seq, self._hall.head))
        return Proof(chain.rows, chain.head, chain.last_at, (*broken, *self._faults))

    def _retell(self, row: Mapping[str, Any]) -> None:
        if self._retelling is None:
            return  # after a move that cannot have happened, every further one is a consequence
        day = row["at"][:10]
        if day > self._day:
            self._day = day
            self._compare(self._retelling.take_ended())
        try:
            self._retelling.hear(row)
        except (IllegalMove, LookupError, TypeError, ValueError, AttributeError):  # whoever forges a row forgets a part
            self._retelling = None
            self._faults.append(Fault("impossible", {"seq": row["seq"]}))

    def _end(self) -> None:
        if self._retelling is None:
            return
        self._compare(self._retelling.left())
        issued = exists().where(
            Story.hall_id == self._hall.id, Story.ticket_id == Ticket.id, Story.kind == "ticket_issued"
        )
        untold = select(Ticket.__table__).where(Ticket.hall_id == self._hall.id, ~issued).order_by(Ticket.id)
        self._faults += [_differs(row, self._stands(row), None) for row in self._db.execute(untold)]

    def _compare(self, told: Mapping[int, Told]) -> None:
        for ids in _batches(told, AT_ONCE):
            rows = self._db.execute(select(Ticket.__table__).where(Ticket.id.in_(ids)).order_by(Ticket.id)).all()
            self._faults += [
                _differs(row, here, told[row.id]) for row in rows if (here := self._stands(row)) != told[row.id]
            ]
            lost = set(ids) - {row.id for row in rows}
            self._faults += [Fault("lost", {"ticket": ticket}) for ticket in sorted(lost)]

    def _stands(self, row: Record) -> Told:
        return Told(
            state=row.state,  # a word that is no state is found to be another one
            service=row.service,
            counter=self._numbers.get(row.counter_id) if row.state in IN_HAND else None,
            calls=row.calls,
            outcome=row.outcome,
        )


def _batches(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    left = iter(ids)
    while batch := list(islice(left, size)):
        yield batch


def _differs(ticket: Record, here: Told, told: Told | None) -> Fault:
    """What the ticket's row says and what the story does, as far as the two are not the same."""
    names = [name for name in ("state", "service", "counter", "calls", "outcome") if told is None or
             getattr(here, name) != getattr(told, name)]  # fmt: skip
    said = {"here": _said(here, names), "told": "–" if told is None else _said(told, names)}
    return Fault("ticket", {"label": ticket.label, "day": ticket.day.isoformat(), **said})


def _said(told: Told, names: list[str]) -> str:
    return ", ".join(f"{name} {getattr(told, name)}" for name in names)
