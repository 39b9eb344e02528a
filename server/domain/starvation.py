"""Whether a call rule would let a lane starve: played once with each lane flooding one counter, before it is saved."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import permutations
from typing import Any

from server.domain.line import CallRule
from server.domain.regulations import Group, Regulations
from server.domain.rehearsal import Counter, Visitor, play
from server.domain.ticket import Lane

LIMIT_S = 7200
"""Nobody may wait longer than this because of others who came later. A hall's half day has four hours and its lunch
begins at half past eleven: who comes by nine has been called before it, however the other lane crowds. A rule with
no bound fails it as surely as at three hours, a rule that only slows a lane down passes."""

FLOOD_S = 10800
"""Three hours: a morning between the first rush and lunch."""
SERVICE_S = 360
"""What everybody keeps the one counter: six minutes, so thirty are called in the three hours."""


@dataclass(frozen=True)
class Starving:
    """What the refusal shows: how one lane fared while another kept the counter busy by itself."""

    lane: Lane
    flooded_by: Lane
    came: int
    called: int
    worst_s: int
    """The longest wait, of those called and of those who still wait at the end."""
    limit_s: int = LIMIT_S
    flood_s: int = FLOOD_S
    service_s: int = SERVICE_S

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@lru_cache(maxsize=64)
def starved(rule: CallRule) -> Starving | None:
    """The lane that fares worst under `rule`, if anybody of it waits longer than `LIMIT_S`; None when nobody does.

    Asked again under the hall's lock at each change, and a rule always fares the same: what was found is kept.
    """
    worst = max(floods(rule), key=lambda figures: figures.worst_s)
    return worst if worst.worst_s > LIMIT_S else None


def floods(rule: CallRule) -> Iterator[Starving]:
    """Each lane's figures while each of the others comes as fast as the counter serves, and itself half as fast."""
    for flooding, lane in permutations(Lane, 2):
        yield _flood(rule, flooding, lane)


def _flood(rule: CallRule, flooding: Lane, lane: Lane) -> Starving:
    people = [*_coming(flooding, SERVICE_S), *_coming(lane, 2 * SERVICE_S)]
    everything = Regulations(groups=(Group((), rule),))
    waits = play(people, [Counter(1, (_SERVICE,))], everything, closes_s=FLOOD_S)
    of_lane = [wait for wait in waits if wait.lane is lane]
    called = sum(wait.counter is not None for wait in of_lane)
    return Starving(lane, flooding, len(of_lane), called, round(max(wait.lasted_s for wait in of_lane)))


def _coming(lane: Lane, every_s: int) -> Iterator[Visitor]:
    """One after the other; an appointment comes exactly at its slot."""
    for at in range(0, FLOOD_S, every_s):
        yield Visitor(at, _SERVICE, lane, SERVICE_S, slot_s=at if lane is Lane.APPOINTMENT else None)


_SERVICE = "flooded"
