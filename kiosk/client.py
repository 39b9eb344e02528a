"""Speaks with the hall's server: asks for numbers, reads the catalogue and the lines, says how the paper went."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import requests

from kiosk.refusals import DeviceRefused, ServerAway, ServerRefused

TIMEOUT_S = (2.0, 3.0)
"""To connect, to answer: a citizen is standing in front of us."""
PAUSES_S = (0.2, 0.5, 1.0)
"""Before each further try of the same request with the same key."""
PASSING = frozenset({500, 502, 503, 504})
"""Answers of a server (or its proxy) that is restarting: nothing is decided, ask again."""


class Contact:
    """Whether the server answers, and since when that is so; every request says how it went."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._lock = threading.Lock()
        self.online = False
        self.since = now()

    def heard(self, online: bool) -> bool:
        """Notes how a request went; true when this is news."""
        with self._lock:
            if self.online == online:
                return False
            self.online, self.since = online, self._now()
            return True


class Server:
    """The hall's server as this kiosk sees it."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self.contact = Contact()
        self._key = key
        self._sessions = threading.local()

    def catalogue(self) -> dict[str, Any]:
        """All that a kiosk keeps on its disk."""
        return self._send("GET", "/catalogue")

    def lines(self) -> dict[str, Any]:
        """Who waits where, now."""
        return self._send("GET", "/lines")

    def issue(self, wish: dict[str, Any], key: str, *, in_haste: bool = False) -> dict[str, Any]:
        """One ticket for this key, however often the network makes us ask: a lost answer must not cost a number.

        `in_haste`: there is another number for this citizen; asked once more if the line was good until now, else once.
        """
        pauses = PAUSES_S if not in_haste else PAUSES_S[:1] if self.contact.online else ()
        ticket: dict[str, Any] = self._insist("/tickets", wish | {"channel": "kiosk"}, key, pauses)["ticket"]
        return ticket

    def public_ticket(self, token: str) -> dict[str, Any]:
        """What the holder of this ticket may know. Raises a Refusal."""
        return self._send("GET", f"/public/tickets/{token}")

    def check_in(self, code: str, language: str, key: str) -> dict[str, Any]:
        """The ticket of an appointment, once for this key, and whether it came too `late` to be more than a number."""
        said = self._insist(f"/appointments/{code}/check-in", {"language": language}, key)
        return {**said["ticket"], "late": said.get("late", False)}

    def hold_reserve(self, instance: str) -> dict[str, Any]:
        """The numbers this kiosk may give by itself, filled up."""
        return self._send("POST", "/reserve/hold", {"instance": instance})

    def take_in(self, handed: list[dict[str, Any]], given_up: list[str]) -> dict[str, Any]:
        """Tells which of them were handed out, and which presses ended without a number."""
        return self._send("POST", "/reserve/take-in", {"handed": handed, "given_up": given_up})

    def hello(self) -> None:
        """Asks what anybody may ask: whether a hall's server answers at this address. Raises a Refusal."""
        self._send("GET", "/services")

    def claim(self, code: str, key: str) -> dict[str, Any]:
        """The key of the machine that `code` stands for, the same one for the same `key`. Raises a Refusal."""
        return self._insist("/pairings/claim", {"code": code, "kind": "kiosk"}, key)

    def attendant_pin(self) -> str | None:
        """The slow hash of the PIN that opens the attendant's screen; None when there is no PIN. Raises a Refusal."""
        pin_hash: str | None = self._send("GET", "/attendant-pin")["pin_hash"]
        return pin_hash

    def report_print(self, ticket: int, outcome: str, detail: str, key: str) -> None:
        """Tells what became of the paper; the caller repeats it until it gets through."""
        self._send("POST", f"/tickets/{ticket}/print-report", {"outcome": outcome, "detail": detail}, key)

    def tell_guide(self, procedure: str, key: str) -> None:
        """Tells that a guide slip was given; the caller repeats it until it gets through."""
        self._send("POST", "/guides", {"procedure": procedure}, key)

    def report_health(self, health: dict[str, Any], key: str) -> None:
        """Tells how this kiosk is."""
        self._send("POST", "/devices/health", {"health": health}, key)

    def _insist(self, path: str, body: dict[str, Any], key: str, pauses: Sequence[float] = PAUSES_S) -> dict[str, Any]:
        for pause in pauses:
            try:
                return self._send("POST", path, body, key)
            except ServerAway:
                time.sleep(pause)
        return self._send("POST", path, body, key)

    def _send(self, method: str, path: str, body: dict[str, Any] | None = None, key: str = "") -> dict[str, Any]:
        headers = {"Idempotency-Key": key} if key else {}
        try:
            answer = self._session().request(
                method, f"{self.url}/api/v1{path}", json=body, headers=headers, timeout=TIMEOUT_S, allow_redirects=False
            )
            found = answer.json()
        except (requests.RequestException, ValueError) as error:
            self.contact.heard(False)
            raise ServerAway(why=type(error).__name__) from error
        if answer.status_code in PASSING or not isinstance(found, dict):
            self.contact.heard(False)
            raise ServerAway(why=str(answer.status_code))
        self.contact.heard(True)
        if answer.ok:
            return found
        raise _refusal(answer.status_code, found)

    def _session(self) -> requests.Session:
        # A requests session is not made for several threads at once; each worker of the page keeps its own.
        session: requests.Session | None = getattr(self._sessions, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False  # A proxy meant for the internet must not stand between the kiosk and its hall.
            session.headers.update({"Authorization": f"Bearer {self._key}", "Accept": "application/json"})
            self._sessions.session = session
        return session


def _refusal(status: int, found: dict[str, Any]) -> DeviceRefused | ServerRefused:
    if status in (401, 403):
        return DeviceRefused()
    error = found.get("error")
    error = error if isinstance(error, dict) else {}
    details = error.get("details")
    return ServerRefused(
        status,
        str(error.get("code", "bad_request")),
        str(error.get("message", "")),
        details if isinstance(details, dict) else {},
    )
