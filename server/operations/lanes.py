"""Verbs about people in the line: their lane is checked, who missed the call returns, a ticket ends unserved."""

from datetime import timedelta
from typing import Any

from server.domain.errors import IllegalMove, InvalidRequest, NotAllowed, UnknownGrounds
from server.domain.ticket import IN_HAND, LANE, Lane, Move, State, after
from server.models import Record
from server.operations.counters import able, find_counter
from server.operations.moment import Moment
from server.operations.move import change, find_ticket, move_ticket
from server.operations.offering import offered

_HAS_A_LANE = IN_HAND | {State.WAITING}
"""Whose lane still matters, or is seen by the clerk in front of whom the person stands."""


def check_lane(
    moment: Moment, *, ticket: int, lane: Lane, grounds: str | None = None, reason: str | None = None
) -> Record:
    """A clerk has seen that the lane is right, or puts it right with a reason.

    Only who keeps a slot can be put into the appointment lane. Raises IllegalMove, NotAllowed, UnknownGrounds,
    InvalidRequest for a change without its reason.
    """
    found = find_ticket(moment, ticket)
    if State(found.state) not in _HAS_A_LANE or found.day != moment.day:
        raise IllegalMove(move="lane", state=found.state)
    _must_see(moment, found)
    if grounds is not None and grounds not in {ground.code for ground in moment.regulations.grounds}:
        raise UnknownGrounds(grounds=grounds)
    said = {"lane": lane.value, "grounds": grounds}
    if said == {"lane": found.lane, "grounds": found.grounds} or (lane.value == found.lane and grounds is None):
        return _confirm(moment, found)
    if reason is None:
        raise InvalidRequest(field="reason")
    if lane is Lane.APPOINTMENT and found.slot_at is None:
        raise InvalidRequest(field="lane")
    # A slot stays with the ticket: it counts in its own lane only, and leads back there after a slip of the hand.
    return _check(moment, found, "lane_changed", said, reason)


def _confirm(moment: Moment, ticket: Record) -> Record:
    if ticket.lane_checked_by is not None:
        return ticket
    return _check(moment, ticket, "lane_confirmed", {"lane": ticket.lane, "grounds": ticket.grounds})


def _check(moment: Moment, ticket: Record, kind: str, said: dict[str, Any], reason: str | None = None) -> Record:
    """At the desk where the person stands, else where it was pressed: there it can be taken back."""
    at = ticket.last_counter if State(ticket.state) in IN_HAND else moment.actor.counter
    changes = said | {"lane_checked_by": moment.actor.by}
    before = {column: getattr(ticket, column) for column in changes}
    moment.tell(kind, ticket=ticket, counter=at, why=reason, **said, move=LANE, before=before)
    return change(moment, ticket, changes)


def _must_see(moment: Moment, ticket: Record) -> None:
    """A clerk checks the lane of whom they have in hand, or may call: not of somebody in another line."""
    if moment.actor.may_everywhere:
        return
    if State(ticket.state) in IN_HAND:
        moment.actor.must_be_at(ticket.last_counter)
        return
    if moment.actor.counter is None:
        raise NotAllowed
    desk = find_counter(moment, moment.actor.counter)
    if ticket.service not in able(moment, desk) and ticket.reserved_counter != desk.number:
        raise NotAllowed(counter=desk.number)


def restore(moment: Moment, *, ticket: int, reason: str | None = None) -> Record:
    """A person who missed the call is back: they wait again, within the hall's grace with the arrival they had."""
    found = find_ticket(moment, ticket)
    grace_s = moment.regulations.moves.restore_grace_s
    missed_at = found.last_called_at or found.called_at
    kept = grace_s is None or missed_at is None or moment.now - missed_at <= timedelta(seconds=grace_s)
    changes: dict[str, Any] = {"called_at": None, "calls": 0}
    if not kept:
        changes |= {"counts_from": moment.now, "slot_at": None}
    back = move_ticket(
        moment,
        found,
        Move.RESTORE,
        counter=moment.actor.counter,
        why=reason,
        details={"kept_place": kept},
        **changes,
    )
    return offered(moment, back)


def cancel(moment: Moment, *, ticket: int, reason: str) -> Record:
    """The ticket is given back or taken out, with a reason. Its number is never given again.

    Raises IllegalMove, or NotAllowed for a clerk when another counter has it in hand.
    """
    found = find_ticket(moment, ticket)
    after(Move.CANCEL, State(found.state))
    if State(found.state) in IN_HAND:
        moment.actor.must_be_at(found.last_counter)
    return end(moment, found, Move.CANCEL, reason)


def void(moment: Moment, *, ticket: int, reason: str) -> Record:
    """A mistaken or test print, which nobody holds: out of the line and out of every figure.

    Raises IllegalMove, also for somebody who was called before or goes on to another service: there was a person, whom
    `cancel` lets go and the figures keep.
    """
    found = find_ticket(moment, ticket)
    after(Move.VOID, State(found.state))
    if found.last_called_at is not None or found.leg > 1:
        raise IllegalMove(move=Move.VOID.value, state=found.state, calls=found.calls)
    return end(moment, found, Move.VOID, reason)


def end(moment: Moment, ticket: Record, move: Move, reason: str) -> Record:
    """The ticket leaves the line or the desk for good."""
    # At the desk where it was pressed: there it can be taken back.
    return move_ticket(
        moment,
        ticket,
        move,
        counter=moment.actor.counter,
        why=reason,
        counter_id=None,
        ended_at=moment.now,
        reason=reason,
    )
