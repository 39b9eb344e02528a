"""Drawing a slip: every text is safe, every promise on it is honest, and the same slip is the same bytes."""

import copy
import hashlib
import logging
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from assets import FOLDER
from assets.messages import message
from kiosk.encoder import encode
from kiosk.lettering import FONTS, Style, draws, line, text_width, wrap
from kiosk.slip import PAPERS, BadSlip, GuideSlip, TicketSlip, _minutes, draw_guide, draw_ticket, minutes_range
from kiosk.slip_data import Wait
from server.pages.phone import wait_text
from tests.kiosk.slips import ANH_BINH, BA_SAU, LONG_PROCEDURE

DOTS = {80: 576, 58: 384}


@pytest.mark.parametrize("width", [80, 58])
def test_the_same_slip_is_the_same_bytes_in_another_process(width: int):
    code = (
        "import hashlib; from kiosk.slip import TicketSlip, draw_ticket; from kiosk.encoder import encode;"
        "from tests.kiosk.slips import BA_SAU;"
        f"print(hashlib.sha256(encode(draw_ticket(TicketSlip.from_json(BA_SAU), {width}))).hexdigest())"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    here = hashlib.sha256(encode(draw_ticket(TicketSlip.from_json(BA_SAU), width))).hexdigest()
    assert here == there


@pytest.mark.parametrize("width", [80, 58])
@pytest.mark.parametrize("slip", [BA_SAU, ANH_BINH, {**BA_SAU, "procedure": LONG_PROCEDURE, "reprint": True}])
def test_a_slip_fills_its_paper_with_air_at_the_edges(slip: dict, width: int):
    page = draw_ticket(TicketSlip.from_json(slip), width)
    ink = page.convert("L").point(lambda value: 255 - value)
    left, top, right, bottom = ink.getbbox()
    assert page.mode == "1" and page.width == DOTS[width]
    assert left >= 4 and page.width - right >= 4 and top >= 8 and page.height - bottom >= 8
    share = ink.histogram()[255] / (page.width * page.height)
    assert 0.05 < share < 0.25, "a slip is mostly white: ink costs heat, and speed on weak power supplies"
    assert page.height < 2000, "a slip is shorter than 25 cm"


@pytest.mark.parametrize("width", [80, 58])
@pytest.mark.parametrize("label", ["H012", "M388", "D001"])
def test_the_label_is_at_least_18_mm_high(label: str, width: int):
    page = draw_ticket(TicketSlip.from_json({**ANH_BINH, "label": label, "checklist": []}), width)
    row = page.width // 8
    dots = page.tobytes("raw", "1;I")
    inked = "".join("x" if any(dots[at : at + row]) else " " for at in range(0, len(dots), row))
    label_rows = max(map(len, inked[:500].split()))
    assert label_rows >= (144 if width == 80 else 124 if label == "M388" else 140)


@pytest.mark.parametrize("label", ["A1", "H0123", "AB01234", "WWWWWWWW", "Đ012", "한12"])
def test_a_label_of_any_length_fits_the_paper(label: str):
    for width in (80, 58):
        ink = draw_ticket(TicketSlip.from_json({**ANH_BINH, "label": label}), width).convert("L")
        left, _, right, _ = ink.point(lambda value: 255 - value).getbbox()
        assert left >= 2 and right <= DOTS[width] - 2


def test_decomposed_letters_are_drawn_as_composed_ones():
    decomposed = {**BA_SAU, "service": unicodedata.normalize("NFD", "Hộ tịch"), "procedure": "Đăng ky\u0301 khai sinh"}
    assert TicketSlip.from_json(decomposed) == TicketSlip.from_json(BA_SAU)


def test_the_clock_shows_hall_time_whatever_the_offset():
    for written in (
        "2026-11-21T02:05:00Z",
        "2026-11-21T09:05:00+07:00",
        "2026-11-21T09:05:00",
        "2026-11-20T20:05-06:00",
    ):
        slip = TicketSlip.from_json({**BA_SAU, "issued_at": written})
        assert (slip.issued_at.hour, slip.issued_at.minute, slip.issued_at.day) == (9, 5, 21)
    seoul = TicketSlip.from_json({**BA_SAU, "timezone": "Asia/Seoul"})
    assert seoul.issued_at.hour == 11


@pytest.mark.parametrize(
    ("p10", "p90", "minutes"),
    [
        (0, 0, (0, 1)),
        (59, 61, (0, 2)),
        (250, 1290, (4, 25)),
        (720, 1500, (10, 25)),
        (600, 600, (10, 10)),
        (0, 30, (0, 1)),
    ],
)
def test_the_range_of_minutes_is_rounded_outward_and_never_ends_at_zero(p10: int, p90: int, minutes: tuple[int, int]):
    assert minutes_range(Wait(p10, p90)) == minutes


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@given(p10=st.integers(0, 9000), more=st.integers(0, 9000))
@settings(max_examples=60, deadline=None)
def test_the_slip_and_the_phone_say_the_same_minutes(language: str, p10: int, more: int):
    wait = {"p10": p10, "p50": p10, "p90": p10 + more}
    assert _minutes(Wait(p10, p10 + more), language) == wait_text(wait, language)


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize("people", [0, 1, 12])
def test_slip_screen_and_phone_name_the_people_ahead_in_the_same_words(language: str, people: int):
    on_paper = message(language, "slip-ahead", count=people) if people else message(language, "slip-ahead-none")
    assert on_paper == message(language, "kiosk-last-ahead", n=people) == message(language, "phone-ahead", count=people)


EXTRAS: list[dict] = [
    {"trial": True},
    {"reprint": True},
    {"lane": "appointment", "slot_at": "2026-11-21T09:00:00+07:00"},
    {"path": ["Thu phí, lệ phí", "Trả kết quả"]},
    {"same_day_until": "15:00"},
    {"reserve": True, "ahead": None, "wait": None},
]


@pytest.mark.parametrize("width", [80, 58])
def test_what_a_slip_need_not_say_leaves_it_as_it_was_and_the_rest_is_seen(width: int):
    plain = encode(draw_ticket(TicketSlip.from_json(BA_SAU), width))
    unsaid = {"trial": False, "slot_at": None, "path": [], "same_day_until": None}
    assert encode(draw_ticket(TicketSlip.from_json(BA_SAU | unsaid), width)) == plain
    drawn = {encode(draw_ticket(TicketSlip.from_json(BA_SAU | extra), width)) for extra in EXTRAS}
    assert len(drawn | {plain}) == 1 + len(EXTRAS)


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize("width", [80, 58])
def test_a_slip_that_says_it_all_stays_within_its_paper(width: int, language: str):
    extra = {key: value for extra in EXTRAS for key, value in extra.items()}
    long_path = {"path": ["Thẩm định hồ sơ đăng ký đất đai tại chi nhánh văn phòng", "Thu phí, lệ phí", "Trả kết quả"]}
    page = draw_ticket(TicketSlip.from_json(BA_SAU | extra | long_path | {"language": language}), width).convert("L")
    left, _, right, _ = page.point(lambda value: 255 - value).getbbox()
    assert left >= 4 and page.width - right >= 4 and page.height < 2100


def test_an_unknown_language_is_vietnamese():
    assert TicketSlip.from_json({**BA_SAU, "language": "xx"}) == TicketSlip.from_json(BA_SAU)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "H01234567"}, "label"),
        ({"label": 12}, "label"),
        ({"service": None}, "service"),
        ({"service": " \u200b\n"}, "service"),
        ({"service": "x" * 10_000}, "service"),
        ({"hall": None}, "hall"),
        ({"hall": {"name": 3}}, "hall.name"),
        ({"lane": "vip"}, "lane"),
        ({"lane": ["priority"]}, "lane"),
        ({"ahead": -1}, "ahead"),
        ({"ahead": True}, "ahead"),
        ({"ahead": 1.5}, "ahead"),
        ({"wait": {"p10": 60}}, "wait.p90"),
        ({"wait": {"p10": float("nan"), "p90": 60}}, "wait.p10"),
        ({"wait": {"p10": 90, "p90": 60}}, "wait"),
        ({"wait": 600}, "wait"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "http://x/" + "a" * 300}, "url"),
        ({"url": "http://x/à"}, "url"),
        ({"issued_at": "yesterday"}, "issued_at"),
        ({"issued_at": None}, "issued_at"),
        ({"issued_at": "0001-01-01T00:00:00+14:00"}, "issued_at"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"timezone": "Asia"}, "timezone"),
        ({"timezone": 7}, "timezone"),
        ({"checklist": "giấy"}, "checklist"),
        ({"checklist": [{"text": "giấy", "kind": "burn"}]}, "checklist[0].kind"),
        ({"checklist": [{"kind": "submit"}]}, "checklist[0].text"),
        ({"checklist": [3]}, "checklist[0]"),
        ({"reprint": "yes"}, "reprint"),
        ({"trial": 1}, "trial"),
        ({"slot_at": "9 giờ"}, "slot_at"),
        ({"path": "Thu phí"}, "path"),
        ({"path": ["Thu phí", ""]}, "path[1].name"),
        ({"path": ["Thu phí"] * 9}, "path"),
        ({"same_day_until": "25:00"}, "same_day_until"),
    ],
)
def test_a_wrong_field_is_named_in_one_sentence(change: dict, field: str):
    with pytest.raises(BadSlip) as caught:
        TicketSlip.from_json({**BA_SAU, **change})
    assert str(caught.value).startswith(f"{field}: ") and "\n" not in str(caught.value)


@pytest.mark.parametrize("junk", [None, [], "slip", 3, {}])
def test_what_is_no_slip_at_all_is_refused(junk: object):
    for kind in (TicketSlip, GuideSlip):
        with pytest.raises(BadSlip):
            kind.from_json(junk)


ANY_TEXT = st.text(
    st.characters(categories=None) | st.sampled_from("\x00\u0301\u0323🧾\ufeff\u202e한ệ \n\ud800"), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(
    service=ANY_TEXT,
    procedure=ANY_TEXT,
    item=ANY_TEXT,
    name=ANY_TEXT,
    label=ANY_TEXT,
    language=st.sampled_from(["vi", "en", "ko"]),
)
def test_no_text_breaks_the_drawing(service, procedure, item, name, label, language):
    slip = copy.deepcopy(BA_SAU) | {"service": service, "procedure": procedure, "label": label, "language": language}
    slip["hall"] = {"name": name, "parent": item}
    slip["checklist"] = [{"text": item, "kind": "present"}]
    logging.getLogger("kiosk.lettering").setLevel(logging.ERROR)
    for width in (80, 58):
        try:
            page = draw_ticket(TicketSlip.from_json(slip), width)
        except BadSlip:
            return
        assert page.width == DOTS[width]


def test_a_character_no_font_has_is_a_box_and_a_warning(caplog: pytest.LogCaptureFixture):
    logging.getLogger("kiosk.lettering").setLevel(logging.WARNING)
    with caplog.at_level(logging.WARNING, "kiosk.lettering"):
        draw_ticket(TicketSlip.from_json({**ANH_BINH, "service": "Đất \U0001f3e1 đai"}), 80)
    assert "U+1F3E1" in caplog.text


@settings(max_examples=80, deadline=None)
@given(st.text("aăệ mlWĐ12,", max_size=300), st.integers(60, 560), st.integers(1, 5))
def test_wrapped_lines_fit_and_lose_nothing_unless_cut_with_an_ellipsis(text: str, width: int, most: int):
    style = Style(22)
    clean = " ".join(text.split())
    lines = wrap(clean, style, width, most)
    assert len(lines) <= most
    assert all(text_width(part, style) <= width for part in lines)
    if lines and lines[-1].endswith("…"):
        assert clean.replace(" ", "").startswith("".join(lines).replace(" ", "").removesuffix("…"))
    else:
        assert "".join(lines).replace(" ", "") == clean.replace(" ", "")


def test_a_procedure_of_a_thousand_letters_is_cut_at_a_word():
    lines = wrap(LONG_PROCEDURE.strip(), Style(24), 544, 5)
    assert len(lines) == 5 and lines[-1].endswith(" …")
    assert lines[-1].removesuffix(" …").split()[-1] in LONG_PROCEDURE.split()


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_our_own_fonts_draw_every_sentence_of_the_slip(language: str):
    text = (FOLDER / "texts" / language / "slip.ftl").read_text(encoding="utf-8")
    for weight in ("regular", "bold"):
        fonts = (FONTS / f"slip-{weight}.ttf", FONTS / f"slip-hangul-{weight}.ttf")
        lacking = {letter for letter in text if letter != "\n" and not any(draws(font, letter) for font in fonts)}
        assert not lacking, "run assets/fonts/slip/cut.py again"


@pytest.mark.parametrize("words", ["안내문 준비 서류", "Trung tâm xã", "jịt ỄỔỮ gỵ", "H012 발권 9:05"])
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_ink_of_a_line_stays_within_its_width_and_on_its_strip(words: str, weight):
    style = Style(24, weight)
    wide = text_width(words, style)
    strip = Image.frombytes("1", (576, style.height + 20), line(words, style, 576, "left", 40) + bytes(20 * 72))
    left, top, right, bottom = strip.getbbox()
    assert 36 <= left <= 44 and abs(right - 40 - wide) <= 4, "nothing but the words"
    assert top >= 0 and bottom <= style.height


def test_every_vietnamese_letter_has_its_own_shape():
    base = [
        unicodedata.normalize("NFC", letter + mark)
        for letter in "aăâeêioôơuưy"
        for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    ]
    for letter in [*base, *(letter.upper() for letter in base), "đ", "Đ"]:
        assert len(letter) == 1 and draws(FONTS / "slip-regular.ttf", letter) and draws(FONTS / "slip-bold.ttf", letter)


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize("width", [80, 58])
def test_a_guide_is_drawn_in_every_language_and_has_no_number(language: str, width: int):
    guide = GuideSlip.from_json({**BA_SAU, "language": language, "time_limit": "Trong ngày làm việc"})
    page = draw_guide(guide, width)
    assert page.width == DOTS[width] and page.height < draw_ticket(TicketSlip.from_json(BA_SAU), width).height
    assert message(language, "slip-guide-note")


@pytest.mark.parametrize("width", [80, 58])
def test_a_foreign_checklist_says_once_why_its_papers_are_named_in_vietnamese(width: int):
    paper = PAPERS[width]
    for language, times in (("vi", 0), ("en", 1), ("ko", 1)):
        page = draw_guide(GuideSlip.from_json({**BA_SAU, "language": language}), width).tobytes("raw", "1;I")
        why = wrap(message(language, "slip-checklist-tongue"), paper.item, paper.dots - 2 * paper.edge, 3)
        assert not why[-1].endswith("…")
        assert [page.count(line(part, paper.item, paper.dots, "left", paper.edge)) for part in why] == [times] * len(
            why
        )


def test_the_longest_checklist_is_cut_and_says_so():
    items = [{"text": f"Giấy tờ thứ {number} " + "rất dài " * 60, "kind": "submit"} for number in range(200)]
    page = draw_ticket(TicketSlip.from_json({**BA_SAU, "checklist": items}), 80)
    assert page.height < 5000
