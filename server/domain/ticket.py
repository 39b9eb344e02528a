"""A ticket's life on one page: its states, its moves, and which move is legal where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from server.domain.errors import IllegalMove


class State(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    ABSENT = "absent"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    VOIDED = "voided"
    EXPIRED = "expired"


class Move(StrEnum):
    CALL = "call"
    CALL_AGAIN = "call_again"
    START = "start"
    FINISH = "finish"
    MARK_ABSENT = "absent"
    RESTORE = "restore"
    PARK = "park"
    RESUME = "resume"
    TRANSFER = "transfer"
    PUT_BACK = "put_back"
    DELAY = "delay"
    CANCEL = "cancel"
    VOID = "void"
    EXPIRE = "expire"


class Lane(StrEnum):
    ORDINARY = "ordinary"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"


class Outcome(StrEnum):
    """How a service ended: the results that Nghị định 61/2018/NĐ-CP, Điều 17, lets a desk give."""

    ACCEPTED = "accepted"
    SUPPLEMENT = "supplement"
    RETURNED = "returned"
    GUIDED = "guided"
    REFUSED = "refused"


MOVES: Mapping[Move, Mapping[State, State]] = {
    Move.CALL: {State.WAITING: State.CALLED},
    Move.CALL_AGAIN: {State.CALLED: State.CALLED},
    Move.START: {State.CALLED: State.SERVING},
    Move.FINISH: {State.SERVING: State.FINISHED},
    Move.MARK_ABSENT: {State.CALLED: State.ABSENT},
    Move.RESTORE: {State.ABSENT: State.WAITING},
    Move.PARK: {State.CALLED: State.PARKED, State.SERVING: State.PARKED},
    Move.RESUME: {State.PARKED: State.SERVING},
    Move.TRANSFER: {
        State.WAITING: State.WAITING,
        State.CALLED: State.WAITING,
        State.SERVING: State.WAITING,
        State.PARKED: State.WAITING,
    },
    Move.PUT_BACK: {State.CALLED: State.WAITING, State.SERVING: State.WAITING},
    Move.DELAY: {State.WAITING: State.WAITING},
    Move.CANCEL: {
        State.WAITING: State.CANCELLED,
        State.CALLED: State.CANCELLED,
        State.PARKED: State.CANCELLED,
        State.ABSENT: State.CANCELLED,
    },
    Move.VOID: {State.WAITING: State.VOIDED},
    Move.EXPIRE: {
        State.WAITING: State.EXPIRED,
        State.CALLED: State.EXPIRED,
        State.SERVING: State.EXPIRED,
        State.PARKED: State.EXPIRED,
        State.ABSENT: State.EXPIRED,
    },
}
"""(move, state) → state. What is not here cannot happen; ARCHITECTURE.md's diagram is drawn from it."""

IN_HAND = frozenset({State.CALLED, State.SERVING})
"""States in which the ticket is at a counter; a counter has at most one such ticket."""

AWAITED = frozenset({State.CALLED, State.ABSENT, State.PARKED})
"""States in which a desk waits for the person to come, or to come back."""

ENDED = frozenset({State.FINISHED, State.CANCELLED, State.VOIDED, State.EXPIRED})

OF_TODAY = frozenset({Move.CALL, Move.RESTORE, Move.RESUME, Move.TRANSFER, Move.PUT_BACK, Move.DELAY})
"""Moves into the line or to a counter: for tickets of today only, for yesterday's H001 is somebody else by now."""

UNDOABLE = frozenset(Move) - {Move.CALL_AGAIN, Move.EXPIRE}
"""Moves a clerk may take back within `UNDO_S`. What was said aloud cannot be taken back, and nobody pressed the end of
the day."""

UNDO_S = 10

TOLD: Mapping[Move, str] = {
    Move.CALL: "ticket_called",
    Move.CALL_AGAIN: "ticket_called",
    Move.START: "ticket_started",
    Move.FINISH: "ticket_finished",
    Move.MARK_ABSENT: "ticket_absent",
    Move.RESTORE: "ticket_restored",
    Move.PARK: "ticket_parked",
    Move.RESUME: "ticket_resumed",
    Move.TRANSFER: "ticket_transferred",
    Move.PUT_BACK: "ticket_put_back",
    Move.DELAY: "ticket_delayed",
    Move.CANCEL: "ticket_cancelled",
    Move.VOID: "ticket_voided",
    Move.EXPIRE: "ticket_expired",
}
"""How the story tells each move, in the past tense. A second call is told like the first, with `times` 2."""

UNDONE = "move_undone"

LANE = "lane"
"""What the story calls the checking of a lane: no move, for it changes no state, but taken back like one."""

LANE_TOLD = frozenset({"lane_confirmed", "lane_changed"})

MOVED = frozenset({*TOLD.values(), *LANE_TOLD, UNDONE})
"""Kinds of story rows of which the newest is the one to take back. Others, as of its paper, leave the last the last."""


AT_COUNTER = (
    MOVED - LANE_TOLD - {TOLD[move] for move in (Move.RESTORE, Move.DELAY, Move.CANCEL, Move.VOID, Move.EXPIRE)}
)
"""Kinds of story rows that say of their counter that somebody was before it."""


def after(move: Move, state: State) -> State:
    """The state `move` leads to from `state`. Raises IllegalMove when the table has no such step."""
    try:
        return MOVES[move][state]
    except KeyError:
        raise IllegalMove(move=move.value, state=state.value) from None


def legal_moves(state: State) -> list[Move]:
    """The moves that exist from `state`, in the order of the table."""
    return [move for move, steps in MOVES.items() if state in steps]


def is_undoable(kind: str, move: str | None) -> bool:
    """Whether a story row tells what can be taken back. The leg that an undo cancelled is no move of anybody."""
    return kind != UNDONE and (move == LANE or move in UNDOABLE)


def awaited_since(ticket: Any) -> datetime | None:
    """When the person of this ticket's row was called or set aside last."""
    return ticket.parked_at or ticket.last_called_at  # type: ignore[no-any-return]


def is_coming(ticket: Any) -> bool:
    """Whether the holder of this ticket's row, still awaited, has said that they are on their way since they were
    called or set aside."""
    since, said = awaited_since(ticket), ticket.coming_at
    return said is not None and ticket.state in AWAITED and (since is None or said >= since)


def rest_of_path(path: Sequence[str], service: str) -> list[str]:
    """What is still planned of a visit that goes on to `service` now; one that nobody planned leaves the plan whole."""
    return list(path[path.index(service) + 1 :]) if service in path else list(path)


@dataclass(frozen=True)
class Told:
    """What the story alone says of one ticket."""

    state: State
    service: str
    counter: int | None = None
    calls: int = 0
    outcome: str | None = None


_MOVE_OF = {"ticket_called": Move.CALL, **{kind: move for move, kind in TOLD.items() if kind != "ticket_called"}}


class Retelling:
    """Replays story rows (`kind`, `ticket`, `counter`, `details`) in order of seq into the last truth of each ticket.

    It uses the table of moves and nothing of what the rows of the ticket table say, so that the two can be compared.
    What has ended can be taken out on the way: years of tickets fit no memory.
    """

    def __init__(self) -> None:
        self._lives: dict[int, list[Told]] = {}
        self._ended: set[int] = set()
        """What had ended when something was taken out last."""

    def hear(self, row: Mapping[str, Any]) -> None:
        """Raises IllegalMove for a step that cannot have happened, LookupError for a ticket that was never issued."""
        ticket, kind, details = row["ticket"], row["kind"], row["details"]
        if kind == "ticket_issued":
            self._lives[ticket] = [Told(State.WAITING, details["service"])]
        elif kind == UNDONE and details.get("move") != LANE:
            self._take_back(self._lives[ticket])
        elif kind in _MOVE_OF:
            self._lives[ticket].append(_step(self._lives[ticket][-1], _MOVE_OF[kind], row))

    @staticmethod
    def _take_back(life: list[Told]) -> None:
        if len(life) == 1:
            raise LookupError("nothing was done to it that could be taken back")
        life.pop()

    def take_ended(self) -> dict[int, Told]:
        """Those that had ended already when this was asked last, and forget them. Asked once a day, nobody can take
        back the move that ended them."""
        ended = {ticket: life[-1] for ticket, life in self._lives.items() if life[-1].state in ENDED}
        gone = {ticket: told for ticket, told in ended.items() if ticket in self._ended}
        for ticket in gone:
            del self._lives[ticket]
        self._ended = ended.keys() - gone.keys()
        return gone

    def left(self) -> dict[int, Told]:
        """Every ticket that was not taken out."""
        return {ticket: life[-1] for ticket, life in self._lives.items()}


def _step(told: Told, move: Move, row: Mapping[str, Any]) -> Told:
    details = row["details"]
    if move is Move.CALL and told.state is State.CALLED:
        move = Move.CALL_AGAIN
    state = after(move, told.state)
    return replace(
        told,
        state=state,
        counter=row["counter"] if state in IN_HAND else None,
        calls=_calls(told, row, state),
        service=details.get("service", told.service) if move is Move.TRANSFER else told.service,
        outcome=details["outcome"] if move is Move.FINISH else None if state is State.WAITING else told.outcome,
    )


def _calls(told: Told, row: Mapping[str, Any], state: State) -> int:
    if state is State.WAITING:
        return 0  # who waits again is called for the first time again
    return int(row["details"]["times"]) if row["kind"] == "ticket_called" else told.calls
