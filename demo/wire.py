"""Asks the hall's programs over HTTP; a server that is away is asked again, with the same key, until it is back."""

import threading
import uuid
from typing import Any

import requests

from demo.clock import Clock

TIMEOUT_S = (2.0, 20.0)
"""To connect, to answer: a kiosk answers when its paper is out."""
PAUSES_S = (0.1, 0.2, 0.5, 1.0)
"""Before asking again; the last one from then on."""

Json = dict[str, Any]


class Refused(Exception):
    """The hall said no, with a code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status, self.code = status, code


class Wire:
    """One program at one address. Any number of threads may use it."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._url = url.rstrip("/")
        self._clock = clock
        self._mine = threading.local()

    def get(self, path: str, bearer: str = "") -> Json:
        """Raises Refused, BrokenOff."""
        return self._insist("GET", path, None, {"Authorization": f"Bearer {bearer}"} if bearer else {})

    def post(self, path: str, body: Json | None = None, bearer: str = "", key: str = "") -> Json:
        """Raises Refused, BrokenOff. One press, one key: asked ten times, it happens once."""
        headers = {"Idempotency-Key": key or f"day-{uuid.uuid4()}"}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        return self._insist("POST", path, body or {}, headers)

    def _insist(self, method: str, path: str, body: Json | None, headers: dict[str, str]) -> Json:
        tries = 0
        while True:
            answer = self._ask(method, path, body, headers)
            if answer is not None:
                return answer
            self._clock.wait(PAUSES_S[min(tries, len(PAUSES_S) - 1)])
            tries += 1

    def _ask(self, method: str, path: str, body: Json | None, headers: dict[str, str]) -> Json | None:
        """The answer, or None when nothing was decided and the same may be asked again."""
        try:
            answer = self._session().request(method, self._url + path, json=body, headers=headers, timeout=TIMEOUT_S)
            said: Json = answer.json()
        except (requests.RequestException, ValueError):
            return None
        if answer.status_code >= 500 or answer.status_code == 429:
            return None
        if not answer.ok:
            raise Refused(answer.status_code, str(said.get("error", {}).get("code")))
        return said

    def _session(self) -> requests.Session:
        # A session of requests is made for one thread alone.
        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = requests.Session()
            session.trust_env = False  # A proxy meant for the internet must not stand between us and the hall.
        return session
