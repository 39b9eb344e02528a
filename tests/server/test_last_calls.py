"""The last calls of a board cost what the day costs, however long the hall's story is."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from server.models import Hall, Story, Ticket
from server.projector import Projector
from server.pulse import pulse_now
from server.queries import board
from server.scenes import waits
from tests.cast import AtCounter, SmallHall

OLD_CALLS = 20_000
ALLOWED_TICKS = 20
"""Of a thousand steps of SQLite's machine each; a look at every old call takes hundreds."""


@pytest.fixture
def database_kind() -> str:
    """SQLite counts the steps a statement takes."""
    return "sqlite"


@pytest.fixture
def with_a_past(hall: SmallHall) -> SmallHall:
    """A hall that called many people a week ago."""
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    with hall.database.write() as db:
        seq = db.execute(select(Hall.seq)).scalar_one()
        call = db.execute(select(Story.__table__).where(Story.kind == "ticket_called")).one()._asdict()
        db.execute(insert(Story), [call | {"seq": seq + number} for number in range(1, OLD_CALLS + 1)])
        db.execute(update(Hall).values(seq=seq + OLD_CALLS, head=call["hash"]))
    hall.clock.passes(hours=7 * 24)
    return hall


def ticks(hall: SmallHall) -> int:
    """What the board costs once the hall is known, in thousands of steps."""
    seen: list[int] = []
    knowing = Projector()
    with hall.database.read() as db:
        waits(pulse_now(db, 1, hall.clock.now, projector=knowing))
        hall.clock.passes(minutes=1)
        wire: Any = db.connection.driver_connection
        wire.set_progress_handler(lambda: seen.append(1), 1000)
        board(db, pulse_now(db, 1, hall.clock.now, projector=knowing))
        wire.set_progress_handler(None, 0)
    return len(seen)


def test_a_day_without_calls_looks_at_none_of_the_past(with_a_past: SmallHall) -> None:
    assert ticks(with_a_past) < ALLOWED_TICKS
    with_a_past.kiosk.issues("H")
    assert ticks(with_a_past) < ALLOWED_TICKS


def test_practice_does_not_look_for_its_calls_in_earnest_years(with_a_past: SmallHall, mai: AtCounter) -> None:
    with_a_past.tuan.post("/trial/begin").done()
    assert ticks(with_a_past) < ALLOWED_TICKS
    with_a_past.kiosk.issues("H")
    called = mai.calls_next()
    assert [call["label"] for call in with_a_past.tv.get("/board").done()["calls"]] == [called["label"]]
    assert ticks(with_a_past) < ALLOWED_TICKS


def test_the_first_ticket_of_a_day_is_found_by_its_day(with_a_past: SmallHall) -> None:
    with with_a_past.database.write() as db:
        old = db.execute(select(Ticket.__table__)).one()._asdict()
        more = [
            old | {"id": None, "number": 100 + n, "token": f"t{n}", "day": old["day"] - timedelta(days=1)}
            for n in range(OLD_CALLS)
        ]
        db.execute(insert(Ticket), [{key: row[key] for key in row if key != "id"} for row in more])
    with_a_past.kiosk.issues("H")
    assert ticks(with_a_past) < ALLOWED_TICKS
