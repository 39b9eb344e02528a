"""From a touch to a number: one ticket and one slip for each key, however often the key comes."""

import threading
from collections import OrderedDict
from typing import Any
from weakref import WeakValueDictionary

from kiosk.client import Server
from kiosk.journal import Journal, Take
from kiosk.menu import Menu
from kiosk.paper import Paper
from kiosk.printers.outcome import Outcome, unknown
from kiosk.qr import qr_image
from kiosk.refusals import KeyReused
from kiosk.wishes import Wish

STOPPED = unknown("kiosk_stopped", "the kiosk stopped while its printer worked")
GUIDES_KEPT = 100


class _KeyLock:
    """A lock a WeakValueDictionary can hold: it lives as long as someone holds or awaits it by name (`mine`)."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


class Taking:
    """Gives out tickets: asks the server, moves the paper, remembers both."""

    def __init__(self, server: Server, menu: Menu, journal: Journal, paper: Paper) -> None:
        self._server = server
        self._menu = menu
        self._journal = journal
        self._paper = paper
        self._guard = threading.Lock()
        self._locks: WeakValueDictionary[str, _KeyLock] = WeakValueDictionary()
        self._guides: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def take(self, wish: Wish, key: str) -> dict[str, Any]:
        """The answer for this key; a second touch of the same key waits for the first and gets its answer."""
        mine = self._lock_of(key)
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
            self._journal.finished(take, _answer(take.ticket, STOPPED), STOPPED.outcome, _told(STOPPED))

    def guide(self, procedure: str, language: str, key: str) -> dict[str, Any]:
        """The checklist on paper, once for each key; nothing is burnt, so nothing needs to outlive a restart."""
        mine = self._lock_of(key)
        with mine.lock:
            if key not in self._guides:
                paper = self._paper.print_guide(procedure, language, self._menu.offer)
                self._guides[key] = {"print": paper.outcome} | ({"reason": paper.reason} if paper.reason else {})
                while len(self._guides) > GUIDES_KEPT:
                    self._guides.popitem(last=False)
            return self._guides[key]

    def _lock_of(self, key: str) -> _KeyLock:
        with self._guard:
            return self._locks.setdefault(key, _KeyLock())

    def _print(self, take: Take) -> dict[str, Any]:
        paper = self._paper.print_ticket(take.ticket, self._menu.offer)
        answer = _answer(take.ticket, paper)
        self._journal.finished(take, answer, paper.outcome, _told(paper))
        return answer


def _answer(ticket: dict[str, Any], paper: Outcome) -> dict[str, Any]:
    answer = {
        "label": ticket["label"],
        "ticket": ticket["id"],
        "url": ticket["url"],
        "print": paper.outcome,
        "ahead": ticket["ahead"],
        "wait": ticket["wait"],
        "issued_at": ticket["issued_at"],
        "qr": qr_image(ticket["url"]),
    }
    return answer | ({"reason": paper.reason} if paper.reason else {})


def _told(paper: Outcome) -> str:
    """What the staff's screens show about this slip."""
    return ": ".join(part for part in (paper.reason, paper.detail) if part)[:200]
