"""Which alerts somebody has seen today, read from the story: the newest word on each."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select, union_all

from server.domain.alerts import Tone
from server.models import Record, Story

SEEN, OVER = "alert_acknowledged", "alert_over"
"""How the story tells that somebody saw an alert, and that it was over after that."""

# The newest row of the days before bounds what is read. Both are found by the index of kinds, one kind after the other:
# of two kinds at once, or by their times, SQLite would walk through all that was ever told.
_AT = func.coalesce(Story.at, Story.at)
_BEFORE = (
    select(Story.seq)
    .where(Story.hall_id == bindparam("hall"), Story.kind == SEEN, bindparam("begin", type_=Story.at.type) > _AT)
    .order_by(Story.seq.desc())
    .limit(1)
    .scalar_subquery()
)
_ROWS = union_all(
    *(
        select(Story.seq, Story.at, Story.kind, Story.by, Story.details).where(
            Story.hall_id == bindparam("hall"), Story.kind == kind, Story.seq > func.coalesce(_BEFORE, 0)
        )
        for kind in (SEEN, OVER)
    )
).order_by("seq")


@dataclass(frozen=True)
class Seen:
    """Somebody has seen an alert, and it has not been over since."""

    seq: int
    """Of its row in the story."""
    tone: Tone
    by: str
    at: datetime


def acknowledged(db: Connection, hall: Record, day: date) -> dict[tuple[str, str], Seen]:
    """By kind and subject, every alert that counts as seen; each day begins without any."""
    begin = datetime.combine(day, time(), ZoneInfo(hall.timezone))
    seen: dict[tuple[str, str], Seen] = {}
    for row in db.execute(_ROWS, {"hall": hall.id, "begin": begin}):
        alert = row.details["alert"], row.details["subject"]
        if row.kind == OVER:
            seen.pop(alert, None)
        else:
            seen[alert] = Seen(row.seq, Tone(row.details["tone"]), row.by, row.at)
    return seen
