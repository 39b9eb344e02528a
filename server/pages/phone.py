"""The phone page behind a ticket's QR: one card, readable before any script runs."""

import json
import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from assets import LANGUAGES
from assets.messages import message
from server import auth, holders
from server.domain.errors import UnknownTicket
from server.here import here
from server.pages import frame
from server.queries import named

TOKEN = re.compile(r"[A-Za-z0-9_-]{1,80}")

SOON_S = 300
"""A turn that may come this soon needs no clock time: be here."""

NEAR = 2
"""With so few people before them somebody outside should be on the way back."""

WOKEN = ("woken", "woken-where", "woken-look")
"""The sentences with which a phone is woken."""

MANIFEST_TYPE = "application/manifest+json"

HERE_BEFORE_S = 120
"""Be in the hall this long before the earliest likely call: the way from the door to a seat."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("phone")

    @pages.get("/t/<token>")
    @auth.permits(auth.ANYONE)
    def ticket(token: str) -> Response:
        return _page(token)

    @pages.get("/t/<token>/")
    @auth.permits(auth.ANYONE)
    def copied(token: str) -> AnyResponse:
        """Who copies an address by hand, or from a message, may bring a stroke too many."""
        asked = request.query_string.decode("latin-1")
        return redirect(f"/t/{token}?{asked}".rstrip("?"))

    @pages.get("/t/<token>/app.webmanifest")
    @auth.permits(auth.ANYONE)
    def manifest(token: str) -> Response:
        """With it a phone keeps this one number on its home screen."""
        found = _read(token)
        if found is None:
            raise UnknownTicket
        return Response(json.dumps(_manifest(token, found.level), ensure_ascii=False), content_type=MANIFEST_TYPE)

    @pages.get("/phone-worker.js")
    @auth.permits(auth.ANYONE)
    def worker() -> Response:
        """What the browser keeps of us while the page is closed; at the root, for a worker rules what is below it."""
        words = {
            language: {name: message(language, f"phone-{name}", label="{label}", counter="{counter}") for name in WOKEN}
            for language in LANGUAGES
        }
        made = frame.render("phone_worker.js", words=words)
        made.content_type = "text/javascript"
        return made

    return pages


def _page(token: str) -> Response:
    found = _read(token)
    if found is None:
        held = _held_label(token)
        return frame.render("phone_unknown.html", status=200 if held else 404, held=held)
    language = frame.chosen_language() or found.level["language"]
    names = {code: named(names, language) for code, names in found.names.items()}
    level = found.level | {"service_name": names.get(found.level["service"], found.level["service_name"])}
    return frame.render(
        "phone.html", language=language, token=token, level=level, card=card(level, language), push_key=found.push_key,
        names=json.dumps(names, ensure_ascii=False), made=_clock(_local(level, level["at"])),
    )  # fmt: skip


def _manifest(token: str, level: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": f"{level['label']} – {level['hall']['name']}",
        "short_name": level["label"],
        "lang": level["language"],
        "start_url": f"/t/{token}",
        "scope": f"/t/{token}",
        "display": "standalone",
        "theme_color": "#8E1B1F",
        "background_color": "#F5F3EF",
        "icons": [{"src": "/pages/mark.svg", "sizes": "any", "type": "image/svg+xml"}],
    }


class _Found(NamedTuple):
    level: dict[str, Any]
    push_key: str
    """What its phone subscribes with to be woken; empty: no phone is."""
    names: dict[str, dict[str, str]]
    """Of the hall's services, by code and key."""


def _read(token: str) -> _Found | None:
    # What is no token at all is not asked for: a database may choke on what people append to an address.
    if TOKEN.fullmatch(token) is None:
        return None
    now = here().clock()
    with here().database.read() as db:
        ticket = holders.ticket_by_token(db, token, now)
        if ticket is None:
            return None
        pulse = here().pulse(db, ticket.hall_id)
        key = here().live.push.public_key(pulse.hall.push_key)
        return _Found(holders.ticket_level(db, pulse, ticket), key, pulse.names)


def _held_label(token: str) -> str | None:
    if TOKEN.fullmatch(token) is None:
        return None
    with here().database.read() as db:
        return holders.held_label(db, token, here().clock())


def card(level: dict[str, Any], language: str) -> dict[str, str]:
    """The card's sentences. `phone.js` says the same on each new level: same ids, same order."""
    state = level["state"]
    lines = {
        "state": message(language, f"phone-state-{_state_name(level)}"),
        "advice": _advice(level, language),
        "lane": _lane(level, language),
        "came": _came(level, language),
        "ahead": "",
        "wait": "",
        "kept": "",
        "last": _last(level, language),
    }
    if state == "waiting" and _standing(level) == "over":
        lines["wait"] = message(language, "phone-wait-over")
    elif state == "waiting":
        lines["ahead"] = message(language, "phone-ahead", count=level["ahead"])
        lines["wait"] = _likely_wait(level, language)
        lines["kept"] = _kept(level, language)
    return lines


def _state_name(level: dict[str, Any]) -> str:
    if level["state"] == "called" and level["calls"] > 1:
        return "called-again"
    return "given-back" if level["is_given_back"] else str(level["state"])


def _advice(level: dict[str, Any], language: str) -> str:
    """What to do now. The wait above it says when, and nothing is said twice."""
    state = level["state"]
    if state == "waiting" and _standing(level) == "over":
        return ""
    if state == "waiting" and _is_soon(level):
        state = "near" if level["ahead"] <= NEAR else "stay"
    return message(language, f"phone-advice-{state}", counter=level["counter"] or 0)


def _is_soon(level: dict[str, Any]) -> bool:
    """Whether the turn may come before whoever is outside is back. Nobody knows while no counter works."""
    if level["wait"] is None or _standing(level) != "open":
        return False
    return bool(level["ahead"] <= NEAR or level["wait"]["p10"] < SOON_S)


def _last(level: dict[str, Any], language: str) -> str:
    """How far the calls are, for whoever still waits; their own number is no news to them."""
    last = level["last_called"] if level["state"] == "waiting" else None
    return message(language, "phone-last", label=last) if last and last != level["label"] else ""


def _lane(level: dict[str, Any], language: str) -> str:
    """What a person of an ordinary turn need not be told."""
    if level["slot_at"] is not None:
        return message(language, "phone-slot", time=_clock(_local(level, level["slot_at"])))
    return "" if level["lane"] == "ordinary" else message(language, f"common-lane-{level['lane']}")


def _came(level: dict[str, Any], language: str) -> str:
    """Why whoever was called before waits again, and for which counter."""
    if level["state"] != "waiting":
        return ""
    said = []
    # Sent to another counter for the same service, the counter is all there is to say.
    if level["came"] and not (level["came"] == "transferred" and level["reserved_counter"]):
        said.append(message(language, f"phone-came-{level['came'].replace('_', '-')}", service=level["service_name"]))
    if level["reserved_counter"]:
        said.append(message(language, "phone-came-to-counter", counter=level["reserved_counter"]))
    return " ".join(said)


def _standing(level: dict[str, Any]) -> str:
    """Whether the hall works: `open`, `break`, `before` or `over`; as `opening.js` says it a moment later."""
    hours = level["hours"]
    if hours["open"]:
        return "open"
    if hours["reopens_at"] is None or _local(level, hours["reopens_at"]).date() != _local(level, level["at"]).date():
        return "over"
    return "break" if hours["is_break"] else "before"


def _likely_wait(level: dict[str, Any], language: str) -> str:
    standing = _standing(level)
    if standing != "open":
        when = _clock(_local(level, level["hours"]["reopens_at"]))
        return message(language, f"phone-wait-{standing}", when=when)
    if level["wait"] is None:
        return message(language, "phone-wait-unknown")
    wait = wait_text(level["wait"], language).replace("–", "–\u2060")  # no line ends within "40–90"
    if _is_soon(level):
        return message(language, "phone-wait-soon", wait=wait)
    return message(language, "phone-wait", wait=wait, by=_here_by(level))


def _kept(level: dict[str, Any], language: str) -> str:
    """How far the range can be trusted, by what the hall's own estimates came to."""
    if level["kept_of_ten"] is None or level["wait"] is None or _standing(level) != "open":
        return ""
    return message(language, "phone-kept", kept=level["kept_of_ten"])


def wait_text(wait: Mapping[str, float], language: str) -> str:
    """The range in numbers people say, rounded outwards: 1, 2 … 10, then fives; as `hallTime.js` does."""
    first, high = _first_minute(wait), max(0.0, wait["p10"] / 60, wait["p90"] / 60)
    last = max(1, math.ceil(high) if high <= 10 else math.ceil(high / 5) * 5)
    if first < 1:
        return message(language, "common-wait-under", to=last)
    if first == last:
        return message(language, "common-wait-about", to=last)
    return message(language, "common-wait-range", **{"from": first, "to": last})


def _first_minute(wait: Mapping[str, float]) -> int:
    low = max(0.0, wait["p10"] / 60)
    return math.floor(low) if low <= 10 else math.floor(low / 5) * 5


def _here_by(level: dict[str, Any]) -> str:
    """When to be there, on the hall's clock: shortly before the earliest call of the range that is said."""
    earliest = timedelta(minutes=_first_minute(level["wait"]))
    return _clock(_local(level, level["at"]) + earliest - timedelta(seconds=HERE_BEFORE_S))


def _local(level: dict[str, Any], time: str) -> datetime:
    return datetime.fromisoformat(time).astimezone(ZoneInfo(level["hall"]["timezone"]))


def _clock(time: datetime) -> str:
    return f"{time.hour}:{time.minute:02}"
