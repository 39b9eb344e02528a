"""A scanner on a serial line: each code it reads waits some seconds for the page to ask; nothing is logged or kept."""

import logging
import threading
import time
from typing import Literal

SILENCE_S = 0.1
"""After this the code has ended, whether the scanner sends an end of line or the code was torn."""
LONGEST = 4096
"""Bytes of one code; what follows is dropped until the next."""
SHORTEST = 6
"""Letters, of an appointment's code; less is noise of the line."""
FRESH_S = 3.0
"""A code that no page asked for in time was for nobody: the attendant's page was open, or Chromium was starting."""
AGAIN_S = 2.0
ENDS = b"\r\n"

log = logging.getLogger(__name__)


class Scanner:
    """Reads the line in a thread of its own; a line that is gone is opened again and again."""

    def __init__(self, device: str, baud: int) -> None:
        self.device = device
        self._baud = baud
        self.state: Literal["ready", "away"] = "away"
        self._news = threading.Condition()
        self._code: tuple[str, float] | None = None
        self._asked = 0

    def start(self) -> None:
        """Listens until the program ends."""
        threading.Thread(target=self._run, name="scanner", daemon=True).start()

    def next(self, within_s: float) -> str | None:
        """The next code, once; None when there was none in this time, or when somebody asks later: a page that has
        been left still waits here, and must not take the scan of the one in sight."""
        end = time.monotonic() + within_s
        with self._news:
            self._asked += 1
            mine = self._asked
            self._news.notify_all()
            while mine == self._asked:
                code, self._code = self._code, None
                if code and time.monotonic() - code[1] < FRESH_S:
                    return code[0]
                if (left := end - time.monotonic()) <= 0:
                    return None
                self._news.wait(left)
        return None

    def _run(self) -> None:
        while True:
            try:
                self._listen()
            except Exception as problem:
                # Unplugged, not yet there, a speed it does not know: whatever it is, it may be mended at any time.
                if self.state == "ready":
                    log.warning("the scanner at %s is gone: %s", self.device, type(problem).__name__)
                self.state = "away"
            time.sleep(AGAIN_S)

    def _listen(self) -> None:
        import serial  # 1 MB, only where such a scanner hangs

        with serial.Serial(self.device, self._baud, timeout=SILENCE_S) as line:
            self.state = "ready"
            code = bytearray()
            while True:
                came = line.read(1)
                if came and came not in ENDS:
                    code += came[: LONGEST - len(code)]
                elif code:
                    self._heard(bytes(code))
                    code.clear()

    def _heard(self, code: bytes) -> None:
        text = "".join(letter for letter in code.decode(errors="replace") if letter.isprintable())
        if len(text) < SHORTEST:
            return
        with self._news:
            self._code = text, time.monotonic()
            self._news.notify_all()
