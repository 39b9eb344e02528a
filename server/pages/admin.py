"""The administrator's page: services, counters, accounts, devices and the catalogue of procedures."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("admin")

    @pages.get("/admin")
    @auth.staff_page("admin")
    def admin() -> Response:
        return frame.render_staff("admin.html")

    return pages
