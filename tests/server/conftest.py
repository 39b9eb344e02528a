"""The hall each server test works in, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server import app
from server.config import Settings
from tests.builders import Halls, fill_default_hall, fill_small_hall
from tests.cast import AtCounter, Caller, Clock, SmallHall

QUIET_S = 24 * 3600
"""No heartbeat within a test that has no sockets."""


@pytest.fixture(scope="session")
def halls(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Halls:
    return Halls(request, tmp_path_factory.mktemp("halls"))


@pytest.fixture(params=["sqlite", "postgres"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database_url(halls: Halls, database_kind: str, tmp_path: Path) -> Iterator[str]:
    """The small hall's database, fresh for each test."""
    with halls.database(database_kind, "small", fill_small_hall, tmp_path) as url:
        yield url


@pytest.fixture
def default_hall_url(halls: Halls, database_kind: str, tmp_path: Path) -> Iterator[str]:
    """The database of the demonstration hall: twelve counters with their clerks, three kiosks."""
    with halls.database(database_kind, "default", fill_default_hall, tmp_path) as url:
        yield url


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(database_url: str, clock: Clock, tmp_path: Path) -> Iterator[SmallHall]:
    """The small hall, its doors open and its counters closed."""
    settings = Settings(data=str(tmp_path), database=database_url, heartbeat_s=QUIET_S, refresh_ms=1)
    built = app.build(settings, clock)
    built.testing = True  # a crash fails the test with its own traceback instead of answering 500
    small = SmallHall(built, clock)
    yield small
    small.close()


@pytest.fixture
def mai(hall: SmallHall) -> AtCounter:
    return hall.mai


@pytest.fixture
def nam(hall: SmallHall) -> AtCounter:
    return hall.nam


@pytest.fixture
def hoa(hall: SmallHall) -> AtCounter:
    return hall.hoa


@pytest.fixture
def ba(hall: SmallHall) -> Caller:
    return hall.ba


@pytest.fixture
def tuan(hall: SmallHall) -> Caller:
    return hall.tuan


@pytest.fixture
def kiosk(hall: SmallHall) -> Caller:
    return hall.kiosk
