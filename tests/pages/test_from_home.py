"""A number from home in a real browser: switched on by the administrator, taken on a phone, called in the hall."""

import gzip
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Response, expect

from server.domain.hours import DAYS
from tests.pages.conftest import Hall, faults_of
from tests.pages.test_phone import BUDGET, PHONE

Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def day_and_night(hall: Hall) -> None:
    """The hall works at any hour at which the tests run, but shortly before midnight nobody can still come today."""
    week = {name: [["00:00", "24:00"]] for name in DAYS}
    hall.post("/regulations", {"hours": {"week": week, "holidays": False}}, by="tuan")
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    if (now.hour, now.minute) > (23, 20):
        pytest.skip("today is nearly over in the hall")


def test_a_number_taken_at_home_is_called_after_those_who_were_here(open_page: Open, hall: Hall) -> None:
    phone = open_page("/from-home", **PHONE)
    expect(phone.locator("h1")).to_have_text("Trung tâm chưa nhận lấy số từ nhà")
    admin = open_page("/admin#home", by="tuan")
    admin.get_by_label("Công dân lấy số từ nhà trên trang công khai").check()
    admin.get_by_label("Hướng dẫn").uncheck()
    assert faults_of(admin) == []
    with admin.expect_response(lambda answer: answer.request.method == "POST"):
        admin.get_by_role("button", name="Lưu").click()
    expect(admin.locator(".notice-good")).to_be_visible()

    hall.clear(2)
    hall.post("/counters/2/open")
    first = hall.issue("C")
    phone.goto("/from-home")
    expect(phone.locator("#service-E")).to_have_count(0)
    assert faults_of(phone) == []
    phone.locator("#service-C").click()
    expect(phone.locator("#come")).to_contain_text("Đến lúc")
    assert faults_of(phone) == []
    phone.select_option("#procedure", "2.000815")
    phone.fill("#phone", "0912 345 678")
    phone.locator("#book").dblclick()
    expect(phone.locator(".home-kept")).to_have_attribute("data-state", "booked")
    assert faults_of(phone) == []
    code = phone.locator("#code").inner_text().replace(" ", "").replace("\n", "")

    ticket = hall.post(f"/appointments/{code}/check-in", by="kiosk")["ticket"]
    for expected in (first, ticket):
        assert hall.post("/counters/2/call-next")["ticket"]["label"] == expected["label"]
        hall.post(f"/tickets/{expected['id']}/absent")
    phone.reload()
    expect(phone.locator("h1")).to_have_text(f"Quý vị đã nhận số {ticket['label']} tại trung tâm")
    told = open_page("/story", by="lan")
    expect(told.get_by_text("lấy số từ nhà cho")).to_be_visible()
    staff = open_page("/appointments", by="mai")
    expect(staff.locator(f'[data-code="{code}"]')).to_contain_text("từ nhà")


def test_the_pages_weigh_less_than_60_kb_without_their_font(open_page: Open, hall: Hall) -> None:
    hall.post("/regulations", {"home": {"is_on": True, "services": ["H"]}}, by="tuan")
    answers: list[Response] = []
    phone = open_page("/healthz", **PHONE)
    phone.on("response", lambda answer: answers.append(answer))
    phone.goto("/from-home/H?lang=ko")
    expect(phone.locator("h1")).to_have_text("가족관계 등록")
    weights = [len(gzip.compress(one.body())) for one in answers if one.request.resource_type != "font"]
    assert len(weights) > 4 and sum(weights) < BUDGET, weights


def test_a_number_is_given_back_without_a_script(open_page: Open, hall: Hall) -> None:
    hall.post("/regulations", {"home": {"is_on": True, "services": ["H"]}}, by="tuan")
    phone = open_page("/from-home/H?lang=en", java_script_enabled=False, **PHONE)
    phone.fill("#phone", "12")
    phone.click("#book")
    expect(phone.locator("#refused")).to_have_attribute("data-code", "bad_phone")
    phone.fill("#phone", "0912345679")
    phone.click("#book")
    expect(phone.locator("#give-back")).to_be_hidden()
    phone.get_by_text("Cannot come? Give the number back").click()
    phone.click("#give-back")
    expect(phone.locator("h1")).to_have_text("This number is cancelled")
