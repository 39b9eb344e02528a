"""The clerk's console: the page on which one counter works."""

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
            # A clerk who sits nowhere yet: the page says whom to ask, rather than showing an empty desk.
            return frame.render("error.html", status=403, kind="no-counter")
        elif "counter" in request.args and request.args.get("counter", type=int) != number:
            return redirect(url_for("page_console.counter"))
        return frame.render_staff("console.html", number=number)

    return pages
