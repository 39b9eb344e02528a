"""What the scanner read: a citizen's card, a ticket, an appointment, or nothing we know. No name ever leaves here."""

import re
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import Literal

LONGEST = 2000
"""Characters; a card with both parents on it has under 400."""
FIELDS = 7
"""Of the card of 2021. The card of 2024 has more behind them, in an order nobody has published."""
HELD_S = 300.0
"""As long as a visitor may take from the scan to the number."""
HELD_AT_MOST = 20

TICKET = re.compile(r"/t/([0-9A-Za-z_-]{6,64})/?$")
APPOINTMENT = re.compile(r"[0-9A-Z]{6}(?:[0-9A-Z]{4})?")
"""The code of a clerk's appointment, or of a number from home."""
INSURED = re.compile(r"([A-Z]{2}\d{13}|\d{10}|\d{12})")
HEX = re.compile(r"([0-9a-f]{2})+", re.IGNORECASE)

Kind = Literal["card", "ticket", "appointment", "insurance", "unreadable"]


@dataclass(frozen=True, slots=True)
class Card:
    """Of a citizen's card only what is used: the number, for the one-person rule, and the birth date."""

    number: str
    born: date

    def age(self, today: date) -> int:
        """Full years."""
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))


@dataclass(frozen=True, slots=True)
class Scan:
    """One reading of the scanner."""

    kind: Kind
    card: Card | None = None
    code: str = ""
    """The token of a ticket, or the code of an appointment."""


def read_scan(text: str, today: date) -> Scan:
    """What was read, whatever it is; raises nothing."""
    said = text.strip()
    if len(said) > LONGEST:
        return Scan("unreadable")
    fields = [field.strip() for field in said.split("|")]
    if card := _card(fields, today):
        return Scan("card", card=card)
    if len(fields) >= FIELDS - 1 and INSURED.fullmatch(fields[0]) and HEX.fullmatch(fields[1]):
        return Scan("insurance")  # The health insurance card writes its names as hexadecimal UTF-8.
    if token := TICKET.search(said):
        return Scan("ticket", code=token[1])
    if APPOINTMENT.fullmatch(said.upper()) and said.isascii():
        return Scan("appointment", code=said.upper())
    return Scan("unreadable")


def _card(fields: list[str], today: date) -> Card | None:
    """The card, when all that can be checked fits together. A scanner that types like a keyboard loses the letters of
    Vietnamese: names and addresses are not looked at, and of "Nữ" only the N counts."""
    if len(fields) < FIELDS:
        return None
    number, former, _name, birth, sex, _home, issue = fields[:FIELDS]
    born, issued = _day(birth), _day(issue)
    if not _is_figures(number, 12) or not (former == "" or _is_figures(former, 9)) or not born or not issued:
        return None
    if not date(1900, 1, 1) <= born <= issued <= today or not sex.startswith("N"):
        return None
    # The fourth figure is the century and the sex, the next two the year: 0 a man of 19.., 3 a woman of 20...
    century, is_woman = divmod(int(number[3]), 2)
    if (1900 + 100 * century + int(number[4:6]), bool(is_woman)) != (born.year, sex != "Nam"):
        return None
    return Card(number, born)


def _is_figures(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdigit()


def _day(text: str) -> date | None:
    """`01021990`, the first of February."""
    if not _is_figures(text, 8):
        return None
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return None


class Cards:
    """Numbers of cards between their scan and the number they are for: in memory only, for minutes, by a handle that
    says nothing. The page, the journal and the logs know the handle at most."""

    def __init__(self, held_s: float = HELD_S) -> None:
        self._held_s = held_s
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[str, threading.Timer]] = OrderedDict()

    def hold(self, number: str) -> str:
        """Keeps a card's number, until its time is over, whether anybody comes then or not; its handle."""
        handle = secrets.token_urlsafe(16)
        timer = threading.Timer(self._held_s, self.let_go, [handle])
        timer.daemon = True
        with self._lock:
            self._held[handle] = number, timer
            too_many = list(self._held)[:-HELD_AT_MOST]
        timer.start()
        for oldest in too_many:
            self.let_go(oldest)
        return handle

    def number_of(self, handle: str) -> str | None:
        """The number behind a handle; None when it was let go, which costs only the one-person rule."""
        with self._lock:
            held = self._held.get(handle)
        return held[0] if held else None

    def let_go(self, handle: str) -> None:
        """Its number is in no memory any more."""
        with self._lock:
            held = self._held.pop(handle, None)
        if held:
            held[1].cancel()
