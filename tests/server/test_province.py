"""The province reads all halls of its server: each figure to the second, and nothing of any person."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from server import alerts, app, jobs, roll_up
from server.config import Settings
from server.figure_models import DayLegs, DayWaits
from server.models import Hall
from server.pulse import pulse_now
from tests import figures_by_hand
from tests.builders import MORNING, Halls, fill_province
from tests.cast import Clock, Json, SmallHall
from tests.server.conftest import QUIET_S
from tests.server.month import Month, whole_story

FIGURES = ("visits", "legs", "absent", "waited")


class Province:
    """Three halls on one server and one clock; in the third nothing happens."""

    def __init__(self, an: SmallHall, binh: SmallHall, chau: SmallHall) -> None:
        self.an, self.binh, self.chau = an, binh, chau
        self.halls = [an, binh, chau]
        self.clock, self.database = an.clock, an.database

    def view(self, **days: object) -> Json:
        return self.an.kien.get("/province", **days).done()

    def rolls_up(self) -> None:
        jobs.close_days(self.database, self.an.app.extensions["moiso"].live, self.clock())
        jobs.roll_up_days(self.database)


@pytest.fixture
def province(halls: Halls, database_kind: str, clock: Clock, tmp_path: Path) -> Iterator[Province]:
    with halls.database(database_kind, "province", fill_province, tmp_path) as url:
        built = app.build(Settings(data=str(tmp_path), database=url, heartbeat_s=QUIET_S, refresh_ms=1), clock)
        built.testing = True
        made = Province(*(SmallHall(built, clock, names) for names in ("", "-binh", "-chau")))
        yield made
        made.an.close()


def same(province: Province, since: date, through: date) -> Json:
    """What the view says of these days, once it is what each hall's raw story says."""
    said = province.view(since=since, through=through)
    every: list[Json] = []
    for hall, row in zip(province.halls, said["halls"], strict=True):
        story = whole_story(hall)
        legs = [leg for leg in figures_by_hand.legs(story) if since <= leg["day"] <= through]
        counted = figures_by_hand.figures(legs, [])
        assert {name: row[name] for name in FIGURES} == {name: counted[name] for name in FIGURES}, row["code"]
        assert row["absent_share"] == figures_by_hand.share(row["absent"], row["legs"])
        every += legs
    counted = figures_by_hand.figures(every, [])
    assert {name: said["whole"][name] for name in FIGURES} == {name: counted[name] for name in FIGURES}
    return said


def test_each_figure_of_each_hall_is_what_its_story_says(province: Province) -> None:
    months = [Month(hall, seed, is_alone=False) for seed, hall in enumerate(province.halls[:2])]
    today = MORNING.date()
    for number in range(3):
        for month in months:
            month.works(number)
        same(province, today + timedelta(days=number), today + timedelta(days=number))
        same(province, today, today + timedelta(days=number))
        province.clock.now = MORNING + timedelta(days=number, hours=23)
        province.rolls_up()
    before = same(province, today, today + timedelta(days=2))
    whole = before["whole"]
    assert whole["absent"] and whole["legs"] > whole["visits"] > 0 and whole["waited"]["n"] > 0
    with province.database.write() as db:
        assert len(db.execute(select(DayWaits.day)).all()) == 3 * 2 * 2, "each day, two halls, in earnest and practice"
        db.execute(DayLegs.__table__.delete())
        assert db.execute(select(DayWaits.day)).all() == [], "a copy goes with its row of legs"
    in_the_making = province.view(since=today, through=today + timedelta(days=2))
    assert [row["missing_days"] for row in in_the_making["halls"]] == [3, 3, 0]
    assert in_the_making["whole"]["legs"] == 0, "nothing is better than a part"
    jobs.roll_up_days(province.database)
    assert province.view(since=today, through=today + timedelta(days=2)) == before


def test_a_day_that_is_changed_after_its_end_is_counted_anew(province: Province) -> None:
    province.an.kiosk.issues("H")
    province.clock.passes(hours=24)
    province.rolls_up()
    with province.database.read() as db:
        hall = db.execute(select(Hall.__table__).where(Hall.code == "an")).one()
        assert roll_up.to_make(db, hall) == []
    assert province.view(since=MORNING.date())["halls"][0]["legs"] == 1
    province.clock.now = MORNING + timedelta(hours=1)  # somebody sets it back
    province.an.kiosk.issues("H")
    assert province.view(since=MORNING.date())["halls"][0]["legs"] == 2
    with province.database.read() as db:
        assert roll_up.to_make(db, hall) == [MORNING.date()]


def test_how_each_hall_stands_now(province: Province) -> None:
    province.an.open_all()
    province.binh.mai.opens()
    for service in "HHC":
        province.an.kiosk.issues(service)
    province.clock.passes(minutes=7)
    province.binh.kiosk.issues("D")
    province.clock.passes(minutes=4)
    an, binh, chau = province.view()["halls"]
    assert [hall["code"] for hall in (an, binh, chau)] == ["an", "binh", "chau"]
    assert (an["now"]["waiting"], an["now"]["longest_s"]) == (3, 660)
    assert (an["now"]["counters"], an["now"]["open_counters"]) == (4, 3)
    assert (binh["now"]["waiting"], binh["now"]["longest_s"], binh["now"]["open_counters"]) == (1, 240, 1)
    assert (chau["now"]["waiting"], chau["now"]["longest_s"], chau["now"]["open_counters"]) == (0, 0, 0)
    assert an["targets"] == {"amber_s": 600, "red_s": 900}
    whole = province.view()["whole"]["now"]
    assert (whole["waiting"], whole["longest_s"], whole["open_counters"]) == (4, 660, 4)


def test_urgent_alerts_are_those_the_halls_own_supervisor_reads(province: Province) -> None:
    province.binh.tuan.regulates(targets={"amber_s": 300, "red_s": 420})
    for hall in (province.an, province.binh):
        hall.open_all()
        hall.kiosk.post("/devices/health", {"health": {"printer": {"state": "paper_out"}}}).done()
        hall.kiosk.issues("H")
        hall.kiosk.issues("R")  # at a counter that is closed
    reds = set()
    for minutes in (0, 6, 2, 3, 5, 30):
        province.clock.passes(minutes=minutes)
        said = province.view()["halls"]
        with province.database.read() as db:
            for row, hall in zip(said, db.execute(select(Hall.__table__).order_by(Hall.id)).all(), strict=True):
                own = alerts.level(db, pulse_now(db, hall.id, province.clock()))["alerts"]
                assert row["now"]["red"] == sum(each["tone"] == "red" for each in own), (row["code"], minutes)
                reds.add((row["code"], row["now"]["red"]))
    assert {("an", 1), ("an", 3), ("binh", 3), ("chau", 0)} <= reds
    assert province.view()["halls"][0]["now"]["machines"] >= 1


def test_practice_and_mistaken_prints_are_in_no_figure(province: Province) -> None:
    province.an.tuan.post("/trial/begin", {}).done()
    province.an.kiosk.issues("H")
    mistaken = province.binh.kiosk.issues("H")
    province.binh.hoa.voids(mistaken)
    an, binh, _ = province.view()["halls"]
    assert (an["trial"], an["legs"], an["now"]["waiting"], binh["trial"], binh["legs"]) == (True, 0, 0, False, 0)


def test_days_are_asked_for_as_in_reports(province: Province) -> None:
    today = MORNING.date()
    assert (province.view()["since"], province.view()["through"]) == (today.isoformat(), today.isoformat())
    asks = province.an.kien.get
    quarter = {"since": today, "through": today + timedelta(days=91)}
    assert asks("/province", **quarter).status == 200
    assert asks("/province", since=today, through=today + timedelta(days=92)).refusal == (422, "bad_period")
    assert asks("/province", since=today, through=today - timedelta(days=1)).refusal == (422, "bad_period")
    assert asks("/province", since="2026").refusal == (422, "invalid_request")


def test_the_province_sees_figures_and_nothing_of_a_person(province: Province) -> None:
    ticket = province.an.kiosk.issues("H")
    text = province.an.kien.get("/province").raw.decode()
    assert ticket["label"] not in text and "mai" not in text
    assert province.an.kien.get(f"/tickets/{ticket['id']}").refusal == (403, "not_allowed")
    assert province.an.hoa.get("/province").refusal == (403, "not_allowed")


def test_no_hall_makes_such_an_account(province: Province) -> None:
    body = {"user": "ai-do", "password": "một mật khẩu dài", "role": "province"}
    assert province.an.tuan.post("/accounts", body).refusal == (422, "invalid_request")


def test_pages_for_everybody_say_that_they_cannot_know_the_hall(province: Province) -> None:
    client = province.an.app.test_client()
    for path in ("/letter", "/from-home"):
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 404 and "nhiều trung tâm" in page.get_data(as_text=True), path
    assert province.an.stranger.get("/services").refusal == (401, "not_signed_in")
    start = client.get("/").get_data(as_text=True)
    assert 'id="door-letter"' not in start and 'id="door-home"' not in start and 'href="/province"' in start


def test_a_hall_that_is_alone_never_sees_the_word(hall: SmallHall) -> None:
    start = hall.app.test_client().get("/").get_data(as_text=True)
    assert "/province" not in start and 'id="door-letter"' in start
