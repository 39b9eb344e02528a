"""The count of the roll: what staff read of it is what the printer's sensor cannot say, and never against it."""

import json
import queue
from pathlib import Path

import pytest

from kiosk.offer import Offer
from kiosk.printer import PrinterOptions, open_printer
from kiosk.roll import Roll
from kiosk.spool import Spooler
from tests.kiosk.papers import paper_on
from tests.kiosk.stand_in import default_catalogue

SLIP = 1000
"""Rows: 125 mm, and 15 mm to the cutter."""


def roll(folder: Path, **options: object) -> Roll:
    return Roll(folder / "roll.json", PrinterOptions(**options))  # type: ignore[arg-type]


def after(roll: Roll, slips: int) -> dict[str, float | int | None]:
    for _ in range(slips):
        roll.printed(SLIP)
    return roll.as_json()


def test_each_slip_and_its_feed_to_the_cutter_is_counted_over_restarts(tmp_path: Path) -> None:
    assert after(roll(tmp_path), 50) == {"used_m": 7.0, "left_m": 73.0, "slips_left": 521}
    assert after(roll(tmp_path), 50) == {"used_m": 14.0, "left_m": 66.0, "slips_left": 471}


def test_a_narrow_roll_is_shorter_and_a_hall_says_its_own_length(tmp_path: Path) -> None:
    assert roll(tmp_path, width=58).as_json()["left_m"] == 30
    assert roll(tmp_path, width=58, roll_m=50).as_json()["left_m"] == 50


def test_the_average_slip_is_learnt(tmp_path: Path) -> None:
    mine = roll(tmp_path)
    for _ in range(300):
        mine.printed(480)  # 75 mm in all
    left = mine.as_json()
    assert left["slips_left"] == pytest.approx(left["left_m"] / 0.075, rel=0.02)


def test_a_new_roll_begins_anew_and_keeps_what_was_learnt_of_slips(tmp_path: Path) -> None:
    mine = roll(tmp_path)
    before = after(mine, 100)
    mine.changed()
    assert mine.as_json()["used_m"] == 0 and mine.as_json()["slips_left"] > before["slips_left"]


def test_a_new_roll_said_by_mistake_is_taken_back_for_a_while_with_what_was_printed_since(tmp_path: Path) -> None:
    at = 0.0
    mine = Roll(tmp_path / "roll.json", PrinterOptions(), lambda: at)
    assert not mine.not_changed()
    after(mine, 100)
    mine.changed()
    mine.changed()
    after(mine, 1)
    at = 15
    assert mine.not_changed() and mine.as_json()["used_m"] == round(101 * 0.14, 1)
    assert roll(tmp_path).as_json() == mine.as_json() and not mine.not_changed()
    mine.changed()
    at = 31
    assert not mine.not_changed() and mine.as_json()["used_m"] == 0


def test_paper_after_near_end_or_out_is_a_new_roll_whoever_forgot_to_say_so(tmp_path: Path) -> None:
    for trouble in ("near_end", "out"):
        mine = roll(tmp_path)
        after(mine, 100)
        for sensed in ("ok", trouble, "unknown", "ok"):  # Unknown: the cover is open.
            mine.sensed(sensed)  # type: ignore[arg-type]
        assert mine.as_json()["used_m"] == 0
    after(mine, 10)
    roll(tmp_path).sensed("ok")  # A restart is no new roll.
    assert roll(tmp_path).as_json()["used_m"] == 1.4


def test_the_sensor_goes_before_the_count(tmp_path: Path) -> None:
    mine = roll(tmp_path)
    mine.sensed("ok")
    after(mine, 10)
    mine.sensed("near_end")
    assert mine.as_json()["left_m"] == 5
    assert after(mine, 20)["left_m"] == 2.2
    mine.sensed("out")
    assert mine.as_json() == {"used_m": 4.2, "left_m": 0, "slips_left": 0}
    mine.sensed("ok")
    mine.sensed("near_end")
    assert mine.as_json()["left_m"] == 2.8, "this printer says near end with 2.8 m left"


def test_a_count_that_came_to_its_end_while_the_printer_prints_says_nothing(tmp_path: Path) -> None:
    assert after(roll(tmp_path, roll_m=5), 40) == {"used_m": 5.6, "left_m": None, "slips_left": None}


@pytest.mark.parametrize("kept", ["{", "[]", json.dumps({"used_mm": "much", "slip_mm": -1, "near_end_at_mm": "x"})])
def test_half_a_file_is_a_new_roll(tmp_path: Path, kept: str) -> None:
    (tmp_path / "roll.json").write_text(kept)
    assert after(roll(tmp_path), 1)["used_m"] == 0.1


def test_a_refused_slip_moves_no_paper(tmp_path: Path) -> None:
    spool = Spooler(open_printer(f"virtual:{tmp_path / 'paper'}"))
    paper, offer = paper_on(spool, tmp_path), Offer(default_catalogue())
    code = next(iter(offer.procedures))
    assert paper.print_guide(code, "vi", offer).outcome == "printed"
    used = paper.roll()["used_m"]
    (tmp_path / "paper/paper-out").touch()
    assert paper.print_guide(code, "vi", offer).outcome == "refused"
    assert paper.roll()["used_m"] == used > 0
    paper.changed_roll()
    assert paper.roll()["used_m"] == 0
    spool.close()


def test_a_slip_that_comes_out_after_a_trouble_is_no_new_roll(tmp_path: Path) -> None:
    told: queue.SimpleQueue[float | int | None] = queue.SimpleQueue()
    folder = tmp_path / "paper"
    folder.mkdir()
    spool = Spooler(open_printer(f"virtual:{folder}"))
    paper, offer = paper_on(spool, tmp_path), Offer(default_catalogue())
    code = next(iter(offer.procedures))
    (folder / "paper-near-end").touch()
    paper.watch(lambda: told.put(paper.roll()["left_m"]))
    assert told.get(timeout=5) == 5.0
    (folder / "cover-open").touch()
    assert paper.print_guide(code, "vi", offer).reason == "cover_open"
    (folder / "cover-open").unlink()
    assert paper.print_guide(code, "vi", offer).outcome == "printed"
    assert [told.get(timeout=5), told.get(timeout=5)][-1] < 5.0
    assert paper.roll()["used_m"] > 0
    spool.close()
