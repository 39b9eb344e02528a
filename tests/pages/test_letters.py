"""After the service: a rating in two touches, and a letter whose answer its sender reads with a code."""

import json
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall, faults_of

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def finished(hall: Hall) -> str:
    """The token of somebody whom counter 1 has just served."""
    hall.post("/counters/1/open")
    token: str = hall.issue("H")["token"]
    serve_next(hall)
    return token


def serve_next(hall: Hall) -> int:
    ticket = hall.post("/counters/1/call-next")["ticket"]
    hall.post(f"/tickets/{ticket['id']}/start")
    hall.post(f"/tickets/{ticket['id']}/finish", {"outcome": "accepted"})
    return int(ticket["id"])


def is_rated(hall: Hall, token: str) -> bool:
    with urllib.request.urlopen(f"{hall.url}/api/v1/public/tickets/{token}", timeout=20) as answer:
        return bool(json.load(answer)["is_rated"])


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_two_touches_rate_and_the_first_alone_sends_nothing(open_page: Open, hall: Hall, scripts: bool) -> None:
    token = finished(hall)
    page = open_page(f"/t/{token}", java_script_enabled=scripts, **PHONE)
    expect(page.get_by_role("button", name="Thời gian chờ")).to_be_hidden()
    page.locator(".face", has_text="Không hài lòng").tap()
    about = page.get_by_role("button", name="Thời gian chờ")
    expect(about).to_be_in_viewport()
    assert not is_rated(hall, token)
    if scripts:
        assert faults_of(page) == []
    about.tap()
    expect(page.locator("#rated")).to_be_visible()
    assert is_rated(hall, token)
    page.reload()
    expect(page.locator("#rated")).to_be_visible()
    expect(page.locator("#rating")).to_be_hidden()


def test_a_visit_that_goes_on_is_asked_again_after_its_next_step_and_not_before(open_page: Open, hall: Hall) -> None:
    hall.post("/counters/1/open")
    token = hall.issue("H")["token"]
    id = serve_next(hall)
    page = open_page(f"/t/{token}", **PHONE)
    expect(page.locator("#live")).to_have_text("Trang tự cập nhật.")
    rates(page)
    hall.post(f"/tickets/{id}/undo")
    hall.post(f"/tickets/{id}/finish", {"outcome": "accepted", "next_service": "H"})
    expect(page.locator("#rated")).to_be_hidden()
    serve_next(hall)
    expect(page.locator("#rating")).to_be_visible()
    rates(page)
    assert is_rated(hall, token)


def rates(page: Page) -> None:
    page.locator(".face", has_text="Rất hài lòng").tap()
    page.get_by_role("button", name="Không chọn, gửi luôn").tap()
    expect(page.locator("#rated")).to_be_visible()


def test_a_letter_from_the_phone_is_answered_and_its_code_shows_the_answer(open_page: Open, hall: Hall) -> None:
    phone = open_page(f"/t/{finished(hall)}", **PHONE)
    phone.get_by_role("link", name="Gửi phản ánh hoặc lời khen").tap()
    phone.get_by_role("radio", name="Phản ánh").check()
    phone.fill("#text", "Tôi chờ hai giờ mà không ai nói vì sao.")
    phone.click("#send")
    code = phone.locator("#code").inner_text()
    assert faults_of(phone) == []
    office = open_page("/letters", by="lan")
    office.locator(".letter-row", has_text="Tôi chờ hai giờ").click()
    expect(office.locator(".letter-about")).to_contain_text("Về số H0")
    office.click("#take-up")
    expect(office.locator("#take-up")).to_have_count(0)
    office.fill("#answer", "Trung tâm xin lỗi quý vị.")
    office.click("#send-answer")
    office.get_by_role("button", name="Bấm lần nữa để gửi").click()
    expect(office.locator(".letter-answer")).to_have_text("Trung tâm xin lỗi quý vị.")
    assert faults_of(office) == []
    phone.goto("/letter")
    assert faults_of(phone) == []
    phone.fill("#follow", code)
    phone.click("#read")
    expect(phone.locator("h1")).to_have_text("Đã trả lời")
    expect(phone.locator(".letter-answer")).to_have_text("Trung tâm xin lỗi quý vị.")


def test_the_office_sees_what_is_due_and_picks_letters_by_state_and_kind(open_page: Open, hall: Hall) -> None:
    for text, kind in (("Thư phản ánh về quầy 9 của tôi", "complaint"), ("Thư khen quầy 9 của tôi", "praise")):
        hall.post("/public/letters", {"kind": kind, "text": text})
    page = open_page("/letters", by="lan")
    complaint = page.locator(".letter-row", has_text="Thư phản ánh về quầy 9")
    expect(complaint).to_contain_text("Hạn")
    complaint.click()
    expect(page.locator(".letter-course")).to_contain_text("Hạn nhận xem xét:")
    page.click("#take-up")
    expect(page.locator(".letter-course")).to_contain_text("Hạn trả lời:")
    expect(page.locator(".letter-course")).to_contain_text("lan nhận xem xét lúc")
    page.select_option("#letters-state", "received")
    expect(complaint).to_have_count(0)
    expect(page.locator(".letter-course")).to_be_visible()
    page.select_option("#letters-state", "taken_up")
    expect(complaint).to_be_visible()
    page.check("#letters-overdue")
    expect(page.locator(".told-empty").first).to_have_text("Không có thư nào như vậy.")
    assert faults_of(page) == []


def test_who_answers_second_is_told_who_was_first_and_keeps_what_was_written(open_page: Open, hall: Hall) -> None:
    hall.post("/public/letters", {"kind": "complaint", "text": "Hai người cùng trả lời thư này"})
    page = open_page("/letters", by="lan")
    row = page.locator(".letter-row", has_text="Hai người cùng trả lời")
    row.click()
    page.fill("#answer", "Câu trả lời đến sau.")
    page.click("#send-answer")
    id = row.get_attribute("data-letter")
    page.route("**/api/v1/letters?*", lambda route: route.abort())
    hall.post(f"/letters/{id}/answer", {"answer": "Câu trả lời đến trước."}, by="lan")
    page.get_by_role("button", name="Bấm lần nữa để gửi").click()
    told = page.get_by_role("alert").filter(has_text="lan đã trả lời thư này trước")
    expect(told).to_be_visible()
    page.unroute("**/api/v1/letters?*")
    hall.post("/counters/9/open")
    expect(page.locator(".letter-answer")).to_have_text("Câu trả lời đến trước.")
    expect(told).to_be_visible()
