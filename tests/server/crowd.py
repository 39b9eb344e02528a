"""A real server and a crowd before it: processes that press at once, as kiosks and clerks do."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.db import Database
from tests.builders import key_of, session_of
from tests.proofs import faults
from tests.services import LOOPBACK, Running, free_port

MEMBER = Path(__file__).with_name("crowd_member.py")
PATIENCE_S = 150


@dataclass
class Heard:
    """What one process was told: each acknowledged ticket, each call, each refusal but `nobody_waiting`."""

    issued: list[tuple[int, str]]
    called: list[int]
    refusals: list[str]
    retries: int


class RealServer:
    """`python -m server` on a database, killed and started again at will."""

    def __init__(self, url: str, folder: Path, **settings: str) -> None:
        self.url, self.folder, self.port, self.settings = url, folder, free_port(), settings
        self.start()

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        self.program = Running(
            [sys.executable, "-m", "server", "--listen", f"{LOOPBACK}:{self.port}"],
            log=self.folder / "server.log",
            env={"MOISO_DATA": str(self.folder), "MOISO_DATABASE": self.url, **self.settings},
        )
        self.program.wait_for_url(f"{self.address}/readyz", 60)

    def kill(self) -> None:
        """kill -9, in the middle of whatever it does."""
        self.program.kill()

    def press(self, path: str, credential: str, body: dict[str, Any] | None = None) -> Any:
        headers = {"Authorization": f"Bearer {credential}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.address}/api/v1{path}", json.dumps(body or {}).encode(), headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def open_counters(self, *numbers: int) -> None:
        for number in numbers:
            self.press(f"/counters/{number}/open", session_of(f"clerk-{number}"))

    def prove(self) -> None:
        """No gap in the story, its chain whole, and told anew it gives the rows there are."""
        database = Database(self.url)
        found = faults(database)
        database.close()
        assert found == []


@contextmanager
def real_server(url: str, folder: Path, **settings: str) -> Iterator[RealServer]:
    server = RealServer(url, folder, **settings)
    try:
        yield server
    finally:
        server.program.stop()


def crowd(
    server: RealServer,
    services: str,
    *,
    kiosks: int,
    clerks: int,
    tickets: int,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Heard]:
    """Kiosks and clerks press at once until `tickets` are issued and nobody waits; what each of them heard."""
    folder = server.folder
    share = tickets // kiosks
    with ExitStack() as all_gone:

        def send(credential: str, trade: str, number: int) -> "subprocess.Popen[str]":
            told = [server.port, credential, trade, folder, number, services, share]
            member = subprocess.Popen(
                [sys.executable, "-S", "-E", MEMBER, *map(str, told)], stdout=subprocess.PIPE, text=True
            )
            all_gone.callback(member.kill)
            return all_gone.enter_context(member)

        at_doors = [send(key_of(f"kiosk-{number}"), "kiosk", number) for number in range(1, kiosks + 1)]
        at_desks = [send(session_of(f"clerk-{number}"), "clerk", number) for number in range(1, clerks + 1)]
        (folder / "go").touch()
        meanwhile()
        heard = [_heard(member) for member in at_doors]
        (folder / "all-in").touch()
        return heard + [_heard(member) for member in at_desks]


def _heard(member: "subprocess.Popen[str]") -> Heard:
    said, _ = member.communicate(timeout=PATIENCE_S)
    assert member.returncode == 0
    heard = Heard(**json.loads(said))
    heard.issued = [(ticket, label) for ticket, label in heard.issued]
    return heard
