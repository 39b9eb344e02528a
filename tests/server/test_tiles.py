"""The first screen offers what people come for: the tiles of the files, until four weeks of visits say otherwise."""

from dataclasses import replace
from typing import Any

from catalogue.files import load_default
from server.pulse import pulse_now
from server.tiles import ENOUGH, taken, tiles
from tests.cast import Clock, SmallHall

DEFAULT = load_default()
COPIES, WILL = "2.000815", "2.001019"
UNION = "1.013703"  # no tile leads to it


def texts(visits: dict[str, int]) -> list[str]:
    return [tile.text.vi for tile in tiles(DEFAULT, visits)]


USUAL = texts({})


def test_too_few_visits_say_nothing() -> None:
    assert texts({UNION: ENOUGH - 1}) == USUAL == [tile.text.vi for tile in DEFAULT.tiles]


def test_a_procedure_asked_for_more_than_a_tile_takes_its_place_and_the_others_keep_theirs() -> None:
    used = {code: 20 for question in DEFAULT.questions for code in question.codes}
    land = next(question for question in DEFAULT.questions if question.id == "so-do")
    visits = used | dict.fromkeys(land.codes, 0) | {UNION: 30}
    assert texts(visits) == [text if text != "Sổ đỏ, nhà đất" else "Thành lập hội" for text in USUAL]


def test_a_tile_without_a_procedure_of_its_own_is_never_pushed_out() -> None:
    many = {row.code: 1000 for row in DEFAULT.procedures if row.service == "G"}
    assert "Trả kết quả" in texts(many)
    assert len(texts(many)) == len(USUAL)


def test_what_the_hall_offers_no_more_is_no_tile() -> None:
    assert texts({"9.999999": 500}) == USUAL


def test_a_hall_without_tiles_gets_those_of_its_visits() -> None:
    bare = replace(DEFAULT, tiles=())
    shown = tiles(bare, {COPIES: 30, WILL: 40})
    assert [tile.procedure for tile in shown] == [WILL, COPIES]


def shown_by(hall: SmallHall) -> tuple[str, list[str]]:
    said: dict[str, Any] = hall.kiosk.get("/catalogue").done()
    return said["version"], [tile["procedure"] for tile in said["tiles"]]


def test_tiles_stand_still_for_the_day_and_follow_the_visits_of_the_days_before(hall: SmallHall, clock: Clock) -> None:
    before = shown_by(hall)
    assert before[1] == []
    for _ in range(ENOUGH):
        hall.kiosk.issues("C", procedure="2.000815")
    hall.kiosk.issues("H", procedure="1.000656")
    assert shown_by(hall) == before
    clock.is_at("2026-11-25 08:00:00")
    version, procedures = shown_by(hall)
    assert procedures == ["2.000815", "1.000656"]
    assert version != before[0]
    clock.is_at("2026-12-22 08:00:00")
    assert shown_by(hall) == before


def test_practice_is_no_visit(hall: SmallHall, clock: Clock) -> None:
    hall.tuan.post("/trial/begin").done()
    for _ in range(ENOUGH):
        hall.kiosk.issues("C", procedure="2.000815")
    clock.is_at("2026-11-25 08:00:00")
    assert shown_by(hall)[1] == []


def test_what_a_kiosk_tells_days_later_does_not_move_the_tiles_of_today(hall: SmallHall, clock: Clock) -> None:
    for _ in range(ENOUGH):
        hall.kiosk.issues("C", procedure="2.000815")
    held = hall.kiosk.post("/reserve/hold", {"instance": "kiosk-at-the-door"}).done()["days"][0]["numbers"]
    handed_at = clock().isoformat()
    clock.is_at("2026-11-25 08:00:00")
    before = shown_by(hall)
    told = [
        {"token": number["token"], "key": f"press-{nth}", "handed_at": handed_at, "procedure": "1.000656"}
        for nth, number in enumerate([number for number in held if number["service"] == "H"][:30])
    ]
    hall.kiosk.post("/reserve/take-in", {"handed": told}).done()
    assert before[1] == ["2.000815"] and shown_by(hall) == before
    with hall.database.read() as db:
        assert "1.000656" not in taken(db, pulse_now(db, 1, clock()))
