"""How long will it take: the estimate printed on paper and shown on phones, boards and dashboards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from server.domain.line import Waiting
from server.domain.ticket import Lane

NEAR_S, NEAR = 45.0, 0.1
"""Ranges that differ by no more than this, or than this share of the wait, say the same."""

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

    def stretched(self, early: float, late: float) -> "Wait":
        """A range whose ends are so many times as far from the same middle."""
        low, high = self.p50 - early * (self.p50 - self.p10), self.p50 + late * (self.p90 - self.p50)
        return Wait(max(round(low), 0), self.p50, min(round(high), int(LONGEST_S)))

    def as_json(self) -> dict[str, int]:
        return {"p10": self.p10, "p50": self.p50, "p90": self.p90}


def _step_s(wait_s: int) -> int:
    return 60 if wait_s <= 600 else 300


Range = tuple[float, float, float]
"""p10, p50 and p90 on some clock."""


def spread(calls: Sequence[float]) -> Range | None:
    """The range of a projection: `calls` are the instants of the call in its futures, in order, `inf` where there was
    none. None when nobody can honestly say: there is no call in most of them."""
    if not calls or calls[len(calls) // 2] == inf:
        return None
    return _quantile(calls, 0.1), _quantile(calls, 0.5), _quantile(calls, 0.9)


def projected(calls: Sequence[float], now: float) -> Wait | None:
    """The wait that these `calls` (see `spread`) say."""
    found = spread(calls)
    return _wait(found, now) if found else None


def _wait(instants: Range, now: float) -> Wait:
    return Wait(*(round(min(max(instant - now, 0.0), LONGEST_S)) for instant in instants))


@dataclass(frozen=True)
class Waits:
    """What one projection says of everybody who waits, and of whoever comes."""

    at: float
    """Of what instant it is."""
    calls: Mapping[int, Range | None]
    """By ticket: the instants of the call; None when nobody can say."""
    comers: Mapping[tuple[str, Lane], Range | None]
    """By service and lane, ordinary or priority: the seconds to the call of whoever comes."""
    stretch: tuple[float, float] = (1.0, 1.0)
    """How many times as far from the middle the ends are said, for eight of ten to hold (`domain.honesty`)."""
    kept_of_ten: int | None = None
    """Of ten people who were told lately, for how many it came true; None while nobody knows."""

    def of_ticket(self, ticket: int, service: str, lane: Lane, now: float) -> Wait | None:
        """The likely wait of somebody who waits; of one who came after the projection, as of whoever comes."""
        if ticket in self.calls:
            return self._said(self.calls[ticket], now)
        return self.of_comer(service, lane)  # as their slip says, though the projection is seconds old

    def of_comer(self, service: str, lane: Lane) -> Wait | None:
        """The likely wait of whoever comes now for this service; an appointment's is as of those who go first."""
        return self._said(self._comer(service, lane), 0.0)

    def instants(self, ticket: int, service: str, lane: Lane) -> Range | None:
        """When the call of a ticket will be, as far as anybody knows."""
        if ticket in self.calls:
            return self.calls[ticket]
        comer = self._comer(service, lane)
        return _later(comer, self.at) if comer else None

    def settled(self, before: "Waits", people: Iterable[Waiting]) -> "Waits":
        """These waits, but what was said `before` where it is nearly the same: nobody sees their range jump to and fro
        with the chance of the futures."""
        calls = {
            each.ticket: _settled(
                before.instants(each.ticket, each.service, each.lane), self.calls[each.ticket], self.at
            )
            for each in people
        }
        return replace(self, calls=calls)  # whoever comes next has not been told anything yet

    def _comer(self, service: str, lane: Lane) -> Range | None:
        return self.comers.get((service, Lane.ORDINARY if lane is Lane.ORDINARY else Lane.PRIORITY))

    def _said(self, found: Range | None, now: float) -> Wait | None:
        return _wait(found, now).stretched(*self.stretch) if found else None


def _later(found: Range, seconds: float) -> Range:
    p10, p50, p90 = found
    return p10 + seconds, p50 + seconds, p90 + seconds


def _settled(before: Range | None, found: Range | None, now: float) -> Range | None:
    if before is None or found is None:
        return found
    near = max(NEAR_S, NEAR * (found[1] - now))
    return before if all(abs(old - new) <= near for old, new in zip(before, found, strict=True)) else found


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
