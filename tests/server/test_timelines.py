"""The day of the counters as lines, in a real hall: as people worked, and without what they took back."""

from datetime import datetime

from tests.cast import HALL_TIME, SmallHall

WEEK = {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def spans(hall: SmallHall, counter: int) -> list[tuple[str, str, str]]:
    [found] = [each for each in hall.hoa.get("/timelines").done()["counters"] if each["number"] == counter]
    return sorted((span["state"], at(span["since"]), at(span["until"])) for span in found["spans"])


def at(instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(HALL_TIME):%H:%M:%S}"


def begin(hall: SmallHall, clock: str) -> None:
    hall.clock.is_at(f"2026-11-23 {clock}")


def test_open_at_rest_and_serving_until_now(hall: SmallHall) -> None:
    begin(hall, "08:00:00")
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.clock.passes(60)
    served = hall.mai.serves_next()
    hall.clock.passes(600)
    hall.mai.finishes(served)
    hall.mai.pauses()
    hall.clock.passes(900)
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.mai.serves_next()
    hall.clock.passes(30)
    assert spans(hall, 1) == [
        ("open", "08:00:00", "08:11:00"), ("open", "08:26:00", "08:26:30"), ("paused", "08:11:00", "08:26:00"),
        ("serving", "08:01:00", "08:11:00"), ("serving", "08:26:00", "08:26:30"),
    ]  # fmt: skip
    assert spans(hall, 2) == []


def test_what_was_taken_back_never_was_and_who_is_set_aside_is_not_served(hall: SmallHall) -> None:
    begin(hall, "08:00:00")
    hall.mai.opens()
    ticket = hall.kiosk.issues("H")
    hall.mai.serves_next()
    hall.clock.passes(100)
    hall.mai.finishes(ticket)
    hall.clock.passes(5)
    hall.mai.moves("undo", ticket)
    hall.clock.passes(95)
    hall.mai.parks(ticket)
    hall.clock.passes(1000)
    other = hall.kiosk.issues("H")
    hall.mai.serves_next()
    hall.clock.passes(10)
    hall.mai.finishes(other)
    hall.mai.moves("resume", ticket)
    hall.clock.passes(20)
    hall.mai.finishes(ticket)
    hall.mai.closes()
    serving = [span[1:] for span in spans(hall, 1) if span[0] == "serving"]
    assert serving == [("08:00:00", "08:03:20"), ("08:20:00", "08:20:10"), ("08:20:10", "08:20:30")]


def test_the_line_is_as_long_as_the_day_of_work_and_begins_anew_each_day(hall: SmallHall) -> None:
    hall.regulates(hours={"week": WEEK})
    begin(hall, "07:10:00")
    hall.mai.opens()
    begin(hall, "09:00:00")
    found = hall.hoa.get("/timelines").done()
    assert (at(found["begins_at"]), at(found["ends_at"])) == ("07:10:00", "17:00:00")
    begin(hall, "17:20:00")
    assert at(hall.hoa.get("/timelines").done()["ends_at"]) == "17:20:00"
    hall.mai.closes()
    hall.clock.is_at("2026-11-25 09:00:00")
    found = hall.hoa.get("/timelines").done()
    assert (at(found["begins_at"]), [each["spans"] for each in found["counters"]]) == ("07:30:00", [[]] * 4)
