"""Through the internet's door no key and no session opens anything; a ticket's token opens its turn."""

from flask_socketio import SocketIO

from server import live
from server.auth import PUBLIC_HEADER
from tests.builders import key_of
from tests.cast import Caller, SmallHall

OUTSIDE = {PUBLIC_HEADER: "1"}


def test_no_key_opens_anything_from_outside(hall: SmallHall, kiosk: Caller) -> None:
    client, key = hall.app.test_client(), {"Authorization": f"Bearer {key_of('tv')}"}
    assert client.get("/api/v1/board", headers=key).status_code == 200
    assert client.get("/api/v1/board", headers=key | OUTSIDE).status_code == 401
    socketio: SocketIO = hall.app.extensions["moiso"].live.socketio

    def joins(headers: dict[str, str], **auth: str) -> bool:
        socket = socketio.test_client(hall.app, namespace=live.NAMESPACE, auth=auth, headers=headers)
        return bool(socket.is_connected(live.NAMESPACE))

    assert joins({}, key=key_of("tv")) and not joins(OUTSIDE, key=key_of("tv"))
    assert joins(OUTSIDE, token=kiosk.issues("H")["token"])
