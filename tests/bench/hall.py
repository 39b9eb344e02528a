"""The hall of the bench: twelve counters with their clerks, three kiosks and a TV before one real server process."""

import itertools
import json
import socket
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from catalogue.files import DEFAULT, load_default
from server import auth, schema, setup
from server.db import Database
from server.models import Account, SignIn
from server.operations import people
from tests.services import LOOPBACK, Running, free_port

COUNTERS = 12
KIOSKS = 3
SERVICES = tuple(counter.services[0] for counter in load_default().counters)
"""The service each counter prefers, in order of the counters: together the lines feed all twelve."""

_keys = itertools.count(1)


def session_of(user: str) -> str:
    return f"session-of-{user}"


def key_of(device: str) -> str:
    return f"{auth.KEY_PREFIX}{device}"


def make(folder: Path) -> None:
    """The default hall in `folder`; nobody needs to sign in, every session and key is known by name."""
    url, now = f"sqlite:///{folder / 'moiso.db'}", datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True)
    schema.migrate(url)
    database = Database(url)
    hall = setup.make_hall(database, DEFAULT, now)
    devices = {f"kiosk-{n}": "kiosk" for n in range(1, KIOSKS + 1)} | {"tv": "display"}
    clerks = {f"clerk-{n}": ("clerk", n) for n in range(1, COUNTERS + 1)}
    with database.write() as db, setup.moment_in(db, hall, now) as moment:
        for user, (role, counter) in clerks.items():
            people.add_account(moment, user=user, password_hash="no password opens this", role=role, counter=counter)
        for name, kind in devices.items():
            people.add_device(moment, name=name, kind=kind, key_hash=auth.digest(key_of(name)))
        for account in db.execute(select(Account.id, Account.user)).all():
            sign_in = {"account_id": account.id, "token_hash": auth.digest(session_of(account.user))}
            db.execute(insert(SignIn).values(**sign_in, expires_at=now + timedelta(days=2)))
    database.close()


class Caller:
    """One kept-alive connection that speaks just enough HTTP: a library would cost as much as the answer."""

    def __init__(self, port: int, credential: str = "") -> None:
        self._socket = socket.create_connection((LOOPBACK, port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bearer = f"Authorization: Bearer {credential}\r\n" if credential else ""
        self._head = f"Host: {LOOPBACK}:{port}\r\n{bearer}Content-Type: application/json\r\n"

    def get(self, path: str) -> tuple[int, Any]:
        return self._ask(f"GET {path} HTTP/1.1\r\n{self._head}\r\n".encode())

    def post(self, path: str, body: dict[str, Any] | None = None) -> tuple[int, Any]:
        """POST to the API with a fresh Idempotency-Key, as every kiosk and console does."""
        said = json.dumps(body or {}).encode()
        head = f"{self._head}Idempotency-Key: bench-{next(_keys)}\r\nContent-Length: {len(said)}\r\n"
        return self._ask(f"POST /api/v1{path} HTTP/1.1\r\n{head}\r\n".encode() + said)

    def done(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """A POST that must be granted."""
        status, said = self.post(path, body)
        if status >= 400:
            raise RuntimeError(f"{path}: {status} {said}")
        return said

    def timed(self, path: str, body: dict[str, Any] | None = None) -> tuple[float, Any]:
        """A POST that must be granted, and the seconds it took."""
        start = time.perf_counter()
        said = self.done(path, body)
        return time.perf_counter() - start, said

    def _ask(self, asked: bytes) -> tuple[int, Any]:
        self._socket.sendall(asked)
        heard = b""
        while (end := heard.find(b"\r\n\r\n")) < 0:
            heard += self._more()
        head = heard[:end].lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(heard) < end + 4 + length:
            heard += self._more()
        return int(head[9:12]), json.loads(heard[end + 4 :])

    def _more(self) -> bytes:
        piece = self._socket.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return piece


class Hall:
    """A running server on `folder`, and the people of its hall."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        self._folder = folder
        start = time.monotonic()
        self._start()
        self.start_s = time.monotonic() - start
        self.kiosks = [Caller(self.port, key_of(f"kiosk-{n}")) for n in range(1, KIOSKS + 1)]
        self.clerks = [Caller(self.port, session_of(f"clerk-{n}")) for n in range(1, COUNTERS + 1)]

    def __enter__(self) -> "Hall":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    def _start(self) -> None:
        command = [sys.executable, "-m", "server", "--data", str(self._folder), "--listen", f"{LOOPBACK}:{self.port}"]
        self.server = Running(command, log=self._folder / "server.log").wait_for_url(f"{self.url}/healthz", within_s=60)

    def kill_and_start(self) -> None:
        """kill -9 under everybody, and a new one at once; who called before needs a new `Caller`."""
        self.server.kill()
        self._start()

    def open_all(self) -> "Hall":
        for number, clerk in enumerate(self.clerks, 1):
            clerk.done(f"/counters/{number}/open")
        return self

    def issue_for_all(self, each: int) -> None:
        """`each` people more for every counter."""
        for service in SERVICES * each:
            self.kiosks[0].done("/tickets", {"service": service})

    def cpu_s(self) -> float:
        """Processor time the server's thread has used, to the nanosecond: what other programs do does not count."""
        return int(Path(f"/proc/{self.server.pid}/schedstat").read_text().split()[0]) / 1e9


def memory_mb(pid: int) -> float:
    """What the process holds in memory now (VmRSS)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
