"""What the screens hear of a hall whose database was away for a moment: all of it, late, and each call once."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from flask_socketio import SocketIO, SocketIOTestClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from server import live
from server.db import Database
from tests.builders import key_of
from tests.cast import Json, SmallHall
from tests.services import eventually


def joins(hall: SmallHall, **auth: str) -> SocketIOTestClient:
    socketio: SocketIO = hall.app.extensions["moiso"].live.socketio
    return socketio.test_client(hall.app, namespace=live.NAMESPACE, auth=auth)


def heard(screen: SocketIOTestClient) -> list[tuple[str, Json]]:
    """All since it was last asked for."""
    return [(said["name"], said["args"][0]) for said in screen.get_received(live.NAMESPACE)]


@contextmanager
def lost_at(database: Database, place: int) -> Iterator[list[int]]:
    """The statement or commit at `place` finds no database; how many there were."""
    seen: list[int] = []

    def fails(*_: Any) -> None:
        seen.append(len(seen))
        if len(seen) - 1 == place:
            raise OperationalError("", {}, Exception("the connection is lost"))

    event.listen(database.engine, "before_cursor_execute", fails)
    event.listen(database.engine, "commit", fails)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", fails)
        event.remove(database.engine, "commit", fails)


def test_wherever_a_reading_is_lost_the_next_heartbeat_tells_all_and_no_call_twice(
    hall: SmallHall, database_url: str
) -> None:
    wire: live.Live = hall.app.extensions["moiso"].live
    hall.mai.opens()
    called = hall.kiosk.issues("H")
    hall.mai.calls_next()
    with closing(Database(database_url)) as read_from:
        wire._database = read_from  # the verbs keep theirs
        screens = tv, kiosk, phone = (
            joins(hall, key=key_of("tv")), joins(hall, key=key_of("kiosk")), joins(hall, token=called["token"]),
        )  # fmt: skip
        (told_hall,) = wire._halls.values()
        told_hall.rounds.gap_s = 0.001  # thirty losses, one after the other
        for place in count():
            hall.mai.moves("put-back", called)
            hall.is_quiet()
            for screen in screens:
                heard(screen)
            with lost_at(read_from, place) as seen:
                hall.mai.calls_next()
                hall.is_quiet()
            wire._beat_once()
            hall.is_quiet()
            for screen, level in ((tv, "board"), (kiosk, "lines")):
                said = heard(screen)
                edges = [told["seq"] for name, told in said if name == live.TICKET_CALLED]
                assert len(edges) == 1, (place, edges)
                levels = [told["seq"] for name, told in said if name == level]
                assert levels[-1] >= edges[0], place
            states = [told["state"] for name, told in heard(phone) if name == live.TICKET]
            assert states[-1] == "called", place
            if len(seen) <= place:
                break
        assert place > 10
        for screen in screens:
            screen.disconnect(live.NAMESPACE)


def test_a_round_lost_with_the_phones_it_was_for_is_not_owed_for_ever(hall: SmallHall, database_url: str) -> None:
    wire: live.Live = hall.app.extensions["moiso"].live
    tv, phone = joins(hall, key=key_of("tv")), joins(hall, token=hall.kiosk.issues("H")["token"])
    hall.is_quiet()
    (told_hall,) = wire._halls.values()
    told_hall.rounds.is_due = True  # as DatabaseAway leaves it
    phone.disconnect(live.NAMESPACE)
    for _ in range(2):
        wire._beat_once()
        hall.is_quiet()
        said = [name for name, _ in heard(tv)]
    assert said == ["head"]
    tv.disconnect(live.NAMESPACE)


@contextmanager
def meanwhile(database: Database, what: Callable[[], object]) -> Iterator[None]:
    """At each statement this happens, as if the database had kept us waiting for it."""

    def happens(*_: Any) -> None:
        what()

    event.listen(database.engine, "before_cursor_execute", happens)
    try:
        yield
    finally:
        event.remove(database.engine, "before_cursor_execute", happens)


def test_whoever_the_server_gave_up_for_dead_while_they_came_in_is_no_ghost(hall: SmallHall) -> None:
    wire: live.Live = hall.app.extensions["moiso"].live
    server, token = wire.socketio.server, hall.kiosk.issues("H")["token"]  # type: ignore[attr-defined]

    def gives_up() -> None:
        for line in list(server.environ):
            server._handle_eio_disconnect(line, "ping timeout")

    with meanwhile(wire._database, gives_up):
        joins(hall, token=token)
    assert not wire._hall(1).phones
    assert list(server.manager.get_participants(live.NAMESPACE, f"ticket:{token}")) == []


def test_whoever_hangs_up_while_all_are_read_is_forgotten(hall: SmallHall) -> None:
    wire: live.Live = hall.app.extensions["moiso"].live
    gone, there = (hall.kiosk.issues("H")["token"] for _ in range(2))
    phones = wire._hall(1).phones
    for token in (gone, there):
        phones.join(token)
    with meanwhile(wire._database, lambda: phones.leave(gone)):
        wire._tell_phones(wire._hall(1))
    assert set(phones.rows._known[2]) == {there}


def test_phones_are_hung_up_on_when_the_database_stays_away(hall: SmallHall, tmp_path: Path) -> None:
    wire: live.Live = hall.app.extensions["moiso"].live
    phone, tv = joins(hall, token=hall.kiosk.issues("H")["token"]), joins(hall, key=key_of("tv"))
    hall.is_quiet()
    there = wire._database
    with closing(Database(f"sqlite:///{tmp_path / 'nowhere' / 'moiso.db'}")) as away:
        wire._database = away
        wire._beat_or_hang_up()
        wire._database = there
        wire._beat_or_hang_up()
        wire._database = away
        wire._beat_or_hang_up()
        assert phone.is_connected(live.NAMESPACE), "a moment is not worth thousands of phones that come again"
        wire._beat_or_hang_up()
    assert not phone.is_connected(live.NAMESPACE) and tv.is_connected(live.NAMESPACE)
    wire._database = there
    wire._beat_or_hang_up()
    eventually(lambda: "head" in [name for name, _ in heard(tv)], 5, "the screens hear the hall again")
    tv.disconnect(live.NAMESPACE)
