"""Verbs that call a person to a counter."""

from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, union_all

from server.domain.errors import CannotServe, CounterBusy, CounterClosed, CounterPaused, IllegalMove, NobodyWaiting
from server.domain.line import Head, Rule, choose, goes_first
from server.domain.ticket import Lane, Move, State
from server.models import Record, Ticket
from server.operations.counters import find_counter, in_hand
from server.operations.moment import Moment
from server.operations.move import find_ticket, move_ticket

_CALLABLE = (
    Ticket.hall_id == bindparam("hall"),
    Ticket.day == bindparam("day"),
    Ticket.ended_at.is_(None),
    Ticket.state == State.WAITING.value,
    or_(
        and_(Ticket.service.in_(bindparam("services", expanding=True)), Ticket.reserved_counter.is_(None)),
        Ticket.reserved_counter == bindparam("number"),
    ),
)
"""Waiting today, and this counter may call it: its service, or kept for this counter by a transfer."""

_HEADS = union_all(
    *(
        select(
            select(Ticket.__table__)
            .where(*_CALLABLE, Ticket.lane == lane.value)
            .order_by(Ticket.counts_from, Ticket.id)
            .limit(1)
            .subquery()
        )
        for lane in Lane
    )
)
"""The first person of each lane, each found at the head of the index."""

_EARLIER = select(func.count()).where(*_CALLABLE, Ticket.counts_from < bindparam("counts_from"))


def call_next(moment: Moment, *, number: int) -> tuple[Record, dict[str, Any]]:
    """Call whom the hall's rule puts next at counter `number`; the ticket, and why it was chosen.

    Raises NobodyWaiting, CounterBusy, CounterClosed, CounterPaused.
    """
    counter = _ready_counter(moment, number)
    rule = Rule(moment.hall.rule)
    heads = {Lane(row.lane): row for row in moment.db.execute(_HEADS, _seen_from(moment, counter))}
    choice = choose(rule, {lane: Head(row.id, row.counts_from) for lane, row in heads.items()})
    if choice is None:
        raise NobodyWaiting(counter=number)
    chosen = heads[choice.lane]
    passed_over = _earlier(moment, counter, chosen) if goes_first(rule, choice.lane) else 0
    why = {"rule": rule.value, "rank": 1, "passed_over": passed_over}
    return _call(moment, counter, chosen, details=why), why


def call_chosen(moment: Moment, *, number: int, ticket: int, reason: str) -> tuple[Record, dict[str, Any]]:
    """Call one ticket out of order, for a reason that stands in the story.

    Raises CannotServe for a service the counter does not do, IllegalMove, and as `call_next`.
    """
    counter = _ready_counter(moment, number)
    chosen = find_ticket(moment, ticket)
    if chosen.day != moment.day:
        # Its label may by now be somebody else's: H001 of yesterday would take the place of today's on every screen.
        raise IllegalMove(move=Move.CALL.value, state=chosen.state, day=chosen.day.isoformat())
    if chosen.service not in counter.services and chosen.reserved_counter != number:
        raise CannotServe(counter=number, service=chosen.service)
    why = {
        "rule": "chosen",
        "rank": _earlier(moment, counter, chosen) + 1,
        "passed_over": _earlier(moment, counter, chosen),
    }
    return _call(moment, counter, chosen, details=why, reason=reason), why


def call_again(moment: Moment, *, ticket: int) -> Record:
    """Call the person in hand once more."""
    found = find_ticket(moment, ticket)
    times = found.calls + 1
    called = move_ticket(
        moment,
        found,
        Move.CALL_AGAIN,
        counter=found.last_counter,
        calls=times,
        details={"times": times, "lane": found.lane, "language": found.language},
    )
    moment.actor.must_be_at(found.last_counter)
    return called


def _ready_counter(moment: Moment, number: int) -> Record:
    counter = find_counter(moment, number)
    if counter.state == "closed":
        raise CounterClosed(counter=number)
    if counter.state == "paused":
        raise CounterPaused(counter=number)
    held = in_hand(moment, counter)
    if held is not None:
        raise CounterBusy(counter=number, label=held.label)
    return counter


def _call(
    moment: Moment, counter: Record, ticket: Record, *, details: dict[str, Any], reason: str | None = None
) -> Record:
    # Another clerk may press at this very instant. The hall's lock lets one of the two in; the other then reads the
    # ticket as called. The unique counter_id and the guarded UPDATE say the same to whoever comes without the lock.
    return move_ticket(
        moment,
        ticket,
        Move.CALL,
        counter=counter.number,
        why=reason,
        details={"times": 1, "lane": ticket.lane, "language": ticket.language, **details},
        counter_id=counter.id,
        last_counter=counter.number,
        calls=1,
        called_at=moment.now,
    )


def _earlier(moment: Moment, counter: Record, ticket: Record) -> int:
    """How many people this counter could call arrived before `ticket`."""
    seen = _seen_from(moment, counter) | {"counts_from": ticket.counts_from}
    return int(moment.db.execute(_EARLIER, seen).scalar_one())


def _seen_from(moment: Moment, counter: Record) -> dict[str, Any]:
    return {"hall": moment.hall.id, "day": moment.day, "services": counter.services, "number": counter.number}
