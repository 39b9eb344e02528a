"""Days that are over, written into a hall's tables: what pages tell of weeks takes no weeks to test."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from tests.pages.conftest import Hall

HALL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")

_COLUMNS = """hall_id, day, series, number, leg, label, token, service, lane, language, channel, dossiers, state, path,
    is_trial, calls, missing, is_rated, outcome, last_counter, issued_at, counts_from, waits_since, called_at,
    first_called_at, started_at, ended_at, said_p10, said_p50, said_p90"""


@dataclass(frozen=True)
class Visit:
    """Somebody who came, was called and left."""

    service: str
    came: datetime
    called: datetime
    ended: datetime
    started: datetime | None = None
    outcome: str | None = None
    counter: int | None = None
    told_s: tuple[int, int, int] | None = None


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    """That time on the hall's clock."""
    return datetime.combine(day, time(hour, minute), HALL_TIME)


def remember(hall: Hall, visits: Iterable[Visit]) -> None:
    rows = []
    for number, visit in enumerate(visits, 1):
        day, label = visit.came.astimezone(HALL_TIME).date(), f"{visit.service}{number:03}"
        came, called, started, ended = map(_stored, (visit.came, visit.called, visit.started, visit.ended))
        rows.append((
            1, day.isoformat(), visit.service, number, 1, label, f"{day}-{label}", visit.service, "ordinary", "vi",
            "kiosk", 1, "finished", "[]", 0, 1, "[]", 0, visit.outcome, visit.counter, came, came, came, called,
            called, started, ended, *(visit.told_s or (None, None, None)),
        ))  # fmt: skip
    with closing(sqlite3.connect(hall._data / "moiso.db", timeout=30)) as database, database:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO ticket ({_COLUMNS}) VALUES ({marks})", rows)


def _stored(at: datetime | None) -> str | None:
    return at and f"{at.astimezone(UTC):%F %T.%f}"
