"""Signing in and out, by a plain form that also works without JavaScript."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from server import auth
from server.domain.errors import BadCredentials
from server.pages import frame

HOMES = {"clerk": "/counter", "supervisor": "/supervisor", "admin": "/admin", "complaints": "/story",
         "province": "/province"}  # fmt: skip


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("login")

    @pages.get("/login")
    @auth.permits(auth.ANYONE)
    def form() -> Response:
        return frame.render("login.html", next=_own_path(request.args.get("next")), user="", refused=None)

    @pages.post("/login")
    @auth.permits(auth.ANYONE)
    def sign_in() -> Response | AnyResponse:
        user, wanted = request.form.get("user", ""), _own_path(request.form.get("next"))
        if not auth.is_our_page(request):
            return frame.render("login.html", status=403, next=wanted, user=user, refused="bad-origin")
        try:
            token = auth.sign_in(user, request.form.get("password", ""))
        except BadCredentials:
            return frame.render("login.html", status=401, next=wanted, user=user, refused="bad-credentials")
        # 303: the browser fetches the next page by GET, and its Back does not offer to send the password again.
        response = redirect(wanted or "/home", code=303)
        auth.set_session_cookie(response, token)
        return response

    @pages.get("/home")
    @auth.staff_page()
    def home() -> AnyResponse:
        return redirect(HOMES.get(auth.required().role, "/"))

    @pages.post("/logout")
    @auth.permits(auth.ANYONE)
    def sign_out() -> Response | AnyResponse:
        if not auth.is_our_page(request):
            return frame.render("error.html", status=403, kind="not-allowed")
        response = redirect("/login", code=303)
        auth.sign_out(response)
        return response

    return pages


def _own_path(wanted: str | None) -> str:
    """`wanted` if it is a path of this server, else nothing: a sign-in link must not lead to another site.
    Browsers read `\\` as `/` and drop tabs and line ends, so neither may stand in it."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return ""
    if "\\" in wanted or any(ord(letter) < 32 for letter in wanted):
        return ""
    parts = urlsplit(wanted)
    return "" if parts.scheme or parts.netloc else wanted
