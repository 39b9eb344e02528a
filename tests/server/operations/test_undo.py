"""The last move at a desk is taken back within ten seconds, and both the move and its undoing stay in the story."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from server.models import Service
from tests.cast import AtCounter, Caller, Clock, Json, SmallHall

Move = Callable[[SmallHall, Json], Json]

CALLED: dict[str, Move] = {
    "start": lambda hall, ticket: hall.mai.moves("start", ticket),
    "absent": lambda hall, ticket: hall.mai.moves("absent", ticket),
    "park": lambda hall, ticket: hall.mai.parks(ticket),
    "transfer": lambda hall, ticket: hall.mai.transfers(ticket, service="D", keep_place=False),
    "transfer to a counter": lambda hall, ticket: hall.mai.transfers(ticket, counter=3),
    "put back": lambda hall, ticket: hall.mai.moves("put-back", ticket),
}
SERVING: dict[str, Move] = {
    "finish": lambda hall, ticket: hall.mai.finishes(ticket, "supplement", missing=["Bản chính"], dossiers=2),
    "finish and go on": lambda hall, ticket: hall.mai.finishes(ticket, next_service="P"),
    "park": lambda hall, ticket: hall.mai.parks(ticket),
    "transfer": lambda hall, ticket: hall.mai.transfers(ticket, service="D"),
    "put back": lambda hall, ticket: hall.mai.moves("put-back", ticket),
}
CHANGING = ("wait", "ahead")  # they follow the other people in the hall


@pytest.fixture(autouse=True)
def at_work(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    hall.clock.passes(60)


def is_taken_back(hall: SmallHall, before: Json, move: Move) -> None:
    hall.clock.passes(30)
    moved = move(hall, before)
    assert moved["state"] != before["state"] or moved["calls"] != before["calls"]
    hall.clock.passes(10)
    after = hall.mai.moves("undo", before)
    assert {k: v for k, v in after.items() if k not in CHANGING} == {
        k: v for k, v in before.items() if k not in CHANGING
    }
    row = hall.story(before)[-1]
    assert (row["kind"], row["by"]) == ("move_undone", "mai")
    hall.is_proved()


@pytest.mark.parametrize("move", CALLED)
def test_a_move_of_a_called_ticket_is_taken_back(hall: SmallHall, mai: AtCounter, move: str) -> None:
    is_taken_back(hall, mai.calls_next(), CALLED[move])
    assert hall.in_hand() == {1: "H001"}


@pytest.mark.parametrize("move", SERVING)
def test_a_move_of_a_ticket_being_served_is_taken_back(hall: SmallHall, mai: AtCounter, move: str) -> None:
    is_taken_back(hall, mai.serves_next(), SERVING[move])
    assert hall.in_hand() == {1: "H001"}


def test_a_call_is_taken_back(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.calls_next()
    undone = mai.moves("undo", ticket)
    assert (undone["state"], undone["calls"], undone["counter"]) == ("waiting", 0, None)
    assert hall.in_hand() == {}
    assert mai.calls_next()["label"] == "H001"
    hall.is_proved()


def test_a_resume_is_taken_back(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.parks(mai.serves_next(), "đi lấy tiền")
    mai.moves("resume", ticket)
    undone = mai.moves("undo", ticket)
    assert (undone["state"], undone["reason"]) == ("parked", "đi lấy tiền")
    hall.is_proved()


def is_back(hall: SmallHall, before: Json, verb: str, **body: str) -> None:
    hall.mai.moves(verb, before, **body)
    after = hall.mai.moves("undo", before)
    assert {k: v for k, v in after.items() if k not in CHANGING} == {
        k: v for k, v in before.items() if k not in CHANGING
    }
    hall.is_proved()


@pytest.mark.parametrize("verb", ["cancel", "void"])
def test_a_number_ended_by_mistake_waits_again_at_its_place(hall: SmallHall, mai: AtCounter, verb: str) -> None:
    mine = hall.kiosk.issues("H")
    hall.kiosk.issues("H")
    is_back(hall, mine, verb, reason="nhầm số")
    assert mai.sees(mine)["ahead"] == 1


@pytest.mark.parametrize("state", ["called", "parked", "absent"])
def test_a_cancel_is_taken_back_wherever_it_was_made(hall: SmallHall, mai: AtCounter, state: str) -> None:
    ticket = mai.calls_next()
    if state == "parked":
        ticket = mai.parks(ticket)
    if state == "absent":
        ticket = mai.moves("absent", ticket)
    is_back(hall, ticket, "cancel", reason="nhầm số")
    assert hall.in_hand() == ({1: "H001"} if state == "called" else {})


@pytest.mark.parametrize("grace_s", [None, 60])
def test_a_restore_is_taken_back(hall: SmallHall, mai: AtCounter, grace_s: int | None) -> None:
    hall.tuan.regulates(moves={"restore_grace_s": grace_s})
    missed = mai.moves("absent", mai.calls_next())
    hall.clock.passes(minutes=10)
    is_back(hall, missed, "restore")


def test_the_desk_offers_to_take_a_cancel_back(hall: SmallHall, mai: AtCounter) -> None:
    ticket = hall.kiosk.issues("H")
    mai.voids(ticket)
    offered = mai.sees_desk()["undo"]
    assert (offered["move"], offered["ticket"]) == ("void", ticket["id"])
    assert hall.nam.sees_desk()["undo"] is None


def test_what_was_taken_back_is_not_offered_again_when_the_clock_was_set_back(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    ticket = mai.calls_next()
    hall.clock.passes(minutes=-10)
    mai.moves("undo", ticket)
    hall.clock.passes(60)
    assert mai.sees_desk()["undo"] is None


def test_a_clerk_without_a_seat_takes_nothing_back_for_others(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    ticket = hall.kiosk.issues("H")
    hall.tuan.cancels(ticket)  # at no counter
    assert nam.sits(1, move=True, take_over=True).status == 200  # Mai sits nowhere now
    assert mai.asks("undo", ticket).refusal == (403, "not_allowed")
    assert hall.hoa.moves("undo", ticket)["state"] == "waiting"


def test_a_word_about_paper_leaves_the_last_move_the_last(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.calls_next()
    hall.kiosk.asks("print-report", ticket, outcome="printed").done()
    assert mai.sees_desk()["undo"]["move"] == "call"
    assert mai.moves("undo", ticket)["state"] == "waiting"
    hall.is_proved()


LANES: dict[str, Json] = {
    "confirmed": {"lane": "priority"},
    "another ground": {"lane": "priority", "grounds": "disabled", "reason": "có giấy xác nhận"},
    "taken away": {"lane": "ordinary", "reason": "không đúng diện"},
}


@pytest.mark.parametrize("state", ["waiting", "called", "serving"])
@pytest.mark.parametrize("how", LANES)
def test_a_check_of_a_lane_is_taken_back_and_the_place_returns_exactly(
    hall: SmallHall, mai: AtCounter, clock: Clock, how: str, state: str
) -> None:
    before = hall.kiosk.issues("H", lane="priority", grounds="elderly")
    later = hall.kiosk.issues("H", lane="priority", grounds="merit")
    if state != "waiting":
        before = mai.calls(before)
    if state == "serving":
        before = mai.moves("start", before)
    clock.passes(30)
    before, line = mai.sees(before), [row["label"] for row in mai.sees_desk()["next"]]
    mai.checks_lane(before, **LANES[how])
    assert mai.sees_desk()["undo"] | {"until": ""} == {
        "move": "lane", "ticket": before["id"], "label": before["label"], "until": "",
    }  # fmt: skip
    clock.passes(9)
    after = mai.moves("undo", before)
    assert {name: after[name] for name in after if name not in CHANGING} == {
        name: before[name] for name in before if name not in CHANGING
    }
    assert [row["label"] for row in mai.sees_desk()["next"]] == line
    assert later["label"] in line
    (*_, changed, undone) = hall.story(before)
    assert (undone["kind"], undone["counter"], undone["details"]["undone"]) == ("move_undone", 1, changed["seq"])
    assert mai.asks("undo", before).refusal == (409, "nothing_to_undo"), "one move for one press"
    assert mai.sees_desk()["undo"] is None
    hall.is_proved()


def test_a_check_of_a_lane_stays_after_ten_seconds(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    ticket = hall.kiosk.issues("H", lane="priority", grounds="elderly")
    mai.checks_lane(ticket, "ordinary", reason="không đúng diện")
    clock.passes(11)
    assert mai.asks("undo", ticket).refusal == (409, "nothing_to_undo")


def test_a_call_that_came_after_a_check_of_the_lane_is_what_is_taken_back(
    hall: SmallHall, mai: AtCounter, nam: AtCounter
) -> None:
    ticket = mai.moves("put-back", mai.calls_next())
    mai.checks_lane(ticket, "priority", reason="cụ đã 80 tuổi")
    assert nam.calls_next()["label"] == ticket["label"]
    assert mai.asks("undo", ticket).refusal == (403, "not_allowed")
    assert mai.sees_desk()["undo"] is None
    assert nam.moves("undo", ticket)["lane"] == "priority"
    hall.is_proved()


def test_a_lane_taken_back_leaves_why_somebody_waits_again(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.moves("put-back", mai.calls_next())
    mai.moves("transfer", mai.calls_next(), service="C", reason="sai quầy")
    hall.nam.checks_lane(ticket, "priority", reason="cụ đã 80 tuổi")
    hall.nam.moves("undo", ticket)
    assert hall.kiosk.get(f"/public/tickets/{ticket['token']}").done()["came"] == "transferred"


def test_a_call_taken_back_does_not_count_in_the_run_of_its_counter(hall: SmallHall, mai: AtCounter) -> None:
    for lane in ("priority", "priority", "priority"):
        hall.kiosk.issues("H", lane=lane)
    hall.clock.passes(minutes=40)  # the first H001, ordinary, waits beyond the floor: every second call is its
    first = mai.calls_next()
    assert first["label"] == "H002"
    mai.moves("undo", first)
    again = mai.calls_next()
    assert again["label"] == "H002", "the call that was taken back was no call to the first group"
    mai.finishes(mai.moves("start", again))
    assert mai.calls_next()["label"] == "H001"
    hall.is_proved()


def test_a_finish_taken_back_teaches_nothing(hall: SmallHall, mai: AtCounter) -> None:
    usual = usual_s(hall)
    ticket = mai.serves_next()
    hall.clock.passes(minutes=30)
    mai.finishes(ticket)
    assert usual_s(hall) > usual
    mai.moves("undo", ticket)
    assert usual_s(hall) == usual
    mai.finishes(ticket)
    assert usual_s(hall) > usual


def test_what_another_service_taught_since_is_not_forgotten(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    hall.kiosk.issues("H")
    ticket, other = mai.serves_next(), nam.serves_next()
    hall.clock.passes(minutes=30)
    mai.finishes(ticket)
    nam.finishes(other)
    taught = usual_s(hall)
    mai.moves("undo", ticket)
    assert usual_s(hall) == taught


def usual_s(hall: SmallHall) -> float:
    with hall.database.read() as db:
        return float(db.execute(select(Service.usual_s).where(Service.code == "H")).scalar_one())


def test_a_call_that_a_ready_counter_made_is_that_counters_to_take_back(
    hall: SmallHall, mai: AtCounter, nam: AtCounter
) -> None:
    ticket = mai.calls_next()
    nam.turns("ready").done()
    moved = mai.transfers(ticket, service="C")
    assert (moved["state"], moved["counter"]) == ("called", 2)
    assert mai.asks("undo", ticket).refusal == (403, "not_allowed")
    assert nam.moves("undo", ticket)["state"] == "waiting"
    hall.is_proved()


@pytest.mark.parametrize("move", SERVING)
def test_after_ten_seconds_it_is_too_late(hall: SmallHall, mai: AtCounter, move: str) -> None:
    ticket = mai.serves_next()
    SERVING[move](hall, ticket)
    hall.clock.passes(10.001)
    before = hall.stands_at()
    assert mai.asks("undo", ticket).refusal == (409, "nothing_to_undo")
    assert hall.stands_at() == before


def test_a_move_is_taken_back_once(mai: AtCounter) -> None:
    ticket = mai.serves_next()
    mai.finishes(ticket)
    mai.moves("undo", ticket)
    assert mai.asks("undo", ticket).refusal == (409, "nothing_to_undo")


def test_what_was_said_aloud_twice_is_not_taken_back(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.calls_next()
    hall.clock.passes(6)
    mai.moves("call-again", ticket)
    assert mai.asks("undo", ticket).refusal == (409, "nothing_to_undo")


def test_a_ticket_that_only_waits_has_nothing_to_undo(hall: SmallHall, kiosk: Caller, mai: AtCounter) -> None:
    ticket = kiosk.issues("H")
    assert mai.asks("undo", ticket).refusal == (409, "nothing_to_undo")
    assert mai.asks("undo", 98765).refusal == (404, "unknown_ticket")


def test_a_counter_that_has_called_the_next_person_keeps_them(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.serves_next()
    mai.finishes(ticket)
    hall.kiosk.issues("H")
    mai.calls_next()
    before = hall.stands_at()
    refused = mai.asks("undo", ticket)
    assert refused.refusal == (409, "counter_busy")
    assert refused.body["error"]["details"]["label"] == "H002"
    assert hall.stands_at() == before


def test_a_clerk_takes_back_their_own_moves_only(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    ticket = mai.serves_next()
    mai.finishes(ticket)
    assert nam.asks("undo", ticket).refusal == (403, "not_allowed")
    assert hall.hoa.moves("undo", ticket)["state"] == "serving"


def test_a_supervisor_takes_back_a_transfer_of_somebody_who_waited(hall: SmallHall) -> None:
    ticket, hoa = hall.kiosk.issues("H"), hall.hoa_at(1)
    hoa.transfers(ticket, service="D")
    assert hoa.moves("undo", ticket)["service"] == "H"
    hall.is_proved()


def test_a_visit_that_has_gone_on_is_not_taken_back(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.serves_next()
    mai.finishes(ticket, next_service="P")
    fees = hall.hoa_at(4)
    fees.opens()
    fees.calls_next()
    assert mai.asks("undo", ticket).refusal == (409, "nothing_to_undo")
    hall.is_proved()


def test_a_visit_that_went_on_twice_is_not_taken_back(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.serves_next()
    mai.finishes(ticket, next_service="P")
    fees = hall.hoa_at(4)
    fees.opens()
    fees.finishes(fees.serves_next(), next_service="R")
    assert mai.asks("undo", ticket).refusal == (409, "nothing_to_undo")
    hall.is_proved()


def test_a_finish_taken_back_can_be_made_again_and_the_visit_goes_on(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.serves_next()
    for _ in range(3):
        mai.finishes(ticket, next_service="P")
        mai.moves("undo", ticket)
    mai.finishes(ticket, next_service="P")
    fees = hall.hoa_at(4)
    fees.opens()
    assert fees.calls_next()["label"] == "H001"
    assert fees.asks("start", ticket).refusal == (409, "illegal_move")
    hall.is_proved()


def test_the_desk_offers_what_can_be_undone_as_long_as_it_can(hall: SmallHall, mai: AtCounter, clock: Clock) -> None:
    ticket = mai.serves_next()
    assert mai.sees_desk()["undo"]["move"] == "start"
    mai.finishes(ticket)
    offered = mai.sees_desk()["undo"]
    assert (offered["move"], offered["ticket"], offered["label"]) == ("finish", ticket["id"], "H001")
    clock.passes(11)
    assert mai.sees_desk()["undo"] is None


def ends(hall: SmallHall, ticket: Json, how: str) -> None:
    hall.mai.moves(how, ticket, reason="nhầm số")


@pytest.mark.parametrize("how", ["cancel", "void"])
def test_a_place_that_somebody_else_has_by_now_is_not_taken_back(hall: SmallHall, how: str) -> None:
    hall.regulates(capacity={"H": 2})
    mine = hall.kiosk.issues("H")
    ends(hall, mine, how)
    hall.kiosk.issues("H")
    assert hall.mai.asks("undo", mine).refusal == (409, "nothing_to_undo")
    hall.is_proved()


@pytest.mark.parametrize("how", ["cancel", "void", "finish"])
def test_a_person_has_no_second_number_by_undoing(hall: SmallHall, mai: AtCounter, how: str) -> None:
    mai.finishes(mai.serves_next())
    phone = "0901234567"
    mine = hall.kiosk.issues("H", person=phone)
    if how == "finish":
        mai.finishes(mai.serves_next())
    else:
        ends(hall, mine, how)
    other = hall.kiosk.issues("H", person=phone)
    assert mai.asks("undo", mine).refusal == (409, "nothing_to_undo")
    ends(hall, other, "void")
    hall.clock.passes(-1)
    assert mai.moves("undo", mine)["state"] in ("waiting", "serving")
    hall.is_proved()


def test_an_appointment_used_again_is_not_used_twice_by_undoing(hall: SmallHall, mai: AtCounter) -> None:
    hall.regulates(slots=[{"service": "H", "every_min": 30, "people": 1}])
    wish = {"service": "H", "at": "2026-11-23T09:00:00+07:00"}
    code = mai.post("/appointments", wish).done(201)["appointment"]["code"]
    first = hall.kiosk.post(f"/appointments/{code}/check-in").done(201)["ticket"]
    ends(hall, first, "cancel")
    hall.kiosk.post(f"/appointments/{code}/check-in").done(201)
    assert mai.asks("undo", first).refusal == (409, "nothing_to_undo")
    hall.is_proved()


@pytest.mark.parametrize("how", ["finish", "cancel"])
def test_what_ended_in_earnest_does_not_come_back_in_practice_nor_the_other_way(
    hall: SmallHall, mai: AtCounter, how: str
) -> None:
    for turn in ("begin", "end"):
        ticket = mai.serves_next() if how == "finish" else {"id": 1 if turn == "begin" else 2}
        if how == "finish":
            mai.finishes(ticket)
        else:
            mai.cancels(ticket)
        hall.tuan.post(f"/trial/{turn}").done()
        assert mai.asks("undo", ticket).refusal == (409, "nothing_to_undo")
        if turn == "begin":
            hall.kiosk.issues("H")
    hall.is_proved()
