"""From a touch to a number: one ticket and one slip for each key, however often the key comes."""

import threading
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from kiosk.client import Server
from kiosk.journal import Journal, Take
from kiosk.menu import Menu
from kiosk.paper import Paper
from kiosk.qr import qr_image
from kiosk.refusals import KeyReused
from kiosk.wishes import Wish

STOPPED = "the kiosk stopped while its printer worked"


class _KeyLock:
    """A lock a WeakValueDictionary can hold: it lives as long as someone waits for its key."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


@dataclass
class Count:
    """Slips proven to have come out since the kiosk started."""

    printed: int = 0


class Taking:
    """Gives out tickets: asks the server, moves the paper, remembers both."""

    def __init__(self, server: Server, menu: Menu, journal: Journal, paper: Paper) -> None:
        self._server = server
        self._menu = menu
        self._journal = journal
        self._paper = paper
        self._guard = threading.Lock()
        self._locks: WeakValueDictionary[str, _KeyLock] = WeakValueDictionary()
        self.count = Count()

    def take(self, wish: Wish, key: str) -> dict[str, Any]:
        """The answer for this key; a second touch of the same key waits for the first and gets its answer."""
        with self._guard:
            mine = self._locks.setdefault(key, _KeyLock())
        with mine.lock:
            take = self._journal.take(key)
            if take is None:
                ticket = self._server.issue(wish.as_json(), key)
                self._journal.issued(key, wish.as_json(), ticket)
                take = Take(key, wish.as_json(), ticket, None)
            elif take.wish != wish.as_json():
                raise KeyReused(key=key)
            return take.answer or self._print(take)

    def settle(self) -> None:
        """Closes what a power cut left open: nobody can say what the paper did, so no second slip is made of it."""
        for take in self._journal.unfinished():
            self._journal.finished(take, _answer(take.ticket, "unknown", STOPPED), "unknown", STOPPED)

    def _print(self, take: Take) -> dict[str, Any]:
        outcome, reason, detail = self._paper.print_ticket(take.ticket, self._menu.offer)
        answer = _answer(take.ticket, outcome, reason)
        self._journal.finished(take, answer, outcome, detail or reason)
        if outcome == "printed":
            self.count.printed += 1
        return answer


def _answer(ticket: dict[str, Any], outcome: str, reason: str) -> dict[str, Any]:
    answer = {
        "label": ticket["label"],
        "ticket": ticket["id"],
        "url": ticket["url"],
        "print": outcome,
        "ahead": ticket["ahead"],
        "wait": ticket["wait"],
        "issued_at": ticket["issued_at"],
        "qr": qr_image(ticket["url"]),
    }
    return answer if outcome == "printed" else answer | {"reason": reason}
