"""The hall's TV in a real browser: what it shows, and what it admits."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.display import boards
from tests.display.conftest import Hall, axe_findings

Screen = Callable[..., Page]


def test_the_board_shows_the_newest_call_the_counters_and_who_waits(hall: Hall, screen: Screen):
    hall.show(boards.busy())
    page = screen(hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    expect(page.locator("[data-newest-counter]")).to_have_text("1")
    expect(page.locator('[data-counter="2"]')).to_contain_text("Đang phục vụ")
    expect(page.locator('[data-counter="4"]')).to_contain_text("Ưu tiên")
    expect(page.locator('[data-counter="6"]')).to_contain_text("Tạm nghỉ đến 9:30")
    expect(page.locator('[data-counter="6"]')).to_contain_text("Họp khẩn cấp")
    expect(page.locator('[data-counter="12"]')).to_contain_text("Đang đóng")
    expect(page.locator(".call").first).to_contain_text("P003")
    expect(page.locator(".call-time").first).to_have_text(re.compile(r"^\d{1,2}:\d\d$"))


def test_an_empty_hall_says_so_and_tells_people_what_to_do(hall: Hall, screen: Screen):
    page = screen(hall.page())
    expect(page.locator(".newest")).to_contain_text("Chưa có ai được gọi")
    expect(page.locator(".row").first).to_contain_text("chưa có ai chờ")


def test_each_counter_names_the_numbers_it_calls_and_those_it_helps_out_with(hall: Hall, screen: Screen):
    hall.show(boards.overloaded())
    page = screen(hall.page())
    for number, letters in ((1, "H C T"), (2, "C H"), (8, "X B H C T K"), (11, "G N R V"), (12, "N G R V E")):
        said = page.locator(f".cell[data-counter='{number}'] .letter")
        expect(said).to_have_text(letters.split())
        row = page.locator(f".cell[data-counter='{number}'] .letters").bounding_box()
        last = said.last.bounding_box()
        assert row and last and last["x"] + last["width"] <= row["x"] + row["width"], (
            "on the one line there is room for"
        )
    expect(page.locator(".cell[data-counter='2'] .letter-help")).to_have_text("H")


def test_a_change_is_shown_without_asking(hall: Hall, screen: Screen):
    page = screen(hall.page())
    expect(page.locator(".newest")).to_contain_text("Chưa có ai được gọi")
    hall.show(boards.busy())
    expect(page.locator("[data-newest-label]")).to_have_text("H012")


def test_a_late_older_board_does_not_turn_the_screen_back(hall: Hall, screen: Screen):
    hall.show(boards.busy())
    page = screen(hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    hall.show(boards.empty())
    page.wait_for_timeout(300)
    expect(page.locator("[data-newest-label]")).to_have_text("H012")


def test_a_board_that_got_lost_is_asked_for_again(hall: Hall, screen: Screen):
    page = screen(hall.page())
    expect(page.locator(".newest")).to_contain_text("Chưa có ai được gọi")
    hall.ask("/control/board?quiet", boards.busy())
    expect(page.locator("[data-newest-label]")).to_have_text("H012", timeout=8000)


def test_a_lost_line_is_admitted_the_content_stays_and_the_screen_comes_back_by_itself(
    mortal_hall: Hall, screen: Screen
):
    mortal_hall.show(boards.busy())
    page = screen(mortal_hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    mortal_hall.stop()
    band = page.locator(".band-offline")
    expect(band).to_have_text(re.compile(r"Mất kết nối từ \d{1,2}:\d\d – số trên màn hình cách đây \d+ giây$"))
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    expect(page.locator("main")).to_have_css("filter", "grayscale(1)")
    mortal_hall.start()
    expect(band).to_have_count(0, timeout=8000)
    expect(page.locator("main")).to_have_css("filter", "none")


BOXES = """() => [...document.querySelectorAll(".newest, .cell, .waiting, .foot")].map((one) => {
  const { x, y, width, height } = one.getBoundingClientRect();
  return [x, y, width, height].join();
})"""
WATCH_MARKS = """() => {
  document.body.dataset.marks = "none";
  const marks = () => { if (document.querySelector(".stale-mark")) document.body.dataset.marks = "seen"; };
  new MutationObserver(marks).observe(document.querySelector("main").parentElement, { childList: true, subtree: true });
}"""


def test_five_seconds_without_a_word_are_admitted_with_their_age_and_nothing_moves(mortal_hall: Hall, screen: Screen):
    mortal_hall.show(boards.busy())
    tv, panel = screen(mortal_hall.page()), screen(mortal_hall.page("/panel/1"), 1280, 720)
    expect(panel.locator("[data-panel-label]")).to_have_text("H012")
    for page in (tv, panel):
        page.evaluate(WATCH_MARKS)
    tv.wait_for_timeout(5500)  # of a quiet morning
    for page in (tv, panel):
        expect(page.locator("body")).to_have_attribute("data-marks", "none")
    boxes = tv.evaluate(BOXES)
    label = panel.locator("[data-panel-label]").bounding_box()
    with mortal_hall.silence():
        for page in (tv, panel):
            expect(page.locator(".stale-mark")).to_have_text(re.compile("^Số liệu cách đây [5-9] giây$"), timeout=9000)
            expect(page.locator(".band-offline")).to_have_count(0)
        expect(tv.locator("main")).to_have_css("filter", "none")
        assert tv.evaluate(BOXES) == boxes
        assert panel.locator("[data-panel-label]").bounding_box() == label
    for page in (tv, panel):
        expect(page.locator(".stale-mark")).to_have_count(0, timeout=2500)


def test_a_hall_restored_from_an_older_backup_is_believed_after_the_reconnect(mortal_hall: Hall, screen: Screen):
    mortal_hall.show(boards.busy())
    page = screen(mortal_hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    mortal_hall.stop()
    expect(page.locator(".band-offline")).to_be_visible()
    mortal_hall.state.write_text(json.dumps(boards.empty()))
    mortal_hall.start()
    expect(page.locator(".newest")).to_contain_text("Chưa có ai được gọi", timeout=8000)


def test_a_screen_without_a_key_says_what_is_missing(hall: Hall, screen: Screen):
    page = screen(f"{hall.url}/display")
    expect(page.locator("main")).to_contain_text("Màn hình này chưa có khóa")


def test_a_refused_key_says_so_and_shows_nothing_of_the_hall(hall: Hall, screen: Screen):
    page = screen(hall.page(key="sai"))
    expect(page.locator("main")).to_contain_text("Khóa của màn hình không được chấp nhận")
    expect(page.locator(".cell")).to_have_count(0)


def test_a_screen_that_could_not_load_opens_itself_again(hall: Hall, loud_browser: Browser):
    page = loud_browser.new_context().new_page()
    page.clock.install()
    page.route("**/assets/texts/**", lambda route: route.abort())
    page.goto(hall.page())
    expect(page.locator("main")).to_have_count(0)
    page.unroute("**/assets/texts/**")
    page.clock.fast_forward(16_000)
    expect(page.locator(".newest")).to_be_visible()
    page.context.close()


def test_a_connect_nobody_answers_is_tried_again(mortal_hall: Hall, screen: Screen):
    mortal_hall.show(boards.busy())
    mortal_hall.stop()
    mortal_hall.start(refuse="mute_once")
    page = screen(mortal_hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H012", timeout=20_000)


def test_a_hall_that_cannot_answer_now_is_not_taken_for_a_refused_key(mortal_hall: Hall, screen: Screen):
    mortal_hall.show(boards.busy())
    page = screen(mortal_hall.page())
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    mortal_hall.stop()
    mortal_hall.start(refuse="database_away")
    page.wait_for_timeout(3000)
    expect(page.locator(".band-offline")).to_be_visible()
    expect(page.locator("[data-newest-label]")).to_have_text("H012")


def test_a_screen_forgets_a_refusal_once_the_line_is_back(mortal_hall: Hall, screen: Screen):
    mortal_hall.show(boards.busy())
    mortal_hall.stop()
    mortal_hall.start(refuse="not_signed_in")
    page = screen(mortal_hall.page())
    refusal = page.get_by_text("Khóa của màn hình không được chấp nhận")
    expect(refusal).to_be_visible(timeout=20_000)
    mortal_hall.stop()
    mortal_hall.start()
    expect(page.locator("[data-newest-label]")).to_have_text("H012", timeout=40_000)
    expect(refusal).to_have_count(0)
    mortal_hall.stop()
    expect(page.locator(".band-offline")).to_be_visible(timeout=20_000)
    expect(refusal).to_have_count(0)
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    mortal_hall.start()


def test_the_key_outlives_a_reload_without_its_fragment(hall: Hall, screen: Screen):
    page = screen(hall.page())
    expect(page.locator(".newest")).to_be_visible()
    page.goto(f"{hall.url}/assets/css/tokens.css")
    page.goto(f"{hall.url}/display")
    expect(page.locator(".newest")).to_be_visible()


def test_more_services_than_rows_turn_pages_of_equal_height(hall: Hall, screen: Screen):
    hall.show(boards.overloaded())
    page = screen(hall.page())
    seen: set[str] = set()
    heights: set[float] = set()
    first = page.locator(".waiting .page-mark").inner_text()
    second = {"Trang 1/2": "Trang 2/2", "Trang 2/2": "Trang 1/2"}[first]
    for mark in (first, second):
        expect(page.locator(".waiting .page-mark")).to_have_text(mark, timeout=14_000)
        seen |= set(page.locator(".row:not(.row-none) .row-letter").all_inner_texts())
        heights.add(page.locator(".waiting").evaluate("(box) => box.getBoundingClientRect().height"))
    assert seen == {code for code, _ in boards.SERVICES}
    assert len(heights) == 1


@pytest.mark.parametrize(
    ("level", "theme"),
    [(boards.empty, "light"), (boards.busy, "light"), (boards.busy, "dark"), (boards.overloaded, "dark")],
)
def test_axe_finds_nothing_wrong(hall: Hall, screen: Screen, level: Callable[[], dict], theme: str):
    hall.show(level())
    page = screen(hall.page(f"/display?theme={theme}"), bypass_csp=True)
    expect(page.locator(".newest")).to_be_visible()
    assert axe_findings(page) == []


SPILT = """async () => {
  await document.fonts.ready;
  const homes = {
    ".grid": ".cell", ".cell": ".cell-number, .cell-label, .cell-state, .cell-name, .state", ".newest": ".newest *",
    ".waiting ul": ".row", ".row": ".row *", ".calls": ".call", ".call": ".call *", ".foot": ".foot *",
  };
  const spilt = [];
  for (const [home, guests] of Object.entries(homes)) {
    for (const box of document.querySelectorAll(home)) {
      const outer = box.getBoundingClientRect();
      for (const guest of box.querySelectorAll(guests)) {
        const inner = guest.getBoundingClientRect();
        const across = Math.max(outer.left - inner.left, inner.right - outer.right);
        const down = Math.max(outer.top - inner.top, inner.bottom - outer.bottom);
        if (inner.width && Math.max(across, down) > 1.5) spilt.push(`${guest.className} in ${home}`);
      }
    }
  }
  return spilt;
}"""


@pytest.mark.parametrize("level", [boards.busy, boards.overloaded])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (1080, 1920)])
def test_nothing_runs_out_of_its_box(hall: Hall, screen: Screen, width: int, height: int, level: Callable[[], dict]):
    hall.show(level())
    page = screen(hall.page(), width, height)
    expect(page.locator("[data-newest-label]")).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(SPILT) == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (1080, 1920)])
def test_a_name_of_81_letters_is_read_to_its_end(hall: Hall, screen: Screen, width: int, height: int):
    level = boards.overloaded()
    for line in level["lines"]:
        line["name"] = "Bảo trợ xã hội – giảm nghèo – người có công – trẻ em – gia đình và bình đẳng giới"
    # The pages turn by the clock: each has lines stopped until later today and until a day that must be named.
    for line in level["lines"][1::3]:
        line |= {"open": False, "closed_because": "cut_off", "reopens_at": datetime.now(UTC).isoformat()}
    for line in level["lines"][2::3]:
        line |= {"open": False, "closed_because": "cut_off", "reopens_at": "2099-11-23T00:30:00+00:00"}
    hall.show(level)
    page = screen(hall.page(), width, height)
    expect(page.locator(".row-name.is-longest").first).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => true)")
    cut = "(names) => names.filter((name) => name.scrollHeight > name.clientHeight + 1).length"
    assert page.locator(".row-name").evaluate_all(cut) == 0
    assert page.evaluate(SPILT) == []


def test_nothing_runs_out_of_its_box_under_the_band_of_a_lost_line(mortal_hall: Hall, screen: Screen):
    mortal_hall.show(boards.overloaded())
    page = screen(mortal_hall.page())
    expect(page.locator("[data-newest-label]")).to_be_visible()
    mortal_hall.stop()
    expect(page.locator(".band-offline")).to_be_visible()
    assert page.evaluate(SPILT) == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (3840, 2160), (1080, 1920)])
def test_the_newest_label_and_counter_can_be_read_from_ten_metres(hall: Hall, screen: Screen, width: int, height: int):
    """Cap height ≥ distance / 200: 50 mm at 10 m, which is 102 of the 1080 dots of a 43-inch panel's short side."""
    dots = min(width, height) / 1080
    hall.show(boards.overloaded())
    page = screen(hall.page(), width, height)
    for place in ("[data-newest-label]", "[data-newest-counter]"):
        capital = page.locator(place).evaluate(
            """async (element) => {
                 await document.fonts.ready;
                 const style = getComputedStyle(element);
                 const pen = document.createElement("canvas").getContext("2d");
                 pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
                 return { size: parseFloat(style.fontSize), cap: pen.measureText("H").actualBoundingBoxAscent };
               }"""
        )
        assert capital["size"] >= 200 * dots - 0.01
        assert capital["cap"] >= 102 * dots


def test_the_band_follows_the_voice_and_then_shows_the_newest_call(hall: Hall, screen: Screen):
    hall.show(boards.overloaded())
    page = screen(hall.page())
    held: list[Route] = []
    page.route("**/chime.wav", lambda route: held.append(route))
    page.reload()
    expect(page.locator("[data-newest-label]")).to_have_text("N152")
    hall.call(boards.edge("T143", 3, 2002))
    hall.call(boards.edge("N152", 12, 2003))
    expect(page.locator(".newest.is-fresh [data-newest-label]")).to_have_text("T143")
    expect(page.locator(".cell[data-counter='3'] .icon-volume-2")).to_be_visible()
    for route in held:
        route.continue_()
    page.unroute("**/chime.wav")
    expect(page.locator("[data-newest-label]")).to_have_text("N152")


def test_a_call_pulses_and_nothing_moves_for_people_who_asked_for_stillness(hall: Hall, screen: Screen):
    hall.show(boards.busy())
    pages = {motion: screen(hall.page(), reduced_motion=motion) for motion in ("no-preference", "reduce")}
    for page in pages.values():
        expect(page.locator(".newest.is-fresh")).to_have_count(0)
        expect(page.locator("[data-newest-label]")).to_have_text("H012")
    hall.call(boards.edge("H012", 1, boards.NEWEST + 1, times=2))
    expect(pages["no-preference"].locator(".newest.is-fresh")).to_have_css("animation-name", "arrive, pulse")
    expect(pages["reduce"].locator(".newest.is-fresh")).to_have_css("animation-name", "none")


@pytest.mark.parametrize(("language", "word"), [("en", "Now calling"), ("ko", "호출 번호")])
def test_a_second_screen_speaks_the_guests_language(hall: Hall, screen: Screen, language: str, word: str):
    hall.show(boards.busy())
    page = screen(hall.page(f"/display?lang={language}"))
    expect(page.locator(".newest")).to_contain_text(word)
    expect(page.locator("html")).to_have_attribute("lang", language)
