"""A screen in a real browser, before a small real hall."""

import json
import math
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from assets import FOLDER, LANGUAGES
from display.bank import save
from tests.display import boards
from tests.display.boards import KEY

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
RATE = 8000
AXE = (FOLDER.parent / "tests" / "vendor" / "axe.min.js").read_text()


@pytest.fixture(scope="session")
def small_voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank whose clips last 4 ms: the whole order of a call, none of its time."""
    folder = tmp_path_factory.mktemp("voice")
    tone = array("h", [int(3000 * math.sin(i / 3)) for i in range(RATE // 250)])
    words = [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "again", "invite", "to", *(f"counter-{n}" for n in range(1, 41))]
    for language in LANGUAGES:
        (folder / "bank" / language).mkdir(parents=True)
        for word in words:
            save(folder / "bank" / language / f"{word}.wav", tone, RATE)
    save(folder / "bank" / "chime.wav", tone, RATE)
    order = {"call": ["invite", "{label}", "to", "{counter}"]}
    manifest = {"sound": {"rate": RATE, "pause_ms": 0, "breath_ms": 0}, "languages": dict.fromkeys(LANGUAGES, order)}
    (folder / "bank" / "manifest.json").write_text(json.dumps(manifest))
    return folder


class Hall:
    """The stand-in server as a process: it can be killed and come back, like a server in a power cut."""

    def __init__(self, folder: Path, voice: Path) -> None:
        self.state = folder / "board.json"
        self.voice = voice
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.state.write_text(json.dumps(boards.empty()))

    def start(self, refuse: str = "") -> None:
        places = [str(self.port), str(self.state), str(self.voice), refuse]
        command = [sys.executable, "-m", "tests.display.stand_in", *places]
        self.process = subprocess.Popen(command)
        deadline = time.monotonic() + 60
        while True:
            try:
                return self.ask("/control/health") and None
            except urllib.error.URLError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    @contextmanager
    def silence(self) -> Iterator[None]:
        """The server says nothing for a while, and is not dead."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)
        yield
        self.process.send_signal(signal.SIGCONT)

    def ask(self, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def show(self, board: dict[str, Any]) -> None:
        self.ask("/control/board", board)

    def set(self, **screen: Any) -> None:
        """How the screen is set; what is not named is as usual."""
        self.ask("/control/screen", boards.SCREEN | screen)

    def call(self, edge: dict[str, Any]) -> None:
        self.ask("/control/call", edge)

    def page(self, path: str = "/display", key: str = KEY) -> str:
        return f"{self.url}{path}#key={key}"


@pytest.fixture(scope="session")
def running_hall(tmp_path_factory: pytest.TempPathFactory, small_voice: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path_factory.mktemp("hall"), small_voice)
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture
def hall(running_hall: Hall) -> Hall:
    """The hall on an empty morning. A test that kills it asks for `mortal_hall`."""
    running_hall.show(boards.empty())
    running_hall.set()
    return running_hall


@pytest.fixture
def mortal_hall(tmp_path: Path, small_voice: Path) -> Iterator[Hall]:
    """A hall of one's own, to be killed and started again."""
    hall = Hall(tmp_path, small_voice)
    hall.start()
    yield hall
    hall.stop()


def launch(playwright: Playwright, *flags: str) -> Browser:
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*FLAGS, *flags])


@pytest.fixture(scope="session")
def loud_browser(playwright: Playwright) -> Iterator[Browser]:
    """As deploy/ starts Chromium on a TV: sound without a touch."""
    browser = launch(playwright, "--autoplay-policy=no-user-gesture-required")
    yield browser
    browser.close()


@pytest.fixture
def shy_browser(playwright: Playwright) -> Iterator[Browser]:
    """As anybody starts Chromium: no sound before a touch."""
    browser = launch(playwright, "--autoplay-policy=document-user-activation-required")
    yield browser
    browser.close()


@pytest.fixture
def screen(loud_browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens screens in fresh contexts; fails the test when a page broke or fought its own policy."""
    troubles: list[str] = []
    contexts = []

    def open_screen(
        address: str, width: int = 1920, height: int = 1080, browser: Browser | None = None, **options: Any
    ) -> Page:
        context = (browser or loud_browser).new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if is_trouble(said.text) else None)
        page.goto(address)
        return page

    yield open_screen
    for context in contexts:
        context.close()
    assert troubles == []


def is_trouble(said: str) -> bool:
    return any(word in said for word in ("Content Security", "TrustedHTML", "no text for"))


def axe_findings(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core holds against the page; it styles things itself, so the page is opened with `bypass_csp=True`."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
