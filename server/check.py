"""Proves a hall's story: no gap, the hash chain whole, and the story told anew gives the very rows we have."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from server import queries
from server.db import Database
from server.domain.story import first_break
from server.domain.ticket import IN_HAND, State, Told, fold
from server.models import Counter, Hall, Ticket

PAGE = 5000


def check(database: Database) -> list[str]:
    """A sentence for every fault found; empty when all is well."""
    faults = []
    with database.read() as db:
        for hall in db.execute(select(Hall.__table__)).all():
            rows = list(_story(db, hall.id))
            broken = first_break(rows)
            if broken is not None:
                faults.append(f"Hall {hall.id}: the chain of the story breaks at row {broken}.")
            last = rows[-1] if rows else {"seq": 0, "hash": hall.head}
            if (last["seq"], last["hash"]) != (hall.seq, hall.head):
                faults.append(f"Hall {hall.id}: the story ends at row {last['seq']}, the hall stands at {hall.seq}.")
            faults += _compare(db, hall.id, fold(rows))
    return faults


def _story(db: Connection, hall_id: int) -> Iterator[dict[str, Any]]:
    after = 0
    while page := queries.story(db, hall_id, after, PAGE):
        yield from page
        after = page[-1]["seq"]


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
