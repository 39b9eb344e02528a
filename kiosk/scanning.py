"""What the page may know of a scan: which kind it was, and of a card a handle and the ground it speaks for."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue

from kiosk.cards import LONGEST, Cards, read_scan
from kiosk.client import Server
from kiosk.menu import Menu
from kiosk.offer import Offer
from kiosk.refusals import InvalidRequest, NotOffered, ServerRefused
from kiosk.scanner import Scanner
from kiosk.web import read_body

Json = dict[str, Any]

SHOWN = ("label", "service", "state", "ahead", "wait", "counter")
"""Of a ticket before the scanner: its own turn, for ten seconds."""
WAIT_S = 5.0
"""Less than a page's patience with an answer."""


def add_scanning(app: Flask, menu: Menu, server: Server, cards: Cards, scanner: Scanner | None) -> None:
    """Puts the scanner's paths in place; what one that types has read comes as a body, and so into no log."""

    @app.post("/api/scan")
    def scan() -> ResponseReturnValue:
        text = read_body().get("text")
        if not isinstance(text, str) or len(text) > 2 * LONGEST:
            raise InvalidRequest(field="text")
        return jsonify(told(text))

    @app.post("/api/scans/next")
    def next_scan() -> ResponseReturnValue:
        if scanner is None:
            raise NotOffered()
        text = scanner.next(WAIT_S)
        return jsonify({"kind": None} if text is None else told(text))

    def told(text: str) -> Json:
        offer = menu.offer
        today = datetime.now(ZoneInfo(offer.hall.get("timezone") or "Asia/Ho_Chi_Minh")).date()
        found = read_scan(text, today)
        said: Json = {"kind": found.kind}
        if found.card is not None:
            said |= {"card": cards.hold(found.card.number), "grounds": _ground(found.card.age(today), offer)}
        elif found.kind == "ticket":
            said |= {"ticket": _ticket(server, found.code)}
        elif found.kind == "appointment":
            said |= {"code": found.code}
        return said


def _ground(age: int, offer: Offer) -> str | None:
    """The ground this hall knows for that age."""
    return next((code for code, from_age in offer.ages.items() if age >= from_age), None)


def _ticket(server: Server, token: str) -> Json | None:
    """The ticket's turn; None for one of another day or another hall. Raises ServerAway."""
    try:
        known = server.public_ticket(token)
    except ServerRefused:
        return None
    return {name: known.get(name) for name in SHOWN}
