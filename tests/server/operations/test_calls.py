"""Calling: whom the rule puts next, whom a clerk chooses with a reason, and who is called once more."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from server.models import Account, Counter, Hall, Ticket
from tests.cast import AtCounter, Caller, Clock, SmallHall


@pytest.fixture(autouse=True)
def at_work(hall: SmallHall) -> None:
    hall.open_all()


def arrive(hall: SmallHall, *lanes: str, service: str = "H") -> list[str]:
    """People of these lanes take tickets of one service, a minute apart; their labels."""
    labels = []
    for lane in lanes:
        labels.append(hall.kiosk.issues(service, lane=lane)["label"])
        hall.clock.passes(60)
    return labels


def rules(hall: SmallHall, **regulations: Any) -> None:
    """The hall works by these regulations from now on."""
    with hall.database.write() as db:
        db.execute(update(Hall).values(regulations=json.dumps(regulations)))


def has_slot(hall: SmallHall, label: str, minutes: float) -> None:
    """The appointment of this label was checked in in time, for a slot so many minutes from now."""
    slot = hall.clock.now + timedelta(minutes=minutes)
    with hall.database.write() as db:
        db.execute(update(Ticket).where(Ticket.label == label).values(slot_at=slot))


def serve_out(clerk: AtCounter, people: int) -> list[str]:
    """The labels in the order in which `clerk` calls them."""
    labels = []
    for _ in range(people):
        ticket = clerk.serves_next()
        labels.append(ticket["label"])
        clerk.finishes(ticket)
    return labels


def test_a_call_brings_the_ticket_to_the_counter(hall: SmallHall, kiosk: Caller, mai: AtCounter, clock: Clock) -> None:
    kiosk.issues("H")
    clock.passes(90)
    answer = mai.turns("call-next").done()
    assert answer["why"] == {
        "rule": "priority_floor", "because": "arrival", "rank": 1, "passed_over": 0, "passed": [], "helped": False,
        "run": 0, "lane": "ordinary", "grounds": None, "slot_at": None,
    }  # fmt: skip
    ticket = answer["ticket"]
    assert (ticket["state"], ticket["counter"], ticket["calls"]) == ("called", 1, 1)
    assert ticket["called_at"] == clock.now.isoformat()
    assert (ticket["ahead"], ticket["wait"]) == (None, None)
    row = hall.story(ticket)[-1]
    assert (row["kind"], row["counter"], row["by"], row["details"]["times"]) == ("ticket_called", 1, "mai", 1)
    hall.is_proved()


def test_people_are_called_in_order_of_arrival(hall: SmallHall, mai: AtCounter) -> None:
    labels = arrive(hall, "ordinary", "ordinary", "ordinary")
    assert serve_out(mai, 3) == labels == ["H001", "H002", "H003"]


def test_priority_people_and_appointments_are_called_first(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary", "appointment", "ordinary", "priority", "appointment")
    has_slot(hall, "H002", minutes=-1)
    has_slot(hall, "H005", minutes=30)
    assert serve_out(mai, 5) == ["H004", "H002", "H001", "H003", "H005"]


def test_an_appointment_that_nobody_booked_is_due_when_its_number_is_given(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary", "appointment", "ordinary")
    assert serve_out(mai, 3) == ["H002", "H001", "H003"]


def test_who_waits_beyond_the_floor_has_every_second_call(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary", "ordinary")
    hall.clock.passes(minutes=31)
    arrive(hall, "priority", "priority", "priority")
    calls = []
    for _ in range(5):
        answer = mai.turns("call-next").done()
        calls.append((answer["ticket"]["label"], answer["why"]["because"], answer["why"]["run"]))
        mai.finishes(mai.moves("start", answer["ticket"]))
    assert calls == [
        ("H003", "priority", 0), ("H001", "floor", 1), ("H004", "priority", 0), ("H002", "floor", 1),
        ("H005", "priority", 0),
    ]  # fmt: skip


def test_a_run_of_priority_calls_ends_with_the_day(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "priority")
    serve_out(mai, 1)
    hall.clock.passes(hours=24)
    arrive(hall, "ordinary")
    hall.clock.passes(minutes=31)
    arrive(hall, "priority")
    answer = mai.turns("call-next").done()
    assert (answer["ticket"]["label"], answer["why"]["run"]) == ("H002", 0)


def test_a_credit_counts_as_an_earlier_arrival(hall: SmallHall, mai: AtCounter) -> None:
    rules(hall, groups=[{"kind": "counts_from", "priority_credit_s": 120}])
    arrive(hall, "ordinary", "ordinary", "ordinary", "priority")
    assert serve_out(mai, 4) == ["H001", "H002", "H004", "H003"]


def test_services_of_several_rules_meet_at_one_counter(hall: SmallHall, nam: AtCounter) -> None:
    rules(hall, groups=[{"services": ["C"], "kind": "fifo"}, {"kind": "priority_floor"}])
    arrive(hall, "ordinary", "priority", service="C")
    arrive(hall, "ordinary", "priority", service="H")
    assert serve_out(nam, 4) == ["C001", "C002", "H002", "H001"]


def test_whom_priority_passed_over_is_counted_in_the_story(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary", "ordinary", "priority")
    answer = mai.turns("call-next").done()
    why = answer["why"]
    assert (why["rule"], why["because"], why["passed_over"]) == ("priority_floor", "priority", 2)
    assert [(row["label"], row["lane"]) for row in why["passed"]] == [("H001", "ordinary"), ("H002", "ordinary")]
    details = hall.story(answer["ticket"])[-1]["details"]
    assert {name: details[name] for name in why} == why
    assert details["services"] == ["H"], "what the counter could call just then"


def test_of_many_passed_over_the_first_ten_are_named_and_all_are_counted(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, *["ordinary"] * 12, "priority")
    why = mai.turns("call-next").done()["why"]
    assert (why["passed_over"], [row["label"] for row in why["passed"]]) == (12, [f"H{n:03}" for n in range(1, 11)])


def test_a_fifo_hall_calls_the_earliest_whatever_the_lane(hall: SmallHall, mai: AtCounter) -> None:
    rules(hall, groups=[{"kind": "fifo"}])
    arrive(hall, "ordinary", "priority", "ordinary")
    assert serve_out(mai, 3) == ["H001", "H002", "H003"]


def test_a_counter_of_two_services_calls_the_earlier_arrival_of_both(hall: SmallHall, nam: AtCounter) -> None:
    for service in "HCHC":
        arrive(hall, "ordinary", service=service)
    assert serve_out(nam, 4) == ["H001", "C001", "H002", "C002"]


def test_who_arrived_at_the_same_instant_is_called_in_order_of_numbers(kiosk: Caller, mai: AtCounter) -> None:
    for _ in range(3):
        kiosk.issues("H")
    assert serve_out(mai, 3) == ["H001", "H002", "H003"]


def test_nobody_waiting(mai: AtCounter, kiosk: Caller) -> None:
    assert mai.turns("call-next").refusal == (409, "nobody_waiting")
    kiosk.issues("D")  # not for counter 1
    assert mai.turns("call-next").refusal == (409, "nobody_waiting")


def test_a_counter_with_a_person_calls_nobody_else(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary", "ordinary")
    first = mai.calls_next()
    refused = mai.turns("call-next")
    assert refused.refusal == (409, "counter_busy")
    assert refused.body["error"]["details"] == {"counter": 1, "label": "H001"}
    mai.moves("start", first)
    assert mai.turns("call-next").refusal == (409, "counter_busy")
    assert hall.in_hand() == {1: "H001"}


def test_a_closed_or_paused_counter_calls_nobody(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary")
    mai.closes()
    assert mai.turns("call-next").refusal == (409, "counter_closed")
    mai.opens()
    mai.pauses()
    assert mai.turns("call-next").refusal == (409, "counter_paused")
    mai.opens()
    assert mai.calls_next()["label"] == "H001"


def test_a_clerk_calls_out_of_order_with_a_reason(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary", "ordinary", "ordinary")
    third = next(row for row in mai.sees_desk()["next"] if row["label"] == "H003")
    answer = mai.turns("call", ticket=third["id"], reason="cụ già mệt").done()
    assert [answer["why"][name] for name in ("rule", "because", "rank", "passed_over")] == ["chosen", "chosen", 3, 2]
    row = hall.story(answer["ticket"])[-1]
    assert (row["why"], row["details"]["passed_over"]) == ("cụ già mệt", 2)
    hall.is_proved()


def test_a_choice_names_whom_it_passes_over_also_those_who_came_later_with_priority(
    hall: SmallHall, mai: AtCounter
) -> None:
    arrive(hall, "ordinary", "ordinary", "priority", "ordinary", "priority")
    second = next(row for row in mai.sees_desk()["next"] if row["label"] == "H002")
    why = mai.turns("call", ticket=second["id"], reason="cụ già mệt").done()["why"]
    passed = [(one["label"], one["lane"]) for one in why["passed"]]
    assert passed == [("H003", "priority"), ("H005", "priority"), ("H001", "ordinary")]
    assert (why["rank"], why["passed_over"]) == (4, 3)


def test_a_choice_of_somebody_with_priority_names_who_came_earlier(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary", "priority", "priority")
    third = next(row for row in mai.sees_desk()["next"] if row["label"] == "H003")
    why = mai.turns("call", ticket=third["id"], reason="cụ già mệt").done()["why"]
    assert [one["label"] for one in why["passed"]] == ["H002", "H001"]


def test_a_choice_from_a_line_that_is_not_helped_just_now_names_who_waits_there(
    hall: SmallHall, mai: AtCounter
) -> None:
    with hall.database.write() as db:
        db.execute(update(Counter).where(Counter.number == 1).values(helps=["C"]))
    own, earlier, chosen = hall.kiosk.issues("H"), hall.kiosk.issues("C"), hall.kiosk.issues("C")
    why = mai.turns("call", ticket=chosen["id"], reason="giúp quầy 2").done()["why"]
    assert [one["label"] for one in why["passed"]] == [own["label"], earlier["label"]]
    assert (why["rank"], why["helped"]) == (3, True)


def test_a_choice_from_one_helped_line_names_whom_another_helped_line_put_first(
    hall: SmallHall, mai: AtCounter
) -> None:
    with hall.database.write() as db:
        db.execute(update(Counter).where(Counter.number == 1).values(helps=["C", "D"]))
    helped, chosen = [hall.kiosk.issues("C"), hall.kiosk.issues("C")], hall.kiosk.issues("D")
    why = mai.turns("call", ticket=chosen["id"], reason="giúp quầy 3").done()["why"]
    assert [one["label"] for one in why["passed"]] == [one["label"] for one in helped]
    assert (why["rank"], why["helped"]) == (3, True)


def test_the_right_to_choose_can_be_withheld(hall: SmallHall, mai: AtCounter) -> None:
    with hall.database.write() as db:
        db.execute(update(Account).values(may_choose=False))
    arrive(hall, "ordinary", "ordinary")
    second = mai.sees_desk()["next"][1]
    assert mai.turns("call", ticket=second["id"], reason="gấp").refusal == (403, "not_allowed")
    assert hall.hoa_at(1).calls(second, "gấp")["label"] == "H002"


@pytest.mark.parametrize("reason", ["", "   ", None])
def test_a_call_out_of_order_without_a_reason_is_refused(kiosk: Caller, mai: AtCounter, reason: str | None) -> None:
    ticket = kiosk.issues("H")
    assert mai.turns("call", ticket=ticket["id"], reason=reason).refusal == (422, "invalid_request")


def test_a_clerk_cannot_choose_what_the_counter_does_not_serve(kiosk: Caller, mai: AtCounter) -> None:
    land = kiosk.issues("D")
    assert mai.turns("call", ticket=land["id"], reason="giúp").refusal == (409, "cannot_serve")


def test_a_called_ticket_cannot_be_chosen_by_another_counter(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    arrive(hall, "ordinary")
    ticket = mai.calls_next()
    assert nam.turns("call", ticket=ticket["id"], reason="nhầm").refusal == (409, "illegal_move")
    assert hall.in_hand() == {1: "H001"}


def test_a_second_active_ticket_at_one_counter_is_refused(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary", "ordinary")
    mai.calls_next()
    other = mai.sees_desk()["next"][0]
    assert mai.turns("call", ticket=other["id"], reason="gấp").refusal == (409, "counter_busy")


def test_a_person_is_called_again_and_again_and_the_calls_are_counted(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary")
    ticket = mai.calls_next()
    for calls in (2, 3, 4):
        hall.clock.passes(5)
        assert mai.moves("call-again", ticket)["calls"] == calls
    assert [row["details"]["times"] for row in hall.story(ticket) if row["kind"] == "ticket_called"] == [1, 2, 3, 4]
    hall.is_proved()


def test_after_three_repetitions_only_absent_is_left(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary")
    ticket = mai.calls_next()
    for _ in range(3):
        hall.clock.passes(5)
        mai.moves("call-again", ticket)
    hall.clock.passes(5)
    assert mai.asks("call-again", ticket).refusal == (409, "called_enough")
    assert mai.moves("absent", ticket)["state"] == "absent"


def test_a_call_that_still_rings_is_not_repeated(hall: SmallHall, mai: AtCounter) -> None:
    rules(hall, moves={"recall_cool_s": 8})
    arrive(hall, "ordinary")
    ticket = mai.calls_next()
    hall.clock.passes(2.5)
    refused = mai.asks("call-again", ticket)
    assert refused.refusal == (409, "too_soon")
    assert refused.body["error"]["details"]["wait_s"] == 6
    hall.clock.passes(5.5)
    assert mai.moves("call-again", ticket)["calls"] == 2


def test_a_clock_set_back_silences_no_counter(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary")
    ticket = mai.calls_next()
    hall.clock.passes(minutes=-30)
    assert mai.moves("call-again", ticket)["calls"] == 2


def test_a_person_at_the_desk_is_not_called_again(hall: SmallHall, mai: AtCounter) -> None:
    arrive(hall, "ordinary")
    ticket = mai.serves_next()
    assert mai.asks("call-again", ticket).refusal == (409, "illegal_move")


def test_a_waiting_person_is_not_called_again(kiosk: Caller, mai: AtCounter) -> None:
    assert mai.asks("call-again", kiosk.issues("H")).refusal == (409, "illegal_move")


def test_another_clerk_may_not_call_again_what_mai_has_in_hand(hall: SmallHall, nam: AtCounter, mai: AtCounter) -> None:
    arrive(hall, "ordinary")
    ticket = mai.calls_next()
    assert nam.asks("call-again", ticket).refusal == (403, "not_allowed")
    hall.clock.passes(5)
    assert hall.hoa.moves("call-again", ticket)["calls"] == 2


def test_the_estimate_of_those_who_wait_follows_the_people_ahead(hall: SmallHall, kiosk: Caller) -> None:
    tickets = [kiosk.issues("H") for _ in range(4)]
    assert [ticket["ahead"] for ticket in tickets] == [0, 1, 2, 3]
    medians = [ticket["wait"]["p50"] for ticket in tickets]
    assert medians == sorted(medians)


def test_with_every_counter_closed_no_wait_is_promised(hall: SmallHall, kiosk: Caller, mai: AtCounter) -> None:
    mai.closes()
    hall.nam.closes()
    assert kiosk.issues("H")["wait"] is None


def test_who_is_kept_for_one_counter_is_chosen_by_no_other(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    ticket = hall.kiosk.issues("H")
    hall.hoa.transfers(ticket, counter=1)
    assert nam.turns("call", ticket=ticket["id"], reason="rảnh").refusal == (409, "cannot_serve")
    assert mai.calls(ticket)["counter"] == 1
