"""The two large marks of a slip: the label, 18 mm high, and the QR code, 30 mm wide."""

from functools import lru_cache

import qrcode
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_M

from kiosk.lettering import FONTS, MISSING, blank, draws, font_at, packed

LABEL_SIZE = 204
"""Capitals of Noto Sans are 0.714 of the size: 145 dots, 18.2 mm."""
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
    for name in ("slip-label", "slip-label-narrow"):
        if _set_width(label, name, LABEL_SIZE) <= room:
            return _draw(label, name, LABEL_SIZE, width)
    size = LABEL_SIZE
    while size > 40 and _set_width(label, "slip-label-narrow", size) > room:
        size -= 4
    return _draw(label, "slip-label-narrow", size, width)


def _set_width(label: str, name: str, size: int) -> float:
    return font_at(FONTS / f"{name}.ttf", size).getlength(_in_font(label, name))


def _in_font(label: str, name: str) -> str:
    return "".join(letter if draws(FONTS / f"{name}.ttf", letter) else MISSING for letter in label)


def _draw(label: str, name: str, size: int, width: int) -> bytes:
    font, text = font_at(FONTS / f"{name}.ttf", size), _in_font(label, name)
    _, top, _, bottom = font.getbbox(text, anchor="ls")
    image = Image.new("1", (width, int(bottom - top) + 2), 0)
    ImageDraw.Draw(image).text((width // 2, 1 - top), text, fill=1, font=font, anchor="ms")
    return packed(image)


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
