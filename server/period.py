"""Named reads for reports: what a period came to, whole, hour by weekday, and by whatever a report asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from typing import Any

import numpy as np
from sqlalchemy import Connection

from server import downtimes, ratings, reports
from server.domain.figure_errors import BadPeriod, PeriodToCome
from server.domain.figures import TARGET_S, Spread, share
from server.domain.honesty import Verdict
from server.domain.legs import CHOSEN, TRANSFERRED
from server.domain.ticket import Lane, Outcome, State
from server.pulse import Pulse
from server.roll_up import NOWHERE, UNTOLD, Array, Columns, Days, read_days

Json = dict[str, Any]

LONGEST = timedelta(days=366)
"""A year, with its first day once more."""

DURATIONS = ("waited", "walked", "served", "stayed")
_FLAGS = ("is_left_late", "is_asked_again", "is_clock_back")
_STATES = tuple(state for state in State if state is not State.VOIDED)

REASONS_TOLD = 20
"""So many reasons for calls out of order are told by name, the usual ones first."""


class By(StrEnum):
    """What each row of a report is about."""

    SERVICE = "service"
    COUNTER = "counter"
    OFFICER = "officer"
    AGENCY = "agency"
    LANE = "lane"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True)
class _Groups:
    """The rows of a report: each with its key, and at which of them, counted from 1, each leg and deed stands. At 0
    stand those that are in no row, as who came to no counter."""

    keys: list[Any]
    of_legs: Array
    of_deeds: Array


def report(db: Connection, pulse: Pulse, since: date, through: date, by: By, *, is_trial: bool) -> Json:
    """The answer of `GET /reports`, without its head. Raises BadPeriod, PeriodToCome, FiguresInTheMaking."""
    if through < since or through - since > LONGEST:
        raise BadPeriod(longest_days=LONGEST.days)
    if since > pulse.day:
        raise PeriodToCome(today=pulse.day.isoformat())
    days = read_days(db, pulse.hall, since, through, is_trial=is_trial)
    groups = _groups(days, by, pulse)
    counts = _counts(days, groups)
    return {
        "since": since.isoformat(),
        "through": through.isoformat(),
        "by": by.value,
        "trial": is_trial,
        "target_s": TARGET_S,
        "days": len(np.unique(days.legs["day"])),
        "whole": _whole(days, counts),
        "heat": _heat(days),
        "rows": [
            {"key": str(key), "name": _name(pulse, by, key), **row}
            for key, row in zip(groups.keys, _rows(days, groups, counts), strict=True)
        ],
        "reasons": _reasons(days),
        "guides": reports.guides(db, pulse.hall, since, through, is_trial=is_trial),
        "ratings": [] if is_trial else ratings.groups(db, pulse, since, through),
        "machines": downtimes.machines(db, pulse, since, through),
    }  # fmt: skip


def _name(pulse: Pulse, by: By, key: Any) -> str:
    """What people call it; days are told by their key."""
    if by is By.SERVICE:
        return str(pulse.names_of(key)["name"])
    if by is By.COUNTER:
        return next((str(counter.name) for counter in pulse.counters if counter.number == key), "")
    return str(key)


def _groups(days: Days, by: By, pulse: Pulse) -> _Groups:
    legs, deeds = _codes(days.legs, by), _codes(days.deeds, by)
    found = np.union1d(legs, deeds)
    names = [_key(days, by, int(code), pulse) for code in found]
    keys = sorted({name for name in names if name is not None}, key=lambda key: (key == "", key))
    place: Mapping[Any, int] = {key: at for at, key in enumerate(keys, 1)}
    to = np.array([0 if name is None else place[name] for name in names], np.uint16)
    return _Groups(keys, to[np.searchsorted(found, legs)], to[np.searchsorted(found, deeds)])


def _codes(of: Columns, by: By) -> Array:
    """For each leg or deed a number that stands for what the report groups by."""
    if by is By.AGENCY:
        return of["service"]
    return of[by.value] if by in (By.SERVICE, By.OFFICER, By.LANE, By.COUNTER) else of["day"]


def _key(days: Days, by: By, code: int, pulse: Pulse) -> Any:
    """The row that this number stands for; None: it is in no row."""
    if by is By.COUNTER:
        return None if code == NOWHERE else code
    if by in (By.SERVICE, By.LANE, By.OFFICER):
        return days.words[code] or None
    if by is By.AGENCY:
        return pulse.names_of(days.words[code]).get("agency", "")
    return _CALENDAR[by](date.fromordinal(code))


_CALENDAR: Mapping[By, Callable[[date], str]] = {
    By.DAY: lambda day: day.isoformat(),
    By.WEEK: lambda day: (day - timedelta(days=day.weekday())).isoformat(),
    By.MONTH: lambda day: f"{day:%Y-%m}",
    By.QUARTER: lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
}


def _whole(days: Days, counts: Mapping[str, Array]) -> Json:
    alone = np.zeros(len(days.legs["day"]), np.uint16)
    [spreads] = _spreads(days, DURATIONS, alone, 1)
    return _figures({name: int(count.sum()) for name, count in counts.items()}, spreads)


def _rows(days: Days, groups: _Groups, counts: Mapping[str, Array]) -> list[Json]:
    """The figures of each group."""
    spreads = _spreads(days, DURATIONS, groups.of_legs, len(groups.keys) + 1)
    return [
        _figures({name: int(count[at]) for name, count in counts.items()}, spreads[at])
        for at in range(1, len(groups.keys) + 1)
    ]


def _figures(counts: Json, spreads: Mapping[str, Spread]) -> Json:
    outcomes = {outcome.value: counts.pop(f"outcome {outcome.value}") for outcome in Outcome}

    def part_of(part: str, of: str) -> float | None:
        return share(counts[part], counts[of]) if counts[of] else None

    dossiers, finished = counts["dossiers"], counts[State.FINISHED.value]
    return {
        **counts,
        "outcomes": outcomes,
        "dossiers_per_ticket": round(dossiers / finished, 2) if finished else None,
        "priority_share": part_of("priority", "visits"),
        "kept_share": part_of("kept", "told"),
        **{name: asdict(spread) for name, spread in spreads.items()},
    }


def _counts(days: Days, groups: _Groups) -> dict[str, Array]:
    """What is counted, for each group, the first being those that are in none."""
    legs, deeds, n = days.legs, days.deeds, len(groups.keys) + 1
    first = legs["is_first"]

    def is_word(of: Columns, name: str, word: str) -> Array:
        found: Array = of[name] == (days.words.index(word) if word in days.words else -1)
        return found

    def count(mask: Array) -> Array:
        return np.bincount(groups.of_legs[mask], minlength=n)

    def deeds_of(kind: str) -> Array:
        return np.bincount(groups.of_deeds[is_word(deeds, "kind", kind)], minlength=n)

    return {
        "visits": count(first),
        "legs": np.bincount(groups.of_legs, minlength=n),
        "from_home": count(first & legs["is_from_home"]),
        "priority": count(first & is_word(legs, "lane", Lane.PRIORITY)),
        "dossiers": np.bincount(groups.of_legs, weights=legs["dossiers"], minlength=n),
        **{state.value: count(is_word(legs, "state", state)) for state in _STATES},
        **{f"outcome {outcome.value}": count(is_word(legs, "outcome", outcome)) for outcome in Outcome},
        **{name.removeprefix("is_"): count(legs[name]) for name in _FLAGS},
        "told": count(legs["verdict"] != UNTOLD),
        "kept": count(legs["verdict"] == Verdict.KEPT),
        TRANSFERRED: deeds_of(TRANSFERRED),
        CHOSEN: deeds_of(CHOSEN),
    }


def _spreads(days: Days, names: Sequence[str], places: Array, n: int) -> list[dict[str, Spread]]:
    """How each duration was spread at each of `n` places: nearest-rank, of every single one."""
    order = np.argsort(places, kind="stable")  # numbers of 16 bits are put in order without a comparison
    bounds = np.searchsorted(places[order], np.arange(n + 1))
    sorted_by_place = {name: days.legs[name][order] for name in names}
    return [
        {name: _spread(spans[bounds[at] : bounds[at + 1]]) for name, spans in sorted_by_place.items()}
        for at in range(n)
    ]


def _spread(spans: Array) -> Spread:
    """As `domain.figures.spread`, of microseconds; below nothing: there is none."""
    some = spans[spans >= 0]
    if (n := len(some)) == 0:
        return Spread(0)
    ranks = [ceil(n * tenths / 10) - 1 for tenths in (5, 9, 10)]
    some.partition(ranks)
    median, p90, longest = (round(int(some[rank]) / 1e6) for rank in ranks)
    within = int(np.count_nonzero(some <= TARGET_S * 1_000_000))
    return Spread(n, median, p90, longest, share(within, n))


def _heat(days: Days) -> list[Json]:
    """Who came and how long they waited, hour by weekday (Monday is 1)."""
    cells = (days.legs["day"] - 1) % 7 * 24 + days.legs["hour"]
    n = 7 * 24
    came = np.bincount(cells[days.legs["is_first"]], minlength=n)
    waited = _spreads(days, ["waited"], cells.astype(np.uint16), n)
    return [
        {"weekday": at // 24 + 1, "hour": at % 24, "visits": int(came[at]), "waited": asdict(waited[at]["waited"])}
        for at in range(n)
        if came[at] or waited[at]["waited"].n
    ]


def _reasons(days: Days) -> list[Json]:
    """Why people were called out of order, the usual reasons first."""
    kinds = days.deeds["kind"]
    chosen = days.deeds["why"][kinds == (days.words.index(CHOSEN) if CHOSEN in days.words else -1)]
    found, counts = np.unique(chosen, return_counts=True)
    told = [{"reason": days.words[code], "n": int(n)} for code, n in zip(found, counts, strict=True)]
    return sorted(told, key=lambda each: (-each["n"], each["reason"]))[:REASONS_TOLD]
