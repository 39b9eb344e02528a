"""A hall that knows its own truth: it plays days for `moiso waits` and, asked, plays the rest of a day again by chance.

It shares no code with the server. `Future` holds all that is visible of a day; what is hidden (how long the service in
hand will last, who will come, who leaves) is drawn anew by each copy from the true distributions: an oracle that knows
the distributions, but not the draws.
"""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from math import exp, log
from random import Random
from statistics import NormalDist
from typing import Any

from tests.call_rules import Person, Policy, is_of_the_first_group, prescribed

OPEN, LAST_ISSUE, CLOSE = 7.5 * 3600, 16.5 * 3600, 17.0 * 3600
NORMAL = NormalDist()
PEAKS = [(7.5, 1.0), (8.0, 1.9), (8.5, 1.8), (9.0, 1.5), (9.5, 1.3), (10.0, 1.1), (10.5, 0.9), (11.0, 0.5),
         (11.5, 0.3), (12.0, 0.2), (12.5, 0.4), (13.0, 0.9), (13.5, 1.3), (14.0, 1.2), (14.5, 1.0), (15.0, 0.8),
         (15.5, 0.6), (16.0, 0.4)]  # fmt: skip
"""How full each half hour is."""


@dataclass(frozen=True)
class Truth:
    """The distributions of one hall."""

    policy: Policy
    visitors: float
    services: dict[str, tuple[float, float, float]]
    """By service: the mean and deviation of its time's logarithm, and the share of the visitors."""
    skills: dict[int, str]
    paces: dict[int, float]
    absent: float = 0.06
    returns: float = 0.45
    back_s: float = 480.0
    walk: tuple[float, float] = (log(22), 0.5)
    absent_s: float = 80.0
    transfers: float = 0.07
    leaves_s: float = 4 * 3600.0
    pauses: float = 0.02
    paused_s: float = 360.0
    lanes: tuple[float, float, float] = (0.75, 0.15, 0.10)
    keeps: float = 0.85
    early: tuple[float, float] = (-360.0, 420.0)
    """When appointments check in, from their slot: mean and deviation."""


def truth(seed: int, policy: Policy, visitors: float) -> Truth:
    """A hall of twelve counters and eight services."""
    random = Random(seed)
    weights = [random.uniform(0.5, 2.0) for _ in "HCDLRPTX"]
    services = {}
    for code, weight in zip("HCDLRPTX", weights, strict=True):
        mean, sigma = random.uniform(4, 13) * 60, random.uniform(0.45, 0.8)
        services[code] = (log(mean) - sigma**2 / 2, sigma, weight / sum(weights))
    skills = {number: "".join(random.sample("HCDLRPTX", random.choice([2, 2, 3, 4]))) for number in range(1, 13)}
    for code in "HCDLRPTX":
        if sum(code in mine for mine in skills.values()) < 2:
            for number in random.sample(range(1, 13), 2):
                skills[number] = "".join(sorted({*skills[number], code}))
    return Truth(policy, visitors, services, skills, {number: random.gauss(0, 0.18) for number in skills})


@dataclass
class Desk:
    number: int
    pace: float
    """Today's."""
    away: list[tuple[float, float]]
    """Planned breaks that have not begun."""
    mode: str = "closed"
    """closed, idle, called, serving, or away."""
    since: float = 0.0
    ticket: str | None = None
    until: float | None = None
    """Of a break whose end was said."""
    run: int = 0


Tell = Callable[..., None]


@dataclass
class Future:
    """A day from some instant on: what everybody can see, and one way it goes on."""

    truth: Truth
    random: Random
    desks: dict[int, Desk]
    booked: dict[str, tuple[str, float]]
    """Appointments that have not checked in: service and slot."""
    waiting: dict[str, Person] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    absent: dict[str, float] = field(default_factory=dict)
    """Called and not there, since when."""
    events: list[tuple[float, int, str, Any]] = field(default_factory=list)
    count: int = 0
    tell: Tell = lambda *_, **__: None
    arrived: Callable[[str, float], None] = lambda *_: None
    called: Callable[[str, float], None] = lambda *_: None
    stops: Callable[[], bool] = lambda: False

    def again(self, random: Random) -> "Future":
        """The same day, as far as it is known."""
        desks = {number: replace(desk, away=desk.away[:]) for number, desk in self.desks.items()}
        return Future(self.truth, random, desks, dict(self.booked), dict(self.waiting), dict(self.people),
                      dict(self.absent), count=self.count)  # fmt: skip

    def at(self, t: float, what: str, which: Any = None) -> None:
        self.count += 1
        heapq.heappush(self.events, (t, self.count, what, which))

    def begin(self, now: float) -> None:
        """Draw all that is hidden, given what is known now."""
        random, truth = self.random, self.truth
        self.events = []
        for desk in sorted(self.desks.values(), key=lambda desk: (desk.since, desk.number)):
            self._draw_desk(desk, now)
            for place, _ in enumerate(desk.away):
                self.at(max(desk.away[place][0], now), "break", desk.number)
        for name, since in self.absent.items():
            still = truth.returns * exp(-(now - since) / truth.back_s)
            if random.random() < still / (still + 1 - truth.returns):
                self.at(now + random.expovariate(1 / truth.back_s), "back", name)
        for name in self.waiting:
            self.at(now + random.expovariate(1 / truth.leaves_s), "leave", name)
        for name, (_, slot) in self.booked.items():
            if random.random() < truth.keeps:
                self.at(max(now + 1, slot + random.gauss(*truth.early)), "check_in", name)
        self._draw_visitors(now)

    def _draw_desk(self, desk: Desk, now: float) -> None:
        random, truth = self.random, self.truth
        if desk.mode == "idle":
            self.at(now, "break", desk.number)
        elif desk.mode == "closed":
            self.at(max(now + 5, OPEN + random.expovariate(1 / 240)), "open", desk.number)
        elif desk.mode == "away":
            said = desk.until
            ends = said + random.expovariate(1 / 60) if said else now + random.expovariate(1 / truth.paused_s)
            self.at(max(now + 2, ends), "open", desk.number)
        elif desk.mode == "called":
            gone = now - desk.since
            still = 1 - NORMAL.cdf((log(max(gone, 1)) - truth.walk[0]) / truth.walk[1])
            absent = truth.absent / (truth.absent + (1 - truth.absent) * still) if gone < truth.absent_s else 0
            self._draw_called(desk, now, absent)
        elif desk.mode == "serving":
            assert desk.ticket
            mu, sigma, _ = truth.services[self.people[desk.ticket].service]
            before = NORMAL.cdf((log(max(now - desk.since, 1)) - mu - desk.pace) / sigma)
            share = before + (1 - before) * random.uniform(0.0005, 0.9995)
            self.at(desk.since + exp(mu + desk.pace + sigma * NORMAL.inv_cdf(min(share, 0.99999))), "done", desk.number)

    def _draw_called(self, desk: Desk, now: float, absent: float) -> None:
        if self.random.random() < absent:
            self.at(max(desk.since + self.truth.absent_s, now + 1), "no_show", desk.number)
            return
        walk = 0.0
        while walk <= now - desk.since:
            walk = self.random.lognormvariate(*self.truth.walk) if now - desk.since < 120 else now - desk.since + 20
        self.at(desk.since + walk, "start", desk.number)

    def _draw_visitors(self, now: float) -> None:
        random, truth = self.random, self.truth
        total = sum(weight for _, weight in PEAKS)
        for hour, weight in PEAKS:
            people = truth.visitors * (truth.lanes[0] + truth.lanes[1]) * weight / total
            at = max(hour * 3600, now)
            while (at := at + random.expovariate(people / 1800)) < hour * 3600 + 1800:
                self.at(at, "arrive")

    def play(self) -> None:
        while self.events and not self.stops():
            t, _, what, which = heapq.heappop(self.events)
            getattr(self, "_" + what)(round(t, 1), which)

    def _arrive(self, t: float, _: Any) -> None:
        services = list(self.truth.services)
        service = self.random.choices(services, [self.truth.services[code][2] for code in services])[0]
        cls = "P" if self.random.random() < self.truth.lanes[1] / (self.truth.lanes[0] + self.truth.lanes[1]) else "N"
        self._take(f"T{len(self.people):04}", service, cls, t, None)

    def _check_in(self, t: float, name: str) -> None:
        service, slot = self.booked.pop(name)
        self._take(name, service, "A", t, slot)

    def _take(self, name: str, service: str, cls: str, t: float, slot: float | None) -> None:
        self.people[name] = self.waiting[name] = Person(len(self.people), service, cls, t, slot)
        more = {"appointment": name, "appt_t": slot} if slot is not None else {}
        self.tell("issue", t=t, ticket=name, service=service, **{"class": cls}, **more)
        self.at(t + self.random.expovariate(1 / self.truth.leaves_s), "leave", name)
        self.arrived(name, t)
        self._somebody_waits(t, service)

    def _leave(self, t: float, name: str) -> None:
        if self.waiting.pop(name, None):
            self.tell("cancel", t=t, ticket=name)

    def _back(self, t: float, name: str) -> None:
        if name in self.absent:
            del self.absent[name]
            self.waiting[name] = self.people[name]
            self.tell("requeue", t=t, ticket=name)
            self._somebody_waits(t, self.people[name].service)

    def _somebody_waits(self, t: float, service: str) -> None:
        idle = [desk for desk in self.desks.values() if desk.mode == "idle"]
        for desk in sorted(idle, key=lambda desk: (desk.since, desk.number)):
            if service in self.truth.skills[desk.number]:
                self._calls(desk, t)
                return

    def _open(self, t: float, number: int) -> None:
        desk = self.desks[number]
        desk.mode, desk.since, desk.until = "idle", t, None
        self.tell("counter_open", t=t, counter=number)
        self._is_free(desk, t)

    def _break(self, t: float, number: int) -> None:
        if self.desks[number].mode == "idle":
            self._is_free(self.desks[number], t)

    def _is_free(self, desk: Desk, t: float) -> None:
        for begins, ends in desk.away:
            if begins <= t < ends - 60:
                desk.away.remove((begins, ends))
                desk.mode, desk.since, desk.until = "away", t, ends
                self.tell("counter_close", t=t, counter=desk.number, until=ends)
                self.at(max(t + 1, ends + self.random.expovariate(1 / 60)), "open", desk.number)
                return
        if desk.mode != "idle" and self.random.random() < self.truth.pauses:
            desk.mode, desk.since, desk.until = "away", t, None
            self.tell("counter_close", t=t, counter=desk.number, until=None)
            self.at(t + self.random.expovariate(1 / self.truth.paused_s), "open", desk.number)
            return
        self._calls(desk, t)

    def _may_call(self, number: int) -> Iterable[tuple[str, Person]]:
        """The first of each lane, and all appointments: nobody else can be next."""
        heads: dict[tuple[str, str], tuple[str, Person]] = {}
        for name, person in self.waiting.items():
            if person.service in self.truth.skills[number]:
                key = (person.service, person.cls if person.cls != "A" else name)
                if key not in heads or (person.t, person.number) < (heads[key][1].t, heads[key][1].number):
                    heads[key] = (name, person)
        return heads.values()

    def _calls(self, desk: Desk, t: float) -> None:
        may = {person.number: name for name, person in self._may_call(desk.number)}
        chosen = prescribed(self.truth.policy, [self.waiting[name] for name in may.values()], now=t, run=desk.run)
        if chosen is None:
            if desk.mode != "idle":
                desk.mode, desk.since = "idle", t
            self.tell("counter_ready", t=t, counter=desk.number)
            return
        name = may[chosen.number]
        del self.waiting[name]
        desk.run = desk.run + 1 if is_of_the_first_group(self.truth.policy, chosen, t) else 0
        desk.mode, desk.since, desk.ticket = "called", t, name
        self.tell("call", t=t, ticket=name, counter=desk.number)
        self.called(name, t)
        self._draw_called(desk, t, self.truth.absent)

    def _no_show(self, t: float, number: int) -> None:
        desk = self.desks[number]
        name, desk.ticket, desk.mode = desk.ticket, None, "free"
        assert name
        self.absent[name] = t
        self.tell("no_show", t=t, ticket=name, counter=number)
        if self.random.random() < self.truth.returns:
            self.at(t + self.random.expovariate(1 / self.truth.back_s), "back", name)
        self._is_free(desk, t)

    def _start(self, t: float, number: int) -> None:
        desk = self.desks[number]
        assert desk.ticket
        desk.mode, desk.since = "serving", t
        self.tell("start", t=t, ticket=desk.ticket, counter=number)
        mu, sigma, _ = self.truth.services[self.people[desk.ticket].service]
        self.at(t + self.random.lognormvariate(mu + desk.pace, sigma), "done", number)

    def _done(self, t: float, number: int) -> None:
        desk = self.desks[number]
        name, desk.ticket, desk.mode = desk.ticket, None, "free"
        assert name
        if self.random.random() < self.truth.transfers:
            was = self.people[name]
            to = self.random.choice(list(self.truth.services))
            self.people[name] = self.waiting[name] = replace(was, service=to)
            self.tell("transfer", t=t, ticket=name, counter=number, to_service=to)
            self._is_free(desk, t)
            if name in self.waiting:
                self._somebody_waits(t, to)
        else:
            self.tell("finish", t=t, ticket=name, counter=number)
            self._is_free(desk, t)


def new_day(truth: Truth, random: Random) -> tuple[Future, list[dict[str, Any]], list[dict[str, Any]]]:
    """A day before it opens; its planned breaks and appointments, as hallbench/1 tells them."""
    factor = random.gauss(0, 0.07)
    desks, breaks = {}, []
    for number, pace in truth.paces.items():
        lunch = random.choice([11.0, 11.5, 12.0, 12.5]) * 3600
        tea = random.choice([9.0, 9.5, 14.5, 15.0]) * 3600
        away = sorted([(lunch, lunch + 3600), (tea, tea + 900)])
        desks[number] = Desk(number, pace + factor + random.gauss(0, 0.1), away)
        breaks += [{"counter": number, "from": begins, "to": ends} for begins, ends in away]
    booked = {}
    codes = list(truth.services)
    for number in range(round(truth.visitors * truth.lanes[2] / truth.keeps)):
        service = random.choices(codes, [truth.services[code][2] for code in codes])[0]
        booked[f"A{number:03}"] = (service, 900.0 * random.randrange(32, 64))
    named = [{"id": name, "at": slot, "service": service} for name, (service, slot) in booked.items()]
    return Future(replace(truth), random, desks, booked), breaks, named
