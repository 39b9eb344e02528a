"""What all pages of the kiosk's web program share: headers, shared files, bodies read, refusals in one shape."""

from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, jsonify, make_response, request, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from assets import FOLDER, LANGUAGES, SERVED
from kiosk.refusals import BadOrigin, MalformedJson, NotJson, Refusal

LARGEST_BODY = 64 * 1024
TYPES = {".ftl": "text/plain; charset=utf-8", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def new_app() -> Flask:
    """An app with its manners and the shared files, and no path of its own yet."""
    app = Flask("kiosk", root_path=str(Path(__file__).parent))
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    _add_manners(app)

    @app.get("/assets/<part>/<path:name>")
    def asset(part: str, name: str) -> ResponseReturnValue:
        if part not in SERVED or "\0" in name:
            abort(404)
        return send_from_directory(FOLDER / part, name, mimetype=TYPES.get(Path(name).suffix))

    return app


def _add_manners(app: Flask) -> None:
    @app.before_request
    def refuse_other_sites() -> None:
        if request.method != "GET" and request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
            raise BadOrigin()

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        # The kiosk's files change only with its program: asking again each time costs a 304 on the loopback.
        response.headers.setdefault("Cache-Control", "no-cache" if response.is_streamed else "no-store")
        return response

    @app.errorhandler(Refusal)
    def refuse(refusal: Refusal) -> ResponseReturnValue:
        return make_response(jsonify(refusal.body(_reader())), refusal.status)

    @app.errorhandler(HTTPException)
    def refuse_http(error: HTTPException) -> ResponseReturnValue:
        plain = Refusal()
        plain.status, plain.code = error.code or 500, CODES.get(error.code or 500, "bad_request")
        return make_response(jsonify(plain.body(_reader())), plain.status)


def read_body() -> dict[str, Any]:
    """The JSON object of this request. Raises a Refusal."""
    if not request.is_json:
        raise NotJson()
    try:
        body = request.get_json(cache=False)
    except (HTTPException, RecursionError) as error:
        if isinstance(error, HTTPException) and error.code == 413:
            raise
        raise MalformedJson() from error
    if not isinstance(body, dict):
        raise MalformedJson()
    return body


def _reader() -> str:
    """The language of whoever reads the refusal."""
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
