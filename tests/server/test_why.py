"""A complaint answered over the wire: real calls in the small hall, and what the story says of them afterwards."""

import json
from typing import Any

import pytest
from sqlalchemy import update

from server.models import Hall
from tests.cast import AtCounter, Caller, Clock, SmallHall

Json = dict[str, Any]

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])


@pytest.fixture
def asks(hall: SmallHall, ba: Caller) -> Any:
    """`asks(mine, other)`: what the complaints office reads."""

    def why(mine: Json | str, other: Json | str, **more: Any) -> Json:
        labels = [one if isinstance(one, str) else one["label"] for one in (mine, other)]
        return ba.get("/why", mine=labels[0], other=labels[1], **more).done()

    return why


def facts(found: Json) -> dict[str, Json]:
    """By id, and of which of the two it is told."""
    whose = [fact["params"].get("whose") for fact in found["facts"]]
    return {
        f"{who}_{fact['id']}" if who else fact["id"]: fact["params"]
        for who, fact in zip(whose, found["facts"], strict=True)
    }


def test_priority_is_told_with_its_ground_and_both_lives(hall: SmallHall, clock: Clock, asks: Any) -> None:
    binh = hall.kiosk.issues("H")
    clock.passes(minutes=5)
    sau = hall.kiosk.issues("H", lane="priority", grounds="elderly")
    hall.mai.opens()
    hall.mai.serves_next()
    clock.passes(minutes=9)
    hall.nam.opens()
    hall.nam.calls_next()
    found = asks(binh, sau)
    assert found["answer"] == {"id": "priority", "params": {"grounds": "elderly"}}
    assert (found["day"], found["mine"]["label"], found["other"]["label"]) == ("2026-11-23", "H001", "H002")
    assert facts(found)["called"] == {"at": "2026-11-23T00:35:00+00:00", "counter": 1}
    assert facts(found)["mine_called"]["after_s"] == 540
    assert facts(found)["passed_over"] == {"count": 1}
    assert [step["kind"] for step in found["other"]["steps"]] == ["ticket_issued", "ticket_called", "ticket_started"]
    assert found["other"]["steps"][1]["seq"] == found["call"]
    assert found["names"]["services"]["H"] == {"vi": "Hộ tịch", "en": "Civil status", "ko": "가족관계 등록"}


def test_arrival_floor_and_a_choice(hall: SmallHall, clock: Clock, asks: Any) -> None:
    first = hall.kiosk.issues("H")
    clock.passes(seconds=1)
    second = hall.kiosk.issues("H")
    hall.mai.opens()
    hall.mai.finishes(hall.mai.serves_next())
    assert asks(second, first)["answer"]["id"] == "arrival"
    clock.passes(minutes=40)
    urgent = [hall.kiosk.issues("H", lane="priority", grounds="merit") for _ in range(3)]
    hall.mai.finishes(hall.mai.serves_next())  # priority
    hall.mai.finishes(hall.mai.serves_next())  # who waits for forty minutes
    assert asks(urgent[1], second)["answer"] == {"id": "floor", "params": {"waited_s": 2400}}
    hall.mai.calls(urgent[2], reason="đứng không vững")
    chosen = asks(urgent[1], urgent[2])["answer"]
    assert chosen == {"id": "chosen", "params": {"by": "mai", "reason": "đứng không vững"}}


def test_of_two_numbers_of_one_second_the_order_of_the_numbers_is_said(hall: SmallHall, asks: Any) -> None:
    first, second = hall.kiosk.issues("H"), hall.kiosk.issues("H")
    hall.mai.opens()
    hall.mai.calls_next()
    said = {"came_at": "2026-11-23T00:30:00+00:00", "by": "number"}
    assert asks(second, first)["answer"] == {"id": "same_second", "params": said}


def test_who_was_away_at_the_call_reads_what_came_before_it_in_order_of_time(
    hall: SmallHall, clock: Clock, asks: Any
) -> None:
    hall.mai.opens()
    clock.passes(minutes=1)
    gone, mine = hall.kiosk.issues("H"), hall.kiosk.issues("H")
    clock.passes(minutes=1)
    hall.mai.moves("absent", hall.mai.calls_next())
    clock.passes(minutes=1)
    hall.mai.parks(hall.mai.calls_next())
    clock.passes(minutes=1)
    other = hall.kiosk.issues("H")
    clock.passes(minutes=1)
    hall.mai.calls_next()
    clock.passes(minutes=1)
    hall.hoa.moves("restore", gone)
    for who, answer, said in ((gone, "absent", "was_absent"), (mine, "parked", "set_aside")):
        found = asks(who, other)
        assert found["answer"]["id"] == answer
        told = [fact["id"] for fact in found["facts"] if "at" in fact["params"]]
        assert told[:5] == ["given", "called_before", said, "given", "called"]
        times = [fact["params"]["at"] for fact in found["facts"] if "at" in fact["params"]]
        assert times == sorted(times)


def test_a_lane_put_right_after_the_call_is_said_to_have_come_later(hall: SmallHall, clock: Clock, asks: Any) -> None:
    hall.mai.opens()
    other, mine = hall.kiosk.issues("H"), hall.kiosk.issues("H")
    hall.mai.calls_next()
    clock.passes(minutes=1)
    hall.mai.moves("lane", mine, lane="priority", grounds="merit", reason="có thẻ")
    told = facts(asks(mine, other))
    assert told["mine_lane_changed_later"]["at"] > told["called"]["at"]
    assert told["mine_lane_changed_later"]["grounds"] == "merit"


def test_separate_lines_and_a_number_sent_to_one_counter(hall: SmallHall, asks: Any) -> None:
    hall.open_all()
    mine, land = hall.kiosk.issues("H"), hall.kiosk.issues("D")
    hall.hoa.calls_next()
    assert asks(mine, land)["answer"] == {"id": "separate", "params": {"service": "H", "other_service": "D"}}
    hall.hoa.transfers(land, service="H", counter=3)
    hall.hoa.calls_next()
    assert asks(mine, land)["answer"]["id"] == "separate"  # the first call since mine was given is the one explained


def test_who_returned_with_the_place_and_who_came_over_with_it(hall: SmallHall, clock: Clock, asks: Any) -> None:
    hall.open_all()
    gone, over = hall.kiosk.issues("H"), hall.kiosk.issues("D")
    hall.mai.moves("absent", hall.mai.calls_next())
    clock.passes(minutes=1)
    mine = hall.kiosk.issues("H")
    hall.hoa.calls_next()
    hall.hoa.transfers(over, service="H", keep_place=True)
    hall.mai.moves("restore", gone)
    for expected in (gone, over):
        assert hall.mai.calls_next()["label"] == expected["label"]
        hall.mai.moves("absent", expected)
    assert asks(mine, gone)["answer"]["id"] == "returned"
    assert asks(mine, over)["answer"]["id"] == "came_over"


def test_who_was_moved_without_keeping_the_place_waits_anew(hall: SmallHall, clock: Clock, asks: Any) -> None:
    hall.open_all()
    mine = hall.kiosk.issues("H")
    clock.passes(minutes=1)
    other = hall.kiosk.issues("H")
    clock.passes(minutes=1)
    hall.mai.transfers(hall.mai.calls_next(), service="H", keep_place=False)
    assert hall.mai.calls_next()["label"] == other["label"]
    assert asks(mine, other)["answer"]["id"] == "lost_moved"


def test_a_call_taken_back_and_a_next_step(hall: SmallHall, clock: Clock, asks: Any) -> None:
    hall.open_all()
    land = hall.kiosk.issues("D")
    clock.passes(minutes=1)
    mine = hall.kiosk.issues("H")
    served = hall.hoa.serves_next()
    hall.hoa.finishes(served, next_service="H")
    hall.mai.moves("undo", hall.mai.calls_next())
    hall.mai.calls_next()
    found = asks(mine, land)
    assert found["answer"]["id"] == "next_step"
    assert "other_taken_back" in facts(found)
    assert [step["undone"] for step in found["other"]["steps"]].count(True) == 1


def test_an_appointment_stands_in_line_by_its_slot_and_goes_first_when_due(
    hall: SmallHall, clock: Clock, asks: Any
) -> None:
    with hall.database.write() as db:
        db.execute(update(Hall).values(regulations=json.dumps({"slots": [{"service": "H", "every_min": 30}]})))
    hall.mai.opens()
    slot = {"service": "H", "at": "2026-11-23T08:00:00+07:00"}
    booked = hall.mai.post("/appointments", slot).done(201)["appointment"]
    kept = hall.kiosk.post(f"/appointments/{booked['code']}/check-in", {}).done(201)["ticket"]
    clock.passes(minutes=1)
    first, second = hall.kiosk.issues("H"), hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    assert asks(kept, first)["answer"]["id"] == "slot_later"
    clock.passes(minutes=25)
    assert hall.mai.calls_next()["label"] == kept["label"]
    found = asks(second, kept)["answer"]
    assert (found["id"], found["params"]["slot_at"]) == ("appointment", "2026-11-23T01:00:00+00:00")


def test_a_lane_put_right_by_the_staff_counts_from_then_on(hall: SmallHall, asks: Any) -> None:
    hall.mai.opens()
    mine, other = hall.kiosk.issues("H"), hall.kiosk.issues("H")
    hall.mai.moves("lane", other, lane="priority", grounds="disabled", reason="có giấy xác nhận")
    hall.mai.calls_next()
    found = asks(mine, other)
    assert found["answer"] == {"id": "priority", "params": {"grounds": "disabled"}}
    assert facts(found)["other_lane_changed"]["reason"] == "có giấy xác nhận"


def test_another_day_is_asked_by_its_date(hall: SmallHall, clock: Clock, ba: Caller, asks: Any) -> None:
    mine, other = hall.kiosk.issues("H"), hall.kiosk.issues("H")
    clock.passes(hours=24)
    hall.kiosk.issues("H")
    assert asks(mine, other, day="2026-11-23")["answer"]["id"] == "never_called"
    assert ba.get("/why", mine="H001", other="H002").refusal == (404, "unknown_ticket")


def test_a_label_is_understood_as_people_type_it(hall: SmallHall, asks: Any) -> None:
    hall.kiosk.issues("H")
    hall.kiosk.issues("H")
    found = asks(" h 1", "h002")
    assert (found["mine"]["label"], found["other"]["label"]) == ("H001", "H002")


def test_what_cannot_be_asked_is_refused(hall: SmallHall, ba: Caller) -> None:
    hall.kiosk.issues("H")
    assert ba.get("/why", mine="H001", other="h1").refusal == (422, "invalid_request")
    assert ba.get("/why", mine="H001", other="H002").refusal == (404, "unknown_ticket")
    assert ba.get("/why", mine="H001", other="H001", day="2026-13-40").refusal == (422, "invalid_request")
    assert ba.get("/why", mine="H001").refusal == (422, "invalid_request")


def test_only_who_answers_complaints_may_ask(hall: SmallHall, mai: AtCounter, tuan: Caller) -> None:
    hall.kiosk.issues("H")
    hall.kiosk.issues("H")
    assert mai.get("/why", mine="H001", other="H002").refusal == (403, "not_allowed")
    assert hall.kiosk.get("/why", mine="H001", other="H002").refusal == (403, "not_allowed")
    for reader in (hall.hoa, tuan):
        assert reader.get("/why", mine="H001", other="H002").done()["answer"]["id"] == "never_called"
