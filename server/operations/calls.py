"""Verbs that call a person to a counter."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from server.domain.errors import (
    CalledEnough,
    CannotServe,
    CounterBusy,
    CounterClosed,
    CounterPaused,
    IllegalMove,
    NobodyWaiting,
    NotAllowed,
    TooSoon,
)
from server.domain.line import is_first, run_after
from server.domain.ticket import Move, State, after
from server.in_line import PASSED_NAMED, Line, clerks_services, person, with_taken_on
from server.models import Counter, Record, Ticket
from server.operations.counters import find_counter, in_hand
from server.operations.moment import Moment
from server.operations.move import find_ticket, move_ticket

Called = tuple[Record, dict[str, Any]]
"""The ticket, and why it was called."""

_READY = (
    select(Counter.__table__)
    .outerjoin(Ticket, Ticket.counter_id == Counter.id)
    .where(
        Counter.hall_id == bindparam("hall"),
        Counter.ready_since.is_not(None),
        Counter.state == "open",
        Ticket.id.is_(None),
    )
    .order_by(Counter.ready_since, Counter.number)
)
"""Counters that wait for somebody to come, the longest idle first."""

_CALLING = (
    update(Counter)
    .where(Counter.id == bindparam("counter"))
    .values(run=bindparam("to_run"), run_day=bindparam("to_day"), ready_since=None)
)
_GET_READY = update(Counter).where(Counter.id == bindparam("counter")).values(ready_since=bindparam("since"))


def call_next(moment: Moment, *, number: int) -> Called:
    """Call whom the hall's rules put next at counter `number`; the ticket, and why it was chosen.

    Raises NobodyWaiting, CounterBusy, CounterClosed, CounterPaused.
    """
    called = _call_by_rule(moment, _line_at(moment, _free_counter(moment, number)))
    if called is None:
        raise NobodyWaiting(counter=number)
    return called


def call_chosen(moment: Moment, *, number: int, ticket: int, reason: str) -> Called:
    """Call one ticket out of order, for a reason that stands in the story.

    Raises NotAllowed for a clerk without the right to, CannotServe for a service the counter neither does nor helps
    and for somebody kept for another counter, IllegalMove, and as `call_next`.
    """
    if not (moment.actor.may_choose or moment.actor.may_everywhere):
        raise NotAllowed(counter=number)
    counter = _free_counter(moment, number)
    chosen = find_ticket(moment, ticket)
    if chosen.day != moment.day:
        # Its label may by now be somebody else's: H001 of yesterday would take the place of today's on every screen.
        raise IllegalMove(move=Move.CALL.value, state=chosen.state, day=chosen.day.isoformat())
    line = _line_at(moment, counter)
    able = chosen.service in [*line.own, *counter.helps] and chosen.reserved_counter is None
    if not able and chosen.reserved_counter != number:
        raise CannotServe(counter=number, service=chosen.service)
    after(Move.CALL, State(chosen.state))  # said before it is looked for in a line in which it does not stand
    rule = moment.regulations.rule_of(chosen.service)
    is_first_group = is_first(rule, person(chosen), moment.now.timestamp())
    why = {"rule": "chosen", "because": "chosen", **_jumped(line, chosen)}
    return _call(moment, line, chosen, why, is_first_group, reason=reason)


def call_again(moment: Moment, *, ticket: int) -> Record:
    """Call the person in hand once more.

    Raises IllegalMove, CalledEnough after the hall's number of repetitions, TooSoon while the last call still rings.
    """
    found = find_ticket(moment, ticket)
    after(Move.CALL_AGAIN, State(found.state))
    moment.actor.must_be_at(found.last_counter)
    moves = moment.regulations.moves
    if found.calls > moves.recalls:
        raise CalledEnough(ticket=ticket, calls=found.calls)
    cool = timedelta(seconds=moves.recall_cool_s)
    rung = moment.now - (found.last_called_at or found.called_at)
    # Below zero: of two presses at one instant the earlier one came second. But a clock that was set back must not
    # silence a counter: a call from far in the future is over.
    if -cool < rung < cool:
        raise TooSoon(ticket=ticket, wait_s=-(-(cool - max(rung, timedelta())) // timedelta(seconds=1)))
    times = found.calls + 1
    return move_ticket(
        moment,
        found,
        Move.CALL_AGAIN,
        counter=found.last_counter,
        calls=times,
        last_called_at=moment.now,
        details={"times": times, "lane": found.lane, "language": found.language},
    )


def be_ready(moment: Moment, *, number: int) -> Called | None:
    """The clerk waits for somebody: call at once whom the rules put next, else whoever comes first; None until then.

    Raises CounterBusy, CounterClosed, CounterPaused.
    """
    counter = _free_counter(moment, number)
    called = _call_by_rule(moment, _line_at(moment, counter))
    if called is None and counter.ready_since is None:
        moment.db.execute(_GET_READY, {"counter": counter.id, "since": moment.now})
        moment.tell("counter_ready", counter=number)
    return called


def offer(moment: Moment) -> list[Called]:
    """Let the counters that wait for somebody call, the longest idle first: at the end of verbs that leave somebody
    waiting. Whoever comes is called by the rules, as if the clerk had pressed."""
    waiting = moment.db.execute(_READY, {"hall": moment.hall.id}).all()
    called = [_call_by_rule(moment, _line_of_clerk(moment, counter)) for counter in waiting]
    return [each for each in called if each is not None]


def _free_counter(moment: Moment, number: int) -> Record:
    """A counter that is open and has nobody. Raises CounterBusy, CounterClosed, CounterPaused."""
    counter = find_counter(moment, number)
    if counter.state == "closed":
        raise CounterClosed(counter=number)
    if counter.state == "paused":
        raise CounterPaused(counter=number)
    held = in_hand(moment, counter)
    if held is not None:
        raise CounterBusy(counter=number, label=held.label)
    return counter


def _line_at(moment: Moment, counter: Record) -> Line:
    """The line as whoever acts sees it from `counter`: a clerk may call other services than the counter does."""
    if moment.actor.counter != counter.number:
        return _line_of_clerk(moment, counter)
    own = counter.services if moment.actor.services is None else moment.actor.services
    return _line(moment, counter, with_taken_on(counter, own))


def _line_of_clerk(moment: Moment, counter: Record) -> Line:
    return _line(moment, counter, clerks_services(moment.db, counter))


def _line(moment: Moment, counter: Record, own: Any) -> Line:
    return Line(moment.db, moment.day, moment.now, moment.regulations, counter, own)


def _call_by_rule(moment: Moment, line: Line) -> Called | None:
    found = line.first()
    if found is None:
        return None
    chosen, choice = found
    why = {"rule": choice.rule.value, "because": choice.because.value, "rank": 1, **_passed(line, chosen)}
    return _call(moment, line, chosen, why, choice.first)


def _call(
    moment: Moment, line: Line, ticket: Record, why: dict[str, Any], is_first: bool, *, reason: str | None = None
) -> Called:
    # A lane put right afterwards does not change why somebody was called.
    slot_at = ticket.slot_at.isoformat() if person(ticket).kept is not None else None
    why |= {"lane": ticket.lane, "grounds": ticket.grounds, "slot_at": slot_at}
    why |= {"helped": line.helps(ticket), "run": line.run}
    counter = line.counter
    # Another clerk may press at this very instant. The hall's lock lets one of the two in; the other then reads the
    # ticket as called. The unique counter_id and the guarded UPDATE say the same to whoever comes without the lock.
    called = move_ticket(
        moment,
        ticket,
        Move.CALL,
        counter=counter.number,
        why=reason,
        details={
            "times": 1,
            "language": ticket.language,
            "services": line.services,
            "run_day": moment.day.isoformat(),
            **why,
        },
        counter_id=counter.id,
        last_counter=counter.number,
        calls=1,
        called_at=moment.now,
        first_called_at=ticket.first_called_at or moment.now,
        last_called_at=moment.now,
    )
    run = run_after(line.run, is_first)
    moment.db.execute(_CALLING, {"counter": counter.id, "to_run": run, "to_day": moment.day})
    return called, why


def _passed(line: Line, chosen: Record) -> dict[str, Any]:
    """Who came earlier and still waits: counted, and the first of them by name, for whoever asks "why not me?"."""
    people, first = line.earlier(chosen)
    return {"passed_over": people, "passed": _named(first)}


def _jumped(line: Line, chosen: Record) -> dict[str, Any]:
    """The same of a choice, which goes before everyone ahead in the line too: whom the rules put first came later."""
    if line.helps(chosen):  # its line may be one that the counter does not help just now
        line = replace(line, own=[*line.services, chosen.service])
    order = [row for row, _ in line.everybody()]
    rank = next(rank for rank, row in enumerate(order, 1) if row.id == chosen.id)
    place = (chosen.counts_from, chosen.id)
    behind = [row for row in order[rank:] if (row.counts_from, row.id) < place]
    passed = order[: rank - 1] + behind
    return {"rank": rank, "passed_over": len(passed), "passed": _named(passed)}


def _named(passed: Sequence[Record]) -> list[dict[str, Any]]:
    return [
        {"ticket": row.id, "label": row.label, "lane": row.lane, "since": row.counts_from.isoformat()}
        for row in passed[:PASSED_NAMED]
    ]
