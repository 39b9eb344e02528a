"""A crowd before a real server: processes that press at once, as kiosks and clerks do, and remember what they heard."""

import http.client
import json
import multiprocessing
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from server.check import check
from server.db import Database
from tests.builders import key_of, session_of
from tests.services import Running, free_port

Json = dict[str, Any]
PYTHON = Path(__file__).parents[2] / ".venv/bin/python"


@dataclass
class Heard:
    """What one process was told: every acknowledged ticket, every call, every refusal."""

    issued: list[tuple[int, str]] = field(default_factory=list)
    called: list[int] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    retries: int = 0


class Program:
    """One kiosk or clerk: a kept connection, and each press repeated under its own key until it is answered."""

    def __init__(self, port: int, credential: str, heard: Heard) -> None:
        self.port, self.heard = port, heard
        self.headers = {"Authorization": f"Bearer {credential}", "Content-Type": "application/json"}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def press(self, path: str, body: Json | None = None, patience_s: float = 40) -> tuple[int, Json]:
        headers = {**self.headers, "Idempotency-Key": uuid.uuid4().hex}
        until = time.monotonic() + patience_s
        while True:
            try:
                self.connection.request("POST", "/api/v1" + path, json.dumps(body or {}), headers)
                answer = self.connection.getresponse()
                status, said = answer.status, json.loads(answer.read())
                if status != 503:
                    return status, said
            except (OSError, http.client.HTTPException, ValueError):
                self.connection.close()
            if time.monotonic() > until:
                raise TimeoutError(path)
            self.heard.retries += 1
            time.sleep(0.05)


def kiosk(port: int, number: int, services: str, tickets: int, told: "Queue[Heard]") -> None:
    """Issues `tickets` as fast as it can."""
    heard = Heard()
    program = Program(port, key_of(f"kiosk-{number}"), heard)
    for turn in range(tickets):
        status, said = program.press("/tickets", {"service": services[(turn + number) % len(services)]})
        if status == 201:
            heard.issued.append((said["ticket"]["id"], said["ticket"]["label"]))
        else:
            heard.refusals.append(said["error"]["code"])
    told.put(heard)


def clerk(port: int, number: int, everybody_is_here: Any, told: "Queue[Heard]") -> None:
    """Calls whoever is next, serves two of three and marks the third absent, until the last one has gone."""
    heard = Heard()
    program = Program(port, session_of(f"clerk-{number}"), heard)
    while True:
        last_look = everybody_is_here.is_set()
        status, said = program.press(f"/counters/{number}/call-next")
        if status == 409 and said["error"]["code"] == "nobody_waiting":
            if last_look:
                break
            time.sleep(0.02)
            continue
        if status != 200:
            heard.refusals.append(said["error"]["code"])
            break
        ticket = said["ticket"]["id"]
        heard.called.append(ticket)
        if ticket % 3 == 0:
            moves: list[tuple[str, Json]] = [("absent", {})]
        else:
            moves = [("start", {}), ("finish", {"outcome": "accepted"})]
        for verb, body in moves:
            status, said = program.press(f"/tickets/{ticket}/{verb}", body)
            if status != 200:
                heard.refusals.append(said["error"]["code"])
    told.put(heard)


class RealServer:
    """`python -m server` on a database, killed and started again at will."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder, self.port = url, folder, free_port()
        self.start()

    def start(self) -> None:
        self.program = Running(
            [PYTHON, "-m", "server", "--listen", f"127.0.0.1:{self.port}"],
            log=self.folder / "server.log",
            env={"MOISO_DATA": str(self.folder), "MOISO_DATABASE": self.url},
        )
        self.program.wait_for_url(f"http://127.0.0.1:{self.port}/readyz", 40)

    def kill(self) -> None:
        """kill -9, in the middle of whatever it does."""
        self.program.kill()

    def prove(self) -> None:
        database = Database(self.url)
        faults = check(database)
        database.close()
        assert faults == []


@contextmanager
def real_server(url: str, folder: Path) -> Iterator[RealServer]:
    server = RealServer(url, folder)
    try:
        yield server
    finally:
        server.program.stop()


def open_counters(server: RealServer, counters: int) -> None:
    for number in range(1, counters + 1):
        status, said = Program(server.port, session_of(f"clerk-{number}"), Heard()).press(f"/counters/{number}/open")
        assert status == 200, said


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
    # spawn: a forked child would carry this process's database connections.
    context = multiprocessing.get_context("spawn")
    told: Queue[Heard] = context.Queue()
    everybody_is_here = context.Event()
    shares = [tickets // kiosks + (1 if number < tickets % kiosks else 0) for number in range(kiosks)]
    at_doors = [
        context.Process(target=kiosk, args=(server.port, number, services, share, told), daemon=True)
        for number, share in enumerate(shares, 1)
    ]
    at_desks = [
        context.Process(target=clerk, args=(server.port, number, everybody_is_here, told), daemon=True)
        for number in range(1, clerks + 1)
    ]
    for process in (*at_doors, *at_desks):
        process.start()
    meanwhile()
    heard = [told.get(timeout=150) for _ in range(1)]
    # A kiosk's report comes before its process ends; the clerks stop only once all kiosks have reported.
    while sum(len(each.issued) + len(each.refusals) for each in heard if each.issued or not each.called) < tickets:
        heard.append(told.get(timeout=150))
    everybody_is_here.set()
    heard += [told.get(timeout=150) for _ in range(kiosks + clerks - len(heard))]
    for process in (*at_doors, *at_desks):
        process.join(20)
        assert process.exitcode == 0
    return heard
