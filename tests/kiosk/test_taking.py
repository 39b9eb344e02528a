"""A journal that cannot be written: the number is given all the same, and no slip can come out twice."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.attendant import Attendant
from kiosk.client import Server
from kiosk.heartbeat import Heartbeat
from kiosk.journal import KEPT, Journal
from kiosk.menu import Menu
from kiosk.paper import Paper
from kiosk.printer import open_printer
from kiosk.reserve import Reserve
from kiosk.spool import Spooler
from kiosk.taking import Taking
from kiosk.wishes import Wish
from tests.kiosk.papers import paper_on
from tests.kiosk.stand_in import KEY, StandIn

WISH = Wish("H", None, "ordinary", None, "vi")


class FullDisk(Journal):
    """A real journal whose file takes nothing more while `full`."""

    def fill(self, full: bool) -> None:
        self._file.execute(f"PRAGMA query_only = {int(full)}")


@dataclass
class Parts:
    """The kiosk's inside, without its page."""

    server: Server
    menu: Menu
    journal: FullDisk
    paper: Paper
    taking: Taking


@pytest.fixture
def parts(hall: StandIn, tmp_path: Path) -> Iterator[Parts]:
    server = Server(hall.url, KEY)
    menu = Menu(tmp_path / "catalogue.json", server)
    menu.refresh_catalogue()
    journal = FullDisk(tmp_path / "journal.db")
    spool = Spooler(open_printer(f"virtual:{tmp_path / 'paper'}"))
    paper = paper_on(spool, tmp_path)
    yield Parts(server, menu, journal, paper, Taking(server, menu, journal, paper, Reserve(journal)))
    spool.close()
    journal.close()


def test_a_full_disk_hides_no_number(parts: Parts, hall: StandIn) -> None:
    parts.journal.fill(True)
    answer = parts.taking.take(WISH, "k")
    assert (answer["label"], answer["print"], answer["reason"]) == ("H001", "refused", "disk_full")
    assert answer["qr"] and list(parts.paper.slips()) == []
    assert parts.taking.take(WISH, "k")["label"] == "H001"
    parts.journal.fill(False)
    assert parts.taking.take(WISH, "k")["print"] == "printed"
    assert len(hall.tickets) == 1 and len(parts.paper.slips()) == 1


def test_a_disk_that_fills_while_the_paper_moves_prints_no_second_slip(parts: Parts) -> None:
    given = parts.journal.issued
    parts.journal.issued = lambda *what: (given(*what), parts.journal.fill(True))[0]  # type: ignore[method-assign]
    assert parts.taking.take(WISH, "k")["print"] == "printed"
    assert parts.taking.take(WISH, "k")["print"] == "unknown"
    assert len(parts.paper.slips()) == 1


def test_what_was_open_is_left_for_the_next_start_when_the_disk_is_full(parts: Parts) -> None:
    parts.journal.asked("k", WISH.as_json())
    parts.journal.fill(True)
    parts.taking.settle()
    assert len(parts.journal.unfinished()) == 1


def test_the_heart_beats_on_whatever_happens(
    parts: Parts, hall: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def settle() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    attendant = Attendant(tmp_path / "attendant.json", parts.server)
    reserve = Reserve(parts.journal)
    beats = Heartbeat(parts.server, parts.menu, parts.journal, lambda: {"ok": True}, settle, reserve, attendant)
    beats.beat(0.0)
    beats.beat(20.0)
    assert len(hall.healths) == 2 and "disk is full" in caplog.text


def test_a_slip_that_cannot_be_drawn_hides_no_number(
    parts: Parts, hall: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_font(*_: object) -> None:
        raise OSError("cannot open resource")

    monkeypatch.setattr("kiosk.paper.draw_ticket", no_font)
    answer = parts.taking.take(WISH, "k")
    assert (answer["label"], answer["print"], answer["reason"]) == ("H001", "refused", "not_drawn")
    assert parts.taking.take(WISH, "k") == answer and len(hall.tickets) == 1


def test_what_people_asked_for_is_forgotten_also_by_a_kiosk_that_is_never_switched_off(
    parts: Parts, tmp_path: Path
) -> None:
    parts.taking.take(WISH, "k")
    with parts.journal.change() as file:
        file.execute("UPDATE take SET at = ?", ((datetime.now(UTC) - KEPT - timedelta(minutes=1)).isoformat(),))
    attendant, reserve = Attendant(tmp_path / "attendant.json", parts.server), Reserve(parts.journal)
    Heartbeat(parts.server, parts.menu, parts.journal, dict, lambda: None, reserve, attendant).beat(0.0)
    assert parts.journal.take("k") is None


def test_a_new_catalogue_is_used_although_the_disk_does_not_take_it(hall: StandIn, tmp_path: Path) -> None:
    menu = Menu(tmp_path / "gone" / "catalogue.json", Server(hall.url, KEY))
    with pytest.raises(OSError, match="No such file"):
        menu.refresh_catalogue()
    assert menu.offer.version == str(hall.catalogue["version"])
