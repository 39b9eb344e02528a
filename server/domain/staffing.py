"""How many counters a day needs, half hour by half hour, for nine of ten people to be called in time.

Each half hour begins with the load it brings, people times the time each takes (the "modified offered load" of
Jennings, Mandelbaum, Massey and Whitt 1996, without its lag: half hours are longer than services), on counters that do
it. Then the session is played by the call rule itself (`domain.projection`), and whoever is called too late gets one
more counter in that half hour, until nobody needs one (iterative staffing: Feldman, Mandelbaum, Massey and
Whitt 2008). What no counter of the hall can take is given to one that only exists on paper: that skill is short.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil

from server.domain.habits import SLOT_S, Habits
from server.domain.projection import Breath, project
from server.domain.scene import Desk, Scene
from server.domain.what_if import Streams, comers

HOLDS = 0.9
"""The share of each half hour's people who are to be called in time."""

FUTURES = 16
"""So many times a session is played after each change."""

ROUNDS = 200
"""After so many changes a plan is as good as it gets."""

FULL = 0.85
"""Of a half hour a counter works so much for what it is given before the session is played."""

ON_PAPER = 1_000
"""Numbers of counters that the hall lacks begin here."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one half hour needs."""

    begins: float
    people: float
    """Who come, on average."""
    counters: tuple[int, ...]
    """Those of the hall that are to be open."""
    short: Mapping[str, int]
    """By service: how many more counters that do it than the hall has."""
    within: float | None
    """The share called in time then; None where nobody comes."""


def needs(
    hall: Scene, habits: Habits, streams: Streams, *, until: float, target_s: float, breathe: Breath | None = None
) -> list[Need]:
    """What a session from `hall.now` to `until` needs. `hall` is empty; of its desks only what they do matters."""
    plan = _Plan(hall, _steady(habits), streams, until, target_s, breathe)
    plan.begin()
    plan.late()
    for _ in range(ROUNDS):
        if not plan.help():
            break
    plan.spare()
    return plan.needs()


def _steady(habits: Habits) -> Habits:
    """All who come are in the streams, and a plan's counters begin on time."""
    return replace(habits, arrivals={}, comers=(), late_back_s=(0.0,), pauses=0.0, opens={})


_Late = dict[int, Counter[str]]
"""By half hour and service: how many of those who came then were called too late, in all futures."""


class _Plan:
    def __init__(
        self, hall: Scene, habits: Habits, streams: Streams, until: float, target_s: float, breathe: Breath | None
    ) -> None:
        self._hall, self._habits, self._streams, self._until = hall, habits, streams, until
        self._target_s, self._breathe = target_s, breathe
        self._slots = range(ceil((until - hall.now) / SLOT_S))
        self._does = {desk.number: frozenset((*desk.own, *desk.helps)) for desk in hall.desks}
        self._open: list[set[int]] = [set() for _ in self._slots]
        self._coming = comers(hall, streams, ahead_s=until - hall.now, futures=FUTURES, seed=1)
        self._came: list[Counter[str]] = [Counter() for _ in self._slots]
        for person in (person for future in self._coming for person in future):
            self._came[self._slot(person.since)][person.service] += 1
        self._late: _Late = {}
        self._helped: Counter[int] = Counter()

    def _slot(self, at: float) -> int:
        return min(int((at - self._hall.now) // SLOT_S), len(self._slots) - 1)

    def begin(self) -> None:
        """Counters for the load of each half hour, those that are open already first."""
        for slot in self._slots:
            came = self._came[slot]
            self._cover(slot, {service: self._load_s(service) * came[service] / FUTURES for service in came})

    def _load_s(self, service: str) -> float:
        habits = self._habits
        time = habits.time_of(service).mean_s + habits.walk.mean_s
        return (1 - habits.absent) * time + habits.absent * habits.absent_s + habits.turnaround_s

    def _cover(self, slot: int, load: dict[str, float]) -> None:
        while any(seconds > FULL * SLOT_S / 2 or not self._able(service, slot) for service, seconds in load.items()):
            worst = max(load, key=lambda service: (not self._able(service, slot), load[service]))
            desk = self._one_more(slot, worst, Counter({each: round(seconds) for each, seconds in load.items()}))
            room = FULL * SLOT_S
            for service in sorted(self._does[desk] & load.keys(), key=lambda each: (each != worst, -load[each])):
                taken = min(room, load[service])
                load[service] -= taken
                room -= taken

    def _able(self, service: str, slot: int, without: int | None = None) -> bool:
        return any(service in self._does[desk] for desk in self._open[slot] if desk != without)

    def _one_more(self, slot: int, service: str, load: Counter[str]) -> int:
        """Opens the counter that does this service and most of what else is needed, one open beside it before others;
        one on paper when the hall has none left."""
        beside = self._open[max(slot - 1, 0)] | self._open[min(slot + 1, len(self._slots) - 1)]
        able = [
            desk.number for desk in self._hall.desks
            if service in self._does[desk.number] and desk.number not in self._open[slot]
        ]  # fmt: skip
        if able:
            best = max(able, key=lambda desk: (desk in beside, sum(load[each] for each in self._does[desk]), -desk))
        else:
            best = next(number for number in self._on_paper(service) if number not in self._open[slot])
        self._open[slot].add(best)
        return best

    def _on_paper(self, service: str) -> Iterator[int]:
        for number in range(ON_PAPER, 2 * ON_PAPER):
            if self._does.setdefault(number, frozenset({service})) == {service}:
                yield number

    def late(self) -> bool:
        """Finds who is called too late as it is planned now; whether they are too many in any half hour."""
        desks = [self._desk(number, does) for number, does in self._does.items()]
        hall = replace(self._hall, desks=[desk for desk in desks if desk is not None])
        # Whoever came in time is called after the session, too, if need be.
        horizon_s = self._until - hall.now + 2 * self._target_s
        calls = project(hall, self._habits, futures=FUTURES, coming=self._coming, horizon_s=horizon_s,
                        breathe=self._breathe)  # fmt: skip
        late: _Late = defaultdict(Counter)
        for person in (person for future in self._coming for person in future):
            if calls[person.ticket][0] - person.since > self._target_s:
                late[self._slot(person.since)][person.service] += 1
        self._late = late
        return any(map(self._is_late, self._slots))

    def _within(self, slot: int) -> float | None:
        came = self._came[slot].total()
        return 1 - self._late[slot].total() / came if came else None

    def _is_late(self, slot: int) -> bool:
        within = self._within(slot)
        return within is not None and within < HOLDS

    def _desk(self, number: int, does: frozenset[str]) -> Desk | None:
        """A counter with its hours of the plan; None for one that is never open."""
        if not any(number in open_ for open_ in self._open):
            return None
        begins = [self._hall.now + slot * SLOT_S for slot in (*self._slots, len(self._slots))]
        away = [(begins[slot], begins[slot + 1]) for slot in self._slots if number not in self._open[slot]]
        known = next((desk for desk in self._hall.desks if desk.number == number), Desk(number, tuple(sorted(does))))
        return replace(
            known, free_since=self._hall.now, called=None, serving=None, back=None, session=None, away=tuple(away)
        )

    def help(self) -> bool:
        """One more counter in the first half hour with too many late; False when there is none.

        Whoever comes at its end is called in the next one: every other time it is that one that is helped.
        """
        slot = next(filter(self._is_late, self._slots), None)
        if slot is None:
            return False
        worst, _ = self._late[slot].most_common(1)[0]
        helped = min(slot + self._helped[slot] % 2, len(self._slots) - 1)
        self._helped[slot] += 1
        self._one_more(helped, worst, self._late[slot])
        self.late()
        return True

    def spare(self) -> None:
        """Closes what can be spared, where there are most beyond the load first; whoever is on paper before others."""
        tried: set[tuple[int, int]] = set()
        while True:
            choices = [
                (len(open_) - self._load(slot), number, slot)
                for slot, open_ in enumerate(self._open)
                for number in open_
                if (slot, number) not in tried
            ]
            if not choices:
                return
            _, number, slot = max(choices)
            tried.add((slot, number))
            if all(self._able(service, slot, without=number) for service in self._came[slot]):
                self._try_without(number, slot)

    def _try_without(self, number: int, slot: int) -> None:
        before = self._late
        self._open[slot].remove(number)
        if self.late():
            self._open[slot].add(number)
            self._late = before

    def _load(self, slot: int) -> float:
        """How many counters the people of a half hour keep busy."""
        return sum(self._load_s(service) * people for service, people in self._came[slot].items()) / FUTURES / SLOT_S

    def needs(self) -> list[Need]:
        found = []
        for slot in self._slots:
            short = Counter(next(iter(self._does[desk])) for desk in self._open[slot] if desk >= ON_PAPER)
            counters = tuple(sorted(desk for desk in self._open[slot] if desk < ON_PAPER))
            people = self._came[slot].total() / FUTURES
            begins = self._hall.now + slot * SLOT_S
            found.append(Need(begins, people, counters, dict(short), self._within(slot)))
        return found
