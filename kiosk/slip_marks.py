"""The two large marks of a slip: the label, 18 mm high, and the QR code, 30 mm wide."""

from functools import lru_cache

import qrcode
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_M

from kiosk.lettering import FONTS, MISSING, blank, draws, font_at, packed

LABEL_SIZE = 204
"""Capitals of Noto Sans are 0.714 of the size: 145 dots, 18.2 mm. On 58 mm only the widest (M012) come out smaller."""
LABEL_EDGE = 8
QR_DOTS = 240
QUIET = 4
"""Modules of white on every side, or phones do not see where the code begins."""
MASK = 0
"""Choosing the best of the eight masks costs four times the drawing; a fixed one is as valid and reads as well."""


@lru_cache(maxsize=512)
def label_strip(label: str, width: int) -> bytes:
    """The label as large as the paper allows: in the wide cut, else the narrow one, else smaller."""
    room = width - 2 * LABEL_EDGE
    ink = _ink(label, "slip-label", LABEL_SIZE)
    if ink.width > room:
        ink = _ink(label, "slip-label-narrow", LABEL_SIZE)
    if ink.width > room:
        ink = _ink(label, "slip-label-narrow", LABEL_SIZE * room // ink.width)
    strip = Image.new("1", (width, ink.height), 0)
    strip.paste(ink, ((width - ink.width) // 2, 0))
    return packed(strip)


def _ink(label: str, name: str, size: int) -> Image.Image:
    """The label's dots alone, without the room a font leaves around its letters."""
    letters = [_letter(letter, name, size) for letter in label]
    sheet = Image.new("1", (sum(advance for _, advance in letters) + size, letters[0][0].height), 0)
    x = size // 2
    for drawn, advance in letters:
        sheet.paste(1, (x, 0), drawn)
        x += advance
    return sheet.crop(sheet.getbbox() or (0, 0, 8, 8))


@lru_cache(maxsize=256)
def _letter(letter: str, name: str, size: int) -> tuple[Image.Image, int]:
    """One large letter and how far the next one stands; drawing four anew costs as much as all the rest of a slip."""
    path = FONTS / f"{name}.ttf"
    font = font_at(path, size)
    text = letter if draws(path, letter) else MISSING
    advance = round(font.getlength(text, mode="1"))
    sheet = Image.new("1", (advance + size // 4, size), 0)
    ImageDraw.Draw(sheet).text((0, size * 4 // 5), text, fill=1, font=font, anchor="ls")
    return sheet, advance


def qr_strip(url: str, width: int) -> bytes:
    """The code in the middle of a strip, at least 30 mm wide where the paper allows, with its quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, mask_pattern=MASK)
    code.add_data(url, optimize=0)
    code.make()
    modules = code.modules
    count = len(modules)
    scale = min(-(-QR_DOTS // count), width // (count + 2 * QUIET))
    right = width - (width - count * scale) // 2 - count * scale
    rows = []
    for row in modules:
        bits = "".join(("1" if dark else "0") * scale for dark in row)
        rows.append((int(bits, 2) << right).to_bytes(width // 8, "big") * scale)
    # The line under the code begins with white of its own.
    return b"".join([blank(QUIET * scale, width), *rows, blank((QUIET - 1) * scale, width)])
