"""How the kiosk is: its server, its printer, its paper, its scanner; shown to its page and told to the hall."""

import tomllib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kiosk.client import Server
from kiosk.paper import Paper
from kiosk.printers.outcome import CAN_PRINT
from kiosk.reserve import Reserve
from kiosk.scanner import Scanner


class Health:
    """Gathers the state of the parts."""

    def __init__(self, server: Server, paper: Paper, reserve: Reserve, scanner: Scanner | None) -> None:
        self._server = server
        self._paper = paper
        self._reserve = reserve
        self._scanner = scanner

    def as_json(self) -> dict[str, Any]:
        """The answer of `GET /api/health`; `ok` means that a citizen gets a number on paper now."""
        contact, printer, scanner = self._server.contact, self._paper.status(), self._scanner
        return {
            "ok": contact.online and printer["state"] in CAN_PRINT,
            "server": {"online": contact.online, "since": contact.since.isoformat()},
            "printer": printer,
            "printed": self._paper.printed(),
            "roll": self._paper.roll(),
            "reserve": self._reserve.standing(),
            "scanner": {"state": scanner.state, "device": scanner.device} if scanner else None,
            "version": _version(),
        }


@cache
def _version() -> str:
    # A checkout's own file goes first: it may be newer than what was once installed from it, or never installed.
    project = Path(__file__).parent.parent / "pyproject.toml"
    if not project.exists():
        return version("moiso")
    return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
