"""The whole way of one person: touched at the kiosk, printed, called, seen and heard on the TV, served, counted."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.demo.running import Demo
from tests.journeys.conftest import Keep
from tests.kiosk.escpos_decoder import decode
from tests.services import required

SOON_MS = 30_000
"""Everything here takes tens of milliseconds; only a machine that runs all tests at once needs patience."""


@dataclass
class Walk:
    """The machines of the hall, each its own browser window, as on the morning of the first day."""

    demo: Demo
    kiosk: Page
    display: Page
    console: Page
    supervisor: Page
    troubles: list[str]


@pytest.fixture
def walk(demo: Demo, browser: Browser) -> Iterator[Walk]:
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_window(url: str, width: int, height: int) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN"))
        return watched(contexts[-1].new_page(), url, troubles)

    pages = demo.facts["pages"]
    yield Walk(
        demo,
        kiosk=open_window(demo.facts["kiosk"], 1080, 1920),
        display=open_window(pages["display"], 1920, 1080),
        console=open_window(pages["counter"], 1366, 768),
        supervisor=open_window(pages["supervisor"], 1366, 900),
        troubles=troubles,
    )
    for context in contexts:
        context.close()


def watched(page: Page, url: str, troubles: list[str]) -> Page:
    """Opens `url`; an error of the page's own, or a fight with its policy, is kept to fail the test with."""
    page.set_default_timeout(SOON_MS)
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    page.on("console", lambda said: troubles.append(said.text) if "Content Security" in said.text else None)
    page.goto(url)
    return page


def sign_in(page: Page, demo: Demo, role: str, counter: int | None = None) -> None:
    account = demo.account(role, counter)
    page.locator("#user").fill(account["user"])
    page.locator("#password").fill(account["password"])
    page.locator("#enter").click()


def test_from_the_touch_of_giay_khai_sinh_to_the_figures(walk: Walk, browser: Browser, keep: Keep) -> None:
    sign_in(walk.console, walk.demo, "clerk", 1)
    sign_in(walk.supervisor, walk.demo, "supervisor")
    expect(walk.display.locator(".newest-empty")).to_be_visible(timeout=SOON_MS)

    touch_to_number(walk.kiosk, keep)
    url = read_paper(Path(walk.demo.facts["paper"]), keep)
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN", has_touch=True) as context:
        phone = watched(context.new_page(), url, walk.troubles)
        expect(phone.locator("body")).to_have_attribute("data-state", "waiting", timeout=SOON_MS)

        # Others wait too, so that the pictures show a hall and not an empty room.
        for service in ("C", "C", "K", "R", "H", "S"):
            walk.demo.ask("/api/take", {"service": service}, of="kiosk")
        call_on_the_console(walk.console)
        see_and_hear_on_the_tv(walk.display)
        expect(phone.locator("body")).to_have_attribute("data-state", "called", timeout=SOON_MS)
        expect(phone.locator("#counter")).to_contain_text("1")
        keep("phone", phone)

    serve_on_the_console(walk.console, keep)
    expect(walk.display.locator("[data-counter='1'] .cell-label")).to_have_count(0, timeout=SOON_MS)
    see_in_the_figures(walk.supervisor, walk.demo)
    assert walk.troubles == []


def touch_to_number(kiosk: Page, keep: Keep) -> None:
    tile = kiosk.get_by_role("button", name="Giấy khai sinh")
    expect(tile).to_be_visible(timeout=SOON_MS)
    keep("kiosk-home", kiosk)
    tile.click()
    kiosk.get_by_role("button", name="Đã đăng ký kết hôn").click()
    enough = kiosk.get_by_role("button", name="Đủ rồi")
    expect(enough).to_be_visible(timeout=SOON_MS)
    keep("kiosk-checklist", kiosk)
    enough.click()
    kiosk.get_by_role("button", name="Lấy số", exact=True).click()
    expect(kiosk.locator("p.number")).to_have_text("H001", timeout=SOON_MS)
    keep("kiosk-ticket", kiosk)


def read_paper(folder: Path, keep: Keep) -> str:
    """The ticket's URL, from what a decoder that is not ours, zbar and tesseract read on the slip."""
    paper = decode((folder / "0001.bin").read_bytes())
    assert paper.cuts == 1
    keep("slip", paper.image)
    picture = folder.parent / "read.png"
    with Image.open(folder / "0001.png") as beside:
        assert beside.convert("1").size == paper.image.size
    paper.image.convert("L").save(picture)
    url = told(required("zbarimg", "zbar-tools"), "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)).strip()
    text = told(required("tesseract", "tesseract-ocr-vie"), str(picture), "-", "-l", "vie")
    for line in ("Hộ tịch", "Đăng ký khai sinh", "H001"):
        assert line in text, text
    return url


def told(*command: str) -> str:
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=alone).stdout


def call_on_the_console(console: Page) -> None:
    console.get_by_role("button", name="Gọi tiếp").click()
    expect(console.locator(".hand-label")).to_have_text("H001", timeout=SOON_MS)


def see_and_hear_on_the_tv(display: Page) -> None:
    expect(display.locator("[data-newest-label]")).to_have_text("H001", timeout=SOON_MS)
    expect(display.locator("[data-newest-counter]")).to_have_text("1")
    expect(display.locator("[data-counter='1'] .cell-label")).to_contain_text("H001")
    expect(display.locator("body")).to_have_attribute("data-spoken", "H001", timeout=SOON_MS)


def serve_on_the_console(console: Page, keep: Keep) -> None:
    hand = console.locator("[data-ticket]")
    console.locator("[data-move='start']").click()
    expect(hand).to_have_attribute("data-state", "serving", timeout=SOON_MS)
    keep("console", console)
    # The keyboard alone from here on, as clerks work: F8 or whatever key the button shows, then 1 for "accepted".
    console.keyboard.press(str(console.locator("[data-move='finish'] kbd").inner_text()))
    console.keyboard.press("1")
    expect(hand).to_have_count(0, timeout=SOON_MS)


def see_in_the_figures(supervisor: Page, demo: Demo) -> None:
    waiting = supervisor.locator("[data-figure='waiting']")
    expect(waiting.locator(".figure-note")).to_contain_text("1", timeout=SOON_MS)
    expect(waiting.locator(".figure-value")).to_have_text("6", timeout=SOON_MS)
    figures = demo.ask("/api/v1/figures", bearer=demo.sign_in("supervisor"))
    assert (figures["issued"], figures["finished"], figures["outcomes"]) == (7, 1, {"accepted": 1})
    counter = next(row for row in figures["counters"] if row["number"] == 1)
    assert counter["finished"] == 1
