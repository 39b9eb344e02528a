"""What figures of a period count: each ticket of a day as one leg, from its row and from what its story tells of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from server.domain.figures import TARGET_S
from server.domain.honesty import Promise, promise_of
from server.domain.slots import HOME
from server.domain.ticket import TOLD, UNDONE, Move, Outcome, State

COUNTED = frozenset({*TOLD.values(), UNDONE})
"""Kinds of story rows that a leg is made of."""

_SERVES = frozenset(TOLD[move] for move in (Move.START, Move.FINISH, Move.MARK_ABSENT, Move.PARK, Move.RESUME))
"""Rows that say who had the person at the desk. A call does not: a ready counter calls in the name of whoever made
somebody wait."""

_WAITS_AGAIN = frozenset(TOLD[move] for move in (Move.RESTORE, Move.TRANSFER, Move.PUT_BACK))

TRANSFERRED, CHOSEN = "transferred", "chosen"


@dataclass(frozen=True, slots=True)
class Deed:
    """A transfer or a call out of order: it counts for whoever did it, and where, whoever served the person then."""

    kind: str
    counter: int | None
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One ticket as the figures count it. Durations are microseconds; None: it has none."""

    service: str
    counter: int | None
    officer: str | None
    """Who had the person at the desk last."""
    lane: str
    hour: int
    """Of the hall's clock, at which the number was taken."""
    state: str
    outcome: str | None
    dossiers: int
    is_first: bool
    """Whether it is the first of its visit."""
    is_from_home: bool
    is_left_late: bool
    is_asked_again: bool
    """A supplement was asked of this visit before, and once more now: the law allows one (Nghị định 61/2018/NĐ-CP, Điều
    11.2.c; of Nghị định 118/2025/NĐ-CP, which took its place, the article could not be read)."""
    is_clock_back: bool
    """One of its durations was below nothing: a clock was set back, and the duration counts as none at all."""
    waited: int | None
    walked: int | None
    served: int | None
    stayed: int | None
    """From the number to the end of the visit's last leg, of whom was served to the end."""
    promise: Promise | None
    """What was told on coming, and how it came true; None: nobody can say."""
    deeds: tuple[Deed, ...]


def counted_state(ticket: Any) -> str:
    """The state for counting: who was called and did not come stays absent, though the day's end closed the ticket."""
    did_not_come = ticket.called_at is not None and ticket.started_at is None and ticket.parked_at is None
    return State.ABSENT.value if ticket.state == State.EXPIRED and did_not_come else str(ticket.state)


def is_left_late(ticket: Any) -> bool:
    """Whether somebody left, or was sent home at the day's end, uncalled after more than the target."""
    left = ticket.called_at is None and ticket.ended_at is not None
    return left and (ticket.ended_at - ticket.waits_since).total_seconds() > TARGET_S


def never_was(row: Any) -> bool:
    """Whether this row of the story ends a leg that a finish had begun and its undoing took back: no move did."""
    return row.kind == TOLD[Move.CANCEL] and "move" not in row.details


def legs(tickets: Sequence[Any], story: Iterable[Any], zone: ZoneInfo) -> list[Leg]:
    """The legs of one day. `story`: the rows of these tickets that are of `COUNTED` kinds, in order of seq."""
    lives: Mapping[int, list[Any]] = defaultdict(list)
    for row in story:
        lives[row.ticket_id].append(row)
    real = sorted(
        (ticket for ticket in tickets if not any(map(never_was, lives[ticket.id]))),
        key=lambda ticket: (ticket.series, ticket.number, ticket.leg),
    )
    last_of = {(ticket.series, ticket.number): ticket.id for ticket in real}
    asked: set[tuple[str, int]] = set()
    made = []
    for ticket in real:
        visit = (ticket.series, ticket.number)
        asks = ticket.state == State.FINISHED and ticket.outcome == Outcome.SUPPLEMENT
        is_last = last_of[visit] == ticket.id
        made.append(_leg(ticket, _standing(lives[ticket.id]), zone, is_last=is_last, again=asks and visit in asked))
        if asks:
            asked.add(visit)
    return made


def _standing(life: Sequence[Any]) -> list[Any]:
    """What was done and not taken back."""
    undone = {row.details["undone"] for row in life if row.kind == UNDONE}
    return [row for row in life if row.seq not in undone and row.kind != UNDONE]


def _leg(ticket: Any, life: Sequence[Any], zone: ZoneInfo, *, is_last: bool, again: bool) -> Leg:
    officer, came_at = _at_desk(life)
    is_finished = ticket.state == State.FINISHED
    waited = _between(ticket.waits_since, ticket.called_at)
    walked = _between(ticket.called_at, came_at)
    served = _between(ticket.started_at, ticket.ended_at) if is_finished else None
    stayed = _between(ticket.issued_at, ticket.ended_at) if is_finished and is_last else None
    spans = (waited, walked, served, stayed)
    return Leg(
        service=ticket.service,
        counter=ticket.last_counter,
        officer=officer,
        lane=ticket.lane,
        hour=ticket.issued_at.astimezone(zone).hour,
        state=counted_state(ticket),
        outcome=ticket.outcome if is_finished else None,
        dossiers=ticket.dossiers if is_finished else 0,
        is_first=ticket.leg == 1,
        is_from_home=ticket.channel == HOME,
        is_left_late=is_left_late(ticket),
        is_asked_again=again,
        is_clock_back=any(span is not None and span < 0 for span in spans),
        waited=_clamped(waited),
        walked=_clamped(walked),
        served=_clamped(served),
        stayed=_clamped(stayed),
        promise=promise_of(ticket),
        deeds=tuple(deed for deed in map(_deed, life) if deed is not None),
    )


def _between(begin: datetime | None, end: datetime | None) -> int | None:
    if begin is None or end is None:
        return None
    gone = end - begin
    return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds


LONGEST_US = 2**46 - 1
"""Two years: longer than any ticket lives, but a clock may be set to another year while somebody is served."""


def _clamped(span: int | None) -> int | None:
    return None if span is None else min(max(0, span), LONGEST_US)


def _at_desk(life: Sequence[Any]) -> tuple[str | None, datetime | None]:
    """Who had the person at the desk last, and when they came there after the call that counts."""
    officer, came_at = None, None
    for row in life:
        if row.kind in _WAITS_AGAIN:
            officer, came_at = None, None
        elif row.kind in _SERVES:
            officer = row.by
            came_at = row.at if row.kind == TOLD[Move.START] else came_at
    return officer, came_at


def _deed(row: Any) -> Deed | None:
    if row.kind == TOLD[Move.TRANSFER]:
        return Deed(TRANSFERRED, row.counter, row.by, row.why or "")
    if row.kind == TOLD[Move.CALL] and row.details.get("rule") == CHOSEN and row.details.get("times", 1) == 1:
        return Deed(CHOSEN, row.counter, row.by, row.why or "")
    return None
