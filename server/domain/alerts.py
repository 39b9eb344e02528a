"""What needs a hand now: from one instant of the hall to a list of alerts, each with its reason and a next step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import exp
from typing import Any

from server.domain.habits import Lognormal
from server.domain.honesty import Honesty
from server.domain.machines import STOPPED

IDLE_S = 180.0
"""So long a counter may be open with nobody in hand while people wait for it."""

NOT_STARTED_S = 180.0
"""So long somebody may be on the way from the call to the desk."""

BACK_LATE_S, LEFT_EARLY_S = 180.0, 900.0
"""So long after a planned absence a counter is not yet missed; and so long before it somebody may have left for it."""

LONG_SD, FAR_SD, FAR_S = 1.2816, 2.0, 600.0
"""A service is long beyond nine of ten of its kind, and far too long beyond 97 of a hundred and ten minutes."""


class Kind(StrEnum):
    """What there is to tell, the most urgent first."""

    LINE_STRANDED = "line_stranded"
    MACHINE = "machine"
    LINE_LATE = "line_late"
    NO_SCREEN = "no_screen"
    COUNTER_IDLE = "counter_idle"
    NOT_STARTED = "not_started"
    SERVED_LONG = "served_long"
    SUPPLEMENT_AGAIN = "supplement_again"
    DRIFT = "drift"
    REPORT_WAITS = "report_waits"


_ORDER = list(Kind)


class Tone(StrEnum):
    """How much an alert matters."""

    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Step:
    """What whoever reads an alert can do about it: the verb behind its button, or the page to look at."""

    do: str
    """`ready`, `take_on`, `open`, `call_again`, `absent`: verbs; `desk`, `story`, `promises`, `what_if`, `reports`:
    pages."""
    counter: int | None = None
    service: str | None = None
    ticket: int | None = None
    label: str | None = None
    was: str | None = None
    """How the counter stands that could help: `free` and of this line, `helps` (free, too), `paused`, `closed`, `held`
    (it helps, and has somebody)."""


@dataclass(frozen=True)
class Alert:
    """One thing that needs a hand. `kind` and `subject` say which it is, as long as it lasts."""

    kind: Kind
    subject: str
    tone: Tone
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What its sentence says; durations end in `_s`."""
    step: Step | None = None
    urgency_s: float = 0.0
    """Which of several alerts of one kind comes first."""


@dataclass(frozen=True)
class LineNow:
    """Who waits for one service."""

    service: str
    name: str
    waiting: int
    longest_s: float
    likely_s: float | None
    """How long somebody who comes now is likely to wait; None when nobody can say."""


@dataclass(frozen=True)
class HeldNow:
    """A ticket at a counter."""

    ticket: int
    label: str
    service: str
    is_serving: bool
    since: float
    """Of the start of service, or of the last call."""
    calls: int
    usual: Lognormal
    """How long this service takes at this counter."""

    @property
    def usual_s(self) -> float:
        """The same on average."""
        return self.usual.mean_s

    @property
    def long_s(self) -> float:
        """From when on it takes long."""
        return self._beyond(LONG_SD)

    @property
    def far_s(self) -> float:
        """From when on it takes far longer than usual."""
        return max(self._beyond(FAR_SD), FAR_S)

    def _beyond(self, deviations: float) -> float:
        return exp(self.usual.mu + deviations * self.usual.sigma)


@dataclass(frozen=True)
class DeskNow:
    """One counter."""

    number: int
    state: str
    since: float
    services: Sequence[str] = ()
    helps: Sequence[str] = ()
    waiting: int = 0
    """How many people of its own line it may call."""
    longest_s: float = 0.0
    """The longest wait of these."""
    has_clerk: bool = True
    held: HeldNow | None = None
    away: tuple[float, float] | None = None
    """Since and until when it was planned to be away: of such times today, the latest that has begun."""

    @property
    def is_free(self) -> bool:
        return self.state == "open" and self.held is None

    def does(self, service: str) -> bool:
        return service in self.services or service in self.helps

    def is_away(self, at: float) -> bool:
        """Whether it is away as planned."""
        return self._left and self.away is not None and self.away[0] <= at < self.away[1]

    def missed_s(self, at: float) -> float | None:
        """For how long somebody who left as planned ought to be back; None for everyone else."""
        is_over = self._left and self.away is not None and self.away[1] <= at
        return at - self.away[1] if is_over and self.away else None

    @property
    def _left(self) -> bool:
        """Whether it rests for its planned absence, and not since long before or from some time after it."""
        return self.state != "open" and self.away is not None and (
            self.away[0] - LEFT_EARLY_S <= self.since <= self.away[1]
        )  # fmt: skip


@dataclass(frozen=True)
class MachineNow:
    """A machine in trouble."""

    id: int
    kind: str
    wrong: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SupplementNow:
    """Somebody was asked for further papers a second time today: the law allows asking once."""

    ticket: int
    label: str
    counter: int | None


@dataclass(frozen=True)
class HallNow:
    """One instant of the hall."""

    at: float
    lines: Sequence[LineNow] = ()
    desks: Sequence[DeskNow] = ()
    machines: Sequence[MachineNow] = ()
    uncalled: Sequence[int] = ()
    """Counters at work that no TV calls."""
    supplements: Sequence[SupplementNow] = ()
    honesty: Honesty | None = None
    """How this week's promises came true so far."""
    undelivered: Sequence[str] = ()
    """Why reports that are due could not be brought to where they are wanted."""
    amber_s: float = 600.0
    red_s: float = 900.0
    recalls: int = 3
    is_resting: bool = False
    """Whether it is before or between its sessions of work: nobody is meant to be called."""


def alerts(hall: HallNow) -> list[Alert]:
    """All that needs a hand, the worst first."""
    of_lines = list(_of_lines(hall))
    asked = {alert.step.counter for alert in of_lines if alert.step and alert.step.do != "what_if"}
    found = [*of_lines, *_of_desks(hall, asked), *_of_machines(hall), *_of_the_law(hall), *_of_honesty(hall)]
    found += [Alert(Kind.REPORT_WAITS, problem, Tone.AMBER, {}, Step("reports")) for problem in hall.undelivered]
    return sorted(found, key=lambda each: (each.tone is not Tone.RED, _ORDER.index(each.kind), -each.urgency_s))


def is_seen(tone: Tone, acknowledged: Tone | None) -> bool:
    """Whether an alert needs nobody to look again: what was seen amber comes back when it turns red."""
    return acknowledged is not None and not (tone is Tone.RED and acknowledged is Tone.AMBER)


def _of_lines(hall: HallNow) -> Iterator[Alert]:
    asked: set[int | None] = set()
    for line in sorted(hall.lines, key=lambda each: -each.longest_s):
        if line.waiting and not hall.is_resting:
            for alert in _of_line(hall, line, asked):
                if alert.step:
                    asked.add(alert.step.counter)
                yield alert


def _of_line(hall: HallNow, line: LineNow, asked: set[int | None]) -> Iterator[Alert]:
    """`asked`: the counters that lines waiting longer are led to."""
    facts = {
        "service": line.service, "name": line.name, "waiting": line.waiting, "longest_s": round(line.longest_s),
        "likely_s": None if line.likely_s is None else round(line.likely_s), "target_s": round(hall.red_s),
        **_who_is_away(hall, line.service),
    }  # fmt: skip
    step = _helper(hall, line.service, asked)
    if not any(desk.state == "open" and desk.does(line.service) for desk in hall.desks):
        yield from _stranded(hall, line, facts, step)
    elif line.longest_s >= hall.amber_s or (line.likely_s or 0) > hall.red_s:
        tone = Tone.RED if line.longest_s >= hall.red_s else Tone.AMBER
        yield Alert(Kind.LINE_LATE, line.service, tone, facts, step, line.longest_s)


def _who_is_away(hall: HallNow, service: str) -> dict[str, Any]:
    """The counter that does this, is away as planned, and comes back first."""
    away = [(desk.away[1], desk.number) for desk in hall.desks
            if desk.does(service) and desk.away and desk.is_away(hall.at)]  # fmt: skip
    if not away:
        return {}
    until, number = min(away)
    return {"away": number, "back_s": round(until - hall.at)}


def _stranded(hall: HallNow, line: LineNow, facts: dict[str, Any], step: Step | None) -> Iterator[Alert]:
    """A line that no open counter does: not while one of its own is away as planned, nor in the minutes in which it
    comes back. What somebody waited until then makes nothing urgent."""
    own = [desk for desk in hall.desks if line.service in desk.services]
    missed = {desk.number: late_s for desk in own if (late_s := desk.missed_s(hall.at)) is not None}
    since_s = min(line.longest_s, *missed.values()) if missed else line.longest_s
    if any(desk.is_away(hall.at) for desk in own) or (missed and since_s < BACK_LATE_S):
        return
    if missed:
        number = min(missed)
        facts |= {"missed": number, "missed_s": round(missed[number])}
    tone = Tone.RED if since_s >= hall.amber_s else Tone.AMBER
    yield Alert(Kind.LINE_STRANDED, line.service, tone, facts, step, line.longest_s)


def _helper(hall: HallNow, service: str, asked: set[int | None]) -> Step | None:
    """The counter that could take somebody of this line and does not: a free one before one that rests, one with its
    clerk before an empty one, one of the line before one that helps it out; none that is away as planned. Where all
    have somebody, the helper with the fewest people of its own; where there is none, what it would be worth if another
    counter took the line on, a free one if there is any. One that is `asked` for another line comes after its like."""
    able = [
        desk for desk in hall.desks
        if desk.does(service) and (desk.is_free or desk.state in ("paused", "closed")) and not desk.is_away(hall.at)
    ]  # fmt: skip
    if not able:
        others = [desk for desk in hall.desks if desk.state == "open" and service not in desk.services]
        others.sort(
            key=lambda each: (
                service not in each.helps, not each.is_free, each.number in asked, each.waiting, each.number,
            )
        )  # fmt: skip
        if not others:
            return None
        does = service in others[0].helps
        return Step("take_on" if does else "what_if", others[0].number, service, was="held" if does else None)
    rank = {"open": 0, "paused": 1, "closed": 2}
    best = min(
        able,
        key=lambda each: (
            each.number in asked, rank[each.state], not each.has_clerk, service not in each.services, each.number,
        ),
    )  # fmt: skip
    if not best.is_free:
        return Step("open", counter=best.number, was=best.state)
    if service in best.services:
        return Step("ready", counter=best.number, was="free")
    return Step("take_on", counter=best.number, service=service, was="helps")


def _of_desks(hall: HallNow, asked: set[int | None]) -> Iterator[Alert]:
    idle = list[DeskNow]()
    for desk in sorted(hall.desks, key=lambda each: each.since):
        if desk.held is not None:
            yield from _of_ticket(hall, desk.number, desk.held)
        idle_s = min(hall.at - desk.since, desk.longest_s)
        beside = sum(bool({*desk.services} & {*other.services}) for other in idle)
        # Two who rest before one person are one alert.
        if (
            desk.is_free
            and idle_s >= IDLE_S
            and beside < desk.waiting
            and not (hall.is_resting or desk.number in asked)
        ):
            idle.append(desk)
            facts = {"counter": desk.number, "waiting": desk.waiting, "since_s": round(idle_s)}
            step = Step("ready", counter=desk.number, was="free")
            yield Alert(Kind.COUNTER_IDLE, str(desk.number), Tone.AMBER, facts, step, idle_s)


def _of_ticket(hall: HallNow, counter: int, held: HeldNow) -> Iterator[Alert]:
    since_s = hall.at - held.since
    facts = {"counter": counter, "label": held.label, "since_s": round(since_s)}
    if held.is_serving and since_s >= held.far_s:
        step = Step("desk", counter=counter)
        facts |= {"usual_s": round(held.usual_s)}
        yield Alert(Kind.SERVED_LONG, str(held.ticket), Tone.AMBER, facts, step, since_s)
    elif not held.is_serving and since_s >= NOT_STARTED_S:
        do = "call_again" if held.calls <= hall.recalls else "absent"
        step = Step(do, counter=counter, ticket=held.ticket, label=held.label)
        yield Alert(Kind.NOT_STARTED, str(held.ticket), Tone.AMBER, facts | {"calls": held.calls}, step, since_s)


def _of_machines(hall: HallNow) -> Iterator[Alert]:
    for machine in hall.machines:
        is_down = machine.wrong in STOPPED or (machine.wrong == "silent" and machine.kind in ("kiosk", "display"))
        yield Alert(Kind.MACHINE, str(machine.id), Tone.RED if is_down else Tone.AMBER, machine.facts)
    if hall.uncalled:
        yield Alert(Kind.NO_SCREEN, "screens", Tone.AMBER, {"counters": list(hall.uncalled)})


def _of_the_law(hall: HallNow) -> Iterator[Alert]:
    for each in hall.supplements:
        step = Step("story", label=each.label)
        facts = {"label": each.label, "counter": each.counter}
        yield Alert(Kind.SUPPLEMENT_AGAIN, str(each.ticket), Tone.AMBER, facts, step)


def _of_honesty(hall: HallNow) -> Iterator[Alert]:
    found = hall.honesty
    if found is not None and found.alarm is not None:
        facts = {"alarm": found.alarm, "n": found.n, "kept": found.kept, "bias_s": found.bias_s}
        yield Alert(Kind.DRIFT, "estimate", Tone.AMBER, facts, Step("promises"))
