"""The province's view: every hall of this server as it stands now and as a period was, for who may see no person."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from server import province_figures, province_now
from server.domain.figure_errors import BadPeriod
from server.domain.figures import TARGET_S
from server.domain.projection import Breath
from server.domain.regulations import read
from server.models import Hall, Record
from server.province_figures import Sums
from server.province_now import Now

Json = dict[str, Any]

LONGEST_DAYS = 92
"""A quarter."""


def view(db: Connection, at: datetime, since: date, through: date, breathe: Breath | None = None) -> Json:
    """The answer of `GET /province`. It takes tenths of a second: who can `breathe` lets others have their turn. Raises
    BadPeriod."""
    if through < since or (through - since).days >= LONGEST_DAYS:
        raise BadPeriod(longest_days=LONGEST_DAYS)
    halls = db.execute(select(Hall.__table__).order_by(Hall.id)).all()
    now = province_now.by_hall(db, halls, at, breathe)
    sums = province_figures.by_hall(db, [hall.id for hall in halls], since, through, breathe)
    whole = province_figures.together(sums.values())
    return {
        "at": at.isoformat(),
        "since": since.isoformat(),
        "through": through.isoformat(),
        "target_s": TARGET_S,
        "halls": [_hall(hall, now[hall.id], sums[hall.id]) for hall in halls],
        "whole": whole.as_json() | {"now": _all(now)},
    }


def _hall(hall: Record, now: Now, sums: Sums) -> Json:
    targets = read(hall.regulations).targets
    return {
        "code": hall.code or str(hall.id),
        "name": hall.name,
        "trial": hall.trial_since is not None,
        "targets": {"amber_s": targets.amber_s, "red_s": targets.red_s},
        "now": now.as_json(),
        **sums.as_json(),
    }


def _all(now: Mapping[int, Now]) -> Json:
    """All halls at this moment: their sums, and the longest of their waits."""
    each = [one.as_json() for one in now.values()]
    names = Now.__dataclass_fields__
    return {name: (max if name == "longest_s" else sum)(one[name] for one in each) for name in names}
