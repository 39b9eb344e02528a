"""What if, and the next two hours, against truth: the p90 that is foreseen with and without a counter, and the one that
comes; and how many of those who come wait within the range foreseen for their half hour.

Twenty days of `tests.waiting_hall`, of seeds that nothing was tuned on. At one instant of each, one working counter is
taken away: the truth plays the rest of the day many times over, with and without it; we know the hall from what its
days before have shown.
"""

from collections import Counter as Tally
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from random import Random
from statistics import fmean
from typing import Any

from server.domain.habits import SLOT_S
from server.domain.learner import Learner
from server.domain.line import CallRule, Waiting
from server.domain.next_hours import STEP_S, Spell, next_hours
from server.domain.scene import Desk, Scene
from server.domain.ticket import Lane
from server.domain.what_if import AHEAD_S, Change, Streams, compare
from tests.bench.report import Row
from tests.call_rules import Person
from tests.hallbench import POLICIES
from tests.waiting_hall import Future, new_day, truth

SEEDS = range(9101, 9121)
VISITORS, HISTORY, TIMES = 400, 8, 60
ASKED_AT = 9 * 3600.0
TARGET_S = 900.0
LANES = {"N": Lane.ORDINARY, "P": Lane.PRIORITY, "A": Lane.APPOINTMENT}


def what_if() -> Iterator[Row]:
    """Of twenty days, how far off the foreseen p90 was, and the foreseen difference; each day is printed."""
    found = [_day(seed) for seed in SEEDS]
    days = [day for day, _ in found]
    for seed, number, foreseen, came in days:
        print(f"seed {seed}: without counter {number} p90 {_minutes(foreseen)} min foreseen, {_minutes(came)} min came")
    pairs = [(ours, true) for _, _, foreseen, came in days for ours, true in zip(foreseen, came, strict=True)]
    error, usual = fmean(abs(ours - true) for ours, true in pairs) / 60, fmean(true for _, true in pairs) / 60
    yield Row("what if, p90 of 20 days with and without a counter, mean error", error, "min", usual, "the p90 itself",
              error / usual, 0.2, "at most", more={"days": days})  # fmt: skip
    gaps = [((ours[1] - ours[0]) / 60, (true[1] - true[0]) / 60) for _, _, ours, true in days]
    error, usual = fmean(abs(ours - true) for ours, true in gaps), fmean(abs(true) for _, true in gaps)
    yield Row("what if, what the counter is worth, mean error", error, "min", usual, "its worth", error / usual, 0.5,
              "at most", more={"gaps": gaps})  # fmt: skip
    held = [one for _, of_day in found for one in of_day]
    away = abs(100 * fmean(held) - 80)
    yield Row("the next two hours, range held, away from", away, "points", 100 * fmean(held), "held, of 80 promised",
              away, 5, "at most", more={"people": len(held)})  # fmt: skip


def _minutes(pair: tuple[float, float]) -> str:
    return " → ".join(f"{seconds / 60:.0f}" for seconds in pair)


_Day = tuple[int, int, tuple[float, float], tuple[float, float]]
"""The seed, the counter taken away, and p90 with and without it: foreseen, and as it comes. Seconds."""


def _day(seed: int) -> tuple[_Day, list[bool]]:
    """One day, and of each who came later whether they waited as foreseen for their half hour."""
    random, hall = Random(seed), truth(seed, POLICIES["priority_floor"], VISITORS)
    pupil = _Pupil()
    for _ in range(HISTORY):
        day, _, _ = new_day(hall, Random(random.random()))
        pupil.watches(day)
        day.begin(0.0)
        day.play()
        pupil.ends_the_day()
    day, _, _ = new_day(hall, Random(random.random()))
    pupil.watches(day)
    day.stops = lambda: bool(day.events) and day.events[0][0] > ASKED_AT
    day.begin(0.0)
    day.play()
    number = random.choice([desk.number for desk in day.desks.values() if desk.mode in ("idle", "called", "serving")])
    found = compare(_scene(day), pupil.learner.habits(), Change(number, closes=True), pupil.streams(),
                    target_s=TARGET_S)  # fmt: skip
    foreseen = found.without.p90 or 0.0, found.changed.p90 or 0.0
    spells = next_hours(_scene(day), pupil.learner.habits(), pupil.streams())
    as_it_is, without = _truth(day, None, random), _truth(day, number, random)
    came = _p90(as_it_is), _p90(without)
    return (seed, number, foreseen, came), list(_held(spells, as_it_is))


class _Pupil:
    """Learns a hall by watching its days, as a server does from its story."""

    def __init__(self) -> None:
        self.learner = Learner()
        self._came: Tally[tuple[str, Lane, int]] = Tally()
        self._days = 0

    def watches(self, day: Future) -> None:
        began: dict[str, tuple[str, float]] = {}
        rests: dict[int, tuple[float, float | None]] = {}
        gone: dict[str, float] = {}

        def tell(type_: str, **said: Any) -> None:
            person, t = day.people[said["ticket"]] if "ticket" in said else None, said["t"]
            match type_:
                case "issue":
                    assert person
                    self.learner.arrived(person.service, LANES[person.cls], t)
                    if person.cls != "A":
                        self._came[person.service, LANES[person.cls], int(t // SLOT_S)] += 1
                case "call":
                    assert person
                    began[said["ticket"]] = person.service, t
                    self.learner.waited(t - person.t, left=False)
                    self.learner.worked()
                case "start":
                    service, called = began[said["ticket"]]
                    self.learner.walked(t - called)
                    began[said["ticket"]] = service, t
                case "no_show":
                    self.learner.stayed_away(t - began[said["ticket"]][1])
                    gone[said["ticket"]] = t
                case "requeue":
                    self.learner.came_back(t - gone[said["ticket"]])
                case "counter_close":
                    rests[said["counter"]] = t, said["until"]
                case "counter_open" if said["counter"] in rests:
                    since, until = rests.pop(said["counter"])
                    if until is None:
                        self.learner.worked(paused_s=t - since)
                    else:
                        self.learner.was_back(t - until)
                case "finish" | "transfer":
                    service, since = began[said["ticket"]]
                    self.learner.served(service, said["counter"], t - since)
                    if type_ == "transfer":
                        self.learner.moved_on(service, said["to_service"])
                case "cancel":
                    assert person
                    self.learner.waited(t - person.t, left=True)

        day.tell = tell

    def ends_the_day(self) -> None:
        self._days += 1
        self.learner.new_day()

    def streams(self) -> Streams:
        """Of the days that are over, today's hours until now among them: by as much as one day in nine."""
        found: dict[tuple[str, Lane], dict[int, float]] = {}
        for (service, lane, slot), people in self._came.items():
            found.setdefault((service, lane), {})[slot] = people / self._days / SLOT_S
        return found


def _scene(day: Future) -> Scene:
    people = [Waiting(each.number, each.service, LANES[each.cls], each.t, _slot(each)) for each in day.waiting.values()]
    return Scene(
        ASKED_AT, dict.fromkeys(day.truth.services, CallRule()), [_desk(day, number) for number in day.desks], people,
        booked=list(day.booked.values()),
    )  # fmt: skip


def _slot(person: Person) -> float | None:
    kept = person.appt_t is not None and person.t <= person.appt_t + CallRule.appt_grace_s
    return person.appt_t if kept else None


def _desk(day: Future, number: int) -> Desk:
    desk = day.desks[number]
    free = desk.since if desk.mode == "idle" else None
    in_hand = (day.people[desk.ticket].service, desk.since) if desk.ticket else None
    back = (desk.until or ASKED_AT + day.truth.paused_s) if desk.mode == "away" else None
    return Desk(
        number, tuple(day.truth.skills[number]), run=desk.run, free_since=free, back=back, away=tuple(desk.away),
        called=in_hand if desk.mode == "called" else None, serving=in_hand if desk.mode == "serving" else None,
    )  # fmt: skip


_Waited = list[tuple[Person, float]]
"""Who, and for how many seconds; `inf`: called by nobody."""


def _p90(waited: _Waited) -> float:
    return sorted(wait for _, wait in waited)[int(0.9 * len(waited))]


def _held(spells: Mapping[str, Sequence[Spell]], waited: _Waited) -> Iterator[bool]:
    """Of each who came after we asked, and whose half hour was foreseen."""
    for person, wait in waited:
        step = int((person.t - ASKED_AT) // STEP_S)
        said = spells[person.service][step].wait if person.t > ASKED_AT else None
        if said is not None:
            yield said.p10 - 0.5 <= wait <= said.p90 + 0.5  # said in whole seconds


def _truth(day: Future, without: int | None, random: Random) -> _Waited:
    """Those who wait and those who come in the next hours, appointments still to come aside."""
    waited: _Waited = []
    for _ in range(TIMES):
        future = day.again(Random(random.random()))
        counted = dict.fromkeys(future.waiting, inf)
        if without is not None:
            future.desks[without].away.insert(0, (ASKED_AT, inf))
        _count(future, counted)
        future.begin(ASKED_AT)
        future.play()
        people = [(future.people[name], called) for name, called in counted.items()]
        waited += [(person, called - person.t) for person, called in people]
    return waited


def _count(future: Future, counted: dict[str, float]) -> None:
    """Notes in `counted` when each of those was called, and who else comes."""

    def arrived(name: str, t: float) -> None:
        if t < ASKED_AT + AHEAD_S and not name.startswith("A"):
            counted[name] = inf

    def called(name: str, t: float) -> None:
        if counted.get(name) == inf:
            counted[name] = t

    def tell(type_: str, **said: Any) -> None:
        if type_ == "cancel":  # whoever leaves is called by nobody, in either
            counted.pop(said["ticket"], None)

    future.arrived, future.called, future.tell = arrived, called, tell
