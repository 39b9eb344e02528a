"""Do the estimates keep their promise? Eight of ten waits should lie within the range that was said."""

from dataclasses import asdict, dataclass, field, replace
from enum import IntEnum
from math import exp, log
from statistics import fmean, median
from typing import Any

from server.domain.waiting import Wait

HOLDS = 0.8
"""The share of waits that a range from p10 to p90 promises to hold."""

MISSES = (1 - HOLDS) / 2
"""The share of waits that end beyond either end of such a range."""

STEP, WIDEST = 0.05, 3.0
"""How far one broken promise moves the end that broke, as a logarithm; and how many times as far it goes at most."""

KNOWN, LATELY = 50, 200.0
"""So many promises must have come true before anything is said of them; those before the latest 200 fade."""

ALARM_HOLDS, ALARM_BIAS = 0.7, 0.3
"""A week that kept fewer of its ranges, or whose middle is off by more than this share of its waits, is out of step
with the hall."""


class Verdict(IntEnum):
    """How a promise came true. Closed days are kept with these numbers."""

    KEPT = 0
    EARLY = 1
    LATE = 2


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody was told, in seconds as it was said (`Wait.as_said`), and how long they waited then."""

    said: Wait
    waited_s: float
    was_called: bool = True
    """False for whoever left, or was sent home, uncalled."""

    @property
    def is_late(self) -> bool:
        return self.waited_s > max(self.said.p90, 60)  # nothing is said more finely than "under a minute"

    @property
    def is_early(self) -> bool:
        return self.waited_s < self.said.p10

    @property
    def is_decided(self) -> bool:
        """Whether anybody knows: who left before the range was over might have been called within it."""
        return self.was_called or self.is_late

    @property
    def is_kept(self) -> bool:
        return not self.is_early and not self.is_late

    @property
    def verdict(self) -> Verdict:
        return Verdict.LATE if self.is_late else Verdict.EARLY if self.is_early else Verdict.KEPT


def promise_of(ticket: Any) -> Promise | None:
    """What the holder of this ticket was told on coming, and how it came true; None where nobody can judge: they were
    told nothing, called as they came, sent on, let others go first, or left before the range was over."""
    if ticket.said_p50 is None or ticket.waits_since != ticket.issued_at or ticket.delayed_at is not None:
        return None
    until = ticket.first_called_at or ticket.ended_at  # left, or was sent home, uncalled
    if until is None or until <= ticket.issued_at:
        return None
    said = Wait(ticket.said_p10, ticket.said_p50, ticket.said_p90).as_said()
    promise = Promise(said, (until - ticket.issued_at).total_seconds(), was_called=ticket.first_called_at is not None)
    return promise if promise.is_decided else None


class Calibration:
    """Follows the promises as they come true, and moves either end of the next ranges while too many break there.

    Adaptive conformal inference (Gibbs and Candès 2021) of each end: whatever the hall does, in the long run no more
    than one wait of ten ends beyond it. Ranges are never said narrower than they are projected.
    """

    def __init__(self) -> None:
        self._early = self._late = 0.0
        """Logarithms of how many times as far the ends are from the middle."""
        self._known = 0
        self._n = self._kept = 0.0  # both fade

    def came_true(self, promise: Promise) -> None:
        """Somebody was called who had been told how long it takes, or was not called in that time."""
        self._early = _moved(self._early, promise.is_early)
        self._late = _moved(self._late, promise.is_late)
        self._known += 1
        fades = 1 - 1 / LATELY
        self._n, self._kept = self._n * fades + 1, self._kept * fades + promise.is_kept

    @property
    def stretch(self) -> tuple[float, float]:
        """How many times as far from the middle the early and the late end are to be said."""
        return exp(self._early), exp(self._late)

    @property
    def kept_of_ten(self) -> int | None:
        """Of ten people who were told lately, for how many it came true; None while nobody knows."""
        return int(10 * self._kept / self._n) if self._known >= KNOWN else None


def _moved(end: float, is_broken: bool) -> float:
    return min(max(end + STEP * (is_broken - MISSES), 0.0), log(WIDEST))


@dataclass(frozen=True)
class Honesty:
    """How many promises there were, and how they came true. Seconds; error and bias are of those who were called, the
    bias positive where waits were shorter than said."""

    n: int
    kept: float | None = None
    late: float | None = None
    error_s: int | None = None
    """The median distance between the middle that was said and the wait."""
    bias_s: int | None = None
    """The mean of the middles, less that of the waits."""
    alarm: str | None = None
    """`kept` or `bias`: out of step with the hall."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Tally:
    """Promises counted as they came true."""

    n: int = 0
    kept: int = 0
    late: int = 0
    waited_s: float = 0.0
    """By those who were called, together."""
    misses_s: list[float] = field(default_factory=list)
    """Of each of them: the middle that was said, less the wait."""

    def add(self, verdict: Verdict, middle_s: int, waited_s: float | None) -> None:
        """One more promise, whose middle was said to be `middle_s`. `waited_s` is None for whoever was not called."""
        self.n += 1
        self.kept += verdict == Verdict.KEPT
        self.late += verdict == Verdict.LATE
        if waited_s is not None:
            self.waited_s += waited_s
            self.misses_s.append(middle_s - waited_s)

    def add_promise(self, promise: Promise) -> None:
        self.add(promise.verdict, promise.said.p50, promise.waited_s if promise.was_called else None)

    def add_all(self, other: "Tally") -> None:
        self.n += other.n
        self.kept += other.kept
        self.late += other.late
        self.waited_s += other.waited_s
        self.misses_s += other.misses_s

    def honesty(self) -> Honesty:
        """What these promises were worth."""
        if not self.n:
            return Honesty(0)
        kept = self.kept / self.n
        found = Honesty(self.n, round(kept, 4), round(self.late / self.n, 4))
        is_biased = False
        if self.misses_s:
            bias, waited = fmean(self.misses_s), self.waited_s / len(self.misses_s)
            found = replace(found, error_s=round(median(map(abs, self.misses_s))), bias_s=round(bias))
            is_biased = abs(bias) > max(ALARM_BIAS * waited, 60)
        if self.n < KNOWN:
            return found
        return replace(found, alarm="kept" if kept < ALARM_HOLDS else "bias" if is_biased else None)
