"""What needs a hand, as supervisors see it: seen by one for all, done by one press, rung once, hung on a wall."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pages.conftest import Hall

Open = Callable[..., Page]
WALL = {"viewport": {"width": 1920, "height": 1080}}

BELLS = """
window.bells = 0;
window.AudioContext = class extends EventTarget {
  state = "running"; currentTime = 0; destination = {};
  createOscillator() { window.bells += 1; const part = { frequency: {}, connect: () => part, start() {}, stop() {} }; return part; }
  createGain() { const part = { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: () => part }; return part; }
};
"""  # noqa: E501
"""An instrument that counts its notes: two for each time it rings."""

SMALLEST = """() => {
  const sizes = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const of = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() && of.checkVisibility() && !of.closest('.visually-hidden, noscript')) {
      sizes.push(parseFloat(getComputedStyle(of).fontSize));
    }
  }
  return Math.min(...sizes);
}"""


@pytest.fixture(autouse=True)
def a_calm_hall(hall: Hall) -> Iterator[None]:
    """Its machines are well, nobody waits. What a test here has seen stays seen for some seconds: each has services of
    its own."""
    _paper(hall, "ready")
    yield
    for number in range(1, 13):
        hall.clear(number)


def _paper(hall: Hall, state: str) -> None:
    hall.post("/devices/health", {"health": {"printer": {"state": state}}}, by="kiosk")


def alert(page: Page, name: str) -> Locator:
    return page.locator(f"[data-alert='{name}']")


def test_one_supervisor_has_seen_it_and_the_other_reads_who(open_page: Open, hall: Hall) -> None:
    mine, theirs = open_page("/supervisor", by="hoa"), open_page("/supervisor", by="hoa")
    hall.issue("S")
    for page in (mine, theirs):
        expect(page.locator("ul[aria-live='polite']").locator("[data-alert='line_stranded-S']")).to_be_visible()
    alert(mine, "line_stranded-S").get_by_role("button", name="Đã biết").click()
    for page in (mine, theirs):
        fold = page.locator("[data-fold='known']")
        expect(fold.locator("summary")).to_have_text("Đã có người biết: 1")
        fold.locator("summary").click()
        expect(alert(page, "line_stranded-S")).to_contain_text("hoa đã biết lúc")
        expect(alert(page, "line_stranded-S").locator("[data-see]")).to_have_count(0)
    hall.post("/counters/5/open")
    hall.post("/counters/5/call-next")
    expect(mine.locator("[data-fold='known']")).to_have_count(0)


def test_a_step_that_is_refused_says_why_beside_its_button(open_page: Open, hall: Hall) -> None:
    page = open_page("/supervisor", by="hoa")
    hall.issue("N")
    step = alert(page, "line_stranded-N").locator("[data-do='open']")
    page.route("**/counters/*/open", lambda route: route.fulfill(status=409, json={"error": {
        "code": "changed_meanwhile", "message": "Quầy vừa đổi.", "details": {}}}))  # fmt: skip
    step.click()
    expect(alert(page, "line_stranded-N").get_by_role("alert")).to_have_text("Quầy vừa đổi.")
    expect(step).to_be_enabled()


def test_support_is_turned_on_by_one_press_told_to_the_clerk_and_taken_back_by_another(
    open_page: Open, hall: Hall
) -> None:
    hall.post("/counters/2/open")
    page, desk = open_page("/supervisor", by="hoa"), open_page("/counter", by="nam")
    hall.issue("N")
    step = alert(page, "line_stranded-N").locator("[data-do='open']")
    expect(step).to_be_visible()
    told: dict[str, Any] = {"step": {"do": "take_on", "counter": 2, "service": "N", "was": "helps"}}
    line = page.evaluate(
        """async (told) => {
          const { alerts } = await import("/pages/supervisor/state.js");
          const { nextStep } = await import("/pages/supervisor/alertWords.js");
          return nextStep({ ...alerts.value.alerts.find(({ subject }) => subject === "N"), ...told });
        }""",
        told,
    )
    assert line == "Quầy 2 rảnh và làm được: bật hỗ trợ?"
    hall.post("/counters/2/take-on", {"service": "N"})
    expect(alert(page, "line_stranded-N")).to_have_count(0)
    expect(page.locator("[data-taken-on='2-N']")).to_contain_text("Quầy 2 nhận thêm Nông nghiệp – Môi trường, hoa bật")
    expect(page.locator(".cell[data-counter='2'] .cell-also")).to_have_text("+N")
    expect(desk.locator(".taken-on")).to_contain_text("hoa nhờ quầy này nhận thêm Nông nghiệp – Môi trường từ")
    page.locator("[data-taken-on='2-N'] button").click()
    for gone in (page.locator("[data-taken-on]"), desk.locator(".taken-on"), page.locator(".cell-also")):
        expect(gone).to_have_count(0)
    expect(alert(page, "line_stranded-N")).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_where_all_have_somebody_another_counter_is_tried_and_then_takes_the_line_on(
    open_page: Open, hall: Hall
) -> None:
    for number in (4, 7):
        hall.post(f"/counters/{number}/open")
    for _ in range(3):
        hall.issue("K")
    hall.post("/counters/4/call-next")
    with closing(sqlite3.connect(hall._data / "moiso.db", timeout=20)) as database, database:
        long_ago = f"{datetime.now(UTC) - timedelta(minutes=11):%F %T.%f}"
        database.execute("UPDATE ticket SET waits_since = ? WHERE service = 'K' AND state = 'waiting'", (long_ago,))
    page = open_page("/supervisor", by="hoa")
    late = alert(page, "line_late-K")
    expect(late).to_contain_text("Mọi quầy làm được việc này đều đang có người.")
    late.get_by_role("link", name="Thử giao thêm cho quầy 7").click()
    expect(page.locator("#what-if-service")).to_have_value("K")
    page.get_by_role("button", name="Bật hỗ trợ ở quầy 7").click()
    expect(page.locator("[data-taken-on='7-K']")).to_be_visible()
    expect(late.locator("[data-do='ready']")).to_have_text("Gọi về quầy 7")


def test_a_handful_is_in_sight_and_the_others_are_counted(open_page: Open, hall: Hall) -> None:
    for service in "HCTKDBX":
        hall.issue(service)
    page = open_page("/supervisor", by="hoa")
    expect(page.locator("ul[aria-live='polite'] > .alert")).to_have_count(5)
    more = page.locator("[data-fold='more']")
    expect(more.locator("summary")).to_have_text("và 3 việc nữa")  # seven lines, and a TV that never came
    more.locator("summary").click()
    expect(more.locator(".alert").last).to_be_visible()


def test_red_rings_once_amber_never_and_the_switch_is_remembered(open_page: Open, hall: Hall) -> None:
    page = open_page("/login", by="hoa")
    page.add_init_script(BELLS)
    page.goto("/supervisor")
    kiosk, count = alert(page, "machine-1"), page.locator("#alerts-title .count")
    expect(page.locator(".alerts")).to_be_visible()
    _paper(hall, "paper_near_end")
    expect(kiosk).to_have_class("alert alert-amber")
    assert page.evaluate("window.bells") == 0
    _paper(hall, "paper_out")
    expect(kiosk).to_have_class("alert alert-red")
    assert page.evaluate("window.bells") == 2
    hall.issue("N")  # further news, and not red
    expect(alert(page, "line_stranded-N")).to_be_attached()
    assert page.evaluate("window.bells") == 2
    hall.stop()  # a line that was lost, and a page that is loaded anew, tell nothing new
    expect(page.locator("#offline")).to_be_visible()
    hall.start()
    expect(page.locator("#offline")).to_be_hidden()
    _paper(hall, "ready")  # nor does an alert that flickers
    expect(kiosk).to_have_count(0)
    _paper(hall, "paper_out")
    expect(kiosk).to_have_class("alert alert-red")
    assert page.evaluate("window.bells") == 2
    page.reload()
    expect(kiosk).to_have_class("alert alert-red")
    assert page.evaluate("window.bells") == 0
    page.get_by_role("switch").click()
    page.reload()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    expect(kiosk).to_have_class("alert alert-red")
    expect(count).not_to_have_text("0")
    assert page.evaluate("window.bells") == 0


def test_a_counter_says_who_is_there_and_its_time_against_the_usual(open_page: Open, hall: Hall) -> None:
    hall.post("/counters/1/open")
    ticket = hall.issue("H")
    hall.post("/counters/1/call-next")
    hall.post(f"/tickets/{ticket['id']}/start")
    page = open_page("/supervisor", by="hoa")
    cell = page.locator(".cell[data-counter='1']")
    expect(cell.locator(".cell-user")).to_have_text("mai")
    expect(cell.locator(".cell-since")).to_have_text("0/8 phút")
    expect(cell).not_to_have_class("is-long")


def test_each_red_alert_rings_once_on_a_screen_and_again_when_it_was_over(open_page: Open) -> None:
    page = open_page("/supervisor", by="hoa")
    rang = page.evaluate("""async () => {
      const { isNewlyRed } = await import("/pages/supervisor/rung.js");
      let at = 0;
      performance.now = () => at;
      const red = { kind: "line_late", subject: "ring", tone: "red", seen: null };
      const other = { ...red, subject: "other" }, amber = { ...red, tone: "amber" }, seen = { ...other, seen: {} };
      const tell = (minutes, ...alerts) => { at = minutes * 60_000; return isNewlyRed(alerts); };
      return [
        tell(0, amber), tell(1, red), tell(2, red), tell(3, amber), tell(4, red),  // it flickers
        tell(90, red), tell(91, red, seen), tell(92, red, other),  // an hour without a line; seen by somebody
        tell(93), tell(97), tell(97, red),  // not yet over
        tell(98), tell(103), tell(104, red),  // over
      ];
    }""")
    no, yes = [False], [True]
    assert rang == no + yes + no * 3 + no * 3 + no * 3 + no * 2 + yes


@pytest.mark.parametrize("how", ["?wall", "?wall=dark"])
def test_on_the_wall_all_is_large_in_sight_and_nothing_to_press(open_page: Open, hall: Hall, how: str) -> None:
    for service in "HCTKDSBXPLGNRVE":
        hall.issue(service)
    page = open_page(f"/supervisor{how}", by="hoa", **WALL)
    expect(page.locator(".wall .wall-lines tbody tr")).to_have_count(7)
    expect(page.locator(".wall-alerts .alert")).to_have_count(3)
    expect(page.locator(".wall-lines .wall-more")).to_have_text("và 8 lĩnh vực nữa đang có người chờ")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(SMALLEST) >= 28
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    for part in (".wall-lines", ".wall-alerts", ".wall-more", ".cell"):
        for one in page.locator(part).all():
            expect(one).to_be_in_viewport(ratio=1)
    assert page.locator("button:visible, a:visible, input:visible").count() == 0
    _lost(page, hall)


def _lost(page: Page, hall: Hall) -> None:
    hall.stop()
    expect(page.locator("#offline")).to_be_in_viewport(ratio=1)
    expect(page.locator(".cell").last).to_be_in_viewport(ratio=1)
    hall.start()
    expect(page.locator("#offline")).to_be_hidden()


def test_the_page_becomes_a_wallboard_and_esc_brings_it_back(open_page: Open) -> None:
    page = open_page("/supervisor", by="hoa")
    page.locator("[data-wall]").click()
    expect(page.locator(".wall")).to_be_visible()
    expect(page.locator(".masthead")).to_be_hidden()
    assert page.url.endswith("?wall")
    away: dict[str, Any] = {"true": "document.exitFullscreen().then(() => true)", "false": "false"}
    if not page.evaluate(away[page.evaluate("String(Boolean(document.fullscreenElement))")]):
        page.keyboard.press("Escape")
    expect(page.locator(".wall")).to_have_count(0)
    expect(page.locator("[data-wall]")).to_be_visible()
    assert page.url.endswith("/supervisor")
