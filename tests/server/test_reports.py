"""Reports of a period: what is counted, by what, and that closed days stay true whatever is done to them."""

from datetime import date
from pathlib import Path

import pytest

from server import jobs, roll_up, setup
from server.models import Hall
from tests.builders import write_small_hall
from tests.cast import Json, SmallHall


def report(hall: SmallHall, since: str = "2026-11-23", through: str = "2026-11-30", **more: object) -> Json:
    return hall.hoa.get("/reports", since=since, through=through, **more).done()


def close(hall: SmallHall) -> None:
    """The server's own work of a night."""
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, hall.clock())
    jobs.roll_up_days(hall.database)


def rolled_up(hall: SmallHall) -> list[date]:
    with hall.database.read() as db:
        return roll_up.to_make(db, db.execute(Hall.__table__.select()).one())


def a_day(hall: SmallHall) -> None:
    """One person served at once, one who waits 20 minutes and is sent on, a priority person who does not come."""
    hall.open_all()
    first, second = hall.kiosk.issues("H"), hall.kiosk.issues("H")
    hall.clock.passes(60)
    hall.mai.calls_next()
    hall.clock.passes(30)
    hall.mai.moves("start", first)
    hall.clock.passes(300)
    hall.mai.finishes(first, dossiers=3)
    hall.clock.passes(810)
    hall.mai.serves_next()
    hall.clock.passes(100)
    hall.mai.finishes(second, "supplement", missing=["căn cước"], next_service="C")
    elder = hall.kiosk.issues("H", lane="priority", grounds="elderly")
    hall.mai.moves("absent", hall.mai.calls_next())
    hall.nam.serves_next()
    assert elder["lane"] == "priority"


def test_a_period_counts_legs_and_visits(hall: SmallHall) -> None:
    a_day(hall)
    found = report(hall)
    whole = found["whole"]
    assert (whole["visits"], whole["legs"], whole["finished"], whole["absent"]) == (3, 4, 2, 1)
    assert (whole["priority"], whole["dossiers"], whole["dossiers_per_ticket"]) == (1, 4, 2.0)
    assert whole["outcomes"]["supplement"] == 1 and whole["asked_again"] == 0
    assert whole["waited"] == {"n": 4, "median_s": 0, "p90_s": 1200, "max_s": 1200, "within_target": 0.75}
    assert whole["walked"]["max_s"] == 30 and whole["served"]["max_s"] == 300
    assert {row["key"]: row["legs"] for row in found["rows"]} == {"C": 1, "H": 3}
    assert found["days"] == 1


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("counter", ["1", "2"]), ("officer", ["mai", "nam"]), ("lane", ["ordinary", "priority"]),
        ("day", ["2026-11-23"]), ("week", ["2026-11-23"]), ("month", ["2026-11"]), ("quarter", ["2026-Q4"]),
        ("agency", [""]),
    ],
)  # fmt: skip
def test_a_report_by_whatever_is_asked(hall: SmallHall, by: str, keys: list[str]) -> None:
    a_day(hall)
    found = report(hall, by=by)
    assert [row["key"] for row in found["rows"]] == keys
    assert sum(row["legs"] for row in found["rows"]) == 4


def test_a_closed_day_says_what_it_said_while_it_was_open(hall: SmallHall) -> None:
    a_day(hall)
    hall.nam.finishes(hall.nam.sees_desk()["ticket"])
    living = report(hall)
    hall.clock.passes(hours=24)
    close(hall)
    assert rolled_up(hall) == []
    closed = report(hall)
    changed = {name for name in living if living[name] != closed[name]}
    assert changed <= {"seq", "at"}


def test_promises_count_as_in_the_honesty_report(hall: SmallHall) -> None:
    hall.mai.opens()
    hall.kiosk.issues("H")
    served = hall.mai.serves_next()
    kept, late, soon = (hall.kiosk.issues("H") for _ in range(3))
    hall.clock.passes(60)
    hall.hoa.cancels(soon)  # before the range was over: nobody can say
    hall.mai.finishes(served)
    hall.clock.passes(480)
    hall.mai.finishes(hall.mai.serves_next())
    hall.clock.passes(hours=3)
    hall.hoa.cancels(late)
    whole, [week] = report(hall)["whole"], hall.hoa.get("/figures/promises", weeks=1).done()["weeks"]
    assert kept["wait"] and whole["told"] == week["n"] == 2
    assert whole["kept_share"] == week["kept"] == 0.5
    close(hall)
    assert report(hall)["whole"]["told"] == 2


def test_what_is_told_late_of_a_closed_day_is_counted(hall: SmallHall) -> None:
    a_day(hall)
    served = hall.nam.sees_desk()["ticket"]
    hall.clock.is_at("2026-11-24 00:59:58")
    hall.nam.finishes(served)
    hall.clock.is_at("2026-11-24 01:00:02")
    close(hall)
    assert rolled_up(hall) == []
    before = report(hall)["whole"]["finished"]
    hall.nam.opens()
    hall.nam.moves("undo", served)
    assert rolled_up(hall) == [date(2026, 11, 23)]
    assert report(hall)["whole"]["finished"] == before - 1
    jobs.roll_up_days(hall.database)
    assert report(hall)["whole"]["finished"] == before - 1


def test_a_leg_whose_finish_was_taken_back_is_in_no_figure(hall: SmallHall) -> None:
    hall.open_all()
    ticket = hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next(), next_service="D")
    hall.clock.passes(5)
    hall.mai.moves("undo", ticket)
    assert report(hall)["whole"]["legs"] == 1
    day = hall.hoa.get("/figures").done()
    assert day["cancelled"] == 0 and sum(row["issued"] for row in day["services"]) == 1


def test_out_of_order_calls_count_with_their_reasons_for_whoever_called(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    second = hall.kiosk.issues("H")
    hall.mai.calls(second, reason="=cụ già yếu")
    hall.mai.transfers(second, service="C")
    hall.nam.finishes(hall.nam.serves_next())
    found = report(hall, by="officer")
    rows = {row["key"]: row for row in found["rows"]}
    assert (rows["mai"]["chosen"], rows["mai"]["transferred"], rows["nam"]["chosen"]) == (1, 1, 0)
    assert found["reasons"] == [{"reason": "=cụ già yếu", "n": 1}]


def test_a_second_supplement_of_a_visit_is_flagged(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next(), "supplement", missing=["a"], next_service="C")
    hall.nam.finishes(hall.nam.serves_next(), "supplement", missing=["b"])
    assert report(hall)["whole"]["asked_again"] == 1


def test_practice_stands_apart(hall: SmallHall) -> None:
    hall.hoa.post("/trial/begin", {}).done()
    a_day(hall)
    assert report(hall)["whole"]["legs"] == 0
    assert report(hall, trial="1")["whole"]["legs"] == 4


@pytest.mark.parametrize(("since", "through"), [("2026-11-22", "2026-11-22"), ("2026-10-01", "2026-10-31")])
def test_a_period_in_which_nobody_came_is_a_plain_answer(hall: SmallHall, since: str, through: str) -> None:
    a_day(hall)
    found = report(hall, since, through)
    assert found["days"] == 0 and found["rows"] == [] and found["heat"] == []
    assert found["whole"]["waited"] == {"n": 0, "median_s": None, "p90_s": None, "max_s": None, "within_target": None}


def test_no_report_of_a_period_that_is_none(hall: SmallHall) -> None:
    for since, through in (("2026-11-24", "2026-11-23"), ("2024-01-01", "2026-01-01")):
        assert hall.hoa.get("/reports", since=since, through=through).refusal == (422, "bad_period")


def test_a_period_to_come_is_a_plain_error_everywhere(hall: SmallHall) -> None:
    a_day(hall)
    to_come = {"since": "2026-11-24", "through": "2026-12-31"}
    assert hall.hoa.get("/reports", **to_come).refusal == (422, "period_to_come")
    for kind in ("csv", "xlsx", "pdf"):
        assert hall.hoa.wire.ask("GET", f"/reports.{kind}", hall.hoa.headers, None, to_come).status == 422
    assert report(hall, through="2026-12-31")["whole"]["legs"] == 4, "a month that has begun has figures"


def test_one_person_is_a_report(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    hall.clock.passes(75)
    ticket = hall.mai.serves_next()
    hall.clock.passes(240)
    hall.mai.finishes(ticket)
    [row] = report(hall)["rows"]
    alone = {"n": 1, "within_target": 1.0}
    assert row["waited"] == alone | {"median_s": 75, "p90_s": 75, "max_s": 75}
    assert row["stayed"] == alone | {"median_s": 315, "p90_s": 315, "max_s": 315}


def test_a_service_renamed_in_mid_year_is_one_row_under_its_latest_name(hall: SmallHall, tmp_path: Path) -> None:
    a_day(hall)
    folder = write_small_hall(tmp_path / "hall")
    services = folder / "services.csv"
    renamed = services.read_text(encoding="utf-8").replace("H,Hộ tịch,", "H,Hộ tịch và quốc tịch,")
    services.write_text(renamed, encoding="utf-8")
    hall.clock.passes(hours=24)
    close(hall)
    setup.make_hall(hall.database, folder, hall.clock())
    hall.kiosk.issues("H")
    [row] = [row for row in report(hall)["rows"] if row["key"] == "H"]
    assert (row["name"], row["legs"]) == ("Hộ tịch và quốc tịch", 4)


def test_the_month_of_a_clerk_who_left_stands_under_her_name(hall: SmallHall) -> None:
    a_day(hall)
    before = report(hall, by="officer")["rows"]
    setup.disable_account(hall.database, 1, hall.clock(), user="mai")
    assert report(hall, by="officer")["rows"] == before
    assert before[0]["name"] == "mai" and before[0]["legs"] == 3
    assert before[0]["name"] in hall.hoa.wire.ask(
        "GET", "/reports.csv", hall.hoa.headers, None,
        {"since": "2026-11-01", "through": "2026-11-30", "by": "officer"},
    ).raw.decode()  # fmt: skip


def test_who_sits_at_a_counter_that_never_closes_is_counted_once_and_served_for_no_time(hall: SmallHall) -> None:
    """The clerk went home: the day's end closes the counter, and nobody knows how long the service took."""
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.mai.serves_next()
    hall.clock.passes(hours=48)
    close(hall)
    hall.mai.opens()
    [row] = report(hall, by="counter")["rows"]
    assert (row["key"], row["legs"], row["expired"], row["served"]["n"]) == ("1", 1, 1, 0)


def test_the_heat_map_tells_hours_by_weekday(hall: SmallHall) -> None:
    hall.kiosk.issues("H")
    hall.clock.is_at("2026-11-29 16:10:00")
    hall.hoa.issues("H")
    assert [(cell["weekday"], cell["hour"], cell["visits"]) for cell in report(hall)["heat"]] == [(1, 7, 1), (7, 16, 1)]


def test_a_clock_that_was_set_back_is_counted_and_makes_no_wait_below_nothing(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    hall.clock.passes(-600)
    hall.mai.serves_next()
    whole = report(hall)["whole"]
    assert whole["clock_back"] == 1 and whole["waited"]["max_s"] == 0


def test_a_day_that_a_clock_opens_again_is_rolled_up_anew(hall: SmallHall) -> None:
    a_day(hall)
    hall.clock.passes(hours=24)
    close(hall)
    hall.clock.passes(hours=-20)
    close(hall)
    hall.kiosk.issues("D")
    hall.clock.passes(hours=20)
    close(hall)
    assert report(hall, by="service")["rows"][1]["key"] == "D"


def test_a_year_nobody_rolled_up_is_not_read_while_people_wait(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_day(hall)
    monkeypatch.setattr(roll_up, "MOST_AT_ONCE", 0)
    query = {"since": "2026-11-23", "through": "2026-11-23"}
    assert hall.hoa.get("/reports", **query).refusal == (503, "figures_in_the_making")
