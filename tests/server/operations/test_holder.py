"""What somebody does with their number from the phone: comes, lets others go first once, gives it back."""

from typing import Any

from tests.cast import Answer, AtCounter, Caller, Json, SmallHall


def phone(hall: SmallHall, ticket: Json, press: str, **more: Any) -> Answer:
    return Caller(hall.kiosk.wire).post(f"/public/tickets/{ticket['token']}/{press}", **more)


def level(hall: SmallHall, ticket: Json) -> Json:
    said: Json = Caller(hall.kiosk.wire).get(f"/public/tickets/{ticket['token']}").done()
    return said


def a_line(hall: SmallHall, people: int, **more: Any) -> list[Json]:
    hall.open_all()
    line = []
    for _ in range(people):
        line.append(hall.kiosk.issues("H", **more))
        hall.clock.passes(minutes=1)
    return line


def test_five_go_first_and_then_comes_who_let_them(hall: SmallHall, mai: AtCounter) -> None:
    first, *others = a_line(hall, 8)
    said = phone(hall, first, "delay").done()
    assert (said["ahead"], said["state"], said["may"]) == (5, "waiting", ["give_back"])
    called = []
    for _ in range(8):
        called.append(mai.serves_next()["label"])
        mai.finishes(mai.sees_desk()["ticket"])
    assert called == [one["label"] for one in [*others[:5], first, *others[5:]]]
    row = next(row for row in hall.story(first) if row["kind"] == "ticket_delayed")
    assert (row["by"], row["counter"], row["details"]["passed"]) == ("phone", None, 5)
    hall.is_proved()


def test_once_in_a_visit_also_when_it_goes_on_elsewhere(hall: SmallHall, mai: AtCounter) -> None:
    first, *_ = a_line(hall, 3)
    assert phone(hall, first, "delay").status == 200
    assert phone(hall, first, "delay").refusal == (409, "delayed_once")
    for _ in range(3):
        served = mai.serves_next()
        mai.finishes(served, next_service="D")
    assert phone(hall, first, "delay").refusal == (409, "delayed_once")


def test_nobody_behind_is_nobody_to_let_go_first(hall: SmallHall) -> None:
    *_, last = a_line(hall, 2)
    assert phone(hall, last, "delay").refusal == (409, "nobody_behind")
    assert hall.story(last)[-1]["kind"] == "ticket_issued"


def test_the_complaints_office_can_say_why_others_came_first(hall: SmallHall, mai: AtCounter) -> None:
    first, second = a_line(hall, 2)
    phone(hall, first, "delay").done()
    assert mai.calls_next()["label"] == second["label"]
    answer = hall.hoa.get("/why", mine=first["label"], other=second["label"]).done()
    assert answer["answer"]["id"] == "lost_delayed"
    assert "delayed" in [fact["id"] for fact in answer["facts"]]


def test_the_desk_that_waits_sees_who_is_on_the_way(hall: SmallHall, mai: AtCounter) -> None:
    (ticket,) = a_line(hall, 1)
    assert phone(hall, ticket, "coming").refusal == (409, "illegal_move"), "nobody waits for them yet"
    mai.calls_next()
    assert phone(hall, ticket, "coming").status == 200
    said_at = mai.sees_desk()["ticket"]["coming_at"]
    assert said_at == hall.clock.now.isoformat()
    hall.clock.passes(60)
    mai.moves("absent", ticket)
    assert mai.sees_desk()["absent"][0]["coming_at"] == said_at
    for _ in range(3):
        phone(hall, ticket, "coming").done()
    assert [row["kind"] for row in hall.story(ticket)].count("holder_coming") == 2, "said again in the same minute"
    mai.moves("restore", ticket)
    hall.clock.passes(1)
    assert mai.calls_next()["coming_at"] is None, "what was said of the call before says nothing of this one"


def test_who_is_on_the_way_is_seen_though_the_clock_was_set_back_since_the_call(
    hall: SmallHall, mai: AtCounter
) -> None:
    (ticket,) = a_line(hall, 1)
    called = mai.calls_next()
    hall.clock.passes(minutes=-30)
    for _ in range(2):
        assert phone(hall, ticket, "coming").done()["coming_at"] == called["called_at"]
    assert mai.sees_desk()["ticket"]["coming_at"] == called["called_at"]
    assert [row["kind"] for row in hall.story(ticket)].count("holder_coming") == 1


def test_whoever_has_only_others_of_the_same_counter_behind_may_let_them_go_first(hall: SmallHall) -> None:
    hall.open_all()
    alone = hall.kiosk.issues("H")
    assert "delay" not in level(hall, alone)["may"]
    hall.clock.passes(minutes=1)
    behind = hall.kiosk.issues("C")
    assert "delay" in level(hall, alone)["may"], "counter 2 calls both"
    assert "delay" not in level(hall, behind)["may"]
    assert phone(hall, behind, "delay").refusal == (409, "nobody_behind")
    assert phone(hall, alone, "delay").status == 200


def test_of_a_number_sent_to_one_counter_only_that_counters_people_go_first(hall: SmallHall, mai: AtCounter) -> None:
    (ticket,) = a_line(hall, 1)
    mai.calls_next()
    mai.moves("transfer", ticket, counter=3, reason="hồ sơ đất đai")
    a_line(hall, 3)
    assert phone(hall, ticket, "delay").refusal == (409, "nobody_behind"), "the others are called elsewhere"


def test_a_number_given_back_frees_the_counter_and_comes_back_within_ten_seconds(
    hall: SmallHall, mai: AtCounter
) -> None:
    (ticket,) = a_line(hall, 1)
    mai.calls_next()
    given_back = phone(hall, ticket, "give-back").done()
    assert (given_back["state"], given_back["is_given_back"]) == ("cancelled", True)
    assert hall.in_hand() == {} and mai.sees_desk()["undo"] is None
    hall.clock.passes(9)
    again = phone(hall, ticket, "undo").done()
    assert (again["state"], again["is_given_back"]) == ("called", False)
    assert hall.in_hand() == {1: ticket["label"]}
    hall.clock.passes(11)
    assert phone(hall, ticket, "undo").refusal == (409, "nothing_to_undo")
    hall.is_proved()


def test_what_a_desk_did_is_not_for_the_phone_to_undo(hall: SmallHall, mai: AtCounter) -> None:
    (ticket,) = a_line(hall, 1)
    mai.calls_next()
    assert phone(hall, ticket, "undo").refusal == (403, "not_allowed")
    hall.hoa.cancels(ticket)
    assert not hall.stranger.get(f"/public/tickets/{ticket['token']}").done()["is_given_back"]
    assert phone(hall, ticket, "undo").refusal == (403, "not_allowed")


def test_pressing_again_after_a_lost_answer_changes_nothing_more(hall: SmallHall) -> None:
    first, *_ = a_line(hall, 3)
    said = [phone(hall, first, "delay", key="lost").raw for _ in range(2)]
    assert said[0] == said[1]
    assert [row["kind"] for row in hall.story(first)].count("ticket_delayed") == 1


def test_a_token_is_of_its_day_and_of_its_ticket_only(hall: SmallHall) -> None:
    (ticket,) = a_line(hall, 1)
    for token in (ticket["token"][:-1] + "_", "x", "%00", "a" * 64):
        assert phone(hall, {"token": token}, "give-back").status in (404, 422)
    hall.clock.passes(hours=24)
    assert phone(hall, ticket, "give-back").refusal == (404, "unknown_ticket")


def test_a_phone_cannot_keep_the_hall_busy(hall: SmallHall) -> None:
    (ticket,) = a_line(hall, 1)
    answers = [phone(hall, ticket, "coming").status for _ in range(30)]
    assert answers[0] == 409 and answers[-1] == 429


def test_at_a_counter_of_two_services_no_more_than_five_go_first(hall: SmallHall, nam: AtCounter) -> None:
    """Nam does C and H, and is alone at work."""
    nam.opens()
    first = hall.kiosk.issues("H")
    for service in "CCCCCCCCCH":
        hall.clock.passes(minutes=1)
        hall.kiosk.issues(service)
    phone(hall, first, "delay").done()
    called = []
    while first["label"] not in called:
        called.append(nam.serves_next()["label"])
        nam.finishes(nam.sees_desk()["ticket"])
    assert len(called) == 6
