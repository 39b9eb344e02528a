"""The frame every page stands in: its language, its sentences, its templates and static files."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, make_response, render_template, request

from assets import LANGUAGES
from assets.messages import message
from server import auth
from server.here import here
from server.pulse import hall_row

LANGUAGE_COOKIE = "moiso_lang"
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English", "ko": "한국어"}
YEAR_S = 365 * 24 * 3600


def new_blueprint(name: str) -> Blueprint:
    """A blueprint of this folder: all of them share the templates; `frame` alone serves the static files."""
    return Blueprint(f"page_{name}", __name__, template_folder="templates")


def blueprint() -> Blueprint:
    """The static files of all pages, under `/pages/`."""
    return Blueprint("pages", __name__, static_folder="static", static_url_path="/pages")


def chosen_language() -> str | None:
    """What the reader asked for: `?lang=` now, or the choice this browser keeps from an earlier visit."""
    for asked in (request.args.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if asked in LANGUAGES:
            return asked
    return None


def render_staff(template: str, **values: Any) -> Response:
    """One page for the signed-in member of staff, with the name of their hall."""
    staff = auth.required()
    with here().database.read() as db:
        hall = hall_row(db, staff.hall_id)
    return render(template, staff=staff, hall=hall, **values)


def download(name: str, content_type: str, body: bytes) -> Response:
    """A file that the browser saves under this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(body, content_type=content_type, headers=headers)


def _in_language(code: str) -> str:
    """This same page in another language, whatever else its address asks for."""
    return "?" + urlencode({**request.args.to_dict(), "lang": code})


def render(template: str, *, status: int = 200, language: str | None = None, **values: Any) -> Response:
    """One page in the reader's language. A cookie and not local storage keeps the choice, so that it also
    holds before any script runs, and without scripts at all."""
    tongue = language or chosen_language() or LANGUAGES[0]
    body = render_template(
        template,
        t=partial(message, tongue),
        language=tongue,
        languages=LANGUAGE_NAMES,
        in_language=_in_language,
        demo=current_app.config.get("DEMO"),
        **values,
    )
    response = make_response(body, status)
    # Each page shows the truth of this moment, or of this account: a browser's Back must ask again.
    response.headers["Cache-Control"] = "no-store"
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, asked, max_age=YEAR_S, samesite="Lax", secure=request.is_secure)
    return response
