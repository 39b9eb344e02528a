"""Verbs of a clerk with a person at the desk."""

from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from server.domain.errors import (
    CannotServe,
    CounterBusy,
    CounterClosed,
    CounterPaused,
    NotYetOffered,
)
from server.domain.ticket import Move, Outcome, State, after, rest_of_path
from server.domain.waiting import learned
from server.models import Record, Service
from server.operations.arrivals import must_be_service
from server.operations.counters import able, find_counter, in_hand, look_up, stop_waiting
from server.operations.moment import Moment
from server.operations.move import find_ticket, move_ticket, must_be_of_today, next_leg, write_ticket
from server.operations.offering import offered

# Built once: building a statement costs as much as running it.
_THIS_SERVICE = (Service.hall_id == bindparam("hall"), Service.code == bindparam("service"))
_USUAL = select(Service.usual_s).where(*_THIS_SERVICE)
_LEARN = update(Service).where(*_THIS_SERVICE).values(usual_s=bindparam("to_usual_s"))


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
    (Nghị định 61/2018/NĐ-CP, Điều 11.2.c). With `next_service` the same label waits there, keeping its arrival;
    after midnight it cannot: the label is somebody else's by now.

    Raises UnknownService for the next one, IllegalMove.
    """
    found = find_ticket(moment, ticket)
    after(Move.FINISH, State(found.state))
    if next_service is not None:
        must_be_of_today(moment, found, Move.FINISH)
    done = _at_desk(
        moment,
        found,
        Move.FINISH,
        details={
            "outcome": outcome.value,
            "missing": missing or [],
            "dossiers": dossiers or found.dossiers,
            "usual_s": _learn(moment, found),
        },
        counter_id=None,
        ended_at=moment.now,
        outcome=outcome.value,
        missing=missing or [],
        dossiers=dossiers or found.dossiers,
    )
    if next_service is not None:
        _go_on(moment, done, next_service)
    return done


def mark_absent(moment: Moment, *, ticket: int) -> Record:
    """Called and not come. The ticket lives on: `restore` brings it back."""
    found = find_ticket(moment, ticket)
    return _at_desk(moment, found, Move.MARK_ABSENT, counter_id=None)


def park(moment: Moment, *, ticket: int, reason: str, remind_s: int | None = None) -> Record:
    """Set aside while the person fetches something; the counter is free for the next one. After `remind_s` (the hall's
    usual time unless said) the clerk is reminded of them."""
    found = find_ticket(moment, ticket)
    away = timedelta(seconds=remind_s or moment.regulations.moves.park_remind_s)
    return _at_desk(
        moment,
        found,
        Move.PARK,
        why=reason,
        counter_id=None,
        reason=reason,
        parked_at=moment.now,
        remind_at=moment.now + away,
    )


def resume(moment: Moment, *, ticket: int, counter: int | None = None) -> Record:
    """The parked person is back: service goes on at `counter` (where they were parked unless said otherwise).

    The time they were away counts as neither service nor lesson: `started_at` moves on by it; the story has both times.
    Raises CounterBusy, CounterClosed, CounterPaused, CannotServe, IllegalMove.
    """
    found = find_ticket(moment, ticket)
    after(Move.RESUME, State(found.state))  # said before any counter is looked for: who only waits has had none
    number = counter or moment.actor.counter or found.last_counter
    desk = find_counter(moment, number)
    _must_take_up(moment, desk, found)
    stop_waiting(moment, desk)
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
        remind_at=None,
    )


def _must_take_up(moment: Moment, desk: Record, ticket: Record) -> None:
    if desk.state == "closed":
        raise CounterClosed(counter=desk.number)
    if desk.state == "paused":
        raise CounterPaused(counter=desk.number)
    if ticket.service not in able(moment, desk) and desk.number not in (ticket.last_counter, ticket.reserved_counter):
        raise CannotServe(counter=desk.number, service=ticket.service)
    held = in_hand(moment, desk)
    if held is not None:
        raise CounterBusy(counter=desk.number, label=held.label)


def put_back(moment: Moment, *, ticket: int, reason: str | None = None) -> Record:
    """Back into the line, at the place by arrival: called by mistake, or the counter cannot serve now."""
    found = find_ticket(moment, ticket)
    return offered(moment, _at_desk(moment, found, Move.PUT_BACK, why=reason, **_waiting_again()))


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

    Raises UnknownService, NotYetOffered, UnknownCounter, CounterClosed, IllegalMove.
    """
    found = find_ticket(moment, ticket)
    target = service or found.service
    if target != found.service:
        _must_be_offered(moment, target)
    if counter is not None and look_up(moment, counter).state == "closed":
        raise CounterClosed(counter=counter)  # nobody else may call them: they would wait for ever
    changes = _waiting_again() | {"service": target, "reserved_counter": counter}
    if target != found.service:
        changes |= {"waits_since": moment.now, "path": rest_of_path(found.path, target)}
    if not keep_place:
        changes |= {"counts_from": moment.now, "slot_at": None}
    details = {"service": target, "to_counter": counter, "keep_place": keep_place}
    if State(found.state) is State.WAITING:
        # Nobody holds it: a clerk who could move it could call whom they like without saying that it is out of order.
        moment.actor.must_supervise()
        moved = move_ticket(moment, found, Move.TRANSFER, counter=None, why=reason, details=details, **changes)
    else:
        moved = _at_desk(moment, found, Move.TRANSFER, why=reason, details=details, **changes)
    return offered(moment, moved)


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
        "remind_at": None,
        "calls": 0,
        "reason": None,
    }


_CARRIED = (
    "hall_id", "day", "series", "number", "label", "token", "procedure", "lane", "grounds", "lane_checked_by",
    "language", "channel", "dossiers", "issued_at", "counts_from", "slot_at", "paper", "person", "is_trial",
    "delayed_at",
)  # fmt: skip
"""What the legs of a visit have in common."""


def _go_on(moment: Moment, done: Record, service: str) -> None:
    """The next leg of the visit: another ticket under the same label and token, waiting for `service`."""
    _must_be_offered(moment, service)
    carried = {column: getattr(done, column) for column in _CARRIED}
    path = rest_of_path(done.path, service)
    offered(moment, write_ticket(moment, **carried, leg=next_leg(moment, done.token), service=service, path=path))


def _learn(moment: Moment, ticket: Record) -> list[float] | None:
    """Learn from a service that ends now: what it usually took before and takes from now on. Practice teaches nothing.

    Undo puts the first back, unless somebody has learned since.
    """
    if ticket.is_trial:
        return None
    service = {"hall": moment.hall.id, "service": ticket.service}
    usual_s = moment.db.execute(_USUAL, service).scalar_one()
    now_s = learned(usual_s, (moment.now - ticket.started_at).total_seconds())
    moment.db.execute(_LEARN, service | {"to_usual_s": now_s})
    return [usual_s, now_s]


def _must_be_offered(moment: Moment, code: str) -> None:
    """A service that somebody may be sent to: of this hall, and begun (in practice people try what begins later)."""
    must_be_service(moment, code)
    begins = moment.regulations.services_from.get(code)
    if begins is not None and begins > moment.day and moment.hall.trial_since is None:
        raise NotYetOffered(**{"from": begins.isoformat()})
