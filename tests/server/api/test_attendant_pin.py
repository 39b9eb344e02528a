"""The PIN of the kiosks' own screen: set by the administrator, heard as a slow hash by kiosks, read back by nobody."""

import argon2
import pytest
from sqlalchemy import select

from server.models import Answer, Hall, Story
from tests.cast import SmallHall, a_key

PIN = "407193"


def test_a_hall_has_no_pin_before_somebody_sets_one(hall: SmallHall) -> None:
    assert hall.kiosk.get("/attendant-pin").done() == {"is_set": False, "pin_hash": None}


def test_a_kiosk_hears_a_hash_that_proves_the_pin_and_the_administrator_only_that_there_is_one(hall: SmallHall) -> None:
    assert hall.tuan.post("/attendant-pin", {"pin": PIN}).done() == {"is_set": True, "pin_hash": None}
    assert hall.tuan.get("/attendant-pin").done() == {"is_set": True, "pin_hash": None}
    heard = hall.kiosk.get("/attendant-pin").done()["pin_hash"]
    assert argon2.PasswordHasher().verify(heard, PIN)
    for staff in (hall.hoa, hall.tuan):
        assert "attendant" not in staff.get("/regulations").raw.decode()
    assert hall.tuan.post("/attendant-pin", {"pin": None}).done() == {"is_set": False, "pin_hash": None}
    assert hall.kiosk.get("/attendant-pin").done()["pin_hash"] is None
    told = [(row["kind"], row["by"], row["details"]) for row in hall.story()][-2:]
    assert told == [("attendant_pin_set", "tuan", {}), ("attendant_pin_taken_away", "tuan", {})]


def test_the_pin_outlives_a_change_of_the_regulations_and_stands_nowhere_in_the_clear(hall: SmallHall) -> None:
    key = a_key()
    for _ in range(2):
        hall.tuan.post("/attendant-pin", {"pin": PIN}, key=key).done()
    before = hall.kiosk.get("/attendant-pin").done()
    hall.regulates(limits={"one_per_person": False, "kiosk_cool_s": 3})
    assert hall.kiosk.get("/attendant-pin").done() == before
    with hall.database.read() as db:
        rows = {table: repr(db.execute(select(table.__table__)).all()) for table in (Answer, Hall, Story)}
    assert not any(PIN in text for text in rows.values())
    assert before["pin_hash"] not in rows[Story] + rows[Answer]
    hall.is_proved()


@pytest.mark.parametrize("pin", ["12345", "123456", "98765432", "000000", "121212", "40719a", "4071934071934", 407193])
def test_a_pin_that_is_tried_first_is_refused(hall: SmallHall, pin: object) -> None:
    assert hall.tuan.post("/attendant-pin", {"pin": pin}).refusal == (422, "invalid_request")
    assert hall.kiosk.get("/attendant-pin").done()["is_set"] is False
