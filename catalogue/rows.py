"""Makes nouns of the rows of a hall's CSV files, and says what is wrong with the rows that are not."""

import re
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from catalogue.nouns import KINDS, LETTERS, Counter, Phrase, Procedure, Service, Text
from catalogue.problems import Report
from catalogue.tables import Row

LABEL_MAX = 64
"""Characters of a touch label: two lines of a result row on the kiosk, one and a half of a slip."""

NAME_MAX = 1200
"""The longest official name met has 1,094 characters."""

PHRASE_MAX = 120
SHORT_MAX = 200
LONG_MAX = 20_000

COLUMNS = {
    "services.csv": ("code", "name", "kind"),
    "counters.csv": ("number", "name", "services"),
    "procedures.csv": ("code", "service", "label", "name"),
    "phrases.csv": ("phrase", "codes"),
}

_CODE = re.compile(r"(\d\.\d{6})(?:\.H\d{2,3}(?:\.\d{2,3})?)?", re.ASCII | re.IGNORECASE)

Noun = TypeVar("Noun")


class Checker:
    """Notes the faults of one row; the row is good when none was noted."""

    def __init__(self, row: Row, report: Report) -> None:
        self.row = row
        self.report = report
        self.good = True

    def note(self, column: str, problem: str) -> None:
        """Notes a fault that leaves something usable: with `force` the row is kept without the faulty part."""
        self.report.add(self.row.file, self.row.line, column, problem)

    def refuse(self, column: str, problem: str) -> None:
        """Notes a fault that leaves nothing: with `force` the row is left out."""
        self.good = False
        self.note(column, problem)

    def text(self, column: str, limit: int, *, needed: bool = False) -> str:
        """The cell, within its limit; `needed` ones may not be empty."""
        cell = self.row[column]
        if needed and not cell:
            self.refuse(column, "empty_label" if column == "label" else "empty")
        if len(cell) > limit:
            self.refuse(column, "label_too_long" if column == "label" else "too_long")
        return cell

    def texts(self, column: str, limit: int, *, needed: bool = False) -> Text:
        """The cell and its translations `<column>_en`, `<column>_ko`."""
        vi = self.text(column, limit, needed=needed)
        return Text(vi, self.text(f"{column}_en", limit), self.text(f"{column}_ko", limit))

    def once(self, column: str, key: object, seen: set[object], problem: str) -> None:
        """Refuses a second row with the same key."""
        if key in seen:
            self.refuse(column, problem)
        seen.add(key)


def national_code(written: str) -> str | None:
    """The national code in a code as written, local suffix stripped: `1.012784` for `1.012784.H19`; None if none."""
    found = _CODE.fullmatch(written.strip())
    return found[1] if found else None


def make(rows: Iterable[Row], report: Report, build: Callable[[Checker], Noun]) -> tuple[Noun, ...]:
    """The nouns of the good rows."""
    nouns = []
    for row in rows:
        check = Checker(row, report)
        noun = build(check)
        if check.good:
            nouns.append(noun)
    return tuple(nouns)


def services(rows: Iterable[Row], report: Report) -> tuple[Service, ...]:
    """Services: the letter of each is the letter of its number series."""
    seen: set[object] = set()

    def build(check: Checker) -> Service:
        code, kind = check.text("code", 1, needed=True), check.row["kind"]
        if code and code not in LETTERS:
            check.refuse("code", "bad_letter")
        check.once("code", code, seen, "duplicate_letter")
        if kind not in KINDS:
            check.refuse("kind", "bad_kind")
        name, covers = check.texts("name", LABEL_MAX, needed=True), check.texts("covers", SHORT_MAX)
        return Service(code, name, kind, covers, check.text("agency", SHORT_MAX))

    return make(rows, report, build)


def counters(rows: Iterable[Row], report: Report, letters: Collection[str]) -> tuple[Counter, ...]:
    """Counters, each with the services it takes."""
    seen: set[object] = set()

    def build(check: Checker) -> Counter:
        written = check.row["number"]
        number = int(written) if re.fullmatch(r"[1-9]\d?", written, re.ASCII) else 0
        if not number:
            check.refuse("number", "bad_number")
        check.once("number", number, seen, "duplicate_number")
        taken = tuple(dict.fromkeys(check.row["services"].split()))
        if not taken:
            check.refuse("services", "empty")
        if any(letter not in letters for letter in taken):
            check.refuse("services", "unknown_service")
        helps = tuple(dict.fromkeys(check.row["helps"].split()))
        if any(letter not in letters for letter in helps):
            check.refuse("helps", "unknown_service")
        if set(helps) & set(taken):
            check.refuse("helps", "helps_itself")
        name = check.texts("name", LABEL_MAX, needed=True)
        return Counter(number, name, check.text("post", LABEL_MAX), check.text("zone", 8), taken, helps)

    return make(rows, report, build)


def procedures(rows: Iterable[Row], report: Report, letters: Collection[str]) -> tuple[Procedure, ...]:
    """Procedures by national code, each in one service."""
    seen: set[object] = set()

    def build(check: Checker) -> Procedure:
        written = check.row["code"]
        code = national_code(written)
        if code is None:
            check.refuse("code", "bad_code")
        else:
            check.once("code", code, seen, "duplicate_code")
        service = check.row["service"]
        if service not in letters:
            check.refuse("service", "unknown_service")
        return Procedure(
            code=code or "",
            service=service,
            label=check.text("label", LABEL_MAX, needed=True),
            name=check.text("name", NAME_MAX, needed=True),
            name_en=check.text("name_en", NAME_MAX),
            time_limit=check.text("time_limit", SHORT_MAX),
            documents=check.text("documents", LONG_MAX),
            source=check.text("source", LONG_MAX),
            local_code=written if code is not None and written != code else "",
        )

    return make(rows, report, build)


def phrases(rows: Iterable[Row], report: Report, codes: Collection[str]) -> tuple[Phrase, ...]:
    """Phrases and the procedures or services they may mean."""
    seen: set[object] = set()

    def build(check: Checker) -> Phrase:
        phrase = check.text("phrase", PHRASE_MAX, needed=True)
        check.once("phrase", phrase.casefold(), seen, "duplicate_phrase")
        written = [national_code(code) or code for code in check.row["codes"].split()]
        meant = [code for code in written if code in codes]
        if not written:
            check.refuse("codes", "empty")
        elif not meant:
            check.refuse("codes", "unknown_code_in_phrase")
        elif len(meant) < len(written):
            check.note("codes", "unknown_code_in_phrase")
        note, source = check.text("note", SHORT_MAX), check.text("source", SHORT_MAX)
        return Phrase(phrase, tuple(dict.fromkeys(meant)), note, source)

    return make(rows, report, build)
