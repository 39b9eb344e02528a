"""The desk: all that a clerk's console shows of one counter."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, exists, or_, select

from assets.messages import message
from server.cards import ticket_card
from server.domain.hours import wall_time
from server.domain.ticket import MOVED, UNDO_S, Move, State, is_undoable, legal_moves
from server.in_line import CLERKS_SERVICES, TODAY, own_services
from server.menu import Menu
from server.models import Account, Counter, Record, Story, Ticket
from server.pulse import Pulse, waiting_at
from server.queries import coming_text, counter_facts, find_ticket, help_called, time_text

Json = dict[str, Any]

NEXT_AT_DESK = 60
HELP_ANSWERED_SHOWN = timedelta(minutes=10)
_RECENT = 1000
"""So many of the story's newest rows hold all that a desk shows of the last minutes."""


def desk(db: Connection, pulse: Pulse, menu: Menu, number: int, base_url: str) -> Json | None:
    """All that a clerk's console shows; None for a counter the hall does not have."""
    counter = next((counter for counter in pulse.counters if counter.number == number), None)
    if counter is None:
        return None
    return {
        **pulse.head,
        "trial": pulse.hall.trial_since is not None,
        "counter": desk_facts(counter),
        "help_answered": _help_answered(db, pulse, counter),
        "may_choose": _may_choose(db, counter),
        **_in_hand(db, pulse, menu, counter, base_url),
        "undo": _undo(db, pulse, counter),
        **_line(pulse, counter),
        "parked": _set_aside(db, pulse, counter, State.PARKED),
        "absent": _set_aside(db, pulse, counter, State.ABSENT),
        "breaks": _breaks(pulse, counter),
        "grounds": _grounds(pulse),
        "services": [{"code": service.code, "name": service.names["name"]} for service in pulse.services],
        "counters": [
            {"number": other.number, "name": other.name, "state": other.state, "label": other.label,
             "ticket_state": other.ticket_state}
            for other in pulse.counters
        ],
    }  # fmt: skip


def desk_facts(counter: Record) -> Json:
    """What the clerk of a counter sees of it besides what the hall sees."""
    return counter_facts(counter) | {
        "ready_since": time_text(counter.ready_since),
        "help": help_called(counter),
        "taken_on": counter.taken_on,
    }


_HELP_ANSWERED = (
    select(Story.by, Story.at, Story.details)
    .where(
        Story.hall_id == bindparam("hall"),
        Story.seq > bindparam("seq"),
        Story.kind == "help_answered",
        Story.counter == bindparam("number"),
        Story.at >= bindparam("since"),
    )
    .order_by(Story.seq.desc())
    .limit(1)
)


def _help_answered(db: Connection, pulse: Pulse, counter: Record) -> Json | None:
    """Who answered this counter's emergency call a moment ago: its clerk must know that somebody is on the way."""
    if counter.help_since is not None:
        return None
    seen = {"hall": pulse.hall.id, "seq": pulse.hall.seq - _RECENT, "number": counter.number}
    answered = db.execute(_HELP_ANSWERED, seen | {"since": pulse.at - HELP_ANSWERED_SHOWN}).one_or_none()
    if answered is None:
        return None
    withdrawn = answered.details.get("withdrawn", False)
    return {"by": answered.by, "at": time_text(answered.at), "withdrawn": withdrawn}


def comes_back(db: Connection, ticket: Record) -> bool:
    """Whether a ticket that was sent on waits for what its last counter does too: it may be called there next."""
    if ticket.state != State.WAITING:
        return False
    if ticket.reserved_counter is not None:
        return bool(ticket.reserved_counter == ticket.last_counter)
    here = (Counter.hall_id == ticket.hall_id, Counter.number == ticket.last_counter)
    counter = db.execute(select(Counter.__table__, CLERKS_SERVICES).where(*here)).one_or_none()
    return counter is not None and ticket.service in own_services(counter)


_MAY_CHOOSE = select(Account.may_choose).where(
    Account.hall_id == bindparam("hall"),
    Account.counter == bindparam("number"),
    Account.is_active,
    Account.role == "clerk",
)


def _may_choose(db: Connection, counter: Record) -> bool:
    """Whether the clerk who sits here may call somebody out of order."""
    return all(db.execute(_MAY_CHOOSE, {"hall": counter.hall_id, "number": counter.number}).scalars())


def _in_hand(db: Connection, pulse: Pulse, menu: Menu, counter: Record, base_url: str) -> Json:
    """The ticket in hand, and how often and from when on it may be called again."""
    ticket = find_ticket(db, pulse.hall.id, counter.ticket_id) if counter.ticket_id is not None else None
    if ticket is None:
        return {"ticket": None, "recalls_left": None, "recall_at": None}
    procedure = menu.procedures.get(ticket.procedure) if ticket.procedure else None
    card = ticket_card(db, pulse, menu, ticket, base_url) | {
        "checklist": procedure["checklist"] if procedure else [],
        "time_limit": procedure["time_limit"] if procedure else None,
        "moves": [move.value for move in legal_moves(State(ticket.state)) if move is not Move.EXPIRE],
    }
    if ticket.state != State.CALLED:
        return {"ticket": card, "recalls_left": None, "recall_at": None}
    moves = pulse.regulations.moves
    rings_until = (ticket.last_called_at or ticket.called_at) + timedelta(seconds=moves.recall_cool_s)
    left = max(moves.recalls + 1 - ticket.calls, 0)
    return {"ticket": card, "recalls_left": left, "recall_at": time_text(rings_until)}


def _line(pulse: Pulse, counter: Record) -> Json:
    """How many this counter may call, and the first of them in the order of their calls."""
    waiting, first = waiting_at(pulse, counter, NEXT_AT_DESK)
    return {
        "waiting": waiting,
        "next": [
            {
                "id": row.id, "label": row.label, "service": row.service, "lane": row.lane, "grounds": row.grounds,
                "issued_at": time_text(row.issued_at), "rank": rank,
                "waited_s": max(0, round((pulse.at - row.waits_since).total_seconds())),
                "because": choice.because.value,
            }
            for rank, (row, choice) in enumerate(first, 1)
        ],
    }  # fmt: skip


_SET_ASIDE = (
    select(Ticket.__table__)
    .where(
        *TODAY,
        Ticket.state == bindparam("state"),
        or_(Ticket.last_counter == bindparam("number"), Ticket.service.in_(bindparam("able", expanding=True))),
    )
    .order_by(Ticket.called_at, Ticket.id)
)


def _set_aside(db: Connection, pulse: Pulse, counter: Record, state: State) -> list[Json]:
    """Tickets parked or absent that this counter may take up again."""
    able = [*own_services(counter), *counter.helps]
    seen = {"hall": pulse.hall.id, "day": pulse.day, "state": state.value, "number": counter.number, "able": able}
    return [
        {"id": row.id, "label": row.label, "service": row.service, "reason": row.reason, "at": time_text(row.called_at),
         "counter": row.last_counter, "remind_at": time_text(row.remind_at), "coming_at": coming_text(row)}
        for row in db.execute(_SET_ASIDE, seen)
    ]  # fmt: skip


_AFTERWARDS = Story.__table__.alias()
_LATEST_MOVES = (
    select(Story.at, Story.kind, Story.ticket_id, Story.label, Story.details)
    .where(
        Story.hall_id == bindparam("hall"),
        Story.seq > bindparam("seq"),
        Story.at >= bindparam("since"),
        Story.kind.in_(sorted(MOVED)),
        Story.counter == bindparam("number"),
        # Not by the time: a clock that was set back writes the newer move at an earlier hour.
        ~exists().where(
            _AFTERWARDS.c.hall_id == Story.hall_id,
            _AFTERWARDS.c.ticket_id == Story.ticket_id,
            _AFTERWARDS.c.seq > Story.seq,
            _AFTERWARDS.c.kind.in_(sorted(MOVED)),
        ),
    )
    .order_by(Story.seq.desc())
)


def _undo(db: Connection, pulse: Pulse, counter: Record) -> Json | None:
    """The last move of this counter while it can be taken back."""
    since = pulse.at - timedelta(seconds=UNDO_S)
    seen = {"hall": pulse.hall.id, "seq": pulse.hall.seq - _RECENT, "since": since, "number": counter.number}
    for row in db.execute(_LATEST_MOVES, seen):
        if is_undoable(row.kind, row.details.get("move")):
            until = row.at + timedelta(seconds=UNDO_S)
            return {"move": row.details["move"], "ticket": row.ticket_id, "label": row.label, "until": time_text(until)}
    return None


def _breaks(pulse: Pulse, counter: Record) -> list[Json]:
    """Today's planned breaks of this counter."""
    zone = pulse.hall.timezone
    return [
        {"start": time_text(wall_time(pulse.day, each.interval[0], zone)),
         "end": time_text(wall_time(pulse.day, each.interval[1], zone)), "reason": each.reason}
        for each in pulse.regulations.breaks_of(counter.number, pulse.day)
    ]  # fmt: skip


def _grounds(pulse: Pulse) -> list[Json]:
    """The grounds this hall knows; the common ones are named by the catalogue of messages."""
    return [
        {"code": ground.code, "name": ground.names.get("vi") or message("vi", f"common-grounds-{ground.code}")}
        for ground in pulse.regulations.grounds
    ]
