"""The clerk's console: the page on which one counter works, and the page of seats."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server import auth
from server.pages import frame


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("console")

    @pages.get("/counter")
    @auth.staff_page("clerk", "supervisor")
    def counter() -> Response | AnyResponse:
        staff = auth.required()
        number = staff.counter
        if staff.role == "supervisor":
            number = request.args.get("counter", type=int) or number or 1
        elif number is None:
            # A clerk who sits nowhere, or no longer: the page offers the seats, rather than showing an empty desk.
            return frame.render_staff("seats.html")
        elif "counter" in request.args and request.args.get("counter", type=int) != number:
            return redirect(url_for("page_console.counter"))
        return frame.render_staff("console.html", number=number)

    @pages.get("/seats")
    @auth.staff_page("clerk")
    def seats() -> Response:
        return frame.render_staff("seats.html")

    return pages
