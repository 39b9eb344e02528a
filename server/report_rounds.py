"""The reports that are due (see `report_form`): each closed month's on every officer, each closed quarter's on every
agency, put into a folder once. What cannot be put there now is put there in a later round, up to a year later."""

import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import select

from server import period, report_files
from server.db import Database
from server.models import Hall, Record
from server.period import By
from server.pulse import pulse_now

LANGUAGE = "vi"
KINDS = ("pdf", "xlsx")


class Due(NamedTuple):
    since: date
    through: date
    by: By


def due(today: date) -> Iterator[Due]:
    """The whole months of the last year by officer, its whole quarters by agency, the newest first."""
    month = today.replace(day=1)
    quarter = month.replace(month=(month.month - 1) // 3 * 3 + 1)
    for first, months, by in ((month, 1, By.OFFICER), (quarter, 3, By.AGENCY)):
        for back in range(months, 13, months):
            since = _months_before(first, back)
            yield Due(since, _months_before(first, back - months) - timedelta(days=1), by)


def _months_before(first: date, months: int) -> date:
    place = 12 * first.year + first.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def put(database: Database, folder: Path, now: datetime) -> list[Path]:
    """Puts what is due into `folder` (of several halls each into one of its own) and says which files it has written.

    Raises OSError when the folder cannot be written, FiguresInTheMaking while an old hall's years are rolled up.
    """
    with database.read() as db:
        halls = db.execute(select(Hall.__table__).order_by(Hall.id)).all()
    written: list[Path] = []
    for hall in halls:
        place = folder if len(halls) == 1 else folder / str(hall.id)
        today = now.astimezone(ZoneInfo(hall.timezone)).date()
        for each in due(today):
            if hall.closed_through is not None and hall.closed_through >= each.through:
                written += _put(database, place, hall, each, now)
    return written


def _put(database: Database, folder: Path, hall: Record, due: Due, now: datetime) -> Iterator[Path]:
    said = {"since": due.since.isoformat(), "through": due.through.isoformat(), "by": due.by.value}
    missing = [kind for kind in KINDS if not (folder / report_files.name(said, kind)).exists()]
    if not missing:
        return
    with database.read() as db:
        report = period.report(db, pulse_now(db, hall.id, now), due.since, due.through, due.by, is_trial=False)
    if not report["whole"]["legs"]:
        return
    folder.mkdir(parents=True, exist_ok=True)
    made = now.astimezone(ZoneInfo(hall.timezone))
    for kind in missing:
        file = folder / report_files.name(report, kind)
        # Whole or not at all, also when the power goes: a half file would never be written anew.
        half = file.with_suffix(".part")
        with half.open("wb") as out:
            out.write(report_files.write(report, kind, LANGUAGE, hall, made))
            out.flush()
            os.fsync(out.fileno())
        half.replace(file)
        yield file
