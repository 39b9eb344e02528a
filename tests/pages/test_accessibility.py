"""Every page as axe sees it, in the states people meet."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Hall, faults_of

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="module", autouse=True)
def a_busy_morning(hall: Hall) -> None:
    for number in (1, 2, 4, 5):
        hall.post(f"/counters/{number}/open")
    for _ in range(7):
        hall.issue("H", procedure="1.001193", lane="priority", grounds="elderly")
        hall.issue("G")
    started = hall.post("/counters/1/call-next")["ticket"]
    hall.post(f"/tickets/{started['id']}/start")
    hall.post("/counters/2/call-next")
    hall.post("/counters/5/pause", {"reason": "Họp"})
    hall.post("/devices/health", {"health": {"printer": {"state": "paper_out"}}}, by="kiosk")
    hall.post("/counters/2/help", {"reason": "Có người mệt, cần y tế"}, by="nam")


@pytest.mark.parametrize(
    ("path", "by", "shows"),
    [
        ("/", None, "#door-counter"),
        ("/login", None, "#enter"),
        ("/khong-co-trang-nay", None, ".error-card"),
        ("/counter", "nam", "[data-state=called]"),
        ("/counter?counter=5", "hoa", ".hand-empty"),
        ("/seats", "mai", ".seat-grid"),
        ("/supervisor", "hoa", ".help-call"),
        ("/supervisor?wall", "hoa", ".wall .help-call"),
        ("/supervisor?wall=dark", "hoa", ".wall .help-call"),
        ("/story", "lan", ".told-table"),
        ("/why", "lan", "#why-ask"),
        ("/why?mine=H001&other=H002", "lan", ".why-answer"),
        ("/promises", "hoa", ".week-bar"),
        ("/reports", "hoa", ".report-sums"),
        ("/admin#services", "tuan", ".table-card"),
        ("/admin#counters", "tuan", ".table-card"),
        ("/admin#accounts", "tuan", ".table-card"),
        ("/admin#devices", "tuan", ".table-card"),
        ("/admin#slip", "tuan", ".slip-paper"),
        ("/admin#catalogue", "tuan", ".facts"),
    ],
)
def test_a_page_has_no_fault_that_axe_knows(open_page: Open, path: str, by: str | None, shows: str) -> None:
    page = open_page(path, by=by)
    expect(page.locator(shows).first).to_be_visible()
    assert faults_of(page) == []


def test_the_choices_of_the_console_have_no_fault(open_page: Open) -> None:
    page = open_page("/counter", by="mai")
    expect(page.locator("[data-state=serving]")).to_be_visible()
    for key in ("F6", "F8", "F9", "d", "p", "s"):
        page.keyboard.press(key)
        expect(page.locator("[data-choice]")).to_be_visible()
        assert faults_of(page) == []
        page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.locator("[data-picked]")).to_be_visible()
    assert faults_of(page) == []


@pytest.mark.parametrize("state", ["waiting", "called", "unknown"])
def test_the_phone_has_no_fault(open_page: Open, hall: Hall, state: str) -> None:
    ticket = hall.issue("K")
    if state == "called":
        hall.clear(4)
        ticket = hall.issue("K")
        hall.post("/counters/4/open")
        hall.post("/counters/4/call-next")
    page = open_page(f"/t/{'khong-co' if state == 'unknown' else ticket['token']}", **PHONE)
    expect(page.locator("body")).to_have_attribute("data-state", state)
    assert faults_of(page) == []
