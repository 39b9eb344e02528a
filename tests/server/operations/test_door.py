"""At the door: numbers are given within the hall's hours and limits, and whoever gets none hears why and from when."""

from typing import Any

import pytest

from tests.cast import AtCounter, Caller, Clock, SmallHall

WORKING = [["07:30", "11:30"], ["13:30", "17:00"]]
HOURS: dict[str, Any] = {
    "week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), WORKING) | {"sat": [["07:30", "11:30"]]},
    "cut_off_min": {"": 15, "D": 30},
    "same_day_until": "15:00",
}


@pytest.fixture
def database_kind() -> str:
    """Rules, and no race: one kind of database tells as much as two, in half the time."""
    return "sqlite"


def offer(hall: SmallHall, service: str) -> dict[str, Any]:
    """What the door says, the same to citizens, kiosks and staff."""
    names = ("open", "closed_because", "reopens_at", "left", "same_day")
    said = {row["code"]: row for row in hall.stranger.get("/services").done()["services"]}[service]
    line = {row["service"]: row for row in hall.kiosk.get("/lines").done()["lines"]}[service]
    assert [said[name] for name in names] == [line[name] for name in names]
    return {name: said[name] for name in names}


def refused(caller: Caller, service: str, **more: Any) -> tuple[str | None, dict[str, Any]]:
    answer = caller.post("/tickets", {"service": service, **more})
    assert answer.status in (409, 422), answer.raw
    return answer.code, answer.body["error"]["details"]


def test_a_hall_without_hours_gives_numbers_at_any_time(hall: SmallHall, clock: Clock) -> None:
    for when in ("2026-11-22 03:00:00", "2026-11-23 12:00:00", "2026-11-24 23:59:59"):
        clock.is_at(when)
        assert offer(hall, "H") == {
            "open": True, "closed_because": None, "reopens_at": None, "left": None, "same_day": True,
        }  # fmt: skip
        hall.kiosk.issues("H")
    hours = hall.tv.get("/board").done()["hours"]
    assert (hours["open"], hours["reopens_at"], hours["closes_at"], hours["notice"]) == (True, None, None, None)


def test_outside_the_hours_no_number_is_given_and_the_next_opening_is_said(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    before = hall.stands_at()
    clock.is_at("2026-11-23 12:00:00")
    afternoon = "2026-11-23T06:30:00+00:00"
    assert refused(hall.kiosk, "H") == ("hall_closed", {"reopens_at": afternoon})
    said = offer(hall, "H")
    assert (said["open"], said["closed_because"], said["reopens_at"]) == (False, "hall_closed", afternoon)
    clock.is_at("2026-11-23 18:00:00")  # the next day is a public holiday
    assert refused(hall.mai, "H") == ("hall_closed", {"reopens_at": "2026-11-25T00:30:00+00:00"})
    assert hall.stands_at() == before
    hall.is_proved()


def test_before_a_break_numbers_stop_and_those_given_stay_valid(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS).open_all()
    clock.is_at("2026-11-23 11:14:00")
    early = hall.kiosk.issues("H")
    clock.is_at("2026-11-23 11:15:00")
    assert refused(hall.kiosk, "H") == (
        "issuing_stopped",
        {"because": "cut_off", "reopens_at": "2026-11-23T06:30:00+00:00"},
    )
    clock.is_at("2026-11-23 13:30:00")
    hall.kiosk.issues("H")
    assert hall.mai.calls_next()["label"] == early["label"]


def test_a_service_has_its_own_cut_off(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    clock.is_at("2026-11-23 16:30:00")
    assert refused(hall.kiosk, "D")[0] == "issuing_stopped"
    assert offer(hall, "D")["closed_because"] == "cut_off"
    hall.kiosk.issues("H")


def test_a_full_service_says_so_until_the_next_day(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS, capacity={"D": 2})
    assert offer(hall, "D")["left"] == 2
    first = hall.kiosk.issues("D")
    assert offer(hall, "D")["left"] == 1
    hall.kiosk.issues("D")
    full = {"because": "full", "reopens_at": "2026-11-25T00:30:00+00:00"}
    assert refused(hall.kiosk, "D") == ("issuing_stopped", full)
    assert offer(hall, "D") == {
        "open": False, "closed_because": "full", "reopens_at": full["reopens_at"], "left": 0, "same_day": True,
    }  # fmt: skip
    hall.mai.moves("cancel", first, reason="về nhà")  # gives its place back, never its number
    assert hall.kiosk.issues("D")["label"] == "D003"
    clock.is_at("2026-11-25 08:00:00")
    assert offer(hall, "D")["left"] == 2


def test_a_void_ticket_frees_its_place(hall: SmallHall) -> None:
    hall.regulates(capacity={"D": 1})
    hall.hoa.moves("void", hall.kiosk.issues("D"), reason="in thử")
    assert hall.kiosk.issues("D")["label"] == "D002"


def test_a_transfer_takes_no_number_of_the_other_service(hall: SmallHall) -> None:
    hall.regulates(capacity={"D": 1}).open_all()
    hall.kiosk.issues("H")
    hall.mai.transfers(hall.mai.serves_next(), service="D")
    assert offer(hall, "D")["left"] == 1


def test_what_the_counters_can_still_serve_is_said_and_refuses_nobody(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    assert offer(hall, "D")["left"] is None  # nobody works there yet, so nobody knows
    hall.open_all()
    whole_day = offer(hall, "D")["left"]
    clock.is_at("2026-11-23 16:00:00")
    last_hour = offer(hall, "D")["left"]
    assert whole_day > last_hour > 0
    hall.hoa_at(3).pauses()
    assert offer(hall, "D")["left"] == last_hour
    for _ in range(last_hour + 1):
        hall.kiosk.issues("D")
    assert (offer(hall, "D")["left"], offer(hall, "D")["open"]) == (0, True)


def test_a_service_to_come_says_from_which_day(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS, services_from={"D": "2026-11-28"})
    assert refused(hall.kiosk, "D") == ("not_yet_offered", {"from": "2026-11-28"})
    said = offer(hall, "D")
    assert (said["closed_because"], said["reopens_at"]) == ("not_yet", "2026-11-28T00:30:00+00:00")
    clock.is_at("2026-11-28 07:30:00")
    assert hall.kiosk.issues("D")["label"] == "D001"


def test_staff_pass_the_door_with_a_reason_that_the_story_keeps(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    hall.regulates(hours=HOURS, capacity={"H": 0})
    clock.is_at("2026-11-23 12:00:00")
    ticket = mai.issues("H", override_reason="cụ già đi xe ôm 20 km")
    row = hall.story(ticket)[-1]
    assert (row["kind"], row["why"], row["by"]) == ("door_overridden", "cụ già đi xe ôm 20 km", "mai")
    assert row["details"]["refused"] == ["issuing_stopped"]
    hall.is_proved()


def test_a_reason_without_a_refusal_is_no_story(hall: SmallHall, mai: AtCounter) -> None:
    assert [row["kind"] for row in hall.story(mai.issues("H", override_reason="cứ cho chắc"))] == ["ticket_issued"]


def test_a_kiosk_cannot_pass_its_own_door(kiosk: Caller) -> None:
    answer = kiosk.post("/tickets", {"service": "H", "override_reason": "tự cho phép"})
    assert answer.refusal == (403, "not_allowed")


def test_after_three_the_result_is_not_of_the_same_day(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    clock.is_at("2026-11-23 15:00:00")
    assert (offer(hall, "H")["same_day"], hall.tv.get("/board").done()["hours"]["notice"]) == (True, None)
    clock.is_at("2026-11-23 15:00:01")
    hours = hall.tv.get("/board").done()["hours"]
    assert (offer(hall, "H")["same_day"], hours["notice"]) == (False, "same_day_over")
    assert (hours["open"], hours["closes_at"]) == (True, "2026-11-23T10:00:00+00:00")


def test_the_board_says_why_a_day_is_off(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    clock.is_at("2026-11-24 09:00:00")
    hours = hall.tv.get("/board").done()["hours"]
    assert (hours["open"], hours["reason"]) == (False, "Ngày Văn hóa Việt Nam")
    assert hours["reopens_at"] == "2026-11-25T00:30:00+00:00"


def test_grounds_are_those_of_the_hall(hall: SmallHall, kiosk: Caller) -> None:
    hall.regulates(grounds=[{"code": "elderly"}, {"code": "single_parent", "name": "Cha mẹ đơn thân"}])
    wish = {"lane": "priority", "grounds": "pregnant"}
    assert kiosk.post("/tickets", {"service": "H", **wish}).refusal == (422, "unknown_grounds")
    assert kiosk.issues("H", lane="priority", grounds="single_parent")["grounds"] == "single_parent"
    said = hall.kiosk.get("/catalogue").done()
    assert [row["name"] for row in said["grounds"]] == ["Người cao tuổi", "Cha mẹ đơn thân"]
    assert said["grounds"][1]["name_ko"] == "Cha mẹ đơn thân"
    assert (said["same_day_until"], said["appointments"]) == (None, False)


def test_the_catalogue_has_another_version_when_the_hall_says_something_else(hall: SmallHall) -> None:
    said = hall.kiosk.get("/catalogue").done()
    hall.regulates(hours=HOURS)
    changed = hall.kiosk.get("/catalogue").done()
    assert changed["version"].startswith(said["version"]) and changed["version"] != said["version"]
    assert changed["same_day_until"] == "15:00"


def test_the_path_of_a_visit_is_planned_with_its_number(hall: SmallHall, kiosk: Caller) -> None:
    hall.regulates(paths=[{"name": "Hộ tịch", "services": ["H", "P", "R"], "procedures": ["1.001193"]}])
    assert kiosk.issues("H", procedure="1.001193")["path"] == ["P", "R"]
    assert kiosk.issues("H")["path"] == []


def test_a_ready_counter_calls_whoever_takes_a_number(hall: SmallHall) -> None:
    hall.open_all()
    hall.mai.turns("ready").done()
    ticket = hall.kiosk.issues("H")
    assert (ticket["state"], ticket["counter"]) == ("called", 1)
    hall.is_proved()
