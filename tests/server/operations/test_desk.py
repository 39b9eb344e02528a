"""At the desk: a service starts, ends, is set aside, goes on elsewhere."""

from datetime import timedelta

import pytest

from tests.cast import AtCounter, Caller, Clock, Json, SmallHall


@pytest.fixture(autouse=True)
def at_work(hall: SmallHall) -> None:
    hall.open_all()


@pytest.fixture
def waiting(hall: SmallHall, kiosk: Caller) -> Json:
    """H001, taken a minute ago."""
    ticket = kiosk.issues("H", procedure="1.001193", lane="priority", grounds="elderly")
    hall.clock.passes(60)
    return ticket


@pytest.fixture
def called(waiting: Json, mai: AtCounter) -> Json:
    return mai.calls_next()


@pytest.fixture
def serving(called: Json, mai: AtCounter) -> Json:
    return mai.moves("start", called)


@pytest.mark.parametrize("outcome", ["accepted", "supplement", "returned", "guided", "refused"])
def test_a_service_ends_with_its_outcome(
    hall: SmallHall, mai: AtCounter, serving: Json, clock: Clock, outcome: str
) -> None:
    clock.passes(300)
    done = mai.finishes(serving, outcome, missing=["Bản chính"] if outcome == "supplement" else None, dossiers=2)
    assert (done["state"], done["outcome"], done["dossiers"]) == ("finished", outcome, 2)
    assert done["missing"] == (["Bản chính"] if outcome == "supplement" else [])
    assert done["ended_at"] == clock.now.isoformat()
    assert hall.in_hand() == {}
    assert hall.story(serving)[-1]["details"]["outcome"] == outcome
    hall.is_proved()


def test_a_service_cannot_end_before_it_started(mai: AtCounter, called: Json) -> None:
    assert mai.asks("finish", called, outcome="accepted").refusal == (409, "illegal_move")


@pytest.mark.parametrize("outcome", ["", "done", None, 1, "ACCEPTED"])
def test_an_unknown_outcome_is_refused(mai: AtCounter, serving: Json, outcome: object) -> None:
    assert mai.asks("finish", serving, outcome=outcome).refusal == (422, "invalid_request")


def test_a_visit_goes_on_at_the_next_service_under_the_same_label(
    hall: SmallHall, mai: AtCounter, serving: Json, clock: Clock
) -> None:
    clock.passes(120)
    hall.kiosk.issues("P", lane="priority")
    mai.finishes(serving, next_service="P")
    fees = hall.hoa_at(4)
    fees.opens()
    next_leg = fees.calls_next()
    for kept in ("label", "token", "lane", "grounds", "procedure", "issued_at", "counts_from"):
        assert next_leg[kept] == serving[kept], kept
    assert (next_leg["service"], next_leg["state"]) == ("P", "called")
    assert next_leg["id"] != serving["id"]
    fees.moves("start", next_leg)
    fees.finishes(next_leg)
    hall.is_proved()


def test_an_unknown_next_service_ends_nothing(hall: SmallHall, mai: AtCounter, serving: Json) -> None:
    before = hall.stands_at()
    assert mai.asks("finish", serving, outcome="accepted", next_service="Z").refusal == (404, "unknown_service")
    assert hall.stands_at() == before
    assert mai.sees(serving)["state"] == "serving"


def test_the_holder_follows_the_leg_that_is_alive(hall: SmallHall, mai: AtCounter, serving: Json) -> None:
    mai.finishes(serving, next_service="P")
    level = hall.stranger.get(f"/public/tickets/{serving['token']}").done()
    assert (level["label"], level["service"], level["state"]) == ("H001", "P", "waiting")


def test_who_does_not_come_is_marked_absent_and_the_counter_is_free(
    hall: SmallHall, mai: AtCounter, called: Json
) -> None:
    assert mai.moves("absent", called)["state"] == "absent"
    assert hall.in_hand() == {}
    assert [row["label"] for row in mai.sees_desk()["absent"]] == ["H001"]
    hall.is_proved()


def test_who_is_being_served_is_not_absent(mai: AtCounter, serving: Json) -> None:
    assert mai.asks("absent", serving).refusal == (409, "illegal_move")


@pytest.mark.parametrize("when", ["called", "serving"])
def test_a_parked_person_resumes_at_another_counter(
    request: pytest.FixtureRequest, hall: SmallHall, mai: AtCounter, nam: AtCounter, when: str
) -> None:
    ticket = request.getfixturevalue(when)
    parked = mai.parks(ticket, "về lấy bản chính")
    assert (parked["state"], parked["reason"]) == ("parked", "về lấy bản chính")
    assert hall.in_hand() == {}
    assert [row["label"] for row in nam.sees_desk()["parked"]] == ["H001"]  # counter 2 does H too
    resumed = nam.moves("resume", ticket, counter=2)
    assert (resumed["state"], resumed["counter"], resumed["reason"]) == ("serving", 2, None)
    assert resumed["started_at"] is not None
    nam.finishes(ticket)
    hall.is_proved()


def test_a_parked_person_resumes_where_they_were_parked_unless_said_otherwise(
    hall: SmallHall, mai: AtCounter, serving: Json
) -> None:
    mai.parks(serving)
    assert hall.hoa.moves("resume", serving)["counter"] == 1
    hall.is_proved()


def test_nobody_resumes_at_a_busy_or_closed_counter(hall: SmallHall, mai: AtCounter, serving: Json) -> None:
    mai.parks(serving)
    hall.kiosk.issues("H")
    other = mai.calls_next()
    assert mai.asks("resume", serving).refusal == (409, "counter_busy")
    mai.moves("absent", other)
    mai.closes()
    assert mai.asks("resume", serving).refusal == (409, "counter_closed")
    mai.opens()
    assert mai.moves("resume", serving)["state"] == "serving"


def test_who_only_waits_cannot_be_resumed_by_a_supervisor_either(hall: SmallHall, waiting: Json) -> None:
    assert hall.hoa.asks("resume", waiting).refusal == (409, "illegal_move")


def test_a_parked_person_without_a_reason_is_refused(mai: AtCounter, serving: Json) -> None:
    assert mai.asks("park", serving).refusal == (422, "invalid_request")


def test_a_transfer_keeps_the_place_by_arrival(hall: SmallHall, mai: AtCounter, called: Json, clock: Clock) -> None:
    hall.kiosk.issues("D", lane="priority")  # arrived later than H001
    moved = mai.transfers(called, "nhầm lĩnh vực", service="D", keep_place=True)
    assert (moved["state"], moved["service"], moved["label"]) == ("waiting", "D", "H001")
    assert moved["counts_from"] == called["counts_from"]
    assert (moved["calls"], moved["called_at"], moved["ahead"]) == (0, None, 0)
    assert hall.hoa.calls_next()["label"] == "H001"
    row = next(row for row in hall.story(called) if row["kind"] == "ticket_transferred")
    assert (row["why"], row["details"]["service"], row["details"]["keep_place"]) == ("nhầm lĩnh vực", "D", True)
    hall.is_proved()


def test_a_transfer_may_begin_at_the_end_of_the_line(
    hall: SmallHall, mai: AtCounter, called: Json, clock: Clock
) -> None:
    hall.kiosk.issues("D", lane="priority")
    clock.passes(5)
    moved = mai.transfers(called, service="D", keep_place=False)
    assert (moved["counts_from"], moved["issued_at"]) == (clock.now.isoformat(), called["issued_at"])
    assert hall.hoa.calls_next()["label"] == "D001"


def test_a_transfer_to_a_counter_waits_for_that_counter_only(
    hall: SmallHall, mai: AtCounter, nam: AtCounter, called: Json
) -> None:
    moved = mai.transfers(called, counter=3)
    assert (moved["service"], moved["reserved_counter"]) == ("H", 3)
    assert nam.turns("call-next").refusal == (409, "nobody_waiting")
    assert mai.turns("call-next").refusal == (409, "nobody_waiting")
    assert hall.hoa.calls_next()["label"] == "H001"
    hall.is_proved()


def test_a_transfer_to_nowhere_is_refused(hall: SmallHall, mai: AtCounter, called: Json) -> None:
    before = hall.stands_at()
    assert mai.asks("transfer", called, service="Z", reason="thử").refusal == (404, "unknown_service")
    assert mai.asks("transfer", called, counter=99, reason="thử").refusal == (404, "unknown_counter")
    assert mai.asks("transfer", called, service="D").refusal == (422, "invalid_request")
    assert hall.stands_at() == before


def test_a_waiting_or_parked_ticket_can_be_transferred_too(hall: SmallHall, mai: AtCounter, waiting: Json) -> None:
    assert mai.asks("transfer", waiting, service="C", reason="sai quầy").refusal == (403, "not_allowed")
    assert hall.hoa_at(1).transfers(waiting, service="C")["service"] == "C"
    called = hall.nam.calls_next()
    hall.nam.parks(called)
    assert hall.nam.transfers(called, service="H")["state"] == "waiting"
    assert mai.calls_next()["label"] == "H001"
    hall.is_proved()


@pytest.mark.parametrize("when", ["called", "serving"])
def test_a_ticket_put_back_waits_at_its_old_place(
    request: pytest.FixtureRequest, hall: SmallHall, mai: AtCounter, when: str
) -> None:
    ticket = request.getfixturevalue(when)
    hall.kiosk.issues("H", lane="priority")
    back = mai.moves("put-back", ticket, reason="mất điện")
    assert (back["state"], back["ahead"], back["calls"], back["started_at"]) == ("waiting", 0, 0, None)
    assert hall.story(ticket)[-1]["why"] == "mất điện"
    assert mai.calls_next()["label"] == "H001"
    hall.is_proved()


MOVES_OF_THE_HOLDER = ["start", "absent", "park", "put-back", "call-again", "transfer"]


@pytest.mark.parametrize("verb", MOVES_OF_THE_HOLDER)
def test_another_clerk_may_not_move_what_mai_has_in_hand(
    hall: SmallHall, nam: AtCounter, called: Json, verb: str
) -> None:
    before = hall.stands_at()
    body = {"park": {"reason": "x"}, "transfer": {"reason": "x", "service": "C"}}.get(verb, {})
    assert nam.asks(verb, called, **body).refusal == (403, "not_allowed")
    assert hall.stands_at() == before
    assert hall.in_hand() == {1: "H001"}


def test_a_supervisor_may_move_what_a_clerk_has_in_hand(hall: SmallHall, hoa: AtCounter, called: Json) -> None:
    hoa.moves("start", called)
    hoa.finishes(called)
    assert hall.story(called)[-1]["by"] == "hoa"
    hall.is_proved()


EVERY_MOVE = {
    "call-again": {}, "start": {}, "finish": {"outcome": "accepted"}, "absent": {}, "restore": {},
    "park": {"reason": "x"}, "resume": {}, "transfer": {"reason": "x", "service": "C"}, "put-back": {},
    "cancel": {"reason": "x"}, "void": {"reason": "x"},
}  # fmt: skip


@pytest.mark.parametrize("verb", EVERY_MOVE)
def test_no_move_exists_for_a_finished_ticket(hall: SmallHall, mai: AtCounter, serving: Json, verb: str) -> None:
    mai.finishes(serving)
    before = hall.stands_at()
    assert mai.asks(verb, serving, **EVERY_MOVE[verb]).refusal == (409, "illegal_move")
    assert hall.stands_at() == before


@pytest.mark.parametrize("verb", [verb for verb in EVERY_MOVE if verb not in ("transfer", "cancel", "void")])
def test_most_moves_do_not_exist_for_a_waiting_ticket(mai: AtCounter, waiting: Json, verb: str) -> None:
    assert mai.asks(verb, waiting, **EVERY_MOVE[verb]).refusal == (409, "illegal_move")


@pytest.mark.parametrize("verb", EVERY_MOVE)
def test_no_move_exists_for_a_ticket_nobody_has(mai: AtCounter, verb: str) -> None:
    assert mai.asks(verb, 987654, **EVERY_MOVE[verb]).refusal == (404, "unknown_ticket")


def test_the_desk_shows_the_ticket_with_its_papers_and_moves(mai: AtCounter, called: Json) -> None:
    desk = mai.sees_desk()
    assert desk["ticket"]["label"] == "H001"
    assert [paper["kind"] for paper in desk["ticket"]["checklist"]] == ["submit", "present"]
    assert desk["ticket"]["moves"] == ["call_again", "start", "absent", "park", "transfer", "put_back", "cancel"]


def test_the_hall_learns_how_long_a_service_takes(hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock) -> None:
    for _ in range(20):
        kiosk.issues("H")
        ticket = mai.serves_next()
        clock.passes(60)
        mai.finishes(ticket)
    kiosk.issues("H")
    mai.calls_next()
    hall.nam.closes()
    assert kiosk.issues("H")["wait"]["p50"] < 400  # 480 s before anybody was served


def test_a_clerk_is_reminded_of_a_parked_person_after_the_halls_time_or_their_own(
    hall: SmallHall, mai: AtCounter, called: Json, clock: Clock
) -> None:
    usual = mai.parks(called)
    assert usual["remind_at"] == (clock.now + timedelta(seconds=900)).isoformat()
    resumed = mai.moves("resume", called)
    assert resumed["remind_at"] is None
    mai.moves("park", called, reason="đi phô tô", remind_s=120)
    (parked,) = mai.sees_desk()["parked"]
    assert parked["remind_at"] == (clock.now + timedelta(seconds=120)).isoformat()
    for remind_s in (0, 5, -1, 10**9, "x", True):
        asked = mai.asks("park", called, reason="đi phô tô", remind_s=remind_s)
        assert asked.refusal == (422, "invalid_request"), remind_s


def test_nobody_resumes_at_a_paused_counter(hall: SmallHall, mai: AtCounter, serving: Json) -> None:
    mai.parks(serving)
    mai.pauses()
    before = hall.stands_at()
    assert mai.asks("resume", serving).refusal == (409, "counter_paused")
    assert hall.stands_at() == before


def test_nothing_of_yesterday_comes_back_to_a_desk(hall: SmallHall, mai: AtCounter, serving: Json) -> None:
    hall.kiosk.issues("H")
    mai.parks(serving)
    missed = mai.moves("absent", mai.calls_next())
    hall.clock.passes(hours=24)
    before = hall.stands_at()
    assert mai.asks("resume", serving).refusal == (409, "illegal_move")
    assert mai.asks("restore", missed).refusal == (409, "illegal_move")
    assert mai.asks("transfer", serving, service="C", reason="x").refusal == (409, "illegal_move")
    assert hall.stands_at() == before


def test_a_planned_visit_carries_its_path_from_leg_to_leg(hall: SmallHall, mai: AtCounter) -> None:
    hall.tuan.regulates(paths=[{"name": "Hộ tịch", "services": ["H", "P", "R"], "procedures": []}])
    ticket = hall.kiosk.issues("H", dossiers=3)
    assert ticket["path"] == ["P", "R"]
    mai.finishes(mai.serves_next(), next_service="P")
    fees = hall.hoa_at(4)
    fees.opens()
    paying = fees.serves_next()
    assert (paying["path"], paying["dossiers"]) == (["R"], 3)
    assert fees.sees_desk()["ticket"]["path"] == ["R"]
    fees.finishes(paying, next_service="R")
    assert fees.serves_next()["path"] == []
    hall.is_proved()


@pytest.mark.parametrize(("sent_to", "still_planned"), [("P", ["R"]), ("R", []), ("C", ["P", "R"])])
def test_who_is_sent_elsewhere_keeps_what_is_still_planned(
    hall: SmallHall, mai: AtCounter, sent_to: str, still_planned: list[str]
) -> None:
    hall.tuan.regulates(paths=[{"name": "Hộ tịch", "services": ["H", "P", "R"], "procedures": []}])
    hall.kiosk.issues("H")
    assert mai.transfers(mai.calls_next(), service=sent_to)["path"] == still_planned


def test_a_transfer_says_when_the_person_may_come_straight_back(hall: SmallHall, nam: AtCounter) -> None:
    hall.kiosk.issues("C")
    called = nam.calls_next()
    asked = nam.asks("transfer", called, service="H", reason="còn việc hộ tịch").done()
    assert asked["comes_back"] is True  # counter 2 does H too
    again = nam.calls_next()
    assert again["id"] == called["id"]
    assert nam.asks("transfer", again, service="D", reason="đất đai").done()["comes_back"] is False


def test_the_desk_says_how_often_and_from_when_on_somebody_may_be_called_again(
    hall: SmallHall, mai: AtCounter, called: Json, clock: Clock
) -> None:
    desk = mai.sees_desk()
    assert (desk["recalls_left"], desk["recall_at"]) == (3, (clock.now + timedelta(seconds=5)).isoformat())
    clock.passes(5)
    mai.moves("call-again", called)
    desk = mai.sees_desk()
    assert (desk["recalls_left"], desk["recall_at"]) == (2, (clock.now + timedelta(seconds=5)).isoformat())
    mai.moves("start", called)
    desk = mai.sees_desk()
    assert (desk["recalls_left"], desk["recall_at"]) == (None, None)


def test_the_desk_says_why_whoever_is_in_hand_was_called(hall: SmallHall, mai: AtCounter, waiting: Json) -> None:
    second = hall.kiosk.issues("H")
    assert mai.sees_desk()["next"][0]["because"] == "priority"
    mai.calls(second, "sắp sinh")
    why = mai.sees_desk()["ticket"]["why"]
    assert (why["rule"], why["rank"], why["passed_over"], why["reason"]) == ("chosen", 2, 1, "sắp sinh")
    assert [each["label"] for each in why["passed"]] == ["H001"]


def test_a_lane_put_right_at_the_desk_does_not_change_why_whoever_is_in_hand_was_called(
    hall: SmallHall, mai: AtCounter
) -> None:
    called = mai.calls(hall.kiosk.issues("H", lane="priority", grounds="elderly"))
    mai.checks_lane(called, "ordinary", reason="không đúng diện")
    why = mai.sees_desk()["ticket"]["why"]
    assert (why["lane"], why["grounds"], why["slot_at"]) == ("priority", "elderly", None)


def test_the_desk_shows_todays_breaks_of_this_counter(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    tea = {"counter": 1, "start": "09:30", "end": "09:45", "reason": "Nghỉ giải lao", "days": ["mon"]}
    hall.tuan.regulates(breaks=[tea, tea | {"days": ["tue"], "start": "10:00", "end": "10:15"}])
    (planned,) = mai.sees_desk()["breaks"]
    begins, ends = "2026-11-23T02:30:00+00:00", "2026-11-23T02:45:00+00:00"
    assert planned == {"start": begins, "end": ends, "reason": "Nghỉ giải lao"}, "9:30 to 9:45 in the hall"
    assert nam.sees_desk()["breaks"] == []


def test_the_board_tells_which_of_its_calls_are_still_meant(hall: SmallHall, mai: AtCounter, called: Json) -> None:
    def newest() -> tuple[str, str, str]:
        call = hall.tv.get("/board").done()["calls"][0]
        return call["label"], call["state"], call["counter_state"]

    assert newest() == ("H001", "called", "open")
    mai.finishes(mai.moves("start", called))
    assert newest() == ("H001", "finished", "open")
    mai.pauses()
    assert newest() == ("H001", "finished", "paused")
