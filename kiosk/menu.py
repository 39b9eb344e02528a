"""What the page may offer: the catalogue as last fetched (kept on disk for when the server is away) and the lines."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kiosk.client import Server
from kiosk.kept import keep, read_kept
from kiosk.offer import Offer
from kiosk.refusals import NoCatalogue

Json = dict[str, Any]


class Menu:
    """Holds the offer and the lines; refreshed from the server by the heartbeat, read by the page."""

    def __init__(self, file: Path, server: Server, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file = file
        self._server = server
        self._now = now
        self._lock = threading.Lock()
        self._offer = _kept(file)
        self._lines: list[Json] = []
        self._trial = False
        self._as_of: datetime | None = None

    @property
    def offer(self) -> Offer:
        """The catalogue of the day; raises NoCatalogue before the first was ever fetched."""
        if self._offer is None:
            raise NoCatalogue()
        return self._offer

    def refresh_catalogue(self) -> None:
        """Fetches the catalogue; what is on disk is replaced only by one that could be read. Raises a Refusal, and
        OSError when the disk does not take it: it is used all the same, until the kiosk stops."""
        fetched = self._server.catalogue()
        if self._offer is not None and self._offer.version == str(fetched["version"]):
            return
        self._offer = Offer(fetched)
        keep(self._file, fetched)

    def refresh_lines(self) -> None:
        """Fetches who waits where. Raises a Refusal."""
        said = self._server.lines()
        with self._lock:
            self._lines, self._trial, self._as_of = said["lines"], bool(said.get("trial")), self._now()

    def lines(self) -> Json:
        """What the page asks every three seconds."""
        with self._lock:
            lines, trial, as_of = self._lines, self._trial, self._as_of
        return {
            "lines": lines,
            "trial": trial,
            "online": self._server.contact.online,
            "as_of": as_of.isoformat() if as_of else None,
            "version": self._offer.version if self._offer else None,
        }

    def page(self) -> str:
        """All a touch page needs to begin, as JSON text: the large part was written once, when it was fetched."""
        now = json.dumps(self.lines(), ensure_ascii=False)
        return f"{self.offer.page[:-1]}, {now[1:]}"


def _kept(file: Path) -> Offer | None:
    try:
        return Offer(read_kept(file))
    except (ValueError, KeyError, TypeError):
        return None  # Never fetched, or half a disk is gone: the server has the truth, and is asked next.
