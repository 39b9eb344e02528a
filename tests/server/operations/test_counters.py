"""Counters open, pause with a reason the hall can read, and close."""

from tests.cast import AtCounter, Caller, Clock, Json, SmallHall


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


def test_a_counter_does_not_pause_while_somebody_is_on_the_way(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    mai.opens()
    kiosk.issues("H")
    called = mai.calls_next()
    before = hall.stands_at()
    refused = mai.turns("pause", reason="họp")
    assert refused.refusal == (409, "counter_busy")
    assert refused.body["error"]["details"]["label"] == called["label"]
    assert hall.stands_at() == before


def test_a_counter_that_rests_waits_for_nobody(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    mai.opens()
    assert mai.turns("ready").done()["ticket"] is None
    assert mai.sees_desk()["counter"]["ready_since"] is not None
    mai.pauses()
    assert mai.opens()["state"] == "open"
    assert kiosk.issues("H")["state"] == "waiting"
    assert mai.sees_desk()["counter"]["ready_since"] is None


def test_who_comes_is_called_by_the_counter_that_is_ready(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    mai.opens()
    answer = mai.turns("ready").done()
    assert (answer["ticket"], answer["why"]) == (None, None)
    come = kiosk.issues("H")
    assert (come["state"], come["counter"]) == ("called", 1)
    mai.finishes(mai.moves("start", come))
    assert kiosk.issues("H")["state"] == "waiting", "ready was answered once"
    answer = mai.turns("ready").done()
    assert (answer["ticket"]["label"], answer["why"]["rank"]) == ("H002", 1)
    hall.is_proved()


def test_every_verb_that_leaves_somebody_waiting_wakes_a_ready_counter(
    hall: SmallHall, mai: AtCounter, nam: AtCounter, kiosk: Caller
) -> None:
    fees = hall.hoa_at(4)
    for clerk in (mai, nam, fees):
        clerk.opens()
    kiosk.issues("H")

    def back(ticket: Json) -> Json:
        nam.turns("ready").done()
        return ticket

    called = back(mai.calls_next())
    assert mai.moves("put-back", called)["counter"] == 2
    missed = nam.moves("absent", called)
    mai.turns("ready").done()
    assert mai.moves("restore", missed)["counter"] == 1
    fees.turns("ready").done()
    mai.finishes(mai.moves("start", called), next_service="P")
    assert hall.in_hand() == {4: "H001"}
    hall.is_proved()


def test_a_clerk_who_takes_a_parked_person_up_is_ready_for_nobody_else(
    hall: SmallHall, mai: AtCounter, kiosk: Caller
) -> None:
    mai.opens()
    kiosk.issues("H")
    parked = mai.parks(mai.serves_next())
    mai.turns("ready").done()
    mai.finishes(mai.moves("resume", parked))
    assert kiosk.issues("H")["state"] == "waiting"


def test_a_call_for_the_supervisor_stands_until_somebody_comes(hall: SmallHall, mai: AtCounter) -> None:
    def stands() -> Json | None:
        row = next(row for row in hall.hoa.get("/lines").done()["counters"] if row["number"] == 1)
        assert mai.sees_desk()["counter"]["help"] == row["help"]
        return row["help"]  # type: ignore[no-any-return]

    assert stands() is None
    mai.turns("help", reason="có người to tiếng").done()
    assert stands() == {"since": hall.clock.now.isoformat(), "reason": "có người to tiếng"}
    began = hall.clock.now.isoformat()
    hall.clock.passes(60)
    before = hall.story_rows()
    mai.turns("help", reason="có người to tiếng").done()
    assert hall.story_rows() == before, "pressing twice calls once"
    mai.turns("help", reason="có người ngất").done()
    assert stands() == {"since": began, "reason": "có người ngất"}
    hall.hoa_at(1).turns("help-answered").done()
    assert stands() is None
    hall.hoa_at(1).turns("help-answered").done()
    kinds = [row["kind"] for row in hall.story() if row["kind"].startswith("help")]
    assert kinds == ["help_called", "help_called", "help_answered"]


def test_the_desk_says_for_ten_minutes_who_answered_its_call(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    mai.turns("help", reason="có người to tiếng").done()
    hall.hoa_at(1).turns("help-answered").done()
    answered = {"by": "hoa", "at": hall.clock.now.isoformat(), "withdrawn": False}
    assert (mai.sees_desk()["help_answered"], nam.sees_desk()["help_answered"]) == (answered, None)
    hall.clock.passes(minutes=10)
    assert mai.sees_desk()["help_answered"] == answered
    hall.clock.passes(1)
    assert mai.sees_desk()["help_answered"] is None
    hall.hoa_at(1).turns("help-answered").done()
    mai.turns("help", reason="có người ngất").done()
    assert mai.sees_desk()["help_answered"] is None


def test_a_desk_whose_clerk_needs_nobody_any_more_awaits_nobody(hall: SmallHall, mai: AtCounter) -> None:
    mai.turns("help", reason="có người to tiếng").done()
    mai.turns("help-answered").done()
    withdrawn = {"by": "mai", "at": hall.clock.now.isoformat(), "withdrawn": True}
    assert hall.hoa_at(1).sees_desk()["help_answered"] == withdrawn


def test_a_call_for_the_supervisor_says_why_and_is_ones_own(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    assert mai.turns("help").refusal == (422, "invalid_request")
    assert nam.post("/counters/1/help", {"reason": "x"}).refusal == (403, "not_allowed")
    assert nam.post("/counters/1/help-answered").refusal == (403, "not_allowed")


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
