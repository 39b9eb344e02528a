"""The day of each counter as a line: when it was open, when it rested, and when somebody was served there."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from server.domain.ticket import MOVES, TOLD, Move, State

OPEN, PAUSED, SERVING = "open", "paused", "serving"

_TURNS = {"counter_opened": OPEN, "counter_paused": PAUSED, "counter_closed": None}
_SERVES = frozenset((TOLD[Move.START], TOLD[Move.RESUME]))
_ENDS = frozenset(TOLD[move] for move, steps in MOVES.items() if State.SERVING in steps)

TOLD_OF_COUNTERS = frozenset({*_TURNS, *_SERVES, *_ENDS})
"""Kinds of story rows that a day's line is made of."""


class Span(NamedTuple):
    """A counter was so from then until then. Serving lies within being open, or a rest that waits for its end."""

    state: str
    since: datetime
    until: datetime


def timelines(rows: Iterable[Any], undone: Container[int], now: datetime) -> Mapping[int, list[Span]]:
    """By counter the spans of the day whose `rows` these are, of `TOLD_OF_COUNTERS` kinds and in order of seq. What
    goes on yet lasts until now; what was taken back, the rows whose seq is in `undone`, never was."""
    found: dict[int, list[Span]] = defaultdict(list)
    turned: dict[int, tuple[str, datetime]] = {}
    served: dict[int, tuple[int, datetime]] = {}
    """By ticket: where, and since when."""
    for row in rows:
        if row.seq in undone:
            continue
        if row.kind in _TURNS:
            found[row.counter] += _ended(turned.pop(row.counter, None), row.at)
            if state := _TURNS[row.kind]:
                turned[row.counter] = state, row.at
        elif row.kind in _ENDS and row.ticket_id in served:
            counter, since = served.pop(row.ticket_id)
            found[counter] += _ended((SERVING, since), row.at)
        if row.kind in _SERVES:
            served[row.ticket_id] = row.counter, row.at
    for counter, begun in [*turned.items(), *((counter, (SERVING, since)) for counter, since in served.values())]:
        found[counter] += _ended(begun, now)
    return found


def _ended(begun: tuple[str, datetime] | None, at: datetime) -> list[Span]:
    """One whose clock was set back meanwhile has no length, and is left out."""
    return [Span(*begun, at)] if begun and begun[1] < at else []
