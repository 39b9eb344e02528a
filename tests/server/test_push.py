"""A phone that asked for it is woken when its number is called: once, by the hall's own key, and nobody learns more."""

import threading
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import select

from server import app, jobs
from server.config import Settings
from server.public_models import Follower
from server.push import Push
from tests.builders import Halls, fill_small_hall
from tests.cast import Clock, Json, SmallHall, eventually


class PushService:
    """What a browser's push service does: takes messages, and says which phones are gone."""

    def __init__(self) -> None:
        service = self
        self.taken: Queue[dict[str, Any]] = Queue()
        self.answer = 201

        class Desk(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                service.taken.put({"path": self.path, "body": body, **dict(self.headers)})
                self.send_response(service.answer)
                self.end_headers()

            def log_message(self, *_said: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def takes_nothing(self) -> bool:
        try:
            self.taken.get(timeout=0.3)
        except Empty:
            return True
        return False


@pytest.fixture
def service() -> Iterator[PushService]:
    made = PushService()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def awake(halls: Halls, database_kind: str, tmp_path: Path, service: PushService) -> Iterator[SmallHall]:
    """A hall that wakes phones."""
    with ExitStack() as ends:
        url = ends.enter_context(halls.database(database_kind, "small", fill_small_hall, tmp_path))
        settings = Settings(
            data=str(tmp_path), database=url, heartbeat_s=24 * 3600, refresh_ms=1,
            push_contact="mailto:it@luongtai.example", push_services=f"{service.url} fcm.example",
        )  # fmt: skip
        clock = Clock()
        built = app.build(settings, clock)
        push = built.extensions["moiso"].live.push
        errands, spawn = list[threading.Thread](), push._spawn
        push._spawn = lambda *errand: errands.append(spawn(*errand))
        push.make_keys()
        hall = SmallHall(built, clock).open_all()
        ends.callback(hall.close)
        yield hall
        for errand in errands:  # an errand may send further ones
            errand.join(10)


def follows(hall: SmallHall, ticket: Json, endpoint: str) -> int:
    return hall.stranger.post(f"/public/tickets/{ticket['token']}/follow", {"endpoint": endpoint}).status


def test_a_call_wakes_the_phone_once_with_an_empty_message_signed_by_the_hall(
    awake: SmallHall, service: PushService
) -> None:
    ticket, other = awake.kiosk.issues("H"), awake.kiosk.issues("H")
    assert follows(awake, ticket, f"{service.url}/phone-1") == follows(awake, other, f"{service.url}/phone-2") == 200
    awake.mai.calls_next()
    said = service.taken.get(timeout=10)
    assert (said["path"], said["body"]) == ("/phone-1", b"")
    scheme, _, rest = said["Authorization"].partition(" ")
    signed, key = (part.strip().partition("=")[2] for part in rest.split(","))
    public = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), urlsafe_b64decode(key + "=" * (-len(key) % 4))
    )
    options = {"verify_exp": False}  # the hall's clock is not this machine's
    claims = jwt.decode(signed, public, algorithms=["ES256"], audience=service.url, options=options)
    assert (scheme, claims["sub"]) == ("vapid", "mailto:it@luongtai.example")
    awake.app.extensions["moiso"].live.push.wake(1)
    assert service.takes_nothing(), "one call wakes once, however many workers hear of it"
    awake.clock.passes(10)
    awake.mai.moves("call-again", ticket)
    assert service.taken.get(timeout=10)["path"] == "/phone-1"


def test_a_phone_is_woken_for_its_second_call_though_the_clock_was_set_back(
    awake: SmallHall, service: PushService
) -> None:
    ticket = awake.kiosk.issues("H")
    follows(awake, ticket, f"{service.url}/phone-1")
    awake.mai.calls_next()
    assert service.taken.get(timeout=10)["path"] == "/phone-1"
    awake.mai.moves("put-back", ticket)
    awake.clock.passes(minutes=-10)
    awake.mai.calls_next()
    assert service.taken.get(timeout=10)["path"] == "/phone-1"


def test_a_phone_that_is_gone_is_forgotten_and_every_phone_is_after_the_day(
    awake: SmallHall, service: PushService
) -> None:
    ticket, other = awake.kiosk.issues("H"), awake.kiosk.issues("D")
    follows(awake, ticket, f"{service.url}/gone")
    follows(awake, other, f"{service.url}/kept")
    service.answer = 410
    awake.mai.calls_next()
    service.taken.get(timeout=10)
    eventually(lambda: _followed(awake) == ["kept"], 10, "the phone that is gone is forgotten")
    awake.clock.is_at("2026-11-24 03:00:00")
    jobs.close_days(awake.database, awake.app.extensions["moiso"].live, awake.clock())
    assert _followed(awake) == []


def _followed(hall: SmallHall) -> list[str]:
    with hall.database.read() as db:
        return [endpoint.rpartition("/")[2] for endpoint in db.execute(select(Follower.endpoint)).scalars()]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.example/x", "https://127.0.0.1/x", "https://169.254.169.254/latest", "https://fcm.example.evil/x",
        "https://evilfcm.example/x", "https://fcm.example@10.0.0.1/x", "https://fcm.example:8443/x", "https://[", "x",
        "https://192.168.1.1\\.fcm.example/x", "https://192.168.1.1/.fcm.example", "https://fcm.example\\@10.0.0.1/x",
        "https://10.0.0.1#.fcm.example/x", "https://10.0.0.1?.fcm.example/x", "https://fcm.example", "https://FCM.example/x",
    ],
)  # fmt: skip
def test_the_hall_calls_no_other_address_whoever_gives_it(endpoint: str) -> None:
    push = Push(Settings(push_contact="mailto:x@example", push_services="fcm.example"), None, None, None)  # type: ignore[arg-type]
    assert not push.takes(endpoint)
    assert push.takes("https://fcm.example/x") and push.takes("https://eu.fcm.example/x")


def test_five_phones_follow_a_number_and_the_same_one_twice_is_one(awake: SmallHall) -> None:
    ticket = awake.kiosk.issues("H")
    asked = [follows(awake, ticket, f"https://fcm.example/{phone}") for phone in (1, 1, 2, 3, 4, 5, 6)]
    assert asked == [200] * 6 + [429]


def test_nothing_leaves_a_hall_that_named_nobody(hall: SmallHall) -> None:
    push = hall.app.extensions["moiso"].live.push
    push.make_keys()
    assert not push.is_on
    assert follows(hall, hall.kiosk.issues("H"), "https://fcm.googleapis.com/fcm/send/x") == 422
