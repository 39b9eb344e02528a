"""What a hall is shown before it changes its rules: its own heavy days, played again under each."""

from typing import Any

import pytest
from sqlalchemy import select

from server import rehearsals
from server.domain.line import CallRule, Rule
from server.domain.regulations import Group, Regulations
from server.models import Hall
from tests.cast import SmallHall

Json = dict[str, Any]
STRICT = Regulations(groups=(Group(rule=CallRule(floor_s=86_400)),))
FIFO = Regulations(groups=(Group(rule=CallRule(Rule.FIFO)),))
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def preview(hall: SmallHall, proposed: Regulations, current: Regulations) -> Json:
    """As the API does it: read, then played with no transaction open."""
    with hall.database.read() as db:
        days = rehearsals.heavy_days(db, db.execute(select(Hall.__table__)).one(), current)
    return days.preview(proposed)


def mai_works(hall: SmallHall, day: str, visitors: int) -> None:
    """So many come for H at 7:30, the last of them first in line; Mai serves each for ten minutes, one at noon."""
    hall.clock.is_at(f"{day} 07:30:00")
    for at in range(visitors):
        hall.kiosk.issues("H", lane="priority" if at == visitors - 1 else "ordinary", grounds=None)
    for at in range(visitors):
        if at == visitors - 1:
            hall.clock.is_at(f"{day} 13:30:00")
        ticket = hall.mai.serves_next()
        hall.clock.passes(minutes=10)
        hall.mai.finishes(ticket)


@on_sqlite
def test_a_new_hall_is_rehearsed_on_days_of_the_usual_shape(hall: SmallHall) -> None:
    before = hall.stands_at()
    shown = preview(hall, STRICT, FIFO)
    assert shown["days"]["dates"] == [] and shown["days"]["counters"] == 4 and shown["days"]["visitors"] > 60
    assert shown["current"] == shown["fifo"]
    assert shown["proposed"]["priority"]["p95_s"] < shown["current"]["priority"]["p95_s"]
    assert shown["proposed"]["ordinary"]["p95_s"] > shown["current"]["ordinary"]["p95_s"]
    assert preview(hall, STRICT, FIFO) == shown, "the same hall is always shown the same"
    assert hall.stands_at() == before


def test_a_hall_with_a_past_sees_its_five_busiest_days_again(hall: SmallHall) -> None:
    hall.mai.opens()
    for day, visitors in (("23", 3), ("24", 4), ("25", 2), ("26", 4), ("27", 4), ("30", 4)):
        mai_works(hall, f"2026-11-{day}", visitors)
    shown = preview(hall, STRICT, FIFO)
    assert shown["days"] == {
        "dates": ["2026-11-23", "2026-11-24", "2026-11-26", "2026-11-27", "2026-11-30"], "visitors": 4, "counters": 1,
    }  # fmt: skip
    # In their turn the ordinary waited 0, 10 and 20 minutes, and the last, who is priority, until half past one.
    assert shown["current"]["priority"] == shown["fifo"]["priority"]
    assert shown["current"]["priority"]["median_s"] == 6 * 3600
    assert shown["current"]["ordinary"]["worst_s"] == (4 * 1200 + 600) / 5
    # Had priority gone first, the longest wait until after lunch would have been an ordinary one.
    assert shown["proposed"]["priority"]["worst_s"] == 0
    assert shown["proposed"]["ordinary"]["worst_s"] == 6 * 3600
