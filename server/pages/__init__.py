"""The pages people open: start, sign-in, those of staff, and the phone page behind a QR."""

from flask import Blueprint

from server.pages import admin, appointments, console, dashboard, frame, login, phone, sign, start, story, why


def all_pages() -> list[Blueprint]:
    """The pages, and the one blueprint that serves their static files."""
    return [
        part.blueprint()
        for part in (frame, start, login, console, dashboard, admin, story, why, appointments, sign, phone)
    ]
