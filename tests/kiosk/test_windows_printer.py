"""A Windows queue: what python-escpos hands to Windows, and what is believed of it. Windows itself is a stand-in."""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from kiosk.printer import BadAddress, PrinterOptions, PrinterState, open_printer
from tests.kiosk.test_printer import JOB, ROWS


class Windows(ModuleType):
    """win32print as far as it is used: one printer with one queue."""

    PRINTER_ENUM_NAME = 8

    error = type("error", (Exception,), {})

    def __init__(self) -> None:
        super().__init__("win32print")
        self.status = self.waiting = 0
        self.full = self.mute = False
        self.handles = 0
        self.taken: list[bytes] = []

    def EnumPrinters(self, *_: object) -> list[dict[str, Any]]:
        return [{"pPrinterName": "Xprinter XP-80"}]

    def OpenPrinter(self, name: str) -> int:
        if name != "Xprinter XP-80":
            raise self.error("invalid printer name")
        self.handles += 1
        return 7

    def GetPrinter(self, _handle: int, _level: int) -> dict[str, int]:
        if self.mute:
            raise self.error("the spooler does not answer")
        return {"Status": self.status, "cJobs": self.waiting}

    def StartDocPrinter(self, _handle: int, _level: int, about: tuple[str, str, str]) -> int:
        assert about[2] == "RAW"
        return 1

    def WritePrinter(self, _handle: int, data: bytes) -> None:
        if self.full:
            raise self.error("the disk is full")
        self.taken.append(data)

    def StartPagePrinter(self, _handle: int) -> None: ...
    def EndPagePrinter(self, _handle: int) -> None: ...
    def EndDocPrinter(self, _handle: int) -> None: ...

    def ClosePrinter(self, _handle: int) -> None:
        self.handles -= 1

    def AbortPrinter(self, _handle: int) -> None: ...


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    from escpos.printer import win32raw

    windows = Windows()
    monkeypatch.setitem(sys.modules, "win32print", windows)
    monkeypatch.setitem(sys.modules, "pywintypes", windows)
    for name, value in (("win32print", windows), ("pywintypes", windows), ("_DEP_WIN32PRINT", True)):
        monkeypatch.setattr(win32raw, name, value, raising=False)
    yield windows
    sys.modules.pop("kiosk.printers.windows", None)  # Imported with this Windows under it.


def test_windows_gets_exactly_the_job_and_proves_nothing(windows: Windows) -> None:
    printer = open_printer("win:Xprinter XP-80")
    assert (printer.print_job(JOB, ROWS).outcome, printer.status().state) == ("unknown", PrinterState.READY)
    assert windows.taken == [JOB]
    trusted = open_printer("win:Xprinter XP-80", options=PrinterOptions(confirm="none"))
    assert trusted.print_job(JOB, ROWS).outcome == "printed"
    assert printer.learn(JOB, ROWS).confirm == "none"


def test_a_queue_that_does_not_say_how_it_is_costs_no_handle(windows: Windows) -> None:
    windows.mute = True
    assert open_printer("win:Xprinter XP-80").status().state == PrinterState.AWAY
    assert windows.handles == 0


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (0x10, "paper_out"),
        (0x400000, "cover_open"),
        (0x8, "cutter"),
        (0x80, "offline"),
        (0x1, "offline"),
        (0x2, "broken"),
    ],
)
def test_a_queue_that_does_not_move_gets_nothing(windows: Windows, status: int, state: str) -> None:
    windows.status = status
    outcome = open_printer("win:Xprinter XP-80").print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason, windows.taken) == ("refused", state, [])


def test_no_slip_is_put_behind_one_that_waits(windows: Windows) -> None:
    windows.waiting = 1
    assert open_printer("win:Xprinter XP-80").print_job(JOB, ROWS).reason == "offline"


def test_what_windows_did_not_take_whole_is_unknown_and_no_printer_is_away(windows: Windows) -> None:
    windows.full = True
    assert open_printer("win:Xprinter XP-80").print_job(JOB, ROWS).reason == "link_lost"
    assert open_printer("win:Another").print_job(JOB, ROWS).reason == "away"


def test_without_windows_the_address_is_refused_with_a_sentence() -> None:
    with pytest.raises(BadAddress, match="Windows"):
        open_printer("win:Xprinter XP-80")
