"""How many counters a day needs, half hour by half hour, for nine of ten people to be called in time.

Each half hour begins with the load it brings, people times the time each takes (the "modified offered load" of
Jennings, Mandelbaum, Massey and Whitt 1996, without its lag: half hours are longer than services), on counters that do
it. Then the session is played by the call rule itself (`domain.projection`), and whoever is called too late gets one
more counter in that half hour, until nobody needs one (iterative staffing: Feldman, Mandelbaum, Massey and
Whitt 2008). What no counter of the hall can take is given to one that only exists on paper: that skill is short. At
last each half hour tries to do with fewer.
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

PLAYED, FEWEST, MOST = 2_400, 6, 100
"""So many people are played after each change: a session as many times as they fill it, within these bounds."""

ROUNDS = 60
"""After so many changes a plan is as good as it gets."""

IN_VAIN = 2
"""A half hour that could not do without so many counters can do without none."""

APART = 3
"""Half hours so far apart may each try to do with one fewer at once: lines seldom last so long."""

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
    """What a session from `hall.now` to `until` needs. `hall` is empty; of its desks only what they do and their
    breaks matter."""
    plan = _Plan(hall, _steady(habits), streams, until, target_s, breathe)
    plan.begin()
    plan.help()
    plan.spare()
    plan.help()
    return plan.needs()


def _steady(habits: Habits) -> Habits:
    """All who come are in the streams, a plan's counters begin on time, and nobody knows who will sit at them."""
    alike = 0.0, habits.pace[1]
    return replace(
        habits, arrivals={}, comers=(), late_back_s=(0.0,), pauses=0.0, opens={}, paces={}, pace=alike
    )  # fmt: skip


def _people(hall: Scene, streams: Streams, ahead_s: float) -> float:
    """How many come in that time, on average."""
    slots = range(int((hall.now - hall.day_began) // SLOT_S), ceil((hall.now + ahead_s - hall.day_began) / SLOT_S))
    return sum(rates.get(slot, 0.0) for rates in streams.values() for slot in slots) * SLOT_S


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
        ahead_s = until - hall.now
        self._futures = min(max(round(PLAYED / max(_people(hall, streams, ahead_s), 1.0)), FEWEST), MOST)
        self._coming = comers(hall, streams, ahead_s=ahead_s, futures=self._futures, seed=1)
        self._came: list[Counter[str]] = [Counter() for _ in self._slots]
        for person in (person for future in self._coming for person in future):
            self._came[self._slot(person.since)][person.service] += 1
        self._late: _Late = defaultdict(Counter)
        self._helped: Counter[int] = Counter()
        self._needed: list[set[frozenset[str]]] = [set() for _ in self._slots]
        """What counters do that a half hour could not do without."""

    def _slot(self, at: float) -> int:
        return min(int((at - self._hall.now) // SLOT_S), len(self._slots) - 1)

    def begin(self) -> None:
        """Counters for the load of each half hour, those that are open already first."""
        for slot in self._slots:
            came = self._came[slot]
            self._cover(slot, {service: self._load_s(service) * came[service] / self._futures for service in came})

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
            desk.number
            for desk in self._hall.desks
            if service in self._does[desk.number]
            and desk.number not in self._open[slot]
            and not self._rests(desk, slot)
        ]
        if able:
            best = max(able, key=lambda desk: (desk in beside, sum(load[each] for each in self._does[desk]), -desk))
        else:
            best = next(number for number in self._on_paper(service) if number not in self._open[slot])
        self._open[slot].add(best)
        return best

    def _rests(self, desk: Desk, slot: int) -> bool:
        """Whether a half hour lies for the most part in its breaks."""
        begins = self._hall.now + slot * SLOT_S
        return sum(max(min(end, begins + SLOT_S) - max(since, begins), 0.0) for since, end in desk.away) > SLOT_S / 2

    def _on_paper(self, service: str) -> Iterator[int]:
        for number in range(ON_PAPER, 2 * ON_PAPER):
            if self._does.setdefault(number, frozenset({service})) == {service}:
                yield number

    def _play(self) -> None:
        """Finds who is called too late as it is planned now."""
        desks = [self._desk(number, does) for number, does in self._does.items()]
        hall = replace(self._hall, desks=[desk for desk in desks if desk is not None])
        # Whoever came in time is called after the session, too, if need be.
        horizon_s = self._until - hall.now + 2 * self._target_s
        calls = project(hall, self._habits, futures=self._futures, coming=self._coming, horizon_s=horizon_s,
                        breathe=self._breathe)  # fmt: skip
        self._late = defaultdict(Counter)
        for person in (person for future in self._coming for person in future):
            if calls[person.ticket][0] - person.since > self._target_s:
                self._late[self._slot(person.since)][person.service] += 1

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
        return replace(known, free_since=self._hall.now, away=(*known.away, *away))

    def help(self) -> None:
        """More counters where too many are late, until nowhere: in the first of half hours in a row, for whoever is
        late in the others mostly waits behind them."""
        for _ in range(ROUNDS):
            self._play()
            late = {slot for slot in self._slots if self._is_late(slot)}
            for slot in late:
                if slot - 1 not in late:
                    self._help(slot)
            if not late:
                return

    def _help(self, slot: int) -> None:
        """Half of what those who are late too many would take, one at least.

        Whoever comes at the end of a half hour is called in the next one: every other time it is that one that is
        helped.
        """
        late = Counter(self._late[slot])
        helped = min(slot + self._helped[slot] % 2, len(self._slots) - 1)
        self._helped[slot] += 1
        excess = (late.total() - (1 - HOLDS) * self._came[slot].total()) / late.total()
        load_s = excess * sum(self._load_s(service) * people for service, people in late.items()) / self._futures
        for _ in range(max(1, int(load_s / SLOT_S / 2))):
            worst, _ = late.most_common(1)[0]
            self._one_more(helped, worst, late)
            late[worst] -= round(SLOT_S / self._load_s(worst) * self._futures)

    def spare(self) -> None:
        """Closes what can be spared."""
        turn = 0
        while choices := {slot: number for slot in self._slots if (number := self._spared(slot)) is not None}:
            self._try_without({slot: choices[slot] for slot in choices if slot % APART == turn % APART})
            turn += 1

    def _spared(self, slot: int) -> int | None:
        """The counter whose people the others would notice the least; None when enough have been tried."""
        came = self._came[slot]
        choices = [
            (self._crowd(came, slot, number), -number)
            for number in self._open[slot]
            if self._does[number] not in self._needed[slot]
            and all(self._able(service, slot, without=number) for service in came)
        ]
        return -min(choices)[1] if choices and len(self._needed[slot]) < IN_VAIN else None

    def _crowd(self, came: Counter[str], slot: int, without: int) -> float:
        """How many more people of its services each of the other counters gets."""
        return max(
            (
                came[service] / sum(service in self._does[desk] for desk in self._open[slot] if desk != without)
                for service in self._does[without] & came.keys()
            ),
            default=0.0,
        )

    def _try_without(self, counters: Mapping[int, int]) -> None:
        """Closes these, each in its half hour, but where too many are late then."""
        if not counters:
            return
        for slot, number in counters.items():
            self._open[slot].remove(number)
        self._play()
        for slot, number in counters.items():
            if any(self._is_late(each) for each in self._slots[slot : slot + APART]):
                self._open[slot].add(number)
                self._needed[slot].add(self._does[number])

    def needs(self) -> list[Need]:
        found = []
        for slot in self._slots:
            short = Counter(next(iter(self._does[desk])) for desk in self._open[slot] if desk >= ON_PAPER)
            counters = tuple(sorted(desk for desk in self._open[slot] if desk < ON_PAPER))
            people = self._came[slot].total() / self._futures
            begins = self._hall.now + slot * SLOT_S
            found.append(Need(begins, people, counters, dict(short), self._within(slot)))
        return found
