"""A hall's own slips: what it adds is seen, what it leaves off is gone, and what the law wants has no switch."""

import base64
import json
import struct
import subprocess
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.encoder import encode
from kiosk.offer import Offer
from kiosk.slip import GuideSlip, TicketSlip, draw_guide, draw_ticket
from kiosk.slip_layout import BLOCKS, USUAL, BadLayout, Layout
from tests.kiosk.conftest import Machine
from tests.kiosk.escpos_decoder import decode
from tests.kiosk.slips import BA_SAU, LONG_PROCEDURE
from tests.kiosk.stand_in import StandIn, default_catalogue

DOTS = {80: 576, 58: 384}
SLIP: dict[str, Any] = BA_SAU | {
    "path": ["Thu phí"],
    "same_day_until": "15:00",
    "service_names": {"vi": "Hộ tịch", "en": "Civil status", "ko": "호적"},
}


def png(wide: int, high: int, colour: str | int = "black", mode: str = "RGB") -> str:
    out = BytesIO()
    Image.new(mode, (wide, high), colour).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def bomb() -> str:
    """A PNG that says it is 60,000 dots wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunk).decode()


FULL = {
    "emblem": png(120, 100),
    "head": {"vi": "Thân thiện – Đúng hẹn – Minh bạch", "en": "Friendly and on time"},
    "foot": {"vi": "Sáng 7:30–11:30, chiều 13:30–17:00\nCảm ơn quý vị!"},
    "languages": ["vi", "en", "ko"],
}


def ticket(layout: Any, width: Any = 80, **more: Any) -> Image.Image:
    return draw_ticket(TicketSlip.from_json(SLIP | more), width, Layout.from_json(layout))


@pytest.mark.parametrize("nothing", [None, {}, {"without": [], "head": {"vi": " "}, "emblem": ""}])
def test_a_layout_that_says_nothing_is_the_usual_slip_to_the_byte(nothing: Any):
    assert encode(ticket(nothing)) == encode(draw_ticket(TicketSlip.from_json(SLIP), 80))


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("width", [80, 58])
def test_a_block_left_off_makes_a_shorter_slip_or_fewer_words(block: str, width: int):
    usual, without = ticket(None, width), ticket({"without": [block]}, width)
    assert without.tobytes() != usual.tobytes()
    assert without.height <= usual.height


def read(page: Image.Image, folder: Path, language: str) -> str:
    name = folder / "slip.png"
    decode(encode(page)).image.save(name)
    command = ["tesseract", name, "-", "-l", language, "--psm", "6"]
    seen = subprocess.run(command, capture_output=True, text=True, check=True, env={"OMP_THREAD_LIMIT": "1"})
    return " ".join(seen.stdout.split())


def test_with_all_switched_off_the_slip_still_says_what_it_must(tmp_path: Path):
    seen = read(ticket({"without": list(BLOCKS)}), tmp_path, "vie")
    for words in ("Hộ tịch", "LƯỢT ƯU TIÊN", "9:05 Thứ Bảy 21/11/2026", "15:00", "Không thay thế Giấy tiếp nhận"):
        assert words in seen
    for words in ("Trước quý vị", "Quét", "Điện thoại", "Táo Đôi", "Tờ khai", "Thu phí"):
        assert words not in seen


def test_own_words_and_further_languages_stand_on_the_paper(tmp_path: Path):
    seen = read(ticket(FULL | {"languages": ["en"]}), tmp_path, "vie+eng").replace(" - ", " – ")
    for words in ("Thân thiện – Đúng hẹn – Minh bạch", "Cảm ơn quý vị!", "YOUR NUMBER", "Civil status",
                  "PRIORITY LINE", "3 people ahead of you", "Does not replace"):  # fmt: skip
        assert words in seen


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize("width", [80, 58])
def test_the_fullest_slip_stays_within_its_paper_with_its_label_as_large(width: int, language: str):
    page = ticket(FULL | {"emblem": png(368, 160)}, width, language=language, procedure=LONG_PROCEDURE)
    left, top, right, bottom = page.convert("L").point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert left >= 4 and page.width - right >= 4 and top >= 8 and page.height - bottom >= 8
    assert page.width == DOTS[width] and page.height < 2700
    row = page.width // 8
    dots = page.tobytes("raw", "1;I")
    inked = "".join("x" if any(dots[at : at + row]) else " " for at in range(0, len(dots), row))
    label_rows = max(map(len, inked[180:].split()))
    assert label_rows >= (144 if width == 80 else 140)


def test_light_and_clear_dots_of_an_emblem_are_paper():
    for dots in (png(40, 40, "yellow"), png(40, 40, (0, 0, 0, 0), "RGBA")):  # type: ignore[arg-type]
        with pytest.raises(BadLayout) as caught:
            Layout.from_json({"emblem": dots})
        assert [one.problem for one in caught.value.problems] == ["empty"]
    dark = ticket({"emblem": png(40, 40, "#8b0000")})
    assert dark.tobytes() == ticket({"emblem": png(40, 40)}).tobytes()


def test_a_guide_wears_the_same_head_and_foot_and_keeps_its_checklist():
    guide = GuideSlip.from_json(SLIP)
    usual = draw_guide(guide, 80)
    own = draw_guide(guide, 80, Layout.from_json(FULL | {"without": list(BLOCKS)}))
    bare = draw_guide(guide, 80, Layout.from_json({"without": ["checklist"]}))
    assert own.tobytes() != usual.tobytes() == bare.tobytes()


@pytest.mark.parametrize(
    ("layout", "where", "problem"),
    [
        ({"emblem": png(369, 20)}, "emblem", "too_wide"),
        ({"emblem": png(20, 161)}, "emblem", "too_high"),
        ({"emblem": png(20, 20, "white")}, "emblem", "empty"),
        ({"emblem": base64.b64encode(b"GIF89a").decode()}, "emblem", "not_png"),
        ({"emblem": "không phải ảnh"}, "emblem", "not_png"),
        ({"emblem": png(200, 100)[:120]}, "emblem", "not_png"),
        ({"emblem": bomb()}, "emblem", "not_png"),
        ({"emblem": "A" * 30_000}, "emblem", "too_large"),
        ({"emblem": 7}, "emblem", "wrong_type"),
        ({"without": ["qr", "label"]}, "without[2]", "unknown_word"),
        ({"without": [["qr"]]}, "without[1]", "unknown_word"),
        ({"without": "qr"}, "without", "wrong_type"),
        ({"languages": ["fr"]}, "languages[1]", "unknown_word"),
        ({"foot": {"vi": "một\nhai " + "x" * 90}}, "foot.vi[2]", "too_long"),
        ({"head": {"en": "a\nb\nc\nd"}}, "head.en", "too_many_lines"),
        ({"head": {"vi": "Chào \U0001f3e1"}}, "head.vi[1]", "no_font"),
        ({"head": {"fr": "Bonjour"}}, "head.fr", "unknown_field"),
        ({"head": "Chào"}, "head", "wrong_type"),
        ({"foot": {"ko": 3}}, "foot.ko", "wrong_type"),
        ({"legal": False}, "legal", "unknown_field"),
        ([], "layout", "wrong_type"),
    ],
)
def test_each_fault_is_named_with_its_place(layout: Any, where: str, problem: str):
    with pytest.raises(BadLayout) as caught:
        Layout.from_json(layout)
    assert [(one.where, one.problem) for one in caught.value.problems] == [(where, problem)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@settings(max_examples=80, deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(["emblem", "head", "foot", "without", "languages"], JSON)))
def test_no_layout_breaks_the_reading(said: dict[str, Any]):
    try:
        Layout.from_json(json.loads(json.dumps(said)))
    except BadLayout as caught:
        assert caught.problems


def test_a_kiosk_that_cannot_draw_the_hall_s_layout_draws_the_usual_slip():
    assert Offer(default_catalogue() | {"slip": FULL}).layout == Layout.from_json(FULL)
    assert Offer(default_catalogue() | {"slip": {"of_next_year": 1}}).layout == USUAL
    assert Offer(default_catalogue()).layout == USUAL


def test_a_kiosk_prints_in_the_layout_it_got_with_the_catalogue(machine: Machine, hall: StandIn):
    hall.catalogue = hall.catalogue | {"slip": {"emblem": png(200, 100), "without": ["qr"]}, "version": "own"}
    machine.start().take("H")
    with Image.open(machine.paper / "0001.png") as page:
        block = page.crop((188, 8, 388, 108)).convert("L")
    assert block.getextrema() == (0, 0), "the emblem is the first on the paper"
