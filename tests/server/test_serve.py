"""The server makes no database of its own; systemd hears that it lives as long as its database answers."""

import socket
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import gevent
import pytest

from server.config import Settings
from server.domain.errors import DatabaseAway
from server.schema import OldSchema
from server.serve import _notify_systemd, serve


class Database:
    """A database that is away at its second reading; only the time of it could not be told to a real one."""

    readings = 0

    @contextmanager
    def read(self):
        self.readings += 1
        if self.readings == 2:
            raise DatabaseAway
        yield SimpleNamespace(execute=lambda _: None)


def test_a_database_away_for_a_moment_costs_one_sign_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "30000")
        telling = gevent.spawn(_notify_systemd, SimpleNamespace(database=database))
        while database.readings < 4 and not telling.dead:
            gevent.sleep(0.005)
        telling.kill()
        systemd.setblocking(False)
        assert [systemd.recv(64) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_a_server_whose_restore_was_torn_makes_no_empty_hall_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(OldSchema, match=r"no database .*moiso\.db: give a restore that was torn again"):
        serve(Settings(data=str(tmp_path)))
    assert not (tmp_path / "moiso.db").exists()
