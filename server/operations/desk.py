"""Verbs of a clerk with a person at the desk."""

from typing import Any

from sqlalchemy import func, select, update

from server.domain.errors import CannotServe, CounterBusy, CounterClosed, UnknownCounter, UnknownService
from server.domain.ticket import Move, Outcome, State, after
from server.domain.waiting import learned
from server.models import Counter, Record, Service, Ticket
from server.operations.counters import find_counter, in_hand
from server.operations.moment import Moment
from server.operations.move import find_ticket, move_ticket, write_ticket


def start(moment: Moment, *, ticket: int) -> Record:
    """The person is here: service begins."""
    found = find_ticket(moment, ticket)
    return _at_desk(moment, found, Move.START, started_at=moment.now)


def finish(
    moment: Moment,
    *,
    ticket: int,
    outcome: Outcome,
    missing: list[str] | None = None,
    dossiers: int | None = None,
    next_service: str | None = None,
) -> Record:
    """Service is over, with its outcome; `missing` lists the papers a supplement asks for, once and completely
    (Nghị định 61/2018/NĐ-CP, Điều 11.2.c). With `next_service` the same label waits there, keeping its arrival.

    Raises UnknownService for the next one, IllegalMove.
    """
    found = find_ticket(moment, ticket)
    done = _at_desk(
        moment,
        found,
        Move.FINISH,
        details={"outcome": outcome.value, "missing": missing or []},
        counter_id=None,
        ended_at=moment.now,
        outcome=outcome.value,
        missing=missing or [],
        dossiers=dossiers or found.dossiers,
    )
    _learn(moment, done)
    if next_service is not None:
        _go_on(moment, done, next_service)
    return done


def mark_absent(moment: Moment, *, ticket: int) -> Record:
    """Called and not come. The ticket lives on: `restore` brings it back with its arrival."""
    found = find_ticket(moment, ticket)
    return _at_desk(moment, found, Move.MARK_ABSENT, counter_id=None)


def park(moment: Moment, *, ticket: int, reason: str) -> Record:
    """Set aside while the person fetches something; the counter is free for the next one."""
    found = find_ticket(moment, ticket)
    return _at_desk(moment, found, Move.PARK, why=reason, counter_id=None, reason=reason, parked_at=moment.now)


def resume(moment: Moment, *, ticket: int, counter: int | None = None) -> Record:
    """The parked person is back: service goes on at `counter` (where they were parked unless said otherwise).

    The time they were away counts as neither service nor lesson: `started_at` moves on by it; the story has both times.
    Raises CounterBusy, CounterClosed, CannotServe, IllegalMove.
    """
    found = find_ticket(moment, ticket)
    after(Move.RESUME, State(found.state))  # said before any counter is looked for: who only waits has had none
    number = counter or moment.actor.counter or found.last_counter
    desk = find_counter(moment, number)
    if desk.state == "closed":
        raise CounterClosed(counter=number)
    if found.service not in desk.services and number not in (found.last_counter, found.reserved_counter):
        raise CannotServe(counter=number, service=found.service)
    held = in_hand(moment, desk)
    if held is not None:
        raise CounterBusy(counter=number, label=held.label)
    return move_ticket(
        moment,
        found,
        Move.RESUME,
        counter=number,
        counter_id=desk.id,
        last_counter=number,
        reason=None,
        started_at=found.started_at + (moment.now - found.parked_at) if found.started_at else moment.now,
        called_at=found.called_at or moment.now,
        parked_at=None,
    )


def put_back(moment: Moment, *, ticket: int, reason: str | None = None) -> Record:
    """Back into the line, at the place by arrival: called by mistake, or the counter cannot serve now."""
    found = find_ticket(moment, ticket)
    return _at_desk(moment, found, Move.PUT_BACK, why=reason, **_waiting_again())


def transfer(
    moment: Moment,
    *,
    ticket: int,
    reason: str,
    service: str | None = None,
    counter: int | None = None,
    keep_place: bool = True,
) -> Record:
    """Send the person to another service, or to one counter; with `keep_place` the arrival counts on there.

    Raises UnknownService, UnknownCounter, IllegalMove.
    """
    found = find_ticket(moment, ticket)
    target = service or found.service
    _must_be_service(moment, target)
    if counter is not None:
        _must_be_counter(moment, counter)
    changes = _waiting_again() | {"service": target, "reserved_counter": counter}
    if target != found.service:
        changes["waits_since"] = moment.now
    if not keep_place:
        changes["counts_from"] = moment.now
    details = {"service": target, "to_counter": counter, "keep_place": keep_place}
    if State(found.state) is State.WAITING:
        # Nobody holds it: a clerk who could move it could call whom they like without saying that it is out of order.
        moment.actor.must_supervise()
        return move_ticket(moment, found, Move.TRANSFER, counter=None, why=reason, details=details, **changes)
    return _at_desk(moment, found, Move.TRANSFER, why=reason, details=details, **changes)


def _at_desk(moment: Moment, ticket: Record, move: Move, **changes: Any) -> Record:
    """A move of the ticket in hand, by who holds it. An illegal move is said first, whoever asks for it."""
    moved = move_ticket(moment, ticket, move, counter=ticket.last_counter, **changes)
    moment.actor.must_be_at(ticket.last_counter)
    return moved


def _waiting_again() -> dict[str, Any]:
    """What a ticket that waits once more forgets. Not since when it waits: pressing twice must not shorten a wait."""
    return {
        "counter_id": None,
        "called_at": None,
        "started_at": None,
        "parked_at": None,
        "calls": 0,
        "reason": None,
    }


_CARRIED = (
    "hall_id", "day", "series", "number", "label", "token", "procedure", "lane", "grounds", "language", "channel",
    "dossiers", "issued_at", "counts_from", "paper",
)  # fmt: skip
"""What the legs of a visit have in common."""


def _go_on(moment: Moment, done: Record, service: str) -> None:
    """The next leg of the visit: another ticket under the same label and token, waiting for `service`."""
    _must_be_service(moment, service)
    carried = {column: getattr(done, column) for column in _CARRIED}
    # Not done.leg + 1: a finish that was taken back has left its next leg behind, cancelled.
    last_leg = moment.db.execute(select(func.max(Ticket.leg)).where(Ticket.token == done.token)).scalar_one()
    write_ticket(moment, **carried, leg=last_leg + 1, service=service)


def _learn(moment: Moment, done: Record) -> None:
    served_s = (done.ended_at - done.started_at).total_seconds()
    service = _is_service(moment, done.service)
    usual = moment.db.execute(select(Service.usual_s).where(service)).scalar_one()
    moment.db.execute(update(Service).where(service).values(usual_s=learned(usual, served_s)))


def _is_service(moment: Moment, code: str) -> Any:
    return (Service.hall_id == moment.hall.id) & (Service.code == code)


def _must_be_service(moment: Moment, code: str) -> None:
    if moment.db.execute(select(Service.id).where(_is_service(moment, code), Service.is_active)).one_or_none() is None:
        raise UnknownService(service=code)


def _must_be_counter(moment: Moment, number: int) -> None:
    known = select(Counter.id).where(Counter.hall_id == moment.hall.id, Counter.number == number)
    if moment.db.execute(known).one_or_none() is None:
        raise UnknownCounter(counter=number)
