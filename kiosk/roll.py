"""How much paper is left: millimetres printed since the roll was changed, and what the printer's own sensor says."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.kept import keep, read_kept
from kiosk.printers.options import PrinterOptions
from kiosk.printers.outcome import Paper

FEED_MM = 15.0
"""From the print line to the cutter: white paper at the head of each slip."""
FIRST_SLIP_MM = 140.0
"""The slip of before there was any: a number with a checklist of five papers."""
LEARNS_FROM = 50
"""The average slip follows the last fifty or so: in July they are other papers than in January."""
AFTER_NEAR_END_MM = 5000.0
"""What a roll still holds when the sensor first says "near end", before this printer has shown it once."""

UNDO_S = 15.0
"""How long "the roll was changed" can be taken back: the screen offers it for ten, and is not always at once."""

log = logging.getLogger(__name__)


class Roll:
    """Counts on over restarts; a kiosk that loses the file begins as with a new roll."""

    def __init__(self, file: Path, options: PrinterOptions, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._options = options
        self._clock = clock
        self._lock = threading.Lock()
        kept = read_kept(file)
        self._used = _number(kept.get("used_mm"), 0.0)
        self._slip = _number(kept.get("slip_mm"), FIRST_SLIP_MM)
        self._after_near_end = _number(kept.get("after_near_end_mm"), AFTER_NEAR_END_MM)
        near_end = _number(kept.get("near_end_at_mm"), -1.0)
        self._near_end_at = near_end if near_end >= 0 else None
        self._sensor: Paper = kept.get("sensor", "unknown")
        self._before: tuple[float, float | None, float] | None = None
        """What was counted of the roll that somebody just said is gone, and when they said so."""

    def printed(self, rows: int) -> None:
        """One slip went over the roll, or may have."""
        slip = rows / 8 + FEED_MM
        with self._lock:
            self._used += slip
            self._slip += (slip - self._slip) / LEARNS_FROM
            self._keep()

    def changed(self) -> None:
        """Somebody put a new roll in."""
        with self._lock:
            if self._used:  # A finger that trembles says it twice.
                self._before = (self._used, self._near_end_at, self._clock())
            self._used, self._near_end_at = 0.0, None
            self._keep()

    def not_changed(self) -> bool:
        """It was the wrong key: the old roll counts on. False when that is too long ago, or the sensor spoke since."""
        with self._lock:
            if self._before is None or self._clock() - self._before[2] > UNDO_S:
                return False
            (used, self._near_end_at, _), self._before = self._before, None
            self._used += used
            self._keep()
            return True

    def sensed(self, paper: Paper) -> None:
        """What the printer's sensor says now. Paper after "near end" or "out" is a new roll, told or not."""
        with self._lock:
            if paper in ("unknown", self._sensor):
                return
            before, self._sensor = self._sensor, paper
            self._before = None
            if paper == "ok" and before != "unknown":
                self._used, self._near_end_at = 0.0, None
            elif paper == "near_end":
                self._near_end_at = self._used
            elif paper == "out" and self._near_end_at is not None and self._used > self._near_end_at:
                self._after_near_end = self._used - self._near_end_at
            self._keep()

    def as_json(self) -> dict[str, float | int | None]:
        """For the staff: metres used, metres and slips left; null where the count says less than the printer does."""
        with self._lock:
            left = self._left_mm()
            slips = None if left is None else int(left / self._slip)
            metres = None if left is None else round(left / 1000, 1)
            return {"used_m": round(self._used / 1000, 1), "left_m": metres, "slips_left": slips}

    def _left_mm(self) -> float | None:
        if self._sensor == "out":
            return 0.0
        if self._near_end_at is not None:
            return max(0.0, self._near_end_at + self._after_near_end - self._used)
        left = self._options.roll_mm - self._used
        # It prints, and by our count nothing is left: a longer roll, or a new one nobody told us of.
        return left if left > 0 else None

    def _keep(self) -> None:
        now: dict[str, Any] = {
            "used_mm": round(self._used), "slip_mm": round(self._slip, 1), "near_end_at_mm": self._near_end_at,
            "after_near_end_mm": round(self._after_near_end), "sensor": self._sensor,
        }  # fmt: skip
        try:
            keep(self._file, now)
        except OSError:
            log.exception("the count of the roll cannot be kept")


def _number(kept: object, usual: float) -> float:
    return float(kept) if isinstance(kept, int | float) and kept >= 0 else usual
