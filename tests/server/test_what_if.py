"""What if in a real hall: of its true state, with who comes on such a day, and nothing done to it."""

import pytest

from tests.cast import Json, SmallHall


def what_if(hall: SmallHall, **asked: object) -> Json:
    return hall.hoa.get("/what-if", **asked).done()


def test_a_second_counter_is_worth_what_it_is_worth_and_nothing_is_done(hall: SmallHall) -> None:
    hall.mai.opens()
    hall.has_a_busy_hour()
    before = hall.story()
    found = what_if(hall, counter=2, do="open")
    assert found["weeks"] == 0 and found["is_sure"]
    assert found["changed"]["p90_s"] < found["without"]["p90_s"] and found["without"]["people"] > 12
    [row] = found["services"]
    assert (row["service"], row["name"]) == ("H", "Hộ tịch") and row["without"]["p90_s"] == found["without"]["p90_s"]
    assert hall.story() == before and hall.hoa.get("/lines").done()["counters"][1]["state"] == "closed"


def test_who_comes_is_known_from_the_same_weekday_of_past_weeks(hall: SmallHall) -> None:
    hall.mai.opens()
    hall.has_a_busy_hour()
    hall.clock.passes(hours=7 * 24 - 1)
    hall.mai.opens()
    found = what_if(hall, counter=1, do="close")
    assert found["weeks"] == 1 and found["without"]["people"] in range(8, 16)
    assert found["changed"] == {"people": found["without"]["people"], "median_s": None, "p90_s": None,
                                "within_target": 0.0}  # fmt: skip
    hall.clock.passes(hours=24)
    tuesday = what_if(hall, counter=1, do="close")
    assert tuesday["weeks"] == 0 and tuesday["without"]["people"] == 0, "nobody has come on a Tuesday yet"


def test_a_service_taken_up_and_a_break_at_another_time(hall: SmallHall) -> None:
    hall.regulates(breaks=[{"counter": 1, "start": "09:00", "end": "10:00", "reason": "giải lao"}])
    hall.mai.opens()
    hall.kiosk.issues("D")
    stranded = what_if(hall, counter=1, do="add", service="D")
    assert stranded["without"]["p90_s"] is None and stranded["changed"]["p90_s"] is not None
    moved = what_if(hall, counter=1, do="break", break_at="09:00", break_to="11:30")
    assert moved["without"]["people"] >= 1


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"counter": 99, "do": "open"}, 404, "unknown_counter"),
        ({"counter": 1, "do": "add", "service": "Z"}, 404, "unknown_service"),
        ({"counter": 1, "do": "add"}, 404, "unknown_service"),
        ({"counter": 1, "do": "break", "break_at": "09:00", "break_to": "09:30"}, 422, "invalid_request"),
        ({"counter": 1, "do": "break", "break_at": "09:00"}, 422, "invalid_request"),
        ({"counter": 1, "do": "burn"}, 422, "invalid_request"),
        ({"counter": 1, "do": "close"}, 409, "nothing_to_change"),
        ({"counter": 1, "do": "add", "service": "H"}, 409, "nothing_to_change"),
        ({"counter": 1, "do": "break", "break_at": "09:00", "break_to": "09:00"}, 409, "nothing_to_change"),
    ],
)
def test_what_cannot_be_is_refused(hall: SmallHall, asked: Json, status: int, code: str) -> None:
    assert hall.hoa.get("/what-if", **asked).refusal[:2] == (status, code)


def test_what_was_done_meanwhile_is_nothing_to_change(hall: SmallHall) -> None:
    hall.mai.opens()
    assert hall.hoa.get("/what-if", counter=1, do="open").refusal[:2] == (409, "nothing_to_change")
    hall.hoa_at(1).turns("take-on", service="D").done()
    assert hall.hoa.get("/what-if", counter=1, do="add", service="D").refusal[:2] == (409, "nothing_to_change")


def test_nobody_is_expected_on_a_day_off_and_after_work(hall: SmallHall) -> None:
    week = {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    hall.regulates(hours={"week": week, "days": [{"day": "2026-12-07", "intervals": [], "reason": "Kiểm kê"}]})
    hall.clock.is_at("2026-11-23 16:00:00")
    hall.has_a_busy_hour()  # until five
    hall.clock.is_at("2026-11-30 16:00:00")
    monday = what_if(hall, counter=1, do="open")
    assert monday["weeks"] == 1 and monday["without"]["people"] in range(6, 18)
    assert (monday["resting"], monday["reopens_at"]) == (False, None)
    hall.clock.is_at("2026-11-30 12:00:00")
    assert what_if(hall, counter=1, do="open")["reopens_at"] == "2026-11-30T06:30:00+00:00"
    hall.clock.is_at("2026-11-30 17:30:00")
    evening = what_if(hall, counter=1, do="open")
    assert (evening["without"]["people"], evening["resting"]) == (0, True)
    assert evening["reopens_at"] == "2026-12-01T00:30:00+00:00"
    hall.clock.is_at("2026-12-07 16:00:00")
    day_off = what_if(hall, counter=1, do="open")
    assert (day_off["weeks"], day_off["without"]["people"], day_off["resting"]) == (0, 0, True)


def test_an_empty_hall_has_nothing_to_change(hall: SmallHall) -> None:
    found = what_if(hall, counter=1, do="open")
    nobody = {"people": 0, "median_s": None, "p90_s": None, "within_target": None}
    assert found["without"] == found["changed"] == nobody and found["services"] == [] and not found["is_sure"]
