"""The script's time: real time, so many times faster, until somebody says stop."""

import threading
import time
from datetime import UTC, datetime, timedelta


class BrokenOff(Exception):
    """The day was told to stop while somebody was waiting for something."""


class Clock:
    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._stop = threading.Event()
        self._began = time.monotonic()

    def now_s(self) -> float:
        """Seconds of the script since it began."""
        return (time.monotonic() - self._began) * self.speed

    def sleep(self, script_s: float) -> None:
        """Let so much of the day pass. Raises BrokenOff."""
        self.wait(max(0.0, script_s) / self.speed)

    def sleep_until(self, script_s: float) -> None:
        """Raises BrokenOff."""
        self.sleep(script_s - self.now_s())

    def wait(self, real_s: float) -> None:
        """Let so many true seconds pass. Raises BrokenOff."""
        if self._stop.wait(real_s):
            raise BrokenOff

    def break_off(self) -> None:
        self._stop.set()

    def real_time(self, script_s: float) -> str:
        """The true instant of a second of the script, as the wire writes it."""
        return (datetime.now(UTC) + timedelta(seconds=(script_s - self.now_s()) / self.speed)).isoformat()
