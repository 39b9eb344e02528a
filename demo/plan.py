"""The script of one day: who comes when, for what, and how it goes. The same seed always writes the same day.

The size is Lương Tài's (12 counters, 85 to 100 dossiers a day, so 200 to 300 tickets with results, fees, questions and
people who leave), the shape that of every commune hall: half of the day comes before nine.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

OPENS_AT = 7.5 * 3600
"""Seconds after midnight at which the script's second 0 lies: half past seven, as halls open."""
LUNCH = (4 * 3600.0, 6 * 3600.0)
"""From 11:30 to 13:30, in seconds of the script."""
CLOSES_AT = 9.5 * 3600
"""17:00, in seconds of the script."""

ARRIVALS = ((0, 5400, 0.48), (5400, 13500, 0.27), (13500, 21600, 0.02), (21600, 27000, 0.15), (27000, 32400, 0.08))
"""(from, to, share): with 250 visitors the first row is one every 45 seconds."""

DEMAND = {"C": 5, "H": 4, "K": 4, "S": 2.5, "D": 2, "L": 2, "P": 2, "B": 1.5, "R": 3, "E": 1.5, "V": 0.3}
"""How often each service of the default hall is asked for; any other counts 1."""

USUAL_MIN = {"C": 5, "H": 9, "K": 8, "S": 15, "D": 14, "B": 11, "X": 12, "T": 12, "G": 7, "R": 4, "V": 3, "E": 4}
"""Median minutes at the desk; any other takes 9."""
SPREAD = 0.5
"""Sigma of the lognormal: the slowest of ten takes twice the median, the slowest of a hundred three times."""

PRIORITY = 0.10
"""The share of people who go first."""
GROUNDS = ("elderly", "elderly", "elderly", "disabled", "pregnant", "small_child", "merit")


@dataclass(frozen=True, slots=True)
class Service:
    """A service as the script needs to know it."""

    code: str
    kind: str
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visitor:
    """One person's day, decided before they enter; times in seconds of the script."""

    arrives_s: float
    service: str
    procedure: str | None
    lane: str
    grounds: str | None
    language: str
    dossiers: int
    walk_s: float
    serve_s: float
    outcome: str
    comes: bool = True
    """False: called and not there."""
    returns_s: float | None = None
    """After so long someone who was called absent asks to be taken back."""
    fetches_s: float | None = None
    """Half way through, they go and fetch a copy for so long (parked)."""
    leaves_s: float | None = None
    """They give up after so long, and say so (cancelled) if nobody has called them."""
    should_go_to: str | None = None
    """They stand in the wrong line: the clerk sends them there (transfer)."""
    pays_s: float | None = None
    """Afterwards they pay a fee, which takes so long (the next service of the same visit)."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A clerk away from the counter."""

    counter: int
    starts_s: float
    ends_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class Day:
    visitors: tuple[Visitor, ...]
    """In order of arrival."""
    pauses: tuple[Pause, ...]
    """In order of their start."""


def plan_day(
    seed: int, visitors: int, services: Sequence[Service], counters: Sequence[int], priority: float = PRIORITY
) -> Day:
    """The day of `seed` in a hall with these services and counters. Depends on nothing else."""
    chance = Random(f"day {seed}")  # noqa: S311 (a story, not a secret)
    arrivals = sorted(_arrival(chance) for _ in range(visitors))
    chances = (Random(f"visitor {seed} {at}") for at in range(visitors))  # noqa: S311
    people = tuple(_visitor(*each, services, priority) for each in zip(chances, arrivals, strict=True))
    return Day(people, _pauses(Random(f"pauses {seed}"), counters))  # noqa: S311


def _arrival(chance: Random) -> float:
    starts, ends, _ = chance.choices(ARRIVALS, [share for *_, share in ARRIVALS])[0]
    return chance.uniform(starts, ends)


def _visitor(chance: Random, arrives_s: float, services: Sequence[Service], priority: float) -> Visitor:
    service = chance.choices(services, [DEMAND.get(service.code, 1.0) for service in services])[0]
    is_priority = chance.random() < priority
    visitor = {
        "arrives_s": arrives_s,
        "service": service.code,
        "procedure": chance.choice(service.procedures) if service.procedures else None,
        "lane": "priority" if is_priority else "ordinary",
        "grounds": chance.choice(GROUNDS) if is_priority else None,
        "language": chance.choices(("vi", "en", "ko"), (96, 2, 2))[0],
        # Someone in seven carries papers for a neighbour or a whole family.
        "dossiers": chance.choices((1, 2, 3, 5), (86, 9, 4, 1))[0],
        # From the seat to the counter, slower for whom the priority lane is made.
        "walk_s": chance.uniform(25, 60) if is_priority else chance.uniform(8, 30),
        "serve_s": _lasts(chance, USUAL_MIN.get(service.code, 9)),
        "outcome": _outcome(chance, service.kind),
    }
    return Visitor(**visitor, **_fate(chance, service, services))  # type: ignore[arg-type]


def _fate(chance: Random, service: Service, services: Sequence[Service]) -> dict[str, object]:
    """What is out of the ordinary with this visitor: one thing at most, and nothing with two of three."""
    draw = chance.random()
    minutes = chance.uniform(1, 12) * 60
    wrong = [other.code for other in services if other.kind == "field" and other.code != service.code]
    fees = [other.code for other in services if other.kind == "fees"]
    if draw < 0.07:  # Called and not there; half of them come back and ask.
        return {"comes": False, "returns_s": minutes if draw < 0.035 else None}
    if draw < 0.11:
        return {"fetches_s": minutes}
    if draw < 0.13:
        return {"leaves_s": 1200 + minutes}
    if draw < 0.17 and service.kind == "field" and wrong:
        return {"should_go_to": chance.choice(wrong)}
    if draw < 0.30 and service.kind == "field" and fees:
        return {"pays_s": _lasts(chance, USUAL_MIN["V"])}
    return {}


def _outcome(chance: Random, kind: str) -> str:
    if kind in ("returns", "fees"):
        return "returned" if kind == "returns" else "accepted"
    if kind == "guidance":
        return "guided"
    return chance.choices(("accepted", "supplement", "guided", "refused"), (76, 13, 9, 2))[0]


def _lasts(chance: Random, median_min: float) -> float:
    return max(30.0, chance.lognormvariate(math.log(median_min * 60), SPREAD))


def _pauses(chance: Random, counters: Sequence[int]) -> tuple[Pause, ...]:
    pauses = []
    for counter in counters:
        # Nobody lays down a file at the stroke of the clock: lunch begins and ends a little differently everywhere.
        pauses.append(Pause(counter, LUNCH[0] + chance.uniform(0, 600), LUNCH[1] - chance.uniform(0, 300), "Nghỉ trưa"))
        if chance.random() < 0.6:
            starts = chance.choice((chance.uniform(6000, 12000), chance.uniform(23000, 29000)))
            reason = chance.choices(("Nghỉ giải lao", "Họp", "Sự cố kỹ thuật"), (7, 2, 1))[0]
            pauses.append(Pause(counter, starts, starts + chance.uniform(300, 1200), reason))
    return tuple(sorted(pauses, key=lambda pause: pause.starts_s))
