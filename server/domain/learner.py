"""How a hall's habits are learned as it works.

Few data lean on what is known of the hall as a whole: each mean is shrunk by what its own spread says it is worth, as
in a mixed model of the logarithm of service times with effects of the service, the counter, the day, and the counter
on that day (Robinson 1991, "That BLUP is a good thing"). Old days fade. Times are seconds; instants seconds on one
clock whose days begin at multiples of 86,400.
"""

from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence
from math import inf, log, sqrt

from server.domain.habits import SIGMA, SLOT_S, USUAL, WALK, Habits, Lognormal
from server.domain.ticket import Lane

FADES = 0.97
"""What yesterday is worth of today: three weeks ago counts half."""

_SERVICE_PRIOR, _SPREAD_PRIOR, _COUNTER_PRIOR = 8.0, 30.0, 25.0
"""How many services as the hall's usual one each service and counter begins with."""

_TURNAROUND_PRIOR = 20.0
"""How many counters that call at once are believed, before the hall shows otherwise."""

_SESSIONS = 20
"""So many of its latest sessions tell when a counter opens: four weeks of mornings."""

_FIRST_DAY_SD, _FIRST_DESK_SD = 0.1, 0.15
"""How far a day, and a counter on one day, are from the usual in logarithms, until the hall's own days have said."""


class Sums:
    """How many values, their sum and the sum of their squares; they can fade."""

    __slots__ = ("n", "squares", "total")

    def __init__(self) -> None:
        self.n = self.total = self.squares = 0.0

    def add(self, value: float) -> None:
        self.n += 1
        self.total += value
        self.squares += value * value

    def fade(self, by: float = FADES) -> None:
        self.n *= by
        self.total *= by
        self.squares *= by

    def around(self, mean: float) -> float:
        """The sum of squares around a mean."""
        return max(self.squares - 2 * mean * self.total + self.n * mean * mean, 0.0)

    def lognormal(self, prior: Lognormal, weight: float) -> Lognormal:
        """What these logarithms say, after as many of the prior's as `weight`."""
        mu = (self.total + weight * prior.mu) / (self.n + weight)
        variance = (self.around(mu) + weight * prior.sigma**2) / (self.n + weight)
        return Lognormal(mu, sqrt(variance))


class Share:
    """How often it was so, of how often it might have been."""

    __slots__ = ("n", "yes")

    def __init__(self, prior: float, weight: float) -> None:
        self.yes, self.n = prior * weight, weight

    def add(self, yes: bool) -> None:
        self.n += 1
        self.yes += yes

    @property
    def value(self) -> float:
        return self.yes / self.n


def _list() -> deque[float]:
    return deque(maxlen=300)


class Learner:
    """Watches a hall work, day after day, and says what it is used to."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, int], Sums] = {}
        """Logarithms of service times of the days that are over, by service and counter."""
        self._today: list[tuple[str, int, float]] = []
        self._walk, self._absent_s, self._turnaround = Sums(), Sums(), Sums()
        self._absent, self._returns = Share(0.05, 40), Share(0.4, 10)
        self._moved: dict[str, Counter[str]] = {}
        self._served: Counter[str] = Counter()
        self._back, self._late, self._paused = _list(), _list(), _list()
        self._calls, self._pauses = 50.0, 0.0
        self._left, self._waited_s = 0.0, 3e5
        self._days = 0.0
        self._came: dict[int, float] = {}
        self._came_today: Counter[int] = Counter()
        self._comers: deque[str] = deque(maxlen=500)
        self._keeps, self._checks_in = Share(0.85, 10), _list()
        self._opens: dict[tuple[int, int], deque[float]] = {}
        self._day_var, self._desk_var = Sums(), Sums()
        self._fit = _Fit(self._cells)

    def served(self, service: str, counter: int, seconds: float) -> None:
        """A service ended after so long."""
        self._served[service] += 1
        self._today.append((service, counter, log(min(max(seconds, 5.0), 4 * 3600.0))))

    def walked(self, seconds: float) -> None:
        """Somebody came to the counter, so long after the call."""
        self._absent.add(False)
        self._walk.add(log(min(max(seconds, 1.0), 900.0)))

    def stayed_away(self, seconds: float) -> None:
        """Nobody came, and the counter went on after so long."""
        self._absent.add(True)
        self._returns.add(False)
        self._absent_s.add(min(max(seconds, 0.0), 900.0))

    def came_back(self, seconds: float) -> None:
        """One of the absent, so long after that."""
        self._returns.yes += 1
        self._back.append(max(seconds, 0.0))

    def moved_on(self, service: str, to: str) -> None:
        self._moved.setdefault(service, Counter())[to] += 1

    def waited(self, seconds: float, left: bool) -> None:
        """A wait ended: with a call, or because they left."""
        self._waited_s += max(seconds, 0.0)
        self._left += left

    def arrived(self, service: str, lane: Lane, at: float) -> None:
        if lane is Lane.PRIORITY:
            self._came_today[int(at % 86400 // SLOT_S)] += 1
            self._comers.append(service)

    def checked_in(self, after_slot_s: float) -> None:
        self._keeps.add(True)
        self._checks_in.append(after_slot_s)

    def missed_slot(self) -> None:
        self._keeps.add(False)

    def was_back(self, late_s: float) -> None:
        """A counter came back from a break, so long after it had said."""
        self._late.append(max(late_s, 0.0))

    def worked(self, paused_s: float | None = None) -> None:
        """A counter was done with somebody, and went on; or paused unannounced for so long."""
        self._calls += 1
        if paused_s is not None:
            self._pauses += 1
            self._paused.append(max(paused_s, 0.0))

    def turned_around(self, seconds: float) -> None:
        """A counter called somebody who had been waiting, so long after it was done with the one before."""
        self._turnaround.add(min(max(seconds, 0.0), 600.0))

    def session(self, began: int, late_s: Mapping[int, float], was_open: Collection[int]) -> None:
        """What counters did as a session began, so many seconds after midnight: how late (below 0: early) each opened
        that had been closed. Whoever did neither this nor was open already stayed closed."""
        for counter in ({counter for counter, _ in self._opens} | late_s.keys()).difference(was_open):
            self._opens.setdefault((counter, began), deque(maxlen=_SESSIONS)).append(late_s.get(counter, inf))

    def new_day(self) -> None:
        """What today taught joins what the days before did."""
        self._learn_spreads()
        if self._today or self._came_today:
            for sums in self._cells.values():
                sums.fade()
            for service, counter, value in self._today:
                self._cells.setdefault((service, counter), Sums()).add(value)
            self._days = self._days * FADES + 1
            self._came = {slot: self._came.get(slot, 0.0) * FADES for slot in self._came.keys() | self._came_today}
            for slot, people in self._came_today.items():
                self._came[slot] += people
        self._today, self._came_today = [], Counter()
        self._fit = _Fit(self._cells)

    def _learn_spreads(self) -> None:
        """How far whole days, and counters on one day, were from the usual."""
        fit, by_desk = self._fit, self._residuals()
        if len(self._today) < 20 or self._days < 3:
            return
        noise = fit.sigma**2
        total = sum(sums.total for sums in by_desk.values()) / len(self._today)
        self._day_var.add(total)
        for sums in by_desk.values():
            if sums.n >= 5:
                gap = sums.total / sums.n - total
                self._desk_var.add(sqrt(max(gap * gap - noise / sums.n, 0.0)))

    def _residuals(self) -> dict[int, Sums]:
        """Today's logarithms by counter, without what the service and the counter are used to."""
        by_desk: dict[int, Sums] = {}
        for service, counter, value in self._today:
            usual = self._fit.time_of(service).mu + self._fit.effect_of(counter)
            by_desk.setdefault(counter, Sums()).add(value - usual)
        return by_desk

    def habits(self) -> Habits:
        """What the hall is used to, as of now."""
        paces, pace, day_sd = self._paces()
        walk = self._walk.lognormal(WALK, 10)
        return Habits(
            usual=self._fit.usual,
            times=self._fit.times,
            paces=paces,
            pace=pace,
            day_sd=day_sd,
            walk=walk,
            absent=self._absent.value,
            absent_s=(self._absent_s.total + 5 * Habits.absent_s) / (self._absent_s.n + 5),
            returns=self._returns.value,
            back_after_s=tuple(self._back) or Habits.back_after_s,
            transfers=self._transfers(),
            leaves_per_s=self._left / self._waited_s,
            arrivals=self._arrivals(),
            comers=tuple(self._comers),
            late_back_s=tuple(sorted(self._late)) or Habits.late_back_s,
            pauses=self._pauses / self._calls,
            paused_s=tuple(self._paused) or Habits.paused_s,
            keeps=self._keeps.value,
            checks_in_s=tuple(sorted(self._checks_in)) or Habits.checks_in_s,
            turnaround_s=self._turnaround.total / (self._turnaround.n + _TURNAROUND_PRIOR),
            opens={session: tuple(sorted(late)) for session, late in self._opens.items()},
        )

    def _paces(self) -> tuple[dict[int, tuple[float, float]], tuple[float, float], float]:
        """Per counter its pace of today, that of one nobody knows, and how sure the day's own is."""
        noise = self._fit.sigma**2
        day_var = (self._day_var.squares + 5 * _FIRST_DAY_SD**2) / (self._day_var.n + 5)
        desk_var = (self._desk_var.squares + 20 * _FIRST_DESK_SD**2) / (self._desk_var.n + 20)
        by_desk = self._residuals()
        # Each counter says of the day what its own noise leaves it to say.
        weights = {counter: 1 / (desk_var + noise / sums.n) for counter, sums in by_desk.items()}
        worth = sum(weights.values()) + 1 / day_var
        day = sum(weights[counter] * sums.total / sums.n for counter, sums in by_desk.items()) / worth
        paces = {}
        for counter in self._fit.effects.keys() | by_desk.keys():
            sums = by_desk.get(counter, Sums())
            own = (sums.total - sums.n * day) / (sums.n + noise / desk_var)
            unsure = noise / (sums.n + noise / desk_var) + self._fit.doubt_of(counter)
            paces[counter] = (self._fit.effect_of(counter) + day + own, sqrt(unsure))
        return paces, (day, sqrt(desk_var + self._fit.doubt_of(None))), sqrt(1 / worth)

    def _transfers(self) -> dict[str, tuple[float, Sequence[str]]]:
        served, moved = sum(self._served.values()) + 50.0, sum(map(Counter.total, self._moved.values()))
        overall = moved / served
        everywhere: Counter[str] = sum(self._moved.values(), Counter())
        found: dict[str, tuple[float, Sequence[str]]] = {}
        for service, count in self._served.items():
            mine = self._moved.get(service, Counter())
            targets = tuple((mine + everywhere if mine.total() < 10 else mine).elements())
            if targets:
                found[service] = ((mine.total() + 20 * overall) / (count + 20), targets[:400])
        return found

    def _arrivals(self) -> dict[int, float]:
        """Per half hour and second, what these days brought, as full as today is."""
        usual = {slot: people / max(self._days, 1.0) / SLOT_S for slot, people in self._came.items()}
        if not self._came_today:
            return usual
        until = max(self._came_today)
        expected = sum(rate * SLOT_S for slot, rate in usual.items() if slot < until)
        came = sum(people for slot, people in self._came_today.items() if slot < until)
        fuller = (came + 20) / (expected + 20)
        return {slot: rate * fuller for slot, rate in usual.items()}


class _Fit:
    """The effects of services and counters on the logarithm of service times, over the days that are over."""

    def __init__(self, cells: Mapping[tuple[str, int], Sums]) -> None:
        self.effects: dict[int, float] = {}
        self.times: dict[str, Lognormal] = {}
        self.usual = USUAL
        self._counts: dict[int, float] = {}
        n = sum(sums.n for sums in cells.values())
        if n < 1:
            return
        mean = sum(sums.total for sums in cells.values()) / n
        mean = (n * mean + _SERVICE_PRIOR * USUAL.mu) / (n + _SERVICE_PRIOR)
        mus: dict[str, float] = {}
        for _ in range(6):
            mus = self._services(cells, mean)
            self.effects = self._counters(cells, mus)
        spread = sum(sums.around(mus[s] + self.effects[k]) for (s, k), sums in cells.items())
        sigma = sqrt((spread + _SPREAD_PRIOR * SIGMA**2) / (n + _SPREAD_PRIOR))
        self.usual = Lognormal(mean, sqrt(sigma**2 + 0.15))
        for (_, counter), sums in cells.items():
            self._counts[counter] = self._counts.get(counter, 0.0) + sums.n
        self.times = {service: Lognormal(mu, self._spread(cells, service, mu, sigma)) for service, mu in mus.items()}

    def _services(self, cells: Mapping[tuple[str, int], Sums], mean: float) -> dict[str, float]:
        totals: dict[str, list[float]] = {}
        for (service, counter), sums in cells.items():
            at = totals.setdefault(service, [_SERVICE_PRIOR, _SERVICE_PRIOR * mean])
            at[0] += sums.n
            at[1] += sums.total - sums.n * self.effects.get(counter, 0.0)
        return {service: total / n for service, (n, total) in totals.items()}

    def _counters(self, cells: Mapping[tuple[str, int], Sums], mus: Mapping[str, float]) -> dict[int, float]:
        totals: dict[int, list[float]] = {}
        for (service, counter), sums in cells.items():
            at = totals.setdefault(counter, [_COUNTER_PRIOR, 0.0])
            at[0] += sums.n
            at[1] += sums.total - sums.n * mus[service]
        return {counter: total / n for counter, (n, total) in totals.items()}

    def _spread(self, cells: Mapping[tuple[str, int], Sums], service: str, mu: float, usual: float) -> float:
        mine = [(sums, self.effects[counter]) for (code, counter), sums in cells.items() if code == service]
        squares = sum(sums.around(mu + effect) for sums, effect in mine)
        return sqrt((squares + _SPREAD_PRIOR * usual**2) / (sum(sums.n for sums, _ in mine) + _SPREAD_PRIOR))

    @property
    def sigma(self) -> float:
        spreads = [time.sigma for time in self.times.values()]
        return sqrt(sum(sigma**2 for sigma in spreads) / len(spreads)) if spreads else SIGMA

    def time_of(self, service: str) -> Lognormal:
        return self.times.get(service, self.usual)

    def effect_of(self, counter: int) -> float:
        return self.effects.get(counter, 0.0)

    def doubt_of(self, counter: int | None) -> float:
        """How unsure a counter's own pace is, or (None) that of one nobody knows: a variance."""
        known = 0.0 if counter is None else self._counts.get(counter, 0.0)
        return self.sigma**2 / (known + _COUNTER_PRIOR)
