"""Every fault of a printer at every moment of a slip, played against the TCP printer: the table of docs/printing.md.

`python -m tests.kiosk.fault_matrix` plays it and writes the table into the page.
"""

import re
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.attendant import Attendant
from kiosk.client import Server
from kiosk.encoder import RASTER
from kiosk.heartbeat import Heartbeat
from kiosk.journal import Journal
from kiosk.menu import Menu
from kiosk.paper import Paper
from kiosk.printer import PrinterOptions, open_printer
from kiosk.reserve import Reserve
from kiosk.spool import Spooler
from kiosk.taking import Taking
from kiosk.wishes import Wish
from tests.kiosk.papers import paper_on
from tests.kiosk.stand_in import KEY, StandIn
from tests.kiosk.tcp_printer import TcpPrinter, tcp_printer
from tests.services import ROOT

PAGE = ROOT / "docs/printing.md"
WISH = Wish("H", None, "ordinary", None, "vi")
LIMITS: dict[str, Any] = {"speed_mm_s": 2000, "answer_s": 1.0, "grace_s": 2.0}
"""Shorter than in a hall, and long enough for a busy machine."""
BEFORE, MID, AFTER, KILLED, SERVER_LOST = MOMENTS = (
    "before the first byte",
    "in the middle",
    "after the last dot, before the proof",
    "proved, the kiosk dies before it tells",
    "proved, the server is lost before it hears",
)


class PowerCut(BaseException):
    """The kiosk ends here; nothing after it runs."""


def _becomes(**state: Any) -> Callable[[TcpPrinter], None]:
    def strike(device: TcpPrinter) -> None:
        for name, value in state.items():
            setattr(device, name, value)

    return strike


def _for_a_moment(**state: Any) -> Callable[[TcpPrinter], None]:
    def strike(device: TcpPrinter) -> None:
        _becomes(**state)(device)
        if device.rows:  # Before the first byte, it lasts as long as it takes to be asked.
            time.sleep(0.3)
            _becomes(**dict.fromkeys(state, False))(device)

    return strike


def _paper_ends_with_a_full_buffer(device: TcpPrinter) -> None:
    device.paper, device.buffer = "out", 2048


def _closes_every_link(device: TcpPrinter) -> None:
    device.closes_at_once = True
    device.hang_up()


FAULTS: dict[str, Callable[[TcpPrinter], None]] = {
    "none": lambda device: None,
    "paper near its end": _becomes(paper="near_end"),
    "paper out": _becomes(paper="out"),
    "paper out, and the buffer full": _paper_ends_with_a_full_buffer,
    "cover open": _becomes(cover_open=True),
    "cover open, and silent as most are": _becomes(cover_open=True, mute=True),
    "overheated": _becomes(overheated=True),
    "overheated, cooled after a moment": _for_a_moment(overheated=True),
    "cutter jammed": _becomes(jammed=True),
    "a fault that stays": _becomes(broken=True),
    "off line": _becomes(offline=True),
    "mute": _becomes(mute=True),
    "takes no connection": TcpPrinter.refuse,
    "dies": TcpPrinter.die,
    "stalls": _becomes(stalls_after=0, mute=True),
    "closes the link": _closes_every_link,
    "another client has it": TcpPrinter.take_another_client,
}


@dataclass
class Cell:
    """One fault at one moment, and what came of it."""

    fault: str
    moment: str
    device: TcpPrinter
    paper: Paper
    shown: dict[str, Any] = field(default_factory=dict)
    """The answer on the citizen's page; empty when the kiosk died."""
    again: dict[str, Any] = field(default_factory=dict)
    """The answer when the same touch comes again."""
    told: dict[str, Any] = field(default_factory=dict)
    """What the server heard of the paper."""

    @property
    def key(self) -> str:
        return f"{self.fault}, {self.moment}"

    @property
    def slips(self) -> int:
        """How many papers carry at least a part of a slip."""
        return sum(RASTER in job for job in self.device.jobs)

    @property
    def said(self) -> str:
        """As the table has it."""
        outcome, reason = self.told["outcome"], self.told["detail"].split(":")[0]
        return f"`{outcome}`" if outcome == "printed" else f"`{outcome}` `{reason}`"

    def strike(self) -> None:
        FAULTS[self.fault](self.device)


class StrikingJournal(Journal):
    """A real journal; faults that come after the proof come when it is about to note the outcome."""

    def __init__(self, path: Path, cells: list[Cell]) -> None:
        super().__init__(path)
        self._cells = {cell.key: cell for cell in cells if cell.moment in (KILLED, SERVER_LOST)}

    def finished(self, key: str, *what: Any) -> None:
        cell = self._cells.get(key)
        if cell is not None:
            cell.strike()
            if cell.moment == KILLED:
                raise PowerCut
        super().finished(key, *what)


def play() -> list[Cell]:
    """All of the matrix: each cell with a printer and a spooler of its own, before one server."""
    with ExitStack() as stack:
        hall = StandIn().start()
        stack.callback(lambda: hall.stop())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cells = [_cell(fault, moment, folder, stack) for moment in MOMENTS for fault in FAULTS]
        _Kiosk(hall, folder, cells).live()
        for cell in cells:
            cell.device.close()
            cell.told = next(report for report in reversed(hall.reports) if report["ticket"] == cell.again["ticket"])
    return cells


def _cell(fault: str, moment: str, folder: Path, stack: ExitStack) -> Cell:
    device = stack.enter_context(tcp_printer())
    spool = Spooler(open_printer(device.address, options=PrinterOptions(**LIMITS)))
    stack.callback(lambda: spool.close(limit_s=1))
    place = folder / f"{fault}, {moment}"
    place.mkdir()
    cell = Cell(fault, moment, device, paper_on(spool, place, width=58))
    device.strike = cell.strike
    device.strikes_after = {MID: 150, AFTER: float("inf")}.get(moment)
    return cell


class _Kiosk:
    """One program with many printers: the journal is one, the server is one."""

    def __init__(self, hall: StandIn, folder: Path, cells: list[Cell]) -> None:
        self.hall, self.folder, self.cells = hall, folder, cells
        self.server = Server(hall.url, KEY)
        self.menu = Menu(folder / "catalogue.json", self.server)
        self.menu.refresh_catalogue()

    def live(self) -> None:
        journal = StrikingJournal(self.folder / "journal.db", self.cells)
        with ThreadPoolExecutor(24) as people:
            list(people.map(lambda cell: self._first_touch(cell, journal), self.cells))
        self.hall.stop()
        self._beat(journal)
        journal.close()
        # Started again: what was open is closed, and the server hears of all of it once it is back.
        journal = Journal(self.folder / "journal.db")
        self._taking(self.cells[0], journal).settle()
        self.hall.start()
        self._beat(journal)
        for cell in self.cells:
            cell.again = self._taking(cell, journal).take(WISH, cell.key)
        journal.close()

    def _first_touch(self, cell: Cell, journal: Journal) -> None:
        if cell.moment == BEFORE:
            cell.strike()
        with suppress(PowerCut):
            cell.shown = self._taking(cell, journal).take(WISH, cell.key)

    def _taking(self, cell: Cell, journal: Journal) -> Taking:
        return Taking(self.server, self.menu, journal, cell.paper, Reserve(journal))

    def _beat(self, journal: Journal) -> None:
        attendant = Attendant(self.folder / "attendant.json", self.server)
        Heartbeat(self.server, self.menu, journal, dict, lambda: None, Reserve(journal), attendant).beat(0.0)


def table(cells: list[Cell]) -> str:
    """The matrix as the page has it."""
    said = {(cell.fault, cell.moment): cell.said for cell in cells}
    rows = [("Fault", *MOMENTS), ("---",) * (1 + len(MOMENTS))]
    rows += [(fault, *(said[fault, moment] for moment in MOMENTS)) for fault in FAULTS]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def table_on_page() -> str:
    """The same, as docs/printing.md has it now."""
    found = re.search(r"^\| Fault \|.*?(?=\n\n)", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert found, "docs/printing.md has no table of faults"
    return found[0] + "\n"


if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(table_on_page(), table(play())), encoding="utf-8")
