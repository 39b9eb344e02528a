"""The next two hours of a hall, service by service: how long those who come in each half hour will likely wait."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from server.domain.habits import Habits
from server.domain.projection import Breath, project
from server.domain.scene import Scene
from server.domain.waiting import Wait, projected
from server.domain.what_if import AHEAD_S, Streams, comers

STEP_S = 1800.0
STEPS = int(AHEAD_S / STEP_S)

FUTURES = 48
"""The hall is played so many times."""

FEWEST = 10
"""With fewer people in all futures together nine of ten are one or two of them: nobody can say."""


class Spell(NamedTuple):
    """One half hour from now on."""

    people: float
    """Who is expected to come in it, on average."""
    wait: Wait | None
    """Theirs, from coming to the call. None: hardly anybody comes, or most of them are called by nobody."""


def next_hours(
    scene: Scene, habits: Habits, streams: Streams, *, breathe: Breath | None = None
) -> Mapping[str, Sequence[Spell]]:
    """By service, the half hours from now on, `STEPS` of each. Who waits already is called among them, by the rule."""
    # They come by the streams, the ones who go first among them.
    quiet = replace(habits, arrivals={}, comers=())
    coming = comers(scene, streams, ahead_s=AHEAD_S, futures=FUTURES, seed=1)
    calls = project(replace(scene, comers=()), quiet, futures=FUTURES, coming=coming, breathe=breathe)
    waits: dict[str, list[list[float]]] = {service: [[] for _ in range(STEPS)] for service in scene.rules}
    for person in (person for people in coming for person in people):
        step = min(int((person.since - scene.now) // STEP_S), STEPS - 1)
        waits[person.service][step] += [called - person.since for called in calls[person.ticket]]
    return {service: [_spell(each) for each in spells] for service, spells in waits.items()}


def _spell(waits: Sequence[float]) -> Spell:
    return Spell(len(waits) / FUTURES, projected(sorted(waits), 0.0) if len(waits) >= FEWEST else None)
