"""The kiosk against the real server: what the stand-in promises, the server keeps."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from kiosk.client import Server
from kiosk.offer import Offer
from kiosk.refusals import DeviceRefused, ServerAway, ServerRefused
from server.db import Database
from server.models import Appointment
from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import StandIn
from tests.services import ROOT, Running, eventually, free_port


class RealHall:
    """A server with the default hall and one kiosk's key, made by the commands a hall's technician types."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.url = f"http://127.0.0.1:{free_port()}"
        self.away = False
        for command in (["init"], ["device", "add", "Máy lấy số 1", "--kind", "kiosk"]):
            said = subprocess.run(
                [sys.executable, "-m", "server.cli", *command, "--data", data], cwd=ROOT, check=True,
                capture_output=True, text=True, timeout=120,
            ).stdout  # fmt: skip
        self.key = said.split()[-1]
        self.program: Running | None = None

    def start(self) -> "RealHall":
        listen = self.url.removeprefix("http://")
        self.program = Running(
            [sys.executable, "-m", "server", "--data", self.data, "--listen", listen], log=self.data / "server.log"
        ).wait_for_url(f"{self.url}/readyz", within_s=40)
        return self

    def stop(self) -> None:
        if self.program:
            self.program.stop()

    def ticket(self, id: int) -> dict[str, Any]:
        asked = urllib.request.Request(
            f"{self.url}/api/v1/tickets/{id}", headers={"Authorization": f"Bearer {self.key}"}
        )
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return dict(json.load(answer)["ticket"])


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealHall]:
    hall = RealHall(tmp_path_factory.mktemp("real")).start()
    yield hall
    hall.stop()


def test_the_server_s_catalogue_is_one_the_kiosk_can_use(real: RealHall) -> None:
    offer = Offer(Server(real.url, real.key).catalogue())
    assert len(offer.procedures) == 221 and offer.hall["name"] and len(offer.services) == 15
    assert offer.search("ly hon")["elsewhere"]["text"]
    assert {line["service"] for line in Server(real.url, real.key).lines()["lines"]} == set(offer.services)


def test_a_touch_becomes_a_ticket_on_the_server_and_on_paper(
    real: RealHall, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    machine = Machine(real, tmp_path / "kiosk")  # type: ignore[arg-type]
    machine.data.mkdir()
    machine.key = real.key
    request.addfinalizer(machine.stop)
    machine.start()
    answer = machine.take("H", procedure="1.001193", lane="priority", grounds="elderly", language="ko")
    assert answer["label"] == "H001" and answer["print"] == "printed" and answer["url"].startswith("http")
    assert (machine.paper / "0001.bin").exists()
    eventually(lambda: real.ticket(answer["ticket"])["print"] == "printed")
    ticket = real.ticket(answer["ticket"])
    assert (ticket["lane"], ticket["grounds"], ticket["language"], ticket["channel"]) == (
        "priority", "elderly", "ko", "kiosk",
    )  # fmt: skip


def test_the_same_key_is_the_same_ticket_and_another_body_is_refused(real: RealHall) -> None:
    server = Server(real.url, real.key)
    wish = {"service": "C", "lane": "ordinary", "language": "vi"}
    assert server.issue(wish, "twice")["id"] == server.issue(wish, "twice")["id"]
    with pytest.raises(ServerRefused) as refused:
        server.issue(wish | {"service": "T"}, "twice")
    assert refused.value.code == "key_reused"


def test_a_code_is_checked_in_once_and_the_server_s_refusal_passes_through(real: RealHall) -> None:
    now = datetime.now(UTC)
    day = now.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    kept = {"service": "D", "day": day, "slot_at": now, "state": "booked", "made_at": now, "by": "mai"}
    database = Database(f"sqlite:///{real.data / 'moiso.db'}")
    with database.write() as db:
        db.execute(insert(Appointment).values(hall_id=1, code="HK4T9M", **kept))
    database.close()
    server = Server(real.url, real.key)
    ticket = server.check_in("HK4T9M", "en", "come")
    assert (ticket["lane"], ticket["service"], ticket["language"]) == ("appointment", "D", "en")
    assert server.check_in("HK4T9M", "en", "come")["id"] == ticket["id"]
    for code, refusal in (("HK4T9M", "appointment_used"), ("HHHHHH", "unknown_appointment")):
        with pytest.raises(ServerRefused) as refused:
            server.check_in(code, "vi", f"again {code}")
        assert refused.value.code == refusal


def test_a_wrong_key_is_told_apart_from_silence(real: RealHall) -> None:
    with pytest.raises(DeviceRefused):
        Server(real.url, "wrong").issue({"service": "H", "lane": "ordinary", "language": "vi"}, "k")
    with pytest.raises(ServerAway):
        Server(f"http://127.0.0.1:{free_port()}", "k").lines()


def test_an_answer_that_is_no_json_counts_as_silence(hall: StandIn) -> None:
    server = Server(f"{hall.url}/nowhere", hall.key)
    with pytest.raises(ServerAway):
        server.lines()
    assert server.contact.online is False
