"""The supervisor's page: how long people wait, who serves, which machine needs a hand."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("dashboard")

    @pages.get("/supervisor")
    @auth.staff_page("supervisor")
    def supervisor() -> Response:
        return frame.render_staff("supervisor.html")

    return pages
