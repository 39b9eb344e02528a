"""A hall's regulations (quy chế): how it calls, when it works, whom it lets go first, what it limits."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from server.domain.hours import DAYS, Hours, Interval, wall_time
from server.domain.line import CallRule, Rule

Json = dict[str, Any]


@dataclass(frozen=True)
class Group:
    """Services that are called by one rule; no service named means all that no other group names."""

    services: tuple[str, ...] = ()
    rule: CallRule = field(default_factory=CallRule)


@dataclass(frozen=True)
class Ground:
    """A reason to go first. No statute fixes the list for one-stop desks; each hall has its own."""

    code: str
    names: Mapping[str, str] = field(default_factory=dict)
    """By language; a ground without names of its own is one of the common ones, named in the message catalogue."""
    from_age: int | None = None
    """From which age a kiosk proposes it to whoever shows a card; None: from no age."""


COMMON_GROUNDS = ("elderly", "disabled", "pregnant", "small_child", "merit")

USUAL_AGES = {"elderly": 75}
"""No law says from which age one goes first at a desk like these; walk-in counters in Hà Nội take people of 75."""


@dataclass(frozen=True)
class Moves:
    """How far a move may go."""

    recalls: int = 3
    """How often somebody is called again before only "absent" is left."""
    recall_cool_s: int = 5
    """The shortest time from one call to the next: the voice needs it to finish."""
    restore_grace_s: int | None = None
    """Who missed the call and is back within it keeps their place; later they wait from then on. None: all day."""
    park_remind_s: int = 900
    """When the clerk is reminded of a parked person, unless the clerk says another time."""


@dataclass(frozen=True)
class Path:
    """The services one visit goes through under one label: hand in, pay, collect."""

    name: str
    services: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    """For which procedures it is planned; none: for all of the first service that have no path of their own."""


@dataclass(frozen=True)
class Limits:
    """Against hoarding."""

    one_per_person: bool = True
    """One living ticket per person and service, where a phone or a card was given."""
    kiosk_cool_s: int = 0
    """The shortest time between two numbers of one kiosk."""
    reserve: int = 40
    """How many numbers of each service a kiosk holds for the time it cannot reach the server; 0: none."""


EARLY_S = 600.0
"""A counter that rests so shortly before its planned break has begun it."""


@dataclass(frozen=True)
class Break:
    """A planned break of one counter."""

    counter: int
    interval: Interval
    reason: str
    days: tuple[str, ...] = DAYS[:5]


@dataclass(frozen=True)
class Slots:
    """Appointments of a service: how many people every so many minutes, within the hours."""

    service: str
    every_min: int = 15
    people: int = 1


@dataclass(frozen=True)
class Home:
    """Numbers people take from home on the hall's public page; none until the hall says so."""

    is_on: bool = False
    services: tuple[str, ...] = ()
    """For which; of use while it is off, too: somebody may still hold a code."""
    days_ahead: int = 6
    per_day: int = 2
    """How many one phone number may hold for a day, one of each service."""
    grace_s: int = 900
    """How late whoever took one may come; then the code promises nothing any more."""
    share: int = 30
    """Percent of a service's numbers of a day, and of its slots of a day to come: the others are for those who come and
    for those whom staff book."""
    most: int = 20
    """The same, in people, for a service without a limit of numbers."""

    def places(self, capacity: int | None, in_slots: int | None = None) -> int:
        """How many people at home may hold a number of one service and day, whose slots take `in_slots` people."""
        most = self.most if capacity is None else capacity * self.share // 100
        if in_slots is None:
            return most
        return min(most, max(in_slots * self.share // 100, 1 if self.share else 0))


@dataclass(frozen=True)
class Said:
    """A text of the hall's own, in the languages somebody wrote it in."""

    vi: str
    en: str = ""
    ko: str = ""


@dataclass(frozen=True)
class Item:
    """One thing the hall's screens show while nobody is called."""

    kind: str
    """`how` (to take a number), `hours`, `procedures`, or the hall's own `text`, `picture` or `video`."""
    seconds: int = 15
    """How long it stands; a video ends by itself, or then."""
    title: Said | None = None
    text: Said | None = None
    file: str = ""
    """Of a picture or video, as `server.media` named it."""


@dataclass(frozen=True)
class Screens:
    """What the hall's screens say beside the calls."""

    notices: tuple[Said, ...] = ()
    """Lines of the ticker."""
    playlist: tuple[Item, ...] = (Item("how"), Item("hours"), Item("procedures"))
    """By turns, where the newest call stands when somebody is called."""


@dataclass(frozen=True)
class Letters:
    """What the hall promises to whoever writes a complaint."""

    answer_within_days: int = 10
    """From its receipt to its answer."""


@dataclass(frozen=True)
class Targets:
    """From which waits on a line needs a hand."""

    amber_s: int = 600
    red_s: int = 900
    """Fifteen minutes a transaction: the target of Quyết định 468/QĐ-TTg (2021) for 2025."""


@dataclass(frozen=True)
class Regulations:
    """All of it. What a hall does not say is as the defaults here are."""

    groups: tuple[Group, ...] = (Group(),)
    help_after_s: int | None = 900
    """How long somebody must have waited before a counter with people of its own helps out; None: never."""
    grounds: tuple[Ground, ...] = tuple(Ground(code, from_age=USUAL_AGES.get(code)) for code in COMMON_GROUNDS)
    moves: Moves = Moves()
    hours: Hours | None = None
    capacity: Mapping[str, int] = field(default_factory=dict)
    """Per service: how many numbers a day."""
    paths: tuple[Path, ...] = ()
    limits: Limits = Limits()
    breaks: tuple[Break, ...] = ()
    slots: tuple[Slots, ...] = ()
    services_from: Mapping[str, date] = field(default_factory=dict)
    """Per service: the day from which the hall offers it."""
    screens: Screens = Screens()
    home: Home = Home()
    letters: Letters = Letters()
    targets: Targets = Targets()
    attendant_pin: str = ""
    """The slow hash of the PIN that opens the kiosks' own screen; no section, and never read back. Empty: none."""

    def as_json(self) -> Json:
        """Every section as `read` takes it."""
        return {
            "groups": [{"services": list(group.services), **asdict(group.rule)} for group in self.groups],
            "help_after_s": self.help_after_s,
            "grounds": [{"code": ground.code, **_names(ground.names), **_age(ground)} for ground in self.grounds],
            "moves": asdict(self.moves),
            "hours": self.hours and _hours_as_json(self.hours),
            "capacity": dict(self.capacity),
            "paths": [
                {"name": path.name, "services": list(path.services), "procedures": list(path.procedures)}
                for path in self.paths
            ],
            "limits": asdict(self.limits),
            "breaks": [
                {"counter": pause.counter, "start": clock(pause.interval[0]), "end": clock(pause.interval[1]),
                 "reason": pause.reason, "days": list(pause.days)}
                for pause in self.breaks
            ],
            "slots": [asdict(slots) for slots in self.slots],
            "services_from": {code: day.isoformat() for code, day in self.services_from.items()},
            "screens": {
                "notices": [asdict(said) for said in self.screens.notices],
                "playlist": [asdict(item) for item in self.screens.playlist],
            },
            "home": asdict(self.home) | {"services": list(self.home.services)},
            "letters": asdict(self.letters),
            "targets": asdict(self.targets),
        }  # fmt: skip

    def breaks_of(self, counter: int, day: date) -> list[Break]:
        """The planned breaks of a counter on `day`, the first first."""
        weekday = DAYS[day.weekday()]
        planned = [pause for pause in self.breaks if pause.counter == counter and weekday in pause.days]
        return sorted(planned, key=lambda pause: pause.interval)

    def break_end(self, counter: int, at: datetime, timezone: str) -> datetime | None:
        """When the planned break ends that a counter is in at `at`, or has begun a little early; None outside one."""
        day = at.astimezone(ZoneInfo(timezone)).date()
        for pause in self.breaks_of(counter, day):
            since, until = (wall_time(day, minutes, timezone) for minutes in pause.interval)
            if since - timedelta(seconds=EARLY_S) <= at < until:
                return until
        return None

    def revisions(self) -> dict[str, str]:
        """By section: a short digest of what is in force, to tell whether it is still what somebody read."""
        return {
            name: sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
            for name, said in self.as_json().items()
        }

    def rule_of(self, service: str) -> CallRule:
        """The call rule of `service`."""
        named = next((group for group in self.groups if service in group.services), None)
        return (named or next((group for group in self.groups if not group.services), _OTHERS)).rule

    def grouped(self, services: list[str]) -> list[tuple[CallRule, list[str]]]:
        """`services` by the rule that calls them, in the order in which they come. Groups with the very same rule are
        one line: naming a group changes nothing before its rule does."""
        together: dict[CallRule, list[str]] = {}
        for service in services:
            together.setdefault(self.rule_of(service), []).append(service)
        return list(together.items())

    def path_of(self, service: str, procedure: str | None) -> list[str]:
        """The services that follow `service` in a visit for `procedure`."""
        begins = [path for path in self.paths if path.services[0] == service]
        own = next((path for path in begins if procedure in path.procedures), None)
        general = next((path for path in begins if not path.procedures), None)
        found = own or general
        return list(found.services[1:]) if found else []


_OTHERS = Group()


@lru_cache(maxsize=512)
def read(text: str) -> Regulations:
    """The regulations kept as `text`, the JSON that `POST /regulations` took. What it does not say is the default."""
    said: Json = json.loads(text)
    readers = {
        "groups": lambda rows: tuple(map(_group, rows)),
        "help_after_s": lambda seconds: seconds,
        "grounds": lambda rows: tuple(map(_ground, rows)),
        "moves": lambda row: Moves(**row),
        "hours": lambda row: None if row is None else _hours(row),
        "capacity": dict,
        "paths": lambda rows: tuple(map(_path, rows)),
        "limits": lambda row: Limits(**row),
        "breaks": lambda rows: tuple(map(_break, rows)),
        "slots": lambda rows: tuple(Slots(**row) for row in rows),
        "services_from": lambda row: {code: date.fromisoformat(day) for code, day in row.items()},
        "screens": _screens,
        "home": lambda row: Home(**(row | {"services": tuple(row.get("services", ()))})),
        "letters": lambda row: Letters(**row),
        "targets": lambda row: Targets(**row),
        "attendant_pin": lambda pin_hash: pin_hash,
    }
    return Regulations(**{section: readers[section](value) for section, value in said.items()})


def _group(row: Json) -> Group:
    rule = {name: value for name, value in row.items() if name not in ("services", "kind")}
    return Group(tuple(row.get("services", ())), CallRule(Rule(row.get("kind", Rule.PRIORITY_FLOOR)), **rule))


def _ground(row: Json) -> Ground:
    names = {"vi": row.get("name"), "en": row.get("name_en"), "ko": row.get("name_ko")}
    age = row.get("from_age", USUAL_AGES.get(row["code"]))
    return Ground(row["code"], {language: name for language, name in names.items() if name}, age)


def _path(row: Json) -> Path:
    return Path(row["name"], tuple(row["services"]), tuple(row.get("procedures", ())))


def _break(row: Json) -> Break:
    interval = _minutes(row["start"]), _minutes(row["end"])
    return Break(row["counter"], interval, row.get("reason", ""), tuple(row.get("days", DAYS[:5])))


def _screens(row: Json) -> Screens:
    notices = tuple(Said(**said) for said in row.get("notices", ()))
    items = row.get("playlist")
    return Screens(notices) if items is None else Screens(notices, tuple(map(_item, items)))


def _item(row: Json) -> Item:
    own = {name: Said(**row[name]) for name in ("title", "text") if row.get(name)}
    return Item(**(row | {"title": None, "text": None} | own))


def _hours(row: Json) -> Hours:
    days = {date.fromisoformat(day["day"]): day for day in row.get("days", ())}
    until = row.get("same_day_until")
    return Hours(
        week=tuple(_intervals(row.get("week", {}).get(day, ())) for day in DAYS),
        days={day: _intervals(said["intervals"]) for day, said in days.items()},
        reasons={day: said["reason"] for day, said in days.items() if said.get("reason")},
        has_holidays=row.get("holidays", True),
        cut_off_min=dict(row.get("cut_off_min", {})),
        same_day_until=None if until is None else _minutes(until),
    )


def _hours_as_json(hours: Hours) -> Json:
    return {
        "week": {day: _as_clocks(intervals) for day, intervals in zip(DAYS, hours.week, strict=True)},
        "days": [
            {"day": day.isoformat(), "intervals": _as_clocks(intervals), "reason": hours.reasons.get(day)}
            for day, intervals in sorted(hours.days.items())
        ],
        "holidays": hours.has_holidays,
        "cut_off_min": dict(hours.cut_off_min),
        "same_day_until": None if hours.same_day_until is None else clock(hours.same_day_until),
    }


def _as_clocks(intervals: tuple[Interval, ...]) -> list[list[str]]:
    return [[clock(start), clock(end)] for start, end in intervals]


def _names(names: Mapping[str, str]) -> Json:
    return {"name" if language == "vi" else f"name_{language}": name for language, name in names.items()}


def _age(ground: Ground) -> Json:
    return {} if ground.from_age == USUAL_AGES.get(ground.code) else {"from_age": ground.from_age}


def clock(minutes: int) -> str:
    """450 → `07:30`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _intervals(rows: Any) -> tuple[Interval, ...]:
    return tuple((_minutes(start), _minutes(end)) for start, end in rows)


def _minutes(text: str) -> int:
    """`07:30` → 450."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
