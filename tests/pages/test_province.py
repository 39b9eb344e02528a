"""The page of the province's steering room: a hundred halls in one table, the worst first."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from server.db import Database
from server.setup import make_account
from tests.pages.conftest import PASSWORD, Hall, faults_of
from tests.province_of_halls import fill

Open = Callable[..., Page]
HALLS = 100


@pytest.fixture(scope="module")
def hall(made_hall: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The usual hall of pages among ninety-nine others; nothing has happened yet in the last of them."""
    folder = tmp_path_factory.mktemp("province")
    shutil.copytree(made_hall[0], folder / "data")
    database, now = Database(f"sqlite:///{folder / 'data/moiso.db'}"), datetime.now(UTC)
    with database.write() as db:
        fill(db, now, HALLS, 60, [now.date() - timedelta(days=back) for back in range(2, 9)])
    make_account(database, 1, now, user="kien", password=PASSWORD, role="province")
    database.close()
    running = Hall(folder, made_hall[1])
    running.start()
    yield running
    running.stop()


def waits_in(page: Page) -> list[int]:
    texts = page.locator("tbody tr .wait-chip").all_inner_texts()
    return [int("".join(filter(str.isdigit, text)) or "-1") for text in texts]


def test_the_worst_hall_stands_first_and_each_column_has_its_order(open_page: Open) -> None:
    page = open_page("/province", by="kien")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(HALLS)
    expect(rows.first.locator(".wait-chip")).to_have_class("wait-chip is-red")
    waits = waits_in(page)
    assert waits == sorted(waits, reverse=True), "all have the usual targets"
    expect(page.locator('th[aria-sort="descending"]')).to_have_count(1)
    page.click('[data-sort="within"]')
    shares = [
        int(text.split("%")[0]) for text in page.locator("tbody .within .number").all_inner_texts() if "%" in text
    ]
    assert shares == sorted(shares) and len(shares) == HALLS - 1
    page.click('[data-sort="within"]')
    expect(page.locator('th[aria-sort="descending"]')).to_have_count(1)
    expect(page.locator(f'tr[data-hall="xa-{HALLS - 1}"] .within .number')).to_have_text("–")
    assert faults_of(page) == []


def test_a_hall_is_found_without_marks(open_page: Open) -> None:
    page = open_page("/province", by="kien")
    expect(page.locator("tbody tr")).to_have_count(HALLS)
    page.fill("#province-search", "dong cuu 8")
    expect(page.locator("tbody tr")).to_have_count(3)
    assert set(page.locator("tbody th").all_inner_texts()) == {"Đông Cứu 8", "Đông Cứu 78", "Đông Cứu 85"}
    page.fill("#province-search", "khong co")
    expect(page.locator(".province-none")).to_be_visible()


def test_any_day_and_any_period_is_a_press_away(open_page: Open) -> None:
    page = open_page("/province", by="kien")
    people = page.locator('[data-sum="visits"] dd')
    expect(people).to_have_text("5.940")
    page.click("#province-before")
    expect(people).to_have_text("0")
    page.click("#province-before")
    expect(people).to_have_text("5.940")
    page.click("#province-today")
    expect(page.locator("#province-today")).to_have_count(0)
    page.click('[data-kind="quarter"]')
    expect(page.locator('[data-kind="quarter"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".province-days")).to_contain_text("–")


def test_a_server_that_is_away_leaves_the_table_and_says_since_when(open_page: Open) -> None:
    page = open_page("/province", by="kien")
    expect(page.locator("tbody tr")).to_have_count(HALLS)
    page.route("**/api/v1/province*", lambda route: route.abort())
    page.click('[data-kind="week"]')
    expect(page.locator("#offline")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(HALLS)
    page.unroute("**/api/v1/province*")
    page.click('[data-kind="day"]')
    expect(page.locator("#offline")).to_be_hidden()
