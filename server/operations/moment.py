"""One verb's moment in a hall: the hall locked, the clock read, who acts, and the story being written."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from server.domain import regulations, story
from server.domain.errors import NotAllowed
from server.domain.numbering import local_day
from server.domain.regulations import Regulations
from server.models import Hall, Record, Story

# Statements of the hot path are built once: building one costs as much as running it.
_LOCK = select(Hall.__table__).where(Hall.id == bindparam("hall")).with_for_update()
_TELL = insert(Story)
_ADVANCE = update(Hall).where(Hall.id == bindparam("hall")).values(seq=bindparam("to_seq"), head=bindparam("to_head"))


@dataclass(frozen=True)
class Actor:
    """Who asks for a verb, as far as the verbs need to know."""

    by: str
    """The account's user or the device's name: what the story writes."""
    may_everywhere: bool = True
    """True for supervisors, who may act at every counter; a clerk may at their own only."""
    counter: int | None = None
    """The clerk's own counter."""
    services: tuple[str, ...] | None = None
    """The services this clerk calls instead of the counter's; None: the counter's."""
    may_choose: bool = True
    """Whether this person may call a chosen ticket out of order."""

    def must_be_at(self, counter: int | None) -> None:
        """Raises NotAllowed when this person has nothing to say at `counter`."""
        if not self.may_everywhere and counter != self.counter:
            raise NotAllowed(counter=counter)

    def must_supervise(self) -> None:
        """Raises NotAllowed for a clerk: what belongs to no counter is the supervisor's."""
        if not self.may_everywhere:
            raise NotAllowed


@dataclass
class Moment:
    """Made by `perform`, used by one verb, written down at its end."""

    db: Connection
    hall: Record
    now: datetime
    actor: Actor
    told: list[dict[str, Any]] = field(default_factory=list)
    """The story rows of this verb: an explicit list, so that no announcement depends on what a session remembers."""
    is_news: bool = False
    """Whether the screens must hear of this verb although it tells the story nothing."""

    @property
    def day(self) -> date:
        return local_day(self.now, self.hall.timezone)

    @property
    def regulations(self) -> Regulations:
        """How this hall works."""
        return regulations.read(self.hall.regulations)

    def tell(
        self,
        kind: str,
        *,
        ticket: Record | None = None,
        counter: int | None = None,
        why: str | None = None,
        **details: Any,
    ) -> dict[str, Any]:
        """Add a row to the hall's story; it is numbered and chained here and stored with the verb's changes."""
        last = self.told[-1] if self.told else {"seq": self.hall.seq, "hash": self.hall.head}
        row = {
            "seq": last["seq"] + 1,
            "at": self.now.isoformat(),
            "kind": kind,
            "ticket": ticket.id if ticket else None,
            "label": ticket.label if ticket else None,
            "counter": counter,
            "by": self.actor.by,
            "why": why,
            "details": details,
        }
        row["hash"] = story.chain(last["hash"], row)
        self.told.append(row)
        return row

    def write_down(self) -> None:
        """Store what was told, and the new head of the chain."""
        if not self.told:
            return
        rows = [
            {
                **{key: value for key, value in row.items() if key != "ticket"},
                "ticket_id": row["ticket"],
                "at": self.now,
                "hall_id": self.hall.id,
            }
            for row in self.told
        ]
        self.db.execute(_TELL, rows)
        last = self.told[-1]
        self.db.execute(_ADVANCE, {"hall": self.hall.id, "to_seq": last["seq"], "to_head": last["hash"]})


def lock_hall(db: Connection, hall_id: int) -> Record:
    """The hall's row, locked until the transaction ends: two verbs of one hall never run at the same time.

    SQLite ignores FOR UPDATE; there BEGIN IMMEDIATE has already put this transaction alone.
    """
    return db.execute(_LOCK, {"hall": hall_id}).one()
