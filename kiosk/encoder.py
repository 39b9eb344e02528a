"""Encodes a drawn page as ESC/POS: the one raster command that every ticket printer prints alike."""

from PIL.Image import Image

RESET = b"\x1b@"
RASTER = b"\x1dv0\x00"
FEED_AND_CUT = b"\x1dVB\x00"
"""GS V 66 0 feeds the paper to the cutter by itself; feeding before it would waste 22 mm a ticket."""

TALLEST_BAND = 2303
DEFAULT_BAND = 250


def encode(image: Image, *, band_rows: int = DEFAULT_BAND, pad_rows: int = 0) -> bytes:
    """The exact bytes of one job: reset, the page in bands, `pad_rows` white ones, feed and cut. `band_rows` 0 sends
    one band.

    The page must be the full width of the head and already black and white: converting a grey page would dither it.
    """
    if image.mode != "1":
        raise ValueError(f"a page must be black and white (mode 1), not {image.mode}")
    if image.width % 8 or not image.width or not image.height:
        raise ValueError(f"a page must be a multiple of 8 dots wide, not {image.width} × {image.height}")
    if not 0 <= band_rows <= TALLEST_BAND:
        raise ValueError(f"band_rows must be 0 to {TALLEST_BAND}, not {band_rows}")
    row = image.width // 8
    page = image.tobytes("raw", "1;I") + bytes(pad_rows * row)
    height = _band_height(band_rows, image.height + pad_rows)
    bands = [page[start : start + height * row] for start in range(0, len(page), height * row)]
    return b"".join([RESET, *(_band(band, row) for band in bands), FEED_AND_CUT])


def rows_of(image: Image, *, pad_rows: int = 0) -> int:
    """How far the head moves for this page, in dots; what the time limit of a job is reckoned from."""
    return image.height + pad_rows + 8


def _band_height(asked: int, page: int) -> int:
    if asked == 0:
        return min(page, TALLEST_BAND - 8)
    # A band inside the page cannot be padded without leaving a gap, so a bad height is made smaller instead.
    return asked - 8 if asked % 48 == 0 else asked


def _band(packed: bytes, row: int) -> bytes:
    rows = len(packed) // row
    # POS-5890 and its relatives print gibberish when a raster's height is a multiple of 48: add 8 white rows.
    if rows % 48 == 0:
        packed += bytes(8 * row)
        rows += 8
    return RASTER + row.to_bytes(2, "little") + rows.to_bytes(2, "little") + packed
