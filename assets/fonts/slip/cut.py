"""Cuts the slip's fonts from Noto Sans and Nanum; run by hand when a slip needs a new weight or syllable.

    python assets/fonts/slip/cut.py /usr/share/fonts/truetype/nanum

Needs `fonttools` and `fontpkg-noto-sans` (the project's dev extra) and Debian's `fonts-nanum`.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import fontpkg_noto_sans
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
TEXTS = HERE.parent.parent / "texts"

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1EA0, 0x1EFA), 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x218, 0x219]
MARKS = [*range(0x300, 0x30D), 0x31B, 0x323, 0x326, 0x327, 0x331]
SIGNS = [*range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AB, 0x20AC, 0x2116, 0x2212, 0x2264, 0x2265]
LABEL = [ord(character) for character in "ABCDEFGHIJKLMNOPQRSTUVWXYZĐ0123456789-/. "]

# name: (width, weight, characters). Semi-condensed at weight 450 is what 203 dots an inch reads best;
# the label's digits are heavier, and on 58 mm narrower, because four of them must be 18 mm high.
NOTO = {
    "slip-regular": (87.5, 450, LATIN + MARKS + SIGNS),
    "slip-bold": (87.5, 700, LATIN + MARKS + SIGNS),
    "slip-label": (87.5, 800, LABEL),
    "slip-label-narrow": (62.5, 650, LABEL),
}
HANGUL = {"slip-hangul-regular": "NanumBarunGothic.ttf", "slip-hangul-bold": "NanumGothicBold.ttf"}


def korean_characters() -> list[int]:
    """Every syllable of the Korean slip, and the space words are set with; Latin and digits stay with Noto Sans."""
    text = (TEXTS / "ko" / "slip.ftl").read_text(encoding="utf-8")
    return sorted({0x20} | {ord(character) for character in text if "\uac00" <= character <= "\ud7a3"})


def cut(font: TTFont, characters: Iterable[int], name: str) -> None:
    """Keeps only these characters, renames the font (the licence reserves the old name), and writes it."""
    options = Options(layout_features=[], notdef_outline=True, hinting=True, name_IDs=[0, 1, 2, 3, 4, 6, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*characters])
    subsetter.subset(font)
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6):
            record.string = f"MoiSo-{name}" if record.nameID == 6 else f"Moi So {name}"
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    font.save(HERE / f"{name}.ttf")


def main(nanum: Path) -> None:
    """Writes all the fonts beside this file."""
    noto = Path(fontpkg_noto_sans.__file__).parent / "files" / "NotoSans[wdth,wght].ttf"
    for name, (width, weight, characters) in NOTO.items():
        font = instantiateVariableFont(TTFont(noto), {"wdth": width, "wght": weight})
        cut(font, characters, name)
    for name, file in HANGUL.items():
        cut(TTFont(nanum / file), korean_characters(), name)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/nanum"))
