"""The hall at nine of a heavy Monday, as its supervisor and the people in it see it."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import PASSWORD, key_of, session_of
from tests.cast import AtCounter, Caller, Json, OverHttp
from tests.journeys.conftest import Keep
from tests.journeys.test_touch_to_tv import SOON_MS, watched
from tests.services import Running, free_port


class Morning:
    """The hall, served; `stands`: who waits, and whom each counter has in hand."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "tests.journeys.busy_morning", folder, str(port)]
        self.running = Running(command, log=folder / "server.log").wait_for_url(f"{self.url}/healthz", within_s=120)
        self.stands: Json = json.loads((folder / "stands.json").read_text(encoding="utf-8"))
        wire = OverHttp(self.url)
        self.kiosks = [Caller(wire, key_of(name)) for name in ("kiosk-1", "kiosk-2")]
        self.hung = AtCounter(wire, session_of("hung"), 4)


@pytest.fixture
def morning(tmp_path: Path) -> Iterator[Morning]:
    morning = Morning(tmp_path)
    with morning.running:
        yield morning


def test_a_heavy_morning_is_seen_as_it_stands(morning: Morning, browser: Browser, keep: Keep) -> None:
    troubles: list[str] = []
    windows = [browser.new_context(viewport={"width": w, "height": h}, locale="vi-VN") for w, h in SIZES]
    page, tv = (
        watched(window.new_page(), morning.url + path, troubles) for window, path in zip(windows, PATHS, strict=True)
    )
    page.fill("#user", "hoa")
    page.fill("#password", PASSWORD)
    page.click("#enter")
    for kiosk, printer in zip(morning.kiosks, ("ready", "paper_near_end"), strict=True):
        kiosk.post("/devices/health", {"health": {"printer": {"state": printer}}}).done()
    the_supervisor_sees_all_who_wait_and_all_who_are_served(page, morning.stands)
    keep("supervisor", page)
    the_hall_sees_the_next_call(tv, morning)
    keep("tv", tv)
    expect(page.locator(".cell[data-counter='4'] .cell-label")).to_have_text(
        tv.locator("[data-newest-label]").inner_text()
    )
    for window in windows:
        window.close()
    assert troubles == []


SIZES = ((1366, 900), (1920, 1080))
PATHS = ("/supervisor", f"/display#key={key_of('tv')}")


def the_supervisor_sees_all_who_wait_and_all_who_are_served(page: Page, stands: Json) -> None:
    expect(page.locator("[data-figure=waiting] .figure-value")).to_have_text(
        str(len(stands["waiting"])), timeout=SOON_MS
    )
    for service, waiting in Counter(label[0] for label in stands["waiting"]).items():
        row = page.locator(f"[data-service={service}]")
        expect(row.locator("td").nth(1)).to_have_text(str(waiting))
        expect(row.locator(".band")).to_be_visible(timeout=SOON_MS)
    for number in range(1, 13):
        cell = page.locator(f".cell[data-counter='{number}']")
        expect(cell.locator(".cell-label")).to_have_text(stands["in_hand"].get(str(number), "–"))
        expect(cell.locator(".timeline rect").first).to_be_attached(timeout=SOON_MS)
    late = page.locator("[data-alert^='line_late']")
    expect(late.first).to_contain_text("Mọi quầy làm được việc này đều đang có người")
    led_to = [link.inner_text() for link in late.locator("a").all()]
    assert len({*led_to[:3]}) == 3, f"four counters are free, and each line is led to another: {led_to}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def the_hall_sees_the_next_call(tv: Page, morning: Morning) -> None:
    """Hùng's person at counter 4 goes, and the next one is called."""
    morning.hung.finishes(morning.hung.sees_desk()["ticket"])
    called = morning.hung.calls_next()["label"]
    expect(tv.locator("[data-newest-label]")).to_have_text(called, timeout=SOON_MS)
    expect(tv.locator("[data-newest-counter]")).to_have_text("4")
    expect(tv.locator("body")).to_have_attribute("data-spoken", called, timeout=SOON_MS)
