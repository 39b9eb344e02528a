"""The page of staffing: a day is chosen, its answer stands in words, as bars and in figures."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from tests.pages.conftest import Hall, faults_of
from tests.pages.past import HALL_TIME, Visit, clock, remember

Open = Callable[..., Page]


def a_wednesday(hall: Hall, day: date) -> None:
    """People of a day that is over: H by the dozen, and from nine to ten more for D than its two counters can take."""
    visits = []
    for hour, service, people in [(8, "H", 16), (9, "H", 8), (9, "D", 40), (10, "R", 10), (14, "C", 12)]:
        came = [clock(day, hour, 60 * number // people) for number in range(people)]
        visits += [Visit(service, at, at, at) for at in came]
    remember(hall, visits)


@pytest.fixture(scope="module")
def wednesday(hall: Hall) -> date:
    """A Wednesday to come; the one before today is known, and no other day of the week."""
    today = datetime.now(HALL_TIME).date()
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
    expect(busy.locator(".staffing-within")).to_have_text(re.compile(r"^(9\d(,\d)?|100)%$"))
    expect(quiet.locator(".staffing-within")).to_have_text("–")
    expect(page).to_have_url(re.compile(f"day={wednesday + timedelta(days=7)}$"))
    assert faults_of(page) == []


def test_where_nine_of_ten_cannot_be_reached_it_is_said(open_page: Open, wednesday: date) -> None:
    page = open_page("/login", by="hoa")

    def but_nine(route: Route) -> None:
        answer = route.fetch()
        found = answer.json()
        next(slot for slot in found["slots"] if slot["within_target"])["within_target"] = 0.8996
        route.fulfill(response=answer, json=found)

    page.route("**/api/v1/staffing*", but_nine)
    page.goto(page.url.split("/login")[0] + f"/staffing?day={wednesday}")
    expect(page.locator(".staffing-not-reached")).to_have_text(re.compile("Lúc 8:00 .* 89,9%"))


def test_an_address_without_a_day_is_of_the_next_one(open_page: Open) -> None:
    today = datetime.now(HALL_TIME).date()
    page = open_page("/staffing?day=30/11", by="hoa")
    expect(page.locator("#staffing-day")).to_have_value(f"{today + timedelta(days=1):%d/%m/%Y}")
    page.click("#staffing-after")
    expect(page).to_have_url(re.compile(f"day={today + timedelta(days=2)}$"))
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
    page.clock.install()
    with page.expect_websocket() as opening:
        page.reload()
    opening.value.wait_for_event("framereceived", lambda frame: "board" in str(frame))
    page.clock.fast_forward(5_000)  # a line that never stood would be given up by now
    expect(band).to_be_hidden()
    page.clock.resume()
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
