"""The page of the tablet at a counter, which asks whoever was served how it was."""

from flask import Blueprint, Response

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("rate")

    # As the pages of screens it holds nothing of the hall: the device's key opens the socket that brings it.
    @pages.get("/rate/<int:number>")
    @auth.permits(auth.ANYONE)
    def rate(number: int) -> Response:
        return frame.render("rate.html", number=number, language="vi")

    return pages
