"""Sets lines of type as strips of packed dots, full width, each drawn once and kept."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from assets import FOLDER

log = logging.getLogger(__name__)

Align = Literal["left", "center"]
Weight = Literal["regular", "bold"]

FONTS = FOLDER / "fonts" / "slip"
# Our own cut holds the syllables of the slip's sentences; a hall with a Korean name needs one of Debian's packages.
MACHINE_HANGUL: dict[Weight, tuple[Path, ...]] = {
    "regular": (
        Path("/usr/share/fonts/truetype/nanum/NanumGothic.ttf"),
        Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    ),
    "bold": (
        Path("/usr/share/fonts/truetype/nanum/NanumGothicBold.ttf"),
        Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"),
    ),
}
SPACES = re.compile("[ \u00a0]")
OVERHANG = 8
"""Letters such as j reach out of their own width; a word is kept with room for that."""
PLUMB = "Ẫ   "
"""Drawn before each word and cut away: Pillow reckons the baseline from the tallest letter, a dot too high for some."""
MISSING = "\ufffd"
"""Stands for a character no font draws: the fonts have no such glyph either, so it prints as their empty box."""


@dataclass(frozen=True, slots=True)
class Style:
    """A weight and a size in dots (8 dots are a millimetre)."""

    size: int
    weight: Weight = "regular"

    @property
    def ascent(self) -> int:
        """Room above the baseline: Vietnamese capitals carry two marks (Ẫ, Ổ), 1.05 of the size."""
        return ceil(self.size * 1.06)

    @property
    def height(self) -> int:
        """One line of type."""
        return self.ascent + ceil(self.size * 0.26)


def blank(rows: int, width: int) -> bytes:
    """White paper."""
    return bytes(rows * width // 8)


def packed(image: Image.Image) -> bytes:
    """The dots of a drawing made with ink 1 on paper 0."""
    return image.tobytes()


@lru_cache(maxsize=4096)
def line(text: str, style: Style, width: int, align: Align = "center", left: int = 0) -> bytes:
    """One line of type on a strip `width` dots wide, from `left`."""
    image = Image.new("1", (width, style.height), 0)
    x = left if align == "left" else left + max(0.0, (width - left - text_width(text, style)) / 2)
    put_text(ImageDraw.Draw(image), x, style.ascent, text, style)
    return packed(image)


def put_text(draw: ImageDraw.ImageDraw, x: float, baseline: int, text: str, style: Style) -> None:
    """Draws `text` from `x` on `baseline`, word by word: two slips differ in a few figures, not in their words."""
    space = _word_width(" ", style)
    for word in SPACES.split(text):
        if word:
            draw.bitmap((round(x) - OVERHANG, baseline - style.ascent), _word(word, style), fill=1)
        x += _word_width(word, style) + space


@lru_cache(maxsize=8192)
def _word(word: str, style: Style) -> Image.Image:
    """One word as dots, each of its runs in the font that has it."""
    image = Image.new("1", (ceil(text_width(word, style)) + 2 * OVERHANG, style.height), 0)
    x = float(OVERHANG)
    for run, font in _runs(word, style):
        before = _plumb_width(font)
        wide = ceil(font.getlength(run, mode="1"))
        sheet = Image.new("1", (before + wide + OVERHANG, style.height), 0)
        ImageDraw.Draw(sheet).text((0, style.ascent), PLUMB + run, fill=1, font=font, anchor="ls")
        drawn = sheet.crop((before - OVERHANG, 0, sheet.width, sheet.height))
        image.paste(1, (round(x) - OVERHANG, 0), drawn)
        x += font.getlength(run, mode="1")
    return image


@cache
def _plumb_width(font: ImageFont.FreeTypeFont) -> int:
    return round(font.getlength(PLUMB, mode="1"))


def text_width(text: str, style: Style) -> float:
    """How wide `text` is set, in dots."""
    words = SPACES.split(text)
    return sum(_word_width(word, style) for word in words) + (len(words) - 1) * _word_width(" ", style)


@lru_cache(maxsize=16384)
def _word_width(word: str, style: Style) -> float:
    return sum(font.getlength(run, mode="1") for run, font in _runs(word, style))


@lru_cache(maxsize=1024)
def wrap(text: str, style: Style, width: int, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines; what does not fit is cut at a word and ends with …"""
    space = _word_width(" ", style)
    lines: list[str] = []
    current, used = "", 0.0
    for word in _pieces(text, style, width):
        wide = text_width(word, style)
        if current and used + space + wide > width:
            lines.append(current)
            if len(lines) == most:
                return (*lines[:-1], _with_ellipsis(lines[-1], style, width))
            current, used = word, wide
        else:
            used += (space if current else 0) + wide
            current = f"{current} {word}" if current else word
    return (*lines, current) if current else tuple(lines)


@lru_cache(maxsize=1024)
def balanced(text: str, style: Style, width: int, most: int) -> tuple[str, ...]:
    """As `wrap`, but in lines of like length: a centred name must not leave one word behind."""
    lines = wrap(text, style, width, most)
    narrow, wide = width // 2, width
    while len(lines) > 1 and wide - narrow > 8:
        middle = (narrow + wide) // 2
        tried = wrap(text, style, middle, most)
        # Not narrower when that loses words: cut text shows as much as the paper holds.
        if len(tried) <= len(lines) and " ".join(tried) == " ".join(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _pieces(text: str, style: Style, width: int) -> Iterator[str]:
    """The words; one wider than the paper in pieces that fit."""
    for word in text.split(" "):
        piece = ""
        if text_width(word, style) <= width:
            yield word
            continue
        for character in word:
            if piece and text_width(piece + character, style) > width:
                yield piece
                piece = ""
            piece += character
        yield piece


def _with_ellipsis(text: str, style: Style, width: int) -> str:
    while text and text_width(f"{text} …", style) > width:
        text = text.rpartition(" ")[0]
    return f"{text} …".lstrip()


def _runs(text: str, style: Style) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    pairs = [_choose(character, style.weight) for character in text]
    for path, group in groupby(pairs, key=lambda pair: pair[1]):
        yield "".join(character for character, _ in group), font_at(path, style.size)


@cache
def font_at(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """A font of ours, laid out without a shaping engine: the same bytes on every machine."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=16384)
def _choose(character: str, weight: Weight) -> tuple[str, Path]:
    """The character and the first font that draws it; else the empty box, said once in the log."""
    own = FONTS / f"slip-{weight}.ttf"
    for path in (own, FONTS / f"slip-hangul-{weight}.ttf", *MACHINE_HANGUL[weight]):
        if path.is_file() and draws(path, character):
            return character, path
    log.warning("no font of the slip draws U+%04X; an empty box is printed in its place", ord(character))
    return MISSING, own


def lacking(text: str) -> str:
    """The letters of `text` that no font here draws, each once."""
    return "".join(dict.fromkeys(letter for letter in text if _choose(letter, "regular")[0] == MISSING))


@lru_cache(maxsize=16384)
def draws(path: Path, character: str) -> bool:
    """Whether the font has the character: what it lacks comes out as the same box as a code point nobody has."""
    font = font_at(path, 40)
    mask = font.getmask(character, mode="1")
    lacking = font.getmask(MISSING, mode="1")
    return character == " " or mask.size != lacking.size or bytes(mask) != bytes(lacking)
