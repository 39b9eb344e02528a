"""A kiosk of the tests: the real program on its own port, the stand-in server, a printer, and a browser as glass."""

import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.kiosk.stand_in import KEY, StandIn
from tests.kiosk.tcp_printer import TcpPrinter
from tests.services import Running, answers, eventually, free_port

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PORTRAIT = {"width": 1080, "height": 1920}


class Machine:
    """One kiosk: started, stopped, killed, asked."""

    def __init__(self, hall: StandIn, data: Path) -> None:
        self.hall = hall
        self.data = data
        self.paper = data / "paper"
        self.port = free_port()
        self.key = KEY
        self.printer = "virtual"
        self.scanner = ""
        self.reboot = ""
        self.url = f"http://127.0.0.1:{self.port}"
        self.program: Running | None = None

    def start(self, *, ready: bool = True) -> "Machine":
        program = self._run()
        # `/api/menu` answers once the catalogue is there: fetched, or found on the disk.
        program.wait_for_url(f"{self.url}/api/menu" if ready else f"{self.url}/api/health")
        if ready and not self.hall.away:
            eventually(lambda: self.get("/api/lines")[1]["online"])
        return self

    def start_without_key(self) -> "Machine":
        """As it comes out of its box: it asks for a pairing code."""
        self._run().wait_for_url(f"{self.url}/api/pairing")
        return self

    def _run(self) -> Running:
        command = [
            sys.executable, "-m", "kiosk", "--server", self.hall.url, "--listen", f"127.0.0.1:{self.port}",
            "--data", self.data, "--printer", self.printer, "--scanner", self.scanner,
            "--reboot", self.reboot,
        ]  # fmt: skip
        self.program = Running(command, log=self.data.parent / "kiosk.log", env={"MOISO_KIOSK_KEY": self.key})
        return self.program

    def stop(self) -> int:
        return self.program.stop() if self.program else 0

    def kill(self) -> None:
        assert self.program
        self.program.kill()

    def get(self, path: str) -> tuple[int, Any]:
        return self.ask(urllib.request.Request(self.url + path))

    def post(self, path: str, body: object, key: str | None = None, **headers: str) -> tuple[int, Any]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {"Content-Type": "application/json", **headers} | ({"Idempotency-Key": key} if key else {})
        return self.ask(urllib.request.Request(self.url + path, data=data, headers=given))

    def take(self, service: str = "H", key: str | None = None, **wish: Any) -> dict[str, Any]:
        status, answer = self.post("/api/take", {"service": service, **wish}, key)
        assert status == 200, answer
        return dict(answer)

    def slips(self) -> list[str]:
        return sorted(path.name for path in self.paper.glob("*.bin"))

    @staticmethod
    def ask(request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, json.load(refusal)

    @property
    def answers(self) -> bool:
        return answers(f"{self.url}/api/health")


@pytest.fixture
def hall() -> Iterator[StandIn]:
    hall = StandIn().start()
    yield hall
    hall.stop()


@pytest.fixture
def machine(hall: StandIn, tmp_path: Path) -> Iterator[Machine]:
    """A kiosk that is not started yet."""
    machine = Machine(hall, tmp_path / "kiosk")
    machine.data.mkdir()
    yield machine
    machine.stop()


@pytest.fixture
def kiosk(machine: Machine) -> Machine:
    """A kiosk at work, with virtual paper."""
    return machine.start()


@pytest.fixture
def tcp_printer() -> Iterator[TcpPrinter]:
    printer = TcpPrinter()
    yield printer
    printer.close()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def glass(browser: Browser) -> Iterator[Page]:
    """The kiosk's screen; an error in the page's own script fails the test."""
    context = browser.new_context(viewport=PORTRAIT, has_touch=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if line.text.startswith("no text for") else None)
    yield page
    context.close()
    assert not faults, faults
