"""Proves a hall's story: no gap, the hash chain whole, and the story told anew gives the very rows we have."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from server import queries
from server.db import Database
from server.domain.errors import IllegalMove
from server.domain.story import BEGINNING, first_break
from server.domain.ticket import IN_HAND, State, Told, fold
from server.models import Counter, Hall, Record, Ticket

PAGE = 5000


def check(database: Database) -> list[str]:
    """A sentence for every fault found; empty when all is well."""
    faults: list[str] = []
    with database.read() as db:
        for hall in db.execute(select(Hall.__table__)).all():
            faults += _check_hall(db, hall)
    return faults


def _check_hall(db: Connection, hall: Record) -> Iterator[str]:
    reading = _Reading(db, hall.id)
    try:
        told = fold(reading.rows())
    except (IllegalMove, LookupError):
        told = None
        for _ in reading.rows():  # the rest of the chain may be whole or not
            pass
    if reading.broken is not None:
        yield f"Hall {hall.id}: the chain of the story breaks at row {reading.broken}."
    if (reading.seq, reading.head) != (hall.seq, hall.head):
        yield f"Hall {hall.id}: the story ends at row {reading.seq}, the hall stands at {hall.seq}."
    if told is None:
        yield f"Hall {hall.id}: the story tells of a move that cannot have happened."
    else:
        yield from _compare(db, hall.id, told)


class _Reading:
    """Reads a hall's story once, page by page, and proves its chain on the way: years of it fit no memory."""

    def __init__(self, db: Connection, hall_id: int) -> None:
        self._db, self._hall_id = db, hall_id
        self.seq, self.head = 0, BEGINNING
        self.broken: int | None = None

    def rows(self) -> Iterator[dict[str, Any]]:
        while page := queries.story(self._db, self._hall_id, self.seq, PAGE):
            if self.broken is None:
                self.broken = first_break(page, self.head, self.seq)
            self.seq, self.head = page[-1]["seq"], page[-1]["hash"]
            yield from page


def _compare(db: Connection, hall_id: int, told: dict[int, Told]) -> Iterator[str]:
    numbers = {row.id: row.number for row in db.execute(select(Counter.id, Counter.number))}
    for row in db.execute(select(Ticket.__table__).where(Ticket.hall_id == hall_id)):
        here = Told(
            state=State(row.state),
            service=row.service,
            counter=numbers[row.counter_id] if State(row.state) in IN_HAND else None,
            calls=row.calls,
            outcome=row.outcome,
        )
        if told.get(row.id) != here:
            yield f"Hall {hall_id}: ticket {row.label} of {row.day} is {here}, but the story says {told.get(row.id)}."
