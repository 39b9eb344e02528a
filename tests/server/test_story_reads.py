"""Whatever a page reads of the story, it finds by an index that leads to few rows: the story holds those of years.

Without statistics SQLite weighs indexes by their columns alone: its plan for an empty story is that for millions.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from server.lessons import Lessons
from server.pulse import hall_row
from server.roll_up import made_of
from tests.cast import SmallHall

WALKS = re.compile(r"SEARCH story USING (COVERING )?INDEX (\w+) \(hall_id=\?( AND at[<>=]+\?)*\)|SCAN story")
"""All rows of a hall, or all before an instant."""


@contextmanager
def plans(hall: SmallHall) -> Iterator[list[str]]:
    """How SQLite goes about each read of the story."""
    found: list[str] = []

    def explain(connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:
        # The first or last of an index is one step in it.
        if " story" in statement and statement.lstrip().startswith("SELECT") and "SELECT min(" not in statement:
            asked = connection.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            found.extend(f"{row[3]}: {' '.join(statement.split())}" for row in asked)

    engine = hall.database.engine
    event.listen(engine, "before_cursor_execute", explain)
    yield found
    event.remove(engine, "before_cursor_execute", explain)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/lines", {}), ("/alerts", {}), ("/figures", {}), ("/board", {}), ("/desk/1", {}), ("/story/choices", {}),
        ("/reports", {"since": "2026-11-23", "through": "2026-11-23"}), ("/figures/promises", {}),
        ("/what-if", {"counter": 2, "do": "open"}),
    ],
)  # fmt: skip
def test_no_page_walks_through_the_whole_story(hall: SmallHall, path: str, asked: dict[str, Any]) -> None:
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    if hall.database.engine.dialect.name != "sqlite":
        return  # PostgreSQL plans by what it has counted
    with plans(hall) as found:
        hall.hoa.get(path, **asked).done()
    assert [plan for plan in found if WALKS.match(plan)] == []
    bounded = [plan for plan in found if "sqlite_autoindex_story_1" in plan and "coalesce((SELECT" in plan]
    assert bounded == [], "a bound that may be nothing is none"


def test_a_day_is_rolled_up_by_its_own_tickets(hall: SmallHall) -> None:
    """By the index of kinds each day took as long as all the days there ever were."""
    hall.kiosk.issues("H")
    if hall.database.engine.dialect.name != "sqlite":
        return
    with plans(hall) as found, hall.database.read() as db:
        made_of(db, hall_row(db, 1), hall.clock.now.date())
    of_story = [plan for plan in found if "story USING" in plan]
    assert of_story and all("INDEX ix_story_ticket (hall_id=? AND ticket_id=?)" in plan for plan in of_story)


def test_lessons_are_first_read_by_indexes_in_their_order(hall: SmallHall) -> None:
    hall.mai.opens()
    hall.kiosk.issues("H")
    if hall.database.engine.dialect.name != "sqlite":
        return
    with plans(hall) as found, hall.database.read() as db:
        row = hall_row(db, 1)
        Lessons(row.seq).habits(db, row, hall.clock.now)
    sought = [plan for plan in found if "ORDER BY story.at, story.seq LIMIT ?" in plan]
    assert len(sought) == 1 and "INDEX ix_story_at" in sought[0], "one step in an index"
    assert len(found) > 5
    assert [plan for plan in found if WALKS.match(plan) or "TEMP B-TREE" in plan] == sought
