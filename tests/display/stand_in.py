"""A hall's server reduced to what screens hear: real Flask-SocketIO, names and payloads of docs/protocol.md."""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import sys  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402
from flask import Flask, Response, request, send_from_directory  # noqa: E402
from flask_socketio import ConnectionRefusedError as Refused  # noqa: E402
from flask_socketio import SocketIO, emit  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from geventwebsocket.handler import WebSocketHandler  # noqa: E402

from assets import FOLDER, SERVED  # noqa: E402
from display.board import blueprint  # noqa: E402
from tests.display import boards  # noqa: E402
from tests.display.boards import KEY  # noqa: E402

HEAD_EVERY_S = 2
MUTE_ONCE = "mute_once"
"""For `refuse`: the first to come is never answered."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)


def build(state: Path, voice: Path, refuse: str) -> tuple[Flask, SocketIO]:
    """`state`: the level on disk, found again after a kill; `refuse`: a code everybody is turned away with."""
    app = Flask(__name__)
    socketio = SocketIO(app, async_mode="gevent", cors_allowed_origins=None)
    app.register_blueprint(blueprint(voice_folder=voice))
    health: list[dict[str, object]] = []
    muted: list[str] = []
    hung: dict[str, object] = dict(boards.SCREEN)

    def level() -> dict[str, object]:
        return json.loads(state.read_text())

    def head() -> dict[str, object]:
        return {"seq": level()["seq"], "at": datetime.now(UTC).isoformat()}

    @app.after_request
    def policy(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    @app.get("/assets/<part>/<path:name>")
    def asset(part: str, name: str) -> Response:
        assert part in SERVED
        return send_from_directory(FOLDER / part, name)

    @app.post("/api/v1/devices/health")
    def take_health() -> dict[str, object]:
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        health.append(request.get_json()["health"])
        return {}

    @app.get("/control/health")
    def show_health() -> dict[str, object]:
        return {"health": health}

    @app.post("/control/board")
    def change_board() -> dict[str, object]:
        state.write_text(request.get_data(as_text=True))
        if "quiet" not in request.args:
            socketio.emit("board", level(), namespace="/hall")
        return {}

    @app.post("/control/screen")
    def change_screen() -> dict[str, object]:
        hung.update(request.get_json())
        socketio.emit("screen", {**head(), **hung}, namespace="/hall")
        return {}

    @app.get("/media/<name>")
    def media(name: str) -> Response:
        return send_from_directory(state.parent, name)

    @app.post("/control/call")
    def call() -> dict[str, object]:
        socketio.emit("ticket_called", request.get_json(), namespace="/hall")
        return {}

    @socketio.on("connect", namespace="/hall")
    def connect(auth: dict[str, str] | None) -> None:
        if refuse == MUTE_ONCE and not muted:
            muted.append(MUTE_ONCE)
            raise RuntimeError("neither yes nor no: what a database that fails in here makes of a server")
        if (refuse and refuse != MUTE_ONCE) or (auth or {}).get("key") != KEY:
            raise Refused(refuse or "not_signed_in")
        emit("screen", {**head(), **hung})
        emit("board", level())
        emit("head", head())

    def beat() -> None:
        while True:
            gevent.sleep(HEAD_EVERY_S)
            socketio.emit("head", head(), namespace="/hall")

    gevent.spawn(beat)
    return app, socketio


if __name__ == "__main__":
    port, state, voice, refuse = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    app, _ = build(state, voice, refuse)
    WSGIServer(("127.0.0.1", port), app, handler_class=WebSocketHandler, log=None).serve_forever()
