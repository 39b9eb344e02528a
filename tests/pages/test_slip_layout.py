"""The administrator changes how slips look: sees the dots while typing, and is told in words what cannot be printed."""

import base64
import re
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.pages.conftest import Hall

Open = Callable[..., Page]


def dots(paper: Locator) -> bytes:
    return base64.b64decode(str(paper.get_attribute("src")).partition(",")[2])


def test_what_is_typed_is_seen_at_once_and_printed_once_saved(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#slip", by="tuan")
    paper = page.locator(".slip-paper")
    expect(paper).to_have_attribute("width", "576")
    usual = int(str(paper.get_attribute("height")))
    page.get_by_label("Mã QR theo dõi").uncheck()
    expect(paper).not_to_have_attribute("height", str(usual))
    assert Image.open(BytesIO(dots(paper))).height < usual - 200
    page.get_by_role("button", name="58 mm").click()
    expect(paper).to_have_attribute("width", "384")
    assert hall.get("/slip-layout", by="tuan") == {"layout": {}}, "only tried"
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".notice")).to_contain_text("Đã lưu")
    expect(page.locator(".unsaved")).to_have_count(0)
    assert hall.get("/catalogue", by="tuan")["slip"] == {"without": ["qr"]}


def test_any_picture_becomes_an_emblem_that_can_be_printed(open_page: Open, hall: Hall) -> None:
    page = open_page("/admin#slip", by="tuan")
    paper = page.locator(".slip-paper")
    height = str(paper.get_attribute("height"))
    large = BytesIO()
    Image.radial_gradient("L").resize((900, 900)).convert("RGB").save(large, "JPEG")
    page.set_input_files("[name=emblem]", {"name": "huy.jpg", "mimeType": "image/jpeg", "buffer": large.getvalue()})
    expect(page.locator(".emblem")).to_be_visible()
    expect(paper).not_to_have_attribute("height", height)
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".notice")).to_contain_text("Đã lưu")
    kept = hall.get("/slip-layout", by="tuan")["layout"]["emblem"]
    assert Image.open(BytesIO(base64.b64decode(kept.partition(",")[2]))).size == (160, 160)
    page.set_input_files("[name=emblem]", {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.get_by_role("alert")).to_contain_text("Không đọc được ảnh này")


def test_a_letter_that_cannot_be_printed_is_named_with_its_line_and_nothing_is_lost(open_page: Open) -> None:
    page = open_page("/admin#slip", by="tuan")
    foot = page.locator("[name=foot-vi]")
    foot.fill("Cảm ơn\nquý vị 🏡")
    said = page.locator(".slip-preview .problems li")
    expect(said).to_have_text(re.compile("Dòng cuối phiếu – Tiếng Việt – dòng 2.*🏡"))
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("form .problems li")).to_have_text(re.compile("dòng 2.*🏡"))
    expect(foot).to_have_value("Cảm ơn\nquý vị 🏡")
    foot.fill("Cảm ơn\nquý vị")
    expect(said).to_have_count(0)
