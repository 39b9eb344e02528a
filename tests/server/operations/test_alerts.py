"""Alerts in a real hall: what is told, seen by one supervisor for all, over, and told again."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server import app, jobs
from server.config import Settings
from server.domain.honesty import KNOWN
from server.watching import Watch
from tests.cast import Answer, AtCounter, Caller, Json, SmallHall


def told(hall: SmallHall, kind: str) -> list[Json]:
    """The alerts of this kind, as supervisors read them now."""
    alerts = hall.hoa.get("/alerts").done()["alerts"]
    return [alert for alert in alerts if alert["kind"] == kind]


def sees(hall: SmallHall, alert: Json, *, key: str | None = None) -> Answer:
    body = {name: alert[name] for name in ("kind", "subject", "tone")}
    return hall.hoa.post("/alerts/acknowledge", body, key=key)


def watch_of(hall: SmallHall) -> Watch:
    here = hall.app.extensions["moiso"]
    return Watch(here.database, here.live, here.pulse, here.clock)


def rows(hall: SmallHall) -> list[tuple[str, str, str]]:
    return [
        (row["kind"], row["by"], row["details"]["subject"]) for row in hall.story() if row["kind"].startswith("alert_")
    ]


def test_a_line_that_nobody_does_is_told_with_the_counter_that_could(hall: SmallHall, kiosk: Caller) -> None:
    kiosk.issues("D")
    (alert,) = told(hall, "line_stranded")
    assert alert["subject"] == "D" and alert["tone"] == "amber" and alert["seen"] is None
    assert alert["step"] == {"do": "open", "counter": 3, "was": "closed"}
    hall.clock.passes(minutes=10)
    assert told(hall, "line_stranded")[0]["tone"] == "red"
    hall.hoa.opens()
    assert told(hall, "line_stranded") == []


WEEK = {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def lines_told(hall: SmallHall) -> list[Json]:
    """The alerts of lines, and of counters before them."""
    return [*told(hall, "line_stranded"), *told(hall, "line_late"), *told(hall, "counter_idle")]


def test_lunch_alarms_nobody_and_a_counter_that_does_not_come_back_from_it_does(hall: SmallHall) -> None:
    hall.regulates(hours={"week": WEEK})
    hall.clock.is_at("2026-11-23 11:20:00")
    hall.hoa.opens()
    hall.kiosk.issues("D")
    hall.clock.is_at("2026-11-23 11:26:00")
    hall.hoa.closes()
    assert [alert["tone"] for alert in lines_told(hall)] == ["amber"], "the session is on"
    for clock in ("11:30:00", "12:15:00", "13:29:59", "13:32:59"):
        hall.clock.is_at(f"2026-11-23 {clock}")
        assert lines_told(hall) == [], clock
    hall.clock.is_at("2026-11-23 13:33:00")
    (alert,) = lines_told(hall)
    assert (alert["tone"], alert["facts"]["missed"], alert["facts"]["missed_s"]) == ("amber", 3, 180)
    hall.clock.is_at("2026-11-23 13:40:00")
    assert lines_told(hall)[0]["tone"] == "red"
    hall.hoa.opens()
    assert [alert["kind"] for alert in lines_told(hall)] == ["line_late"], "it is served, and has waited for long"
    hall.hoa.closes()
    hall.clock.is_at("2026-11-23 17:05:00")
    assert [alert["tone"] for alert in lines_told(hall)] == ["red"], "after the last session somebody still waits"


def test_a_planned_break_alarms_nobody_while_it_lasts(hall: SmallHall) -> None:
    hall.regulates(breaks=[{"counter": 3, "start": "09:30", "end": "09:45", "reason": "Nghỉ", "days": ["mon"]}])
    hall.clock.is_at("2026-11-23 09:00:00")
    hall.hoa.opens()
    hall.kiosk.issues("D")
    hall.clock.is_at("2026-11-23 09:25:00")
    until = hall.clock() + timedelta(minutes=20)
    hall.hoa.post("/counters/3/pause", {"reason": "Nghỉ", "until": until.isoformat()}).done()
    for clock in ("09:25:00", "09:44:59", "09:47:59"):
        hall.clock.is_at(f"2026-11-23 {clock}")
        assert lines_told(hall) == [], clock
    hall.clock.is_at("2026-11-23 09:48:00")
    assert lines_told(hall)[0]["facts"]["missed"] == 3


def test_a_pause_without_a_plan_alarms_at_once_and_a_short_one_when_it_is_over(hall: SmallHall) -> None:
    hall.kiosk.issues("D")
    hall.clock.passes(minutes=1)
    for minutes, told_at_once in ((None, True), (120, True), (15, False)):
        hall.hoa.opens()
        until = {"until": (hall.clock() + timedelta(minutes=minutes)).isoformat()} if minutes else {}
        hall.hoa.post("/counters/3/pause", {"reason": "Việc riêng", **until}).done()
        assert bool(told(hall, "line_stranded")) is told_at_once
    hall.clock.passes(minutes=18)
    assert told(hall, "line_stranded")[0]["facts"]["missed_s"] == 180


def test_a_long_line_names_the_free_counter_that_helps_it_out(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    hall.open_all()
    for _ in range(3):
        hall.kiosk.issues("H")
    mai.serves_next()
    hall.clock.passes(minutes=10)
    (alert,) = told(hall, "line_late")
    assert alert["tone"] == "amber"
    assert alert["step"] == {"do": "ready", "counter": 2, "was": "free"}
    assert {"service": "H", "waiting": 2, "longest_s": 600, "target_s": 900}.items() <= alert["facts"].items()
    hall.clock.passes(minutes=5)
    assert told(hall, "line_late")[0]["tone"] == "red"
    nam.turns("ready").done()
    mai.finishes(hall.mai.sees_desk()["ticket"])


def test_the_hall_says_from_when_on_a_wait_is_long(hall: SmallHall) -> None:
    hall.regulates(targets={"amber_s": 120, "red_s": 300})
    hall.open_all()
    hall.kiosk.issues("H")
    hall.mai.serves_next()
    hall.kiosk.issues("H")
    hall.nam.serves_next()
    hall.kiosk.issues("H")
    hall.clock.passes(seconds=301)
    level = hall.hoa.get("/alerts").done()
    assert level["targets"] == {"amber_s": 120, "red_s": 300}
    assert told(hall, "line_late")[0]["tone"] == "red"
    refused = hall.tuan.post("/regulations", {"targets": {"amber_s": 400, "red_s": 300}})
    assert refused.refusal == (422, "bad_regulations")


def test_each_counter_is_told_with_who_sits_there_and_how_long_is_long(hall: SmallHall, mai: AtCounter) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    mai.serves_next()
    first, second = hall.hoa.get("/alerts").done()["counters"][:2]
    assert first == {"number": 1, "user": "mai", "service": "H", "usual_s": 480, "long_s": first["long_s"]}
    assert first["long_s"] > 480 and second["user"] == "nam" and second["usual_s"] is None


def test_somebody_served_far_too_long_and_somebody_who_never_came_to_the_desk(
    hall: SmallHall, mai: AtCounter, nam: AtCounter
) -> None:
    hall.open_all()
    served, called = hall.kiosk.issues("H"), hall.kiosk.issues("C")
    mai.serves_next()
    nam.calls_next()
    hall.clock.passes(seconds=179)
    assert told(hall, "not_started") == []
    hall.clock.passes(seconds=1)
    (alert,) = told(hall, "not_started")
    assert alert["subject"] == str(called["id"])
    assert alert["step"] == {"do": "call_again", "counter": 2, "ticket": called["id"], "label": called["label"]}
    hall.clock.passes(minutes=25)
    (alert,) = told(hall, "served_long")
    assert alert["subject"] == str(served["id"]) and alert["facts"]["usual_s"] == 480


def test_a_free_counter_with_people_before_it_is_told_after_three_minutes(hall: SmallHall, mai: AtCounter) -> None:
    hall.open_all()
    mai.finishes(_served(hall))
    hall.clock.passes(seconds=100)
    hall.kiosk.issues("H")
    hall.clock.passes(seconds=179)
    assert told(hall, "counter_idle") == [], "the person has just come"
    hall.clock.passes(seconds=1)
    (alert,) = told(hall, "counter_idle")
    assert alert["subject"] == "2", "one of the two who could, the one free for longer"
    assert alert["step"] == {"do": "ready", "counter": 2, "was": "free"}


def _served(hall: SmallHall) -> Json:
    hall.clock.passes(minutes=10)
    hall.kiosk.issues("H")
    return hall.mai.serves_next()


def test_a_second_supplement_under_one_number_is_told(hall: SmallHall, mai: AtCounter) -> None:
    hall.open_all()
    ticket = hall.kiosk.issues("H")
    mai.finishes(mai.serves_next(), outcome="supplement", next_service="H")
    assert told(hall, "supplement_again") == []
    mai.finishes(mai.serves_next(), outcome="supplement")
    (alert,) = told(hall, "supplement_again")
    assert alert["facts"] == {"label": ticket["label"], "counter": 1}


def test_a_machine_out_of_paper_is_red_and_a_tv_that_fell_silent_too(hall: SmallHall) -> None:
    assert {alert["facts"]["wrong"] for alert in told(hall, "machine")} == {"never"}
    hall.kiosk.post("/devices/health", {"health": {"printer": {"state": "paper_out"}, "roll": "broken"}}).done()
    hall.tv.post("/devices/health", {"health": {"sound": "ok"}}).done()
    machines = {alert["facts"]["machine"]: alert for alert in told(hall, "machine")}
    assert machines["kiosk"]["tone"] == "red" and machines["kiosk"]["facts"]["wrong"] == "paper-out"
    assert "display" not in machines
    hall.clock.passes(seconds=46)
    machines = {alert["facts"]["machine"]: alert for alert in told(hall, "machine")}
    assert machines["display"]["tone"] == "red" and machines["display"]["facts"]["wrong"] == "silent"


def test_a_machine_is_judged_once_and_every_page_reads_the_same(hall: SmallHall) -> None:
    def judged() -> list[Json]:
        devices = hall.mai.get("/devices").done()["devices"]
        return [device["trouble"] for device in devices if device["trouble"]]

    holds = {"reserve": {"days": [f"{hall.clock():%F}"]}}
    for health in ({"printer": {"state": "cutter"}}, {"roll": {"slips_left": 7}}, holds, {"sound": "missing"}):
        hall.kiosk.post("/devices/health", {"health": health}).done()
        for seconds in (0, 46):
            hall.clock.passes(seconds=seconds)
            assert sorted(map(str, judged())) == sorted(str(alert["facts"]) for alert in told(hall, "machine"))
    kiosk = next(device for device in hall.mai.get("/devices").done()["devices"] if device["kind"] == "kiosk")
    hall.tuan.post(f"/devices/{kiosk['id']}/revoke").done()
    assert all(each["name"] != kiosk["name"] for each in judged()), "it is no machine of this hall any more"
    tv = next(device for device in hall.mai.get("/devices").done()["devices"] if device["kind"] == "display")
    body = {"counters": [1, 2], "volume": 50, "quiet": None, "dark": None}
    assert hall.tuan.post(f"/devices/{tv['id']}/screen", body).done()["device"]["trouble"]["wrong"] == "never"
    assert hall.mai.get("/devices").done()["uncalled"] == [3, 4]


def test_who_has_seen_it_is_told_to_all_and_stands_in_the_story(hall: SmallHall, kiosk: Caller) -> None:
    kiosk.issues("D")
    (alert,) = told(hall, "line_stranded")
    said = sees(hall, alert, key="once").done()
    assert said["seen"] == {"by": "hoa", "at": hall.clock().isoformat(), "tone": "amber"}
    hall.clock.passes(seconds=30)
    assert sees(hall, alert, key="once").done() == said
    assert sees(hall, alert, key="another press").done() == said
    assert told(hall, "line_stranded")[0]["seen"] == said["seen"]
    assert rows(hall) == [("alert_acknowledged", "hoa", "D")]
    hall.is_proved()


def test_what_was_seen_amber_comes_back_red_once(hall: SmallHall, kiosk: Caller) -> None:
    kiosk.issues("D")
    sees(hall, told(hall, "line_stranded")[0]).done()
    hall.clock.passes(minutes=11)
    (alert,) = told(hall, "line_stranded")
    assert alert["tone"] == "red" and alert["seen"] is None
    sees(hall, alert).done()
    assert told(hall, "line_stranded")[0]["seen"]["tone"] == "red"
    assert len(rows(hall)) == 2


def test_an_alert_that_was_over_is_news_when_it_begins_anew(hall: SmallHall, kiosk: Caller) -> None:
    watch = watch_of(hall)
    kiosk.issues("D")
    sees(hall, told(hall, "line_stranded")[0]).done()
    watch.look()
    watch.look()
    assert len(rows(hall)) == 1, "it lasts"
    hall.hoa.opens()
    watch.look()
    hall.hoa.closes()
    watch.look()
    hall.hoa.opens()
    watch.look()
    assert len(rows(hall)) == 1, "one that flickers is not over"
    watch.look()
    watch_of(hall).look()
    assert rows(hall)[1:] == [("alert_over", "moiso", "D")]
    hall.hoa.closes()
    assert told(hall, "line_stranded")[0]["seen"] is None
    hall.is_proved()


def test_two_workers_that_find_it_over_say_so_once(hall: SmallHall, kiosk: Caller) -> None:
    kiosk.issues("D")
    sees(hall, told(hall, "line_stranded")[0]).done()
    hall.hoa.opens()
    watches = [watch_of(hall), watch_of(hall)]
    for _ in range(3):
        for watch in watches:
            watch.look()
    assert [kind for kind, _, _ in rows(hall)] == ["alert_acknowledged", "alert_over"]


def test_yesterdays_seen_alerts_are_news_today(hall: SmallHall) -> None:
    (alert, *_) = told(hall, "machine")
    sees(hall, alert).done()
    hall.clock.passes(hours=23)
    again = next(each for each in told(hall, "machine") if each["subject"] == alert["subject"])
    assert again["seen"] is None
    sees(hall, again).done()
    assert len(rows(hall)) == 2


def test_one_that_flickers_at_its_limit_for_an_hour_is_seen_once(hall: SmallHall, kiosk: Caller) -> None:
    watch = watch_of(hall)
    kiosk.issues("D")
    sees(hall, told(hall, "line_stranded")[0]).done()
    for look in range(60):
        if look % 2:
            hall.hoa.closes()
            assert told(hall, "line_stranded")[0]["seen"]["by"] == "hoa"
        else:
            hall.hoa.opens()
        watch.look()
    assert len(rows(hall)) == 1


def test_a_server_that_starts_anew_knows_what_was_seen(
    hall: SmallHall, kiosk: Caller, database_url: str, tmp_path: Path
) -> None:
    kiosk.issues("D")
    seen = sees(hall, told(hall, "line_stranded")[0]).done()["seen"]
    again = app.build(Settings(data=str(tmp_path), database=database_url, heartbeat_s=24 * 3600), hall.clock)
    restarted = SmallHall(again, hall.clock)
    watch_of(restarted).look()
    watch_of(restarted).look()
    assert told(restarted, "line_stranded")[0]["seen"] == seen
    assert len(rows(restarted)) == 1
    restarted.close()


@pytest.mark.parametrize("hours", [-3, 3])
def test_a_clock_that_jumps_and_is_put_right_makes_no_news_of_what_was_seen(
    hall: SmallHall, kiosk: Caller, hours: int
) -> None:
    hall.clock.is_at("2026-11-23 10:00:00")
    watch = watch_of(hall)
    kiosk.issues("D")
    hall.clock.passes(minutes=11)
    sees(hall, told(hall, "line_stranded")[0]).done()
    for jump in (hours, -hours):
        hall.clock.passes(hours=jump)
        for _ in range(3):
            assert told(hall, "line_stranded")[0]["seen"]["by"] == "hoa"
            watch.look()
    assert len(rows(hall)) == 1


def test_a_counter_that_was_never_closed_is_told_next_morning_until_its_day_is(
    hall: SmallHall, mai: AtCounter, kiosk: Caller
) -> None:
    mai.opens()
    kiosk.issues("H")
    yesterday = mai.serves_next()
    hall.clock.is_at("2026-11-24 07:35:00")  # the server was off in the night
    (alert,) = told(hall, "served_long")
    assert alert["subject"] == str(yesterday["id"]) and alert["facts"]["since_s"] > 23 * 3600
    sees(hall, alert).done()
    kiosk.issues("H")
    assert [each["facts"]["counter"] for each in told(hall, "served_long")] == [1]
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, hall.clock())
    assert told(hall, "served_long") == []
    assert told(hall, "line_stranded")[0]["step"] == {"do": "open", "counter": 1, "was": "closed"}
    watch = watch_of(hall)
    watch.look()
    watch.look()
    assert rows(hall)[-1] == ("alert_over", "moiso", str(yesterday["id"]))


def test_what_is_usual_is_what_the_counter_has_taught(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    def usual() -> list[int]:
        for clerk in (mai, nam):
            hall.kiosk.issues("H")
            clerk.serves_next()
        hall.clock.passes(1)
        hall.hoa.get("/lines").done()  # a projection learns what has happened
        found = [each["usual_s"] for each in hall.hoa.get("/alerts").done()["counters"][:2]]
        for clerk in (mai, nam):
            clerk.finishes(clerk.sees_desk()["ticket"])
        return found

    hall.open_all()
    assert usual() == [480, 480], "as the service's own mean says, until somebody has been served"
    for _ in range(25):
        for clerk, takes_s in ((mai, 240), (nam, 60)):
            hall.kiosk.issues("H")
            clerk.serves_next()
            hall.clock.passes(takes_s)
            clerk.finishes(clerk.sees_desk()["ticket"])
    slow, quick = usual()
    assert 60 <= quick < slow <= 240, "the service is far shorter than 480 s here, and one of the two is quicker"


@pytest.mark.parametrize("waited_s", [30, 400])
def test_the_drift_that_is_told_is_that_of_the_page(hall: SmallHall, mai: AtCounter, waited_s: float) -> None:
    mai.opens()
    for _ in range(KNOWN - 1):
        _comes_and_waits(hall, waited_s)
    hall.clock.passes(minutes=1)
    assert told(hall, "drift") == []
    _comes_and_waits(hall, waited_s)
    hall.clock.passes(minutes=1)
    this_week = hall.hoa.get("/figures/promises", weeks=1).done()["weeks"][0]
    assert [alert["facts"]["alarm"] for alert in told(hall, "drift")] == [each for each in [this_week["alarm"]] if each]
    assert (this_week["alarm"] is None) == (waited_s == 30)


def _comes_and_waits(hall: SmallHall, waited_s: float) -> None:
    hall.kiosk.issues("H")
    hall.clock.passes(waited_s)
    hall.mai.finishes(hall.mai.serves_next())


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "line_late", "subject": "H", "tone": "amber"},
        {"kind": "line_stranded", "subject": "nobody", "tone": "red"},
    ],
)
def test_what_is_not_there_cannot_be_seen(hall: SmallHall, body: dict[str, Any]) -> None:
    assert hall.hoa.post("/alerts/acknowledge", body).refusal == (409, "alert_over")
    assert rows(hall) == []


@pytest.mark.parametrize(
    "body",
    [{}, {"kind": "weather", "subject": "H", "tone": "amber"}, {"kind": "drift", "subject": "a b", "tone": "amber"},
     {"kind": "drift", "subject": "estimate", "tone": "pink"}],
)  # fmt: skip
def test_a_malformed_word_is_refused(hall: SmallHall, body: dict[str, Any]) -> None:
    assert hall.hoa.post("/alerts/acknowledge", body).refusal == (422, "invalid_request")
