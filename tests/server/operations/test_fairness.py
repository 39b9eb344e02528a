"""What a clever or tired press must not do: jump the line, polish a wait, or invite somebody who is not called."""

import pytest

from tests.cast import AtCounter, SmallHall


@pytest.fixture(autouse=True)
def at_work(hall: SmallHall) -> None:
    hall.open_all()


def test_a_clerk_does_not_fetch_somebody_who_waits_elsewhere(hall: SmallHall, mai: AtCounter) -> None:
    ticket = hall.kiosk.issues("H")
    asked = hall.nam.asks("transfer", ticket, counter=2, reason="cho nhanh")
    assert asked.refusal == (403, "not_allowed")
    assert mai.calls_next()["label"] == ticket["label"]


def test_a_clerk_does_not_cancel_what_another_counter_has_in_hand(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    ticket = mai.calls_next()
    assert hall.nam.asks("cancel", ticket, reason="nhầm").refusal == (403, "not_allowed")
    assert mai.sees(ticket)["state"] == "called"


def test_a_parked_person_goes_on_only_where_the_service_is_done(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    ticket = mai.serves_next()
    mai.parks(ticket)
    able = "H" in hall.nam.sees_desk()["counter"]["services"]
    asked = hall.nam.asks("resume", ticket)
    assert asked.status == 200 if able else asked.refusal == (409, "cannot_serve")


def test_the_board_does_not_invite_whom_nobody_calls_any_more(hall: SmallHall, mai: AtCounter) -> None:
    assert [hall.kiosk.issues("H")["label"] for _ in range(2)] == ["H001", "H002"]
    mai.finishes(mai.serves_next())
    for taken_back in ("undo", "put-back"):
        called = mai.calls_next()
        assert hall.hoa.get("/board").body["calls"][0]["label"] == "H002"
        mai.moves(taken_back, called)
        assert [call["label"] for call in hall.hoa.get("/board").body["calls"]] == ["H001"]


@pytest.mark.parametrize("move", ["put-back", "absent and back"])
def test_pressing_twice_does_not_shorten_a_wait(hall: SmallHall, mai: AtCounter, move: str) -> None:
    hall.kiosk.issues("H")
    hall.clock.passes(minutes=40)
    ticket = mai.calls_next()
    if move == "put-back":
        mai.moves("put-back", ticket)
    else:
        mai.moves("absent", ticket)
        mai.moves("restore", ticket)
    hall.clock.passes(30)
    mai.calls_next()
    assert hall.hoa.get("/figures").body["waited"]["median_s"] == 40 * 60 + 30


def test_time_away_at_the_copy_shop_is_no_time_of_service(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    ticket = mai.serves_next()
    hall.clock.passes(120)
    mai.parks(ticket)
    hall.clock.passes(minutes=50)
    mai.moves("resume", ticket)
    hall.clock.passes(60)
    mai.finishes(ticket)
    assert hall.hoa.get("/figures").body["served"]["median_s"] == 180
    hall.is_proved()


def test_the_longest_wait_is_that_of_the_line_one_stands_in(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    hall.clock.passes(minutes=90)
    ticket = mai.serves_next()
    mai.finishes(ticket, next_service="P")
    hall.clock.passes(10)
    lines = {line["service"]: line for line in hall.hoa.get("/lines").body["lines"]}
    assert lines["P"]["longest_s"] == 10


def test_a_ticket_does_not_come_back_to_a_closed_counter(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    ticket = mai.serves_next()
    mai.finishes(ticket)
    mai.closes()
    assert mai.asks("undo", ticket).refusal == (409, "counter_closed")
    hall.is_proved()


def test_a_number_of_yesterday_opens_nothing_and_waits_no_more(hall: SmallHall, mai: AtCounter) -> None:
    waiting, held = hall.kiosk.issues("H"), hall.kiosk.issues("H")
    called = mai.calls_next()
    assert called["label"] == waiting["label"]
    hall.clock.passes(hours=24)
    assert hall.kiosk.get(f"/public/tickets/{held['token']}").refusal == (404, "unknown_ticket")
    assert hall.hoa.sees(held)["ahead"] is None
    assert mai.asks("put-back", called).refusal == (409, "illegal_move")


def test_grounds_are_for_the_priority_lane(hall: SmallHall) -> None:
    assert hall.kiosk.post("/tickets", {"service": "H", "grounds": "elderly"}).refusal == (422, "invalid_request")


def test_a_procedure_is_taken_in_its_own_field(hall: SmallHall) -> None:
    asked = hall.kiosk.post("/tickets", {"service": "C", "procedure": "1.001193"})
    assert asked.refusal == (404, "unknown_procedure")


def test_nobody_is_kept_for_a_counter_that_is_closed(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    ticket = mai.serves_next()
    assert mai.asks("transfer", ticket, counter=4, reason="sang quầy 4").refusal == (409, "counter_closed")
    mai.transfers(ticket, counter=3)
    assert hall.hoa.turns("close").refusal == (409, "counter_busy"), "somebody waits for counter 3 alone"
    hall.hoa.moves("cancel", ticket, reason="bỏ về")
    hall.hoa.closes()


def test_a_person_who_was_called_is_no_mistaken_print(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    ticket = mai.calls_next()
    mai.moves("put-back", ticket)
    assert mai.asks("void", ticket, reason="in nhầm").refusal == (409, "illegal_move")
    assert hall.hoa.get("/figures").body["issued"] == 1


def test_nobody_is_sent_to_a_service_that_begins_later(hall: SmallHall, mai: AtCounter) -> None:
    hall.tuan.post("/regulations", {"services_from": {"C": "2026-12-01"}}).done()
    hall.kiosk.issues("H")
    ticket = mai.serves_next()
    assert mai.asks("transfer", ticket, service="C", reason="sai quầy").refusal == (409, "not_yet_offered")
    assert mai.asks("finish", ticket, outcome="accepted", next_service="C").refusal == (409, "not_yet_offered")
