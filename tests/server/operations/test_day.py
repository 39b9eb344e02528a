"""A new day in the hall: numbers begin again at midnight there, and yesterday's people are not called."""

from tests.cast import AtCounter, Caller, Clock, SmallHall


def test_numbers_begin_again_at_midnight_in_the_hall(kiosk: Caller, clock: Clock) -> None:
    clock.is_at("2026-11-23 23:59:59")
    assert [kiosk.issues("H")["label"] for _ in range(2)] == ["H001", "H002"]
    clock.is_at("2026-11-24 00:00:00")
    ticket = kiosk.issues("H")
    assert (ticket["label"], ticket["day"], ticket["ahead"]) == ("H001", "2026-11-24", 0)


def test_numbers_do_not_begin_again_at_midnight_elsewhere(kiosk: Caller, clock: Clock) -> None:
    clock.is_at("2026-11-23 06:59:59")  # 23:59:59 of the day before in UTC
    kiosk.issues("H")
    clock.is_at("2026-11-23 07:00:00")
    assert kiosk.issues("H")["label"] == "H002"


def test_who_waited_yesterday_is_not_called_today(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    mai.opens()
    hall.kiosk.issues("H")
    clock.is_at("2026-11-24 07:30:00")
    assert mai.turns("call-next").refusal == (409, "nobody_waiting")
    assert mai.sees_desk()["next"] == []
    lines = {line["service"]: line for line in hall.kiosk.get("/lines").done()["lines"]}
    assert lines["H"]["waiting"] == 0
    assert hall.kiosk.issues("H")["ahead"] == 0
    assert mai.calls_next()["day"] == "2026-11-24"
    hall.is_proved()


def test_who_waited_yesterday_cannot_be_chosen_either(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    mai.opens()
    ticket = hall.kiosk.issues("H")
    clock.is_at("2026-11-24 07:30:00")
    assert mai.turns("call", ticket=ticket["id"], reason="hôm qua").refusal == (409, "illegal_move")
    hall.is_proved()


def test_a_service_that_runs_over_midnight_ends_well(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    mai.opens()
    hall.kiosk.issues("H")
    clock.is_at("2026-11-23 23:55:00")
    ticket = mai.serves_next()
    clock.is_at("2026-11-24 00:05:00")
    hall.kiosk.issues("H")
    assert mai.turns("call-next").refusal == (409, "counter_busy")
    assert mai.finishes(ticket)["day"] == "2026-11-23"
    assert mai.calls_next()["day"] == "2026-11-24"
    hall.is_proved()


def test_a_visit_that_runs_over_midnight_goes_no_further_under_its_label(
    hall: SmallHall, mai: AtCounter, clock: Clock
) -> None:
    mai.opens()
    hall.kiosk.issues("H")
    clock.is_at("2026-11-23 23:55:00")
    ticket = mai.serves_next()
    clock.is_at("2026-11-24 00:05:00")
    other = hall.kiosk.issues("H")
    assert other["label"] == ticket["label"]
    before = hall.stands_at()
    refused = mai.asks("finish", ticket, outcome="accepted", next_service="P")
    assert (refused.refusal, refused.body["error"]["details"]["day"]) == ((409, "illegal_move"), "2026-11-23")
    assert hall.stands_at() == before
    mai.finishes(ticket)
    assert hall.labels() == ["H001", "H001"], "one of each day"
    hall.is_proved()


def test_yesterday_has_figures_of_its_own(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    mai.opens()
    hall.kiosk.issues("H")
    hall.kiosk.issues("C")
    clock.passes(600)
    ticket = mai.serves_next()
    clock.passes(300)
    mai.finishes(ticket)
    clock.is_at("2026-11-24 08:00:00")
    hall.kiosk.issues("H")
    yesterday = hall.ba.get("/figures", day="2026-11-23").done()
    assert (yesterday["issued"], yesterday["finished"], yesterday["waiting"]) == (2, 1, 1)
    assert (yesterday["waited"]["median_s"], yesterday["served"]["median_s"]) == (600, 300)
    assert (yesterday["target_s"], yesterday["outcomes"]) == (900, {"accepted": 1})
    today = hall.ba.get("/figures").done()
    assert (today["day"], today["issued"], today["finished"]) == ("2026-11-24", 1, 0)
    assert hall.ba.get("/figures", day="2026-02-30").refusal == (422, "invalid_request")


def test_the_last_calls_on_the_board_are_of_today(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    mai.opens()
    hall.kiosk.issues("H")
    mai.moves("absent", mai.calls_next())
    assert len(hall.tv.get("/board").done()["calls"]) == 1
    clock.is_at("2026-11-24 07:00:00")
    assert hall.tv.get("/board").done()["calls"] == []
