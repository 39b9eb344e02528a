"""Arithmetic of the durations: medians, percentiles and shares; never a mean alone."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

TARGET_S = 900
"""Fifteen minutes a transaction: the target of Quyết định 468/QĐ-TTg (2021) for 2025."""


@dataclass(frozen=True)
class Spread:
    """How a duration was spread over `n` people, in seconds."""

    n: int
    median_s: int | None = None
    p90_s: int | None = None
    max_s: int | None = None
    within_target: float | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def spread(durations: Iterable[float], target_s: int = TARGET_S) -> Spread:
    """The spread of `durations` (seconds). Percentiles are nearest-rank: each is a wait that somebody really had.

    Nobody waits less than no time: below zero is a clock that was set back in between.
    """
    ordered = sorted(max(0.0, seconds) for seconds in durations)
    if not ordered:
        return Spread(0)
    within = share(sum(1 for seconds in ordered if seconds <= target_s), len(ordered))
    return Spread(len(ordered), _rank(ordered, 0.5), _rank(ordered, 0.9), round(ordered[-1]), within)


def share(part: int, of: int) -> float:
    """A part of a whole, to a hundredth of a percent; 1 is all of it, and not all but one."""
    return 1.0 if part == of else min(round(part / of, 4), 0.9999)


def _rank(ordered: list[float], share: float) -> int:
    return round(ordered[max(0, ceil(share * len(ordered)) - 1)])
