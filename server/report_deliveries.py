"""How far each due report has come on its way to each place: one row of `Delivery` for both, read and written here."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from server.figure_models import Delivery
from server.models import Record
from server.period import By

Figures = dict[str, Any]


class Due(NamedTuple):
    """A report that somebody is to have."""

    since: date
    through: date
    by: By


class Problem(StrEnum):
    """Why a report could not be brought to where it is wanted."""

    FOLDER_AWAY = "folder_away"
    """The folder is not there, or takes no file."""
    MAIL_AWAY = "mail_away"
    """The mail server does not answer, or says "later"."""
    MAIL_REFUSED = "mail_refused"
    """The mail server will have none of it: our name, the address, or the letter."""


AT_IT = timedelta(minutes=10)
"""So long nobody else brings what somebody has begun to bring; one who died at it is not waited for any longer."""

REFUSED_FOR = timedelta(hours=1)
"""A server that refused is left alone for so long: one that is asked every few minutes bars us."""

_OF_PLACE = (Delivery.hall_id == bindparam("hall"), Delivery.place == bindparam("there"))
_THIS = (*_OF_PLACE, Delivery.by == bindparam("of"), Delivery.since == bindparam("from_day"))
_ROWS = select(Delivery.__table__).where(*_OF_PLACE)
_ROW = select(Delivery.__table__).where(*_THIS)
_TAKE = update(Delivery).where(*_THIS).values(is_taken=True, is_settled=True, tried_at=bindparam("now"))
_DONE = update(Delivery).where(*_THIS).values(is_taken=False, figures=bindparam("to_figures"), problem=None)
_FAILED = update(Delivery).where(*_THIS).values(is_taken=False, is_settled=False, problem=bindparam("why"))
_DOUBT = (
    update(Delivery)
    .where(
        Delivery.hall_id == bindparam("hall"),
        bindparam("day", type_=Delivery.since.type).between(Delivery.since, Delivery.through),
    )
    .values(is_settled=False)
)
_PROBLEMS = (
    select(Delivery.problem)
    .where(Delivery.hall_id == bindparam("hall"), Delivery.problem.is_not(None))
    .distinct()
    .order_by(Delivery.problem)
)


def undone(db: Connection, hall: int, wanted: Sequence[Due], place: str, now: datetime) -> list[Due]:
    """What is still to be brought there, what was tried longest ago first; nothing while it is to be left alone."""
    rows = {(row.by, row.since): row for row in db.execute(_ROWS, {"hall": hall, "there": place})}
    if any(row.problem == Problem.MAIL_REFUSED and abs(now - row.tried_at) < REFUSED_FOR for row in rows.values()):
        return []
    found = [each for each in wanted if _is_undone(rows.get((each.by, each.since)), now)]
    new = [each for each in found if (each.by, each.since) not in rows]
    old = [each for each in found if (each.by, each.since) in rows]
    return new + sorted(old, key=lambda each: rows[each.by, each.since].tried_at)


def problems(db: Connection, hall: int, place: str) -> set[str]:
    """What stood in the way the last time."""
    return {row.problem for row in db.execute(_ROWS, {"hall": hall, "there": place}) if row.problem}


def told_problems(db: Connection, hall: int) -> list[str]:
    """The same of all places, for who should see to it."""
    return [row.problem for row in db.execute(_PROBLEMS, {"hall": hall})]


def take(db: Connection, hall: int, due: Due, place: str, now: datetime) -> Record | None:
    """Take it to bring it there; None when another worker did or has. The hall is locked.

    What becomes of its days from here on makes it unsettled again: whoever takes it reads the figures afterwards.
    """
    this = _this(hall, due, place)
    row = db.execute(_ROW, this).one_or_none()
    if not _is_undone(row, now):
        return None
    if row is None:
        began = {"hall_id": hall, "place": place, "by": due.by.value, "since": due.since, "through": due.through}
        db.execute(insert(Delivery).values(**began, is_taken=True, is_settled=True, tried_at=now))
        row = db.execute(_ROW, this).one()
    else:
        db.execute(_TAKE, {**this, "now": now})
    return row


def done(db: Connection, hall: int, due: Due, place: str, figures: Figures) -> None:
    """It is there, and says this."""
    db.execute(_DONE, {**_this(hall, due, place), "to_figures": figures})


def failed(db: Connection, hall: int, due: Due, place: str, problem: Problem) -> None:
    """It is not there: somebody tries again."""
    db.execute(_FAILED, {**_this(hall, due, place), "why": problem.value})


def doubt(db: Connection, hall: int, day: date) -> None:
    """This day was rolled up anew: what was brought of it may no longer be true."""
    db.execute(_DOUBT, {"hall": hall, "day": day})


def forget(db: Connection, hall: int, wanted: Collection[Due], places: Collection[str]) -> None:
    """Forget what stands in the way to a place that nobody wants any more, and reports that are due no longer."""
    elsewhere = and_(Delivery.problem.is_not(None), Delivery.place.not_in(places))
    oldest = [and_(Delivery.by == by.value, Delivery.since < min(each.since for each in wanted if each.by == by))
              for by in {each.by for each in wanted}]  # fmt: skip
    db.execute(delete(Delivery).where(Delivery.hall_id == hall, or_(elsewhere, *oldest)))


def _is_undone(row: Record | None, now: datetime) -> bool:
    if row is None:
        return True
    return abs(now - row.tried_at) >= AT_IT if row.is_taken else not row.is_settled


def _this(hall: int, due: Due, place: str) -> dict[str, Any]:
    return {"hall": hall, "there": place, "of": due.by.value, "from_day": due.since}
