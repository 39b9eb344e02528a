"""A letter reaches the complaints office, and its code shows its sender the answer, and nobody else."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from server import jobs
from server.domain.letter import CODE_LENGTH, KEPT
from server.domain.slots import LETTERS
from server.limits import FOLLOWED_PER_ADDRESS, LETTERS_PER_ADDRESS, PER_TICKET
from server.models import Answer, Story
from server.public_models import Letter
from tests.builders import PASSWORD
from tests.cast import Answer as Said
from tests.cast import Caller, Json, SmallHall, a_key

WRITTEN = {"kind": "complaint", "text": "Tôi chờ hai giờ mà\nkhông ai nói vì sao."}
LONG_KEY = "0123456789abcdef" * 2


def sends(hall: SmallHall, **more: object) -> str:
    return str(hall.stranger.post("/public/letters", WRITTEN | more).done(201)["code"])


def follows(hall: SmallHall, code: str) -> Said:
    return hall.stranger.post("/public/letters/follow", {"code": code})


def the_letter(hall: SmallHall) -> Json:
    (letter,) = hall.ba.get("/letters").done()["letters"]
    return dict(letter)


def test_a_letter_is_taken_up_and_answered_and_its_code_shows_each_step(hall: SmallHall) -> None:
    code = sends(hall)
    assert len(code) == CODE_LENGTH and set(code) <= set(LETTERS) and len(LETTERS) ** CODE_LENGTH > 2**50
    assert follows(hall, code).done()["letter"]["state"] == "received"
    id = the_letter(hall)["id"]
    hall.ba.post(f"/letters/{id}/take-up").done()
    assert follows(hall, code).done()["letter"]["state"] == "taken_up"
    answered = hall.ba.post(f"/letters/{id}/answer", {"answer": "Trung tâm xin lỗi quý vị."}).done()["letter"]
    assert (answered["state"], answered["by"]) == ("answered", "ba")
    read = follows(hall, f"{code[:3]} {code[3:9].lower()}-{code[9:]}").done()["letter"]
    assert (read["text"], read["answer"]) == (WRITTEN["text"], "Trung tâm xin lỗi quý vị.")
    assert hall.ba.post(f"/letters/{id}/answer", {"answer": "Nói khác đi một chút."}).refusal == (
        409,
        "letter_answered",
    )
    assert hall.ba.post(f"/letters/{id}/take-up").refusal == (409, "letter_answered")
    hall.is_proved()


def test_no_code_and_no_word_of_a_letter_is_kept_but_in_its_own_row(hall: SmallHall) -> None:
    code = str(hall.stranger.post("/public/letters", WRITTEN, key=LONG_KEY).done(201)["code"])
    with hall.database.read() as db:
        assert db.execute(select(Letter.code_hash)).scalar_one() != code
        assert db.execute(select(Answer.key)).all() == []
        told = db.execute(select(Story.details).where(Story.kind == "letter_received")).scalar_one()
    assert set(told) == {"letter", "letter_kind"}


def test_a_press_whose_answer_was_lost_finds_the_same_letter(hall: SmallHall) -> None:
    first, again = (hall.stranger.post("/public/letters", WRITTEN, key=LONG_KEY).done(201) for _ in range(2))
    assert first == again
    other = {"kind": "praise", "text": "Một lá thư khác hẳn."}
    assert hall.stranger.post("/public/letters", other, key=LONG_KEY).refusal == (409, "key_reused")
    assert the_letter(hall)["kind"] == "complaint"


def test_a_number_goes_with_the_letter_only_if_its_holder_says_so(hall: SmallHall) -> None:
    hall.mai.opens()
    token = hall.kiosk.issues("H")["token"]
    hall.mai.calls_next()
    for with_number in (True, False):
        body = WRITTEN | {"with_number": with_number}
        hall.stranger.post(f"/public/tickets/{token}/letters", body).done(201)
    sends(hall, label="h 7", counter=2)
    about = [(one["label"], one["counter"], one["service"]) for one in hall.ba.get("/letters").done()["letters"]]
    assert about == [("H001", 1, "H"), (None, None, None), ("H007", 2, None)]
    assert hall.stranger.post("/public/tickets/khong-co/letters", WRITTEN).refusal == (404, "unknown_ticket")


def test_an_unknown_code_is_refused_in_the_same_words_whatever_it_looks_like(hall: SmallHall) -> None:
    sends(hall)
    answers = {follows(hall, code).raw for code in ("C" * CODE_LENGTH, "x", "%", "không", "1" * 60)}
    assert len(answers) == 1
    assert follows(hall, "x").refusal == (404, "unknown_letter")


def test_letters_and_codes_are_counted_for_the_ticket_first(hall: SmallHall) -> None:
    token, other = (hall.kiosk.issues("H")["token"] for _ in range(2))
    write = f"/public/tickets/{token}/letters"
    for _ in range(PER_TICKET.amount):
        hall.stranger.post(write, WRITTEN).done(201)
    assert hall.stranger.post(write, WRITTEN).refusal == (429, "too_many_letters")
    hall.stranger.post(f"/public/tickets/{other}/letters", WRITTEN).done(201)
    for _ in range(LETTERS_PER_ADDRESS.amount):
        sends(hall)
    assert hall.stranger.post("/public/letters", WRITTEN).refusal == (429, "too_many_letters")
    for _ in range(FOLLOWED_PER_ADDRESS.amount):
        follows(hall, "x")
    assert follows(hall, "x").refusal == (429, "too_many_requests")


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "complaint"},
        {"kind": "complaint", "text": "ngắn"},
        {"kind": "complaint", "text": " " * 40},
        {"kind": "complaint", "text": "dài " * 501},
        {"kind": "complaint", "text": "có ký tự lạ \u0000 ở giữa"},
        {"kind": "threat", "text": "một lá thư đủ dài"},
    ],
)
def test_a_letter_says_what_it_is_in_ten_to_two_thousand_characters(hall: SmallHall, body: Json) -> None:
    assert hall.stranger.post("/public/letters", body).refusal == (422, "invalid_request")


def office(hall: SmallHall, **asked: Any) -> list[Json]:
    return list(hall.ba.get("/letters", **asked).done()["letters"])


def days_from_now(hall: SmallHall, days: int) -> str:
    return (hall.clock() + timedelta(days=days)).isoformat()


def test_a_complaint_is_due_to_be_taken_up_in_ten_days_and_answered_when_the_hall_says(hall: SmallHall) -> None:
    hall.regulates(letters={"answer_within_days": 30})
    sends(hall)
    sends(hall, kind="praise")
    first, answered_by = days_from_now(hall, 10), days_from_now(hall, 30)
    hall.clock.passes(hours=10 * 24 - 1)
    assert [(one["due_at"], one["is_overdue"]) for one in office(hall)] == [(first, False), (None, False)]
    hall.clock.passes(hours=2)
    late, praise = office(hall)
    assert (late["is_overdue"], praise["is_overdue"]) == (True, False)
    taken = hall.ba.post(f"/letters/{late['id']}/take-up").done()["letter"]
    assert (taken["due_at"], taken["is_overdue"]) == (answered_by, False)
    assert (taken["taken_up_by"], taken["taken_up_at"]) == ("ba", hall.clock().isoformat())
    hall.clock.passes(hours=20 * 24)
    assert [one["is_overdue"] for one in office(hall)] == [True, False]
    answered = hall.ba.post(f"/letters/{late['id']}/answer", {"answer": "Trung tâm xin lỗi ạ."}).done()["letter"]
    assert (answered["is_overdue"], answered["taken_up_by"]) == (False, "ba")


def test_a_hall_that_promises_an_answer_sooner_is_due_sooner_from_the_letters_on_that_come_then(
    hall: SmallHall,
) -> None:
    sends(hall)
    hall.regulates(letters={"answer_within_days": 3})
    sends(hall)
    assert [one["due_at"] for one in office(hall)] == [days_from_now(hall, 3), days_from_now(hall, 10)]
    assert hall.tuan.post("/regulations", {"letters": {"answer_within_days": 0}}).status == 422


def test_of_two_who_take_a_letter_up_one_wins_and_the_other_hears_who(hall: SmallHall) -> None:
    body = {"user": "binh", "password": PASSWORD, "role": "complaints"}
    hall.tuan.post("/accounts", body).done(201)
    token = hall.stranger.post("/sessions", {"user": "binh", "password": PASSWORD}).done(201)["token"]
    binh = Caller(hall.mai.wire, token)
    sends(hall)
    id = the_letter(hall)["id"]
    hall.ba.post(f"/letters/{id}/take-up").done()
    refused = binh.post(f"/letters/{id}/take-up")
    assert refused.refusal == (409, "letter_taken") and refused.body["error"]["details"]["by"] == "ba"
    hall.ba.post(f"/letters/{id}/take-up").done()
    binh.post(f"/letters/{id}/answer", {"answer": "Chị Ba nghỉ ốm, tôi trả lời thay."}).done()
    refused = hall.ba.post(f"/letters/{id}/answer", {"answer": "Trung tâm xin lỗi ạ."})
    assert refused.refusal == (409, "letter_answered") and refused.body["error"]["details"]["by"] == "binh"
    letter = the_letter(hall)
    assert (letter["taken_up_by"], letter["by"], letter["answer"][:6]) == ("ba", "binh", "Chị Ba")
    hall.is_proved()


def test_the_letters_are_asked_by_state_kind_and_what_is_overdue_page_by_page(hall: SmallHall) -> None:
    for number in range(4):
        sends(hall, text=f"lá thư số {number}", kind="praise" if number == 3 else "complaint")
        hall.clock.passes(hours=24)
    first, second, third, praise = (one["id"] for one in office(hall))
    hall.ba.post(f"/letters/{first}/take-up").done()
    hall.ba.post(f"/letters/{second}/answer", {"answer": "Trung tâm xin lỗi ạ."}).done()
    hall.clock.passes(hours=24 * 6 + 1)
    asked: list[tuple[Json, list[int]]] = [
        ({}, [first, third, praise, second]), ({"state": "open"}, [first, third, praise]),
        ({"state": "received"}, [third, praise]), ({"state": "taken_up"}, [first]), ({"state": "answered"}, [second]),
        ({"kind": "praise"}, [praise]), ({"overdue": 1}, [first]), ({"overdue": 1, "state": "received"}, []),
        ({"offset": 1, "limit": 2}, [third, praise]), ({"offset": 9}, []),
    ]  # fmt: skip
    for query, expected in asked:
        assert [one["id"] for one in office(hall, **query)] == expected, query
    counts = hall.ba.get("/letters", state="received", limit=1).done()["counts"]
    assert counts == {"found": 2, "open": 3, "overdue": 1, "all": 4}
    for bad in ({"state": "lost"}, {"kind": "threat"}, {"overdue": 2}, {"offset": -1}, {"limit": 0}):
        assert hall.ba.get("/letters", **bad).refusal == (422, "invalid_request")


def test_the_open_letters_come_first_the_oldest_on_top_and_then_what_was_answered_last(hall: SmallHall) -> None:
    for text in ("lá thư thứ nhất", "lá thư thứ hai", "lá thư thứ ba", "lá thư thứ tư"):
        sends(hall, text=text)
        hall.clock.passes(60)
    for letter in hall.ba.get("/letters").done()["letters"][:2]:
        hall.ba.post(f"/letters/{letter['id']}/answer", {"answer": "Cảm ơn quý vị."}).done()
        hall.clock.passes(60)
    texts = [one["text"].removeprefix("lá thư thứ ") for one in hall.hoa.get("/letters").done()["letters"]]
    assert texts == ["ba", "tư", "hai", "nhất"]


def test_a_letter_is_deleted_a_year_after_its_answer_and_an_open_one_never(hall: SmallHall) -> None:
    codes = [sends(hall, text=f"lá thư số {number}") for number in (1, 2)]
    hall.ba.post(
        f"/letters/{hall.ba.get('/letters').done()['letters'][0]['id']}/answer", {"answer": "Cảm ơn ạ nhé."}
    ).done()
    for late, known in ((timedelta(minutes=-1), [200, 200]), (timedelta(minutes=1), [404, 200])):
        with hall.database.write() as db:
            jobs.forget(db, hall.clock() + KEPT + late)
        assert [follows(hall, code).status for code in codes] == known


def test_a_letter_of_practice_is_marked(hall: SmallHall) -> None:
    hall.hoa.post("/trial/begin").done()
    sends(hall)
    assert the_letter(hall)["is_trial"] is True


def form(hall: SmallHall, path: str, **fields: str) -> Said:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
    return hall.mai.wire.ask("POST", path, headers, urlencode(fields).encode(), {})


def test_the_plain_form_sends_and_keeps_what_was_written_when_it_is_refused(hall: SmallHall) -> None:
    refused = form(hall, "/letter", key=LONG_KEY, kind="praise", text="ngắn", label="", counter="")
    assert refused.status == 422 and "ngắn</textarea>" in refused.raw.decode()
    sent = form(hall, "/letter", key=LONG_KEY, kind="praise", text="Cô ở quầy 1 rất tận tình.", label="", counter="")
    assert sent.status == 201 and 'id="code"' in sent.raw.decode()
    token = hall.kiosk.issues("H")["token"]
    form(hall, f"/t/{token}/letter", key=a_key(), kind="praise", text="Cô ở quầy 1 rất tận tình.", with_number="1")
    assert [one["label"] for one in hall.ba.get("/letters").done()["letters"]] == [None, "H001"]
    assert form(hall, "/letter/answer", code="x").status == 404
    assert form(hall, "/letter", kind="praise", text="Cô rất tận tình.", counter="9" * 5000).status == 422
    assert form(hall, "/t/%00/letter", kind="praise", text="Cô rất tận tình.").status == 404
    assert form(hall, "/t/%00/rating", score="4").status == 303


def test_only_the_complaints_office_answers(hall: SmallHall) -> None:
    sends(hall)
    id = the_letter(hall)["id"]
    for caller in (hall.hoa, hall.tuan, hall.mai, Caller(hall.mai.wire)):
        assert caller.post(f"/letters/{id}/answer", {"answer": "Không phải việc tôi."}).status in (401, 403)
    assert hall.ba.post("/letters/99/take-up").refusal == (404, "unknown_letter")


def test_the_office_takes_all_letters_away_as_a_sheet_in_which_no_word_is_a_formula(hall: SmallHall) -> None:
    sends(hall, text='=HYPERLINK("http://x","y") và thế là hết')
    sheet = hall.ba.wire.ask("GET", "/letters.csv", hall.ba.headers, None, {})
    assert sheet.raw.startswith("\ufeffThư,Nhận lúc,Loại,".encode())
    assert "1,2026-11-23 07:30,Phản ánh,Đã nhận,2026-12-03 07:30,," in sheet.raw.decode()
    assert ""","'=HYPERLINK(""http://x"",""y"") và thế là hết",""" in sheet.raw.decode()


def test_a_plain_form_strands_nobody(hall: SmallHall) -> None:
    phone, page = hall.app.test_client(), {"Accept": "text/html"}
    gone = hall.kiosk.issues("H")["token"]
    sent = phone.post("/letter", data=WRITTEN | {"language": "ko", "key": LONG_KEY}, headers=page)
    assert 'id="code"' in sent.text and "lang=" not in sent.text.partition("<body")[2]
    hall.clock.passes(hours=24)
    rated = phone.post(f"/t/{gone}/rating", data={"score": "4"}, headers=page)
    assert (rated.status_code, rated.headers["Location"]) == (303, f"/t/{gone}")
    assert 'href="/letter"' in phone.get(f"/t/{gone}", headers=page).text
