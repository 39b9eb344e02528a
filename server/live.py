"""The wire to the screens: every room, event and payload of Socket.IO, and the only place that emits.

A verb that has committed wakes its hall here. The hall's levels are then read from the database and sent, and calls
that this process has not yet told are read from the story and sent as edges. So what is told is what was committed, in
order and once; a wake-up that gets lost (Redis away, a worker killed) is made good by the next heartbeat.
"""

import json
import secrets
from collections import Counter as Tally
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import redis
import structlog
from flask import request
from flask_socketio import ConnectionRefusedError as Refused  # type: ignore[attr-defined]
from flask_socketio import Namespace, SocketIO, disconnect, emit, join_room
from sqlalchemy import Connection

from server import desks, holders, queries, reports
from server.config import Settings
from server.db import Database
from server.domain.errors import DatabaseAway
from server.menu import Menus
from server.pulse import Pulse, hall_row, pulse_now

NAMESPACE = "/hall"
BOARD, DESK, LINES, FIGURES, DEVICES, TICKET = "board", "desk", "lines", "figures", "devices", "ticket"
TICKET_CALLED, HEAD, SIGNED_OUT = "ticket_called", "head", "signed_out"
WATCH_DESK = "watch_desk"
EVENTS = frozenset({BOARD, DESK, LINES, FIGURES, DEVICES, TICKET, TICKET_CALLED, HEAD, SIGNED_OUT})

CHANNEL = "moiso"
"""The Redis channel on which workers wake each other."""

_LEVELS_OF = {
    "display": (BOARD,),
    "panel": (BOARD,),
    "kiosk": (LINES,),
    "clerk": (BOARD, LINES, DEVICES),
    "supervisor": (BOARD, LINES, FIGURES, DEVICES),
    "complaints": (BOARD, LINES, FIGURES),
    "admin": (BOARD, LINES, FIGURES),
}

log = structlog.get_logger()


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


class Live:
    def __init__(
        self, socketio: SocketIO, settings: Settings, database: Database, menus: Menus, clock: Callable[[], datetime]
    ) -> None:
        self.socketio = socketio
        self._settings, self._database, self._menus, self._clock = settings, database, menus, clock
        self._halls: dict[int, _Hall] = {}
        self._id = secrets.token_hex(8)
        """Tells this worker's own messages from the others'."""
        self._redis = redis.Redis.from_url(settings.redis) if settings.redis else None

    def start(self, identify: Identify) -> None:
        """Listen to sockets, to the other workers, and to time."""
        self._sockets = _HallNamespace(self, self._database, self._clock, identify)
        self.socketio.on_namespace(self._sockets)
        self.socketio.start_background_task(self._beat)
        if self._redis is not None:
            self.socketio.start_background_task(self._hear_workers)

    def tell(self, hall_id: int) -> None:
        """A verb has committed in this hall: every screen of every worker learns it."""
        self.wake(hall_id)
        self._to_workers({"hall": hall_id})

    def end_session(self, session: int) -> None:
        """The sockets of a session that ended are closed: a socket keeps the identity it had at its connect."""
        self._close_sockets("session", session)
        self._to_workers({"session": session})

    def end_device(self, device: int) -> None:
        """The sockets of a device whose key was revoked are closed too."""
        self._close_sockets("device", device)
        self._to_workers({"device": device})

    def end_seat(self, account: int) -> None:
        """The sockets of a clerk who sits elsewhere or nowhere now are closed; their session stays."""
        self._close_sockets("account", account)
        self._to_workers({"account": account})

    def _close_sockets(self, kind: str, id: int) -> None:
        room = f"{kind}:{id}"
        self.socketio.emit(SIGNED_OUT, {}, to=room, namespace=NAMESPACE)
        server = self.socketio.server  # type: ignore[attr-defined]
        for sid, _ in list(server.manager.get_participants(NAMESPACE, room)):
            server.disconnect(sid, namespace=NAMESPACE)

    def wake(self, hall_id: int) -> None:
        """Send what is new in this hall soon: at once when it was quiet, bundled while it is busy."""
        hall = self._hall(hall_id)
        if not self._listens(_room(hall_id, "all")):
            # Whoever joins next is given the levels of that moment, and the calls after it.
            hall.told = None
            return
        hall.dirty = True
        if not hall.busy:
            hall.busy = True
            self.socketio.start_background_task(self._send_all, hall)

    def _hall(self, hall_id: int) -> "_Hall":
        return self._halls.setdefault(hall_id, _Hall(hall_id))

    def _send_all(self, hall: "_Hall") -> None:
        try:
            while hall.dirty:
                hall.dirty = False
                self._send(hall)
                self.socketio.sleep(self._settings.refresh_ms / 1000)  # type: ignore[arg-type]
        except DatabaseAway:
            log.warning("levels not sent, the database is away", hall=hall.id)
        finally:
            hall.busy = False

    def _send(self, hall: "_Hall") -> None:
        messages: list[tuple[str, Any, str]] = []
        with self._database.read() as db:
            pulse = pulse_now(db, hall.id, self._clock())
            hall.told = pulse.hall.seq if hall.told is None else hall.told
            for call in queries.calls_after(db, pulse, hall.told):
                token = call.pop("token")
                messages += [(TICKET_CALLED, call, _room(hall.id, "calls")), (TICKET_CALLED, call, f"ticket:{token}")]
            # A hall restored from a backup starts again at a lower seq; then there is nothing newer to tell.
            hall.told = pulse.hall.seq
            for name in (BOARD, LINES, FIGURES, DEVICES):
                if self._listens(_room(hall.id, name)):
                    messages.append((name, self._level(db, pulse, name), _room(hall.id, name)))
            for number in (counter.number for counter in pulse.counters):
                if self._listens(_room(hall.id, DESK, number)):
                    messages.append((DESK, self._desk(db, pulse, number), _room(hall.id, DESK, number)))
            messages += self._ticket_levels(db, pulse, hall)
        # Only now, with the transaction over: an emit may wait for a slow reader.
        for event, payload, room in messages:
            self.socketio.emit(event, payload, to=room, namespace=NAMESPACE)

    def _listens(self, room: str) -> bool:
        manager = self.socketio.server.manager  # type: ignore[attr-defined]
        return any(True for _ in manager.get_participants(NAMESPACE, room))

    def _level(self, db: Connection, pulse: Pulse, name: str) -> dict[str, Any]:
        if name == BOARD:
            return queries.board(db, pulse)
        if name == LINES:
            return queries.lines(db, pulse)
        if name == DEVICES:
            return queries.devices(db, pulse)
        return {**pulse.head, **reports.figures(db, pulse.hall, pulse.day)}

    def _desk(self, db: Connection, pulse: Pulse, number: int) -> dict[str, Any] | None:
        menu = self._menus.of(db, pulse.hall)
        return desks.desk(db, pulse, menu, number, self._settings.public_url)

    def _ticket_levels(self, db: Connection, pulse: Pulse, hall: "_Hall") -> list[tuple[str, Any, str]]:
        """The levels of followed tickets whose holders have something new to read."""
        messages: list[tuple[str, Any, str]] = []
        for token, level in holders.ticket_levels(db, pulse, list(hall.followed)):
            said = json.dumps({key: value for key, value in level.items() if key not in ("seq", "at")})
            if hall.said.get(token) != said:
                hall.said[token] = said
                messages.append((TICKET, level, f"ticket:{token}"))
        return messages

    def _beat(self) -> None:
        while True:
            self.socketio.sleep(self._settings.heartbeat_s)
            try:
                for hall in list(self._halls.values()):
                    self._beat_once(hall)
                self._close_the_gone()
            except DatabaseAway:
                log.warning("no heartbeat, the database is away")
            except Exception:
                # Whatever it was: a heart that stops would leave every screen reconnecting for ever.
                log.exception("a heartbeat failed")

    def _beat_once(self, hall: "_Hall") -> None:
        with self._database.read() as db:
            seq = hall_row(db, hall.id).seq
        at = self._clock()
        head = {"seq": seq, "at": at.isoformat()}
        self.socketio.emit(HEAD, head, to=_room(hall.id, "all"), namespace=NAMESPACE)
        # Levels change by themselves with the minutes of the clock: numbers stop at 11:15 though nobody presses.
        minute = at.replace(second=0, microsecond=0)
        if hall.told != seq or hall.minute not in (None, minute):
            self.wake(hall.id)
        hall.minute = minute

    def _close_the_gone(self) -> None:
        """Close the sockets of sessions that ended, expired or sit elsewhere now, and of revoked devices, wherever that
        happened."""
        known = self._sockets.listeners()
        sessions = {who.session: who.counter for who in known if who.session is not None}
        devices = {who.id for who in known if who.session is None}
        if not sessions and not devices:
            return
        with self._database.read() as db:
            ended, revoked = queries.gone(db, sessions, devices, self._clock())
        for session in ended:
            self._close_sockets("session", session)
        for device in revoked:
            self._close_sockets("device", device)

    def _to_workers(self, message: dict[str, Any]) -> None:
        if self._redis is None:
            return
        try:
            self._redis.publish(CHANNEL, json.dumps({**message, "from": self._id}))
        except redis.RedisError as error:
            # The other workers find out at their next heartbeat: of news by the seq, of ended sessions by asking.
            log.warning("redis is away", error=str(error))

    def _hear_workers(self) -> None:
        assert self._redis is not None
        while True:
            try:
                channel = self._redis.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
                channel.subscribe(CHANNEL)
                for message in channel.listen():
                    self._heard(json.loads(message["data"]))
            except redis.RedisError as error:
                log.warning("redis is away", error=str(error))
                self.socketio.sleep(1)

    def _heard(self, message: dict[str, Any]) -> None:
        if message["from"] == self._id:
            return
        for kind in ("session", "device", "account"):
            if kind in message:
                self._close_sockets(kind, message[kind])
                return
        if message["hall"] in self._halls:
            self.wake(message["hall"])

    def join_staff_or_device(self, who: Listener) -> None:
        """Join the rooms first, then send each level: nothing can fall between the two."""
        levels = _LEVELS_OF[who.role]
        for room in ("all", "calls", *levels):
            join_room(_room(who.hall_id, room))
        if who.session is None:
            join_room(f"device:{who.id}")
        else:
            join_room(f"session:{who.session}")
            join_room(f"account:{who.id}")
        with self._database.read() as db:
            pulse = self._joined(db, who.hall_id)
            said = [(name, self._level(db, pulse, name)) for name in levels]
            if who.role == "clerk" and who.counter is not None:
                join_room(_room(who.hall_id, DESK, who.counter))
                said.append((DESK, self._desk(db, pulse, who.counter)))  # type: ignore[arg-type]
        self._say(pulse, said)

    def join_desk(self, who: Listener, number: int) -> None:
        join_room(_room(who.hall_id, DESK, number))
        with self._database.read() as db:
            pulse = self._joined(db, who.hall_id)
            level = self._desk(db, pulse, number)
        if level is not None:
            emit(DESK, level)

    def join_ticket(self, token: str) -> bool:
        """Follow one ticket; False when there is none with this token."""
        with self._database.read() as db:
            ticket = holders.ticket_by_token(db, token, self._clock())
            if ticket is None:
                return False
            join_room(_room(ticket.hall_id, "all"))
            join_room(f"ticket:{token}")
            pulse = self._joined(db, ticket.hall_id)
            level = holders.ticket_level(db, pulse, ticket)
        self._hall(ticket.hall_id).followed[token] += 1
        self._say(pulse, [(TICKET, level)])
        return True

    def leave_ticket(self, token: str) -> None:
        for hall in self._halls.values():
            if token in hall.followed:
                hall.followed[token] -= 1
                if hall.followed[token] <= 0:
                    del hall.followed[token]
                    hall.said.pop(token, None)

    def _joined(self, db: Connection, hall_id: int) -> Pulse:
        pulse = pulse_now(db, hall_id, self._clock())
        hall = self._hall(hall_id)
        if hall.told is None:
            hall.told = pulse.hall.seq
        return pulse

    def _say(self, pulse: Pulse, said: list[tuple[str, dict[str, Any]]]) -> None:
        for name, level in said:
            emit(name, level)
        emit(HEAD, pulse.head)


class _Hall:
    """What this process has told one hall, and who follows there."""

    def __init__(self, id: int) -> None:
        self.id = id
        self.told: int | None = None
        """Seq up to which calls have been told as edges; None before anybody listened."""
        self.minute: datetime | None = None
        """The minute of the last heartbeat."""
        self.dirty = False
        self.busy = False
        self.followed: Tally[str] = Tally()
        self.said: dict[str, str] = {}


class _HallNamespace(Namespace):
    def __init__(self, live: Live, database: Database, clock: Callable[[], datetime], identify: Identify) -> None:
        super().__init__(NAMESPACE)
        self._live, self._database, self._clock, self._identify = live, database, clock, identify
        self._who: dict[str, Listener | str] = {}

    def listeners(self) -> list[Listener]:
        """The devices and staff connected here."""
        return [who for who in self._who.values() if not isinstance(who, str)]

    def on_connect(self, auth: Any) -> None:
        try:
            # Keys and tokens are plain ASCII; PostgreSQL takes no NUL, and half a surrogate pair cannot be hashed.
            said = auth.items() if isinstance(auth, dict) else ()
            self._join({name: proof for name, proof in said if _is_plain(proof)})
        except DatabaseAway as away:
            # Said, so that the client comes again: an error here would leave it waiting for an answer for ever.
            raise Refused(away.code, {"code": away.code}) from away

    def _join(self, auth: dict[str, Any]) -> None:
        if isinstance(auth.get("token"), str):
            if not self._live.join_ticket(auth["token"]):
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


def _room(hall_id: int, name: str, number: int | None = None) -> str:
    return f"hall:{hall_id}:{name}" if number is None else f"hall:{hall_id}:{name}:{number}"
