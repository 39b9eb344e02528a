"""How long will it take: the estimate printed on paper and shown on phones.

A first, honest rule: the people ahead are served one after the other by the counters that are open for them. The
spread of their service times makes the range. It is the gamma fit of a sum of `n` independent services, the textbook
case of Little's and Erlang's work. `projected` says the same of a projection (`domain.projection`), which is measured
to be far better and does not feed the hall's own screens yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, sqrt
from typing import NamedTuple

from server.domain.habits import SPREAD

LONGEST_S = 12 * 3600.0
"""No longer wait is said: the hall has closed by then."""

_Z10 = 1.2816
"""The standard normal's 90th percentile."""


@dataclass(frozen=True)
class Wait:
    """Seconds until the call: one time in ten it is shorter than p10, one time in ten longer than p90."""

    p10: int
    p50: int
    p90: int

    def in_minutes(self) -> "Wait":
        """The range in whole minutes, rounded outwards, and its middle: no more than screens and slips say of it."""
        return Wait(self.p10 // 60 * 60, round(self.p50 / 60) * 60, -(-self.p90 // 60) * 60)

    def as_json(self) -> dict[str, int]:
        return {"p10": self.p10, "p50": self.p50, "p90": self.p90}


@lru_cache(maxsize=4096)
def estimate(*, ahead: int, free: int, capacity: float, service_s: float) -> Wait | None:
    """The likely wait of a person with `ahead` people before them.

    `capacity` is how many counters work for this line (a counter shared by lines counts in part), `free` how many of
    them are idle now, `service_s` the mean service time. None when no counter is open: then nobody can honestly say.
    """
    if capacity <= 0:
        return None
    if free > ahead:
        return Wait(0, 0, 60)
    services = ahead - free + 1
    mean = services * service_s / capacity
    deviation = SPREAD * service_s * sqrt(services) / capacity
    return Wait(*(_gamma_quantile(mean, deviation, z) for z in (-_Z10, 0.0, _Z10)))


class Pace(NamedTuple):
    """How fast one line moves, as `estimate` asks."""

    free: int
    capacity: float
    service_s: float

    def wait(self, ahead: int) -> Wait | None:
        """The likely wait with `ahead` people before one; None when nobody can honestly say."""
        return estimate(ahead=ahead, free=self.free, capacity=self.capacity, service_s=self.service_s)


def projected(calls: Sequence[float], now: float) -> Wait | None:
    """The wait that a projection says: `calls` are the instants of the call in its futures, in order, `inf` where there
    was none. None when nobody can honestly say: there is no call in most of them."""
    waits = [max(at - now, 0.0) for at in calls]
    if not waits or waits[len(waits) // 2] == inf:
        return None
    return Wait(*(round(min(_quantile(waits, share), LONGEST_S)) for share in (0.1, 0.5, 0.9)))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two values around it (Hyndman and Fan's type 6 within the sample)."""
    place = min(max(share * (len(ordered) + 1) - 1, 0.0), len(ordered) - 1.0)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    if ordered[high] == inf:
        return ordered[low]
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def _gamma_quantile(mean: float, deviation: float, z: float) -> int:
    # Wilson and Hilferty (1931): the cube root of a gamma variable is nearly normal.
    shape = (mean / deviation) ** 2
    cube = 1 - 1 / (9 * shape) + z / (3 * sqrt(shape))
    return round(mean * max(cube, 0.0) ** 3)


def learned(usual_s: float, served_s: float) -> float:
    """The usual service time after one more service of `served_s` seconds: it follows the last thirty or so."""
    return usual_s + (min(max(served_s, 20.0), 3600.0) - usual_s) / 30
