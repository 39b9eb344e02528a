"""The page that tries one change at a counter: one question, one sentence, and each service with it and without."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall, faults_of

Open = Callable[..., Page]


@pytest.fixture(scope="module", autouse=True)
def a_long_line(hall: Hall) -> None:
    """Six wait for H, which counters 1 and 2 do; only the first is open."""
    hall.post(
        "/regulations", {"breaks": [{"counter": 1, "start": "09:00", "end": "09:15", "reason": "giải lao"}]}, by="tuan"
    )
    hall.post("/counters/1/open")
    for _ in range(7):
        hall.issue("H")
    called = hall.post("/counters/1/call-next")["ticket"]
    hall.post(f"/tickets/{called['id']}/start")


def test_what_one_more_counter_is_worth(open_page: Open) -> None:
    page = open_page("/supervisor", by="hoa")
    page.click('a[href="/what-if"]')
    page.select_option("#what-if-counter", "2")
    answer = page.locator(".what-if-answer")
    expect(answer).to_contain_text("Nếu mở quầy 2, 9 trong 10 người chờ không quá")
    expect(answer).to_contain_text("phút thay vì")
    expect(page).to_have_url(re.compile("counter=2&do=open$"))
    row = page.locator('[data-service="H"]')
    without, changed = (row.locator("td").nth(place).inner_text() for place in (2, 3))
    assert int(changed.split()[0]) < int(without.split()[0])


def test_the_address_is_the_question(open_page: Open) -> None:
    page = open_page("/what-if?counter=1&do=add&service=D", by="hoa")
    answer = page.locator(".what-if-answer")
    expect(answer).to_contain_text("Nếu quầy 1 nhận thêm Đất đai, thời gian chờ gần như không đổi")
    expect(page.locator('[data-do="add"]')).to_have_attribute("aria-pressed", "true")
    page.click('[data-do="close"]')
    expect(answer).to_contain_text("Nếu đóng quầy 1")
    expect(answer).to_contain_text("hơn 1 trong 10 người không được gọi")
    expect(page.locator('[data-service="H"] .what-if-never')).to_have_count(1)


def test_a_break_is_moved_once_its_time_is_whole(open_page: Open) -> None:
    page = open_page("/what-if?counter=1", by="hoa")
    page.click('[data-do="break"]')
    answer = page.locator(".what-if-answer")
    expect(answer).to_contain_text("Chọn quầy và thay đổi")
    page.fill(".clock-field", "1015")
    page.press(".clock-field", "Tab")
    expect(answer).to_contain_text("nghỉ từ 10:15 thay vì 09:00")


def test_only_what_can_be_changed_is_offered_and_a_question_that_fits_no_more_stays(open_page: Open) -> None:
    page = open_page("/what-if?counter=5&do=close", by="hoa")
    answer = page.locator(".what-if-answer")
    expect(answer).to_have_text("Quầy 5 đang đóng rồi. Chọn thay đổi khác để thử.")
    expect(page).to_have_url(re.compile("counter=5&do=close$"))
    expect(page.locator("[data-do]")).to_have_text(["Mở quầy"])
    expect(page.locator('[data-do][aria-pressed="true"]')).to_have_count(0)
    page.click('[data-do="open"]')
    expect(answer).to_contain_text("Nếu mở quầy 5")
    page.select_option("#what-if-counter", "1")
    expect(page.locator("[data-do]")).to_have_text(["Đóng quầy", "Nhận thêm lĩnh vực", "Dời giờ nghỉ"])


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("counter=1&do=open", "Quầy 1 đang mở rồi."),
        ("counter=1&do=add&service=H", "Quầy 1 đang nhận Hộ tịch rồi."),
        ("counter=1&do=break&break_at=09:00&break_to=10:15", "nghỉ từ 10:15 thay vì 09:00"),
        ("counter=77&do=open", "Không có quầy này."),
    ],
)
def test_a_link_is_answered_as_it_asks(open_page: Open, asked: str, says: str) -> None:
    page = open_page(f"/what-if?{asked}", by="hoa")
    expect(page.locator(".what-if-answer")).to_contain_text(says)
    expect(page.locator("#what-if-counter")).to_have_value(asked.split("&")[0].split("=")[1])
    expect(page.locator("[data-do-it]")).to_have_count(0)


def test_breaks_that_cannot_be_read_are_said_until_they_can(open_page: Open, hall: Hall) -> None:
    page = open_page("/login", by="hoa")
    page.route("**/api/v1/regulations", lambda route: route.abort())
    page.goto(page.url.split("/login")[0] + "/what-if?counter=2&do=open")
    expect(page.locator(".what-if-answer")).to_contain_text("Nếu mở quầy 2")
    expect(page.locator('.what-if-asks [role="alert"]')).to_be_visible()
    page.unroute("**/api/v1/regulations")
    hall.issue("C")
    expect(page.locator('.what-if-asks [role="alert"]')).to_have_count(0)


def test_what_helps_nobody_is_not_pressed_upon_anybody(open_page: Open) -> None:
    page = open_page("/what-if?counter=1&do=add&service=G", by="hoa")
    expect(page.locator(".what-if-answer")).to_contain_text("gần như không đổi")
    expect(page.locator(".what-if-answer")).not_to_have_class(re.compile("is-better|is-worse"))
    expect(page.locator("[data-do-it]")).not_to_have_class(re.compile("button-primary"))


def test_a_server_that_cannot_say_is_said_in_words(open_page: Open) -> None:
    page = open_page("/what-if?counter=2&do=open", by="hoa")
    expect(page.locator(".what-if-answer")).to_contain_text("Nếu mở quầy 2")
    page.route("**/api/v1/what-if*", lambda route: route.abort())
    page.select_option("#what-if-counter", "3")
    expect(page.locator('.what-if-answer [role="alert"]')).to_be_visible()


@pytest.mark.parametrize(
    "address", ["/what-if?counter=2&do=open", "/what-if?counter=1&do=add&service=D", "/what-if?counter=1&do=break"]
)
def test_it_has_no_fault_that_axe_knows(open_page: Open, address: str) -> None:
    page = open_page(address, by="hoa")
    expect(page.locator(".what-if-sentence")).not_to_have_text("Đang tính…")
    assert faults_of(page) == []
