"""The wire to the screens: every room, event and payload of Socket.IO, and the only place that emits.

A verb that has committed wakes its hall here. The hall's levels are then read from the database and sent, and calls
that this process has not yet told are read from the story and sent as edges. So what is told is what was committed, in
order and once; a wake-up that gets lost (Redis away, a worker killed) is made good by the next heartbeat.
"""

import json
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import redis
import structlog
from flask_socketio import ConnectionRefusedError as Refused  # type: ignore[attr-defined]
from flask_socketio import SocketIO, emit, join_room
from sqlalchemy import Connection

from server import alerts, desks, holders, queries, ratings, reports, screens
from server.config import Settings
from server.db import Database
from server.domain.errors import DatabaseAway
from server.menu import Menus
from server.models import SCREENS
from server.projector import Projector
from server.pulse import Pulse, pulse_now
from server.push import Push
from server.scenes import waits
from server.sockets import NAMESPACE, HallNamespace, Identify, Listener
from server.told import ToldHall, Turn

BOARD, DESK, LINES, FIGURES, DEVICES, TICKET = "board", "desk", "lines", "figures", "devices", "ticket"
SCREEN, FINISHES, ALERTS = "screen", "finishes", "alerts"
TICKET_CALLED, HEAD, SIGNED_OUT = "ticket_called", "head", "signed_out"
WATCH_DESK = "watch_desk"
EVENTS = {BOARD, DESK, LINES, FIGURES, DEVICES, TICKET, SCREEN, FINISHES, ALERTS, TICKET_CALLED, HEAD, SIGNED_OUT}

PHONES_REFRESH_S = 0.05
"""Shortest time between two rounds of all phones."""

ALERTS_REFRESH_S = 1.0

AT_A_TIME = 50
"""So many phones' levels are made before a clerk's press has its turn."""

CHANNEL = "moiso"
"""The Redis channel on which workers wake each other."""

_READS = {
    BOARD: queries.board, LINES: queries.lines, DEVICES: queries.devices, FINISHES: ratings.finishes,
    ALERTS: alerts.level,
}  # fmt: skip
_LEVELS_OF = {
    "display": (BOARD,),
    "panel": (BOARD,),
    "kiosk": (LINES,),
    "rating": (FINISHES,),
    "clerk": (BOARD, LINES, DEVICES),
    "supervisor": (BOARD, LINES, FIGURES, DEVICES, ALERTS),
    "complaints": (BOARD, LINES, FIGURES),
    "admin": (BOARD, LINES, FIGURES),
}

log = structlog.get_logger()

Message = tuple[str, Any, str]
"""Event, payload, room."""


class Live:
    def __init__(
        self, socketio: SocketIO, settings: Settings, database: Database, menus: Menus, clock: Callable[[], datetime]
    ) -> None:
        self.socketio = socketio
        self.push = Push(settings, database, clock, socketio.start_background_task)
        self._settings, self._database, self._menus, self._clock = settings, database, menus, clock
        self._halls: dict[int, ToldHall] = {}
        self._is_away = False
        """Whether the last heartbeat found no database."""
        self._id = secrets.token_hex(8)
        """Tells this worker's own messages from the others'."""
        self._redis = redis.Redis.from_url(settings.redis) if settings.redis else None

    def start(self, identify: Identify) -> None:
        """Listen to sockets, to the other workers, and to time."""
        self._sockets = HallNamespace(self, self._database, self._clock, identify)
        self.socketio.on_namespace(self._sockets)
        self.socketio.start_background_task(self._beat)
        if self._redis is not None:
            self.socketio.start_background_task(self._hear_workers)

    def tell(self, hall_id: int) -> None:
        """A verb has committed in this hall: every screen of every worker learns it."""
        self.wake(hall_id)
        self.push.wake(hall_id)
        self._to_workers({"hall": hall_id})

    def end_session(self, session: int) -> None:
        """The sockets of a session that ended are closed: a socket keeps the identity it had at its connect."""
        self.close_sockets("session", session)
        self._to_workers({"session": session})

    def end_device(self, device: int) -> None:
        """The sockets of a device whose key was revoked are closed too."""
        self.close_sockets("device", device)
        self._to_workers({"device": device})

    def end_seat(self, account: int) -> None:
        """The sockets of a clerk who sits elsewhere or nowhere now are closed; their session stays."""
        self.close_sockets("account", account)
        self._to_workers({"account": account})

    def close_sockets(self, kind: str, id: int) -> None:
        room = f"{kind}:{id}"
        self.socketio.emit(SIGNED_OUT, {}, to=room, namespace=NAMESPACE)
        server = self.socketio.server  # type: ignore[attr-defined]
        for sid, _ in list(server.manager.get_participants(NAMESPACE, room)):
            server.disconnect(sid, namespace=NAMESPACE)

    def wake(self, hall_id: int) -> None:
        """Send what is new in this hall soon: at once when it was quiet, bundled while it is busy."""
        hall = self._hall(hall_id)
        if not self._listens(_room(hall_id, "all")) and not hall.phones:
            # Whoever joins next is given the levels of that moment, and the calls after it.
            hall.told = None
            return
        self._soon(hall.sends)
        hall.phones.is_behind = True
        if hall.phones:
            self._soon(hall.rounds)

    def _hall(self, hall_id: int) -> ToldHall:
        if hall_id not in self._halls:
            hall = self._halls[hall_id] = ToldHall(hall_id)
            hall.sends = Turn(partial(self._send, hall), self._settings.refresh_ms / 1000)
            hall.rounds = Turn(partial(self._tell_phones, hall), PHONES_REFRESH_S)
            hall.alerts = Turn(partial(self._tell_alerts, hall), ALERTS_REFRESH_S)
        return self._halls[hall_id]

    def projector(self, hall_id: int) -> Projector:
        """Who says in this process how long the waits of a hall are."""
        return self._hall(hall_id).projector

    def _pulse(self, db: Connection, hall: ToldHall) -> Pulse:
        return pulse_now(db, hall.id, self._clock(), hall.memory, hall.projector, partial(self.socketio.sleep, 0))

    def _soon(self, turn: Turn) -> None:
        turn.is_due = True
        if not turn.is_on:
            turn.is_on = True
            self.socketio.start_background_task(self._take, turn)

    def _take(self, turn: Turn) -> None:
        try:
            while turn.is_due:
                turn.is_due = False
                turn.send()
                self.socketio.sleep(turn.gap_s)  # type: ignore[arg-type]
        except DatabaseAway:
            log.warning("levels not sent, the database is away")
            turn.is_due = True  # the next heartbeat takes it up
        finally:
            turn.is_on = False

    def _send(self, hall: ToldHall) -> None:
        """Calls first: people stand up for them. Then, with how long it takes, boards and the levels of staff."""
        with self._database.read() as db:
            pulse = self._pulse(db, hall)
            messages = self._calls(db, pulse, hall)
        # Only when all was read: what a lost database kept back is read again, and no call is told twice. A hall
        # restored from a backup starts again at a lower seq; then there is nothing newer to tell.
        hall.told = pulse.hall.seq
        self._emit(messages)
        with self._database.read() as db:
            messages, hall.screens = self._boards(db, self._pulse(db, hall), hall)
        self._emit(messages)
        with self._database.read() as db:
            messages = self._levels_of_staff(db, self._pulse(db, hall), hall)
        self._emit(messages)

    def _emit(self, messages: list[Message]) -> None:
        """Only with the transaction over: an emit may wait for a slow reader."""
        for event, payload, room in messages:
            self.socketio.emit(event, payload, to=room, namespace=NAMESPACE)

    def _calls(self, db: Connection, pulse: Pulse, hall: ToldHall) -> list[Message]:
        calls = queries.calls_after(db, pulse, pulse.hall.seq if hall.told is None else hall.told)
        return [(TICKET_CALLED, call, _room(hall.id, "calls")) for call in calls]

    def _boards(self, db: Connection, pulse: Pulse, hall: ToldHall) -> tuple[list[Message], str]:
        """And what tells these levels of the screens from later ones."""
        messages, hung = list[Message](), hall.screens
        if self._listens(_room(hall.id, BOARD)):
            messages.append((BOARD, self._level(db, pulse, BOARD), _room(hall.id, BOARD)))
        if self._listens(_room(hall.id, SCREEN)):
            hung, levels = screens.changed(db, pulse, self._menus, hall.screens)
            messages += [(SCREEN, level, f"device:{device}") for device, level in levels.items()]
        return messages, hung

    def _levels_of_staff(self, db: Connection, pulse: Pulse, hall: ToldHall) -> list[Message]:
        messages: list[Message] = []
        for name in (LINES, FIGURES, DEVICES, FINISHES):
            if self._listens(_room(hall.id, name)):
                messages.append((name, self._level(db, pulse, name), _room(hall.id, name)))
        for number in (counter.number for counter in pulse.counters):
            if self._listens(_room(hall.id, DESK, number)):
                # The next press has its turn between two desks: reading holds no lock that it needs.
                self.socketio.sleep(0)
                messages.append((DESK, self._desk(db, pulse, number), _room(hall.id, DESK, number)))
        return messages

    def _listens(self, room: str) -> bool:
        manager = self.socketio.server.manager  # type: ignore[attr-defined]
        return any(True for _ in manager.get_participants(NAMESPACE, room))

    def _level(self, db: Connection, pulse: Pulse, name: str) -> dict[str, Any]:
        if name in _READS:
            return _READS[name](db, pulse)
        return {**pulse.head, **reports.figures(db, pulse.hall, pulse.day)}

    def _desk(self, db: Connection, pulse: Pulse, number: int) -> dict[str, Any] | None:
        menu = self._menus.of(db, pulse.hall)
        return desks.desk(db, pulse, menu, number, self._settings.public_url)

    def _tell_phones(self, hall: ToldHall) -> None:
        """The levels of followed tickets whose holders have something new to read."""
        tokens = hall.phones.due()
        if not tokens:
            return
        try:
            with self._database.read() as db:
                pulse = self._pulse(db, hall)
                # Two thousand do not wait for a new projection; the next round has it.
                likely = hall.projector.recent(pulse.at) or waits(pulse)
                followed = holders.followed(db, pulse, likely, hall.phones.rows, tokens)
                hall.phones.likely = likely
        except DatabaseAway:
            hall.phones.is_behind = True
            raise
        hall.phones.forget_the_gone()
        for place, (token, basis) in enumerate(followed):
            if place % AT_A_TIME == 0:
                self.socketio.sleep(0)
                if hall.phones.breaks_off():
                    return
            facts = hall.phones.news(token, basis)
            if facts is not None:
                self.socketio.emit(TICKET, facts.level(pulse.head), to=f"ticket:{token}", namespace=NAMESPACE)

    def _tell_alerts(self, hall: ToldHall) -> None:
        with self._database.read() as db:
            level = alerts.level(db, self._pulse(db, hall))
        self._emit([(ALERTS, level, _room(hall.id, ALERTS))])

    def _beat(self) -> None:
        while True:
            self.socketio.sleep(self._settings.heartbeat_s)
            try:
                self._beat_or_hang_up()
            except Exception:
                # Whatever it was: a heart that stops would leave every screen reconnecting for ever.
                log.exception("a heartbeat failed")

    def _beat_or_hang_up(self) -> None:
        try:
            self._beat_once()
            self._sockets.close_the_gone()
            self._is_away = False
        except DatabaseAway:
            log.warning("no heartbeat, the database is away")
            # Only the second in a row: thousands of phones that come back are no help to a database out of breath.
            if self._is_away:
                self._sockets.hang_up_phones()
            self._is_away = True

    def _beat_once(self) -> None:
        with self._database.glance() as db:
            seqs = queries.seqs(db)
        at = self._clock()
        minute = at.replace(second=0, microsecond=0)
        for hall in [hall for hall in self._halls.values() if hall.id in seqs]:
            head = {"seq": seqs[hall.id], "at": at.isoformat()}
            # Not to phones: 2,000 of them, and the pings of the connection prove their line.
            self.socketio.emit(HEAD, head, to=_room(hall.id, "all"), namespace=NAMESPACE)
            # Levels change by themselves with the minutes of the clock: numbers stop at 11:15 though nobody presses.
            is_due = hall.sends.is_due or (hall.phones and hall.rounds.is_due) or hall.phones.is_owed
            is_due = is_due or hall.projector.is_behind(seqs[hall.id]) or hall.owes_waits
            if hall.told != seqs[hall.id] or is_due or hall.minute not in (None, minute):
                self.wake(hall.id)
            hall.minute = minute
            if self._listens(_room(hall.id, ALERTS)):
                self._soon(hall.alerts)

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
                self.close_sockets(kind, message[kind])
                return
        if message["hall"] in self._halls:
            self.wake(message["hall"])

    def join_staff_or_device(self, who: Listener) -> None:
        """Join the rooms first, then send each level: nothing can fall between the two."""
        levels = _LEVELS_OF[who.role]
        if who.role in SCREENS:
            self._hang(who)
        # A tablet hears no call: all it may know is that somebody was served.
        for room in ("all", *(() if who.role == "rating" else ("calls",)), *levels):
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

    def _hang(self, who: Listener) -> None:
        """Before its other rooms: the first board or call must find the counters that this screen is for."""
        for room in (f"device:{who.id}", _room(who.hall_id, SCREEN)):
            join_room(room)
        with self._database.read() as db:
            level = screens.levels(db, self._pulse(db, self._hall(who.hall_id)), self._menus).get(who.id)
        if level is None:  # its key was revoked a moment ago
            raise Refused("not_signed_in", {"code": "not_signed_in"})
        emit(SCREEN, level)

    def join_desk(self, who: Listener, number: int) -> None:
        join_room(_room(who.hall_id, DESK, number))
        with self._database.read() as db:
            pulse = self._joined(db, who.hall_id)
            level = self._desk(db, pulse, number)
        if level is not None:
            emit(DESK, level)

    def join_ticket(self, token: str) -> bool:
        """Follow one ticket; False when there is none with this token. Its level comes in the next round of phones."""
        with self._database.read() as db:
            ticket = holders.ticket_by_token(db, token, self._clock())
            if ticket is None:
                return False
            join_room(f"ticket:{token}")
            pulse = self._joined(db, ticket.hall_id)
        hall = self._hall(ticket.hall_id)
        hall.phones.join(token)
        self._say(pulse, [])
        self._soon(hall.rounds)
        return True

    def leave_ticket(self, token: str) -> None:
        for hall in self._halls.values():
            hall.phones.leave(token)

    def _joined(self, db: Connection, hall_id: int) -> Pulse:
        hall = self._hall(hall_id)
        pulse = self._pulse(db, hall)
        if hall.told is None:
            hall.told = pulse.hall.seq
        return pulse

    def _say(self, pulse: Pulse, said: list[tuple[str, dict[str, Any]]]) -> None:
        for name, level in said:
            emit(name, level)
        emit(HEAD, pulse.head)


def _room(hall_id: int, name: str, number: int | None = None) -> str:
    return f"hall:{hall_id}:{name}" if number is None else f"hall:{hall_id}:{name}:{number}"
