"""The page that tries one change at a counter before anybody makes it."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("what_if")

    @pages.get("/what-if")
    @auth.staff_page(auth.SUPERVISOR)
    def what_if() -> Response:
        return frame.render_staff("whatIf.html")

    return pages
