"""The page that answers a complaint: why one label was called before another, in words for a letter."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("why")

    @pages.get("/why")
    @auth.staff_page("complaints", "supervisor", "admin")
    def why() -> Response:
        return frame.render_staff("why.html")

    return pages
