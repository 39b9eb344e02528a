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


class OpenCounters:
    """Follows which counters stand open, day after day. Nobody comes to work as usual on a day on which the hall
    practises, so such a day tells nothing."""

    def __init__(self) -> None:
        self.is_practice = False
        self._has_practised = False
        """Today, at any time."""
        self._open: dict[int, datetime] = {}
        """By counter: since when."""
        self._stretches: list[Stretch] = []
        """Those of today that are over."""

    def opened(self, counter: int, at: datetime) -> None:
        """It opened, or opened again after a pause."""
        self._open.setdefault(counter, at)

    def closed(self, counter: int, at: datetime) -> None:
        if counter in self._open:
            self._stretches.append(Stretch(counter, self._open.pop(counter), at))

    def practises(self, is_practice: bool) -> None:
        """The hall began to practise, or ended it."""
        self.is_practice = is_practice
        self._has_practised = self._has_practised or is_practice

    def day_over(self, sessions: Sequence[Session]) -> list[Opening]:
        """How the sessions of the day that is over opened; another begins."""
        worked = [*self._stretches, *(Stretch(counter, since, None) for counter, since in self._open.items())]
        told = [] if self._has_practised else list(openings(sessions, worked))
        self._stretches, self._has_practised = [], self.is_practice
        return told
