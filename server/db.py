"""The database: how it is opened, read from and written to, on SQLite and PostgreSQL alike."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from server.domain.errors import DatabaseAway

WAL_RESET_FIXED = (3, 51, 3)
"""Before this SQLite, two connections writing or checkpointing at one instant can corrupt a WAL."""

_SQLITE_AT_CONNECT = (
    "PRAGMA journal_mode=WAL",
    # With NORMAL a power cut may take the last commits: a printed ticket that never was, or a number given twice.
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
)

_POSTGRES_WAITS = {
    "connect_timeout": 3,
    "keepalives_idle": 3,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 7000,
}
"""In seconds, the last in milliseconds: a host that says nothing (its cable pulled, its machine frozen) is away by
then, whether it owes us a connection, a receipt or an answer, and not after the kernel's hours, for which every
heartbeat would stand still. A PostgreSQL that stands still on a host that works is not found out so."""


class Database:
    """One engine and, for SQLite, the process-wide lock that lets one transaction write at a time."""

    def __init__(self, url: str) -> None:
        """`url` as SQLAlchemy spells it: `sqlite:///moiso.db` or `postgresql+psycopg://…`."""
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgres_engine(url)
        # Under gevent a transaction that waits inside SQLite stops every other greenlet, also the one that would end
        # the wait. The lock makes them queue in Python instead, and cures the unfair busy handler besides.
        self._writing = Lock()
        self._read_engine = (
            self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot: everything read inside belongs to the same seq. Raises DatabaseAway."""
        with _telling_when_away(), self._read_engine.begin() as connection:
            self._begin(connection, "BEGIN")
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """For one statement that needs no other of the same instant: no transaction is opened. Raises DatabaseAway."""
        with _telling_when_away(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may write: committed at the end, rolled back by an exception. Raises DatabaseAway.

        Nothing inside may wait for anything but this database (no emit, no HTTP, no sleep).
        """
        with _telling_when_away():
            if self.is_sqlite:
                with self._writing, self.engine.begin() as connection:
                    self._begin(connection, "BEGIN IMMEDIATE")
                    yield connection
            else:
                with self.engine.begin() as connection:
                    yield connection

    def _begin(self, connection: Connection, how: str) -> None:
        # Said here and not by a listener to the engine's "begin": with one listener SQLAlchemy looks for more of them
        # at every statement, which cost a tenth of a verb.
        if self.is_sqlite:
            connection.exec_driver_sql(how)

    def close(self) -> None:
        self.engine.dispose()

    def warning(self) -> str | None:
        """A sentence for the log when this machine's SQLite is an old one, else None."""
        if self.is_sqlite and sqlite3.sqlite_version_info < WAL_RESET_FIXED:
            return (
                f"SQLite {sqlite3.sqlite_version} has the WAL-reset fault (fixed in 3.51.3): "
                "let no other program write to the database file while the server runs"
            )
        return None


@contextmanager
def _telling_when_away() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseAway from error
    except DBAPIError as error:
        if _is_away(error):
            raise DatabaseAway from error
        raise


def _is_away(error: DBAPIError) -> bool:
    """Whether it is a fault of the day (a lost or unwilling server, a locked file, a full disk) and not of ours."""
    if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_ERROR:
        return False  # SQLite calls a missing table operational too; a wrong statement stays a crash
    return error.connection_invalidated or isinstance(error, OperationalError)


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(url, poolclass=QueuePool, pool_size=8, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver's own transactions begin deferred and lose updates in silence; ours begin as `_begin` says.
        connection.isolation_level = None
        for pragma in _SQLITE_AT_CONNECT:
            connection.execute(pragma)

    return engine


def _postgres_engine(url: str) -> Engine:
    return create_engine(url, pool_size=16, max_overflow=16, pool_pre_ping=True, connect_args=_POSTGRES_WAITS)
