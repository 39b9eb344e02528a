"""The encoder's bytes: stable, strict, and the same picture as python-escpos's own."""

import random

import pytest
from escpos.printer import Dummy
from PIL import Image

from kiosk.encoder import encode
from tests.kiosk.escpos_decoder import NotEscPos, decode


def page(rows: int, width: int = 576) -> Image.Image:
    return Image.frombytes("1", (width, rows), random.Random(rows).randbytes(width // 8 * rows))


def test_a_small_page_has_exactly_these_bytes():
    drawn = Image.new("1", (16, 2), 1)
    drawn.putpixel((0, 0), 0)
    drawn.putpixel((15, 1), 0)
    expected = b"\x1b@" + b"\x1dv0\x00\x02\x00\x02\x00" + b"\x80\x00\x00\x01" + b"\x1dVB\x00"
    assert encode(drawn) == expected


@pytest.mark.parametrize("rows", [1, 7, 48, 96, 240, 249, 250, 251, 490, 1000, 1366])
def test_a_page_comes_back_dot_by_dot_and_is_cut_once_at_its_end(rows: int):
    drawn = page(rows)
    paper = decode(encode(drawn))
    assert paper.image.crop((0, 0, 576, rows)).tobytes() == drawn.tobytes()
    assert paper.commands == ["reset", *["raster"] * len(paper.bands), "cut"]


@pytest.mark.parametrize("band_rows", [0, 1, 24, 48, 96, 100, 250, 480, 960, 2303])
def test_no_band_is_a_multiple_of_48_rows_and_no_gap_opens_inside_the_page(band_rows: int):
    for rows in (96, 480, 1344, 2305):
        drawn = page(rows, 16)
        paper = decode(encode(drawn, band_rows=band_rows))
        assert not [band for band in paper.bands if band % 48 == 0]
        assert paper.image.crop((0, 0, 16, rows)).tobytes() == drawn.tobytes()
        assert paper.image.height - rows in (0, 8)


def test_the_picture_is_the_one_python_escpos_would_print():
    drawn = page(500, 512)
    reference = Dummy(profile="TM-T88III")
    reference.image(drawn, fragment_height=250)
    theirs = decode(b"\x1b@" + reference.output)
    assert theirs.image.tobytes() == decode(encode(drawn)).image.tobytes()


@pytest.mark.parametrize(
    ("bad", "band_rows"),
    [(Image.new("L", (16, 8)), 250), (Image.new("1", (17, 8)), 250), (Image.new("1", (16, 8)), 2304)],
)
def test_a_page_no_head_can_burn_is_refused(bad: Image.Image, band_rows: int):
    with pytest.raises(ValueError, match="must be"):
        encode(bad, band_rows=band_rows)


@pytest.mark.parametrize("bad", [b"\x1b@\x1dv0\x00\x02\x00\x02\x00\x80", b"\x1b@hello", b"\x1b@\x1dVB", b"\x1dV\x07"])
def test_the_tests_own_decoder_refuses_what_is_not_escpos(bad: bytes):
    with pytest.raises(NotEscPos):
        decode(bad)
