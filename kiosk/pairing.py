"""Pairing: a kiosk without a key asks for the code that the administration shows, and keeps the key it gets for it."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.client import Server
from kiosk.refusals import InvalidRequest, KeyNotKept, Refusal
from kiosk.web import new_app, read_body
from kiosk.wishes import LONGEST, fresh_key, read_key


def key_file(data: Path) -> Path:
    """Where this kiosk keeps the key it was paired with."""
    return data / "device.key"


def kept_key(data: Path) -> str:
    """The key this kiosk was paired with; "" when it never was, or the file cannot be read."""
    try:
        return key_file(data).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def keep_key(data: Path, key: str) -> None:
    """Keeps the key for its owner only; after a power cut it is there whole, or not at all. Raises KeyNotKept."""
    beside = key_file(data).with_suffix(".new")
    try:
        opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "w", encoding="ascii") as out:
            out.write(key)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(key_file(data))
        folder = os.open(data, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise KeyNotKept(why=error.strerror or "") from error


def create_pairing_app(server: Server, data: Path, paired: Callable[[], None]) -> Flask:
    """The one page of a kiosk that has no key; calls `paired` once its key is kept."""
    app = new_app()

    @app.get("/")
    def page() -> ResponseReturnValue:
        return render_template("pair.html")

    @app.get("/api/pairing")
    def show() -> ResponseReturnValue:
        return jsonify({"server": server.url, "online": _answers(server)})

    @app.post("/api/pairing")
    def claim() -> ResponseReturnValue:
        key = read_key(request.headers.get("Idempotency-Key")) or fresh_key()
        code = read_body().get("code")
        if not isinstance(code, str) or not 0 < len(code) <= LONGEST:
            raise InvalidRequest(field="code")
        said = server.claim(code, key)
        keep_key(data, said["key"])
        paired()
        return jsonify({"name": said["device"]["name"]})

    return app


def _answers(server: Server) -> bool:
    with suppress(Refusal):  # Also a refusal is an answer; whether there was one, the contact knows.
        server.hello()
    return server.contact.online
