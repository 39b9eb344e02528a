"""Support: a supervisor has a counter call one more line, told to its clerk, taken back by a press or by itself."""

import pytest
from sqlalchemy import update

from server import jobs
from server.models import Counter
from tests.cast import AtCounter, Json, SmallHall


def taken(hall: SmallHall, number: int = 1) -> list[str]:
    """What this counter took on, as its clerk and every supervisor read it."""
    on_desk = [each["service"] for each in hall.hoa_at(number).sees_desk()["counter"]["taken_on"]]
    counters = {each["number"]: each for each in hall.hoa.get("/lines").done()["counters"]}
    assert on_desk == [each["service"] for each in counters[number]["taken_on"]]
    return on_desk


def rows(hall: SmallHall) -> list[tuple[str, int, str]]:
    kinds = ("service_taken_on", "services_let_go")
    return [(row["kind"], row["counter"], row["by"]) for row in hall.story() if row["kind"] in kinds]


def line(hall: SmallHall, service: str) -> Json:
    return next(each for each in hall.hoa.get("/lines").done()["lines"] if each["service"] == service)  # type: ignore[no-any-return]


def test_a_counter_calls_what_it_took_on_as_its_own_and_who_asked_it_to_is_told(
    hall: SmallHall, mai: AtCounter
) -> None:
    mai.opens()
    hall.kiosk.issues("D")
    hall.clock.passes(60)
    hall.kiosk.issues("H")
    assert mai.sees_desk()["waiting"] == 1
    said = hall.hoa_at(1).turns("take-on", service="D").done()["counter"]
    assert said["taken_on"] == [{"service": "D", "by": "hoa", "at": hall.clock().isoformat()}]
    assert taken(hall) == ["D"] and line(hall, "D")["counters_open"] == [1]
    assert mai.sees_desk()["waiting"] == 2
    assert mai.calls_next()["label"] == "D001", "whoever came first, and not only when its own line is empty"
    assert hall.story()[-1]["details"]["helped"] is False
    hall.is_proved()


def test_asking_twice_is_once_and_taking_back_twice_too(hall: SmallHall, mai: AtCounter) -> None:
    mai.opens()
    for _ in range(2):
        hall.hoa_at(1).turns("take-on", service="D").done()
    assert hall.hoa_at(1).turns("take-on", service="H").done()["counter"]["taken_on"][0]["service"] == "D", "its own"
    for _ in range(2):
        assert hall.hoa_at(1).turns("let-go", service="D").done()["counter"]["taken_on"] == []
    assert rows(hall) == [("service_taken_on", 1, "hoa"), ("services_let_go", 1, "hoa")]
    hall.kiosk.issues("D")
    assert mai.turns("call-next").refusal == (409, "nobody_waiting")


def test_it_ends_when_the_counter_closes_and_not_when_it_rests(hall: SmallHall, mai: AtCounter) -> None:
    mai.opens()
    hall.hoa_at(1).turns("take-on", service="D").done()
    mai.pauses()
    mai.opens()
    assert taken(hall) == ["D"]
    mai.closes()
    assert taken(hall) == []
    mai.opens()
    assert taken(hall) == []
    assert rows(hall)[-1] == ("services_let_go", 1, "mai")


@pytest.mark.parametrize("was_touched", [False, True])
def test_it_ends_with_the_day_also_at_a_counter_that_never_closes(
    hall: SmallHall, mai: AtCounter, was_touched: bool
) -> None:
    mai.opens()
    hall.hoa_at(1).turns("take-on", service="D").done()
    hall.clock.is_at("2026-11-24 01:30:00")
    if was_touched:  # at work before the close of yesterday, which is late
        mai.pauses()
        mai.opens()
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, hall.clock())
    assert taken(hall) == []
    assert rows(hall)[1:] == [("services_let_go", 1, jobs.BY)]
    assert mai.sees_desk()["counter"]["state"] == ("open" if was_touched else "closed")


def test_what_a_counter_took_on_today_outlives_a_late_close_of_yesterday(hall: SmallHall, mai: AtCounter) -> None:
    mai.opens()
    hall.hoa_at(1).turns("take-on", service="D").done()
    hall.clock.is_at("2026-11-24 01:30:00")
    mai.pauses()
    mai.opens()
    hall.hoa_at(1).turns("take-on", service="C").done()
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, hall.clock())
    assert taken(hall) == ["C"]
    [over] = [row["details"]["services"] for row in hall.story() if row["kind"] == "services_let_go"]
    assert over == ["D"]


def test_a_counter_that_waits_for_somebody_calls_at_once(hall: SmallHall, mai: AtCounter) -> None:
    mai.opens()
    assert mai.turns("ready").done()["ticket"] is None
    hall.kiosk.issues("D")
    hall.hoa_at(1).turns("take-on", service="D").done()
    assert mai.sees_desk()["ticket"]["label"] == "D001"


def test_only_a_supervisor_asks_for_it_of_a_counter_at_work_and_for_what_the_hall_offers(
    hall: SmallHall, mai: AtCounter
) -> None:
    hoa = hall.hoa_at(1)
    assert hoa.turns("take-on", service="D").refusal == (409, "counter_closed")
    mai.opens()
    assert mai.turns("take-on", service="D").status == 403
    assert mai.turns("let-go", service="D").status == 403
    assert hoa.turns("take-on", service="Z").refusal == (404, "unknown_service")
    assert hall.hoa_at(99).turns("take-on", service="D").refusal == (404, "unknown_counter")
    assert taken(hall) == [] and rows(hall) == []


def test_the_step_of_a_late_line_turns_support_on_and_then_calls(hall: SmallHall, nam: AtCounter) -> None:
    hall.open_all()
    with hall.database.write() as db:
        db.execute(update(Counter).where(Counter.number == 1).values(helps=["C"]))
    for _ in range(3):
        hall.kiosk.issues("C")
    nam.serves_next()
    hall.clock.passes(minutes=10)
    (alert,) = [each for each in hall.hoa.get("/alerts").done()["alerts"] if each["kind"] == "line_late"]
    assert alert["step"] == {"do": "take_on", "counter": 1, "service": "C", "was": "helps"}
    hall.hoa_at(1).turns("take-on", service="C").done()
    (alert,) = [each for each in hall.hoa.get("/alerts").done()["alerts"] if each["kind"] == "line_late"]
    assert alert["step"] == {"do": "ready", "counter": 1, "was": "free"}
    assert hall.hoa_at(1).turns("ready").done()["ticket"]["label"] == "C002"
