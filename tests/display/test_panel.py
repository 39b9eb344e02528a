"""The panel over a counter: whose it is, and one number."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.display import boards
from tests.display.conftest import Hall, axe_findings

Screen = Callable[..., Page]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, ["Quầy 1", "Công chức Hộ tịch", "Xin mời số", "H012"]),
        (2, ["Quầy 2", "Đang phục vụ", "C031"]),
        (3, ["Quầy 3", "Mời công dân chờ gọi số"]),
        (4, ["Ưu tiên", "K007"]),
        (6, ["Tạm nghỉ đến 9:30", "Họp khẩn cấp"]),
        (8, ["Tạm nghỉ", "Nghỉ giải lao"]),
        (12, ["Quầy chưa mở"]),
        (99, ["Trung tâm không có quầy 99"]),
    ],
)
def test_the_panel_says_what_its_counter_does(hall: Hall, screen: Screen, number: int, words: list[str]):
    hall.show(boards.busy())
    page = screen(hall.page(f"/panel/{number}"), 1280, 720)
    for word in words:
        expect(page.locator("main")).to_contain_text(word)


@pytest.mark.parametrize("number", [1, 6])
def test_axe_finds_nothing_wrong(hall: Hall, screen: Screen, number: int):
    hall.show(boards.busy())
    page = screen(hall.page(f"/panel/{number}"), 1280, 720, bypass_csp=True)
    expect(page.locator(".panel-middle")).to_be_visible()
    assert axe_findings(page) == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 360), (800, 1280), (480, 320)])
def test_the_number_is_as_large_as_the_panel_allows(hall: Hall, screen: Screen, width: int, height: int):
    hall.show(boards.busy())
    page = screen(hall.page("/panel/4"), width, height)
    expect(page.locator("[data-panel-label]")).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => true)")  # until then it stands in a narrower face
    box = page.locator("[data-panel-label]").bounding_box()
    assert box
    assert box["width"] <= width
    assert box["y"] + box["height"] <= height + 1
    assert box["width"] > width * 0.8 or box["height"] > height * 0.5


def test_the_panel_of_a_hall_in_practice_says_so_like_the_tv(hall: Hall, screen: Screen):
    hall.show(boards.busy() | {"trial": True})
    page = screen(hall.page("/panel/1"), 1280, 720)
    expect(page.locator(".band-trial")).to_have_text("Đang tập huấn – số gọi không có giá trị")
    expect(page.locator("[data-panel-label]")).to_be_in_viewport(ratio=1)
    hall.show(boards.busy() | {"seq": 900})
    expect(page.locator(".band-trial")).to_have_count(0)


def test_the_panel_admits_a_lost_line(mortal_hall: Hall, screen: Screen):
    mortal_hall.show(boards.busy())
    page = screen(mortal_hall.page("/panel/1"), 1280, 720)
    expect(page.locator("[data-panel-label]")).to_have_text("H012")
    mortal_hall.stop()
    expect(page.locator(".band-offline")).to_contain_text("Mất kết nối")
    expect(page.locator("[data-panel-label]")).to_have_text("H012")
