"""What a hall is used to: how long each service takes, who is quick, how many do not come. Times are seconds; those of
a day are counted from its midnight in the hall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log, sqrt

USUAL_SERVICE_S = 480.0
"""What a service takes before the hall has taught us better: 8 minutes, as in a day of 300 visitors on 12 counters."""

SPREAD = 0.8
"""Standard deviation of one service time over its mean; desks of this kind measure 0.6 to 1.0."""

SIGMA = sqrt(log(1 + SPREAD**2))
"""The same of a lognormal's logarithm."""

SLOT_S = 1800.0
"""How finely the arrivals of a day are known."""


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A time whose logarithm is normal."""

    mu: float
    sigma: float

    @classmethod
    def of_mean(cls, mean_s: float, sigma: float = SIGMA) -> "Lognormal":
        return cls(log(mean_s) - sigma * sigma / 2, sigma)

    @property
    def mean_s(self) -> float:
        return exp(self.mu + self.sigma**2 / 2)


USUAL = Lognormal.of_mean(USUAL_SERVICE_S)
WALK = Lognormal.of_mean(25.0, 0.5)


@dataclass(frozen=True)
class Habits:
    """What a projection draws from. The defaults are those of a hall that nobody knows yet."""

    usual: Lognormal = USUAL
    """A service of which nothing is known."""
    times: Mapping[str, Lognormal] = field(default_factory=dict)
    """By service."""
    paces: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    """By counter: by how much its logarithms are longer, today's pace included, and how sure that is (deviation)."""
    pace: tuple[float, float] = (0.0, 0.2)
    """Of a counter of which nothing is known."""
    day_sd: float = 0.05
    """How unsure the pace of all counters together is."""
    walk: Lognormal = WALK
    """From the call to the beginning of service."""
    absent: float = 0.05
    """The share of calls to which nobody comes."""
    absent_s: float = 90.0
    """How long such a call holds a counter."""
    returns: float = 0.4
    """The share of the absent who ask to be taken back."""
    back_after_s: Sequence[float] = (120.0, 300.0, 600.0, 1200.0)
    transfers: Mapping[str, tuple[float, Sequence[str]]] = field(default_factory=dict)
    """By service: the share that goes on to another line, and to which (as often as they stand there)."""
    leaves_per_s: float = 0.0
    """The share of those who wait that gives up, per second."""
    arrivals: Mapping[int, float] = field(default_factory=dict)
    """By half hour of the day: how many who go first come in a second."""
    comers: Sequence[str] = ()
    """For which services they come (as often as they stand there)."""
    late_back_s: Sequence[float] = (0.0,)
    """How late breaks end."""
    pauses: float = 0.0
    """The share of services after which the counter pauses unannounced."""
    paused_s: Sequence[float] = (600.0,)
    keeps: float = 0.85
    """The share of appointments that are kept."""
    checks_in_s: Sequence[float] = (-900.0, -600.0, -420.0, -240.0, -60.0, 120.0)
    """When, from the slot."""
    turnaround_s: float = 0.0
    """From the end of one service to the call of the next, while somebody waits."""
    opens: Mapping[tuple[int, int], Sequence[float]] = field(default_factory=dict)
    """By counter and the session's beginning (seconds of the day): how long after that it opened on each of the latest
    days, `inf` where it stayed closed. Nobody expects a counter of which nothing is known."""

    def time_of(self, service: str) -> Lognormal:
        return self.times.get(service, self.usual)

    def pace_of(self, counter: int) -> tuple[float, float]:
        return self.paces.get(counter, self.pace)
