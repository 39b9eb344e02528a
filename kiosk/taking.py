"""From a touch to a number: one ticket and one slip for each key, however often the key comes."""

import logging
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from weakref import WeakValueDictionary

from kiosk.checking_in import CheckIn, ask_for_ticket
from kiosk.client import Server
from kiosk.journal import Journal, Take
from kiosk.menu import Menu
from kiosk.offer import Offer
from kiosk.paper import Paper, published
from kiosk.printers.outcome import Outcome, refused, unknown
from kiosk.qr import qr_image
from kiosk.refusals import DeviceRefused, KeyReused, Refusal, ServerAway
from kiosk.reserve import Reserve
from kiosk.wishes import Wish, check_offered

Json = dict[str, Any]

STOPPED = unknown("kiosk_stopped", "the kiosk stopped while its printer worked")
DISK_FULL = refused("disk_full", "the journal cannot be written")
GUIDES_KEPT = 100
STANDS_THERE_S = 120.0
"""So long somebody whose number fell to a power cut is thought to stand before the screen still."""

log = logging.getLogger(__name__)


class _KeyLock:
    """A lock a WeakValueDictionary can hold: it lives as long as someone holds or awaits it by name (`mine`)."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


class Taking:
    """Gives out tickets: asks the server, moves the paper, remembers both."""

    def __init__(self, server: Server, menu: Menu, journal: Journal, paper: Paper, reserve: Reserve) -> None:
        self._server = server
        self._menu = menu
        self._journal = journal
        self._paper = paper
        self._reserve = reserve
        self._guard = threading.Lock()
        self._locks: WeakValueDictionary[str, _KeyLock] = WeakValueDictionary()
        self._guides: OrderedDict[str, Json] = OrderedDict()
        self._left_asking: list[Take] = []
        self._unseen: Json | None = None

    def take(self, wish: Wish | CheckIn, key: str, person: str | None = None) -> Json:
        """The answer for this key; a second touch of the same key waits for the first and gets its answer. `person`,
        the number of a card, goes to the server and is kept nowhere."""
        mine = self._lock_of(key)
        with mine.lock:
            take = self._known(key)
            if take is None:
                offer = self._menu.offer
                if isinstance(wish, Wish):  # What an appointment is for, only the server knows.
                    check_offered(wish, offer)
            elif take.wish != wish.as_json():
                raise KeyReused(key=key)
            if take is None or take.ticket is None:
                return self._give(wish.as_json(), key, person)
            # A ticket without an answer: its paper moved, or may have, and nobody could note how that went.
            return take.answer or self._close(key, take.ticket, STOPPED)

    def settle(self) -> None:
        """Closes what a power cut left open: nobody can say what the paper did, so no second slip is made of it."""
        try:
            for take in self._journal.unfinished():
                if take.ticket is not None:
                    self._show(take, self._close(take.key, take.ticket, STOPPED))
                elif _stands_there(take):
                    self._left_asking.append(take)
                else:
                    self._give_up(take.key, take.wish)
        except sqlite3.Error:
            log.exception("the journal does not let the takes of before be closed")

    def unseen(self) -> Json | None:
        """The number of a take that a power cut interrupted, with its key and when it was asked for: whoever waits for
        it before the screen must see it. None when there is none, or when nobody can be waiting any more."""
        found = self._unseen
        return found if found and datetime.now(UTC) - found["asked_at"] < timedelta(seconds=STANDS_THERE_S) else None

    def settle_asked(self) -> None:
        """Asks for the tickets of keys a power cut left without an answer; the server gives each the same one again.

        Raises ServerAway: what is left waits for the next time.
        """
        while self._left_asking:
            take = self._left_asking[0]
            mine = self._lock_of(take.key)
            with mine.lock:
                now = self._journal.take(take.key)
                if now is not None and now.ticket is None:  # Else the page came back first.
                    # Asked again here, for the server may come back an hour after the power.
                    if _stands_there(take) and not self._has_given_since(take):
                        self._settle_one(take)
                    else:
                        self._give_up(take.key, take.wish)
            self._left_asking.pop(0)

    def _has_given_since(self, take: Take) -> bool:
        """Somebody has a number of a later touch: most likely whoever stood here, in the first one's stead."""
        return any(later.at > take.at for later in self._journal.latest(1))

    def _settle_one(self, take: Take) -> None:
        try:
            ticket = ask_for_ticket(self._server, take.wish, take.key)
        except (ServerAway, DeviceRefused):
            raise
        except Refusal:
            self._journal.forget(take.key)
        else:
            self._journal.issued(take.key, take.wish, ticket)
            self._show(take, self._close(take.key, ticket, STOPPED))

    def _show(self, take: Take, answer: Json) -> None:
        if _stands_there(take):
            self._unseen = {"key": take.key, "asked_at": take.at, "answer": answer}

    def guide(self, procedure: str, language: str, key: str) -> Json:
        """The checklist on paper, once for each key. Nothing is burnt: only that it was given outlives a restart."""
        mine = self._lock_of(key)
        with mine.lock:
            if key not in self._guides:
                offer = self._menu.offer
                paper = self._paper.print_guide(procedure, language, offer)
                self._guides[key] = {"print": paper.outcome} | ({"reason": paper.reason} if paper.reason else {})
                if paper.outcome != "printed" and (address := published(offer.procedures[procedure])):
                    self._guides[key]["qr"] = qr_image(address)
                if paper.outcome != "refused":
                    self._count_guide(key, procedure)
                while len(self._guides) > GUIDES_KEPT:
                    self._guides.popitem(last=False)
            return self._guides[key]

    def _count_guide(self, key: str, procedure: str) -> None:
        try:
            self._journal.guided(key, procedure)
        except sqlite3.Error:
            log.warning("a guide slip is in no figure: the journal cannot be written")

    def _lock_of(self, key: str) -> _KeyLock:
        with self._guard:
            return self._locks.setdefault(key, _KeyLock())

    def _known(self, key: str) -> Take | None:
        try:
            return self._journal.take(key)
        except sqlite3.Error:
            log.exception("the journal cannot be read")
            return None  # The server knows the key, too.

    def _give(self, wish: Json, key: str, person: str | None) -> Json:
        offer = self._menu.offer
        self._noted(self._journal.asked, key, wish)
        self._noted(self._reserve.take_back, key)
        try:
            ticket = ask_for_ticket(self._server, wish, key, in_haste=self._reserve.has(wish), person=person)
        except ServerAway:
            handed = self._from_reserve(wish, key)
            if handed is None:
                raise
            return self._close(key, handed, self._print(handed, offer))
        except Refusal:
            # The citizen hears that there is no number; a further touch brings the same key, and the server knows it.
            self._noted(self._journal.forget, key)
            raise
        if not self._noted(self._journal.issued, key, wish, ticket):
            # Paper nobody can remember could come out twice; the number is on the screen, with its QR.
            return _answer(ticket, DISK_FULL)
        return self._close(key, ticket, self._print(ticket, offer))

    def _print(self, ticket: Json, offer: Offer) -> Outcome:
        """The slip; whatever goes wrong with it, the number that was given is shown."""
        try:
            return self._paper.print_ticket(ticket, offer)
        except Exception as error:
            log.exception("the slip of %s cannot be drawn", ticket["label"])
            return refused("not_drawn", type(error).__name__)

    def _from_reserve(self, wish: Json, key: str) -> Json | None:
        """A number of our own; without one the press is given up, and whatever the server made of it is nobody's."""
        try:
            handed = self._reserve.hand_out(key, wish)
        except sqlite3.Error:
            log.exception("no number of the reserve can be given: the journal cannot be written")
            handed = None
        if handed is None:
            self._give_up(key, wish)
        return handed

    def _give_up(self, key: str, wish: Json) -> None:
        self._noted(self._journal.forget, key)
        if "service" in wish:  # a code of an appointment tells whoever comes again which number it became
            self._noted(self._reserve.give_up, key)

    def _close(self, key: str, ticket: Json, paper: Outcome) -> Json:
        answer = _answer(ticket, paper)
        told = (paper.outcome, _told(paper))
        if ticket.get("is_reserve"):
            self._noted(self._reserve.printed, ticket["token"], *told)
            self._noted(self._journal.answered, key, answer)
        else:
            self._noted(self._journal.finished, key, ticket["id"], answer, told)
        return answer

    def _noted(self, write: Callable[..., None], *what: object) -> bool:
        """Whether the journal took it: a full disk must not hide a number from the one who waits for it."""
        try:
            write(*what)
        except sqlite3.Error:
            log.exception("the journal cannot be written")
            return False
        return True


def _stands_there(take: Take) -> bool:
    return datetime.now(UTC) - take.at < timedelta(seconds=STANDS_THERE_S)


def _answer(ticket: Json, paper: Outcome) -> Json:
    answer = {
        "label": ticket["label"],
        "ticket": ticket["id"],
        "service": ticket["service"],
        "lane": ticket["lane"],
        "grounds": ticket.get("grounds"),
        "slot_at": ticket.get("slot_at"),
        "url": ticket["url"],
        "print": paper.outcome,
        "ahead": ticket["ahead"],
        "wait": ticket["wait"],
        "issued_at": ticket["issued_at"],
        "is_reserve": ticket.get("is_reserve", False),
        "late": ticket.get("late", False),
        "qr": qr_image(ticket["url"]),
    }
    return answer | ({"reason": paper.reason} if paper.reason else {})


def _told(paper: Outcome) -> str:
    """What the staff's screens show about this slip."""
    return ": ".join(part for part in (paper.reason, paper.detail) if part)[:200]
