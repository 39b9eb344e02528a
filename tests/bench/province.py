"""The province's view of a hundred halls: today, a month and a quarter, each as often as the page would ask for it.

Today's people are rows of tickets; the days before are as they are kept when they are rolled up, with three tickets
each to find them by (a day is found by one step in the index, however many it had).
"""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from server import province
from server.db import Database
from server.domain.numbering import local_day
from tests.bench import hall
from tests.bench.report import Row
from tests.province_of_halls import fill

HALLS, PEOPLE, DAYS, TIMES = 100, 300, 91, 15
MOST_MS = 300.0


def view(folder: Path) -> Iterator[Row]:
    """The median of `TIMES` answers for each period, on SQLite, after a first one that also loads what it needs."""
    hall.make(folder)
    database, at = Database(f"sqlite:///{folder / 'moiso.db'}"), datetime.now(UTC)
    today = local_day(at, "Asia/Ho_Chi_Minh")
    before = [today - timedelta(days=back) for back in range(1, DAYS + 1)]
    with database.write() as db:
        fill(db, at, HALLS, PEOPLE, [day for day in before if day.weekday() < 6])
    for name, days in (("today", 1), ("a month", 31), ("a quarter", 92)):
        first = _ask(database, at, days)
        took = sorted(_ask(database, at, days) for _ in range(TIMES))
        more = {"slowest_ms": took[-1], "first_ms": first}
        usual = median(took)
        yield Row(f"province, {name} of {HALLS} halls", usual, "ms", MOST_MS, "what a page may take", usual / MOST_MS,
                  MOST_MS, "at most", "ours", more)  # fmt: skip
    database.close()


def _ask(database: Database, at: datetime, days: int) -> float:
    """Milliseconds for one answer, as text."""
    today, begun = local_day(at, "Asia/Ho_Chi_Minh"), time.perf_counter()
    with database.read() as db:
        json.dumps(province.view(db, at, today - timedelta(days=days - 1), today), ensure_ascii=False)
    return (time.perf_counter() - begun) * 1000
