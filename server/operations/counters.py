"""Verbs of a counter: it opens, pauses with a reason the hall can read, and closes."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from server.domain.errors import CounterBusy, UnknownCounter
from server.models import Counter, Record, Ticket
from server.operations.moment import Moment

_COUNTER = select(Counter.__table__).where(Counter.hall_id == bindparam("hall"), Counter.number == bindparam("number"))
_IN_HAND = select(Ticket.__table__).where(Ticket.counter_id == bindparam("counter"))


def find_counter(moment: Moment, number: int) -> Record:
    """The counter's row. Raises UnknownCounter, or NotAllowed for a clerk of another counter."""
    found = moment.db.execute(_COUNTER, {"hall": moment.hall.id, "number": number}).one_or_none()
    if found is None:
        raise UnknownCounter(counter=number)
    moment.actor.must_be_at(number)
    return found


def in_hand(moment: Moment, counter: Record) -> Record | None:
    """The ticket at this counter, if there is one."""
    return moment.db.execute(_IN_HAND, {"counter": counter.id}).one_or_none()


def open_counter(moment: Moment, *, number: int) -> Record:
    """Open it, or open it again after a pause."""
    return _turn(moment, number, "open", "counter_opened")


def pause_counter(moment: Moment, *, number: int, reason: str, until: datetime | None = None) -> Record:
    """Pause it: the hall reads the reason and, when given, the time it opens again."""
    return _turn(moment, number, "paused", "counter_paused", reason=reason, until=until)


def close_counter(moment: Moment, *, number: int) -> Record:
    """Close it. Raises CounterBusy while a ticket is in hand: nobody is left standing at a closed counter."""
    counter = find_counter(moment, number)
    held = in_hand(moment, counter)
    if held is not None:
        raise CounterBusy(counter=number, label=held.label)
    return _turn(moment, number, "closed", "counter_closed")


def _turn(
    moment: Moment, number: int, state: str, kind: str, *, reason: str | None = None, until: datetime | None = None
) -> Record:
    counter = find_counter(moment, number)
    if (counter.state, counter.reason, counter.until) == (state, reason, until):
        return counter
    turned = moment.db.execute(
        update(Counter)
        .where(Counter.id == counter.id)
        .values(state=state, state_since=moment.now, reason=reason, until=until)
        .returning(*Counter.__table__.columns)
    ).one()
    moment.tell(kind, counter=number, why=reason, until=until.isoformat() if until else None)
    return turned
