"""The story page: the complaints office reads what happened in the hall, in order, and why."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("story")

    @pages.get("/story")
    @auth.staff_page("complaints", "supervisor", "admin")
    def story() -> Response:
        return frame.render_staff("story.html")

    return pages
