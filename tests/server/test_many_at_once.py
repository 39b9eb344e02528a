"""A morning's rush and a power cut: many press at once, the server dies, and nobody's turn is lost or given twice."""

from collections import Counter as Tally
from pathlib import Path

import pytest
from sqlalchemy import func, select

from server.db import Database
from server.models import Counter, Hall, Story, Ticket
from tests.server.crowd import Heard, RealServer, crowd, real_server
from tests.services import eventually

TICKETS = 3 * 667
KILLED_AT = (60, 200)
"""The power goes when so many tickets are there."""


def everything_is_true(server: RealServer, heard: list[Heard], tickets: int) -> None:
    server.prove()
    issued = [ticket for each in heard for ticket in each.issued]
    called = [ticket for each in heard for ticket in each.called]
    assert [code for each in heard for code in each.refusals] == []
    assert len(issued) == tickets
    assert [label for label, times in Tally(label for _, label in issued).items() if times > 1] == []
    assert [ticket for ticket, times in Tally(called).items() if times > 1] == [], "a ticket was called twice"
    assert set(called) == {ticket for ticket, _ in issued}, "everybody was called"
    database = Database(server.url)
    with database.read() as db:
        rows = {(row.id, row.label): row.state for row in db.execute(select(Ticket.id, Ticket.label, Ticket.state))}
        seqs = list(db.execute(select(Story.seq).order_by(Story.seq)).scalars())
        head = db.execute(select(Hall.seq)).scalar_one()
        calls = db.execute(select(func.count()).where(Story.kind == "ticket_called")).scalar_one()
    database.close()
    assert set(rows) == set(issued), "each acknowledged ticket is there, and no other"
    assert seqs == list(range(1, head + 1))
    assert calls == tickets
    assert all(state == ("absent" if ticket % 3 == 0 else "finished") for (ticket, _), state in rows.items())


@pytest.fixture
def services(default_hall_url: str) -> str:
    """The letters of the services that some counter does."""
    database = Database(default_hall_url)
    with database.read() as db:
        done = {code for codes in db.execute(select(Counter.services)).scalars() for code in codes}
    database.close()
    return "".join(sorted(done))


def test_twelve_clerks_and_three_kiosks_at_once_lose_nobody_and_double_nobody(
    default_hall_url: str, services: str, tmp_path: Path
) -> None:
    with real_server(default_hall_url, tmp_path) as server:
        server.open_counters(*range(1, 13))
        heard = crowd(server, services, kiosks=3, clerks=12, tickets=TICKETS)
        everything_is_true(server, heard, TICKETS)


def test_a_server_killed_in_the_rush_comes_back_with_everybodys_turn(
    default_hall_url: str, services: str, tmp_path: Path
) -> None:
    database = Database(default_hall_url)

    def tickets() -> int:
        with database.read() as db:
            return db.execute(select(func.count()).select_from(Ticket)).scalar_one()

    with real_server(default_hall_url, tmp_path) as server:
        server.open_counters(1, 2, 3, 4)

        def the_power_goes_twice() -> None:
            for there in KILLED_AT:
                eventually(lambda: tickets() >= there, 60, f"{there} tickets")  # noqa: B023
                server.kill()
                server.start()

        heard = crowd(server, "HCTK", kiosks=2, clerks=4, tickets=400, meanwhile=the_power_goes_twice)
        assert sum(each.retries for each in heard) > 0, "they pressed while the server was away"
        everything_is_true(server, heard, 400)
    database.close()
