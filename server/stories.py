"""The story as people read it: the rows somebody asks for, page by page in both directions, and what can be asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, and_, func, literal_column, select, true
from sqlalchemy.orm import InstrumentedAttribute

from server.models import Story
from server.queries import story_row
from server.story_indexes import REASONED

Json = dict[str, Any]

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """Which rows; None: whichever."""

    label: str | None = None
    by: str | None = None
    counter: int | None = None
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    is_reasoned: bool = False
    """Only those with a reason, and calls that passed somebody over."""


def page(
    db: Connection, hall_id: int, asked: Asked, *, after: int, before: int | None, limit: int
) -> tuple[list[Json], bool]:
    """Rows between `after` and `before`, oldest first: the oldest `limit` of them, or with `before` the newest; and
    whether there are more of them in that direction."""
    wanted = _wanted(db, hall_id, asked)
    if wanted is None:
        return [], False
    wanted = and_(wanted, Story.seq > after)
    if before is None:
        rows = db.execute(_ROWS.where(wanted).order_by(Story.seq).limit(limit + 1)).all()
        return [story_row(row) for row in rows[:limit]], len(rows) > limit
    rows = db.execute(_ROWS.where(wanted, Story.seq < before).order_by(Story.seq.desc()).limit(limit + 1)).all()
    return [story_row(row) for row in rows[:limit][::-1]], len(rows) > limit


_ROWS = select(Story.__table__)


def _wanted(db: Connection, hall_id: int, asked: Asked) -> ColumnElement[bool] | None:
    """The rows asked for; None: there can be none."""
    found = and_(Story.hall_id == hall_id, *_said(db, asked), _reasoned(db) if asked.is_reasoned else true())
    if asked.since is None and asked.until is None:
        return found
    span = _span(db, hall_id, asked.since, asked.until)
    if span is None:
        return None
    during, oldest, newest = span
    return and_(found, during, Story.seq.between(oldest, newest))


def _said(db: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    """What each column must be. In SQLite only the first that is asked for may lead to an index, by which its rows come
    in order of seq: it keeps no account of which of two finds fewer, as PostgreSQL does, and would as soon read all
    calls of years for one number's."""
    columns: list[tuple[InstrumentedAttribute[Any], Any, Any]] = [
        (Story.label, asked.label, ""), (Story.by, asked.by, ""), (Story.counter, asked.counter, 0),
        (Story.kind, asked.kind, ""),
    ]  # fmt: skip
    said = [(column, value, nothing) for column, value, nothing in columns if value is not None]
    if db.dialect.name != "sqlite":
        return [column == value for column, value, _ in said]
    return [
        column == value if at == 0 else column + nothing == value for at, (column, value, nothing) in enumerate(said)
    ]


def _reasoned(db: Connection) -> ColumnElement[bool]:
    # In the very words of the index: SQLite compares them to see that it may use it.
    return literal_column(f"({REASONED[db.dialect.name]})", Boolean)


def _span(
    db: Connection, hall_id: int, since: datetime | None, until: datetime | None
) -> tuple[ColumnElement[bool], int, int] | None:
    """The rows told from `since` on and before `until`, and between which two they lie; None: there are none.

    A clock that was set back tells a time twice, so the ends are looked for in a whole day at either end.
    """
    there = Story.hall_id == hall_id
    during = [
        *([] if since is None else [Story.at >= since]),
        *([] if until is None else [Story.at < until]),
    ]
    first, last = (db.execute(select(end(Story.at)).where(there, *during)).scalar_one() for end in (func.min, func.max))
    if first is None:
        return None
    # Of two bounds on one side SQLite would use one, and PostgreSQL would rather walk all rows in order of seq.
    first_day = (Story.at >= first, Story.at < first + _DAY)
    last_day = (Story.at > last - _DAY, Story.at <= last)
    oldest = db.execute(select(func.min(Story.seq + 0)).where(there, *first_day)).scalar_one()
    newest = db.execute(select(func.max(Story.seq + 0)).where(there, *last_day)).scalar_one()
    return and_(true(), *during), oldest, newest


def choices(db: Connection, hall_id: int) -> Json:
    """What the story of this hall can be asked for: the counters, kinds and names that stand in it."""
    return {
        "counters": _values(db, hall_id, Story.counter),
        "kinds": _values(db, hall_id, Story.kind),
        "by": _values(db, hall_id, Story.by),
    }


def _values(db: Connection, hall_id: int, column: InstrumentedAttribute[Any]) -> list[Any]:
    """Each value once, by one look into the index for each: the rows of years are not read."""
    values: list[Any] = []
    least = select(func.min(column)).where(Story.hall_id == hall_id, column.is_not(None))
    found = db.execute(least).scalar_one()
    while found is not None:
        values.append(found)
        found = db.execute(least.where(column > found)).scalar_one()
    return values
