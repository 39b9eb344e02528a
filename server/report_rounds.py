"""The reports that are due (see `report_form`), each closed month's on every officer, each closed quarter's on every
agency, brought to each place once, and once more when a row told late has changed their figures. What cannot be
brought now is brought in a later round, up to a year later."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from server import period, report_deliveries
from server.db import Database
from server.domain.figure_errors import FiguresInTheMaking
from server.models import Record
from server.operations.moment import lock_hall
from server.period import By
from server.pulse import pulse_now
from server.report_deliveries import Due, Figures
from server.report_places import NotThere, Parcel, Place

log = structlog.get_logger()


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


def deliver(database: Database, hall: Record, places: Sequence[Place], now: datetime, *, is_only_hall: bool) -> None:
    """Bring what is due of this hall to each place. A place that fails is left for a later round, and is told once."""
    wanted = list(due(now.astimezone(ZoneInfo(hall.timezone)).date()))
    with database.write() as db:
        report_deliveries.forget(db, hall.id, wanted, [place.name for place in places])
    closed = [each for each in wanted if hall.closed_through is not None and hall.closed_through >= each.through]
    for place in places:
        with database.read() as db:
            undone = report_deliveries.undone(db, hall.id, closed, place.name, now)
            known = report_deliveries.problems(db, hall.id, place.name)
        try:
            for each in undone:
                _deliver(database, hall, each, place, now, is_only_hall=is_only_hall)
        except NotThere as error:
            if error.problem not in known:
                log.warning("reports left for the next time", place=place.name, problem=str(error))
        except FiguresInTheMaking:
            return  # an old hall's years are being rolled up: it is taken up again then


def _deliver(database: Database, hall: Record, due: Due, place: Place, now: datetime, *, is_only_hall: bool) -> None:
    with database.write() as db:
        lock_hall(db, hall.id)
        taken = report_deliveries.take(db, hall.id, due, place.name, now)
    if taken is None:
        return
    with database.read() as db:
        report = period.report(db, pulse_now(db, hall.id, now), due.since, due.through, due.by, is_trial=False)
    says = figures(report)
    if differ(taken.figures or NOBODY, says):
        made = now.astimezone(ZoneInfo(hall.timezone))
        parcel = Parcel(report, hall, is_only_hall, made, says, is_anew=_is_anybody(taken.figures))
        try:
            place.put(parcel)
        except NotThere as error:
            with database.write() as db:
                report_deliveries.failed(db, hall.id, due, place.name, error.problem)
            raise
        log.info("report delivered", place=place.name, since=str(due.since), by=due.by.value)
    with database.write() as db:
        report_deliveries.done(db, hall.id, due, place.name, says)


NOBODY: Figures = {"whole": {"legs": 0}}
"""What a report says of days on which nobody came: it is brought nowhere."""


def _is_anybody(says: Figures | None) -> bool:
    return says is not None and differ(NOBODY, says)


def figures(report: Mapping[str, Any]) -> Figures:
    """What a report says, without what its rows are called: a service that is renamed makes no other report."""
    rows = {row["key"]: {name: row[name] for name in report["whole"]} for row in report["rows"]}
    return {"whole": report["whole"], "rows": rows}


def differ(before: Figures, now: Figures) -> bool:
    """Whether figures are others than they were. One that nobody counted before is no other: a newer version of the
    program does not bring every report of the year again."""
    return any(
        differ(value, now[name]) if isinstance(value, dict) else value != now[name]
        for name, value in before.items()
        if name in now
    )
