"""Draws the slip: from what stands on it to a black and white page, for 80 mm and 58 mm paper."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Literal

from PIL import Image, ImageDraw

from assets import LANGUAGES
from assets.messages import message
from kiosk.lettering import Style, balanced, blank, line, packed, put_text, text_width, wrap
from kiosk.slip_data import KINDS, BadSlip, ChecklistItem, GuideSlip, HallHead, Kind, TicketSlip, Wait
from kiosk.slip_layout import USUAL, Layout, emblem_strip
from kiosk.slip_marks import label_strip, qr_strip

__all__ = ["BadSlip", "GuideSlip", "TicketSlip", "draw_guide", "draw_ticket"]

Width = Literal[80, 58]
MOST_ITEMS_DRAWN = 24
"""A slip stays shorter than a forearm; the counter knows the rest."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One width of paper: its dots and its sizes of type. 22 dots (2.75 mm) is the smallest a person of 78 reads."""

    dots: int
    edge: int
    parent: Style
    hall: Style
    heading: Style
    service: Style
    procedure: Style
    lane: Style
    ahead: Style
    small_heading: Style
    item: Style
    clock: Style
    foot: Style


PAPERS: dict[int, Paper] = {
    80: Paper(
        dots=576,
        edge=16,
        parent=Style(22),
        hall=Style(26, "bold"),
        heading=Style(28, "bold"),
        service=Style(34, "bold"),
        procedure=Style(24),
        lane=Style(28, "bold"),
        ahead=Style(26, "bold"),
        small_heading=Style(24, "bold"),
        item=Style(22),
        clock=Style(24, "bold"),
        foot=Style(22),
    ),
    58: Paper(
        dots=384,
        edge=8,
        parent=Style(22),
        hall=Style(22, "bold"),
        heading=Style(24, "bold"),
        service=Style(28, "bold"),
        procedure=Style(22),
        lane=Style(24, "bold"),
        ahead=Style(23, "bold"),
        small_heading=Style(22, "bold"),
        item=Style(22),
        clock=Style(22, "bold"),
        foot=Style(22),
    ),
}


def draw_ticket(slip: TicketSlip, width: Width, layout: Layout = USUAL) -> Image.Image:
    """The page of a number: what other people need least stands last."""
    paper, language = PAPERS[width], slip.language
    strips = [_head(slip.hall, language, paper, layout)]
    if slip.trial:
        strips.append(_framed(say(language, "slip-trial"), paper.lane, paper))
    if slip.reprint:
        strips.append(_framed(say(language, "slip-reprint"), paper.lane, paper))
    strips += [
        *_number(slip, paper, layout),
        *_turn(slip, paper, layout),
        _what_follows(slip, paper, layout),
        *([] if "qr" in layout.without else _code(slip, paper, layout)),
        _checklist(() if "checklist" in layout.without else slip.checklist, language, width),
        _issued(slip, paper),
        _foot(slip.hall, language, width, layout),
    ]
    return _page(strips, paper)


def draw_guide(guide: GuideSlip, width: Width, layout: Layout = USUAL) -> Image.Image:
    """The page of a checklist to take home; it says plainly that it is no number."""
    paper, language = PAPERS[width], guide.language
    limit = message(language, "slip-guide-time-limit", limit=guide.time_limit) if guide.time_limit else ""
    later = message(language, "slip-same-day", time=guide.same_day_until) if guide.same_day_until else ""
    printed_at = message(language, "slip-guide-issued", clock=_clock(guide.issued_at), date=_date(guide))
    notes = [_centred(say(other, "slip-guide-note"), paper.item, paper, 4) for other in layout.beside(language)]
    strips = [
        _head(guide.hall, language, paper, layout),
        _centred(say(language, "slip-guide-heading"), paper.heading, paper, 1),
        blank(10, paper.dots),
        _centred(guide.procedure, paper.ahead, paper, 6),
        _centred(guide.service, paper.procedure, paper, 2),
        _centred(limit, paper.procedure, paper, 3),
        _centred(later, paper.procedure, paper, 3),
        _checklist(guide.checklist, language, width),
        *(_list_code(guide, paper) if guide.list_url and "qr" not in layout.without else []),
        _centred(say(language, "slip-guide-note"), paper.procedure, paper, 4),
        *notes,
        blank(12, paper.dots),
        _centred(printed_at, paper.clock, paper, 2),
        _foot(guide.hall, language, width, layout),
    ]
    return _page(strips, paper)


def _list_code(guide: GuideSlip, paper: Paper) -> list[bytes]:
    scan = _centred(say(guide.language, "slip-guide-scan"), paper.procedure, paper, 2)
    return [qr_strip(guide.list_url, paper.dots), scan, blank(10, paper.dots)]


@cache
def say(language: str, id: str) -> str:
    """A sentence without values."""
    return message(language, id)


def minutes_range(wait: Wait) -> tuple[int, int]:
    """Minutes that promise nothing too good, in numbers people say: the lower end rounded down, the upper end up, at
    least 1; beyond ten in fives. The screens say the same (`minutesRange` of hallTime.js): a slip is held beside them.
    """
    low, high = wait.p10 / 60, wait.p90 / 60
    first = math.floor(low) if low <= 10 else math.floor(low / 5) * 5
    return first, max(1, math.ceil(high) if high <= 10 else math.ceil(high / 5) * 5)


def _beside(slip: TicketSlip, paper: Paper, layout: Layout, sentence: Callable[[str], str]) -> list[bytes]:
    """A sentence once more, small, in each further language of the hall's slips."""
    return [_centred(sentence(other), paper.item, paper, 3) for other in layout.beside(slip.language)]


def _number(slip: TicketSlip, paper: Paper, layout: Layout) -> list[bytes]:
    names = dict(slip.service_names)
    return [
        _centred(say(slip.language, "slip-number-heading"), paper.heading, paper, 1),
        *_beside(slip, paper, layout, lambda other: say(other, "slip-number-heading")),
        blank(14, paper.dots),
        label_strip(slip.label, paper.dots),
        blank(20, paper.dots),
        _centred(slip.service, paper.service, paper, 3),
        *_beside(slip, paper, layout, lambda other: names.get(other, "")),
        _centred(slip.procedure, paper.procedure, paper, 5),
    ]


def _turn(slip: TicketSlip, paper: Paper, layout: Layout) -> list[bytes]:
    """By which rule it is called, and after how many."""
    return [
        _lane(slip, paper),
        *_beside(slip, paper, layout, lambda other: _lane_word(slip, other)),
        blank(10 if layout.beside(slip.language) or not _is_framed(slip) else 0, paper.dots),
        _ahead(slip, slip.language, paper.ahead, paper, layout),
        *(_ahead(slip, other, paper.item, paper, layout) for other in layout.beside(slip.language)),
    ]


def _code(slip: TicketSlip, paper: Paper, layout: Layout) -> list[bytes]:
    return [
        qr_strip(slip.url, paper.dots),
        _centred(say(slip.language, "slip-scan"), paper.procedure, paper, 2),
        *_beside(slip, paper, layout, lambda other: say(other, "slip-scan")),
    ]


def _ahead(slip: TicketSlip, language: str, style: Style, paper: Paper, layout: Layout) -> bytes:
    """How many people and how long: on one line, or broken between the two. Of a number given without the server
    nobody knows it, and by what it joins the line stands there instead."""
    if slip.reserve:
        return _centred(say(language, "slip-reserve"), style, paper, 3)
    if slip.ahead is None:
        return b""
    people = message(language, "slip-ahead", count=slip.ahead) if slip.ahead else say(language, "slip-ahead-none")
    minutes = _minutes(slip.wait, language) if slip.wait and "wait" not in layout.without else ""
    if "ahead" in layout.without:
        return _centred(message(language, "slip-wait", minutes=minutes) if minutes else "", style, paper, 2)
    if not minutes:
        return _centred(people, style, paper, 2)
    whole = message(language, "slip-ahead-and-minutes", ahead=people, minutes=minutes)
    if text_width(whole, style) <= paper.dots - 2 * paper.edge:
        return line(whole, style, paper.dots)
    return _centred(whole.removesuffix(minutes).strip(), style, paper, 2) + _centred(minutes, style, paper, 1)


def _what_follows(slip: TicketSlip, paper: Paper, layout: Layout) -> bytes:
    """What else this visit brings: the next steps under the same number, and a result that waits for tomorrow."""
    steps = slip.path if "path" not in layout.without else ()
    path = message(slip.language, "slip-path", steps=" › ".join(map(_unbroken, steps))) if steps else ""
    later = message(slip.language, "slip-same-day", time=slip.same_day_until) if slip.same_day_until else ""
    strips = [_centred(path, paper.procedure, paper, 3), _centred(later, paper.procedure, paper, 3)]
    return b"".join([blank(8, paper.dots) + strip for strip in strips if strip])


def _minutes(wait: Wait, language: str) -> str:
    start, end = minutes_range(wait)
    if start < 1:
        return message(language, "slip-minutes-under", minutes=end)
    if start == end:
        return message(language, "slip-minutes-one", minutes=end)
    return message(language, "slip-minutes", **{"from": str(start), "to": str(end)})


def _unbroken(text: str) -> str:
    """A phrase that moves to the next line as a whole."""
    return text.replace(" ", "\u00a0")


def _page(strips: Iterable[bytes], paper: Paper) -> Image.Image:
    dots = b"".join([blank(8, paper.dots), *strips, blank(16, paper.dots)])
    return Image.frombytes("1", (paper.dots, len(dots) * 8 // paper.dots), dots, "raw", "1;I")


@lru_cache(maxsize=64)
def _head(hall: HallHead, language: str, paper: Paper, layout: Layout) -> bytes:
    emblem = emblem_strip(layout.emblem, paper.dots) + blank(8, paper.dots) if layout.emblem else b""
    return b"".join(
        [
            emblem,
            _centred(hall.parent, paper.parent, paper, 2),
            _centred(hall.name, paper.hall, paper, 3),
            *(_centred(text, paper.foot, paper, 4) for text in layout.own_head(language)),
            blank(8, paper.dots),
            _rule(paper),
            blank(12, paper.dots),
        ]
    )


def _centred(text: str, style: Style, paper: Paper, most: int) -> bytes:
    lines = balanced(text, style, paper.dots - 2 * paper.edge, most) if text else ()
    return b"".join(line(part, style, paper.dots) for part in lines)


def _rule(paper: Paper) -> bytes:
    """A hairline two dots thick: one dot is lost on a worn head."""
    inked = bytes(paper.edge // 8) + b"\xff" * ((paper.dots - 2 * paper.edge) // 8) + bytes(paper.edge // 8)
    return inked * 2


@lru_cache(maxsize=64)
def _framed(text: str, style: Style, paper: Paper) -> bytes:
    """Words that must not be missed, in a frame: shape and word, not colour, because paper has one."""
    lines = balanced(text, style, paper.dots - 2 * paper.edge - 48, 3)
    wide, high = max(round(text_width(part, style)) for part in lines) + 48, style.height * len(lines) + 16
    left = (paper.dots - wide) // 2
    image = Image.new("1", (paper.dots, high + 20), 0)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((left, 6, left + wide, 6 + high), radius=12, outline=1, width=3)
    for row, part in enumerate(lines):
        indent = (wide - round(text_width(part, style))) // 2
        put_text(draw, left + indent, 6 + 8 + style.ascent + row * style.height, part, style)
    return packed(image)


def _lane(slip: TicketSlip, paper: Paper) -> bytes:
    word = _lane_word(slip, slip.language)
    return _framed(word, paper.lane, paper) if _is_framed(slip) else _centred(word, paper.procedure, paper, 1)


def _is_framed(slip: TicketSlip) -> bool:
    return slip.lane != "ordinary" or slip.slot_at is not None


def _lane_word(slip: TicketSlip, language: str) -> str:
    if slip.slot_at is not None:
        return message(language, "slip-slot", clock=_clock(slip.slot_at))
    return say(language, f"slip-lane-{slip.lane}")


@lru_cache(maxsize=512)
def _checklist(items: tuple[ChecklistItem, ...], language: str, width: Width) -> bytes:
    if not items:
        return blank(16, PAPERS[width].dots)
    paper = PAPERS[width]
    strips = [blank(14, paper.dots), _rule(paper), blank(10, paper.dots)]
    strips.append(_left(say(language, "slip-checklist"), paper.small_heading, paper))
    if language != LANGUAGES[0]:  # The names of papers are the law's: one asks for them by these.
        strips.append(_left(say(language, "slip-checklist-tongue"), paper.item, paper))
    shown = items[:MOST_ITEMS_DRAWN]
    for kind in KINDS:
        of_kind = [item for item in shown if item.kind == kind]
        if of_kind:
            strips += [blank(6, paper.dots), _left(f"{say(language, f'slip-{kind}')}:", paper.item, paper)]
            strips += [_item(item.text, kind, paper) for item in of_kind]
    if len(items) > len(shown):
        strips.append(_left(message(language, "slip-more", count=len(items) - len(shown)), paper.item, paper))
    return b"".join([*strips, blank(10, paper.dots), _rule(paper), blank(10, paper.dots)])


def _left(text: str, style: Style, paper: Paper) -> bytes:
    lines = wrap(text, style, paper.dots - 2 * paper.edge, 3)
    return b"".join(line(part, style, paper.dots, "left", paper.edge) for part in lines)


def _item(text: str, kind: Kind, paper: Paper) -> bytes:
    style = paper.item
    indent = paper.edge + style.size + 16
    lines = wrap(text, style, paper.dots - indent - paper.edge, 4)
    image = Image.new("1", (paper.dots, style.height * len(lines) + 4), 0)
    draw = ImageDraw.Draw(image)
    _box(draw, paper.edge, style.ascent - style.size + 3, style.size - 2, kind)
    for row, part in enumerate(lines):
        put_text(draw, indent, style.ascent + row * style.height, part, style)
    return packed(image)


def _box(draw: ImageDraw.ImageDraw, x: int, y: int, side: int, kind: Kind) -> None:
    """Hand in: a square. Show: a circle. Looked up by the office: a square already ticked."""
    frame = (x, y, x + side, y + side)
    if kind == "present":
        draw.ellipse(frame, outline=1, width=2)
        return
    draw.rectangle(frame, outline=1, width=2)
    if kind == "lookup":
        tick = [
            (x + side * 0.22, y + side * 0.5),
            (x + side * 0.42, y + side * 0.72),
            (x + side * 0.8, y + side * 0.26),
        ]
        draw.line(tick, fill=1, width=3)


def _issued(slip: TicketSlip, paper: Paper) -> bytes:
    """The label once more, in words one can read over the phone: slips get folded through their large number."""
    text = message(slip.language, "slip-issued", label=slip.label, clock=_clock(slip.issued_at), date=_date(slip))
    return _centred(text, paper.clock, paper, 2)


def _clock(time: datetime) -> str:
    return f"{time.hour}:{time:%M}"


def _date(slip: TicketSlip | GuideSlip) -> str:
    weekday = _weekday(slip.language, slip.issued_at.isoweekday())
    return _unbroken(message(slip.language, "slip-date", weekday=weekday, date=f"{slip.issued_at:%d/%m/%Y}"))


@cache
def _weekday(language: str, day: int) -> str:
    return message(language, "slip-weekday", day=day)


@lru_cache(maxsize=64)
def _foot(hall: HallHead, language: str, width: Width, layout: Layout) -> bytes:
    paper = PAPERS[width]
    address = hall.address if "address" not in layout.without else ""
    has_phone = hall.phone and "phone" not in layout.without
    phone = message(language, "slip-phone", phone=hall.phone) if has_phone else ""
    return b"".join(
        [
            _centred(address, paper.foot, paper, 3),
            _centred(phone, paper.foot, paper, 2),
            *(_centred(text, paper.foot, paper, 4) for text in layout.own_foot(language)),
            blank(6, paper.dots),
            *(_centred(say(each, "slip-legal"), paper.foot, paper, 2) for each in (language, *layout.beside(language))),
        ]
    )
