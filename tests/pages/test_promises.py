"""The honesty page: weeks as bars, one of them as a table, and what is out of step says so in words."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall
from tests.pages.past import HALL_TIME, Visit, clock, remember

Open = Callable[..., Page]


def of_the_past(hall: Hall, service: str, day: date, waits_s: list[float]) -> None:
    """People of a day that is over, each told 10, 20 to 30 minutes."""
    nine = clock(day, 9)
    called = [nine + timedelta(seconds=waited_s) for waited_s in waits_s]
    remember(hall, [Visit(service, nine, at, at, told_s=(600, 1200, 1800)) for at in called])


@pytest.fixture(scope="module")
def monday(hall: Hall) -> date:
    """The Monday of last week; nothing was told before the week before it."""
    today = datetime.now(HALL_TIME).date()
    last = today - timedelta(days=today.weekday() + 7)
    of_the_past(hall, "H", last - timedelta(days=7), [1200.0] * 60)
    of_the_past(hall, "H", last, [1200.0] * 70 + [2000.0] * 10)
    of_the_past(hall, "D", last, [3000.0] * 60)
    return last


def test_what_was_promised_and_what_came_true(open_page: Open, monday: date) -> None:
    page = open_page("/supervisor", by="hoa")
    page.click('a[href="/promises"]')
    bars = page.locator(".week-bar")
    expect(bars).to_have_count(8)
    bars.nth(6).click()
    everybody, land = page.locator('[data-service="all"]'), page.locator('[data-service="D"]')
    expect(everybody.locator("td").nth(1)).to_have_text("140")
    expect(everybody.locator("td").nth(2)).to_have_text("5")
    expect(everybody).to_contain_text("Khoảng đã báo thường không đúng")
    expect(land).to_contain_text("muộn hơn 30 phút")
    expect(page.locator('[data-service="H"]')).not_to_contain_text("Khoảng đã báo")
    bars.nth(5).click()
    expect(everybody.locator("td").nth(2)).to_have_text("10")
    bars.nth(4).click()
    expect(page.locator(".promise-none")).to_be_visible()
