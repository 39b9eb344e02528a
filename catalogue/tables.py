"""Reads one file of a hall, CSV or TOML, whatever bytes it holds: rows where it can, problems where it cannot."""

import csv
import io
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.problems import Report

LARGEST = 5_000_000
"""Characters of one file; all the procedures of a province make about one million."""

# Marks that no eye sees and that break comparing: what a word processor or a web page leaves behind.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on, and its cells by column, cleaned."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def clean(text: str) -> str:
    """`text` as it is kept: NFC, one line, single spaces, nothing invisible."""
    return _CONTROL.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def decode(file: str, content: str | bytes, report: Report) -> str | None:
    """The text of a file, or None with the problem noted."""
    if len(content) > LARGEST:
        report.add(file, 1, "", "file_too_large")
        return None
    try:
        # Through bytes both ways: a JSON string may carry half a surrogate pair, which no file could hold.
        text = (content if isinstance(content, bytes) else content.encode()).decode("utf-8-sig")
    except UnicodeError:
        report.add(file, 1, "", "not_utf8")
        return None
    at = text.find("\0")
    if at >= 0:
        report.add(file, text.count("\n", 0, at) + 1, "", "nul_byte")
        return None
    return text


def read_csv(file: str, content: str | bytes, required: Sequence[str], report: Report) -> list[Row]:
    """The rows of a CSV file that have every column; blank lines are passed over."""
    text = decode(file, content, report)
    if text is None:
        return []
    rows = _records(file, text, report)
    line, header = next(rows, (1, []))
    columns = [clean(column).casefold() for column in header]
    missing = [column for column in required if column not in columns]
    for column in missing:
        report.add(file, line, column, "missing_column")
    if missing:
        return []
    return [Row(file, line, dict(zip(columns, map(clean, cells), strict=True)))
            for line, cells in rows if _fits(file, line, cells, columns, report)]  # fmt: skip


def _fits(file: str, line: int, cells: Sequence[str], columns: Sequence[str], report: Report) -> bool:
    if len(cells) == len(columns):
        return True
    report.add(file, line, "", "too_many_fields" if len(cells) > len(columns) else "too_few_fields")
    return False


def _records(file: str, text: str, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it starts on."""
    first = text.split("\n", 1)[0]
    # Excel with Vietnamese settings writes semicolons.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report.add(file, line, "", "too_long" if "field limit" in str(error) else "bad_csv")
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def read_toml(file: str, content: str | bytes, report: Report) -> dict[str, Any]:
    """The table of a TOML file, or an empty one with the problem noted."""
    text = decode(file, content, report)
    if text is None:
        return {}
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        report.add(file, int(found[1]) if found else 1, "", "bad_toml")
        return {}
