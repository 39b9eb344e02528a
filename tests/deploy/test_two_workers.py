"""The bigger engine: PostgreSQL, Redis and two workers behind nginx are one hall to whoever stands in front of it."""

import contextlib
import json
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import socketio

from catalogue.files import DEFAULT
from server import schema, setup
from server.app import now
from server.db import Database
from tests.services import PostgreSQL, Running, eventually, free_port, start_nginx

COUNTER = 1
SERVICE = "H"


@dataclass
class Hall:
    """Two workers and the nginx in front of them, with the keys of those who use them."""

    workers: list[Running]
    urls: list[str]
    front: str
    kiosk: str
    display: str
    supervisor: str = ""
    pressed: int = 0

    def ask(self, base: str, path: str, body: dict[str, Any] | None = None, *, bearer: str = "", key: str = "") -> Any:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {bearer}", "Idempotency-Key": key}
        request = urllib.request.Request(
            f"{base}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={name: value for name, value in headers.items() if value not in ("", "Bearer ")},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def issue(self, base: str, key: str = "") -> dict[str, Any]:
        return self.ask(base, "/tickets", {"service": SERVICE}, bearer=self.kiosk, key=key)["ticket"]

    def clerk(self, base: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self.ask(base, path, body or {}, bearer=self.supervisor)

    def serve_out(self, base: str, ticket: dict[str, Any]) -> None:
        """The ticket in hand is done with, so that the counter is free for the next test."""
        self.clerk(base, f"/tickets/{ticket['id']}/start")
        self.clerk(base, f"/tickets/{ticket['id']}/finish", {"outcome": "accepted"})


@dataclass
class Screen:
    """A hall TV: keeps every level and every call it hears, and comes back by itself."""

    url: str
    key: str
    boards: list[dict[str, Any]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)

    def __enter__(self) -> "Screen":
        self.client = socketio.Client(reconnection_delay=0.1, reconnection_delay_max=0.5, websocket_extra_options={})
        self.client.on("board", self.boards.append, namespace="/hall")
        self.client.on("ticket_called", self.calls.append, namespace="/hall")
        # A dictionary of its own: python-socketio asks again with it whenever it comes back.
        self.client.connect(self.url, auth={"key": self.key}, namespaces=["/hall"], transports=["websocket"])
        return self

    def __exit__(self, *_: object) -> None:
        self.client.disconnect()
        self.client.wait()

    def heard(self, label: str) -> int:
        return [call["label"] for call in self.calls].count(label)

    def shows(self, label: str | None) -> bool:
        ticket = self.boards[-1]["counters"][COUNTER - 1]["ticket"] if self.boards else None
        return (ticket and ticket["label"]) == label


@pytest.fixture(scope="module")
def hall(postgres: PostgreSQL, redis_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("hall")
    name = postgres.create()
    url = postgres.url(name)
    schema.migrate(url)
    database = Database(url)
    hall_id = setup.make_hall(database, DEFAULT, now())
    keys = [setup.make_device(database, hall_id, now(), name=kind, kind=kind) for kind in ("kiosk", "display")]
    setup.make_account(database, hall_id, now(), user="hoa", password="một mật khẩu dài", role="supervisor")
    setup.make_account(database, hall_id, now(), user="tuan", password="một mật khẩu dài", role="admin")
    database.close()
    ports = [free_port(), free_port()]
    with contextlib.ExitStack() as stack:
        nginx, front = start_nginx(folder, ports)
        stack.enter_context(nginx)
        settings = {"MOISO_DATABASE": url, "MOISO_REDIS": redis_server, "MOISO_DATA": str(folder)}
        settings |= {"MOISO_BASE_URL": front, "MOISO_TRUSTED_PROXIES": "1"}
        workers = [
            stack.enter_context(Running(worker(port), env=settings, log=folder / f"worker-{port}.log"))
            for port in ports
        ]
        urls = [f"http://127.0.0.1:{port}" for port in ports]
        for running, address in zip(workers, urls, strict=True):
            running.wait_for_url(f"{address}/readyz", 40)
        hall = Hall(workers, urls, front, *keys)
        session = hall.ask(front, "/sessions", {"user": "hoa", "password": "một mật khẩu dài"})
        hall.supervisor = session["token"]
        hall.clerk(urls[0], f"/counters/{COUNTER}/open")
        yield hall
    postgres.drop(name)


def worker(port: int) -> list[str]:
    return [sys.executable, "-m", "server.cli", "server", "--listen", f"127.0.0.1:{port}"]


def test_a_ticket_of_one_worker_is_called_through_the_other_and_seen_on_either(hall: Hall) -> None:
    one, other = hall.urls
    with contextlib.ExitStack() as stack:
        screens = [stack.enter_context(Screen(url, hall.display)) for url in (one, other, hall.front)]
        for screen in screens:
            eventually(lambda screen=screen: screen.boards, 5, "a screen gets the board when it joins")
        ticket = hall.issue(one)
        called = hall.clerk(other, f"/counters/{COUNTER}/call-next")["ticket"]
        assert called["id"] == ticket["id"]
        label = ticket["label"]
        for screen in screens:
            eventually(lambda screen=screen: screen.heard(label) and screen.shows(label), 5, f"{screen.url} shows it")
        hall.serve_out(one, called)
        for screen in screens:
            eventually(lambda screen=screen: screen.shows(None), 5, f"{screen.url} shows the counter free again")
        assert [screen.heard(label) for screen in screens] == [1, 1, 1]


def test_a_key_used_at_one_worker_is_replayed_by_the_other(hall: Hall) -> None:
    tickets = [hall.issue(url, key="the-same-press") for url in (*hall.urls, hall.front)]
    assert tickets[0] == tickets[1] == tickets[2]
    hall.clerk(hall.front, f"/tickets/{tickets[0]['id']}/cancel", {"reason": "test"})


def test_many_presses_through_both_workers_give_each_number_once(hall: Hall) -> None:
    started = threading.Barrier(6)

    def press(_: int) -> list[str]:
        started.wait(10)
        return [hall.issue(hall.front)["label"] for _ in range(10)]

    with ThreadPoolExecutor(6) as hands:
        labels = [label for some in hands.map(press, range(6)) for label in some]
    assert len(set(labels)) == 60
    numbers = sorted(int(label[1:]) for label in labels)
    assert numbers == list(range(numbers[0], numbers[0] + 60))


def test_the_shipped_catalogue_passes_through_nginx(hall: Hall) -> None:
    files = {name: (DEFAULT / f"{name}.csv").read_text(encoding="utf-8") for name in ("procedures", "phrases")}
    assert len(json.dumps(files)) > 64 * 1024
    session = hall.ask(hall.front, "/sessions", {"user": "tuan", "password": "một mật khẩu dài"})
    report = hall.ask(hall.front, "/catalogue/import", files, bearer=session["token"])["report"]
    assert report["bad"] == [] and report["removed"] == []


def test_what_a_worker_measures_is_not_for_those_outside(hall: Hall) -> None:
    with urllib.request.urlopen(f"{hall.urls[0]}/metrics", timeout=5) as answer:
        assert b"moiso_" in answer.read()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{hall.front}/metrics", timeout=5)
    assert refused.value.code == 404
    refused.value.close()


def test_the_hall_goes_on_when_a_worker_is_killed(hall: Hall, tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        screens = [stack.enter_context(Screen(hall.front, hall.display)) for _ in range(4)]
        for screen in screens:
            eventually(lambda screen=screen: screen.boards, 5)
        waiting = hall.issue(hall.front)
        hall.workers[0].kill()
        for _ in range(20):
            with urllib.request.urlopen(f"{hall.front}/readyz", timeout=10) as answer:
                assert answer.status == 200
        assert hall.ask(hall.front, f"/tickets/{waiting['id']}", bearer=hall.kiosk)["ticket"]["state"] == "waiting"
        for screen in screens:
            eventually(lambda screen=screen: screen.client.connected, 15, "every screen is back, on the other worker")
        called = hall.clerk(hall.front, f"/counters/{COUNTER}/call-next")["ticket"]
        for screen in screens:
            eventually(lambda screen=screen: screen.shows(called["label"]), 10, "every screen shows the new call")
        hall.serve_out(hall.front, called)
