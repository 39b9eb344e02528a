"""Prints into a file or a device file, which takes bytes and gives no answer."""

import errno
from pathlib import Path

from escpos.exceptions import DeviceNotFoundError
from escpos.printer import File

from kiosk.printers.options import PrinterOptions
from kiosk.printers.outcome import Found, Outcome, PrinterState, Status, printed, refused, status_now, unknown


class FilePrinter:
    """A plain file is its own paper and its own proof; a device (/dev/usb/lp0) proves nothing."""

    def __init__(self, path: Path, options: PrinterOptions) -> None:
        self._path = path
        self._options = options

    def print_job(self, data: bytes, rows: int) -> Outcome:
        """Writes one job; a plain file keeps the last one."""
        del rows
        target = File(str(self._path))
        try:
            target.open()
        except DeviceNotFoundError as error:
            return refused(PrinterState.AWAY, str(error).splitlines()[-1])
        try:
            target._raw(data)
        except OSError as error:
            reason = "disk_full" if error.errno == errno.ENOSPC else "link_lost"
            # A plain file that took half a slip has no paper to pull out; a device may have printed some of it.
            return (refused if self._path.is_file() else unknown)(reason, error.strerror or str(error))
        finally:
            _close(target)
        if self._path.is_file() or self._options.confirm == "none":
            return printed()
        return unknown("no_proof", f"{self._path} took the slip and cannot say more")

    def learn(self, data: bytes, rows: int) -> Found:
        """Whoever looks at the slip is the only proof a device gives: from then on it is taken at its word."""
        outcome = self.print_job(data, rows)
        return Found(outcome, "none" if outcome.reason == "no_proof" else None)

    def status(self) -> Status:
        """Whether the path can be written; paper and cover cannot be seen from here."""
        parent = self._path if self._path.exists() else self._path.parent
        if not parent.exists():
            return status_now(PrinterState.AWAY, f"{parent} does not exist")
        return status_now(PrinterState.READY, "a file tells nothing about paper or cover")

    def close(self) -> None:
        """Nothing is held between jobs."""


def _close(target: File) -> None:
    try:
        target.close()
    except OSError:
        # What could not be written was told by the write; closing says it again (a full disk), to nobody.
        target._device = False
