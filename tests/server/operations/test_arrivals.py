"""At the door: numbers are given once, papers reported, tickets given back, and people who missed a call return."""

import pytest

from tests.cast import AtCounter, Caller, Clock, SmallHall


def test_the_first_person_of_the_day_gets_number_one(kiosk: Caller) -> None:
    ticket = kiosk.issues("H")
    assert (ticket["label"], ticket["state"], ticket["ahead"]) == ("H001", "waiting", 0)
    assert (ticket["day"], ticket["issued_at"]) == ("2026-11-23", "2026-11-23T00:30:00+00:00")


def test_each_service_counts_on_its_own(kiosk: Caller) -> None:
    assert [kiosk.issues(service)["label"] for service in "HHCHC"] == ["H001", "H002", "C001", "H003", "C002"]


def test_a_ticket_carries_what_was_said_at_the_kiosk(hall: SmallHall, kiosk: Caller) -> None:
    given = {"procedure": "1.001193", "lane": "priority", "grounds": "elderly", "dossiers": 3, "language": "ko"}
    ticket = kiosk.issues("H", **given)
    assert {name: ticket[name] for name in given} == given
    assert (ticket["procedure_label"], ticket["channel"]) == ("Đăng ký khai sinh", "kiosk")
    assert ticket["url"].endswith("/t/" + ticket["token"])
    hall.is_proved()


def test_staff_issue_tickets_too_and_the_story_says_so(hall: SmallHall, mai: AtCounter) -> None:
    ticket = mai.issues("C")
    assert ticket["channel"] == "staff"
    (row,) = hall.story(ticket)
    assert (row["kind"], row["by"], row["label"]) == ("ticket_issued", "mai", "C001")
    assert row["details"]["service"] == "C"


def test_tokens_are_never_alike(kiosk: Caller) -> None:
    assert len({kiosk.issues("H")["token"] for _ in range(20)}) == 20


def test_more_than_999_people_still_get_new_labels(hall: SmallHall, kiosk: Caller) -> None:
    from sqlalchemy import update

    from server.models import Series

    kiosk.issues("H")
    with hall.database.write() as db:
        db.execute(update(Series).values(last=999))
    assert kiosk.issues("H")["label"] == "H1000"


def test_a_cancelled_number_is_never_given_again(kiosk: Caller, mai: AtCounter) -> None:
    first = kiosk.issues("H")
    assert mai.moves("cancel", first, reason="bấm nhầm")["state"] == "cancelled"
    assert kiosk.issues("H")["label"] == "H002"


def test_a_refused_issue_takes_no_number(kiosk: Caller) -> None:
    assert kiosk.post("/tickets", {"service": "Z"}).refusal == (404, "unknown_service")
    assert kiosk.post("/tickets", {"service": "H", "procedure": "9.999999"}).refusal == (404, "unknown_procedure")
    assert kiosk.issues("H")["label"] == "H001"


@pytest.mark.parametrize("outcome", ["printed", "refused", "unknown"])
def test_the_kiosk_reports_its_paper_and_the_ticket_lives_on(hall: SmallHall, kiosk: Caller, outcome: str) -> None:
    ticket = kiosk.issues("H")
    told = kiosk.moves("print-report", ticket, outcome=outcome, detail="hết giấy")
    assert (told["print"], told["state"]) == (outcome, "waiting")
    assert hall.story(ticket)[-1]["details"] == {"outcome": outcome, "detail": "hết giấy"}
    hall.is_proved()


def test_a_cancel_carries_its_reason_into_the_story(hall: SmallHall, kiosk: Caller, mai: AtCounter) -> None:
    ticket = kiosk.issues("H")
    mai.moves("cancel", ticket, reason="người dân bỏ về")
    row = hall.story(ticket)[-1]
    assert (row["kind"], row["why"], row["by"]) == ("ticket_cancelled", "người dân bỏ về", "mai")
    hall.is_proved()


def test_a_cancel_without_a_reason_is_refused(kiosk: Caller, mai: AtCounter) -> None:
    assert mai.asks("cancel", kiosk.issues("H")).refusal == (422, "invalid_request")


def test_who_missed_the_call_comes_back_with_their_arrival(hall: SmallHall, clock: Clock) -> None:
    hall.open_all()
    early = hall.kiosk.issues("H")
    clock.passes(60)
    late = hall.kiosk.issues("H")
    hall.mai.moves("absent", hall.mai.calls_next())
    clock.passes(60)
    back = hall.mai.moves("restore", early)
    assert (back["state"], back["calls"], back["called_at"]) == ("waiting", 0, None)
    assert back["counts_from"] == early["counts_from"]
    assert hall.mai.calls_next()["label"] == early["label"]
    assert hall.kiosk.sees(late)["ahead"] == 0
    hall.is_proved()


def test_a_waiting_ticket_cannot_be_restored(kiosk: Caller, mai: AtCounter) -> None:
    assert mai.asks("restore", kiosk.issues("H")).refusal == (409, "illegal_move")
