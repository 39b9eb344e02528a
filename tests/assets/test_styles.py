"""Colours live in one file, and every pair a person reads has the contrast look.md asks for."""

import re

import pytest
from fontTools.ttLib import TTFont

from assets import FOLDER

ROOT = FOLDER.parent
TOKENS = (FOLDER / "css" / "tokens.css").read_text()
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")

ROLES = ("action", "called", "serving", "priority", "alarm")
ON_FILLS = [(f"on-{role}", role) for role in ("identity", "called", "priority")]
ON_GROUNDS = [
    (ink, ground)
    for ink in ("ink", "ink-quiet", "closed-ink", *(f"{role}-ink" for role in ROLES))
    for ground in ("paper", "paper-warm")
]
ON_TINTS = [
    (f"{role}-ink", f"{role}-tint") for role in ("action", "called", "serving", "paused", "closed", "priority", "alarm")
]
HALL = [*ON_FILLS, *ON_GROUNDS, *ON_TINTS, ("on-action", "action"), ("on-action", "action-strong")]
DESK = [(f"on-{role}", role) for role in ("serving", "paused", "closed", "alarm")]


def theme(selector: str) -> dict[str, str]:
    block = TOKENS.split(f"{selector} {{", 1)[1].split("\n}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("selector", [":root", '[data-theme="dark"]', ".is-contrast"])
def test_text_on_kiosk_and_tv_has_seven_to_one(selector: str):
    colours = theme(":root") | theme(selector)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in HALL}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 7} == {}


@pytest.mark.parametrize("selector", [":root", '[data-theme="dark"]', ".is-contrast"])
def test_every_other_text_has_four_and_a_half_to_one(selector: str):
    colours = theme(":root") | theme(selector)
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in DESK}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_only_the_tokens_hold_raw_colours():
    sheets = [
        path
        for folder in ("assets/css", "display/static", "kiosk/static", "server/pages/static")
        for path in (ROOT / folder).rglob("*.css")
        if path.name != "tokens.css"
    ]
    assert sheets
    assert [str(path.relative_to(ROOT)) for path in sheets if COLOUR.search(path.read_text())] == []


def test_the_korean_letters_of_our_texts_are_in_the_vendored_font():
    ranges = [
        (int(low, 16), int(high or low, 16))
        for face in (FOLDER / "css" / "korean.css").read_text().splitlines()
        for low, high in re.findall(r"[Uu]\+([0-9a-fA-F]+)(?:-([0-9a-fA-F]+))?", face)
    ]
    text = "".join(path.read_text() for path in (FOLDER / "texts" / "ko").glob("*.ftl"))
    hangul = {letter for letter in text if "\uac00" <= letter <= "\ud7a3"}
    assert hangul
    assert sorted(x for x in hangul if not any(low <= ord(x) <= high for low, high in ranges)) == []


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_figures_for_columns_and_clocks_are_all_of_one_width(weight: int):
    font = TTFont(FOLDER / "fonts" / "figures" / f"figures-{weight}.woff2")
    widths = {font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}
    assert len(widths) == 1
