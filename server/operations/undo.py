"""The verb that takes the last desk move back, or the last check of a lane, for ten seconds."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from server.domain.errors import CounterBusy, CounterClosed, NothingToUndo
from server.domain.ticket import ENDED, MOVED, UNDO_S, Lane, Move, State, is_undoable
from server.door import GIVEN_BACK, Door
from server.models import Counter, Record, Service, Story, Ticket
from server.operations.appointments import has_come_since
from server.operations.arrivals import living_number
from server.operations.counters import stop_waiting
from server.operations.moment import Moment
from server.operations.move import change, find_ticket
from server.operations.offering import offered
from server.table import UtcTime

_LAST = (
    select(Story.__table__)
    .where(Story.hall_id == bindparam("hall"), Story.ticket_id == bindparam("ticket"), Story.kind.in_(sorted(MOVED)))
    .order_by(Story.seq.desc())
    .limit(1)
)
_TIMES = frozenset(column.name for column in Ticket.__table__.columns if isinstance(column.type, UtcTime))


def undo(moment: Moment, *, ticket: int) -> Record:
    """Put the ticket back as it was before its last move or check of its lane; both that and its undoing stay in the
    story.

    Raises NothingToUndo when the last move is older than `UNDO_S`, is none that can be undone, or when the visit has
    gone on since: its place taken, practice begun or over; NotAllowed for another clerk's move; CounterBusy when its
    counter has another ticket by now, and CounterClosed when it has closed.
    """
    found = find_ticket(moment, ticket)
    last = last_move(moment, ticket)
    if last is None or moment.now - last.at > timedelta(seconds=UNDO_S):
        raise NothingToUndo(ticket=ticket)
    _must_be_theirs(moment, last)
    _must_have_place(moment, found)
    before: dict[str, Any] = {
        column: datetime.fromisoformat(value) if column in _TIMES and value else value
        for column, value in last.details["before"].items()
    }
    _take_counter_back(moment, before.get("counter_id"), ticket)
    if last.details["move"] == Move.FINISH:
        _take_back_next_leg(moment, found)
        _unlearn(moment, found, last.details.get("usual_s"))
    if last.details["move"] == Move.CALL:
        _give_run_back(moment, last)
    restored = change(moment, found, before)
    moment.tell("move_undone", ticket=found, counter=last.counter, move=last.details["move"], undone=last.seq)
    return offered(moment, restored) if restored.state == State.WAITING else restored


def last_move(moment: Moment, ticket: int) -> Record | None:
    """The newest of what was done to the ticket if it can be undone, else None."""
    last = moment.db.execute(_LAST, {"hall": moment.hall.id, "ticket": ticket}).one_or_none()
    return last if last is not None and is_undoable(last.kind, last.details.get("move")) else None


def _must_be_theirs(moment: Moment, last: Record) -> None:
    """A move made at a counter is taken back by who sits there now, or by a supervisor: the person stands there.

    Not by who made it: a ready counter calls by itself, in the name of whoever made somebody wait.
    """
    if last.counter is not None:
        moment.actor.must_be_at(last.counter)
    elif last.by != moment.actor.by:
        moment.actor.must_supervise()


def _must_have_place(moment: Moment, ticket: Record) -> None:
    """What practice and work have ended stays with them; and who comes back among the living passes the door again,
    for the place that was given back may be somebody else's by now."""
    if ticket.is_trial != (moment.hall.trial_since is not None):
        raise NothingToUndo(ticket=ticket.id)
    if ticket.state not in ENDED:
        return
    is_full = (
        ticket.state in GIVEN_BACK
        and ticket.leg == 1
        and ticket.lane != Lane.APPOINTMENT  # a promise passes a full day
        and Door(moment.db, moment.hall, moment.now).places_left(ticket.series) == 0
    )
    if is_full or _has_another(moment, ticket) or has_come_since(moment, ticket):
        raise NothingToUndo(ticket=ticket.id)


def _has_another(moment: Moment, ticket: Record) -> bool:
    """Whether the same person has a living number of the same service, in a hall that gives each person one."""
    if ticket.person is None or not moment.regulations.limits.one_per_person:
        return False
    return living_number(moment, ticket.service, ticket.person) is not None


def _take_counter_back(moment: Moment, counter_id: int | None, ticket: int) -> None:
    """The counter that had the ticket must be free for it, and waits for nobody else then."""
    if counter_id is None:
        return
    counter = moment.db.execute(select(Counter.__table__).where(Counter.id == counter_id)).one()
    if counter.state == "closed":
        raise CounterClosed(counter=counter.number)
    other = moment.db.execute(
        select(Ticket.label).where(Ticket.counter_id == counter_id, Ticket.id != ticket)
    ).scalar_one_or_none()
    if other is not None:
        raise CounterBusy(label=other)
    stop_waiting(moment, counter)


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
    moment.tell("ticket_cancelled", ticket=following, why="undo")


def _unlearn(moment: Moment, finished: Record, usual_s: list[float] | None) -> None:
    """The hall forgets what the service taught, unless another has taught it something since."""
    if usual_s is None:
        return
    before, learned = usual_s
    is_last = (
        Service.hall_id == moment.hall.id,
        Service.code == finished.service,
        Service.usual_s == learned,
    )
    moment.db.execute(update(Service).where(*is_last).values(usual_s=before))


def _give_run_back(moment: Moment, call: Record) -> None:
    """The call lengthened or ended the counter's run of calls to the first group; it counts no more."""
    run, day = call.details.get("run"), call.details.get("run_day")
    if run is None or day is None:
        return
    here = (Counter.hall_id == moment.hall.id, Counter.number == call.counter)
    moment.db.execute(update(Counter).where(*here).values(run=run, run_day=date.fromisoformat(day)))
