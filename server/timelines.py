"""Named read for the day of the counters: when each was open, rested, and served somebody."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from server import days_off
from server.domain.ticket import UNDONE
from server.domain.timelines import TOLD_OF_COUNTERS, Span, timelines
from server.models import Story
from server.pulse import Pulse

Json = dict[str, Any]

_BEFORE = (
    select(Story.seq)
    .where(Story.hall_id == bindparam("hall"), Story.at < bindparam("begin", type_=Story.at.type))
    .order_by(Story.at.desc())
    .limit(1)
    .scalar_subquery()
)
_OF_TODAY = (Story.hall_id == bindparam("hall"), Story.seq > func.coalesce(_BEFORE, 0))
_ROWS = (
    select(Story.seq, Story.at, Story.kind, Story.ticket_id, Story.counter)
    .where(*_OF_TODAY, Story.kind.in_(sorted(TOLD_OF_COUNTERS)))
    .order_by(Story.seq)
)
_UNDONE = select(Story.details).where(*_OF_TODAY, Story.kind == UNDONE)


def of_counters(db: Connection, pulse: Pulse) -> Json:
    """The answer of `GET /timelines`."""
    begin = datetime.combine(pulse.day, time(), ZoneInfo(pulse.hall.timezone))
    asked = {"hall": pulse.hall.id, "begin": begin}
    undone = {details["undone"] for details in db.execute(_UNDONE, asked).scalars()}
    rows = (row for row in db.execute(_ROWS, asked) if row.at >= begin)
    found = timelines(rows, undone, pulse.at)
    calendar = days_off.calendar(pulse.regulations, pulse.hall.timezone)
    sessions = list(calendar.sessions(pulse.day)) if calendar else []
    ends = [session.end for session in sessions]
    begins = [session.start for session in sessions] + [span.since for spans in found.values() for span in spans]
    return {
        **pulse.head,
        "begins_at": min([*begins, pulse.at]).isoformat(),
        "ends_at": max([*ends, pulse.at]).isoformat(),
        "counters": [
            {"number": counter.number, "spans": [_said(span) for span in found.get(counter.number, ())]}
            for counter in pulse.counters
        ],
    }


def _said(span: Span) -> Json:
    return {"state": span.state, "since": span.since.isoformat(), "until": span.until.isoformat()}
