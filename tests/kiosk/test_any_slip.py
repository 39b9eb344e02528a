"""Slips of every service, width and language, with the longest names there are, read by strangers' programs."""

import os
import random
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from assets.messages import message
from kiosk.encoder import encode
from kiosk.lettering import put_text
from kiosk.offer import Offer
from kiosk.printer import open_printer
from kiosk.set_up_slip import HEADING, SMALL, TEXT
from kiosk.slip import MOST_ITEMS_DRAWN, PAPERS, TicketSlip, Wait, draw_ticket, minutes_range
from kiosk.spool import Spooler
from tests.cast import HALL_TIME
from tests.kiosk.escpos_decoder import NotEscPos, Paper, decode
from tests.kiosk.papers import paper_on
from tests.kiosk.slips import BA_SAU
from tests.kiosk.stand_in import default_catalogue
from tests.sizes import SIZES

CATALOGUE = default_catalogue()
LONG_NAMES = CATALOGUE | {"procedures": [row | {"label": row["name"]} for row in CATALOGUE["procedures"]]}
LANGUAGES = ("vi", "en", "ko")


def made_up(number: int) -> tuple[dict[str, Any], Offer, int]:
    """A ticket, the offer it is of, and the width of its paper; each number has its own, the same in every run."""
    chance = random.Random(number)
    service = CATALOGUE["services"][number % len(CATALOGUE["services"])]["code"]
    procedures = [row["code"] for row in CATALOGUE["procedures"] if row["service"] == service]
    low = chance.randrange(3000)
    ticket = {
        "label": f"{service}{chance.randrange(1, 400):03}", "service": service, "language": LANGUAGES[number // 2 % 3],
        "procedure": chance.choice(procedures) if procedures else None, "ahead": chance.choice((None, 0, 1, 7, 42)),
        "lane": chance.choice(("ordinary", "priority", "appointment")),
        "wait": chance.choice((None, {"p10": low, "p90": low + chance.randrange(4000)})),
        "url": f"http://192.168.1.10:8000/t/{''.join(chance.choices('aZ09_-kM', k=22))}",
        "issued_at": f"2026-11-{chance.randrange(10, 30)}T0{chance.randrange(1, 9)}:{chance.randrange(10, 60)}:00Z",
        "path": chance.choice(([], ["V", "R"])), "same_day": chance.choice((True, False)),
    }  # fmt: skip
    return ticket, Offer(LONG_NAMES if chance.random() < 0.5 else CATALOGUE), (80, 58)[number % 2]


def printed(number: int, folder: Path) -> tuple[dict[str, Any], Offer, Paper]:
    ticket, offer, width = made_up(number)
    spool = Spooler(open_printer(f"virtual:{folder / 'paper'}"))
    assert paper_on(spool, folder, width=width).print_ticket(ticket, offer).outcome == "printed"
    spool.close()
    return ticket, offer, decode((folder / "paper/0001.bin").read_bytes())


def plain(text: str) -> str:
    """What a reader cannot be asked to tell apart: dashes, dots, the spaces around them."""
    text = unicodedata.normalize("NFC", text).replace("…", "...")
    return re.sub(r"\s+", " ", re.sub(r"[-–—›>]", " ", text)).strip()


def readings(paper: Paper, folder: Path, language: str) -> Iterator[str]:
    """The paper as tesseract reads it from where people hold it, and from nearer; English as an Englishman, too."""
    grey = paper.image.convert("L")
    for reader in ("vie", "eng") if language == "en" else ("vie",):
        for scale in (1, 2, 3):
            picture = folder / f"{scale}.png"
            grey.resize((grey.width * scale, grey.height * scale), Image.Resampling.BICUBIC).save(picture)
            command = ["tesseract", str(picture), "-", "-l", reader]
            alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
            yield plain(subprocess.run(command, capture_output=True, text=True, check=True, env=alone).stdout)


def is_read(wanted: str, text: str) -> bool:
    """Whether all of it stands there, or all up to where the slip itself cut it with three dots.

    The reader errs too ("qiá" for "giá"): once in sixty letters it may.
    """
    for start in (found.start() for found in re.finditer(re.escape(wanted[:12]), text)):
        same, read = _follows(wanted, text[start:], len(wanted) // 60)
        if same >= len(wanted) or (same >= 40 and text[start + read :].lstrip().startswith("...")):
            return True
    return False


def _follows(wanted: str, text: str, errors: int) -> tuple[int, int]:
    """How far `text` says `wanted`, with at most so many letters wrong, lost or too many; and how far that is in it."""
    same = next(
        (at for at, (a, b) in enumerate(zip(wanted, text, strict=False)) if a != b), min(len(wanted), len(text))
    )
    best = same, same
    if same < len(wanted) and errors:
        for lost, wrong in ((1, 1), (1, 0), (0, 1)):
            more, read = _follows(wanted[same + lost :], text[same + wrong :], errors - 1)
            best = max(best, (same + lost + more, same + wrong + read)) if more else best
    return best


def expected(ticket: dict[str, Any], offer: Offer) -> Iterator[str]:
    language = ticket["language"]
    procedure = offer.procedures.get(ticket["procedure"] or "", {})
    yield from (item.get("short") or item["text"] for item in procedure.get("checklist", []))
    yield ticket["label"]
    if language == "ko":  # No program here reads Korean.
        return
    service = offer.services[ticket["service"]]
    yield service["name" if language == "vi" else "name_en"]
    if language == "en" and procedure.get("checklist"):
        yield message(language, "slip-checklist-tongue")
    yield (procedure.get("name_en") if language == "en" else None) or procedure.get("label", "")
    if ticket["ahead"]:
        yield message(language, "slip-ahead", count=ticket["ahead"])
    yield message(language, "slip-legal")
    yield offer.hall["name" if language == "vi" else "name_en"]


def expected_short(ticket: dict[str, Any], offer: Offer) -> Iterator[str]:
    """The lines that are too short to be looked for by their beginning: whose turn it is, how long, when, where."""
    language = ticket["language"]
    if language == "ko":
        return
    yield message(language, "slip-number-heading")
    yield message(language, f"slip-lane-{ticket['lane']}")
    if ticket["ahead"] == 0:
        yield message(language, "slip-ahead-none")
    if ticket["ahead"] is not None and ticket["wait"]:
        yield waiting(Wait(**ticket["wait"]), language)
    yield message(language, "slip-scan")
    listed = offer.procedures.get(ticket["procedure"] or "", {}).get("checklist", [])
    if listed:
        yield message(language, "slip-checklist")
    yield from {message(language, f"slip-{item['kind']}") + ":" for item in listed[:MOST_ITEMS_DRAWN]}
    if not ticket["same_day"] and offer.services[ticket["service"]].get("kind") == "field" and offer.same_day_until:
        yield message(language, "slip-same-day", time=offer.same_day_until)
    if ticket["path"]:
        names = [offer.services[code]["name" if language == "vi" else "name_en"] for code in ticket["path"]]
        yield message(language, "slip-path", steps=" › ".join(names))
    at = datetime.fromisoformat(ticket["issued_at"]).astimezone(HALL_TIME)
    weekday = message(language, "slip-weekday", day=at.isoweekday())
    date = message(language, "slip-date", weekday=weekday, date=f"{at:%d/%m/%Y}")
    yield message(language, "slip-issued", label=ticket["label"], clock=f"{at.hour}:{at:%M}", date=date)
    yield offer.hall["parent"]
    yield offer.hall["address"]
    yield message(language, "slip-phone", phone=offer.hall["phone"])


def waiting(wait: Wait, language: str) -> str:
    first, last = minutes_range(wait)
    if first < 1:
        return message(language, "slip-minutes-under", minutes=last)
    if first == last:
        return message(language, "slip-minutes-one", minutes=last)
    return message(language, "slip-minutes", **{"from": str(first), "to": str(last)})


def is_there(wanted: str, text: str) -> bool:
    """Whether a short line stands there, but for a letter in six that the reader took for another; its figures all."""
    words, count = text.split(), len(wanted.split())
    for size in {max(1, count - 1), count, count + 1}:
        for at in range(len(words) - size + 1):
            read = " ".join(words[at : at + size])
            alike = SequenceMatcher(None, wanted, read, autojunk=False).ratio()
            if alike >= 5 / 6 and figures(wanted) == figures(read):
                return True
    return False


def figures(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("number", range(SIZES.slips))
def test_every_line_of_any_slip_is_read_and_its_qr_is_exact(number: int, tmp_path: Path) -> None:
    ticket, offer, paper = printed(number, tmp_path)
    assert paper.commands[0] == "reset" and paper.commands[-1] == "cut" and paper.cuts == 1
    picture = tmp_path / "paper.png"
    paper.image.save(picture)
    zbar = ["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)]
    assert subprocess.run(zbar, capture_output=True, text=True, check=True).stdout.strip() == ticket["url"]
    assert unread(ticket, offer, paper, tmp_path) == []


def unread(ticket: dict[str, Any], offer: Offer, paper: Paper, folder: Path) -> list[str]:
    """The lines of the slip that no reader finds on its paper."""
    left = [plain(line).removesuffix("...") for line in expected(ticket, offer)]
    short = [plain(line) for line in expected_short(ticket, offer)]
    for text in readings(paper, folder, ticket["language"]):
        left = [line for line in left if not is_read(line, text)]
        short = [line for line in short if not is_there(line, text)]
        if not left and not short:
            break
    return left + short


def test_a_line_that_is_not_on_the_paper_is_missed_however_short(tmp_path: Path) -> None:
    spool = Spooler(open_printer(f"virtual:{tmp_path / 'paper'}"))
    said = {
        "label": "H012", "service": "H", "procedure": None, "language": "vi", "lane": "priority", "ahead": 3,
        "wait": {"p10": 600, "p90": 1200}, "path": ["V"], "same_day": True, "issued_at": "2026-11-21T02:05:00Z",
        "url": "http://192.168.1.10:8000/t/q7Zk3vWm0xYtB2nRcL8aPg",
    }  # fmt: skip
    other = said | {"lane": "ordinary", "path": [], "wait": {"p10": 600, "p90": 1500}, "issued_at": "2026-11-21T02:06Z"}
    paper_on(spool, tmp_path, width=80).print_ticket(other, Offer(CATALOGUE))
    spool.close()
    missed = unread(said, Offer(CATALOGUE), decode((tmp_path / "paper/0001.bin").read_bytes()), tmp_path)
    assert missed == [
        "LƯỢT ƯU TIÊN",
        "khoảng 10 20 phút",
        "Sau đó: Thu phí, lệ phí",
        "Số H012, lấy lúc 9:05 Thứ Bảy 21/11/2026",
    ]


LETTERS = "".join(
    unicodedata.normalize("NFC", letter + mark)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯYđĐgjpqQ"
    for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
STYLES = {getattr(paper, name) for paper in PAPERS.values() for name in paper.__slots__} | {HEADING, SMALL, TEXT}


def test_no_mark_above_or_below_a_letter_is_clipped_in_any_type_of_the_slips() -> None:
    styles = [style for style in STYLES if not isinstance(style, int)]
    assert len(styles) >= 8
    for style in styles:
        for letter in LETTERS:
            image = Image.new("1", (style.size * 3, style.height + 80), 0)
            put_text(ImageDraw.Draw(image), style.size, 40 + style.ascent, letter, style)
            ink = image.getbbox()
            assert ink is None or (ink[1] >= 40 and ink[3] <= 40 + style.height), (letter, style)


# The judge is judged: whatever is wrong with a slip's bytes, the decoder refuses them or shows another paper.

JOB = encode(draw_ticket(TicketSlip.from_json(BA_SAU), 58))
TRUE = decode(JOB)


def heads() -> list[int]:
    """Where the bytes lie that are no dots."""
    places, at = [0, 1], 2
    while JOB.startswith(b"\x1dv", at):
        places += range(at, at + 8)
        at += 8 + int.from_bytes(JOB[at + 4 : at + 6], "little") * int.from_bytes(JOB[at + 6 : at + 8], "little")
    return places + list(range(at, len(JOB)))


def is_caught(mutant: bytes) -> bool:
    try:
        paper = decode(mutant)
    except NotEscPos:
        return True
    return (paper.image.tobytes(), paper.commands, paper.feeds) != (TRUE.image.tobytes(), TRUE.commands, TRUE.feeds)


def dots(count: int) -> list[int]:
    return random.Random(4).sample(sorted(set(range(len(JOB))) - set(heads())), count)


def test_a_flipped_bit_is_caught() -> None:
    places = [(at, bit) for at in heads() for bit in range(8)] + [(at, at % 8) for at in dots(100)]
    missed = [(at, bit) for at, bit in places if not is_caught(JOB[:at] + bytes([JOB[at] ^ 1 << bit]) + JOB[at + 1 :])]
    assert missed == []


def test_a_lost_a_doubled_and_a_foreign_byte_are_caught() -> None:
    for at in heads() + dots(60):
        for mutant in (JOB[:at] + JOB[at + 1 :], JOB[:at] + JOB[at : at + 1] + JOB[at:], JOB[:at] + b"\xff" + JOB[at:]):
            assert is_caught(mutant), at


def test_a_slip_that_is_cut_off_is_caught_wherever() -> None:
    assert all(is_caught(JOB[:at]) for at in heads() + dots(100))


@pytest.mark.parametrize(
    "stranger", [b"\x1bt\x1e", b"\x1d!\x11", b"Hello", b"\x1b*\x21\x08\x00", b"\x1c.", b"\x10\x04\x01"]
)
def test_a_command_no_slip_has_is_caught(stranger: bytes) -> None:
    bands = [at for at in heads() if JOB.startswith(b"\x1dv", at)]
    assert len(bands) > 2
    assert all(is_caught(JOB[:at] + stranger + JOB[at:]) for at in [0, *bands, len(JOB)])


def test_the_judge_of_lines_forgives_the_reader_one_letter_and_the_slip_nothing() -> None:
    line = "Trường hợp xóa đăng ký liên quan đến nhiều biện pháp bảo đảm đã được đăng ký mà có cùng"
    assert is_read(line, f"Nộp: {line.replace('cùng', 'củng')}... Giấy") and is_read(line, f"{line[:50]} ... Nộp:")
    assert not is_read(line, line[:60]) and not is_read(line, line.replace("xóa", "")) and not is_read("H012", "H013")
