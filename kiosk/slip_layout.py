"""How a hall's slips look: its emblem, its own words, what stands on them, and in which languages beside."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image

from assets import LANGUAGES
from kiosk.lettering import lacking, packed
from kiosk.slip_data import BadSlip, drawable_text

BLOCKS = ("ahead", "wait", "qr", "checklist", "path", "phone", "address")
"""What a hall may leave off. The label, the service, the lane, date and time, the marks of practice and reprint, the
hour after which results wait, and that the slip does not stand for a Giấy tiếp nhận hồ sơ: these always stand."""

MOST_LINES = {"head": 3, "foot": 5}
LONGEST_LINE = 80
"""Three lines of the narrow paper."""

EMBLEM_WIDE = 368
EMBLEM_HIGH = 160
"""Dots: the narrow paper without its edges, and 20 mm."""

EMBLEM_BYTES = 20_000
_DATA_URL = "data:image/png;base64,"
_FIELDS = ("emblem", "head", "foot", "without", "languages")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place of a layout: `foot.vi[2]` is the second line of the Vietnamese foot."""

    where: str
    problem: str
    said: str = ""
    """What was found there: letters no font draws, a word nobody knows, the limit."""


class BadLayout(BadSlip):
    """A layout no slip can be drawn with; every problem is named."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"layout.{one.where}: {one.problem} {one.said}".rstrip() for one in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Layout:
    """What was changed of the usual slip."""

    emblem: bytes = b""
    """A small PNG."""

    head: tuple[tuple[str, ...], ...] = ((), (), ())
    foot: tuple[tuple[str, ...], ...] = ((), (), ())
    """The hall's own lines under its name and above the last line, in each of `LANGUAGES`."""

    without: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()

    def beside(self, language: str) -> tuple[str, ...]:
        """The languages in which a slip in `language` says its main sentences once more."""
        return tuple(other for other in self.languages if other != language)

    def own_head(self, language: str) -> tuple[str, ...]:
        return self.head[LANGUAGES.index(language)] or self.head[0]

    def own_foot(self, language: str) -> tuple[str, ...]:
        return self.foot[LANGUAGES.index(language)] or self.foot[0]

    @classmethod
    def from_json(cls, data: object) -> "Layout":
        """The layout the JSON of the contract describes; raises `BadLayout` with all that is wrong."""
        if data is None:
            return USUAL
        if not isinstance(data, Mapping):
            raise BadLayout([Problem("layout", "wrong_type")])
        problems = [Problem(str(name)[:40], "unknown_field") for name in data if name not in _FIELDS]
        layout = cls(
            emblem=_emblem(data.get("emblem"), problems),
            head=_own_lines(data.get("head"), "head", problems),
            foot=_own_lines(data.get("foot"), "foot", problems),
            without=frozenset(_words(data.get("without"), "without", BLOCKS, problems)),
            languages=tuple(dict.fromkeys(_words(data.get("languages"), "languages", LANGUAGES, problems))),
        )
        if problems:
            raise BadLayout(problems)
        return layout


USUAL = Layout()


def _words(value: object, where: str, known: tuple[str, ...], problems: list[Problem]) -> Iterator[str]:
    if value is not None and not isinstance(value, list | tuple):
        problems.append(Problem(where, "wrong_type"))
        return
    for at, word in enumerate(value or (), 1):
        if word in known:
            yield word
        else:
            problems.append(Problem(f"{where}[{at}]", "unknown_word", str(word)[:40]))


def _own_lines(value: object, field: str, problems: list[Problem]) -> tuple[tuple[str, ...], ...]:
    """Per language the lines of a text; empty ones are left out, and where a language has none Vietnamese stands."""
    if value is not None and not isinstance(value, Mapping):
        problems.append(Problem(field, "wrong_type"))
        return USUAL.head
    whole: Mapping[str, Any] = value or {}
    problems += [Problem(f"{field}.{str(name)[:40]}", "unknown_field") for name in whole if name not in LANGUAGES]
    return tuple(tuple(_lines(whole.get(name) or "", f"{field}.{name}", field, problems)) for name in LANGUAGES)


def _lines(text: object, where: str, field: str, problems: list[Problem]) -> Iterator[str]:
    if not isinstance(text, str):
        problems.append(Problem(where, "wrong_type"))
        return
    lines = text.rstrip().split("\n") if text.strip() else []
    if len(lines) > MOST_LINES[field]:
        problems.append(Problem(where, "too_many_lines", str(MOST_LINES[field])))
        return
    for at, written in enumerate(lines, 1):
        line = drawable_text(written)
        missing = lacking(line)
        if len(line) > LONGEST_LINE:
            problems.append(Problem(f"{where}[{at}]", "too_long", str(LONGEST_LINE)))
        elif missing:
            problems.append(Problem(f"{where}[{at}]", "no_font", missing))
        elif line:
            yield line


def _emblem(value: object, problems: list[Problem]) -> bytes:
    if value is None or value == "":
        return b""
    found, png = "wrong_type", b""
    if isinstance(value, str):
        try:
            png = base64.b64decode(value.removeprefix(_DATA_URL), validate=True)
            found = "too_large" if len(png) > EMBLEM_BYTES else _fault_of(png)
        except (binascii.Error, ValueError):
            found = "not_png"
    if found:
        limits = {"too_large": f"{EMBLEM_BYTES} bytes", "too_wide": str(EMBLEM_WIDE), "too_high": str(EMBLEM_HIGH)}
        problems.append(Problem("emblem", found, limits.get(found, "")))
        return b""
    return png


def _fault_of(png: bytes) -> str:
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as image:
            if image.width > EMBLEM_WIDE:
                return "too_wide"
            if image.height > EMBLEM_HIGH:
                return "too_high"
        return "" if any(emblem_strip(png, EMBLEM_WIDE)) else "empty"
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return "not_png"


@lru_cache(maxsize=16)
def emblem_strip(png: bytes, width: int) -> bytes:
    """The emblem in the middle of a strip: dark dots are ink, light and clear ones paper."""
    with Image.open(BytesIO(png), formats=("PNG",)) as image:
        drawn = image.convert("RGBA")
    white = Image.new("RGBA", drawn.size, "white")
    ink = Image.alpha_composite(white, drawn).convert("L").point(lambda light: 255 if light < 128 else 0, "1")
    strip = Image.new("1", (width, ink.height), 0)
    strip.paste(ink, ((width - ink.width) // 2, 0))
    return packed(strip)
