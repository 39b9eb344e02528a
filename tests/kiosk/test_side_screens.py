"""Beside the citizens' way (pairing, staff, a scanned ticket, a scanned card) screens are as accessible as on it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kiosk.conftest import PORTRAIT, Machine
from tests.kiosk.stand_in import StandIn
from tests.kiosk.test_appointment import scan
from tests.kiosk.test_attendant import HASH, PIN
from tests.kiosk.test_cards import INSURANCE, OLD
from tests.kiosk.test_scanner import choose
from tests.kiosk.test_touch import AXE, MODES, OUTSIDE, SMALL, WEAR
from tests.services import eventually

RULES = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'wcag2aaa']})"


@pytest.fixture
def open_glass(browser: Browser) -> Iterator[Page]:
    """A screen in which the test's own script may look around, past the policy of the page."""
    context = browser.new_context(viewport=PORTRAIT, has_touch=True, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(AXE)
    yield page
    context.close()


def is_well(page: Page) -> None:
    page.wait_for_timeout(400)
    found = page.evaluate(RULES)["violations"]
    assert [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found] == []
    assert page.evaluate(SMALL) == [] and page.evaluate(OUTSIDE) == []


def in_each_tongue(page: Page, look: Callable[[], None]) -> None:
    for tongue in ("English", "한국어", "Tiếng Việt"):
        page.get_by_role("button", name=tongue).click()
        look()


def test_the_page_that_asks_for_a_pairing_code(open_glass: Page, machine: Machine) -> None:
    machine.key = ""
    machine.start_without_key()
    open_glass.goto(machine.url)
    expect(open_glass.locator(".pair-server")).to_be_visible()
    in_each_tongue(open_glass, lambda: is_well(open_glass))


def test_the_attendants_page(open_glass: Page, machine: Machine, hall: StandIn) -> None:
    hall.pin_hash = HASH
    machine.scanner = "serial:/dev/no-such-scanner"
    machine.start()
    eventually((machine.data / "attendant.json").exists)
    for service in "HHDCH":
        machine.take(service)
    (machine.paper / "cover-open").touch()
    open_glass.goto(f"{machine.url}/attendant")
    expect(open_glass.locator(".pin-keys")).to_be_visible()
    open_glass.keyboard.type("111111\n")
    expect(open_glass.locator(".failed")).to_be_visible()
    in_each_tongue(open_glass, lambda: is_well(open_glass))
    open_glass.keyboard.type(f"{PIN}\n")
    expect(open_glass.locator(".staff-number")).to_have_count(4)
    in_each_tongue(open_glass, lambda: is_well(open_glass))
    open_glass.get_by_role("button", name="Chỉnh bản in").click()
    expect(open_glass.locator(".staff-tune")).to_have_count(2)
    in_each_tongue(open_glass, lambda: is_well(open_glass))


def test_what_a_scan_leads_to(open_glass: Page, kiosk: Machine) -> None:
    ticket = kiosk.take("H")
    open_glass.goto(kiosk.url)
    expect(open_glass.locator(".tiles")).to_be_visible()
    scan(open_glass, INSURANCE)
    expect(open_glass.locator(".said .notice")).to_be_visible()
    is_well(open_glass)
    scan(open_glass, OLD)
    choose(open_glass)
    is_well(open_glass)
    scan(open_glass, ticket["url"])
    expect(open_glass.locator(".number")).to_have_text("H001")
    is_well(open_glass)


def test_a_page_beside_a_clerk(open_glass: Page, kiosk: Machine) -> None:
    open_glass.goto(f"{kiosk.url}/#assist")
    expect(open_glass.locator(".head-assisted")).to_be_visible()
    in_each_tongue(open_glass, lambda: is_well(open_glass))
    for ways in MODES[1:]:
        open_glass.evaluate(WEAR, ways)
        is_well(open_glass)
