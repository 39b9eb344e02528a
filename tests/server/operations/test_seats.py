"""A clerk sits at one counter at a time; whoever takes over keeps the person in front of the desk."""

import pytest
from flask import g

from server import auth
from server.api.frame import do
from server.operations import calls
from server.setup import disable_account
from tests.cast import AtCounter, Caller, SmallHall, a_key


@pytest.fixture(autouse=True)
def at_work(hall: SmallHall) -> None:
    hall.open_all()


def seats(hall: SmallHall) -> dict[int, str | None]:
    rows = hall.hoa.get("/counters").done()["counters"]
    return {row["number"]: row["seat"] and row["seat"]["user"] for row in rows}


def state(hall: SmallHall, number: int) -> str:
    return str(next(row["state"] for row in hall.hoa.get("/counters").done()["counters"] if row["number"] == number))


def test_everybody_sees_who_sits_where(hall: SmallHall) -> None:
    assert seats(hall) == {1: "mai", 2: "nam", 3: None, 4: None}


def test_sitting_where_one_sits_changes_nothing(hall: SmallHall, mai: AtCounter) -> None:
    before = hall.stands_at()
    answer = mai.sits(1).done()
    assert (answer["counter"]["number"], answer["seat"]) == (1, {"user": "mai"})
    assert hall.stands_at() == before


def test_a_clerk_is_asked_before_they_move(hall: SmallHall, mai: AtCounter) -> None:
    before = hall.stands_at()
    asked = mai.sits(3)
    assert asked.refusal == (409, "sits_elsewhere")
    assert asked.body["error"]["details"] == {"counter": 1}
    assert hall.stands_at() == before
    mai.sits(3, move=True).done()
    assert seats(hall) == {1: None, 2: "nam", 3: "mai", 4: None}
    assert state(hall, 1) == "closed", "a counter with nobody is not open"
    hall.kiosk.issues("D")
    assert mai.serves_next()["label"] == "D001"
    assert mai.post("/counters/1/open").refusal == (403, "not_allowed")
    assert mai.get("/desk/1").refusal == (403, "not_allowed")
    hall.is_proved()


def test_nobody_is_left_standing_at_the_counter_left_behind(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    held = mai.serves_next()
    before = hall.stands_at()
    asked = mai.sits(3, move=True)
    assert asked.refusal == (409, "counter_busy")
    assert asked.body["error"]["details"]["label"] == held["label"]
    assert hall.stands_at() == before
    mai.finishes(held)
    mai.sits(3, move=True).done()


def test_a_seat_is_taken_over_with_the_person_in_front_of_it(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    hall.kiosk.issues("H")
    held = mai.serves_next()
    before = hall.stands_at()
    asked = nam.sits(1, move=True)
    assert asked.refusal == (409, "seat_taken")
    assert asked.body["error"]["details"] == {"by": "mai"}
    assert hall.stands_at() == before
    nam.sits(1, move=True, take_over=True).done()
    assert seats(hall) == {1: "nam", 2: None, 3: None, 4: None}
    assert hall.in_hand() == {1: "H001"}
    assert mai.asks("finish", held, outcome="accepted").refusal == (403, "not_allowed")
    assert nam.finishes(held)["state"] == "finished"
    row = next(row for row in hall.story() if row["kind"] == "seat_taken")
    assert (row["by"], row["counter"], row["details"]) == ("nam", 1, {"left": 2, "taken_from": ["mai"]})
    hall.is_proved()


def test_who_sits_nowhere_turns_no_counter_and_may_sit_down_again(
    hall: SmallHall, mai: AtCounter, nam: AtCounter
) -> None:
    nam.sits(1, move=True, take_over=True).done()
    hall.kiosk.issues("H")
    before = hall.stands_at()
    for how, body in (("open", {}), ("pause", {"reason": "x"}), ("close", {}), ("call-next", {}), ("ready", {}),
                      ("help", {"reason": "x"})):  # fmt: skip
        assert mai.turns(how, **body).refusal == (403, "not_allowed"), how
    assert mai.get("/desk/1").refusal == (403, "not_allowed")
    assert hall.stands_at() == before
    mai.sits(2).done()
    assert seats(hall) == {1: "nam", 2: "mai", 3: None, 4: None}
    mai.opens()
    hall.kiosk.issues("C")
    assert mai.calls_next()["label"] == "H001"


def test_a_counter_taken_over_calls_nobody_before_the_new_clerk_is_ready(
    hall: SmallHall, mai: AtCounter, nam: AtCounter
) -> None:
    mai.turns("ready").done()
    nam.sits(1, move=True, take_over=True).done()
    assert hall.kiosk.issues("H")["state"] == "waiting"


def test_sitting_down_twice_with_one_key_is_one_move(hall: SmallHall, mai: AtCounter) -> None:
    key = a_key()
    first = mai.post("/counters/3/sit", {"move": True}, key=key)
    before = hall.stands_at()
    assert mai.post("/counters/3/sit", {"move": True}, key=key).raw == first.raw
    assert hall.stands_at() == before


def test_there_is_no_seat_at_counter_99(hall: SmallHall, mai: AtCounter, ba: Caller) -> None:
    before = hall.stands_at()
    assert mai.sits(99, move=True).refusal == (404, "unknown_counter")
    assert mai.post("/counters/3/sit", {"move": "yes please"}).refusal == (422, "invalid_request")
    assert hall.hoa.post("/counters/3/sit", {}).refusal == (403, "not_allowed")
    assert hall.stands_at() == before


def test_a_new_account_takes_nobodys_seat(hall: SmallHall, tuan: Caller) -> None:
    body = {"user": "lan", "password": "mật khẩu của lan", "role": "clerk", "counter": 1}
    before = hall.stands_at()
    asked = tuan.post("/accounts", body)
    assert asked.refusal == (409, "seat_taken")
    assert asked.body["error"]["details"] == {"by": "mai"}
    assert hall.stands_at() == before
    assert tuan.post("/accounts", body | {"counter": None}).done(201)["account"]["counter"] is None


def test_a_press_that_waited_while_the_seat_was_taken_over_is_refused(
    hall: SmallHall, mai: AtCounter, nam: AtCounter
) -> None:
    hall.kiosk.issues("H")
    her_press = {"path": "/api/v1/counters/1/call-next", "method": "POST", "headers": mai.headers}
    with hall.app.test_request_context(**her_press):
        known = auth.required()  # before the hall's lock is hers
    nam.sits(1, move=True, take_over=True).done()
    before = hall.stands_at()
    with hall.app.test_request_context(**her_press):
        g.principal = known
        answer = do(calls.call_next, lambda *_: {}, number=1)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "not_allowed")
    assert hall.stands_at() == before


def test_what_was_done_at_a_seat_is_taken_back_from_that_seat(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    hall.kiosk.issues("H")
    done = mai.finishes(mai.serves_next())
    nam.sits(1, move=True, take_over=True).done()
    assert mai.asks("undo", done).refusal == (403, "not_allowed")
    assert nam.moves("undo", done)["state"] == "serving"
    assert hall.in_hand() == {1: "H001"}
    hall.is_proved()


@pytest.mark.parametrize("how", ["signs out", "is disabled"])
def test_nobody_is_called_to_the_counter_of_who_has_signed_out(hall: SmallHall, mai: AtCounter, how: str) -> None:
    mai.turns("ready").done()
    if how == "signs out":
        mai.post("/sessions/end").done()
    else:
        disable_account(hall.database, 1, hall.clock(), user="mai")
    assert hall.kiosk.issues("H")["state"] == "waiting"
    assert hall.in_hand() == {}
    hall.is_proved()


def test_another_who_signs_out_leaves_a_ready_counter_ready(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    mai.turns("ready").done()
    nam.post("/sessions/end").done()
    hall.hoa.post("/sessions/end").done()
    assert hall.kiosk.issues("H")["counter"] == 1
