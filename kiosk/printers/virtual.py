"""A printer made of a folder: keeps each slip as bytes and as a picture, and can run out of paper."""

import errno
import threading
from pathlib import Path

from PIL import Image

from kiosk.encoder import FEED_AND_CUT, RASTER, RESET
from kiosk.printers.outcome import Found, Outcome, PrinterState, Status, printed, refused, status_now

TROUBLES = {
    "cover-open": (PrinterState.COVER_OPEN, "the cover is open"),
    "paper-out": (PrinterState.PAPER_OUT, "the paper is out"),
    "overheated": (PrinterState.OVERHEATED, "the head is too hot"),
    "cutter": (PrinterState.CUTTER, "the cutter is jammed"),
    "offline": (PrinterState.OFFLINE, "the printer is off line"),
    "paper-near-end": (PrinterState.PAPER_NEAR_END, "the roll is nearly used up"),
}
"""A file of this name in the folder puts the printer in this state: `touch paper/paper-out`, and `rm` refills it."""


class VirtualPrinter:
    """Jobs become 0001.bin and 0001.png, numbered on from what the folder holds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def print_job(self, data: bytes, rows: int) -> Outcome:
        """Keeps one job; whoever sees NNNN.bin finds NNNN.png beside it, both whole."""
        del rows
        with self._lock:
            status = self.status()
            if not status.can_print:
                return refused(status.state, status.detail)
            try:
                picture = decode(data)
                self._folder.mkdir(parents=True, exist_ok=True)
                name = f"{self._last() + 1:04}"
                self._keep(f"{name}.png", picture)
                self._keep(f"{name}.bin", data)
            except OSError as error:
                reason = "disk_full" if error.errno == errno.ENOSPC else "folder"
                return refused(reason, f"{self._folder}: {error.strerror or error}")
            return printed(name)

    def learn(self, data: bytes, rows: int) -> Found:
        """A folder keeps no secrets."""
        return Found(self.print_job(data, rows))

    def status(self) -> Status:
        """Ready, unless a file in the folder says otherwise."""
        for name, (state, detail) in TROUBLES.items():
            if (self._folder / name).exists():
                return status_now(state, detail)
        return status_now(PrinterState.READY)

    def close(self) -> None:
        """Nothing is held between jobs."""

    def _last(self) -> int:
        """The last slip's number: only .bin counts, which is written after its picture."""
        return max((int(path.stem) for path in self._folder.glob("*.bin") if path.stem.isdecimal()), default=0)

    def _keep(self, name: str, content: bytes | Image.Image) -> None:
        part = self._folder / f".{name}.part"
        try:
            with part.open("wb") as file:
                if isinstance(content, bytes):
                    file.write(content)
                else:
                    content.save(file, "PNG")
            part.replace(self._folder / name)
        finally:
            part.unlink(missing_ok=True)


def decode(data: bytes) -> Image.Image:
    """The picture that our encoder's bytes burn; the tests use a decoder of their own."""
    packed, row, at = bytearray(), 0, 0
    while at < len(data):
        if data.startswith(RASTER, at):
            row = int.from_bytes(data[at + 4 : at + 6], "little")
            size = row * int.from_bytes(data[at + 6 : at + 8], "little")
            packed += data[at + 8 : at + 8 + size]
            at += 8 + size
        elif data.startswith(RESET, at):
            at += len(RESET)
        elif data.startswith(FEED_AND_CUT, at):
            at += len(FEED_AND_CUT)
        else:
            raise OSError(errno.EINVAL, f"byte {at} of the job is no command a slip has")
    if not row or len(packed) % row:
        raise OSError(errno.EINVAL, "the job holds no whole picture")
    return Image.frombytes("1", (row * 8, len(packed) // row), bytes(packed), "raw", "1;I")
