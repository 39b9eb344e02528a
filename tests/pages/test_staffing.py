"""The page of staffing: a day is chosen, its answer stands in words, as bars and in figures."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall, faults_of

Open = Callable[..., Page]

COLUMNS = """hall_id, day, series, number, leg, label, token, service, lane, language, channel, dossiers, state, path,
    is_trial, calls, issued_at, counts_from, waits_since, called_at, ended_at, missing, is_rated"""


def a_wednesday(hall: Hall, day: date) -> None:
    """People of a day that is over: H by the dozen, and from nine to ten more for D than its two counters can take."""
    rows = []
    for hour, service, people in [(8, "H", 16), (9, "H", 8), (9, "D", 40), (10, "R", 10), (14, "C", 12)]:
        for number in range(people):
            minute = 60 * number // people
            came = datetime.combine(day, time(hour, minute), ZoneInfo("Asia/Ho_Chi_Minh")).astimezone(UTC)
            at, place = f"{came:%F %T.%f}", len(rows) + 1
            label = f"{service}{place:03}"
            given = (1, day.isoformat(), service, place, 1, label, f"{day}-{label}", service, "ordinary", "vi", "kiosk")
            rows.append((*given, 1, "finished", "[]", 0, 1, at, at, at, at, at, "[]", 0))
    with closing(sqlite3.connect(hall._data / "moiso.db")) as database, database:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO ticket ({COLUMNS}) VALUES ({marks})", rows)


@pytest.fixture(scope="module")
def wednesday(hall: Hall) -> date:
    """A Wednesday to come; the one before today is known, and no other day of the week."""
    today = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    last = today - timedelta(days=(today.weekday() - 2) % 7 or 7)
    week = [["07:30", "11:30"], ["13:30", "17:00"]]
    hours = {"week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), week), "holidays": False}
    hall.post("/regulations", {"hours": hours}, by="tuan")
    a_wednesday(hall, last)
    coming = last + timedelta(days=7)
    return coming if coming > today else coming + timedelta(days=7)


def choose(page: Page, day: date) -> None:
    page.fill("#staffing-day", f"{day:%d/%m/%Y}")
    page.press("#staffing-day", "Tab")


def test_a_day_to_come_says_how_many_counters_and_what_is_short(open_page: Open, wednesday: date) -> None:
    page = open_page("/what-if", by="hoa")
    page.click('a[href="/staffing"]')
    choose(page, wednesday + timedelta(days=7))
    expect(page.locator(".staffing-sentence")).to_have_text(re.compile(r"Nhiều nhất cần \d+ quầy, lúc 9:[03]0"))
    expect(page.locator(".staffing-shortages")).to_contain_text("Đất đai: thiếu")
    expect(page.locator(".staffing-slot")).to_have_count(15)
    busy, quiet = page.locator('[data-at="9:00"]'), page.locator('[data-at="16:30"]')
    expect(busy).to_contain_text("Đất đai: ")
    expect(quiet.locator("td").nth(1)).to_have_text("0")
    expect(page.locator(".staffing-basis")).to_contain_text("1 ngày cùng thứ")
    expect(page).to_have_url(re.compile(f"day={wednesday + timedelta(days=7)}$"))
    assert faults_of(page) == []


def test_a_day_that_nobody_knows_and_a_day_off_say_so(open_page: Open, wednesday: date) -> None:
    page = open_page(f"/staffing?day={wednesday}", by="hoa")
    expect(page.locator(".staffing-sentence")).to_be_visible()
    page.click("#staffing-after")
    expect(page.locator(".staffing-none")).to_contain_text("chưa biết có bao nhiêu người sẽ đến")
    choose(page, wednesday + timedelta(days=4))
    expect(page.locator(".staffing-none")).to_have_text("Ngày này trung tâm nghỉ.")
    assert faults_of(page) == []


@pytest.mark.parametrize("address", ["/staffing", "/reports"])
def test_a_page_without_levels_knows_whether_its_line_stands(open_page: Open, hall: Hall, address: str) -> None:
    page = open_page(address, by="hoa")
    band = page.locator("#offline")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_timeout(2_500)  # a line that never stood would be given up by now
    expect(band).to_be_hidden()
    hall.stop()
    expect(band).to_be_visible()
    hall.start()
    expect(band).to_be_hidden()


def test_a_server_that_cannot_say_is_said_in_words(open_page: Open, wednesday: date) -> None:
    page = open_page(f"/staffing?day={wednesday}", by="hoa")
    expect(page.locator(".staffing-sentence")).to_be_visible()
    page.route("**/api/v1/staffing*", lambda route: route.abort())
    page.click("#staffing-after")
    expect(page.locator('[role="alert"]')).to_be_visible()
