"""What a screen owes the hall: calls it missed are said when it is back, each once, and only while they are true."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from tests.display import boards
from tests.display.conftest import Hall

Screen = Callable[..., Page]


def now_called(label: str, seq: int, ago_s: float = 1, **more: Any) -> dict[str, Any]:
    """A row of the last calls, by the clock that the screen hears."""
    return boards.call(label, 1, seq, **more) | {"at": (datetime.now(UTC) - timedelta(seconds=ago_s)).isoformat()}


def told(seq: int, *calls: dict[str, Any]) -> dict[str, Any]:
    return boards.empty() | {"seq": seq, "calls": [*calls][::-1]}


def opened(hall: Hall, screen: Screen) -> Page:
    hall.show(told(800, now_called("H001", 800)))
    page = screen(hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H001")
    return page


def said(page: Page, *labels: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-spoken", " ".join(labels))


def test_calls_of_a_lost_line_are_said_when_it_is_back(mortal_hall: Hall, screen: Screen):
    page = opened(mortal_hall, screen)
    mortal_hall.call(boards.edge("H002", 1, 801))
    said(page, "H002")
    mortal_hall.stop()
    expect(page.locator(".band-offline")).to_be_visible()
    missed = [now_called("H002", 801), now_called("C003", 802), now_called("D004", 803)]
    mortal_hall.state.write_text(json.dumps(told(810, *missed)))
    mortal_hall.start()
    said(page, "H002", "C003", "D004")
    mortal_hall.call(boards.edge("D004", 1, 803))
    mortal_hall.call(boards.edge("X005", 1, 811))
    said(page, "H002", "C003", "D004", "X005")


def test_a_board_that_overtakes_its_call_says_it_once(hall: Hall, screen: Screen):
    page = opened(hall, screen)
    hall.show(told(801, now_called("H002", 801)))
    hall.call(boards.edge("H002", 1, 801))
    hall.call(boards.edge("C003", 1, 802))
    said(page, "H002", "C003")


def test_a_reload_says_what_was_not_heard_yet_and_nothing_twice(hall: Hall, screen: Screen):
    page = opened(hall, screen)
    hall.call(boards.edge("H002", 1, 801))
    said(page, "H002")
    page.route("**/display/voice/vi/C003/**", lambda route: None)  # The loudspeaker is at it when the page goes.
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    hall.show(told(802, now_called("H002", 801), now_called("C003", 802)))
    deadline = time.monotonic() + 15
    while not any("C003" in url for url in asked) and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    page.unroute("**/display/voice/vi/C003/**")
    page.reload()
    said(page, "C003")


def test_what_is_over_is_not_said(mortal_hall: Hall, screen: Screen):
    page = opened(mortal_hall, screen)
    mortal_hall.show(
        told(
            810, now_called("A100", 801, ago_s=61), now_called("B200", 802, state="serving"),
            now_called("C300", 803), now_called("C300", 804, times=2),
        )
    )  # fmt: skip
    mortal_hall.call(boards.edge("D400", 1, 811))
    said(page, "C300", "D400")


def test_a_screen_that_is_switched_on_owes_nothing(hall: Hall, screen: Screen):
    page = opened(hall, screen)
    hall.call(boards.edge("C003", 1, 801))
    said(page, "C003")


def test_a_hall_restored_from_a_backup_counts_anew(mortal_hall: Hall, screen: Screen):
    page = opened(mortal_hall, screen)
    mortal_hall.call(boards.edge("H002", 1, 801))
    said(page, "H002")
    mortal_hall.stop()
    mortal_hall.state.write_text(json.dumps(told(700, now_called("Y100", 699))))
    mortal_hall.start()
    expect(page.locator("[data-newest-label]")).to_have_text("Y100")
    mortal_hall.call(boards.edge("Y101", 1, 701))
    said(page, "H002", "Y101")
