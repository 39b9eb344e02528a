"""Counters open, pause with a reason the hall can read, and close."""

from tests.cast import AtCounter, Caller, Clock, SmallHall


def state_on_board(hall: SmallHall, number: int) -> tuple[str, str | None]:
    counter = next(row for row in hall.tv.get("/board").done()["counters"] if row["number"] == number)
    return counter["state"], counter["reason"]


def test_a_morning_begins_with_closed_counters(hall: SmallHall) -> None:
    assert {row["state"] for row in hall.tv.get("/board").done()["counters"]} == {"closed"}


def test_a_counter_opens_pauses_opens_again_and_closes(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    assert mai.opens()["state"] == "open"
    clock.passes(3600)
    paused = mai.pauses("Nghỉ giải lao", until="2026-11-23T03:00:00+00:00")
    assert (paused["state"], paused["reason"], paused["until"]) == (
        "paused",
        "Nghỉ giải lao",
        "2026-11-23T03:00:00+00:00",
    )
    assert state_on_board(hall, 1) == ("paused", "Nghỉ giải lao")
    opened = mai.opens()
    assert (opened["state"], opened["reason"], opened["until"]) == ("open", None, None)
    assert mai.closes()["state"] == "closed"
    rows = [(row["kind"], row["counter"], row["why"]) for row in hall.story() if row["kind"].startswith("counter_")]
    assert rows == [("counter_opened", 1, None), ("counter_paused", 1, "Nghỉ giải lao"), ("counter_opened", 1, None),
                    ("counter_closed", 1, None)]  # fmt: skip
    hall.is_proved()


def test_opening_twice_is_told_once(hall: SmallHall, mai: AtCounter) -> None:
    mai.opens()
    before = hall.story_rows()
    assert mai.opens()["state"] == "open"
    assert hall.story_rows() == before


def test_a_counter_with_a_person_cannot_close(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    mai.opens()
    kiosk.issues("H")
    mai.calls_next()
    assert mai.turns("close").refusal == (409, "counter_busy")
    assert state_on_board(hall, 1) == ("open", None)


def test_a_counter_may_pause_while_it_finishes_with_a_person(mai: AtCounter, kiosk: Caller) -> None:
    mai.opens()
    kiosk.issues("H")
    ticket = mai.serves_next()
    mai.pauses()
    assert mai.finishes(ticket)["state"] == "finished"
    assert mai.turns("call-next").refusal == (409, "counter_paused")


def test_a_pause_needs_a_reason(mai: AtCounter) -> None:
    mai.opens()
    assert mai.turns("pause").refusal == (422, "invalid_request")


def test_a_clerk_turns_only_their_own_counter(hall: SmallHall, nam: AtCounter) -> None:
    before = hall.stands_at()
    assert nam.post("/counters/1/open").refusal == (403, "not_allowed")
    assert hall.stands_at() == before


def test_a_supervisor_turns_every_counter(hall: SmallHall) -> None:
    assert [hall.hoa_at(number).opens()["number"] for number in (1, 2, 3, 4)] == [1, 2, 3, 4]


def test_there_is_no_counter_99(hall: SmallHall, hoa: AtCounter) -> None:
    for how, body in (("open", {}), ("close", {}), ("pause", {"reason": "x"}), ("call-next", {})):
        assert hoa.post(f"/counters/99/{how}", body).refusal == (404, "unknown_counter")
    assert hoa.get("/desk/99").refusal == (404, "unknown_counter")
