"""The page that says how many counters a day needs."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("staffing")

    @pages.get("/staffing")
    @auth.staff_page(auth.SUPERVISOR)
    def staffing() -> Response:
        return frame.render_staff("staffing.html")

    return pages
