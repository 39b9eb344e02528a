"""Tables as files for a spreadsheet: CSV and XLSX in which nobody's words become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import xlsxwriter

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY_S = 24 * 3600


class Seconds(int):
    """A duration: in a spreadsheet a time that can be added up, in CSV its seconds."""


class Share(float):
    """A part of a whole, 0 to 1: a percentage in a spreadsheet."""


class Sheet(NamedTuple):
    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Any]]


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV with a BOM, without which Excel reads Vietnamese as garbage."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(head)
    sheet.writerows([_inert(value) for value in row] for row in rows)
    return ("\ufeff" + out.getvalue()).encode()


def xlsx(sheets: Iterable[Sheet]) -> bytes:
    """A workbook with numbers, times, days and percentages as what they are, its head rows standing still."""
    out = io.BytesIO()
    # Words stay words: no cell is read as a formula, a link or a number because of how it begins.
    inert = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"constant_memory": True, **inert}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
        formats = {
            Seconds: book.add_format({"num_format": "[h]:mm:ss"}),
            Share: book.add_format({"num_format": "0.00%"}),
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
        }
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 2)
            page.set_column(0, 1, 22)
            page.set_column(2, max(2, len(sheet.head) - 1), 12)
            page.write_row(0, 0, sheet.head, head)
            for at, row in enumerate(sheet.rows, 1):
                for column, value in enumerate(row):
                    _write(page, at, column, value, formats.get(type(value)))
    return out.getvalue()


def _write(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(row, column, value, style)
    elif isinstance(value, str):
        page.write_string(row, column, value)
    else:
        page.write_number(row, column, value / DAY_S if isinstance(value, Seconds) else value, style)


def _inert(value: Any) -> Any:
    """Nobody's words become a formula in a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(("=", "+", "-", "@")) else value
