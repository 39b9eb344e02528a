"""When counters opened as a session began: how late each was, and which had not closed before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from server.domain.hours import Session

EARLY = timedelta(hours=1)
"""So long before a session a counter opens for that one and for no other."""


class Stretch(NamedTuple):
    """A counter was open, pauses and all, from then until then (None: and stayed so)."""

    counter: int
    since: datetime
    until: datetime | None


class Opening(NamedTuple):
    """How the counters of a hall opened as one session began."""

    began: datetime
    late_s: Mapping[int, float]
    """By counter that had been closed: how long after the session's beginning it opened; below 0: before."""
    was_open: frozenset[int]
    """Those that stood open from the session before."""


def openings(sessions: Sequence[Session], stretches: Sequence[Stretch]) -> Iterator[Opening]:
    """Of each session of a day in which any counter opened."""
    for session in sessions:
        late_s: dict[int, float] = {}
        was_open = set()
        for counter, since, until in sorted(stretches, key=lambda stretch: stretch.since):
            if session.start - EARLY <= since < session.end and (until is None or until > session.start):
                late_s.setdefault(counter, (since - session.start).total_seconds())
            elif since < session.start and (until is None or until > session.start):
                was_open.add(counter)
        if late_s:
            yield Opening(session.start, late_s, frozenset(was_open))
