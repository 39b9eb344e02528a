"""The tablet at a counter asks after each finish, keeps what was touched through a lost line, and asks nobody twice."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall, faults_of
from tests.pages.test_letters import finished
from tests.services import eventually

Open = Callable[..., Page]
TABLET = {"viewport": {"width": 1280, "height": 800}, "has_touch": True}
SMALLEST = 118
"""20 mm of a 10-inch screen of 1280 × 800."""


def ratings(hall: Hall) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(hall._data / "moiso.db")) as database:
        return database.execute("SELECT score, aspects FROM rating").fetchall()


def finished_a_minute_ago(hall: Hall) -> None:
    """The tablet has asked, and nobody has touched it."""
    finished(hall)
    with closing(sqlite3.connect(hall._data / "moiso.db")) as database, database:
        newest = "(SELECT max(seq) FROM story WHERE kind = 'ticket_finished')"
        at = datetime.now(UTC) - timedelta(minutes=1)
        database.execute(f"UPDATE story SET at = ? WHERE seq = {newest}", (f"{at:%F %T.%f}",))
    hall.issue("H")


def targets(page: Page) -> list[float]:
    boxes = [button.bounding_box() for button in page.get_by_role("button").all()]
    return [min(box["width"], box["height"]) for box in boxes if box]


def test_what_was_touched_is_sent_once_whatever_the_line_does_and_nobody_is_asked_twice(
    open_page: Open, hall: Hall
) -> None:
    key = hall.post("/devices", {"name": "Máy đánh giá quầy 1", "kind": "rating"}, by="tuan")["key"]
    page = open_page(f"/rate/1#key={key}", **TABLET)
    expect(page.locator(".rate-rest")).to_be_visible()
    finished(hall)
    expect(page.locator(".rate-face").first).to_be_visible()
    assert min(targets(page)) >= SMALLEST and faults_of(page) == []
    hall.stop()
    page.locator(".rate-face.face-2").tap()
    expect(page.locator(".rate-aspect").first).to_be_visible()
    assert min(targets(page)) >= SMALLEST and faults_of(page) == []
    page.get_by_role("button", name="Thời gian chờ").tap()
    expect(page.locator(".rate-lost")).to_contain_text("Đang mất kết nối")
    hall.start()
    expect(page.locator(".rate-lost")).to_be_empty()
    eventually(lambda: ratings(hall) == [(2, '["wait"]')], 20, "the rating has come")
    page.reload()
    expect(page.locator(".rate-rest")).to_be_visible()
    finished_a_minute_ago(hall)
    page.locator(".rate-wake").tap()
    expect(page.locator(".rate-face").first).to_be_visible()
