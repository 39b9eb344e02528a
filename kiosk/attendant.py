"""The lock of the attendant's screen: a PIN checked here, pauses after wrong ones, a session that closes itself."""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from pathlib import Path

import argon2

from kiosk.client import Server
from kiosk.kept import keep, read_kept
from kiosk.refusals import AttendantPaused, NoPin, NotInside, WrongPin

TRIES = 5
PAUSE_S = 60.0
LONGEST_PAUSE_S = 3600.0
IDLE_S = 120.0
"""Whoever is called away must not leave the screen open to the next citizen."""

log = logging.getLogger(__name__)


class Attendant:
    """Keeps the hall's PIN as a slow hash, also for when the server is away; wrong tries are forgotten by a restart,
    which takes as long as a pause."""

    def __init__(self, file: Path, server: Server, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._server = server
        self._clock = clock
        self._lock = threading.Lock()
        self._pin_hash = str(read_kept(file).get("pin_hash") or "")
        self._wrong = 0
        self._opens_at = 0.0
        self._session = ""
        self._closes_at = 0.0

    def refresh(self) -> None:
        """Fetches the PIN's hash; another PIN than before shuts the screen. Raises a Refusal."""
        heard = self._server.attendant_pin() or ""
        if heard == self._pin_hash:
            return
        with self._lock:
            self._pin_hash, self._session = heard, ""
        try:
            keep(self._file, {"pin_hash": heard})
        except OSError:
            log.exception("the new PIN holds only until the kiosk stops")

    def enter(self, pin: str) -> str:
        """A new session's token. Raises NoPin, AttendantPaused, WrongPin."""
        with self._lock:  # One try at a time: many at once must not be counted as one.
            if not self._pin_hash:
                raise NoPin()
            left = self._opens_at - self._clock()
            if left > 0:
                raise AttendantPaused(wait_s=str(int(left) + 1))
            if not _is_right(self._pin_hash, pin):
                self._count_wrong()
            self._wrong = 0
            self._session = secrets.token_urlsafe(16)
            self._closes_at = self._clock() + IDLE_S
            return self._session

    def must_be_inside(self, token: str, *, stays: bool = True) -> None:
        """Whoever does something stays inside for another while. Raises NotInside."""
        with self._lock:
            if not self._session or not secrets.compare_digest(token.encode(), self._session.encode()):
                raise NotInside()
            if self._clock() > self._closes_at:
                self._session = ""
                raise NotInside()
            if stays:
                self._closes_at = self._clock() + IDLE_S

    def leave(self) -> None:
        """Shuts the screen."""
        with self._lock:
            self._session = ""

    def _count_wrong(self) -> None:
        self._wrong += 1
        if self._wrong < TRIES:
            raise WrongPin(left=str(TRIES - self._wrong))
        pause = min(PAUSE_S * 2 ** (self._wrong - TRIES), LONGEST_PAUSE_S)
        self._opens_at = self._clock() + pause
        raise AttendantPaused(wait_s=str(int(pause)))


def _is_right(pin_hash: str, pin: str) -> bool:
    try:
        return argon2.PasswordHasher().verify(pin_hash, pin)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False
