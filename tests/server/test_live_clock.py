"""What the clock alone changes reaches the screens: numbers stop, lunch begins, a new day dawns, and nobody presses."""

from typing import Any

from flask_socketio import SocketIO

from server import live
from tests.builders import key_of
from tests.cast import Clock, SmallHall
from tests.services import eventually

HOURS: dict[str, Any] = {"week": {"mon": [["07:30", "11:30"], ["13:30", "17:00"]]}, "cut_off_min": {"": 15}}


def test_a_screen_learns_that_numbers_stop_and_that_lunch_begins(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    wire: live.Live = hall.app.extensions["moiso"].live
    socketio: SocketIO = wire.socketio
    kiosk, tv = (
        socketio.test_client(hall.app, namespace=live.NAMESPACE, auth={"key": key_of(name)}) for name in ("kiosk", "tv")
    )

    def hears(screen: Any, event: str) -> dict[str, Any]:
        """The newest level that the next heartbeat brings."""
        screen.get_received(live.NAMESPACE)
        wire._beat_once()
        found: list[dict[str, Any]] = []

        def said() -> bool:
            got = screen.get_received(live.NAMESPACE)
            found.extend(message["args"][0] for message in got if message["name"] == event)
            return bool(found)

        eventually(said, 5, f"{event} is heard")
        return found[-1]

    wire._beat_once()
    clock.is_at("2026-11-23 11:15:00")
    assert hears(kiosk, "lines")["lines"][0]["closed_because"] == "cut_off"
    clock.is_at("2026-11-23 11:30:02")
    assert hears(tv, "board")["hours"]["open"] is False
    clock.is_at("2026-11-24 00:00:00")
    assert hears(tv, "board")["day"] == "2026-11-24"
    kiosk.disconnect(live.NAMESPACE)
    tv.disconnect(live.NAMESPACE)


def test_a_phone_left_open_hears_nothing_of_the_next_day(hall: SmallHall, clock: Clock) -> None:
    wire: live.Live = hall.app.extensions["moiso"].live

    def follows(token: str) -> Any:
        return wire.socketio.test_client(hall.app, namespace=live.NAMESPACE, auth={"token": token})

    def levels(phone: Any) -> list[str]:
        hall.is_quiet()
        heard = phone.get_received(live.NAMESPACE)
        return [message["args"][0]["label"] for message in heard if message["name"] == "ticket"]

    phone = follows(hall.kiosk.issues("H")["token"])
    assert levels(phone) == ["H001"]
    hall.kiosk.issues("H")
    assert levels(phone) == ["H001"], "somebody stands behind them now, whom they might let go first"
    clock.is_at("2026-11-24 08:00:00")
    hall.mai.opens()
    tomorrow = follows(hall.kiosk.issues("H")["token"])
    hall.mai.calls_next()
    assert levels(tomorrow)[-1] == "H001", "the first of the new day"
    assert levels(phone) == []
    for one in (phone, tomorrow):
        one.disconnect(live.NAMESPACE)
