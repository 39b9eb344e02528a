"""Prints into a Windows printer queue, raw: for a printer whose maker has only a Windows driver."""

from typing import Any

import win32print  # type: ignore[import-untyped]
from escpos.exceptions import DeviceNotFoundError
from escpos.printer import Win32Raw

from kiosk.printers.options import PrinterOptions
from kiosk.printers.outcome import Found, Outcome, PrinterState, Status, printed, refused, status_now, unknown

TROUBLES = (
    (0x400000, PrinterState.COVER_OPEN, "the cover is open"),
    (0x10, PrinterState.PAPER_OUT, "the paper is out"),
    (0x8, PrinterState.CUTTER, "paper is jammed"),
    (0x1080, PrinterState.OFFLINE, "Windows says the printer is off line"),
    (0x1, PrinterState.OFFLINE, "the queue is paused"),
    (0x2, PrinterState.BROKEN, "Windows says the printer has a fault"),
)
"""Of PRINTER_INFO_2's Status; what a driver does not know, it does not say."""


class WindowsPrinter:
    """Windows takes the slip and says nothing of the paper: a test print, looked at, is the only proof."""

    def __init__(self, name: str, options: PrinterOptions) -> None:
        self._name = name
        self._options = options

    def print_job(self, data: bytes, rows: int) -> Outcome:
        """Hands one job to the queue, unless the queue is known not to move."""
        del rows
        status = self.status()
        if not status.can_print:
            return refused(status.state, status.detail)
        queue = Win32Raw(self._name)
        try:
            queue.open("Moi So")
        except DeviceNotFoundError as error:
            return refused(PrinterState.AWAY, str(error).splitlines()[-1])
        try:
            queue._raw(data)
            queue.close()
        except Exception as error:  # pywintypes.error, which there is only on Windows.
            win32print.AbortPrinter(queue._device)
            queue._device = False
            return unknown("link_lost", f"Windows did not take the whole slip ({error})")
        return printed() if self._options.confirm == "none" else unknown("no_proof", "Windows cannot say what came out")

    def learn(self, data: bytes, rows: int) -> Found:
        """Whoever looks at the slip is the only proof: from then on the queue is taken at its word."""
        outcome = self.print_job(data, rows)
        return Found(outcome, "none" if outcome.reason == "no_proof" else None)

    def status(self) -> Status:
        """What Windows knows. A slip that waits in its queue comes out some time, for nobody: none is put behind it."""

        try:
            handle = win32print.OpenPrinter(self._name)
            try:
                about: dict[str, Any] = win32print.GetPrinter(handle, 2)
            finally:
                win32print.ClosePrinter(handle)
        except Exception as error:  # pywintypes.error, see above.
            return status_now(PrinterState.AWAY, f"Windows has no printer {self._name} ({error})")
        for bits, state, detail in TROUBLES:
            if about["Status"] & bits:
                return status_now(state, detail)
        if about["cJobs"]:
            return status_now(PrinterState.OFFLINE, "slips wait in the queue of Windows, and do not come out")
        return status_now(PrinterState.READY)

    def close(self) -> None:
        """Nothing is held between jobs."""
