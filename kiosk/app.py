"""The kiosk's own small web program: the touch page, the JSON behind it, and the slips of virtual paper."""

import logging
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, jsonify, make_response, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from assets import FOLDER, LANGUAGES, SERVED
from kiosk.checking_in import CheckIn, read_check_in
from kiosk.health import Health
from kiosk.heartbeat import Heartbeat
from kiosk.menu import Menu
from kiosk.paper import Paper
from kiosk.refusals import BadOrigin, MalformedJson, NotJson, Refusal
from kiosk.taking import Taking
from kiosk.wishes import Wish, fresh_key, read_guide, read_key, read_language, read_query, read_wish

LARGEST_BODY = 64 * 1024
TYPES = {".ftl": "text/plain; charset=utf-8", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
OUTDATED = frozenset({"unknown_service", "unknown_procedure", "unknown_grounds"})
"""What the server refuses when it has another catalogue than this kiosk."""
CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}

log = logging.getLogger(__name__)


def create_app(*, menu: Menu, taking: Taking, paper: Paper, health: Health, heartbeat: Heartbeat) -> Flask:
    """Puts the parts behind their paths."""
    app = Flask("kiosk", root_path=str(Path(__file__).parent))
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    _add_api(app, menu, taking, paper, health)
    _add_numbers(app, taking, heartbeat)
    _add_pages(app, paper)
    _add_manners(app)
    return app


def _add_api(app: Flask, menu: Menu, taking: Taking, paper: Paper, health: Health) -> None:
    @app.get("/api/menu")
    def show_menu() -> ResponseReturnValue:
        return Response(menu.page(), mimetype="application/json")

    @app.get("/api/lines")
    def show_lines() -> ResponseReturnValue:
        return jsonify(menu.lines())

    @app.get("/api/search")
    def search() -> ResponseReturnValue:
        query = read_query(request.args.get("q", ""))
        return jsonify(menu.offer.search(query) | {"q": query})

    @app.post("/api/guide")
    def guide() -> ResponseReturnValue:
        key = read_key(request.headers.get("Idempotency-Key")) or fresh_key()
        body = _body()
        procedure = read_guide(body, menu.offer.procedure_codes)
        return jsonify(taking.guide(procedure, read_language(body), key))

    @app.get("/api/health")
    def show_health() -> ResponseReturnValue:
        return jsonify(health.as_json())

    @app.get("/api/paper")
    def show_slips() -> ResponseReturnValue:
        return jsonify({"slips": paper.slips()})


def _add_numbers(app: Flask, taking: Taking, heartbeat: Heartbeat) -> None:
    @app.post("/api/take")
    def take() -> ResponseReturnValue:
        return give(read_wish(_body()))

    @app.post("/api/check-in")
    def check_in() -> ResponseReturnValue:
        return give(read_check_in(_body()))

    def give(wish: Wish | CheckIn) -> ResponseReturnValue:
        key = read_key(request.headers.get("Idempotency-Key")) or fresh_key()
        try:
            answer = taking.take(wish, key)
        except Refusal as refusal:
            if refusal.code in OUTDATED:
                heartbeat.fetch_catalogue()
            raise
        heartbeat.hurry()  # The staff hear of a slip that failed before the citizen has reached them.
        return jsonify(answer)


def _add_pages(app: Flask, paper: Paper) -> None:
    @app.get("/")
    def touch() -> ResponseReturnValue:
        return render_template("touch.html")

    @app.get("/paper")
    def show_paper() -> ResponseReturnValue:
        return render_template("paper.html")

    @app.get("/paper/<name>.png")
    def slip(name: str) -> ResponseReturnValue:
        if paper.folder is None or name not in paper.slips():
            abort(404)
        return send_from_directory(paper.folder, f"{name}.png", max_age=3600)

    @app.get("/assets/<part>/<path:name>")
    def asset(part: str, name: str) -> ResponseReturnValue:
        if part not in SERVED or "\0" in name:
            abort(404)
        return send_from_directory(FOLDER / part, name, mimetype=TYPES.get(Path(name).suffix))


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


def _body() -> dict[str, Any]:
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
