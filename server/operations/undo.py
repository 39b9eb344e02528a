"""The verb that takes the last desk move back, for ten seconds."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from server.domain.errors import CounterBusy, CounterClosed, NothingToUndo
from server.domain.ticket import UNDO_S, UNDOABLE, Move, State
from server.models import Counter, Record, Story, Ticket
from server.operations.moment import Moment
from server.operations.move import change, find_ticket

_TIMES = frozenset({"issued_at", "counts_from", "waits_since", "called_at", "started_at", "parked_at", "ended_at"})


def undo(moment: Moment, *, ticket: int) -> Record:
    """Put the ticket back as it was before its last move; the move and its undoing both stay in the story.

    Raises NothingToUndo when the last move is older than `UNDO_S`, is none that can be undone, or when the visit has
    gone on since; NotAllowed for another clerk's move; CounterBusy when its counter has another ticket by now, and
    CounterClosed when it has closed.
    """
    found = find_ticket(moment, ticket)
    last = last_move(moment, ticket)
    if last is None or moment.now - last.at > timedelta(seconds=UNDO_S):
        raise NothingToUndo(ticket=ticket)
    if last.by != moment.actor.by:
        moment.actor.must_be_at(last.counter)
    before: dict[str, Any] = {
        column: datetime.fromisoformat(value) if column in _TIMES and value else value
        for column, value in last.details["before"].items()
    }
    _counter_must_be_free(moment, before.get("counter_id"), ticket)
    if last.details["move"] == Move.FINISH:
        _take_back_next_leg(moment, found)
    restored = change(moment, found, before)
    moment.tell("move_undone", ticket=found, counter=last.counter, move=last.details["move"], undone=last.seq)
    return restored


def last_move(moment: Moment, ticket: int) -> Record | None:
    """The newest move of the ticket if it is one that can be undone, else None."""
    last = moment.db.execute(
        select(Story.__table__)
        .where(Story.hall_id == moment.hall.id, Story.ticket_id == ticket, Story.kind != "paper_reported")
        .order_by(Story.seq.desc())
        .limit(1)
    ).one()
    return last if last.details.get("move") in UNDOABLE and last.kind != "move_undone" else None


def _counter_must_be_free(moment: Moment, counter_id: int | None, ticket: int) -> None:
    if counter_id is None:
        return
    counter = moment.db.execute(select(Counter.number, Counter.state).where(Counter.id == counter_id)).one()
    if counter.state == "closed":
        raise CounterClosed(counter=counter.number)
    other = moment.db.execute(
        select(Ticket.label).where(Ticket.counter_id == counter_id, Ticket.id != ticket)
    ).scalar_one_or_none()
    if other is not None:
        raise CounterBusy(label=other)


def _take_back_next_leg(moment: Moment, finished: Record) -> None:
    later = moment.db.execute(
        select(Ticket.__table__).where(
            Ticket.token == finished.token, Ticket.leg > finished.leg, Ticket.state != State.CANCELLED.value
        )
    ).all()
    if any(leg.state != State.WAITING for leg in later):
        raise NothingToUndo(ticket=finished.id)
    if not later:
        return
    (following,) = later
    moment.db.execute(
        update(Ticket).where(Ticket.id == following.id).values(state=State.CANCELLED.value, ended_at=moment.now)
    )
    moment.tell("ticket_cancelled", ticket=following, why="undo", move=Move.CANCEL.value, before={})
