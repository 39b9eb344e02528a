"""Verbs of a counter: it opens, pauses with a reason the hall can read, closes, and calls for the supervisor."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from server.domain.errors import CounterBusy, UnknownCounter
from server.domain.ticket import State
from server.in_line import with_taken_on
from server.models import Counter, Record, Ticket
from server.operations.moment import Moment

_COUNTER = select(Counter.__table__).where(Counter.hall_id == bindparam("hall"), Counter.number == bindparam("number"))
_IN_HAND = select(Ticket.__table__).where(Ticket.counter_id == bindparam("counter"))
_KEPT = select(Ticket.__table__).where(
    Ticket.hall_id == bindparam("hall"),
    Ticket.day == bindparam("day"),
    Ticket.ended_at.is_(None),
    Ticket.state == State.WAITING.value,
    Ticket.reserved_counter == bindparam("number"),
)


def look_up(moment: Moment, number: int) -> Record:
    """The counter's row, for whoever asks. Raises UnknownCounter."""
    found = moment.db.execute(_COUNTER, {"hall": moment.hall.id, "number": number}).one_or_none()
    if found is None:
        raise UnknownCounter(counter=number)
    return found


def find_counter(moment: Moment, number: int) -> Record:
    """The counter's row. Raises UnknownCounter, or NotAllowed for a clerk of another counter."""
    found = look_up(moment, number)
    moment.actor.must_be_at(number)
    return found


def able(moment: Moment, counter: Record) -> set[str]:
    """The services that whoever acts may take up at this counter: those they call there, and those it helps."""
    at_own = moment.actor.counter == counter.number and moment.actor.services is not None
    own = moment.actor.services if at_own else counter.services
    return {*with_taken_on(counter, own or ()), *counter.helps}


def in_hand(moment: Moment, counter: Record) -> Record | None:
    """The ticket at this counter, if there is one."""
    return moment.db.execute(_IN_HAND, {"counter": counter.id}).one_or_none()


def open_counter(moment: Moment, *, number: int) -> Record:
    """Open it, or open it again after a pause."""
    return turn(moment, find_counter(moment, number), "open")


def pause_counter(moment: Moment, *, number: int, reason: str, until: datetime | None = None) -> Record:
    """Pause it: the hall reads the reason and, when given, the time it opens again.

    Who is being served is served to the end. Raises CounterBusy while somebody was called and is on the way here.
    """
    counter = find_counter(moment, number)
    held = in_hand(moment, counter)
    if held is not None and held.state == State.CALLED:
        raise CounterBusy(counter=number, label=held.label)
    return turn(moment, counter, "paused", reason=reason, until=until)


def close_counter(moment: Moment, *, number: int) -> Record:
    """Close it. Raises CounterBusy while a ticket is in hand, or somebody waits for this counter alone: nobody is left
    at a closed one."""
    counter = find_counter(moment, number)
    held = in_hand(moment, counter) or _kept_for(moment, number)
    if held is not None:
        raise CounterBusy(counter=number, label=held.label)
    return turn(moment, counter, "closed")


def _kept_for(moment: Moment, number: int) -> Record | None:
    """The first who waits and may be called by this counter only."""
    seen = {"hall": moment.hall.id, "day": moment.day, "number": number}
    return moment.db.execute(_KEPT, seen).first()


_TOLD = {"open": "counter_opened", "paused": "counter_paused", "closed": "counter_closed"}


def turn(
    moment: Moment, counter: Record, state: str, *, reason: str | None = None, until: datetime | None = None
) -> Record:
    """Turn the sign over the counter. A counter that rests waits for nobody."""
    if (counter.state, counter.reason, counter.until) == (state, reason, until):
        return counter
    changes: dict[str, Any] = {"state": state, "state_since": moment.now, "reason": reason, "until": until}
    if state != "open":
        changes["ready_since"] = None
    moment.tell(_TOLD[state], counter=counter.number, why=reason, until=until.isoformat() if until else None)
    if state == "closed" and counter.taken_on:
        moment.tell("services_let_go", counter=counter.number, services=[each["service"] for each in counter.taken_on])
        changes["taken_on"] = []
    return change(moment, counter, changes)


def stop_waiting(moment: Moment, counter: Record) -> None:
    """The counter was ready for the next arrival and is no more: somebody has taken its time."""
    if counter.ready_since is not None:
        change(moment, counter, {"ready_since": None})


def call_help(moment: Moment, *, number: int, reason: str) -> Record:
    """The clerk needs the supervisor now; the call stands until somebody answers it."""
    counter = find_counter(moment, number)
    if counter.help_since is not None and counter.help_reason == reason:
        return counter
    moment.tell("help_called", counter=number, why=reason)
    return change(moment, counter, {"help_since": counter.help_since or moment.now, "help_reason": reason})


def answer_help(moment: Moment, *, number: int) -> Record:
    """Somebody came, or the clerk needs nobody any more."""
    counter = find_counter(moment, number)
    if counter.help_since is None:
        return counter
    told = {"called_at": counter.help_since.isoformat(), "withdrawn": not moment.actor.may_everywhere}
    moment.tell("help_answered", counter=number, why=counter.help_reason, **told)
    return change(moment, counter, {"help_since": None, "help_reason": None})


def change(moment: Moment, counter: Record, changes: dict[str, Any]) -> Record:
    """Write these columns of a counter."""
    return moment.db.execute(
        update(Counter).where(Counter.id == counter.id).values(**changes).returning(*Counter.__table__.columns)
    ).one()
