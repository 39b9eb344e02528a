"""What if: the next hours of a hall as they would be and with one thing changed, from the same projection.

The same people come in both, at the same instants (common random numbers), so that the difference is the change's and
hardly chance's; a difference no larger than its own chance says nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, log, sqrt
from random import Random
from statistics import fmean, stdev
from typing import NamedTuple

from server.domain.habits import SLOT_S, Habits
from server.domain.line import Waiting
from server.domain.projection import HORIZON_S, Breath, project
from server.domain.scene import Desk, Scene
from server.domain.ticket import Lane

AHEAD_S = 2 * 3600.0
"""So far ahead people come; all of them are followed to their call."""

BATCHES, FUTURES = 6, 8
"""So many times so many futures; the batches tell how much of a difference is chance."""

SURE = 2.57
"""Student's t for that many batches."""

FIRST_COMER = 1_000_000_000
"""Tickets of those who have not come yet, beyond every real one of a hall."""

Streams = Mapping[tuple[str, Lane], Mapping[int, float]]
"""By service and lane, and by half hour since the day began: how many people come in a second."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a supervisor may do at one counter; exactly one of them is set."""

    counter: int
    opens: bool = False
    closes: bool = False
    adds: str | None = None
    """A service it takes up besides its own."""
    moves_break: tuple[float, float] | None = None
    """When a planned break begins, and when it is to begin."""


class Outlook(NamedTuple):
    """What becomes of those who wait and those who come. Seconds since they took their place; nulls for nobody."""

    people: float
    """Of one future, on average."""
    p50: float | None
    p90: float | None
    """`inf`: more than one in ten is called by nobody."""
    within: float | None
    """The share called within the target."""


@dataclass(frozen=True)
class Difference:
    """With and without."""

    without: Outlook
    changed: Outlook
    by_service: Mapping[str, tuple[Outlook, Outlook]]
    is_sure: bool
    """Whether the p90 of all people together differ by more than chance."""


class NoSuchBreak(ValueError):
    """No planned break of that counter begins then."""


def compare(
    scene: Scene,
    habits: Habits,
    change: Change,
    streams: Streams,
    *,
    target_s: float,
    breathe: Breath | None = None,
) -> Difference:
    """Raises NoSuchBreak."""
    other = replace(scene, desks=[_changed(desk, scene.now, change) for desk in scene.desks])
    # They come by the streams, the ones who go first among them.
    quiet = replace(habits, arrivals={}, comers=())
    without: list[_Waits] = []
    changed: list[_Waits] = []
    for batch in range(BATCHES):
        coming = comers(scene, streams, ahead_s=AHEAD_S, futures=FUTURES, seed=batch)
        without.append(_waits(scene, quiet, coming, seed=batch, breathe=breathe))
        changed.append(_waits(other, quiet, coming, seed=batch, breathe=breathe))
    services = sorted({service for batch in without for service, _ in batch})
    return Difference(
        _outlook(without, target_s),
        _outlook(changed, target_s),
        {each: (_outlook(without, target_s, each), _outlook(changed, target_s, each)) for each in services},
        _is_sure(without, changed),
    )


def comers(scene: Scene, streams: Streams, *, ahead_s: float, futures: int, seed: int) -> list[list[Waiting]]:
    """Who comes so far ahead, in each future: Poisson streams whose rates change by the half hour."""
    random = Random(seed)  # noqa: S311 (chance, no secret)
    all_of_them = []
    tickets = FIRST_COMER
    now = scene.now - scene.day_began
    for _ in range(futures):
        people = []
        for (service, lane), rates in streams.items():
            if service in scene.rules:
                for at in _instants(random, rates, now, now + ahead_s):
                    tickets += 1
                    people.append(Waiting(tickets, service, lane, scene.day_began + at))
        all_of_them.append(people)
    return all_of_them


def _instants(random: Random, rates: Mapping[int, float], since: float, until: float) -> list[float]:
    """The arrivals of one stream, in seconds of the day: exponential gaps within each half hour."""
    found = []
    at = since
    while at < until:
        slot = int(at // SLOT_S)
        ends = min((slot + 1) * SLOT_S, until)
        rate = rates.get(slot, 0.0)
        gap = -log(1 - random.random()) / rate if rate > 0 else inf
        if at + gap >= ends:
            at = ends
        else:
            at += gap
            found.append(at)
    return found


def _changed(desk: Desk, now: float, change: Change) -> Desk:
    if desk.number != change.counter:
        return desk
    if change.opens:
        return _opened(desk, now)
    if change.closes:
        return replace(desk, free_since=None, back=None, rests_since=None, session=None, away=((now, inf), *desk.away))
    if change.adds is not None:
        return desk if change.adds in desk.own else replace(desk, own=(*desk.own, change.adds))
    assert change.moves_break is not None
    begins, begins_then = change.moves_break
    if not any(since == begins for since, _ in desk.away):
        raise NoSuchBreak
    moved = [
        (begins_then, until + begins_then - since) if since == begins else (since, until) for since, until in desk.away
    ]
    return replace(desk, away=tuple(sorted(moved)))


def _opened(desk: Desk, now: float) -> Desk:
    """At work from now on, but for the breaks that are planned for later."""
    later = tuple((since, until) for since, until in desk.away if since > now)
    if desk.free_since is not None or desk.called or desk.serving:
        return replace(desk, away=later)
    return replace(desk, free_since=now, back=None, rests_since=None, session=None, away=later)


_Waits = list[tuple[str, float]]
"""Of everybody in the futures of one batch the service and the seconds to the call; `inf` for who is not called."""


def _waits(
    scene: Scene, habits: Habits, coming: Sequence[Sequence[Waiting]], *, seed: int, breathe: Breath | None
) -> _Waits:
    nobody_else = replace(scene, comers=())
    calls = project(nobody_else, habits, seed=seed, futures=FUTURES, coming=coming, breathe=breathe)
    everybody = [*scene.people, *(person for people in coming for person in people)]
    return [(each.service, called - each.since) for each in everybody for called in calls[each.ticket]]


def _outlook(batches: Sequence[_Waits], target_s: float, service: str | None = None) -> Outlook:
    waits = sorted(wait for batch in batches for code, wait in batch if service in (None, code))
    if not waits:
        return Outlook(0.0, None, None, None)
    within = sum(wait <= target_s for wait in waits) / len(waits)
    return Outlook(len(waits) / (BATCHES * FUTURES), _at(waits, 0.5), _at(waits, 0.9), within)


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def _is_sure(without: Sequence[_Waits], changed: Sequence[_Waits]) -> bool:
    """Whether the p90 of the batches differ by more than they scatter: 95 times in 100."""
    gaps = [_p90(one) - _p90(other) for one, other in zip(without, changed, strict=True)]
    return abs(fmean(gaps)) > SURE * stdev(gaps) / sqrt(len(gaps))


def _p90(waits: _Waits) -> float:
    """Whoever is called by nobody waits as long as anybody can say: near one in ten of them it is chance in which of
    the batches they count, and it scatters as widely as it should."""
    return min(_at(sorted(wait for _, wait in waits), 0.9), HORIZON_S) if waits else 0.0
