"""Letters as they are read: all of them by the complaints office, one by whoever has its code."""

from typing import Any

from sqlalchemy import Connection, bindparam, case, select

from server.domain.letter import Standing, is_overdue
from server.models import Record
from server.public_models import Letter
from server.pulse import Pulse
from server.queries import time_text

Json = dict[str, Any]

MOST = 1000
"""Letters on the office's page; all of them are in its CSV file."""

_ANSWERED = Letter.state == Standing.ANSWERED.value
_IS_ANSWERED = case((_ANSWERED, 1), else_=0)
_ALL = (
    select(Letter.__table__)
    .where(Letter.hall_id == bindparam("hall"))
    .order_by(_IS_ANSWERED, case((_ANSWERED, None), else_=Letter.received_at), Letter.answered_at.desc(), Letter.id)
)
_BY_CODE = select(Letter.__table__).where(Letter.code_hash == bindparam("hash"))


def letters(db: Connection, pulse: Pulse, *, most: int | None = MOST) -> list[Json]:
    """Open ones first, and of them the oldest; then what was answered last."""
    return [card(row, pulse) for row in db.execute(_ALL.limit(most), {"hall": pulse.hall.id})]


def card(row: Record, pulse: Pulse) -> Json:
    """One letter as the complaints office reads it. Its `service` is null when nobody proved the number in it."""
    names = ("id", "kind", "text", "label", "counter", "service", "language", "state", "answer", "is_trial", "by")
    return {
        **{name: getattr(row, name) for name in names},
        "received_at": time_text(row.received_at),
        "answered_at": time_text(row.answered_at),
        "is_overdue": is_overdue(row.kind, row.state, row.received_at, pulse.at),
    }


def followed(db: Connection, code_hash: str) -> Json | None:
    """What the sender reads of their letter. One look into one index, whether there is such a letter or not."""
    row = db.execute(_BY_CODE, {"hash": code_hash}).one_or_none()
    if row is None:
        return None
    read = {name: getattr(row, name) for name in ("kind", "text", "state", "answer")}
    return {**read, "received_at": time_text(row.received_at), "answered_at": time_text(row.answered_at)}
