"""The scripts every page shares, in a real browser: times as people say them, and presses that survive a bad line."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.display.conftest import Hall

Screen = Callable[..., Page]


@pytest.fixture
def page(hall: Hall, screen: Screen) -> Iterator[Page]:
    page = screen(hall.page())
    expect(page.locator(".newest")).to_be_visible()
    yield page


def run(page: Page, script: str, call: str) -> Any:
    return page.evaluate(f"import('/assets/js/{script}.js').then(async (it) => {call})")


@pytest.mark.parametrize(
    ("p10", "p90", "said"),
    [
        (0, 40, "dưới 1 phút"),
        (20, 250, "dưới 5 phút"),
        (240, 290, "khoảng 4–5 phút"),
        (300, 300, "khoảng 5 phút"),
        (720, 1500, "khoảng 10–25 phút"),
        (4000, 9000, "khoảng 65–150 phút"),
    ],
)
def test_a_wait_is_said_in_minutes_rounded_outwards(page: Page, p10: int, p90: int, said: str):
    assert run(page, "hallTime", f"it.waitText({{p10: {p10}, p50: {p10}, p90: {p90}}})") == said


def test_no_estimate_is_said_as_nothing(page: Page):
    assert run(page, "hallTime", "it.waitText(null)") == ""


@pytest.mark.parametrize(
    ("utc", "shown"), [("02:05", "9:05"), ("17:03", "0:03"), ("16:59", "23:59"), ("03:00", "10:00")]
)
def test_times_are_those_of_the_hall_without_a_leading_nought(page: Page, utc: str, shown: str):
    assert run(page, "hallTime", f"it.clock('2026-11-21T{utc}:00+00:00')") == shown


def test_a_press_on_a_bad_line_is_sent_again_under_the_same_key(page: Page):
    keys: list[str] = []

    def answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        assert route.request.headers["x-moiso"] == "page"
        if len(keys) < 3:
            route.abort()
        else:
            route.fulfill(status=201, json={"ticket": {"label": "H001"}})

    page.route("**/api/v1/tickets", answer)
    assert run(page, "api", "it.post('/api/v1/tickets', {service: 'H'})") == {"ticket": {"label": "H001"}}
    assert len(keys) == 3
    assert len(set(keys)) == 1


def test_a_refusal_is_told_once_and_a_new_press_has_a_new_key(page: Page):
    keys: list[str] = []

    def answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        error = {"code": "nobody_waiting", "message": "Chưa có ai chờ ở quầy này.", "details": {"counter": 1}}
        route.fulfill(status=409, json={"error": error})

    page.route("**/call-next", answer)
    said = "it.post('/call-next').catch((error) => [error.status, error.code, error.message, error.details.counter])"
    assert run(page, "api", said) == [409, "nobody_waiting", "Chưa có ai chờ ở quầy này.", 1]
    run(page, "api", said)
    assert len(keys) == len(set(keys)) == 2


def test_a_line_that_stays_dead_is_a_refusal_in_words(page: Page):
    page.route("**/call-next", lambda route: route.abort())
    said = run(page, "api", "it.post('/call-next').catch((error) => [error.status, error.code, error.message])")
    assert said == [0, "no_connection", "Không kết nối được với máy chủ. Quý vị vui lòng thử lại."]
