"""Builds the whole server from its settings, in reading order: the only module that knows everyone."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Request, Response, current_app, request, send_from_directory
from flask_openapi3.models import Info
from flask_openapi3.openapi import OpenAPI
from flask_socketio import SocketIO
from gevent import monkey
from pydantic import ValidationError
from sqlalchemy import Connection
from werkzeug.middleware.proxy_fix import ProxyFix

import assets
from display.board import blueprint as display
from display.own_voice import OwnVoice
from server import auth, http_errors, ops
from server.api import (
    alerts,
    appointments,
    attendant,
    catalogue,
    counters,
    docs,
    guides,
    holder,
    letters,
    levels,
    next_hours,
    pairings,
    people,
    province,
    ratings,
    regulations,
    reports,
    reserve,
    screens,
    sessions,
    slips,
    staffing,
    story,
    tickets,
    timelines,
    trial,
    voice,
    what_if,
    why,
)
from server.config import Settings
from server.db import Database
from server.domain.errors import InvalidRequest, MalformedJson, NotFound, NotJson
from server.here import Here
from server.limits import Limits
from server.live import Live
from server.media import FILE_NAME, MOST_VIDEO_BYTES, Media
from server.menu import Menus
from server.pages import all_pages
from server.pages.errors import error_page

NOUNS = (
    sessions,
    catalogue,
    tickets,
    guides,
    holder,
    reserve,
    counters,
    levels,
    alerts,
    reports,
    staffing,
    what_if,
    next_hours,
    timelines,
    story,
    people,
    pairings,
    attendant,
    regulations,
    slips,
    screens,
    why,
    appointments,
    trial,
    voice,
    ratings,
    letters,
    province,
)
"""What the API is made of, in the order of its page."""

MAX_BODY = 64 * 1024
MAX_IMPORT = 8 * 1024 * 1024
MAX_TAKE = 1024 * 1024
YEAR_S = 31_536_000

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)

PUBLIC_PARTS = frozenset({"display", "assets", "shown"})
"""Blueprints that hold nothing a hall keeps to itself: page shells, fonts, sounds, what hangs on its walls.
Every other view declares who may use it."""


def now() -> datetime:
    """The clock of the real world."""
    return datetime.now(UTC)


def build(settings: Settings, clock: Callable[[], datetime] = now) -> Flask:
    """The server as a Flask app; `app.extensions["moiso"]` is its `Here`."""
    app = OpenAPI(
        "server",
        info=Info(title="Mời Số", version="1", description="The queue of a one-stop public administrative centre."),
        security_schemes={"bearer": {"type": "http", "scheme": "bearer"}},
        validation_error_callback=_invalid,
        doc_ui=False,
        static_folder=None,
    )
    app.request_class = _JsonRequest
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["DEMO"] = json.loads(Path(settings.demo).read_text(encoding="utf-8")) if settings.demo else None
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]

    database, menus = Database(settings.database_url), Menus()
    socketio = SocketIO(
        app,
        async_mode="gevent" if monkey.is_module_patched("threading") else "threading",
        # WebSocket only: no session needs to stay on one worker. cors_allowed_origins stays None: it checks Origin.
        transports=["websocket"],  # type: ignore[call-arg]
        http_compression=False,
        max_http_buffer_size=MAX_BODY,
        ping_interval=10,
        ping_timeout=8,
        manage_session=False,
    )
    live = Live(socketio, settings, database, menus, clock)
    limits = Limits(settings.redis)
    media, own_voice = Media(settings.media_folder), OwnVoice(settings.own_voice, settings.usual_voice / "bank")
    app.extensions["moiso"] = Here(settings, database, live, menus, media, own_voice, limits, clock)

    for noun in NOUNS:
        app.register_api(noun.api)
    app.register_blueprint(docs.blueprint(app))
    app.register_blueprint(ops.blueprint())
    app.register_blueprint(display(settings.usual_voice, settings.own_voice))
    app.register_blueprint(_shared_assets())
    app.register_blueprint(_shown(settings.media_folder))
    for pages in all_pages():
        app.register_blueprint(pages)

    http_errors.install(app, error_page)
    app.before_request(_only_the_declared)
    app.before_request(_readable)
    app.after_request(_guarded)
    _limit_tries(app, limits)
    live.start(_identify)
    return app


class _JsonRequest(Request):
    """A POST without a body asks for the same as one with `{}`."""

    def get_json(self, *args: Any, **kwargs: Any) -> Any:
        return super().get_json(*args, **kwargs) if self.get_data(cache=True) else {}


def _invalid(error: ValidationError) -> Response:
    problems = [
        {"field": ".".join(str(part) for part in problem["loc"]), "problem": problem["msg"]}
        for problem in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    refusal = InvalidRequest(problems=problems)
    return Response(http_errors.body(refusal), refusal.status, content_type="application/json")


def _only_the_declared() -> None:
    """Who may use this route? A route that does not say answers nobody."""
    if request.endpoint is None or request.blueprint in PUBLIC_PARTS or request.endpoint.endswith(".static"):
        return
    auth.check(current_app.view_functions[request.endpoint])


def _readable() -> None:
    """A body is an object of JSON, or nothing; but for pictures and videos, which are read as they come."""
    if request.method != "POST" or not request.path.startswith("/api/"):
        return
    if request.path.endswith("/media"):
        request.max_content_length = MOST_VIDEO_BYTES
        return
    if request.path.endswith("/catalogue/import"):
        request.max_content_length = MAX_IMPORT
    if request.path.endswith("/takes"):
        request.max_content_length = MAX_TAKE
    body = request.get_data(cache=True)
    if not body:
        return
    if not request.is_json:
        raise NotJson
    try:
        said = json.loads(body.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise MalformedJson from None
    if not isinstance(said, dict):
        raise InvalidRequest(problems=[{"field": "", "problem": "an object is needed"}])
    if b"\\u" in body:
        _only_whole_letters(said)


def _only_whole_letters(said: dict[str, Any]) -> None:
    """JSON can spell half a surrogate pair, which is no letter: no answer that repeats it could ever be sent."""
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InvalidRequest(problems=[{"field": "", "problem": "half a surrogate pair is no text"}]) from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _policy(request.path)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Not "no-referrer": over plain HTTP browsers would then send "Origin: null" with our own sign-in form.
    response.headers["Referrer-Policy"] = "same-origin"
    if request.path.startswith("/api/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def _policy(path: str) -> str:
    """The administration shows a screen inside its own page while it is set up; nothing else frames or is framed."""
    if path == "/admin":
        return f"{CSP}; frame-src 'self'"
    if path == "/display" or path.startswith("/panel/"):
        return CSP.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return CSP


def _shared_assets() -> Blueprint:
    shared = Blueprint("assets", __name__)

    @shared.get("/assets/<part>/<path:name>")
    def asset(part: str, name: str) -> Response:
        if part not in assets.SERVED:
            raise NotFound
        # Asked again each time, a 304 on the hall's own network: after an update no page mixes old files with new ones.
        return send_from_directory(assets.FOLDER / part, name)

    return shared


def _shown(folder: Path) -> Blueprint:
    shown = Blueprint("shown", __name__)

    @shown.get("/media/<name>")
    def picture_or_video(name: str) -> Response:
        if not re.fullmatch(FILE_NAME, name):
            raise NotFound
        # A name means one content for ever, so a screen fetches it once. Ranges are answered: a video begins at once.
        return send_from_directory(folder, name, max_age=YEAR_S)

    return shown


def _limit_tries(app: Flask, limits: Limits) -> None:
    def limited(view: Callable[..., Any], check: Callable[[], None]) -> Callable[..., Any]:
        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            check()
            return view(*args, **kwargs)

        return counted

    tried = {"sessions.begin": limits.check, "page_login.sign_in": limits.check, "pairings.claim": limits.check_pairing}
    for endpoint, check in tried.items():
        app.view_functions[endpoint] = limited(app.view_functions[endpoint], check)


def _identify(db: Connection, said: dict[str, Any], cookies: dict[str, str], at: datetime) -> auth.Principal | None:
    """Who connects a socket: a device by its key, a program by its session, a page by its cookie; from the
    internet nobody, for whom only a ticket's token opens its turn."""
    if auth.is_public(request):
        return None
    if isinstance(said.get("key"), str):
        return auth.principal_of_key(db, said["key"])
    session = said.get("session") or cookies.get(auth.COOKIE)
    who = auth.principal_of_session(db, session, at) if isinstance(session, str) else None
    return None if who is not None and who.role == auth.PROVINCE else who  # nothing of one hall is for them
