"""The pages in a real browser, before the real server with the cast of characters in its hall."""

import json
import shutil
import signal
import sqlite3
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from catalogue.files import DEFAULT
from server.config import Settings
from server.db import Database
from server.schema import migrate
from server.setup import make_account, make_device, make_hall
from tests.services import ROOT, Running, free_port

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CAST = [
    ("mai", "clerk", 1),
    ("nam", "clerk", 2),
    ("hoa", "supervisor", None),
    ("tuan", "admin", None),
    ("lan", "complaints", None),
]
PASSWORD = "một mật khẩu dài"
AXE = (ROOT / "tests/vendor/axe.min.js").read_text(encoding="utf-8")

# Two cores are shared by all tests of a run: what takes 0.1 s alone may take seconds in company.
expect.set_options(timeout=15_000)


class Hall:
    """A running server, and what others do in its hall while a test looks at a page."""

    def __init__(self, folder: Path, key: str) -> None:
        self._data, self._folder, self.key = folder / "data", folder, key
        self.address = f"127.0.0.1:{free_port()}"
        self.url = f"http://{self.address}"
        self.server: Running | None = None
        self.tokens: dict[str, str] = {}
        self.cookies: dict[str, Any] = {}
        """What a browser keeps of a sign-in, so that only the first test of a module signs a person in."""

    def start(self) -> None:
        command = [sys.executable, "-m", "server", "--data", self._data, "--listen", self.address]
        self.server = Running(command, log=self._folder / "server.log").wait_for_url(f"{self.url}/healthz", within_s=40)

    def stop(self) -> None:
        if self.server is not None:
            self.server.kill()

    @contextmanager
    def silence(self) -> Iterator[None]:
        """The server says nothing for a while, and is not dead."""
        assert self.server is not None
        self.server.process.send_signal(signal.SIGSTOP)
        yield
        self.server.process.send_signal(signal.SIGCONT)

    def post(self, path: str, body: dict[str, Any] | None = None, *, by: str = "hoa") -> dict[str, Any]:
        """One request of the API by `by`: a member of the cast, or `kiosk`."""
        return self._ask(path, {} if body is None else body, self.key if by == "kiosk" else self._token(by))

    def get(self, path: str, *, by: str = "hoa") -> dict[str, Any]:
        return self._ask(path, None, self._token(by))

    def _token(self, user: str) -> str:
        if user not in self.tokens:
            self.tokens[user] = self._ask("/sessions", {"user": user, "password": PASSWORD}, None)["token"]
        return self.tokens[user]

    def _ask(
        self, path: str, body: dict[str, Any] | None, bearer: str | None, key: str | None = None
    ) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": key or str(uuid.uuid4())}
        headers |= {"Authorization": f"Bearer {bearer}"} if bearer else {}
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"{self.url}/api/v1{path}", data=data, headers=headers)
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{path}: {refused.status} {refused.read().decode()}") from None

    def issue(self, service: str = "H", **wishes: Any) -> dict[str, Any]:
        """A citizen takes a number at the kiosk."""
        return self.post("/tickets", {"service": service, **wishes}, by="kiosk")["ticket"]

    def claim(self, code: str, key: str | None = None) -> dict[str, Any]:
        """A machine brings the code that the administration showed."""
        return self._ask("/pairings/claim", {"code": code}, None, key)

    def kiosks_fell_silent(self) -> None:
        """As if none had been heard for a minute."""
        with closing(sqlite3.connect(self._data / "moiso.db")) as database, database:
            heard = datetime.now(UTC) - timedelta(minutes=1)
            database.execute("UPDATE device SET last_seen_at = ? WHERE kind = 'kiosk'", (f"{heard:%F %T.%f}",))

    def clear(self, number: int) -> None:
        """Counter `number` closed with an empty hand, and nobody waiting for it."""
        desk = self.get(f"/desk/{number}")
        if desk["ticket"]:
            self.post(
                f"/tickets/{desk['ticket']['id']}/transfer", {"service": "G", "keep_place": False, "reason": "dọn"}
            )
        for ticket in desk["next"]:
            self.post(f"/tickets/{ticket['id']}/cancel", {"reason": "dọn"})
        self.post(f"/counters/{number}/close")


@pytest.fixture(scope="session")
def made_hall(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A database with the default hall and the cast, made once and copied for each server; the kiosk's key."""
    folder = tmp_path_factory.mktemp("made")
    settings, now = Settings(data=str(folder)), datetime.now(UTC)
    migrate(settings.database_url)
    database = Database(settings.database_url)
    hall = make_hall(database, DEFAULT, now)
    for user, role, counter in CAST:
        make_account(database, hall, now, user=user, password=PASSWORD, role=role, counter=counter)
    key = make_device(database, hall, now, name="Máy lấy số 1", kind="kiosk")
    make_device(database, hall, now, name="Màn hình sảnh", kind="display")
    database.close()
    return folder, key


@pytest.fixture(scope="module")
def hall(made_hall: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A hall of this module's own; its tests keep out of each other's way by their counters and services."""
    folder = tmp_path_factory.mktemp("hall")
    shutil.copytree(made_hall[0], folder / "data")
    running = Hall(folder, made_hall[1])
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    yield chromium
    chromium.close()


@pytest.fixture
def open_page(browser: Browser, hall: Hall) -> Iterator[Callable[..., Page]]:
    """`open_page(path, by="mai")`: the page in a browser of its own, signed in. A script's fault fails the test."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_(path: str, *, by: str | None = None, **options: Any) -> Page:
        options = {"viewport": {"width": 1366, "height": 768}, "locale": "vi-VN", **options}
        if by in hall.cookies:
            options["storage_state"] = hall.cookies[by]
        contexts.append(browser.new_context(base_url=hall.url, **options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        if by is not None and by not in hall.cookies:
            page.goto("/login")
            page.fill("#user", by)
            page.fill("#password", PASSWORD)
            page.click("#enter")
            expect(page.locator(".who-name")).to_have_text(by)
            hall.cookies[by] = contexts[-1].storage_state()
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults


def faults_of(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, one line each."""
    page.evaluate(AXE + "; 0")
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((result) => result.violations)")
    return [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
