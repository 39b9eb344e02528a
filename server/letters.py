"""Letters as they are read: all of them by the complaints office, one by whoever has its code."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select, true

from server.domain.letter import Standing, is_overdue
from server.models import Record
from server.public_models import Letter
from server.pulse import Pulse
from server.queries import time_text

Json = dict[str, Any]

_ANSWERED = Letter.state == Standing.ANSWERED.value
_IS_ANSWERED = case((_ANSWERED, 1), else_=0)
_OF_HALL = select(Letter.__table__).where(Letter.hall_id == bindparam("hall"))
_IN_ORDER = (
    _IS_ANSWERED,
    # An answered one is not due any more; of the open ones praise is due never, and comes last.
    case((_ANSWERED, 0), (Letter.due_at.is_(None), 1), else_=0),
    case((_ANSWERED, None), else_=Letter.due_at),
    case((_ANSWERED, None), else_=Letter.received_at),
    Letter.answered_at.desc(),
    Letter.id,
)
_BY_CODE = select(Letter.__table__).where(Letter.code_hash == bindparam("hash"))

OPEN = "open"
"""Asked for as a state: not answered yet, taken up or not."""


@dataclass(frozen=True)
class Asked:
    """Which letters; None: whichever."""

    state: str | None = None
    kind: str | None = None
    is_overdue: bool = False


ALL = Asked()


def letters(
    db: Connection, pulse: Pulse, asked: Asked = ALL, *, offset: int = 0, most: int | None = None
) -> list[Json]:
    """Open ones first, and of them what is due soonest; then what was answered last."""
    found = _OF_HALL.where(*_wanted(asked, pulse)).order_by(*_IN_ORDER).offset(offset).limit(most)
    return [card(row, pulse) for row in db.execute(found, {"hall": pulse.hall.id})]


def counts(db: Connection, pulse: Pulse, asked: Asked) -> Json:
    """How many there are of what is asked for, and in all: open, and overdue."""
    wanted, overdue = and_(true(), *_wanted(asked, pulse)), and_(*_wanted(Asked(is_overdue=True), pulse))
    counted = select(
        func.coalesce(func.sum(case((wanted, 1), else_=0)), 0).label("found"),
        func.coalesce(func.sum(1 - _IS_ANSWERED), 0).label("open"),
        func.coalesce(func.sum(case((overdue, 1), else_=0)), 0).label("overdue"),
        func.count().label("all"),
    ).where(Letter.hall_id == pulse.hall.id)
    return {name: int(count) for name, count in db.execute(counted).one()._mapping.items()}


def _wanted(asked: Asked, pulse: Pulse) -> list[ColumnElement[bool]]:
    wanted = []
    if asked.state == OPEN or asked.is_overdue:
        wanted.append(~_ANSWERED)
    if asked.state not in (None, OPEN):
        wanted.append(Letter.state == asked.state)
    if asked.kind is not None:
        wanted.append(Letter.kind == asked.kind)
    if asked.is_overdue:
        wanted.append(Letter.due_at < pulse.at)
    return wanted


def card(row: Record, pulse: Pulse) -> Json:
    """One letter as the complaints office reads it. Its `service` is null when nobody proved the number in it."""
    names = ("id", "kind", "text", "label", "counter", "service", "language", "state", "answer", "is_trial", "by",
             "taken_up_by")  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        **{name: time_text(getattr(row, name)) for name in ("received_at", "due_at", "taken_up_at", "answered_at")},
        "is_overdue": is_overdue(row.state, row.due_at, pulse.at),
    }


def followed(db: Connection, code_hash: str) -> Json | None:
    """What the sender reads of their letter. One look into one index, whether there is such a letter or not."""
    row = db.execute(_BY_CODE, {"hash": code_hash}).one_or_none()
    if row is None:
        return None
    read = {name: getattr(row, name) for name in ("kind", "text", "state", "answer")}
    return {**read, "received_at": time_text(row.received_at), "answered_at": time_text(row.answered_at)}
