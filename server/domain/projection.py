"""The hall played forward from this instant, many times over: when will each of those who wait be called?

A Monte-Carlo projection of the actual call rule (`domain.line`) from the hall's real state: who waits in which lane,
which counter does what, how long each has been serving already, who is away until when. What nobody knows is drawn
from the hall's habits (`domain.habits`). It needs no training on waits, and knows of a counter that opens the moment
it opens. The same scene and seed give the same answer. Times are seconds on one clock, as there.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count, cycle
from math import exp, inf, log, sqrt
from random import Random
from statistics import NormalDist

from server.domain.habits import SLOT_S, Habits
from server.domain.line import CallRule, Waiting, may_call, run_after
from server.domain.projected_lines import Line, Picked, earliest_in, pick, stand
from server.domain.scene import Desk, Scene
from server.domain.ticket import Lane

HORIZON_S = 8 * 3600.0
"""Nobody can say what a hall does later than that."""

STEPS = 9000
"""How many calls one projection plays in all its futures together: what fits into 50 ms of a small PC."""
MOST, FEWEST = 120, 8

FAR = 3.0
"""Deviations from the usual: one service in a thousand lasts so long."""

LEFT = 0.25
"""Of the days of which it is known when a counter opened, and of the rests of which it is known how long they were.
Fewer that have their end yet before them foretell nothing: it would be one odd day's."""

_NORMAL = NormalDist()

Breath = Callable[[], None]
"""Lets others have their turn."""

Calls = dict[int, list[float]]
"""By ticket: when it was called, in each future, in order; `inf` where it was not. Comer n has the number -1 - n."""


def project(
    scene: Scene,
    habits: Habits,
    *,
    seed: int = 1,
    futures: int | None = None,
    asked: int | None = None,
    coming: Sequence[Sequence[Waiting]] = (),
    horizon_s: float = HORIZON_S,
    breathe: Breath | None = None,
) -> Calls:
    """When everybody who waits is called, in so many `futures` (None: as many as there is time for).

    With `asked` only that ticket is wanted, and each future is played no further than to its call. `coming`: who comes
    later, in each future, and is called in that one only. Nobody is called later than `horizon_s` from now. Before each
    future we `breathe`: whoever computes for many lets others have their turn.
    """
    stage = _Stage(scene, habits, seed)
    wanted = set(stage.calls) if asked is None else {asked}
    futures = futures or max(FEWEST, min(MOST, STEPS // (len(scene.people) + len(scene.comers) + len(scene.desks) + 5)))
    ready = [stage.ready_times(desk, futures) for desk in scene.desks]
    for number in range(futures):
        if breathe:
            breathe()
        comers = coming[number] if coming else ()
        future = _Future(stage, [times[number] for times in ready], wanted | {each.ticket for each in comers}, comers)
        future.play(scene.now + horizon_s)
    later = {each.ticket: sorted(stage.calls.get(each.ticket, [inf])) for comers in coming for each in comers}
    return later | {
        ticket: sorted(stage.calls[ticket]) + [inf] * (futures - len(stage.calls[ticket])) for ticket in wanted
    }


_KEPT_LINE = ""
"""Those kept for one counter, as if that were a service that nobody else does."""


@lru_cache(maxsize=8)
def _draws(seed: int) -> tuple[list[float], list[float]]:
    """Standard normals and uniforms, evenly spread and well shuffled: fewer futures say as much."""
    random, many = Random(seed), 8191  # noqa: S311 (chance, no secret)
    uniforms = [(place + 0.5) / many for place in range(many)]
    normals = [_NORMAL.inv_cdf(share) for share in uniforms]
    random.shuffle(normals)
    random.shuffle(uniforms)
    return normals, uniforms


@dataclass(slots=True)
class _Post:
    """A desk as the futures use it."""

    desk: Desk
    does: frozenset[int]
    """The lines it may ever call."""
    pools: list[tuple[CallRule, list[int]]]
    """Its own lines, by rule."""
    pace: tuple[float, float]


class _Stage:
    """What all futures of one projection have in common."""

    def __init__(self, scene: Scene, habits: Habits, seed: int) -> None:
        self.scene, self.habits = scene, habits
        normals, uniforms = _draws(seed)
        self.normal, self.uniform = cycle(normals).__next__, cycle(uniforms).__next__
        self.lines = {service: place for place, service in enumerate(scene.rules)}
        self.services = list(scene.rules)
        self.kept: dict[int, list[int]] = {}
        """By counter: the lines that only it calls, one for each service of those who are kept for it."""
        place_of: dict[tuple[str, int | None], int] = {(service, None): place for service, place in self.lines.items()}
        for person in scene.people:
            line = person.service, scene.kept_for.get(person.ticket)
            if line not in place_of:
                place_of[line] = len(self.services)
                self.kept.setdefault(scene.kept_for[person.ticket], []).append(len(self.services))
                self.services.append(person.service)
        self.rules = [scene.rules[service] for service in self.services]
        self.queues: list[Line] = [[[], [], [], []] for _ in self.services]
        self.calls: Calls = {}
        for person in [*scene.people, *self._comers()]:
            place = place_of[person.service, scene.kept_for.get(person.ticket)]
            stand(self.queues[place], self.rules[place], person)
            self.calls[person.ticket] = []
        self.posts = [self._post(desk) for desk in scene.desks]
        self.times = [habits.time_of(service) for service in self.services]
        self.transfers = [self._transfer(service) for service in self.services]
        self.arriving = [self.lines[service] for service in habits.comers if service in self.lines]

    def _comers(self) -> Iterable[Waiting]:
        for number, (service, lane) in enumerate(self.scene.comers):
            yield Waiting(-1 - number, service, lane, self.scene.now + 1.0)

    def _post(self, desk: Desk) -> _Post:
        own = [self.lines[service] for service in desk.own if service in self.lines]
        own += self.kept.get(desk.number, ())
        helps = [self.lines[service] for service in desk.helps if service in self.lines]
        return _Post(desk, frozenset(own + helps), self.pools(own), self.habits.pace_of(desk.number))

    def pools(self, lines: Iterable[int]) -> list[tuple[CallRule, list[int]]]:
        by_rule: dict[CallRule, list[int]] = {}
        for line in lines:
            by_rule.setdefault(self.rules[line], []).append(line)
        return list(by_rule.items())

    def _transfer(self, service: str) -> tuple[float, list[int]]:
        share, targets = self.habits.transfers.get(service, (0.0, ()))
        lines = [self.lines[target] for target in targets if target in self.lines]
        return (share, lines) if lines else (0.0, [])

    def ready_times(self, desk: Desk, futures: int) -> list[float]:
        """When this desk is ready for the first time, in each future: evenly spread draws in shuffled order."""
        random = Random(desk.number)  # noqa: S311 (chance, no secret)
        shares = [(place + random.random()) / futures for place in range(futures)]
        random.shuffle(shares)
        now = self.scene.now
        if desk.free_since is not None:
            return [max(now, desk.free_since + self.habits.turnaround_s)] * futures
        if desk.serving is not None:
            return self._done_times(desk, *desk.serving, shares)
        if desk.called is not None:
            service, at = desk.called
            return [self._when_called_is_done(desk, service, at, share) for share in shares]
        if desk.back is None:
            ready = self._opens(desk) or self._rested(desk) or [inf]
            return [ready[int(share * len(ready))] for share in shares]
        late = self.habits.late_back_s
        return [max(now + 5.0, desk.back + late[int(share * len(late))]) for share in shares]

    def _opens(self, desk: Desk) -> list[float]:
        """When a closed desk opens, as on those of the other days on which it had not opened by now either."""
        if desk.session is None:
            return []
        late = self.habits.opens.get((desk.number, round(desk.session - self.scene.day_began)), ())
        left = [desk.session + each for each in late if desk.session + each > self.scene.now]
        return left if len(left) >= LEFT * len(late) else []

    def _rested(self, desk: Desk) -> list[float]:
        """When a rest of which nobody said the end is over, as those of the past that had lasted as long."""
        if desk.rests_since is None:
            return []
        ends = [desk.rests_since + each for each in self.habits.paused_s]
        left = [end for end in ends if end > self.scene.now]
        return left if len(left) >= LEFT * len(ends) else []

    def _done_times(self, desk: Desk, service: str, began: float, shares: Sequence[float]) -> list[float]:
        """The rest of a service that has lasted for a while: the longer it has, the longer it may."""
        time, (pace, unsure) = self.habits.time_of(service), self.habits.pace_of(desk.number)
        mu, sigma = time.mu + pace, sqrt(time.sigma**2 + unsure**2 + self.habits.day_sd**2)
        z = (log(max(self.scene.now - began, 1.0)) - mu) / sigma
        # Far beyond the usual the rest is as at the end of what is known of, on a larger scale.
        mu += sigma * max(z - FAR, 0.0)
        before = _NORMAL.cdf(min(z, FAR))
        began += self.habits.turnaround_s
        return [began + exp(mu + sigma * _NORMAL.inv_cdf(before + (1 - before) * share)) for share in shares]

    def _when_called_is_done(self, desk: Desk, service: str, at: float, share: float) -> float:
        habits, now = self.habits, self.scene.now
        waited = max(now - at, 1.0)
        still = 1 - _NORMAL.cdf((log(waited) - habits.walk.mu) / habits.walk.sigma)
        absent = habits.absent / (habits.absent + (1 - habits.absent) * still)
        if share < absent:
            return max(at + habits.absent_s, now + 5.0) + habits.turnaround_s
        walked = max(at + exp(habits.walk.mu + habits.walk.sigma * self.normal()), now + 3.0) + habits.turnaround_s
        time, (pace, unsure) = habits.time_of(service), habits.pace_of(desk.number)
        return walked + exp(time.mu + pace + sqrt(time.sigma**2 + unsure**2) * self.normal())


_READY, _JOIN, _ARRIVE = range(3)


class _Future:
    """One way the hall may go on."""

    __slots__ = ("_calls", "_count", "_events", "_idle", "_paces", "_queues", "_runs", "_stage", "_wanted")

    def __init__(self, stage: _Stage, ready: Sequence[float], wanted: set[int], coming: Iterable[Waiting] = ()) -> None:
        self._stage, self._wanted, self._calls = stage, wanted, stage.calls
        self._queues = [[queue[:] for queue in line] for line in stage.queues]
        self._idle: dict[int, None] = {}
        """Whose clerk is there and has nobody in hand, the longest idle first."""
        self._runs = [post.desk.run for post in stage.posts]
        day = stage.habits.day_sd * stage.normal()
        self._paces = [post.pace[0] + day + post.pace[1] * stage.normal() for post in stage.posts]
        self._count = count()
        self._events: list[tuple[float, int, int, int, Waiting | None]] = []
        order = sorted(range(len(ready)), key=lambda post: (ready[post], stage.posts[post].desk.free_since or 0.0))
        for post in order:
            if ready[post] < inf:
                self._at(ready[post], _READY, post)
        for person in coming:
            self._at(person.since, _JOIN, stage.lines[person.service], person)
        for service, slot in stage.scene.booked:
            self._book(service, slot)
        if stage.arriving:
            self._next_comes(stage.scene.now)

    def _at(self, when: float, what: int, which: int, who: Waiting | None = None) -> None:
        heappush(self._events, (when, next(self._count), what, which, who))

    def play(self, until: float) -> None:
        while self._events and self._wanted:
            now, _, what, which, who = heappop(self._events)
            if now > until:
                return
            if what == _READY:
                self._ready(which, now)
            elif what == _JOIN and who is not None:
                self._join(which, who, now)
            else:
                self._arrives(now)

    def _join(self, line: int, person: Waiting, now: float) -> None:
        stand(self._queues[line], self._stage.rules[line], person)
        for post in list(self._idle):
            if line in self._stage.posts[post].does:
                del self._idle[post]
                if self._ready(post, now):
                    return

    def _ready(self, number: int, now: float) -> bool:
        """The desk calls; False when there is nobody for it."""
        stage, post = self._stage, self._stage.posts[number]
        for begins, ends in post.desk.away:
            if begins <= now < ends:
                late = stage.habits.late_back_s
                self._at(ends + late[int(stage.uniform() * len(late))], _READY, number)
                return False
        while True:
            pools = post.pools if not post.desk.helps else self._pools(post, now)
            queue, line, first = self._choose(pools, now, self._runs[number])
            if queue is None:
                self._idle[number] = None
                return False
            person = queue.pop()[2]
            ticket = person.ticket
            if ticket in self._wanted:
                self._wanted.remove(ticket)
                self._calls.setdefault(ticket, []).append(now)
            if ticket >= 0 and not self._has_left(person, now):
                break
        self._runs[number] = run_after(self._runs[number], first)
        self._attend(number, line, person, now)
        return True

    def _has_left(self, person: Waiting, now: float) -> bool:
        leaves = self._stage.habits.leaves_per_s
        return leaves > 0 and self._stage.uniform() < leaves * (now - max(self._stage.scene.now, person.since))

    def _attend(self, number: int, line: int, person: Waiting, now: float) -> None:
        stage, habits = self._stage, self._stage.habits
        chance = stage.uniform()
        if chance < habits.absent:
            free = now + habits.absent_s
            if chance < habits.absent * habits.returns:
                after = habits.back_after_s[int(stage.uniform() * len(habits.back_after_s))]
                self._at(free + after, _JOIN, line, person)
        else:
            time, walk = stage.times[line], habits.walk
            free = now + exp(walk.mu + walk.sigma * stage.normal())
            free += exp(time.mu + self._paces[number] + time.sigma * stage.normal())
            share, targets = stage.transfers[line]
            if share and stage.uniform() < share:
                target = targets[int(stage.uniform() * len(targets))]
                self._at(free, _JOIN, target, person)
        free += habits.turnaround_s
        if habits.pauses and stage.uniform() < habits.pauses:
            free += habits.paused_s[int(stage.uniform() * len(habits.paused_s))]
        self._at(free, _READY, number)

    def _choose(self, pools: Iterable[tuple[CallRule, list[int]]], now: float, run: int) -> Picked:
        """The queue whose first person is called, its line, and whether the call goes to the first group."""
        best: Picked = (None, 0, False)
        for rule, lines in pools:
            picked = pick(self._queues, rule, lines, now, run)
            if picked[0] and (best[0] is None or picked[0][-1][2].turn < best[0][-1][2].turn):
                best = picked
        return best

    def _pools(self, post: _Post, now: float) -> list[tuple[CallRule, list[int]]]:
        """What a desk that helps others calls now."""
        stage, desk = self._stage, post.desk
        kept = stage.kept.get(desk.number, [])
        longest: dict[str, float] = {}
        for line in post.does:
            earliest = earliest_in(self._queues[line], stage.rules[line])
            if earliest < inf:
                name = _KEPT_LINE if line in kept else stage.services[line]
                longest[name] = max(longest.get(name, 0.0), now - earliest)
        services = may_call((_KEPT_LINE, *desk.own), desk.helps, longest, stage.scene.help_after_s)
        return stage.pools([*(stage.lines[service] for service in services if service in stage.lines), *kept])

    def _book(self, service: str, slot: float) -> None:
        stage, habits = self._stage, self._stage.habits
        if service not in stage.lines or stage.uniform() > habits.keeps:
            return
        line = stage.lines[service]
        at = slot + habits.checks_in_s[int(stage.uniform() * len(habits.checks_in_s))]
        kept = slot if at <= slot + stage.rules[line].appt_grace_s else None
        at = max(at, stage.scene.now + 60.0 * stage.uniform())
        self._at(at, _JOIN, line, self._comer(line, Lane.APPOINTMENT, at, kept))

    def _comer(self, line: int, lane: Lane, at: float, slot: float | None = None) -> Waiting:
        return Waiting(2**53 + next(self._count), self._stage.services[line], lane, at, slot)

    def _next_comes(self, now: float) -> None:
        """The next arrival of somebody who goes first, at the rate of the half hour."""
        stage, at = self._stage, now
        began = stage.scene.day_began
        toll = -log(1 - stage.uniform())
        for _ in range(16):
            slot = int((at - began) // SLOT_S)
            rate = stage.habits.arrivals.get(slot % 48, 0.0)
            ends = began + (slot + 1) * SLOT_S
            if rate * (ends - at) >= toll:
                self._at(at + toll / rate, _ARRIVE, 0)
                return
            toll -= rate * (ends - at)
            at = ends

    def _arrives(self, now: float) -> None:
        stage = self._stage
        line = stage.arriving[int(stage.uniform() * len(stage.arriving))]
        self._join(line, self._comer(line, Lane.PRIORITY, now), now)
        self._next_comes(now)
