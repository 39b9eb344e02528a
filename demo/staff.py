"""A member of staff who is signed in at the server, and signs in again when the session is over."""

import threading
from collections.abc import Callable

from demo.wire import Json, Refused, Wire


class Staff:
    """One account. Several threads may use it."""

    def __init__(self, server: Wire, account: Json) -> None:
        self._server = server
        self._proof = {"user": account["user"], "password": account["password"]}
        self._signing_in = threading.Lock()
        self._token = ""

    def press(self, path: str, body: Json | None = None) -> Json:
        """Raises Refused, BrokenOff."""
        return self._signed_in(lambda token: self._server.post(f"/api/v1{path}", body, token))

    def get(self, path: str) -> Json:
        """Raises Refused, BrokenOff."""
        return self._signed_in(lambda token: self._server.get(f"/api/v1{path}", token))

    def _signed_in(self, ask: Callable[[str], Json]) -> Json:
        token = self._token or self._sign_in("")
        try:
            return ask(token)
        except Refused as refused:
            if refused.code != "not_signed_in":
                raise
            return ask(self._sign_in(token))

    def _sign_in(self, old: str) -> str:
        with self._signing_in:
            if self._token == old:  # Else another thread has just done it.
                self._token = str(self._server.post("/api/v1/sessions", self._proof)["token"])
            return self._token
