"""An hour without the server: everybody gets a number, and whatever is killed when, all of it joins the line once.

The real server and the real kiosk; either is killed with -9 at random moments, the server also while it takes in.
"""

import random
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter as Tally
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from server.db import Database
from server.models import Record, Ticket
from server.operations.reserve import NOBODY_HOLDS_IT
from tests.builders import Halls, fill_small_hall, key_of
from tests.kiosk.conftest import Machine
from tests.proofs import faults
from tests.server.crowd import RealServer
from tests.services import Running, eventually, required
from tests.sizes import SIZES

SERVICES = "HHHCCD"
PATIENCE_S = 60.0


class Kiosk(Machine):
    """The kiosk of a real server, that forgets nothing when it is killed."""

    def __init__(self, server: RealServer, data: Path) -> None:
        super().__init__(server, data)  # type: ignore[arg-type]
        self.server, self.key = server, key_of("kiosk")

    def start(self, *, ready: bool = True) -> "Kiosk":
        command = [
            sys.executable, "-m", "kiosk", "--server", self.server.address, "--listen", f"127.0.0.1:{self.port}",
            "--data", self.data, "--printer", "virtual", "--width", "58",
        ]  # fmt: skip
        self.program = Running(command, log=self.data.parent / "kiosk.log", env={"MOISO_KIOSK_KEY": self.key})
        self.program.wait_for_url(f"{self.url}/api/menu" if ready else f"{self.url}/api/health")
        return self


@dataclass
class Visit:
    """One person at the kiosk, who touches until there is a number on the screen."""

    key: str
    service: str
    answer: dict[str, Any] = field(default_factory=dict)


def visits(kiosk: Kiosk, people: list[Visit]) -> None:
    for visit in people:
        end = time.monotonic() + PATIENCE_S
        while not visit.answer and time.monotonic() < end:
            try:
                status, said = kiosk.post("/api/take", {"service": visit.service}, visit.key)
            except (OSError, HTTPException, ValueError):  # the kiosk is down, or died in the middle of its answer
                time.sleep(0.05)
                continue
            if status == 200:
                visit.answer = said
            else:
                time.sleep(0.05)


class Outage:
    """One hall, one kiosk, and what is done to them."""

    def __init__(self, url: str, folder: Path, chance: random.Random) -> None:
        self.url, self.chance = url, chance
        (folder / "server").mkdir()
        (folder / "kiosk").mkdir()
        self.server = RealServer(url, folder / "server")
        self.kiosk = Kiosk(self.server, folder / "kiosk").start()
        eventually(lambda: self.kiosk.get("/api/lines")[1]["reserve"].get("H"), 20, "the kiosk holds numbers")

    def play(self, people: list[Visit]) -> None:
        crowd = threading.Thread(target=visits, args=(self.kiosk, people))
        crowd.start()
        self._after(len(people) // 8, people)
        self.server.kill()
        self._after(len(people) // 3, people)
        self.kiosk.kill()
        self.kiosk.start()
        self._after(len(people) - 2, people)
        self.server.start()
        # It dies once more when it may be taking in, and the kiosk a moment later.
        time.sleep(self.chance.uniform(0, 1.5))
        self.server.kill()
        time.sleep(self.chance.uniform(0, 0.3))
        self.kiosk.kill()
        self.kiosk.start()
        self.server.start()
        crowd.join()
        eventually(self._is_all_told, 30, "the kiosk has told all")

    def _after(self, count: int, people: list[Visit]) -> None:
        """A random moment after so many people have their number."""
        eventually(lambda: sum(1 for visit in people if visit.answer) >= count, PATIENCE_S, f"{count} people")
        time.sleep(self.chance.uniform(0, 0.1))

    def _is_all_told(self) -> bool:
        said = self.kiosk.get("/api/health")[1]
        return bool(said["server"]["online"] and said["reserve"]["handed"] == 0)

    def end(self) -> None:
        self.kiosk.stop()
        self.server.program.stop()


def rows_of(url: str) -> list[Record]:
    database = Database(url)
    with database.read() as db:
        rows = list(db.execute(select(Ticket.__table__).order_by(Ticket.counts_from, Ticket.id)).all())
    assert faults(database) == []
    database.close()
    return rows


def everybody_is_in_the_line_once(people: list[Visit], rows: list[Record]) -> None:
    labels = [visit.answer.get("label") for visit in people]
    assert None not in labels, "everybody was served"
    assert [label for label, times in Tally(labels).items() if times > 1] == []
    living = [row for row in rows if row.state == "waiting"]
    assert Tally(row.label for row in living) == Tally(labels), "each number joined the line, once"
    assert {row.reason for row in rows if row.state != "waiting"} <= {NOBODY_HOLDS_IT}
    places = {label: place for place, label in enumerate(labels)}
    came = [places[row.label] for row in living]
    assert came == sorted(came), "the line is in the order in which people came"


def no_paper_came_out_twice(people: list[Visit], paper: Path) -> None:
    slips = sorted(map(str, paper.glob("*.png")))
    read = [required("zbarimg", "zbar-tools"), "-q", "--raw", "-Sdisable", "-Sqrcode.enable", *slips]
    papers = subprocess.run(read, capture_output=True, text=True, check=True).stdout.split()
    assert len(papers) == len(slips), "each slip has its QR whole"
    assert [url for url, times in Tally(papers).items() if times > 1] == []
    assert set(papers) <= {visit.answer["url"] for visit in people}
    assert {visit.answer["url"] for visit in people if visit.answer["print"] == "printed"} <= set(papers)


@pytest.mark.parametrize("round_", range(SIZES.outages))
def test_nobody_is_lost_and_nobody_doubled_while_the_server_is_away(halls: Halls, tmp_path: Path, round_: int) -> None:
    chance = random.Random(round_)
    people = [Visit(f"visit-{nth}", chance.choice(SERVICES)) for nth in range(SIZES.visitors)]
    with halls.database("sqlite", "small", fill_small_hall, tmp_path) as url:
        outage = Outage(url, tmp_path, chance)
        try:
            outage.play(people)
        finally:
            outage.end()
        assert any(visit.answer.get("is_reserve") for visit in people)
        everybody_is_in_the_line_once(people, rows_of(url))
        no_paper_came_out_twice(people, outage.kiosk.paper)
    shutil.rmtree(tmp_path / "kiosk")
