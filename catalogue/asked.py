"""Makes nouns of a hall's TOML files: its own facts, questions, tiles, and the needs it sends elsewhere."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from catalogue.nouns import Direction, HallFacts, Option, Question, Text, Tile
from catalogue.problems import Report
from catalogue.rows import LABEL_MAX, PHRASE_MAX, SHORT_MAX, Checker, national_code
from catalogue.tables import Row, clean

MOST_OPTIONS = 8
MOST_TILES = 8
"""A kiosk shows at most eight choices at once; a ninth would be below the edge of the glass."""

CODE_MAX = 32
_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)
"""A hall's code begins with a letter: halls without one are told by their number."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)

Noun = TypeVar("Noun")


class Entry(Checker):
    """One `[[…]]` table of a TOML file; its "line" is its place in the file, from 1."""

    def __init__(self, file: str, place: int, table: object, report: Report) -> None:
        self.table: Mapping[str, Any] = table if isinstance(table, Mapping) else {}
        super().__init__(Row(file, place, {}), report)
        if not isinstance(table, Mapping):
            self.refuse("", "wrong_type")

    def one(self, key: str, limit: int, *, needed: bool = False) -> str:
        """A string of the table, cleaned."""
        value = self.table.get(key, "")
        if not isinstance(value, str):
            self.refuse(key, "wrong_type")
            return ""
        self.row.cells[key] = clean(value)
        return self.text(key, limit, needed=needed)

    def three(self, key: str, limit: int) -> Text:
        """A sentence in three languages: `key = {vi, en, ko}`, or vi, en, ko of the table itself for an empty key."""
        value = self.table.get(key) if key else self.table
        if not isinstance(value, Mapping):
            self.refuse(key, "wrong_type" if value is not None else "empty")
            return Text("")
        within = Entry(self.row.file, self.row.line, value, self.report)
        text = Text(within.one("vi", limit, needed=True), within.one("en", limit), within.one("ko", limit))
        self.good = self.good and within.good
        return text

    def several(self, key: str) -> list[Any]:
        """A list of the table."""
        value = self.table.get(key, [])
        if isinstance(value, list):
            return value
        self.refuse(key, "wrong_type")
        return []


def _each(
    file: str, content: Mapping[str, Any], key: str, report: Report, build: Callable[[Entry], Noun]
) -> Iterator[Noun]:
    tables = content.get(key, [])
    if not isinstance(tables, list):
        report.add(file, 1, key, "wrong_type")
        return
    for place, table in enumerate(tables, 1):
        entry = Entry(file, place, table, report)
        noun = build(entry)
        if entry.good:
            yield noun


def hall(file: str, content: Mapping[str, Any], report: Report) -> HallFacts | None:
    """The hall's facts; None when they are not good."""
    entry = Entry(file, 1, content, report)
    name = entry.one("name", PHRASE_MAX, needed=True)
    names = Text(name, entry.one("name_en", PHRASE_MAX), entry.one("name_ko", PHRASE_MAX))
    timezone = entry.one("timezone", LABEL_MAX) or "Asia/Ho_Chi_Minh"
    try:
        ZoneInfo(timezone)
    except (OSError, ValueError, KeyError):
        entry.refuse("timezone", "bad_timezone")
    code = entry.one("code", CODE_MAX)
    if code and not _CODE.fullmatch(code):
        entry.refuse("code", "bad_hall_code")
    facts = HallFacts(
        name=name, parent=entry.one("parent", PHRASE_MAX), address=entry.one("address", SHORT_MAX),
        phone=entry.one("phone", LABEL_MAX), timezone=timezone, names=names,
        code=code or None,
    )  # fmt: skip
    return facts if entry.good else None


def questions(file: str, content: Mapping[str, Any], report: Report, codes: Collection[str]) -> tuple[Question, ...]:
    """Questions, each with two to eight options that lead to procedures the hall has."""
    seen: set[object] = set()

    def option(entry: Entry, table: object) -> Option | None:
        within = Entry(entry.row.file, entry.row.line, table, entry.report)
        code = national_code(within.one("code", LABEL_MAX, needed=True)) or ""
        if code not in codes:
            within.refuse("code", "unknown_procedure")
        made = Option(within.three("", LABEL_MAX + 16), code)
        return made if within.good else None

    def build(entry: Entry) -> Question:
        name = _id(entry, seen)
        options = tuple(filter(None, [option(entry, table) for table in entry.several("options")]))
        if len(options) < 2:
            entry.refuse("options", "too_few_options")
        if len(options) > MOST_OPTIONS:
            entry.refuse("options", "too_many_options")
        return Question(name, entry.three("text", PHRASE_MAX), options)

    return tuple(_each(file, content, "question", report, build))


def tiles(
    file: str, content: Mapping[str, Any], report: Report,
    letters: Collection[str], codes: Collection[str], ids: Collection[str],
) -> tuple[Tile, ...]:  # fmt: skip
    """The tiles of the first screen, eight at most."""

    def known(entry: Entry, key: str, among: Collection[str], *, needed: bool = False) -> str | None:
        value = entry.one(key, LABEL_MAX, needed=needed) or None
        if value is None or value in among:
            return value
        (entry.refuse if needed else entry.note)(key, f"unknown_{key}")
        return None

    def build(entry: Entry) -> Tile:
        if entry.row.line > MOST_TILES:
            entry.refuse("", "too_many_tiles")
        icon = entry.one("icon", LABEL_MAX, needed=True)
        if icon and not _ID.fullmatch(icon):
            entry.refuse("icon", "bad_icon")
        service = known(entry, "service", letters, needed=True) or ""
        procedure, question = known(entry, "procedure", codes), known(entry, "question", ids)
        return Tile(entry.three("text", LABEL_MAX), icon, service, procedure, question)

    return tuple(_each(file, content, "tile", report, build))


def directions(file: str, content: Mapping[str, Any], report: Report) -> tuple[Direction, ...]:
    """What is asked for here and done elsewhere."""
    seen: set[object] = set()

    def build(entry: Entry) -> Direction:
        name = _id(entry, seen)
        said = [clean(phrase) for phrase in entry.several("phrases") if isinstance(phrase, str)]
        if not any(said):
            entry.refuse("phrases", "empty")
        if any(len(phrase) > PHRASE_MAX for phrase in said):
            entry.refuse("phrases", "too_long")
        return Direction(name, entry.three("", SHORT_MAX), tuple(filter(None, said)))

    return tuple(_each(file, content, "direction", report, build))


def _id(entry: Entry, seen: set[object]) -> str:
    name = entry.one("id", LABEL_MAX, needed=True)
    if name and not _ID.fullmatch(name):
        entry.refuse("id", "bad_id")
    entry.once("id", name, seen, "duplicate_id")
    return name
