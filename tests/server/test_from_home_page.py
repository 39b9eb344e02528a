"""The public page of numbers from home: what it offers, what it refuses, and that a code shows its own number only."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from server.limits import BOOKED_PER_DAY
from server.models import Answer, Service
from tests.cast import Clock, SmallHall, a_key
from tests.server.operations.test_from_home import HOME, HOURS

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def hall(hall: SmallHall) -> SmallHall:
    return hall.regulates(home=HOME, hours=HOURS, slots=[{"service": "H", "every_min": 30, "people": 3}])


@pytest.fixture
def at_home(hall: SmallHall) -> FlaskClient:
    return hall.app.test_client(use_cookies=False)


def page(at_home: FlaskClient, path: str, status: int = 200) -> str:
    answer = at_home.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status, answer.text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def book(at_home: FlaskClient, service: str = "H", **said: str) -> Any:
    wish = {"at": "2026-11-25T08:00:00+07:00", "phone": "0912345678", "key": a_key().replace("-", ""), **said}
    return at_home.post(f"/from-home/{service}", data=wish, headers={"Accept": "text/html"})


def code_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"]).removeprefix("/from-home/kept/")


def refusal(answer: Any) -> tuple[int, str]:
    found = re.search(r'data-code="(\w+)"', answer.text)
    return answer.status_code, found[1] if found else ""


def test_a_hall_that_gives_no_numbers_to_people_at_home_says_so_plainly(hall: SmallHall, at_home: FlaskClient) -> None:
    hall.regulates(home=HOME | {"is_on": False})
    assert "Trung tâm chưa nhận lấy số từ nhà" in page(at_home, "/from-home", 404)
    assert at_home.get("/from-home/H").headers["Location"] == "/from-home"
    assert "/from-home" not in at_home.get("/").text
    assert (
        book(at_home).status_code == 303
        and hall.mai.get("/appointments", day="2026-11-25").done()["appointments"] == []
    )
    assert '/from-home"' in hall.regulates(home=HOME).app.test_client().get("/").text


def test_the_page_says_what_waits_and_when_to_come(hall: SmallHall, at_home: FlaskClient, clock: Clock) -> None:
    for _ in range(3):
        hall.kiosk.issues("H")
    said = page(at_home, "/from-home")
    assert "Trung tâm đang làm việc, đến 11:30." in said and "Đang chờ: 3 người" in said and "Trả kết quả" not in said
    busy, empty = page(at_home, "/from-home/H"), page(at_home, "/from-home/C")
    assert re.search(r"Đến lúc (7:5|8:)\d+ Lúc ấy phần lớn những người đến trước đã được gọi. Đến sớm hơn", busy)
    assert "Đến lúc 7:50 Lúc này chưa có ai chờ." in empty, "time for the way, and no more"
    assert "Đăng ký khai sinh" in page(at_home, "/from-home?q=khai+sinh")
    clock.is_at("2026-11-23 11:00:00")
    assert "Đến lúc 13:30 Lúc ấy trung tâm mở cửa." in page(at_home, "/from-home/C"), (
        "twenty minutes on, the last number of the morning is given"
    )
    clock.is_at("2026-11-24 09:00:00")
    assert "Opens again at 7:30, Wednesday 25/11." in page(at_home, "/from-home?lang=en")


def test_before_the_doors_open_one_time_is_said_and_nobody_is_asked_to_come_sooner(
    hall: SmallHall, at_home: FlaskClient, clock: Clock
) -> None:
    clock.is_at("2026-11-25 07:00:00")
    said = page(at_home, "/from-home")
    assert "Ngoài giờ làm việc. Hôm nay mở cửa lúc 7:30." in said and "Chưa có ai chờ" not in said
    first = page(at_home, "/from-home/C")
    assert "Đến lúc 7:30 Lúc ấy trung tâm mở cửa." in first
    for phone in range(4):
        code_of(book(at_home, "C", at="2026-11-25T07:30:00+07:00", phone=f"091234567{phone}"))
    later = page(at_home, "/from-home/C")
    assert "Lúc ấy trung tâm đã mở cửa, và phần lớn những người đến trước" in later and "Đến lúc 7:30" not in later
    for told in (first, later):
        assert "sớm hơn" not in told and "Chưa có ai chờ" not in told


def test_two_people_who_book_from_one_form_have_a_code_each(hall: SmallHall, at_home: FlaskClient) -> None:
    code = code_of(book(at_home, key=KEY))
    other = code_of(book(at_home, key=KEY, phone="0912345679"))
    assert other != code and code_of(book(at_home, key=KEY, phone="0912345679")) == other
    with hall.database.read() as db:
        kept = str(db.execute(select(Answer.__table__)).all())
    assert code in kept and KEY not in kept, "who reads the database has not what it takes to try phone numbers"


def test_a_press_gives_one_code_however_often_it_comes(hall: SmallHall, at_home: FlaskClient) -> None:
    code = code_of(book(at_home, key=KEY, procedure="1.001193"))
    assert code_of(book(at_home, key=KEY, procedure="1.001193")) == code
    assert refusal(book(at_home, key=KEY, at="2026-11-25T09:00:00+07:00")) == (409, "key_reused")
    assert len(code) == 10 and len(hall.mai.get("/appointments", day="2026-11-25").done()["appointments"]) == 1
    said = page(at_home, f"/from-home/kept/{code.lower()}")
    assert "Mời quý vị đến lúc 8:00 Thứ Tư 25/11" in said and "Muộn nhất 8:15" in said and "Giấy chứng sinh" in said
    assert "0912345678" not in said
    assert at_home.post("/from-home/code", data={"code": f"{code[:5]} {code[5:]}"}).headers["Location"].endswith(code)


def test_what_is_refused_is_said_beside_what_was_typed(hall: SmallHall, at_home: FlaskClient) -> None:
    code_of(book(at_home))
    again = book(at_home, at="2026-11-25T09:00:00+07:00")
    assert refusal(again) == (409, "booked_enough") and 'value="0912345678"' in again.text
    assert refusal(book(at_home, phone="không có")) == (422, "bad_phone")
    assert refusal(book(at_home, at="lúc nào cũng được")) == (422, "invalid_request")
    assert refusal(book(at_home, at="2026-11-25T08:00:00")) == (422, "invalid_request")
    assert refusal(book(at_home, procedure="2.000815")) == (404, "unknown_procedure")
    assert refusal(book(at_home, at="2026-11-24T08:00:00+07:00")) == (409, "no_such_slot")
    assert refusal(book(at_home, at="0001-01-01T00:00:00+14:00")) == (422, "invalid_request")
    wish = {"at": "2026-11-25T09:00:00+07:00", "phone": "0912345679"}
    foreign = at_home.post("/from-home/H", data=wish, headers={"Origin": "https://elsewhere.example"})
    assert refusal(foreign) == (403, "bad_origin")


def test_whoever_has_the_code_gives_the_number_back_and_nobody_else(hall: SmallHall, at_home: FlaskClient) -> None:
    code = code_of(book(at_home))
    (asked,) = re.findall("<details.*</details>", at_home.get(f"/from-home/kept/{code}").text, re.DOTALL)
    assert "không lấy lại được" in asked and "give-back" in asked, "one touch on the page gives nothing back"
    at_home.post(f"/from-home/kept/{code}/give-back")
    assert "Số này đã hủy" in page(at_home, f"/from-home/kept/{code}")
    code_of(book(at_home))
    of_staff = hall.mai.post("/appointments", {"service": "H", "at": "2026-11-25T09:00:00+07:00"}).done(201)[
        "appointment"
    ]
    for stranger in (of_staff["code"], "HHHHHHHHHH", "x", "%00", "đ" * 30):
        assert "Không có mã này" in page(at_home, f"/from-home/kept/{stranger}", 404)
        at_home.post(f"/from-home/kept/{stranger}/give-back")
    states = [row["state"] for row in hall.mai.get("/appointments", day="2026-11-25").done()["appointments"]]
    assert sorted(states) == ["booked", "booked", "cancelled"]


def test_the_page_follows_the_number_to_the_hall_and_forgets_it_with_the_day(
    hall: SmallHall, at_home: FlaskClient, clock: Clock
) -> None:
    first, second = code_of(book(at_home)), code_of(book(at_home, phone="0912345679"))
    clock.is_at("2026-11-25 07:50:00")
    hall.kiosk.post(f"/appointments/{first}/check-in").done(201)
    said = page(at_home, f"/from-home/kept/{first}")
    assert "Quý vị đã nhận số H001 tại trung tâm" in said
    clock.is_at("2026-11-25 08:16:00")
    assert "Đã quá giờ hẹn" in page(at_home, f"/from-home/kept/{second}")
    clock.is_at("2026-11-26 00:01:00")
    assert "Không có mã này" in page(at_home, f"/from-home/kept/{first}", 404)


def test_a_code_of_a_service_that_is_offered_no_more_still_shows_its_number(
    hall: SmallHall, at_home: FlaskClient
) -> None:
    code = code_of(book(at_home))
    with hall.database.write() as db:
        db.execute(update(Service).where(Service.code == "H").values(is_active=False))
    shown = at_home.get(f"/from-home/kept/{code}", headers={"Accept": "text/html"})
    assert shown.status_code == 200 and "Hộ tịch" in shown.text


def test_nobody_is_asked_to_come_by_a_time_at_which_the_doors_are_closed(
    hall: SmallHall, at_home: FlaskClient, clock: Clock
) -> None:
    hall.regulates(home=HOME | {"grace_s": 3000})
    code = code_of(book(at_home, at="2026-11-23T11:00:00+07:00"))
    assert "Muộn nhất 11:30" in page(at_home, f"/from-home/kept/{code}"), "fifty minutes on is lunch"
    clock.is_at("2026-11-23 11:30:00")
    assert hall.kiosk.post(f"/appointments/{code}/check-in").code == "hall_closed"
    clock.is_at("2026-11-23 11:31:00")
    assert "Đã quá giờ hẹn" in page(at_home, f"/from-home/kept/{code}")
    clock.is_at("2026-11-23 13:30:00")
    hall.regulates(home=HOME | {"grace_s": 9000})
    assert "Muộn nhất 13:30" in page(at_home, f"/from-home/kept/{code}"), "a longer grace goes on after lunch"
    assert hall.kiosk.post(f"/appointments/{code}/check-in").done(201)["late"] is False


def test_codes_and_bookings_are_slowed_down(hall: SmallHall, at_home: FlaskClient) -> None:
    code = code_of(book(at_home))
    # Twice what a minute allows: some minute is full, whenever the test begins.
    tried = [book(at_home, "C", phone=f"09123456{number:02}") for number in range(22)]
    assert (429, "too_many_requests") in map(refusal, tried)
    for _ in range(61):
        limited = at_home.get("/from-home/kept/HHHHHHHHHH", headers={"Accept": "text/html"})
        if limited.status_code == 429:
            break
    limited = at_home.get(f"/from-home/kept/{code}", headers={"Accept": "text/html"})
    assert refusal(limited) == (429, "too_many_requests") and code[:5] not in limited.text


def test_one_address_books_so_many_a_day_and_is_told_what_to_do_instead(hall: SmallHall, at_home: FlaskClient) -> None:
    code_of(book(at_home))
    counted = hall.app.extensions["moiso"].limits._alone
    assert counted.hit(BOOKED_PER_DAY, "home-day", "127.0.0.1", cost=BOOKED_PER_DAY.amount - 1)
    answer = book(at_home, "C", phone="0912345679")
    assert refusal(answer) == (429, "booked_from_here") and "hoặc đến lấy số tại trung tâm" in answer.text


def test_many_addresses_together_are_slowed_down_for_the_hall(at_home: FlaskClient) -> None:
    def tries(address: str) -> int:
        return at_home.post("/from-home/C", environ_overrides={"REMOTE_ADDR": address}).status_code

    heard = [tries(f"10.0.{number // 5}.1") for number in range(122)]
    assert heard[:59] == [422] * 59 and 429 in heard
