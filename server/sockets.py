"""Who comes in by a socket: proved, led to the rooms of their role by `server.live`, and seen out."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from flask import request
from flask_socketio import ConnectionRefusedError as Refused  # type: ignore[attr-defined]
from flask_socketio import Namespace, disconnect
from sqlalchemy import Connection

from server import queries
from server.db import Database
from server.domain.errors import DatabaseAway

if TYPE_CHECKING:
    from server.live import Live

NAMESPACE = "/hall"

TOKEN_LETTERS = 22
"""128 bits: what is longer or shorter is no ticket's token."""


class Listener(Protocol):
    """A device or member of staff, as `server.auth` proves them."""

    @property
    def id(self) -> int: ...
    @property
    def hall_id(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def counter(self) -> int | None: ...
    @property
    def session(self) -> int | None: ...


Identify = Callable[[Connection, dict[str, Any], dict[str, str], datetime], Listener | None]
"""Who connects, from the socket's `auth` and the page's cookies."""


class HallNamespace(Namespace):
    def __init__(self, live: "Live", database: Database, clock: Callable[[], datetime], identify: Identify) -> None:
        super().__init__(NAMESPACE)
        self._live, self._database, self._clock, self._identify = live, database, clock, identify
        self._who: dict[str, Listener | str] = {}

    def listeners(self) -> list[Listener]:
        """The devices and staff connected here."""
        return [who for who in self._who.values() if not isinstance(who, str)]

    def hang_up_phones(self) -> None:
        """Their pings need no database, and would go on proving what nobody can know to be true."""
        for sid in [sid for sid, who in self._who.items() if isinstance(who, str)]:
            self._live.socketio.sleep(0)
            self.disconnect(sid)

    def close_the_gone(self) -> None:
        """Close the sockets of sessions that ended, expired or sit elsewhere now, and of revoked devices, wherever that
        happened."""
        known = self.listeners()
        sessions = {who.session: who.counter for who in known if who.session is not None}
        devices = {who.id for who in known if who.session is None}
        if not sessions and not devices:
            return
        with self._database.read() as db:
            ended, revoked = queries.gone(db, sessions, devices, self._clock())
        for session in ended:
            self._live.close_sockets("session", session)
        for device in revoked:
            self._live.close_sockets("device", device)

    def on_connect(self, auth: Any) -> None:
        try:
            # Keys and tokens are plain ASCII; PostgreSQL takes no NUL, and half a surrogate pair cannot be hashed.
            said = auth.items() if isinstance(auth, dict) else ()
            self._join({name: proof for name, proof in said if _is_plain(proof)})
        except DatabaseAway as away:
            # Said, so that the client comes again: an error here would leave it waiting for an answer for ever.
            raise Refused(away.code, {"code": away.code}) from away
        server = self._live.socketio.server  # type: ignore[attr-defined]
        if server.get_environ(_sid(), NAMESPACE) is None:
            # It was given up for dead while the database was read; then nobody says that it left, and it never would.
            self.on_disconnect()
            raise Refused("gone")

    def _join(self, auth: dict[str, Any]) -> None:
        if isinstance(auth.get("token"), str):
            if len(auth["token"]) != TOKEN_LETTERS or not self._live.join_ticket(auth["token"]):
                raise Refused("unknown_ticket", {"code": "unknown_ticket"})
            self._who[_sid()] = auth["token"]
            return
        with self._database.read() as db:
            who = self._identify(db, auth, request.cookies, self._clock())
        if who is None:
            raise Refused("not_signed_in", {"code": "not_signed_in"})
        self._who[_sid()] = who
        self._live.join_staff_or_device(who)

    def on_disconnect(self, *_reason: Any) -> None:
        who = self._who.pop(_sid(), None)
        if isinstance(who, str):
            self._live.leave_ticket(who)

    def on_watch_desk(self, message: Any) -> None:
        """A supervisor looks at (or works at) a counter."""
        who = self._who.get(_sid())
        number = message.get("counter") if isinstance(message, dict) else None
        if who is None or isinstance(who, str) or who.role != "supervisor" or type(number) is not int:
            disconnect()
            return
        self._live.join_desk(who, number)


def _is_plain(said: Any) -> bool:
    return isinstance(said, str) and said.isascii() and said.isprintable()


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
