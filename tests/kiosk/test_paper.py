"""The paper itself: bytes decoded by a decoder that is not ours, read by zbar and tesseract as people read it."""

import os
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from kiosk.encoder import encode
from kiosk.paper import published
from kiosk.slip import GuideSlip, TicketSlip, draw_guide, draw_ticket
from tests.kiosk.escpos_decoder import decode
from tests.kiosk.slips import ANH_BINH, BA_SAU, LONG_PROCEDURE

BA_SAU_LINES = [
    "Uỷ ban nhân dân xã Lương Tài",
    "Trung tâm Phục vụ hành chính công xã Lương Tài",
    "SỐ THỨ TỰ",
    "Hộ tịch",
    "Đăng ký khai sinh",
    "LƯỢT ƯU TIÊN",
    "Trước quý vị còn 3 người - khoảng 4-25 phút",
    "Quét để theo dõi",
    "Giấy tờ của quý vị",
    "Nộp:",
    "Tờ khai đăng ký khai sinh theo mẫu",
    "Giấy chứng sinh do cơ sở y tế nơi trẻ em sinh ra cấp",
    "Xuất trình (xem xong trả lại):",
    "Thẻ căn cước của người đi đăng ký",
    "Cơ quan tự tra cứu, không phải nộp:",
    "Giấy chứng nhận kết hôn của cha mẹ trẻ",
    "Số H012, lấy lúc 9:05 Thứ Bảy 21/11/2026",
    "Điện thoại: 0222 3867 123",
    "Không thay thế Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
]
ANH_BINH_LINES = [
    "Trung tâm Phục vụ hành chính công phường Kinh Bắc",
    "Đất đai",
    "Lượt thường",
    "Quý vị là người tiếp theo",
    "Số D027, lấy lúc 14:30 Thứ Hai 23/11/2026",
    "Điện thoại: 0222 3821 456",
]
REPRINT = {**ANH_BINH, "procedure": LONG_PROCEDURE, "reprint": True}
REPRINT_LINES = ["BẢN IN LẠI", "Thủ tục chấp thuận chủ trương đầu tư dự án đầu tư xây dựng nhà ở"]
ENGLISH_LINES = ["YOUR NUMBER", "PRIORITY LINE", "3 people ahead of you - about 4-25 minutes"]


def read(job: bytes, folder: Path, language: str = "vi") -> tuple[str, str]:
    """What a phone and a person read on the paper: the QR code, and the text as one line."""
    paper = decode(job)
    assert paper.commands[0] == "reset" and paper.commands[-1] == "cut" and paper.cuts == 1
    picture = folder / "paper.png"
    paper.image.save(picture)
    zbar = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)]
    qr = subprocess.run(zbar, capture_output=True, text=True, check=False).stdout.strip()
    tesseract = ["tesseract", str(picture), "-", "-l", {"vi": "vie", "en": "eng"}[language]]
    alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    text = subprocess.run(tesseract, capture_output=True, text=True, check=True, env=alone).stdout
    # The drawn boxes are read as a sign or nothing; dashes of every length as a hyphen.
    lines = [re.sub(r"^\W*[©OJl\]\[|]*\W+(?=\w{2,})", "", line) for line in text.splitlines()]
    return qr, unicodedata.normalize("NFC", re.sub(r"\s+", " ", " ".join(lines)).replace("–", "-"))


@pytest.mark.parametrize(
    ("slip", "width", "lines"),
    [
        (BA_SAU, 80, BA_SAU_LINES),
        (BA_SAU, 58, BA_SAU_LINES),
        (ANH_BINH, 80, ANH_BINH_LINES),
        (REPRINT, 58, REPRINT_LINES),
        ({**BA_SAU, "language": "en"}, 80, ENGLISH_LINES),
    ],
)
def test_every_line_is_read_and_the_qr_opens_the_tickets_page(slip: dict, width: int, lines: list[str], tmp_path: Path):
    qr, text = read(encode(draw_ticket(TicketSlip.from_json(slip), width)), tmp_path, slip.get("language", "vi"))
    assert qr == slip["url"]
    assert [line for line in lines if line not in text] == [], text


def test_a_guide_is_read_and_has_no_qr_and_no_number(tmp_path: Path):
    guide = GuideSlip.from_json({**BA_SAU, "time_limit": "trong ngày", "same_day_until": "14:30"})
    qr, text = read(encode(draw_guide(guide, 80)), tmp_path)
    assert qr == ""
    for line in ("PHIẾU HƯỚNG DẪN", "Đăng ký khai sinh", "Hồ sơ nộp sau 14:30", "Phiếu này không phải số thứ tự."):
        assert line in text
    assert "SỐ THỨ TỰ" not in text and "H012" not in text


def test_a_guide_leads_a_phone_to_the_list_where_it_is_published(tmp_path: Path):
    page = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7"
    for width in (80, 58):
        qr, _ = read(encode(draw_guide(GuideSlip.from_json(BA_SAU | {"list_url": page}), width)), tmp_path)
        assert qr == page
    assert published({"source": f"Cổng DVCQG; {page}; bản 7/2026"}) == page
    assert published({"source": "QĐ 2770/QĐ-UBND"}) == published({}) == ""


@pytest.mark.parametrize("length", [18, 60, 120, 300])
def test_an_address_of_any_length_is_read(length: int, tmp_path: Path):
    url = ("http://10.0.0.1/t/" + "Kq7" * 100)[:length]
    for width in (80, 58):
        picture = tmp_path / f"{width}.png"
        decode(encode(draw_ticket(TicketSlip.from_json({**ANH_BINH, "url": url}), width))).image.save(picture)
        zbar = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)]
        assert subprocess.run(zbar, capture_output=True, text=True, check=True).stdout.strip() == url
