"""Size: what each page reads, in a busy hall a year on, against what people wait for a page without noticing."""

import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from server import jobs
from server.check import check
from tests.bench.report import Row
from tests.bench.year import A_DAY, DAYS, Year
from tests.builders import MORNING
from tests.cast import Caller

GOAL_MS = 300
TIMES = 5


class Page(NamedTuple):
    """One read of a page: who opens it, and what it asks."""

    name: str
    by: str
    path: str
    asked: dict[str, Any] = {}


def pages(labels: tuple[str, str]) -> Iterator[Page]:
    """All that the pages of staff read of a hall's past and present. `labels`: two numbers of a day months ago."""
    today = MORNING.date()
    for name, by, path in (
        ("supervisor: lines", "hoa", "/lines"), ("supervisor: alerts", "hoa", "/alerts"),
        ("supervisor: figures", "hoa", "/figures"), ("supervisor: the next hours", "hoa", "/next-hours"),
        ("supervisor: the counters' day", "hoa", "/timelines"), ("TV: board", "hoa", "/board"),
        ("console: desk", "clerk-1", "/desk/1"),
        ("public page: services", "hoa", "/services"), ("complaints: ratings", "complaints", "/ratings"),
        ("story: choices", "complaints", "/story/choices"), ("machines", "hoa", "/devices"),
    ):  # fmt: skip
        yield Page(name, by, path)
    yield Page("honesty: 8 weeks", "hoa", "/figures/promises", {"weeks": 8})
    yield Page("figures of a day months ago", "hoa", "/figures", {"day": (today - timedelta(days=200)).isoformat()})
    for name, days in (("month", 30), ("quarter", 91), ("year", 365)):
        since = {
            "since": (today - timedelta(days=days)).isoformat(),
            "through": (today - timedelta(days=1)).isoformat(),
        }
        for by in ("service", "officer", "agency", "day", "week") if name == "year" else ("service",):
            yield Page(f"report of a {name} by {by}", "hoa", "/reports", since | {"by": by})
    old = (today - timedelta(days=200)).isoformat()
    for name, asked in (
        ("newest", {}), ("of a day", {"since": old, "until": old}), ("by counter", {"counter": 3, "before": 10**9}),
        ("by kind", {"kind": "ticket_parked", "before": 10**9}), ("by number", {"label": labels[0], "before": 10**9}),
        ("with a reason", {"reasoned": 1, "before": 10**9}), ("by person", {"by": "clerk-7", "before": 10**9}),
        ("nothing found", {"label": "Z999", "before": 10**9}),
    ):  # fmt: skip
        yield Page(f"story: {name}", "complaints", "/story", asked)
    yield Page("why before me", "complaints", "/why", {"mine": labels[1], "other": labels[0], "day": old})


def size(folder: Path) -> Iterator[Row]:
    began = time.monotonic()
    year = Year(f"sqlite:///{folder / 'moiso.db'}", folder)
    made_s = time.monotonic() - began
    took: list[tuple[float, Page]] = []
    for page in pages(year.two_labels()):
        spent = asked(year.caller(page.by), page)
        print(f"{page.name}: {median(spent):.0f} ms, at most {max(spent):.0f}", file=sys.stderr, flush=True)
        took.append((median(spent), page))
    slowest, page = max(took, key=lambda each: each[0])
    more: dict[str, float | str] = {page.name: round(ms, 1) for ms, page in took} | {"made_s": round(made_s, 1)}
    many = f"{A_DAY * DAYS:,} numbers, {year.seq:,} rows"
    yield Row(f"the slowest page of a year ({page.name})", slowest, "ms", GOAL_MS, "promised", slowest / GOAL_MS, 1,
              "at most", more=more)  # fmt: skip
    yield from _chores(year, many)
    year.close()


def asked(caller: Caller, page: Page) -> list[float]:
    """Milliseconds of each time; the first one warms up."""
    spent = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        caller.get(page.path, **page.asked).done()
        spent.append(1000 * (time.perf_counter() - began))
    return spent[1:]


def _chores(year: Year, many: str) -> Iterator[Row]:
    """What the server and its keeper do with all of it; told, without a goal of their own."""
    year.forget_roll_ups()
    began = time.monotonic()
    jobs.roll_up_days(year.database)
    rolled_s = time.monotonic() - began
    yield Row(
        f"rolling up the whole year anew: {many}", rolled_s, "s", 300, "five minutes", rolled_s / 300, 1, "at most"
    )
    began = time.monotonic()
    proofs = check(year.database, None)
    proved_s = time.monotonic() - began
    faults = sum(len(proof.faults) for proof in proofs.values())
    yield Row(f"moiso check of it, {faults} faults", proved_s, "s", 300, "five minutes",
              float("inf") if faults else proved_s / 300, 1, "at most")  # fmt: skip
