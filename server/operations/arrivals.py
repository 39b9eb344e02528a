"""Verbs at the door: a ticket is issued, its paper reported, given back, or a person who missed the call returns."""

import secrets
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from server.domain.errors import UnknownService
from server.domain.numbering import label
from server.domain.ticket import IN_HAND, Lane, Move, State, after
from server.models import Record, Series, Service
from server.operations.moment import Moment
from server.operations.move import change, find_ticket, move_ticket, write_ticket

# Built once: building a statement costs as much as running it.
_OFFERED = select(Service.id).where(
    Service.hall_id == bindparam("hall"), Service.code == bindparam("code"), Service.is_active
)
_TAKE_NUMBER = {
    name: dialect.insert(Series)
    .values(last=1)
    .on_conflict_do_update(index_elements=["hall_id", "day", "letter"], set_={"last": Series.last + 1})
    .returning(Series.last)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def issue_ticket(
    moment: Moment,
    *,
    service: str,
    procedure: str | None = None,
    lane: Lane = Lane.ORDINARY,
    grounds: str | None = None,
    dossiers: int = 1,
    language: str = "vi",
    channel: str = "kiosk",
    slot_at: datetime | None = None,
) -> Record:
    """Give the next number of `service`'s series. Raises UnknownService."""
    if moment.db.execute(_OFFERED, {"hall": moment.hall.id, "code": service}).one_or_none() is None:
        raise UnknownService(service=service)
    number = _next_number(moment, service)
    return write_ticket(
        moment,
        hall_id=moment.hall.id,
        day=moment.day,
        series=service,
        number=number,
        leg=1,
        label=label(service, number),
        # 128 bits: nobody guesses another person's page.
        token=secrets.token_urlsafe(16),
        service=service,
        procedure=procedure,
        lane=lane.value,
        grounds=grounds,
        dossiers=dossiers,
        language=language,
        channel=channel,
        issued_at=moment.now,
        counts_from=moment.now,
        slot_at=slot_at,
    )


def _next_number(moment: Moment, letter: str) -> int:
    """Take a number from the series' row of this day: never a maximum plus one, never a count of tickets.

    A rolled-back verb gives its number back, a cancelled ticket does not. A new day is a new row; no job at midnight.
    """
    taken = _TAKE_NUMBER[moment.db.dialect.name]
    return int(moment.db.execute(taken, {"hall_id": moment.hall.id, "day": moment.day, "letter": letter}).scalar_one())


def report_paper(moment: Moment, *, ticket: int, outcome: str, detail: str | None = None) -> Record:
    """Write down what the kiosk knows of its paper: `printed`, `refused` or `unknown`. The ticket lives on anyway."""
    found = find_ticket(moment, ticket)
    moment.tell("paper_reported", ticket=found, outcome=outcome, detail=detail)
    return change(moment, found, {"paper": outcome})


def restore(moment: Moment, *, ticket: int, reason: str | None = None) -> Record:
    """A person who missed the call is back: they wait again, with the arrival they had."""
    found = find_ticket(moment, ticket)
    return move_ticket(moment, found, Move.RESTORE, counter=None, why=reason, called_at=None, calls=0)


def cancel(moment: Moment, *, ticket: int, reason: str) -> Record:
    """The ticket is given back or taken out, with a reason. Its number is never given again.

    Raises IllegalMove, or NotAllowed for a clerk when another counter has it in hand.
    """
    found = find_ticket(moment, ticket)
    after(Move.CANCEL, State(found.state))
    if State(found.state) in IN_HAND:
        moment.actor.must_be_at(found.last_counter)
    return move_ticket(
        moment, found, Move.CANCEL, counter=None, why=reason, counter_id=None, ended_at=moment.now, reason=reason
    )
