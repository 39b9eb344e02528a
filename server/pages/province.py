"""The page of a province's steering room: all halls of this server in one table."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("province")

    @pages.get("/province")
    @auth.staff_page(auth.PROVINCE)
    def province() -> Response:
        return frame.render_staff("province.html")

    return pages
