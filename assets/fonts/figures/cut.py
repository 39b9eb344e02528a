"""Cuts figures of one width from Be Vietnam Pro, which has none: `python assets/fonts/figures/cut.py`.

Columns of times and counts must stand still when they change. The font's licence (OFL 1.1, no reserved name) allows
the cut, which carries another name; labels such as H012 keep the font's own, better spaced figures. Needs fonttools
and brotli.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
PAGES = HERE.parent / "pages"
WEIGHTS = (400, 500, 600, 700)
FIGURES = "0123456789"
NAME = "Be Vietnam Figures"


def cut(weight: int) -> Path:
    """One weight: its ten figures, each in the middle of the widest one's place."""
    font = TTFont(PAGES / f"be-vietnam-pro-latin-{weight}-normal.woff2")
    wanted = Subsetter(Options(layout_features=[], name_IDs=[0, 1, 2, 13, 14]))
    wanted.populate(text=FIGURES)
    wanted.subset(font)
    glyphs, widths = [font.getBestCmap()[ord(figure)] for figure in FIGURES], font["hmtx"]
    place = max(widths[glyph][0] for glyph in glyphs)
    for glyph in glyphs:
        width, left = widths[glyph]
        shift = (place - width) // 2
        font["glyf"][glyph].coordinates.translate((shift, 0))
        font["glyf"][glyph].recalcBounds(font["glyf"])
        widths[glyph] = (place, left + shift)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = NAME
    path = HERE / f"figures-{weight}.woff2"
    font.flavor = "woff2"
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(path)
    return path


if __name__ == "__main__":
    for each in WEIGHTS:
        print(cut(each).name)
