"""The honesty report: what each person was told is kept with their number, and counted against what came true."""

from datetime import timedelta

from server import jobs
from server.domain.honesty import KNOWN
from tests.cast import Json, SmallHall


def report(hall: SmallHall, weeks: int = 1) -> list[Json]:
    found: list[Json] = hall.hoa.get("/figures/promises", weeks=weeks).done()["weeks"]
    return found


def waits(hall: SmallHall, waited_s: float, service: str = "H", **more: object) -> Json:
    """Somebody comes to a counter that has just called somebody else, and is called so much later."""
    ticket = hall.kiosk.issues(service, **more)
    hall.clock.passes(waited_s)
    called = hall.mai.serves_next()
    assert called["id"] == ticket["id"]
    hall.mai.finishes(called)
    return ticket


def test_the_story_tells_what_was_told(hall: SmallHall) -> None:
    unknown = hall.kiosk.issues("H")
    hall.mai.opens()
    hall.mai.serves_next()
    hall.tv.get("/board").done()
    hall.clock.passes(25)  # the projection is as old as one may be
    behind = hall.kiosk.issues("H", lane="priority", grounds="elderly")
    told = {row["ticket"]: row["details"].get("wait") for row in hall.story() if row["kind"] == "ticket_issued"}
    assert told == {unknown["id"]: None, behind["id"]: behind["wait"]}
    assert behind["wait"]["p90"] > 60


def test_an_appointment_is_told_its_wait_too(hall: SmallHall) -> None:
    hall.regulates(slots=[{"service": "H", "every_min": 15, "people": 1}])
    hall.mai.opens()
    at = hall.clock.now + timedelta(minutes=30)
    booked = hall.hoa.post("/appointments", {"service": "H", "at": at.isoformat()}).done(201)["appointment"]
    ticket = hall.kiosk.post(f"/appointments/{booked['code']}/check-in").done(201)["ticket"]
    [told] = [row["details"]["wait"] for row in hall.story() if row["kind"] == "ticket_issued"]
    assert told == ticket["wait"]


def test_each_promise_is_counted_as_it_came_true(hall: SmallHall) -> None:
    hall.mai.opens()
    waits(hall, 30)  # told: at once
    waits(hall, 200)  # told the same, and waited
    [week] = report(hall)
    assert (week["monday"], week["n"], week["kept"], week["late"]) == ("2026-11-23", 2, 0.5, 0.5)
    assert week["bias_s"] == -115 and week["error_s"] == 115 and week["alarm"] is None
    assert week["services"] == [{"service": "H", "name": "Hộ tịch", **{key: week[key] for key in week["services"][0]
                                 if key not in ("service", "name")}}]  # fmt: skip


def test_whoever_waited_for_something_else_counts_for_nothing(hall: SmallHall) -> None:
    hall.open_all()
    sent_on = hall.kiosk.issues("H")
    hall.clock.passes(30)
    hall.mai.transfers(hall.mai.serves_next(), service="C")
    hall.clock.passes(300)
    hall.nam.serves_next()
    left = hall.kiosk.issues("D")
    hall.hoa.cancels(left)
    hall.hoa.post("/trial/begin", {"clear": True})
    misprint = hall.kiosk.issues("D")
    hall.hoa.voids(misprint)
    assert sent_on["wait"] and report(hall)[0]["n"] == 0


def test_whoever_left_uncalled_after_the_range_was_told_wrong_and_before_it_nobody_knows(hall: SmallHall) -> None:
    hall.mai.opens()
    waits(hall, 30)
    hall.kiosk.issues("H")
    served = hall.mai.serves_next()
    soon, late, sent_home = (hall.kiosk.issues("H") for _ in range(3))
    hall.clock.passes(60)
    hall.hoa.cancels(soon)
    hall.clock.passes(hours=3)
    hall.hoa.cancels(late)
    hall.mai.finishes(served)
    [before] = report(hall)
    assert soon["wait"]["p90"] > 60 and before["n"] == 2 and before["kept"] == 0.5 and before["late"] == 0.5
    hall.clock.passes(hours=24)
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, hall.clock.now)
    [after] = report(hall)
    assert sent_home["wait"] and after["n"] == 3 and after["late"] == 0.6667
    assert (after["error_s"], after["bias_s"]) == (before["error_s"], before["bias_s"]), "of those who were called"


def test_a_promise_is_of_the_first_call_whatever_comes_after_it(hall: SmallHall) -> None:
    """Whoever misses the call and comes back, or is put back, waits once more: nobody promised how long."""
    hall.mai.opens()
    hall.kiosk.issues("H")
    held = hall.mai.serves_next()
    hall.kiosk.issues("H")
    hall.kiosk.issues("H")
    hall.clock.passes(400)
    hall.mai.finishes(held)
    first = report(hall)[0]
    missed = hall.mai.calls_next()
    hall.mai.moves("undo", missed)
    assert report(hall)[0]["n"] == first["n"], "a call taken back never was"
    missed = hall.mai.calls_next()
    told = report(hall)[0]
    assert told["n"] == first["n"] + 1
    hall.mai.moves("absent", missed)
    hall.clock.passes(200)
    hall.mai.moves("restore", missed)
    hall.clock.passes(3000)
    assert hall.mai.calls_next()["id"] == missed["id"]
    hall.mai.moves("put-back", missed)
    hall.clock.passes(3000)
    assert hall.mai.calls_next()["id"] == missed["id"]
    assert report(hall)[0] == told


def test_weeks_stand_apart_and_a_day_without_data_is_no_week_of_failure(hall: SmallHall) -> None:
    hall.mai.opens()
    waits(hall, 30)
    hall.clock.passes(hours=7 * 24)
    weeks = report(hall, weeks=3)
    assert [(week["monday"], week["n"], week["kept"]) for week in weeks] == [
        ("2026-11-30", 0, None), ("2026-11-23", 1, 1.0), ("2026-11-16", 0, None),
    ]  # fmt: skip
    assert hall.hoa.get("/figures/promises", weeks=0).refusal[0] == 422
    assert hall.hoa.get("/figures/promises", weeks=99).refusal[0] == 422


def test_weeks_of_closed_days_are_the_same_before_and_after_they_are_rolled_up(hall: SmallHall) -> None:
    live = hall.app.extensions["moiso"].live
    for waited_s in (20, 200, 400):
        hall.mai.opens()
        waits(hall, 30)
        waits(hall, waited_s)
        hall.kiosk.issues("H")  # sent home at the day's end
        hall.clock.passes(hours=24)
        jobs.close_days(hall.database, live, hall.clock.now)
    before = report(hall, weeks=2)
    assert before[0]["n"] > 6 and before[0]["late"] and before[0]["error_s"]
    jobs.roll_up_days(hall.database)
    assert report(hall, weeks=2) == before


def test_a_hall_that_breaks_its_promises_says_wider_ranges_and_says_how_far_it_can_be_trusted(hall: SmallHall) -> None:
    hall.mai.opens()
    for _ in range(KNOWN + 5):
        waits(hall, 400)  # told: at once
    behind = [hall.kiosk.issues("H") for _ in range(2)]
    live = hall.app.extensions["moiso"].live
    level = hall.stranger.get(f"/public/tickets/{behind[1]['token']}").done()
    assert level["kept_of_ten"] == 0
    assert report(hall)[0]["alarm"] == "kept"
    assert live.projector(1).last.stretch[1] > 2
