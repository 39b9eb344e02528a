"""The page of reports: a period is chosen, its figures stand there in words, and the files say the same."""

import io
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall
from tests.pages.past import Visit, clock, remember

Open = Callable[..., Page]

MONDAY = date(2026, 3, 2)
"""Of a month that is over, whatever the clock says."""


def a_heavy_week(hall: Hall) -> None:
    """Thirty people an hour from 7 to 16 o'clock, five days; the later, the longer they wait."""
    visits = []
    for day, hour, at in ((d, h, n) for d in range(5) for h in range(7, 17) for n in range(30)):
        came = clock(MONDAY + timedelta(days=day), hour, 2 * at)
        called = came + timedelta(minutes=(hour - 6) * (day + 1))
        done = called + timedelta(seconds=480)
        visits.append(Visit("HCDTL"[at % 5], came, called, done, called, "accepted", at % 12 + 1))
    remember(hall, visits)


@pytest.fixture(scope="module")
def week(hall: Hall) -> date:
    a_heavy_week(hall)
    return MONDAY


def choose(page: Page, day: date) -> None:
    page.fill("#report-day", f"{day:%d/%m/%Y}")
    page.press("#report-day", "Enter")


def test_a_supervisor_reads_what_a_month_came_to(open_page: Open, week: date) -> None:
    page = open_page("/supervisor", by="hoa")
    page.click('a[href="/reports"]')
    choose(page, week)
    expect(page.locator('[data-count="visits"] dd')).to_have_text("1.500")
    expect(page.locator(".report-days")).to_have_text("01/03/2026 – 31/03/2026")
    waited = page.locator('[data-duration="waited"] td')
    expect(waited.nth(3)).to_have_text("0:50:00")
    expect(page.locator(".heat tbody tr")).to_have_count(5)
    expect(page.locator(".heat tbody tr").nth(4).locator("td b").last).to_have_text("50")
    page.select_option("#report-by", "counter")
    expect(page.locator('[data-key="12"]')).to_contain_text("Quầy 12")
    expect(page.locator(".report-rows tbody tr")).to_have_count(12)


def test_the_period_turns_and_says_when_there_is_nothing(open_page: Open, week: date) -> None:
    page = open_page("/reports", by="hoa")
    page.click('[data-kind="week"]')
    choose(page, week + timedelta(days=3))
    expect(page.locator(".report-days")).to_have_text("02/03/2026 – 08/03/2026")
    expect(page.locator('[data-count="visits"] dd')).to_have_text("1.500")
    page.click("#report-before")
    expect(page.locator(".report-none")).to_have_text("Trong kỳ này không có ai lấy số.")
    choose(page, date(2190, 1, 1))
    expect(page.locator(".report-none")).to_have_text("Kỳ này chưa đến, nên chưa có số liệu.")
    page.click('[data-kind="quarter"]')
    expect(page.locator(".report-days")).to_have_text("01/01/2190 – 31/03/2190")


def test_the_course_of_a_period_is_a_chart_and_its_table(open_page: Open, week: date) -> None:
    page = open_page("/reports", by="hoa")
    choose(page, week)
    chart = page.locator(".chart")
    expect(chart.locator("canvas")).to_be_visible()
    expect(chart.get_by_role("img")).to_have_attribute("aria-label", re.compile("Từng ngày"))
    ink = "(canvas) => new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size"
    assert chart.locator("canvas").evaluate(ink) > 20, "it is drawn"
    chart.get_by_role("button", name="Xem bảng").click()
    expect(chart.locator("tbody tr")).to_have_count(5)
    expect(chart.locator("tbody tr").nth(4)).to_have_text("06/0330025 phút45 phút")
    page.click('[data-kind="quarter"]')
    expect(chart).to_have_count(0)  # one week is no course
    page.click('[data-kind="day"]')
    expect(page.locator(".heat tbody tr")).to_have_count(1)
    expect(chart).to_have_count(0)


def test_why_people_were_called_out_of_order_and_how_they_rated_stands_beside_the_figures(
    open_page: Open, week: date, hall: Hall
) -> None:
    with closing(sqlite3.connect(hall._data / "moiso.db", timeout=30)) as database, database:
        rating = (1, MONDAY.isoformat(), 2, "C", "phone", 4, "[]", 0)
        columns = "hall_id, day, counter, service, channel, score, aspects, is_trial"
        database.executemany(f"INSERT INTO rating ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [rating] * 6)
    page = open_page("/reports", by="hoa")
    choose(page, week)
    expect(page.locator("[data-remarks=ratings] tbody tr")).to_have_text("2C – Chứng thực63,83")
    expect(page.locator("[data-remarks=reasons]")).to_have_count(0)
    expect(page.locator(".report-machines")).to_contain_text("trước đó không biết")
    expect(page.locator(".report-machines table")).to_have_count(0)  # nought of what nobody watched would be a lie

    hall.post("/counters/1/open")
    ticket = hall.issue("H")
    hall.post("/counters/1/call", {"ticket": ticket["id"], "reason": "Cụ già yếu, người nhà dìu vào"})
    page.click('[data-kind="day"]')
    choose(page, date.fromisoformat(hall.get("/board")["day"]))
    expect(page.locator("[data-remarks=reasons] tbody tr")).to_have_text("Cụ già yếu, người nhà dìu vào1")
    expect(page.locator("[data-remarks=ratings]")).to_have_count(0)


def test_the_workbook_holds_the_same_figures(open_page: Open, week: date) -> None:
    page = open_page("/reports", by="hoa")
    choose(page, week)
    expect(page.locator('[data-count="visits"] dd')).to_have_text("1.500")
    with page.expect_download() as downloading:
        page.click('a[href^="/reports.xlsx"]')
    book = openpyxl.load_workbook(io.BytesIO(downloading.value.path().read_bytes()))
    everybody = [cell.value for cell in book.worksheets[0][2]]
    assert everybody[1:4] == ["Toàn trung tâm", 1500, 1500]


def test_what_the_server_refuses_stands_on_the_page(open_page: Open, week: date) -> None:
    page = open_page("/login", by="hoa")
    refusal = {"error": {"code": "figures_in_the_making", "message": "Đang tổng hợp.", "details": {"days": 250}}}
    page.route("**/api/v1/reports?*", lambda route: route.fulfill(status=422, json=refusal))
    page.goto(page.url.replace("/login", "/reports").split("?")[0])
    expect(page.locator(".notice-bad")).to_have_text("Đang tổng hợp.")
