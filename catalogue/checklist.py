"""Turns the documents of a procedure, as the national portal words them, into a checklist a person can follow."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assets import FOLDER

SHORT = 90
"""Characters of an item on paper: two lines of an 80 mm slip."""

_LOOKUP_MARK = "◆"
_HEADING = re.compile(r"^\[([^\]]*)\]\s*")
_COPIES = re.compile(r"\s*\(((?:\d+ )?bản (?:chính|sao|gốc)[^()]*)\)\s*$", re.IGNORECASE)
_NUMBERING = re.compile(r"^(?:\([\divxa-e.]{1,4}\)|[a-eđ][.)]|\d{1,2}[.)](?!\d)|[-+•*])\s*", re.IGNORECASE)
_CHANNEL = re.compile(r"\s*\([^()]*(?:hình thức trực|trên Cổng dịch vụ công)[^()]*(?:\)|…|$)")
_MORE = re.compile(r"^\(\+(\d+) giấy tờ")
_TAIL = re.compile(r"[\s,;:.–-]*(?:hồ sơ gồm|bao gồm|gồm|như sau|sau đây)?[\s,;:.–-]*$", re.IGNORECASE)
_SOURCE = re.compile(r"\s*(.+?)\s*←\s*(.+?)(?:;\s*(?=[^;]*←)|$)")
_LEGAL_TAIL = re.compile(
    r"[,;]?\s*(?:theo (?:quy định|mẫu|Mẫu)|ban hành (?:kèm theo|tại)|được ban hành|quy định tại|\("
    r"|do cơ quan (?:nhà nước )?có thẩm quyền)"
)
_ONLINE = ("điện tử tương tác", "môi trường điện tử")

# Headings that only say "the papers are": nothing a person needs to read.
_PLAIN_HEADING = re.compile(
    r"^(?:giấy tờ phải|thành phần hồ sơ$|người yêu cầu chứng thực|hồ sơ (?:đăng ký|gia hạn) tạm trú)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One item: what it is, whether to hand it in, show it or leave it to the office, and the case it is for."""

    text: str
    kind: str
    group: str | None = None
    copies: str = ""

    @property
    def short(self) -> str:
        """The item in at most `SHORT` characters, for paper."""
        return shorten(self.text)

    def as_json(self) -> dict[str, str | None]:
        """A row of `checklist`."""
        return {"text": self.text, "kind": self.kind, "group": self.group, "copies": self.copies, "short": self.short}


def read_documents(documents: str) -> tuple[Paper, ...]:
    """The checklist in a `documents` cell; empty for an empty one.

    The cell holds groups parted by " || ", each with an optional [heading] and items parted by " | "; after ◆ stand
    the papers that nobody may ask for when the databases already hold them (NQ 66.7/2025/NQ-CP).
    """
    papers: dict[Paper, None] = {}
    body, *looked_up = documents.split(_LOOKUP_MARK)
    for group in body.split("||"):
        papers.update(dict.fromkeys(_read_group(group.strip())))
    for note in looked_up:
        papers.update(dict.fromkeys(_read_lookup(note)))
    return tuple(papers)


def _read_group(group: str) -> Iterator[Paper]:
    heading = _HEADING.match(group)
    title = heading[1].strip() if heading else ""
    if _is_online(title):
        return
    kind = "present" if "xuất trình" in title.casefold() else "submit"
    case = None if not title or _PLAIN_HEADING.match(title) else _TAIL.sub("", _unnumbered(title)) or None
    for item in group[heading.end() if heading else 0 :].split(" | "):
        paper = _read_item(item, kind, case)
        if paper is not None:
            yield paper


def _read_item(item: str, kind: str, case: str | None) -> Paper | None:
    text = _unnumbered(item.strip())
    more = _MORE.match(text)
    if more:
        return Paper(f"Và {more[1]} giấy tờ khác, tùy trường hợp", kind, case)
    copies = _COPIES.search(text)
    if copies:
        text = text[: copies.start()]
    if _is_online(text):
        return None
    text = _CHANNEL.sub("", text).strip(" ;,")
    if not text:
        return None
    if text.casefold().startswith("xuất trình"):
        kind = "present"
    return Paper(text, kind, case, _readable_copies(copies[1]) if copies else "")


def _read_lookup(note: str) -> Iterator[Paper]:
    _, _, listed = note.partition("):")
    for paper, source in _SOURCE.findall(listed or note):
        where = source.strip(" .;").replace("CSDLQG", "cơ sở dữ liệu quốc gia").replace("CSDL", "cơ sở dữ liệu")
        what = paper.strip(" .;")
        if what.count("(") > what.count(")"):
            what = what[: what.rindex("(")].strip()  # cut short in the source
        yield Paper(f"{what[:1].upper()}{what[1:]} ({where})", "lookup")


def _is_online(text: str) -> bool:
    """Is it only for those who file over the internet? A declaration is wanted at the counter all the same."""
    low = text.casefold()
    if any(mark in low for mark in _ONLINE):
        return True
    return "trực tuyến" in low and "trực tiếp" not in low and not low.startswith("tờ khai")


def _unnumbered(text: str) -> str:
    return _NUMBERING.sub("", text).strip()


def _readable_copies(copies: str) -> str:
    return re.sub(r"\b0(\d)", r"\1", " ".join(copies.split())).replace(", ", " và ")


def shorten(text: str, limit: int = SHORT) -> str:
    """`text` for paper: said plainly where we know how, else without its legal references, else cut at a word."""
    for start, short in _plain():
        if text.startswith(start):
            return short
    if len(text) > limit:
        legal = _LEGAL_TAIL.search(text, 12)
        text = text[: legal.start()].rstrip(" ,;") if legal else text
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;(…")[: limit - 1] + "…"


@cache
def _plain() -> tuple[tuple[str, str], ...]:
    table = tomllib.loads((FOLDER / "catalogue" / "plain.toml").read_text(encoding="utf-8"))
    return tuple((start, row["short"]) for row in table["plain"] for start in row["starts"])
