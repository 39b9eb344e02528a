"""Somebody plays with the kiosk: whatever is touched, held, wiped and typed, it stays the kiosk and comes home."""

import random
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect
from playwright.sync_api import TimeoutError as Unanswered

from kiosk.journal import Journal
from tests.kiosk.conftest import PORTRAIT, Machine
from tests.kiosk.test_appointment import scan
from tests.kiosk.test_cards import CARD, INSURANCE, OLD
from tests.sizes import SIZES

WIDTH, HEIGHT = PORTRAIT["width"], PORTRAIT["height"]
KEYS = [
    *"abcxyz019 ", "Enter", "Tab", "Shift+Tab", "Escape", "Backspace", "ArrowDown", "Control+p", "Control+f",
    "Control+s", "Control+u", "Control+=", "Alt+ArrowLeft", "F5", "F7", "F10", "F11", "F12", "ContextMenu",
]  # fmt: skip
SCANS = [CARD, OLD, INSURANCE, OLD[:30], "HK4T9M", "http://hall/t/token-1", "<script>alert(1)</script>", "\\" * 40]
UNANSWERED_MS = 10_000
LEAK_BYTES = 6_000_000
"""What the page may hold more at the end than after its first minute: its own caches, and no more with each touch."""


class Monkey:
    """A hand that does not know what it wants; its chance is seeded, so that what it found is found again."""

    def __init__(self, glass: Page, chance: random.Random) -> None:
        self._glass = glass
        self._chance = chance
        self._fingers: CDPSession = glass.context.new_cdp_session(glass)
        self.unanswered = 0
        self._acts: list[Callable[[], None]] = [
            *[self.tap] * 10, *[self.tap_a_button] * 10, self.tap_twice, self.hold, self.wipe, self.pinch,
            *[self.type] * 3, self.scan, self.rest,
        ]  # fmt: skip

    def act(self) -> None:
        try:
            self._chance.choice(self._acts)()
        except Unanswered:
            # Chromium loses the answer to a touch now and then; it is the page that must not be lost. What is left of
            # the gesture is given up with its session: no finger moves or rises that never came down.
            self.unanswered += 1
            self._fingers = self._glass.context.new_cdp_session(self._glass)
            expect(self._glass.locator("body")).to_be_visible(timeout=UNANSWERED_MS)

    def tap(self) -> None:
        self._press(*self._anywhere())

    def tap_a_button(self) -> None:
        boxes = self._glass.locator("button").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => [box.x, box.y, box.width, box.height])"
        )
        if boxes:
            x, y, width, height = self._chance.choice(boxes)
            self._press(x + width / 2, y + height / 2)

    def tap_twice(self) -> None:
        where = self._anywhere()
        self._press(*where)
        self._press(*where)

    def hold(self) -> None:
        where = self._anywhere()
        self._touch("touchStart", where)
        time.sleep(self._chance.choice((0.3, 0.8)))
        self._touch("touchEnd")

    def wipe(self) -> None:
        here, there = self._anywhere(), self._anywhere()
        self._touch("touchStart", here)
        for part in range(1, 6):
            step = part / 5
            self._touch("touchMove", (here[0] + (there[0] - here[0]) * step, here[1] + (there[1] - here[1]) * step))
        self._touch("touchEnd")

    def pinch(self) -> None:
        one, other = self._anywhere(), self._anywhere()
        self._touch("touchStart", one, other)
        self._touch("touchMove", other, one)
        self._touch("touchEnd")

    def type(self) -> None:
        self._glass.keyboard.press(self._chance.choice(KEYS))

    def scan(self) -> None:
        scan(self._glass, self._chance.choice(SCANS))

    def rest(self) -> None:
        time.sleep(0.3)

    def heap(self) -> int:
        """Bytes the page holds after its rubbish was taken away."""
        self._fingers.send("HeapProfiler.collectGarbage")
        self._fingers.send("Performance.enable")
        found = self._fingers.send("Performance.getMetrics")["metrics"]
        return int(next(one["value"] for one in found if one["name"] == "JSHeapUsedSize"))

    def _anywhere(self) -> tuple[float, float]:
        return self._chance.uniform(0, WIDTH), self._chance.uniform(0, HEIGHT)

    def _press(self, x: float, y: float) -> None:
        self._touch("touchStart", (x, y))
        self._touch("touchEnd")

    def _touch(self, kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(points)]
        touch = {"type": kind, "touchPoints": places}
        self._fingers.send("Input.dispatchTouchEvent", touch, timeout=UNANSWERED_MS)


def play(glass: Page, monkey: Monkey, seconds: float) -> int:
    acts, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            monkey.act()
        except Exception as fault:  # The page goes to the attendant's and back while it is asked something.
            if "context was destroyed" not in str(fault) and "navigation" not in str(fault):
                raise
        acts += 1
    return acts


def test_whatever_is_touched_the_kiosk_stays_a_kiosk_and_comes_home(
    glass: Page, kiosk: Machine, request: pytest.FixtureRequest
) -> None:
    seed = random.randrange(10**6)
    request.node.user_properties.append(("seed", seed))
    print("seed", seed)
    strange: list[str] = []
    glass.on("dialog", lambda dialog: (strange.append(f"dialog {dialog.message}"), dialog.dismiss()))
    glass.on("download", lambda download: strange.append(f"download {download.url}"))
    glass.context.on("page", lambda page: strange.append(f"tab {page.url}"))
    glass.on("console", lambda line: strange.append(line.text) if is_fault(line) else None)
    glass.clock.install()
    glass.goto(kiosk.url)
    expect(glass.locator(".tiles")).to_be_visible()
    # A kiosk's browser opens on the kiosk: nothing lies behind its first page.
    glass.context.new_cdp_session(glass).send("Page.resetNavigationHistory")
    monkey = Monkey(glass, random.Random(seed))
    acts = play(glass, monkey, SIZES.monkey_s / 3)
    before = monkey.heap()
    acts += play(glass, monkey, SIZES.monkey_s * 2 / 3)
    request.node.user_properties.append(("did", f"{acts} touches ({monkey.unanswered} unanswered), seed {seed}"))
    assert monkey.unanswered <= 1 + acts // 1000
    assert re.fullmatch(re.escape(kiosk.url) + r"/(attendant)?", glass.url), glass.url
    assert strange == []
    assert glass.evaluate("visualViewport.scale") == 1
    expect(glass.locator("[aria-busy=true]")).to_have_count(0)
    comes_home(glass, kiosk)
    assert monkey.heap() - before < LEAK_BYTES
    assert len(glass.context.pages) == 1 and strange == []
    kiosk.stop()
    journal = Journal(kiosk.data / "journal.db")
    assert journal.unfinished() == []
    journal.close()


def comes_home(glass: Page, kiosk: Machine) -> None:
    """Nobody is there any more: the attendant's page leaves by itself, and then the first screen is as for anybody."""
    if glass.url.endswith("/attendant"):
        glass.clock.run_for(31_000)
        glass.wait_for_url(f"{kiosk.url}/")
        expect(glass.locator(".stage")).to_be_visible()
    for _ in range(2):  # a last screen of sixty seconds, and one that was only come to meanwhile
        glass.clock.run_for(62_000)
    expect(glass.get_by_role("heading", level=1)).to_have_text("Hôm nay quý vị cần làm gì?")
    expect(glass.locator(".stage")).to_have_class("stage")


def is_fault(line: Any) -> bool:
    """A refusal is told by its status, which is no fault of the page."""
    return bool(line.type == "error" and "Failed to load resource" not in line.text)


def test_half_an_answer_is_asked_for_again(glass: Page, kiosk: Machine) -> None:
    halves = ['{"lines": [', ""]
    glass.route("**/api/lines", lambda route: route.fulfill(body=halves.pop()) if halves else route.continue_())
    glass.goto(kiosk.url)
    expect(glass.locator(".tiles")).to_be_visible()
    expect(glass.locator(".away")).to_have_count(0)
    assert halves == []


@pytest.mark.parametrize("page", ["/", "/attendant"])
def test_the_keys_of_the_browser_do_nothing(glass: Page, kiosk: Machine, page: str) -> None:
    glass.goto(kiosk.url + page)
    expect(glass.get_by_role("heading", level=1)).to_be_visible()
    refused = """init => !document.body.dispatchEvent(
        new KeyboardEvent("keydown", {bubbles: true, cancelable: true, ...init}))"""
    for key in "pPfsuodhjtnwr+-0":
        assert glass.evaluate(refused, {"key": key, "ctrlKey": True}), key
    for key in ("F1", "F3", "F5", "F6", "F7", "F11", "F12", "BrowserBack", "LaunchMail"):
        assert glass.evaluate(refused, {"key": key}), key
    assert glass.evaluate(refused, {"key": "ArrowLeft", "altKey": True})
    assert not glass.evaluate(refused, {"key": "Tab"}), "whoever cannot touch goes from button to button"
