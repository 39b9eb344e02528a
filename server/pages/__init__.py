"""The pages people open: start, sign-in, console, dashboard, administration, story, and the phone page behind a QR."""

from flask import Blueprint

from server.pages import admin, console, dashboard, frame, login, phone, start, story


def all_pages() -> list[Blueprint]:
    """The pages, and the one blueprint that serves their static files."""
    return [part.blueprint() for part in (frame, start, login, console, dashboard, admin, story, phone)]
