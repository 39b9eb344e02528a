"""The honesty page: what people were told of their wait, and how it came true."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("promises")

    @pages.get("/promises")
    @auth.staff_page("supervisor", "complaints", "admin")
    def promises() -> Response:
        return frame.render_staff("promises.html")

    return pages
