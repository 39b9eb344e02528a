"""How long will it take: the estimate printed on paper and shown on phones, boards and dashboards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from server.domain.ticket import Lane

LONGEST_S = 12 * 3600.0
"""No longer wait is said: the hall has closed by then."""


@dataclass(frozen=True)
class Wait:
    """Seconds until the call: one time in ten it is shorter than p10, one time in ten longer than p90."""

    p10: int
    p50: int
    p90: int

    def as_said(self) -> "Wait":
        """The range as screens and slips say it: in whole minutes up to ten, then in fives, rounded outwards."""
        low, middle, high = map(_step_s, (self.p10, self.p50, self.p90))
        return Wait(self.p10 // low * low, round(self.p50 / middle) * middle, -(-self.p90 // high) * high)

    def stretched(self, times: float) -> "Wait":
        """A range so many times as wide around the same middle."""
        low, high = self.p50 - times * (self.p50 - self.p10), self.p50 + times * (self.p90 - self.p50)
        return Wait(max(round(low), 0), self.p50, min(round(high), int(LONGEST_S)))

    def as_json(self) -> dict[str, int]:
        return {"p10": self.p10, "p50": self.p50, "p90": self.p90}


def _step_s(wait_s: int) -> int:
    return 60 if wait_s <= 600 else 300


def projected(calls: Sequence[float], now: float) -> Wait | None:
    """The wait that a projection says: `calls` are the instants of the call in its futures, in order, `inf` where there
    was none. None when nobody can honestly say: there is no call in most of them."""
    if not calls or calls[len(calls) // 2] == inf:
        return None
    return Wait(*(round(min(max(_quantile(calls, share) - now, 0.0), LONGEST_S)) for share in (0.1, 0.5, 0.9)))


@dataclass(frozen=True)
class Waits:
    """What one projection says of everybody who waits, and of whoever comes now."""

    calls: Mapping[int, Sequence[float]]
    """By ticket, and by the number of each comer: the instants of the call in its futures, in order."""
    comers: Mapping[tuple[str, Lane], int]
    stretch: float = 1.0
    """How many times as wide ranges are said, for eight of ten to hold (`domain.honesty`)."""
    kept_of_ten: int | None = None
    """Of ten people who were told lately, for how many it came true; None while nobody knows."""

    def of_ticket(self, ticket: int, service: str, lane: Lane, now: float) -> Wait | None:
        """The likely wait of somebody who waits; of one who came after the projection, as of whoever comes then."""
        if ticket in self.calls:
            return self._said(self.calls[ticket], now)
        return self.of_comer(service, lane, now)

    def of_comer(self, service: str, lane: Lane, now: float) -> Wait | None:
        """The likely wait of whoever comes now for this service; an appointment's is as of those who go first."""
        comer = self.comers.get((service, Lane.ORDINARY if lane is Lane.ORDINARY else Lane.PRIORITY))
        return None if comer is None else self._said(self.calls.get(comer, ()), now)

    def _said(self, calls: Sequence[float], now: float) -> Wait | None:
        wait = projected(calls, now)
        return wait.stretched(self.stretch) if wait else None


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two values around it (Hyndman and Fan's type 6 within the sample)."""
    place = min(max(share * (len(ordered) + 1) - 1, 0.0), len(ordered) - 1.0)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    if ordered[high] == inf:
        return ordered[low]
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def learned(usual_s: float, served_s: float) -> float:
    """The usual service time after one more service of `served_s` seconds: it follows the last thirty or so."""
    return usual_s + (min(max(served_s, 20.0), 3600.0) - usual_s) / 30
