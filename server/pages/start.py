"""The start page: every page of the hall, and whom each is for."""

from typing import Any, NamedTuple
from urllib.parse import quote

from flask import Blueprint, Response, current_app
from sqlalchemy import select

from server import auth
from server.domain import regulations
from server.domain.regulations import Regulations
from server.here import here
from server.holders import newest_token
from server.models import Hall
from server.pages import frame
from server.pages.login import HOMES
from server.pulse import hall_row, only_hall


class Door(NamedTuple):
    """One page of the hall as the start page offers it; its sentences are `start-<name>` and `start-<name>-for`."""

    name: str
    icon: str
    url: str
    without: str = "start-needs-device"
    """The sentence that says how to come to it where there is no link."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("start")

    @pages.get("/")
    @auth.permits(auth.ANYONE)
    def start() -> Response:
        demo = current_app.config.get("DEMO")
        doors = staff_doors(demo) + ([Door("province", "landmark", "/province")] if _is_a_province() else [])
        return frame.render("start.html", public=_public_doors(demo), staff_doors=doors, cast=cast(demo))

    return pages


def _public_doors(demo: dict[str, Any] | None) -> list[Door]:
    """What stands in the hall. Kiosk, TV and panel need a device's key: only a demo may hand theirs out here."""
    known = demo["pages"] if demo else {}
    doors = [
        Door("kiosk", "ticket", demo["kiosk"] if demo else ""),
        Door("display", "tv", known.get("display", "")),
        Door("panel", "monitor", known.get("panel", "")),
        Door("rate", "thumbs-up", known.get("rate", "")),
        Door("paper", "printer", known.get("paper", "")),
        Door("phone", "smartphone", _newest_turn() if demo else "", without="start-needs-number"),
        Door("letter", "message-square", "/letter"),
        Door("home", "house", "/from-home"),
    ]
    regulated = _regulations()
    shut = {
        name
        for name, is_shut in (
            ("paper", not demo),
            ("home", regulated is None or not regulated.home.is_on),
            ("letter", regulated is None),
        )
        if is_shut
    }
    return [door for door in doors if door.name not in shut]


def _regulations() -> Regulations | None:
    """Of the only hall; None on a server of several, whose public pages cannot know which is meant."""
    with here().database.read() as db:
        hall = only_hall(db)
        return None if hall is None else regulations.read(hall_row(db, hall).regulations)


def _newest_turn() -> str:
    """Somebody's turn as their phone shows it, for a demo where nobody is real; empty before the first number."""
    with here().database.read() as db:
        hall = only_hall(db)
        token = hall and newest_token(db, hall, here().clock())
    return f"/t/{token}" if token else ""


def staff_doors(demo: dict[str, Any] | None) -> list[Door]:
    """The pages at the desks; in a demo each leads to a sign-in filled in with the first account that may open it."""
    entrances: dict[str, str] = {}
    for account in cast(demo):
        entrances.setdefault(account["role"], account["link"])
    return [
        Door("counter", "megaphone", entrances.get("clerk", "/counter")),
        Door("supervisor", "chart-no-axes-column", entrances.get("supervisor", "/supervisor")),
        Door("admin", "settings", entrances.get("admin", "/admin")),
        Door("letters", "message-square", entrances.get("complaints", "/story").replace("/story", "/letters", 1)),
        Door("story", "scroll-text", entrances.get("complaints", "/story")),
        Door("docs", "book-open", "/api/docs"),
    ]


def _is_a_province() -> bool:
    with here().database.read() as db:
        return len(db.execute(select(Hall.id).limit(2)).all()) > 1


def cast(demo: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The demo's accounts, each with a link that fills the sign-in form. The password travels in the fragment,
    which a browser never sends: it stands in no server's log."""
    return [
        {
            **account,
            "link": f"/login?next={HOMES[account['role']]}"
            f"#user={quote(account['user'])}&password={quote(account['password'])}",
        }
        for account in (demo or {}).get("accounts", [])
        if account["role"] in HOMES
    ]
