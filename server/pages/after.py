"""What the phone page's plain forms send, for phones whose scripts do not run."""

from contextlib import suppress

from flask import Blueprint, redirect, request
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from server import auth
from server.api.letter_words import RatingBody
from server.api.ratings import rate_with
from server.domain.errors import TooManyRequests, UnknownTicket
from server.pages import frame
from server.pages.phone import TOKEN


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("after")

    # No other site can make this form's post: it would have to know the token in its address.
    @pages.post("/t/<token>/rating")
    @auth.permits(auth.ANYONE)
    def rate(token: str) -> AnyResponse:
        about = request.form.get("aspect")
        try:
            body = RatingBody.model_validate(
                {"score": int(request.form.get("score", "0")), "aspects": [about] if about else []}
            )
        except (ValidationError, ValueError):
            body = None
        if body is not None and TOKEN.fullmatch(token):
            with suppress(UnknownTicket, TooManyRequests):
                rate_with(token, body)  # refused or not, the page says how it stands now
        return redirect(f"/t/{token}", code=303)

    return pages
