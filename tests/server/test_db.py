"""What is a fault of the day is told as one; what is our own fault stays a crash."""

import socket
import sqlite3
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from server.db import Database
from server.domain.errors import DatabaseAway


@pytest.mark.parametrize("statement", ["SELECT 1 FROM no_such_table", "SELECT no_such_column FROM hall", "SELEC 1"])
def test_a_wrong_statement_stays_a_crash(database_url: str, statement: str) -> None:
    database = Database(database_url)
    with pytest.raises(DBAPIError), database.read() as db:
        db.execute(text(statement))
    database.close()


def test_a_file_locked_by_another_program_is_a_fault_of_the_day(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'moiso.db'}")
    with database.write() as db:
        db.execute(text("CREATE TABLE a (b)"))
        db.execute(text("PRAGMA busy_timeout=10"))
    other = sqlite3.connect(tmp_path / "moiso.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseAway), database.write():
        pass
    other.close()
    database.close()


def test_a_pool_without_a_free_connection_is_a_fault_of_the_day(tmp_path: Path) -> None:
    database = Database("sqlite://")
    database.engine = create_engine(f"sqlite:///{tmp_path / 'x.db'}", pool_size=1, max_overflow=0, pool_timeout=0.01)
    with database.engine.connect(), pytest.raises(DatabaseAway), database.glance():
        pass
    database.close()


def test_a_host_that_takes_a_connection_and_says_nothing_is_soon_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = Database(f"postgresql+psycopg://moiso@127.0.0.1:{silent.getsockname()[1]}/moiso")
        begun = time.monotonic()
        with pytest.raises(DatabaseAway), database.glance():
            pass
        # Far from a heartbeat that hangs, whatever else this machine does.
        assert time.monotonic() - begun < 30
    database.close()


def test_a_connection_that_postgresql_ends_is_a_fault_of_the_day(postgres_url: str) -> None:
    database = Database(postgres_url)
    with database.glance() as killer, pytest.raises(DatabaseAway), database.glance() as db:
        pid = db.execute(text("SELECT pg_backend_pid()")).scalar_one()
        killer.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        db.execute(text("SELECT 1"))
    database.close()
