"""The wire to the screens, on a real server: who hears what, once and in order, and who hears nothing."""

import contextlib
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import websocket
from sqlalchemy import update

from server import live, models
from server.db import Database
from tests.builders import key_of, session_of
from tests.cast import AtCounter, Caller, Json, OverHttp
from tests.server.crowd import RealServer, real_server
from tests.services import ROOT, eventually


class Refused(Exception):
    """The server did not let this socket in."""


class Screen:
    """One socket that writes down all it hears.

    It speaks Socket.IO by hand: the usual client leaves its TCP connection open when it is refused or sent away, and
    a warning about that would fail some later test.
    """

    def __init__(self, address: str, auth: Json, cookie: str = "", origin: str | None = None) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.gone = threading.Event()
        url = address.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        self.wire = websocket.WebSocket()
        try:
            self.wire.settimeout(20)
            self.wire.connect(url, cookie=cookie or None, origin=origin or address)
            self.wire.recv()  # the engine's greeting
            self.wire.send(f"40{live.NAMESPACE},{json.dumps(auth)}")
            self._join()
        except (OSError, websocket.WebSocketException) as error:
            self.wire.shutdown()
            raise Refused from error
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _join(self) -> None:
        # The first levels come before the welcome: the server sends them while it lets the socket in.
        while not (said := self.wire.recv()).startswith("40"):
            if said.startswith("44"):
                self.wire.shutdown()
                raise Refused(said)
            assert said.startswith("42"), said
            self._write_down(said)

    def _listen(self) -> None:
        with contextlib.suppress(OSError, websocket.WebSocketException):
            while (said := self.wire.recv()) and not said.startswith("41"):
                if said == "2":  # the engine asks whether we live
                    self.wire.send("3")
                elif said.startswith("42"):
                    self._write_down(said)
        self.gone.set()

    def _write_down(self, said: str) -> None:
        event, payload = json.loads(said.partition(",")[2])
        self.heard.append((event, payload))

    def leave(self) -> None:
        if self.wire.sock:
            with contextlib.suppress(OSError):  # it may be gone; a mere close would not wake the listener
                self.wire.sock.shutdown(socket.SHUT_RDWR)
        self.wire.shutdown()
        self.listener.join(10)

    def all(self, event: str) -> list[Any]:
        return [said for name, said in list(self.heard) if name == event]

    def last(self, event: str) -> Any:
        eventually(lambda: self.all(event), 10, f"{event} was heard")
        return self.all(event)[-1]

    def hears(self, event: str, truth: Callable[[Any], object]) -> Any:
        """Waits for a word of `event` that is as said."""
        eventually(lambda: any(truth(said) for said in self.all(event)), 10, f"{event}: {self.all(event)[-1:]}")
        return next(said for said in self.all(event) if truth(said))

    @property
    def kinds(self) -> set[str]:
        return {event for event, _ in list(self.heard)}

    def emit(self, event: str, said: Any) -> None:
        self.wire.send(f"42{live.NAMESPACE},{json.dumps([event, said])}")


class LiveHall:
    """The small hall on a real server."""

    def __init__(self, server: RealServer) -> None:
        self.server = server
        wire = OverHttp(server.address)
        self.mai = AtCounter(wire, session_of("mai"), 1)
        self.hoa = AtCounter(wire, session_of("hoa"), 3)
        self.tuan = Caller(wire, session_of("tuan"))
        self.kiosk = Caller(wire, key_of("kiosk"))
        self.screens: list[Screen] = []

    def joins(self, **auth: Any) -> Screen:
        """A socket that has its first levels."""
        screen = Screen(self.server.address, auth)
        self.screens.append(screen)
        screen.last("head")
        return screen


@pytest.fixture
def hall(database_url: str, tmp_path: Path) -> Iterator[LiveHall]:
    with real_server(database_url, tmp_path, MOISO_HEARTBEAT_S="1") as server:
        small = LiveHall(server)
        yield small
        for screen in small.screens:
            screen.leave()


JOINED = {
    "tv": {"board", "screen"}, "panel": {"board", "screen"}, "kiosk": {"lines"},
    "mai": {"board", "lines", "desk", "devices"}, "hoa": {"board", "lines", "figures", "devices", "alerts"},
    "ba": {"board", "lines", "figures"}, "tuan": {"board", "lines", "figures"},
}  # fmt: skip


def credential(who: str) -> Json:
    return {"key": key_of(who)} if who in ("tv", "panel", "kiosk") else {"session": session_of(who)}


def test_each_gets_its_levels_on_joining_all_of_one_seq(hall: LiveHall) -> None:
    for who, levels in JOINED.items():
        screen = hall.joins(**credential(who))
        assert screen.kinds == levels | {"head"}, who
        assert "screen" not in levels or screen.heard[0][0] == "screen", "its counters are known before any call"
        assert {said["seq"] for _, said in screen.heard} == {screen.last("head")["seq"]}, who


def test_levels_on_the_wire_are_those_of_the_api(hall: LiveHall) -> None:
    screen = hall.joins(session=session_of("hoa"))
    for level in ("board", "lines", "figures", "alerts"):
        asked = hall.hoa.get(f"/{level}").done()
        assert {k: v for k, v in screen.last(level).items() if k != "at"} == {
            k: v for k, v in asked.items() if k != "at"
        }


def test_a_call_is_told_once_to_everybody_it_concerns(hall: LiveHall, database_url: str) -> None:
    with contextlib.closing(Database(database_url)) as database, database.write() as db:
        db.execute(update(models.Hall).values(regulations='{"moves": {"recall_cool_s": 0}}'))
    hall.mai.opens()
    ticket = hall.kiosk.issues("H", language="en")
    tv, kiosk, mai = (hall.joins(**credential(who)) for who in ("tv", "kiosk", "mai"))
    holder = hall.joins(token=ticket["token"])
    stranger = hall.joins(token=hall.kiosk.issues("C")["token"])
    hall.mai.calls_next()
    holder.hears("ticket", lambda level: (level["state"], level["counter"]) == ("called", 1))
    for screen in (tv, kiosk, mai):
        edge = screen.last("ticket_called")
        assert set(edge) == {"seq", "label", "counter", "zone", "times", "language"}
        assert (edge["label"], edge["counter"], edge["zone"], edge["times"], edge["language"]) == (
            "H001",
            1,
            "A",
            1,
            "en",
        )
    tv.hears("board", lambda level: level["seq"] >= edge["seq"] and level["counters"][0]["ticket"]["label"] == "H001")
    hall.mai.moves("call-again", ticket)
    tv.hears("ticket_called", lambda said: said["times"] == 2)
    assert [said["times"] for said in tv.all("ticket_called")] == [1, 2]
    assert stranger.all("ticket_called") == []


def test_a_screen_that_comes_back_repeats_no_old_call(hall: LiveHall) -> None:
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.mai.calls_next()
    back = hall.joins(key=key_of("tv"))
    assert back.last("board")["calls"][0]["label"] == "H001"
    seq = back.last("board")["seq"]
    back.hears("head", lambda said: len(back.all("head")) >= 3)  # two heartbeats later
    assert back.all("ticket_called") == []
    assert all(head["seq"] == seq for head in back.all("head"))


def test_the_holder_of_a_ticket_sees_their_own_turn_and_nobody_elses(hall: LiveHall) -> None:
    hall.mai.opens()
    first, own = hall.kiosk.issues("H", lane="priority"), hall.kiosk.issues("H")
    phone = hall.joins(token=own["token"])
    assert phone.last("ticket")["ahead"] == 1
    hall.mai.serves_next()
    level = phone.hears("ticket", lambda said: said["ahead"] == 0 and said["last_called"] == "H001")
    assert phone.kinds == {"ticket", "head"}
    assert first["token"] not in str(phone.heard) and "priority" not in str(level)
    assert "id" not in level and "token" not in level


NO_CREDENTIALS: list[Json] = [
    {}, {"key": "wrong"}, {"session": "wrong"}, {"token": "nobody's"}, {"token": 5}, {"key": None}, {"token": "a\0b"},
    {"key": "\ud800"}, {"token": "\ud800"}, {"session": ["x"]},
]  # fmt: skip


def test_without_a_credential_nobody_listens(hall: LiveHall) -> None:
    for auth in NO_CREDENTIALS:
        with pytest.raises(Refused):
            hall.joins(**auth)
    assert hall.joins(key=key_of("tv")).last("board")


def test_another_sites_page_does_not_listen(hall: LiveHall) -> None:
    cookie = f"moiso_session={session_of('hoa')}"
    own = Screen(hall.server.address, {}, cookie)
    hall.screens.append(own)
    assert own.last("figures")
    with pytest.raises(Refused):
        Screen(hall.server.address, {}, cookie, origin="http://evil.example")


def test_a_supervisor_watches_any_desk_and_nobody_else_may(hall: LiveHall) -> None:
    hoa, tv, ba = (hall.joins(**credential(who)) for who in ("hoa", "tv", "ba"))
    hoa.emit("watch_desk", {"counter": 1})
    assert hoa.last("desk")["counter"]["number"] == 1
    hall.mai.opens()
    hoa.hears("desk", lambda level: level["counter"]["state"] == "open")
    for screen in (tv, ba):
        screen.emit("watch_desk", {"counter": 1})
        assert screen.gone.wait(10)
        assert screen.all("desk") == []


def test_a_rating_tablet_hears_that_somebody_was_served_and_nothing_of_who(hall: LiveHall) -> None:
    tablet = hall.joins(key=hall.tuan.post("/devices", {"name": "Máy quầy 1", "kind": "rating"}).done(201)["key"])
    hall.mai.opens()
    ticket = hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    level = tablet.hears("finishes", lambda said: said["counters"][0]["finished"])
    assert set(level["counters"][0]["finished"]) == {"seq", "at"}
    assert tablet.kinds == {"finishes", "head"}
    assert ticket["label"] not in str(tablet.heard) and ticket["token"] not in str(tablet.heard)


def test_signing_out_is_told_and_closes_the_socket(hall: LiveHall) -> None:
    screen = hall.joins(session=session_of("mai"))
    other = hall.joins(session=session_of("nam"))
    hall.mai.post("/sessions/end").done()
    screen.last("signed_out")
    assert screen.gone.wait(10)
    assert other.all("signed_out") == []


def test_who_is_taken_over_from_loses_the_screens_and_keeps_the_session(hall: LiveHall) -> None:
    mai, nam, hoa = (hall.joins(session=session_of(who)) for who in ("mai", "nam", "hoa"))
    nam_calls = AtCounter(hall.mai.wire, session_of("nam"), 2)
    nam_calls.sits(1, move=True, take_over=True).done()
    for screen in (mai, nam):  # Nam's old console stands at counter 2, where he sits no more
        screen.last("signed_out")
        assert screen.gone.wait(10)
    assert hoa.all("signed_out") == []
    back = hall.joins(session=session_of("mai"))
    assert back.kinds == {"board", "lines", "devices", "head"}, "still signed in, at no desk"
    assert hall.joins(session=session_of("nam")).last("desk")["counter"]["number"] == 1


def test_a_console_that_missed_its_seats_end_is_closed_at_the_next_heartbeat(hall: LiveHall, database_url: str) -> None:
    screen = hall.joins(session=session_of("mai"))
    database = Database(database_url)
    with database.write() as db:  # as another worker would, with Redis away
        db.execute(update(models.Account).where(models.Account.user == "mai").values(counter=None))
    database.close()
    screen.last("signed_out")
    assert screen.gone.wait(10)


def test_a_revoked_device_hears_no_more(hall: LiveHall) -> None:
    screen = hall.joins(key=key_of("panel"))
    hall.tuan.post("/devices/3/revoke").done()
    assert screen.gone.wait(10)


def test_machines_are_watched_before_anybody_is_answered(hall: LiveHall) -> None:
    assert "machines_watched" in {row["kind"] for row in hall.hoa.get("/story").done()["story"]}


def test_a_machine_that_is_not_as_it_was_is_told_at_once_and_its_counts_wait(hall: LiveHall) -> None:
    def says(state: str, printed: int) -> None:
        hall.kiosk.post("/devices/health", {"health": {"printer": {"state": state}, "printed": printed}}).done()

    mai, tv = hall.joins(session=session_of("mai")), hall.joins(**credential("tv"))
    seq = mai.last("head")["seq"]
    says("paper_out", 1)
    told = mai.hears("devices", lambda level: any(row["health"].get("printed") == 1 for row in level["devices"]))
    assert told["seq"] == seq, "it is no row of the story"
    says("paper_out", 2)
    says("ready", 3)
    mai.hears("devices", lambda level: any(row["health"].get("printed") == 3 for row in level["devices"]))
    told = [row["health"].get("printed") for level in mai.all("devices") for row in level["devices"]]
    assert {1, 3} <= set(told) and 2 not in told
    assert tv.all("devices") == []


def test_what_needs_a_hand_is_told_to_supervisors_and_to_nobody_else(hall: LiveHall) -> None:
    def about(level: Json) -> Json | None:
        return next((alert for alert in level["alerts"] if alert["kind"] == "line_stranded"), None)

    here, there = hall.joins(session=session_of("hoa")), hall.joins(session=session_of("hoa"))
    others = [hall.joins(**credential(who)) for who in ("mai", "tv", "panel", "kiosk", "ba", "tuan")]
    hall.kiosk.issues("D")
    here.hears("alerts", lambda level: about(level) is not None)
    hall.hoa.post("/alerts/acknowledge", {"kind": "line_stranded", "subject": "D", "tone": "amber"}).done()
    for screen in (here, there):
        told = screen.hears("alerts", lambda level: (about(level) or {}).get("seen"))
        assert about(told)["seen"]["by"] == "hoa"  # type: ignore[index]
    hall.hoa.opens()
    here.hears("alerts", lambda level: about(level) is None)
    assert [screen.all("alerts") for screen in others] == [[]] * len(others)


def test_every_screen_hears_the_head_of_the_story(hall: LiveHall) -> None:
    screen = hall.joins(key=key_of("tv"))
    hall.kiosk.issues("H")
    seq = hall.hoa.get("/story", limit=1).done()["head"]["seq"]
    said = screen.hears("head", lambda head: head["seq"] == seq)
    assert set(said) == {"seq", "at"}


def test_many_phones_that_come_at_once_each_get_their_own_level(hall: LiveHall) -> None:
    tickets = [hall.kiosk.issues(service) for service in "HHHCC"]
    phones = [hall.joins(token=ticket["token"]) for ticket in tickets for _ in range(2)]
    said = [(phone.last("ticket")["label"], phone.last("ticket")["ahead"]) for phone in phones]
    assert said[::2] == said[1::2] == [("H001", 0), ("H002", 1), ("H003", 2), ("C001", 0), ("C002", 1)]
    phones[0].leave()
    hall.mai.opens()
    hall.mai.calls_next()
    assert phones[1].hears("ticket", lambda level: level["state"] == "called"), "the other phone of the same ticket"


def test_phones_hear_one_head_and_then_the_pings_of_the_connection(hall: LiveHall) -> None:
    phone, tv = hall.joins(token=hall.kiosk.issues("H")["token"]), hall.joins(key=key_of("tv"))
    tv.hears("head", lambda _: len(tv.all("head")) >= 3)
    assert len(phone.all("head")) == 1


def test_the_events_are_those_of_the_page() -> None:
    page = (
        (ROOT / "docs/protocol.md").read_text(encoding="utf-8").partition("## Socket.IO")[2].partition("### Levels")[0]
    )
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == live.EVENTS
    assert f"`{live.WATCH_DESK} " in page and f"namespace `{live.NAMESPACE}`" in page
