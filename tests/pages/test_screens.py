"""The administrator sets up what hangs in the hall, and sees each change on the real screen before saving it."""

import re
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.pages.conftest import AXE, Hall

Open = Callable[..., Page]


def a_tv(hall: Hall) -> int:
    """A new TV of the hall, by its id."""
    made = hall.post("/devices", {"name": "TV khu một cửa A – cạnh cửa chính", "kind": "display"}, by="tuan")
    return int(made["device"]["id"])


def test_a_screen_is_given_its_counters_its_voice_and_its_hours(open_page: Open, hall: Hall) -> None:
    tv = a_tv(hall)
    page = open_page("/admin#screens", by="tuan")
    form = page.locator(f'[data-screen="{tv}"]')
    for number in (1, 2, 3):
        form.get_by_role("button", name=f"Quầy {number}", exact=True).click()
    form.get_by_role("slider").fill("60")
    form.get_by_label("Chỉ hiện, không đọc trong khoảng", exact=True).check()
    form.get_by_role("button", name="Lưu").click()
    expect(form.locator(".notice")).to_contain_text("Đã lưu")
    devices = hall.get("/devices", by="tuan")["devices"]
    kept = next(device["screen"] for device in devices if device["id"] == tv)
    assert kept == {"counters": [1, 2, 3], "volume": 60, "quiet": ["11:30", "13:30"], "dark": None}


def test_a_text_is_seen_on_the_real_screen_while_it_is_typed_and_by_nobody_else(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#screens", by="tuan")
    page.get_by_role("button", name="Văn bản, thông báo", exact=True).click()
    page.get_by_label("Tiêu đề – Tiếng Việt").fill("Lịch tiếp công dân")
    shown = page.frame_locator("iframe").locator(".between")
    expect(shown).to_contain_text("Lịch tiếp công dân")
    before = hall.get("/regulations", by="tuan")["regulations"]["screens"]["playlist"]
    assert [item["kind"] for item in before] == ["how", "hours", "procedures"], "not saved yet"
    page.locator(".regulation").get_by_role("button", name="Lưu").click()
    expect(page.locator(".told")).to_contain_text("Đã lưu")
    after = hall.get("/regulations", by="tuan")["regulations"]["screens"]["playlist"]
    assert after[-1]["title"] == {"vi": "Lịch tiếp công dân", "en": "", "ko": ""}


def test_a_notice_that_is_too_long_is_kept_as_pasted_and_refused_in_words(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#screens", by="tuan")
    page.get_by_role("button", name="Thêm thông báo").click()
    box = page.locator(".notice-row textarea").first
    pasted = "Trung tâm nghỉ " * 12  # 180 characters where 160 have room
    box.focus()
    page.keyboard.insert_text(pasted)
    expect(box).to_have_value(pasted)
    expect(page.locator(".too-long")).to_have_text("Dài 180 ký tự, nhiều nhất 160: xin rút ngắn.")
    page.locator(".regulation").get_by_role("button", name="Lưu").click()
    expect(page.locator(".problems li")).to_contain_text("Dài 180 ký tự, nhiều nhất 160: xin rút ngắn.")
    expect(box).to_have_value(pasted)
    assert hall.get("/regulations", by="tuan")["regulations"]["screens"]["notices"] == []
    box.fill("Trung tâm nghỉ chiều thứ Bảy")
    page.locator(".regulation").get_by_role("button", name="Lưu").click()
    expect(page.locator(".told")).to_contain_text("Đã lưu")


def test_a_picture_is_sent_and_shown_and_anything_else_is_refused_in_words(open_page: Open) -> None:
    page = open_page("/admin#screens", by="tuan")
    page.get_by_role("button", name="Ảnh", exact=True).click()
    choose = page.locator(".item.is-shown input[type=file]")
    choose.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"no picture at all"})
    expect(page.locator(".item.is-shown .notice-bad")).to_contain_text("Tệp này không phải ảnh")
    drawn = BytesIO()
    Image.new("RGB", (160, 90), "#0B5F63").save(drawn, "PNG")
    choose.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": drawn.getvalue()})
    picture = page.frame_locator("iframe").locator(".shown img")
    expect(picture).to_be_visible()
    assert picture.evaluate("async (one) => { await one.decode(); return one.naturalWidth; }") == 160


def test_a_file_that_was_long_on_its_way_finds_its_item_and_takes_nothing_typed_meanwhile(open_page: Open) -> None:
    page = open_page("/admin#screens", by="tuan")
    page.get_by_role("button", name="Ảnh", exact=True).click()
    page.get_by_role("button", name="Văn bản, thông báo", exact=True).click()
    page.get_by_label("Tiêu đề – Tiếng Việt").last.fill("Gõ trước khi gửi")
    expect(page.frame_locator("iframe").locator(".between")).to_contain_text("Gõ trước khi gửi")
    held: list[Route] = []
    page.route("**/api/v1/media", lambda route: held.append(route))
    drawn = BytesIO()
    Image.new("RGB", (16, 9)).save(drawn, "PNG")
    choose = page.locator(".item input[type=file]").last
    choose.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": drawn.getvalue()})
    expect(page.locator("progress")).to_be_visible()
    page.get_by_label("Tiêu đề – Tiếng Việt").last.fill("Gõ trong khi gửi")
    page.get_by_role("button", name=re.compile("^Đưa .* Ảnh lên trước")).click()
    held[0].continue_()
    expect(page.locator(".item", has_text="Ảnh")).to_contain_text("Đã có tệp")
    expect(page.get_by_label("Tiêu đề – Tiếng Việt").last).to_have_value("Gõ trong khi gửi")
    expect(page.locator(".item", has_text="Văn bản").last).not_to_contain_text("Đã có tệp")


def test_axe_finds_nothing_wrong_with_the_section(open_page: Open, hall: Hall) -> None:
    a_tv(hall)
    page = open_page("/admin#screens", by="tuan", bypass_csp=True)
    page.get_by_role("button", name="Văn bản, thông báo", exact=True).click()
    page.get_by_role("button", name="Thêm thông báo").click()
    page.evaluate(AXE)
    found = page.evaluate("axe.run({ exclude: ['iframe'] })")["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
