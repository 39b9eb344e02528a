"""The slip a printer is set up with: says TEST, and shows edges, bands, the smallest type and the options."""

from datetime import datetime

from PIL import Image, ImageDraw

from assets.messages import message
from kiosk.lettering import Style, balanced, blank, line, packed, wrap
from kiosk.printers.options import PrinterOptions

DOTS = {80: 576, 58: 384}
PATTERN_ROWS = 640
"""More than two bands of the usual height: a gap between two of them breaks the lines."""
HEADING, TEXT, SMALL = Style(34, "bold"), Style(24, "bold"), Style(22)


def draw_set_up_slip(options: PrinterOptions, printer: str, at: datetime, language: str) -> Image.Image:
    """What the person beside the printer compares with what came out."""
    dots = DOTS[options.width]

    def centred(text: str, style: Style) -> bytes:
        return b"".join(line(part, style, dots) for part in balanced(text, style, dots - 32, 4))

    def left(text: str) -> bytes:
        return b"".join(line(part, SMALL, dots, "left", 16) for part in wrap(text, SMALL, dots - 32, 4))

    numbers = {
        "width": str(options.width), "band": str(options.band_rows), "pad": str(options.pad_rows),
        "speed": f"{options.speed_mm_s:g}", "confirm": options.confirm,
    }  # fmt: skip
    strips = [
        blank(8, dots),
        centred(message(language, "slip-set-up-heading"), HEADING),
        centred(message(language, "slip-set-up-note"), SMALL),
        blank(8, dots),
        _edges(dots),
        centred(message(language, "slip-set-up-edges"), TEXT),
        _pattern(dots),
        centred(message(language, "slip-set-up-bands"), TEXT),
        blank(8, dots),
        left("Đặng Thị Ẩn, Nguyễn Vũ Ỷ, ễ ổ ữ ặ ợ ỵ 0123456789"),
        blank(8, dots),
        left(printer),
        left(message(language, "slip-set-up-options", **numbers)),
        left(f"{at:%H:%M %d/%m/%Y}"),
        centred(message(language, "slip-set-up-end"), TEXT),
        blank(8, dots),
    ]
    page = b"".join(strips)
    return Image.frombytes("1", (dots, len(page) * 8 // dots), page, "raw", "1;I")


def _edges(dots: int) -> bytes:
    """A frame on the outermost dots, and a scale of millimetres, the tens longer."""
    image = Image.new("1", (dots, 64), 0)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, dots - 1, 63), outline=1, width=2)
    for millimetre in range(1, dots // 8):
        draw.line((millimetre * 8, 62, millimetre * 8, 30 if millimetre % 10 == 0 else 50), fill=1)
    return packed(image)


def _pattern(dots: int) -> bytes:
    """Upright bars and two long slants: a white gap or a slipped band shows at once, a weak spot of the head too."""
    image = Image.new("1", (dots, PATTERN_ROWS), 0)
    draw = ImageDraw.Draw(image)
    for x in (0, dots // 4, dots // 2, dots * 3 // 4, dots - 8):
        draw.rectangle((x, 16, x + 7, PATTERN_ROWS - 17), fill=1)
    draw.line((8, 16, dots - 9, PATTERN_ROWS - 17), fill=1, width=3)
    draw.line((dots - 9, 16, 8, PATTERN_ROWS - 17), fill=1, width=3)
    return packed(image)
