"""Against hoarding: one living number per person and service, a rest between two numbers of a kiosk, nothing kept."""

import logging
import threading
from typing import Any

import pytest
from sqlalchemy import select

from server import jobs
from server.models import Hall, Ticket
from server.table import Table
from tests.cast import Caller, Clock, SmallHall, a_key

PHONE = "0912 345 678"


class Nobody:
    def tell(self, hall_id: int) -> None:
        """Nobody listens."""


def everything_kept(hall: SmallHall) -> str:
    """All that any column of any table holds, as text."""
    with hall.database.read() as db:
        return " ".join(str(tuple(row)) for table in Table.metadata.sorted_tables for row in db.execute(select(table)))


def test_a_person_has_one_living_number_of_a_service(hall: SmallHall, kiosk: Caller) -> None:
    first = kiosk.issues("H", person=PHONE)
    answer = kiosk.post("/tickets", {"service": "H", "person": "+84912345678"})
    assert (answer.code, answer.body["error"]["details"]) == ("already_waiting", {"label": "H001"})
    assert kiosk.issues("C", person=PHONE)["label"] == "C001"
    assert kiosk.issues("H", person="0912345679")["label"] == "H002"
    assert kiosk.issues("H")["label"] == "H003"
    hall.mai.moves("cancel", first, reason="đổi ý")
    assert kiosk.issues("H", person=PHONE)["label"] == "H004"
    hall.is_proved()


def test_who_has_been_served_may_take_another_number(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H", person=PHONE)
    hall.mai.finishes(hall.mai.serves_next())
    assert hall.kiosk.issues("H", person=PHONE)["label"] == "H002"


def test_staff_may_give_a_second_number_with_a_reason(hall: SmallHall) -> None:
    hall.kiosk.issues("H", person=PHONE)
    second = hall.hoa.issues("H", person=PHONE, override_reason="làm hộ mẹ")
    assert hall.story(second)[-1]["details"]["refused"] == ["already_waiting"]


def test_a_retry_of_the_same_wish_is_no_second_number(kiosk: Caller) -> None:
    key = a_key()
    wish = {"service": "H", "person": PHONE}
    assert kiosk.post("/tickets", wish, key=key).body == kiosk.post("/tickets", wish, key=key).body


def test_a_hall_may_let_people_have_many_and_then_keeps_nothing(hall: SmallHall, kiosk: Caller) -> None:
    hall.regulates(limits={"one_per_person": False})
    assert [kiosk.issues("H", person=PHONE)["label"] for _ in range(2)] == ["H001", "H002"]
    with hall.database.read() as db:
        assert set(db.execute(select(Ticket.person)).scalars()) == {None}
        assert db.execute(select(Hall.salt)).scalar_one() is None


def test_the_number_itself_is_kept_nowhere(
    hall: SmallHall, kiosk: Caller, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    kiosk.post("/tickets", {"service": "H", "person": "0912345678"}, key=a_key()).done(201)
    kiosk.post("/tickets", {"service": "H", "person": "0912345678"}, key=a_key())
    refused = kiosk.post("/tickets", {"service": "H", "person": "0912345678\n!"})
    assert refused.refusal == (422, "invalid_request")
    assert "12345678" not in everything_kept(hall) + caplog.text + "".join(capsys.readouterr()) + refused.raw.decode()


def test_one_fingerprint_stands_for_all_persons(hall: SmallHall, kiosk: Caller) -> None:
    # Were the number part of the kept fingerprint, whoever reads the database could try all phones against it.
    key = a_key()
    first = kiosk.post("/tickets", {"service": "H", "person": "0912345678"}, key=key)
    assert kiosk.post("/tickets", {"person": "0912345679", "service": "H"}, key=key).body == first.body


def test_the_day_and_its_salt_are_forgotten_together(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    hall.open_all()
    kiosk.issues("H", person=PHONE)
    kiosk.issues("C", person=PHONE)
    hall.mai.finishes(hall.mai.serves_next())
    clock.is_at("2026-11-24 01:00:00")
    jobs.close_days(hall.database, Nobody(), clock())
    with hall.database.read() as db:
        assert set(db.execute(select(Ticket.person)).scalars()) == {None}
        assert tuple(db.execute(select(Hall.salt, Hall.salt_day)).one()) == (None, None)
    assert kiosk.issues("H", person=PHONE)["label"] == "H001"


def test_the_salt_of_a_day_that_nobody_closed_is_not_used_again(hall: SmallHall, clock: Clock) -> None:
    def trace() -> Any:
        with hall.database.read() as db:
            return db.execute(select(Ticket.person).order_by(Ticket.id.desc()).limit(1)).scalar_one()

    hall.kiosk.issues("H", person=PHONE)
    yesterday = trace()
    clock.is_at("2026-11-24 07:30:00")
    hall.kiosk.issues("H", person=PHONE)
    assert trace() not in (None, yesterday)


def test_a_kiosk_rests_between_two_numbers(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    hall.regulates(limits={"kiosk_cool_s": 10})
    kiosk.issues("H")
    clock.passes(4)
    answer = kiosk.post("/tickets", {"service": "C"})
    assert (answer.code, answer.body["error"]["details"]) == ("kiosk_cooling", {"wait_s": 6})
    assert hall.mai.issues("C")["label"] == "C001"  # staff are no kiosk
    clock.passes(6)
    assert kiosk.issues("C")["label"] == "C002"


def test_a_clock_that_was_set_back_does_not_silence_a_kiosk(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    hall.regulates(limits={"kiosk_cool_s": 10})
    kiosk.issues("H")
    clock.passes(hours=-1)
    assert kiosk.issues("H")["label"] == "H002"


@pytest.mark.parametrize("person", ["091", "0" * 41, "0912\x00345678", "<script>", "", 912345678])
def test_what_is_no_phone_and_no_card_is_refused(kiosk: Caller, person: Any) -> None:
    assert kiosk.post("/tickets", {"service": "H", "person": person}).refusal == (422, "invalid_request")


@pytest.mark.parametrize("wish", [{"service": "H", "person": PHONE}, {"service": "D"}])
def test_of_many_at_once_one_gets_the_last_number(hall: SmallHall, wish: dict[str, str]) -> None:
    hall.regulates(capacity={"D": 1})
    together = threading.Barrier(6)
    answers: list[int] = []

    def press() -> None:
        together.wait()
        answers.append(hall.kiosk.post("/tickets", wish, key=a_key()).status)

    people = [threading.Thread(target=press) for _ in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(answers) == [201, 409, 409, 409, 409, 409]
    assert len(hall.labels()) == 1
    hall.is_proved()
