"""The one place where a ticket begins and changes its state: the row and its story, together."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from server.domain.errors import IllegalMove, UnknownTicket
from server.domain.ticket import OF_TODAY, TOLD, Move, State, after
from server.domain.waiting import Wait
from server.figure_models import DayLegs
from server.models import Record, Ticket
from server.operations.moment import Moment

_TICKET = select(Ticket.__table__).where(Ticket.id == bindparam("ticket"), Ticket.hall_id == bindparam("hall"))

_NEXT_LEG = select(func.coalesce(func.max(Ticket.leg), 0) + 1).where(Ticket.token == bindparam("token"))

_ISSUE = insert(Ticket).returning(*Ticket.__table__.columns)

_UNROLL = delete(DayLegs).where(DayLegs.hall_id == bindparam("hall"), DayLegs.day == bindparam("day"))


def write_ticket(
    moment: Moment, *, handed_at: datetime | None = None, said: Wait | None = None, **columns: Any
) -> Record:
    """A new row, waiting from now on unless `columns` say since when, and its story. `handed_at`: when a kiosk that
    could not reach us put the number into somebody's hand; `said`: how long its holder is told that it takes."""
    waiting = {"state": State.WAITING.value, "missing": [], "path": [], "waits_since": moment.now}
    waiting["is_trial"] = moment.hall.trial_since is not None
    told_wait = said.as_json() if said else {}
    columns |= {f"said_{quantile}": seconds for quantile, seconds in told_wait.items()}
    issued = moment.db.execute(_ISSUE, waiting | columns).one()
    _unroll(moment, issued)
    told = {column: getattr(issued, column) for column in ("service", "procedure", "lane", "grounds", "channel", "leg")}
    if handed_at is not None:
        told["handed_at"] = handed_at.isoformat()
    if said is not None:
        told["wait"] = told_wait
    moment.tell("ticket_issued", ticket=issued, **told)
    return issued


def next_leg(moment: Moment, token: str) -> int:
    """Which leg of its visit comes next. Not the one after the last that counted: a finish that was taken back has left
    its next leg behind, cancelled."""
    return int(moment.db.execute(_NEXT_LEG, {"token": token}).scalar_one())


def find_ticket(moment: Moment, ticket_id: int) -> Record:
    """The ticket's row. Raises UnknownTicket for one that is not of this hall."""
    found = moment.db.execute(_TICKET, {"ticket": ticket_id, "hall": moment.hall.id}).one_or_none()
    if found is None:
        raise UnknownTicket(ticket=ticket_id)
    return found


def must_be_of_today(moment: Moment, ticket: Record, move: Move) -> None:
    """Nobody calls a number of yesterday: it would wait for ever, or take the place of today's on every screen.

    Raises IllegalMove.
    """
    if ticket.day != moment.day:
        raise IllegalMove(move=move.value, state=ticket.state, day=ticket.day.isoformat())


def move_ticket(
    moment: Moment,
    ticket: Record,
    move: Move,
    *,
    counter: int | None,
    why: str | None = None,
    details: dict[str, Any] | None = None,
    **changes: Any,
) -> Record:
    """Make `move` and write it into the story at `counter`; `changes` are the columns that change with the state.

    The story keeps what the changed columns held before: undo puts that back. Raises IllegalMove.
    """
    state = after(move, State(ticket.state))
    if move in OF_TODAY:
        must_be_of_today(moment, ticket, move)
    changes["state"] = state.value
    moved = change(moment, ticket, changes)
    moment.tell(
        TOLD[move],
        ticket=ticket,
        counter=counter,
        why=why,
        move=move.value,
        **(details or {}),
        before={column: _plain(getattr(ticket, column)) for column in changes},
    )
    return moved


def change(moment: Moment, ticket: Record, changes: dict[str, Any]) -> Record:
    """Change the row, if it still is in the state in which it was read. Raises IllegalMove when it is not."""
    # The hall's lock already keeps the other clerk out; the guard holds even if a program forgets the lock.
    values = {f"to_{column}": value for column, value in changes.items()}
    seen = {"seen": ticket.id, "seen_state": ticket.state}
    moved = moment.db.execute(_changing(tuple(changes)), values | seen).one_or_none()
    if moved is None:
        raise IllegalMove(state=ticket.state)
    _unroll(moment, moved)
    return moved


def _unroll(moment: Moment, ticket: Record) -> None:
    """The figures of a closed day are not what they were: they are made anew."""
    if moment.hall.closed_through is not None and ticket.day <= moment.hall.closed_through:
        moment.db.execute(_UNROLL, {"hall": moment.hall.id, "day": ticket.day})


@cache
def _changing(columns: tuple[str, ...]) -> ReturningUpdate[Any]:
    """The guarded UPDATE of these columns: there are as many as there are kinds of moves."""
    table = Ticket.__table__
    values = {column: bindparam(f"to_{column}", type_=table.c[column].type) for column in columns}
    guard = (Ticket.id == bindparam("seen"), Ticket.state == bindparam("seen_state"))
    return update(Ticket).where(*guard).values(values).returning(*table.columns)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
