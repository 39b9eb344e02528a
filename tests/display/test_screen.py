"""How one screen of the hall is set: its counters, its hours of darkness, and what it shows between the calls."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.display import boards
from tests.display.conftest import Hall, axe_findings
from tests.display.test_hall_screen import SPILT
from tests.services import eventually

Screen = Callable[..., Page]

WEEK = {
    **{day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "sat": [["07:30", "11:30"]], "sun": [],
}  # fmt: skip
FIELDS = [
    {
        "service": "B", "name": {"vi": "Đăng ký kinh doanh – tài chính – hợp tác xã", "en": "", "ko": ""},
        "procedures": [
            {"vi": f"Thủ tục {n}: ghi vào Sổ hộ tịch việc kết hôn của công dân Việt Nam ở nước ngoài", "en": ""}
            for n in range(1, 14)
        ],
    }
]  # fmt: skip


def vi(words: str) -> dict[str, str]:
    return {"vi": words, "en": "", "ko": ""}


def item(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "seconds": 600, "title": None, "text": None, "file": ""} | more


ITEMS = [
    item("how"),
    item("hours"),
    item("procedures"),
    item("text", title=vi("Tài liệu trong ngày"), text=vi("Danh sách hộ được cấp đổi giấy chứng nhận. " * 9)),
]


def turn(page: Page) -> None:
    """The next item, without waiting for it."""
    expect(page.locator(".newest")).to_be_visible()
    page.evaluate("import('/display/static/playlist.js').then((list) => list.next())")


def test_a_screen_for_some_counters_shows_and_calls_only_to_those(hall: Hall, screen: Screen):
    hall.show(boards.overloaded())
    hall.set(counters=[1, 2, 4])
    page = screen(hall.page())
    expect(page.locator("[data-counter]")).to_have_count(3)
    expect(page.locator(".zone-mark")).to_have_text("Màn hình này gọi các quầy 1–2, 4")
    expect(page.locator(".waiting [data-service]")).to_have_count(4)
    assert set(page.locator(".call-counter").all_inner_texts()) == {"Quầy 2", "Quầy 4"}, "1 stands in the large band"
    hall.call(boards.edge("S146", 6, 2003))
    hall.call(boards.edge("C142", 2, 2004))
    expect(page.locator("body")).to_have_attribute("data-spoken", "C142")
    hall.set()
    expect(page.locator("[data-counter]")).to_have_count(12)


def test_a_playlist_stands_while_nobody_is_called_and_gives_way_at_once(hall: Hall, screen: Screen):
    hall.set(playlist=[item("how")])
    page = screen(hall.page())
    expect(page.locator(".newest")).to_contain_text("Chưa có ai được gọi")
    turn(page)
    expect(page.locator(".between")).to_contain_text("Chọn việc cần làm trên máy lấy số")
    hall.show(boards.busy())
    hall.call(boards.edge("H012", 1, boards.NEWEST))
    expect(page.locator("[data-newest-label]")).to_have_text("H012")
    expect(page.locator(".between")).to_have_count(0)


def test_hours_are_those_of_the_regulations_and_days_with_the_same_are_one_row(hall: Hall, screen: Screen):
    hall.set(playlist=[item("hours")], week=WEEK)
    page = screen(hall.page())
    turn(page)
    assert page.locator(".week").inner_text().split("\n") == [
        "Thứ Hai – Thứ Sáu", "7:30–11:30, 13:30–17:00", "Thứ Bảy", "7:30–11:30", "Chủ Nhật", "Nghỉ",
    ]  # fmt: skip


def test_what_cannot_be_shown_is_passed_over_and_staff_are_told(hall: Hall, screen: Screen):
    (hall.state.parent / f"{'a' * 32}.mp4").write_bytes(b"no video at all")
    gone, broken = item("picture", file="b" * 32 + ".png"), item("video", file="a" * 32 + ".mp4")
    hall.set(playlist=[gone, broken, item("how")])
    page = screen(hall.page())
    turn(page)
    expect(page.locator(".between")).to_contain_text("Cách lấy số thứ tự")
    eventually(lambda: hall.ask("/control/health")["health"][-1].get("lost_files") == 2, 10, "both are told")


def test_a_file_that_could_not_be_shown_is_tried_again_though_nothing_else_is_in_the_list(hall: Hall, screen: Screen):
    file = "d" * 32 + ".png"
    hall.set(playlist=[item("picture", file=file)])
    page = screen("about:blank")
    page.clock.install()
    page.goto(hall.page())
    expect(page.locator(".newest")).to_be_visible()
    page.clock.fast_forward(13_000)
    expect(page.locator(".newest")).to_contain_text("Chưa có ai được gọi")
    Image.new("RGB", (40, 30)).save(Path(hall.state.parent) / file)
    page.clock.fast_forward(10 * 60_000)
    page.clock.fast_forward(13_000)
    expect(page.locator(".shown img")).to_be_visible()


def test_a_picture_is_shown_whole_with_its_title(hall: Hall, screen: Screen):
    file = "c" * 32 + ".png"
    Image.new("RGB", (400, 900), "#0B5F63").save(Path(hall.state.parent) / file)
    hall.set(playlist=[item("picture", file=file, title=vi("Ngày hội chuyển đổi số"))])
    page = screen(hall.page())
    turn(page)
    expect(page.locator("figcaption")).to_have_text("Ngày hội chuyển đổi số")
    shown, band = (page.locator(place).bounding_box() for place in (".shown img", ".between"))
    assert shown and band and shown["height"] <= band["height"] + 1


def test_the_halls_own_notices_are_among_the_lines_of_the_foot(hall: Hall, screen: Screen):
    hall.set(notices=[vi("Mất điện chiều thứ Sáu."), vi("Gửi xe miễn phí.")])
    page = screen(hall.page())
    expect(page.locator(".newest")).to_be_visible()
    lines = set()
    for seconds in range(0, 240, 12):
        page.evaluate(
            "seconds => import('/assets/js/age.js').then(({ now }) => { now.value = 1.8e12 + seconds * 1000; })",
            seconds,
        )
        lines.add(page.locator(".foot-ticker").inner_text())
    assert {"Mất điện chiều thứ Sáu.", "Gửi xe miễn phí."} <= lines


def test_a_screen_is_dark_in_its_hours_and_as_it_was_hung_otherwise(hall: Hall, screen: Screen):
    hall.set(dark=["00:00", "24:00"])
    page = screen(hall.page())
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    hall.set()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (1080, 1920), (3840, 2160)])
def test_each_item_keeps_within_its_band(hall: Hall, screen: Screen, width: int, height: int):
    hall.set(playlist=ITEMS, week=WEEK, fields=FIELDS)
    page = screen(hall.page(), width, height)
    expect(page.locator(".newest")).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => true)")
    for each in ITEMS:
        turn(page)
        expect(page.locator(f".between-{each['kind']}")).to_be_visible()
        spilt = page.evaluate(
            """() => {
              const outer = document.querySelector(".between").getBoundingClientRect();
              return [...document.querySelectorAll(".between *")].filter((one) => {
                const inner = one.getBoundingClientRect();
                return inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1 || inner.right > outer.right + 1;
              }).map((one) => one.className || one.tagName);
            }"""
        )
        assert spilt == [], each["kind"]


@pytest.mark.parametrize("counters", [2, 3, 4, 6, 9])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920)])
def test_fewer_counters_stand_larger_and_within_their_boxes(
    hall: Hall, screen: Screen, width: int, height: int, counters: int
):
    hall.show(boards.overloaded())
    hall.set(counters=list(range(1, counters + 1)))
    page = screen(hall.page(), width, height)
    expect(page.locator("[data-counter]")).to_have_count(counters)
    page.evaluate("document.fonts.ready.then(() => true)")
    assert page.evaluate(SPILT) == []


def test_axe_finds_nothing_wrong_with_the_playlist(hall: Hall, screen: Screen):
    hall.set(playlist=ITEMS, week=WEEK, fields=FIELDS)
    page = screen(hall.page(), bypass_csp=True)
    expect(page.locator(".newest")).to_be_visible()
    for _ in ITEMS:
        turn(page)
        assert axe_findings(page) == []
