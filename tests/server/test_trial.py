"""Practice: the hall trains its people in the real programs, and nothing of it counts or mixes with work."""

from typing import Any

import pytest
from sqlalchemy import select

from server import jobs
from server.models import Counter
from tests.cast import Caller, Clock, SmallHall

HOURS: dict[str, Any] = {"week": {"mon": [["07:30", "11:30"], ["13:30", "17:00"]]}}


@pytest.fixture
def database_kind() -> str:
    """Rules, and no race: one kind of database tells as much as two, in half the time."""
    return "sqlite"


class Nobody:
    def tell(self, hall_id: int) -> None:
        """Nobody listens."""


def begins(hall: SmallHall) -> None:
    assert hall.tuan.post("/trial/begin").done()["trial"] is True


def test_practice_has_numbers_nobody_takes_for_a_turn(hall: SmallHall) -> None:
    hall.kiosk.issues("H")
    hall.mai.moves("cancel", 1, reason="về")
    begins(hall)
    tickets = [hall.kiosk.issues(service) for service in "HHC"]
    assert [ticket["label"] for ticket in tickets] == ["H9001", "H9002", "C9001"]
    assert all(ticket["is_trial"] for ticket in tickets)
    assert hall.tv.get("/board").done()["trial"] is True
    hall.is_proved()


def test_work_goes_on_where_it_stood_after_practice(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    begins(hall)
    hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    assert hall.hoa.post("/trial/end").done() == {"trial": False, "since": None}
    ticket = hall.kiosk.issues("H")
    assert (ticket["label"], ticket["is_trial"]) == ("H002", False)
    assert [row["kind"] for row in hall.story() if row["kind"].startswith("trial")] == ["trial_begun", "trial_ended"]
    hall.is_proved()


def test_figures_of_practice_stay_apart(hall: SmallHall, clock: Clock) -> None:
    hall.open_all()
    hall.kiosk.issues("C")
    hall.nam.finishes(hall.nam.serves_next())
    begins(hall)
    hall.kiosk.issues("H")
    clock.passes(60)
    hall.mai.finishes(hall.mai.serves_next())
    hall.kiosk.issues("H")
    work, practice = hall.ba.get("/figures").done(), hall.ba.get("/figures", trial="1").done()
    assert [(said["issued"], said["finished"], said["waiting"]) for said in (work, practice)] == [(1, 1, 0), (2, 1, 1)]
    assert hall.ba.get("/figures", trial="yes").refusal == (422, "invalid_request")


def test_who_stands_in_the_way_of_practice_is_named_those_at_counters_first(hall: SmallHall) -> None:
    hall.open_all()
    for _ in range(8):
        hall.kiosk.issues("H")
    hall.mai.moves("absent", hall.mai.calls_next())
    hall.mai.parks(hall.mai.calls_next())
    hall.mai.transfers(hall.mai.calls_next(), counter=2)
    hall.mai.calls_next()
    details = hall.tuan.post("/trial/begin").body["error"]["details"]
    assert [(one["label"], one["state"], one["counter"]) for one in details["tickets"]] == [
        ("H004", "called", 1), ("H001", "absent", 1), ("H002", "parked", 1), ("H003", "waiting", 2),
        ("H005", "waiting", None),
    ]  # fmt: skip
    assert (details["living"], details["more"]) == (8, 3)


def test_practice_and_work_do_not_mix(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    answer = hall.tuan.post("/trial/begin")
    waits = {"label": "H001", "state": "waiting", "counter": None}
    assert answer.refusal == (409, "hall_busy")
    assert answer.body["error"]["details"] == {"living": 1, "tickets": [waits], "more": 0}
    hall.mai.finishes(hall.mai.serves_next())
    begins(hall)
    hall.kiosk.issues("H")
    assert hall.tuan.post("/trial/end").refusal == (409, "hall_busy")
    hall.mai.serves_next()
    assert hall.tuan.post("/trial/end", {"clear": True}).done()["trial"] is False
    assert hall.in_hand() == {}
    assert hall.story()[-2]["kind"] == "ticket_expired"
    assert hall.mai.sees_desk()["counter"]["state"] == "open", "the clerk sits there still"
    hall.is_proved()


def test_calls_of_practice_leave_the_board_with_it(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    begins(hall)
    assert hall.tv.get("/board").done()["calls"] == []
    hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    assert [call["label"] for call in hall.tv.get("/board").done()["calls"]] == ["H9001"]
    hall.tuan.post("/trial/end").done()
    assert [call["label"] for call in hall.tv.get("/board").done()["calls"]] == ["H001"]


def test_what_practice_leaves_is_closed_in_the_order_it_came(hall: SmallHall) -> None:
    begins(hall)
    labels = [
        hall.kiosk.issues(service, lane=lane)["label"] for service, lane in (("D", "priority"), ("P", "ordinary"))
    ]
    hall.hoa.post("/trial/end", {"clear": True}).done()
    assert [row["label"] for row in hall.story() if row["kind"] == "ticket_expired"] == labels


def test_asked_twice_it_begins_and_ends_once(hall: SmallHall, clock: Clock) -> None:
    begins(hall)
    first = hall.tuan.post("/trial/begin").done()
    clock.passes(60)
    before = hall.stands_at()
    assert hall.tuan.post("/trial/begin").done() == first
    hall.tuan.post("/trial/end").done()
    hall.tuan.post("/trial/end").done()
    assert hall.stands_at()["seq"] == before["seq"] + 1


def test_people_practise_when_the_hall_is_closed(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS, capacity={"H": 0}, services_from={"D": "2027-01-01"})
    clock.is_at("2026-11-28 14:00:00")  # Saturday
    begins(hall)
    assert [hall.kiosk.issues(service)["label"] for service in "HD"] == ["H9001", "D9001"]
    assert all(row["open"] for row in hall.stranger.get("/services").done()["services"])


def test_practice_takes_nothing_of_a_days_capacity(hall: SmallHall) -> None:
    hall.regulates(capacity={"H": 1})
    begins(hall)
    hall.kiosk.issues("H")
    hall.tuan.post("/trial/end", {"clear": True}).done()
    assert hall.kiosk.issues("H")["label"] == "H001"


def test_an_evening_of_practice_is_closed_at_night_and_not_with_the_working_day(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    clock.is_at("2026-11-23 17:15:00")
    begins(hall)
    ticket = hall.kiosk.issues("H")
    for when, state in (("2026-11-23 18:00:00", "waiting"), ("2026-11-24 01:00:00", "expired")):
        clock.is_at(when)
        jobs.close_days(hall.database, Nobody(), clock())
        assert hall.kiosk.sees(ticket)["state"] == state
    hall.tuan.post("/trial/end").done()
    hall.is_proved()


@pytest.mark.parametrize("who", ["mai", "ba", "kiosk", "tv"])
def test_only_supervisor_and_administrator_hold_a_training(hall: SmallHall, who: str) -> None:
    caller: Caller = getattr(hall, who)
    assert caller.post("/trial/begin").refusal == (403, "not_allowed")
    assert caller.post("/trial/end").refusal == (403, "not_allowed")


def test_the_runs_of_practice_end_with_it(hall: SmallHall) -> None:
    def runs() -> set[tuple[int, object]]:
        with hall.database.read() as db:
            return {(row.run, row.run_day) for row in db.execute(select(Counter.run, Counter.run_day))}

    hall.open_all()
    for turn in ("begin", "end"):
        hall.kiosk.issues("H", lane="priority")
        hall.mai.finishes(hall.mai.serves_next())
        assert runs() != {(0, None)}
        hall.tuan.post(f"/trial/{turn}").done()
        assert runs() == {(0, None)}
