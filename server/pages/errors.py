"""What a browser sees when a page is refused: the same refusals as the API, as a page that says what to do."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from server.domain.errors import HallUnknown, Refusal
from server.pages import frame

KINDS = {403: "not-allowed", 404: "not-found"}


def error_page(refusal: Refusal) -> Response | AnyResponse:
    """The answer to a browser that asked for a page. One who is not signed in is led to the form."""
    if refusal.status == 401:
        return redirect("/login")
    if refusal.status == 429 and request.path == "/login":
        return frame.render(
            "login.html", status=429, next="", user=request.form.get("user", ""), refused="too-many-requests"
        )
    if refusal.status == 404 and f"{request.path}/".startswith("/t/"):
        # Below this address are citizens' numbers, whatever was cut off or added: the start page is no help to them.
        return frame.render("phone_unknown.html", status=404, held=None)
    kind = "hall-unknown" if isinstance(refusal, HallUnknown) else KINDS.get(refusal.status, "fault")
    return frame.render("error.html", status=refusal.status, kind=kind)
