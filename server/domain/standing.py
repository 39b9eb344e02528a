"""Where a label stood at any moment of its day, told by the story alone and not by what its rows say today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from server.domain.ticket import ENDED, MOVES, TOLD, Lane, State


@dataclass(frozen=True)
class Step:
    """One row of the story about the label."""

    seq: int
    at: datetime
    kind: str
    ticket: int
    counter: int | None = None
    by: str = ""
    why: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def given_at(self) -> datetime:
        """When the paper was in the person's hand: before `at` for a number a kiosk gave without the server."""
        handed = self.details.get("handed_at")
        return datetime.fromisoformat(handed) if handed else self.at

    @property
    def is_first_call(self) -> bool:
        """A call into the counter, and not its repetition."""
        return self.kind == "ticket_called" and self.details.get("times", 1) == 1


@dataclass(frozen=True)
class Standing:
    """Where the label stood, and the step that brought it there."""

    ticket: int
    state: State
    service: str
    lane: str
    grounds: str | None
    first: int
    """The ticket of the visit's first leg: what was printed first has the lower one."""
    issued: datetime
    since: datetime
    """Its place by arrival."""
    step: Step
    slot: str | None = None
    """Of an appointment that was kept: when it is due, as the story wrote it."""
    reserved: int | None = None
    """The only counter that may call it."""
    lost: Step | None = None
    """The step at which it lost its place by arrival."""
    came: Step | None = None
    """The step that brought it into this line from another, or back into it."""

    @property
    def place(self) -> tuple[datetime, int]:
        """Its place by arrival; of two that came in the same instant the first printed goes first."""
        return (self.since, self.ticket)

    @property
    def turn(self) -> tuple[datetime, int]:
        """An appointment that was kept stands at its slot, everyone else at their arrival (see `line.Waiting`)."""
        return (datetime.fromisoformat(self.slot) if self.slot else self.since, self.ticket)


_LEADS_TO = {TOLD[move]: next(iter(steps.values())) for move, steps in MOVES.items()}
"""By kind of row, the state it leads to: each move leads to one, wherever it begins."""

_COMES_BACK = frozenset({"ticket_restored", "ticket_put_back", "ticket_transferred"})


def taken_back(life: Sequence[Step]) -> set[int]:
    """The seq of every step that was undone later."""
    return {step.details["undone"] for step in life if step.kind == "move_undone"}


def standing(life: Sequence[Step], before: int) -> Standing | None:
    """Where the label stood just before the story's row `before`; None when it had not been given yet.

    What was undone later was true until then: somebody marked absent by mistake could not be called.
    """
    past = [step for step in life if step.seq < before]
    undone = taken_back(past)
    legs: dict[int, Standing] = {}
    for step in past:
        if step.kind == "ticket_issued":
            legs[step.ticket] = _begun(step, next(reversed(legs.values())) if legs else None)
        elif is_unmade_leg(step) and len(legs) > 1:
            del legs[step.ticket]
        elif step.kind != "move_undone" and step.seq not in undone:
            legs[step.ticket] = _moved(legs[step.ticket], step)
    return next(reversed(legs.values())) if legs else None


def is_unmade_leg(step: Step) -> bool:
    """Whether a leg ended because the finish that made it was taken back: it never was."""
    return _LEADS_TO.get(step.kind) in ENDED and step.why == "undo"


def _begun(step: Step, previous: Standing | None) -> Standing:
    """A new label, or the next leg of its visit, which keeps the arrival; not so of whom a kiosk gave the paper."""
    service = step.details["service"]
    if previous is not None and "handed_at" not in step.details:
        return replace(
            previous, ticket=step.ticket, state=State.WAITING, service=service, step=step, reserved=None, came=step
        )
    lane, grounds = step.details["lane"], step.details.get("grounds")
    return Standing(step.ticket, State.WAITING, service, lane, grounds, step.ticket, step.given_at, step.given_at, step)


def _moved(stood: Standing, step: Step) -> Standing:
    told = step.details
    state = _LEADS_TO.get(step.kind, stood.state)
    # A move that changed the place by arrival says so in what it would put back; it counts from that moment on.
    loses = "counts_from" in told.get("before", {})
    transferred = step.kind == "ticket_transferred"
    lane = told.get("lane", stood.lane)
    # The kiosk that is back knows that the paper is older than staff typed.
    older = datetime.fromisoformat(told["counts_from"]) if "counts_from" in told else None
    # Who let others go first stands behind them, which is neither when they came nor when they said so.
    behind = datetime.fromisoformat(told["stands_at"]) if "stands_at" in told else step.at
    return replace(
        stood,
        state=state,
        service=told.get("service", stood.service) if transferred else stood.service,
        lane=lane,
        grounds=told.get("grounds", stood.grounds),
        issued=older or stood.issued,
        since=behind if loses else older or stood.since,
        step=step if step.kind in _LEADS_TO else stood.step,
        slot=None if loses or lane != Lane.APPOINTMENT else _slot(step) or stood.slot,
        reserved=told.get("to_counter") if transferred else stood.reserved,
        lost=step if loses else stood.lost,
        came=step if step.kind in _COMES_BACK else stood.came,
    )


def _slot(step: Step) -> str | None:
    return step.details["slot_at"] if step.details.get("kept_slot") else None
