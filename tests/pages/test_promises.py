"""The honesty page: weeks as bars, one of them as a table, and what is out of step says so in words."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall

Open = Callable[..., Page]

COLUMNS = """hall_id, day, series, number, leg, label, token, service, lane, language, channel, dossiers, state, path,
    is_trial, calls, issued_at, counts_from, waits_since, called_at, first_called_at, ended_at, missing, is_rated,
    said_p10, said_p50, said_p90"""


def of_the_past(hall: Hall, service: str, day: date, waits_s: list[float]) -> None:
    """People of a day that is over, each told 10, 20 to 30 minutes."""
    nine = datetime.combine(day, time(9), ZoneInfo("Asia/Ho_Chi_Minh")).astimezone(UTC)
    rows = []
    for number, waited_s in enumerate(waits_s, 1):
        came, called = (f"{at:%F %T.%f}" for at in (nine, nine + timedelta(seconds=waited_s)))
        label = f"{service}{number:03}"
        given = (1, day.isoformat(), service, number, 1, label, f"{day}-{label}", service, "ordinary", "vi", "kiosk", 1)
        rows.append(
            (*given, "finished", "[]", 0, 1, came, came, came, called, called, called, "[]", 0, 600, 1200, 1800)
        )
    with closing(sqlite3.connect(hall._data / "moiso.db")) as database, database:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO ticket ({COLUMNS}) VALUES ({marks})", rows)


@pytest.fixture(scope="module")
def monday(hall: Hall) -> date:
    """The Monday of last week; nothing was told before the week before it."""
    today = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
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
