"""Named reads for reports: how long each kiosk and its printer stood still in these days, and since when we look."""

from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select, union_all

from server.domain.downtime import ENDED, STOPPED, WATCHED, Downtime, Part, downtimes
from server.models import Device, Story
from server.pulse import Pulse

Json = dict[str, Any]

# By the index of kinds, one kind after the other: by their times SQLite would walk through all that was ever told.
_AT = func.coalesce(Story.at, Story.at)
_ROWS = union_all(
    *(
        select(Story.seq, Story.kind, Story.details).where(
            Story.hall_id == bindparam("hall"), Story.kind == kind,
            bindparam("begin", type_=Story.at.type) <= _AT, bindparam("end", type_=Story.at.type) > _AT,
        )
        for kind in (STOPPED, ENDED, WATCHED)
    )
).order_by("seq")  # fmt: skip
_FIRST = select(Story.at).where(Story.hall_id == bindparam("hall"), Story.kind == WATCHED).order_by(Story.seq).limit(1)
_KIOSKS = select(Device.id, Device.name).where(
    Device.hall_id == bindparam("hall"), Device.kind == "kiosk", Device.revoked_at.is_(None)
)


def machines(db: Connection, pulse: Pulse, since: date, through: date) -> Json:
    """Every kiosk of the hall, unless nobody watched these days, and whatever stood still in them. A standstill ends
    with the work of its day, so that none reaches from one day into the next."""
    zone = ZoneInfo(pulse.hall.timezone)
    begin, end = (datetime.combine(day, time(), zone) for day in (since, through + timedelta(days=1)))
    rows = db.execute(_ROWS, {"hall": pulse.hall.id, "begin": begin, "end": end}).all()
    first = db.execute(_FIRST, {"hall": pulse.hall.id}).scalar_one_or_none()
    found = {(each.device, each.part): each for each in downtimes(rows, min(pulse.at, end))}
    is_watched = first is not None and first < end
    for kiosk in db.execute(_KIOSKS, {"hall": pulse.hall.id}) if is_watched else ():
        for part in Part:
            found.setdefault((kiosk.id, part), Downtime(kiosk.id, kiosk.name, part))
    return {
        "watched_since": first and first.isoformat(),
        "unwatched_s": sum(row.details["unwatched_s"] for row in rows if row.kind == WATCHED),
        "rows": [asdict(each) for _, each in sorted(found.items())],
    }
