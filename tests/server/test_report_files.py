"""Reports as files: real types in the workbook, UTF-8 that Excel reads, and nobody's words a formula."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from server import setup
from tests.builders import write_small_hall
from tests.cast import Answer, SmallHall
from tests.server.test_reports import a_day, report

DANGEROUS = '=HYPERLINK("http://x","y")'


def file(hall: SmallHall, kind: str, by: str = "counter") -> Answer:
    asked = {"since": "2026-11-23", "through": "2026-11-30", "by": by}
    return hall.hoa.wire.ask("GET", f"/reports.{kind}", hall.hoa.headers, None, asked)


def test_a_workbook_has_times_shares_and_numbers(hall: SmallHall) -> None:
    a_day(hall)
    book = openpyxl.load_workbook(io.BytesIO(file(hall, "xlsx").raw))
    head, everybody, first = ([cell.value for cell in row] for row in list(book.worksheets[0].rows)[:3])
    assert everybody[head.index("Lượt")] == 4 and first[0] == 1
    assert everybody[head.index("Chờ đến khi được gọi: Lâu nhất")] == timedelta(minutes=20)
    assert everybody[head.index("Chờ đến khi được gọi: Trong 15 phút")] == 0.75
    assert [row[0].value for row in book.worksheets[1].iter_rows(min_row=2)] == ["Thứ Hai"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_name_that_looks_like_a_formula_is_harmless(hall: SmallHall, kind: str, tmp_path: Path) -> None:
    folder = write_small_hall(tmp_path / "hall")
    counters = folder / "counters.csv"
    quoted = '"' + DANGEROUS.replace('"', '""') + '"'
    counters.write_text(counters.read_text(encoding="utf-8").replace("1,Hộ tịch,", f"1,{quoted},"), encoding="utf-8")
    setup.make_hall(hall.database, folder, hall.clock())
    a_day(hall)
    answer = file(hall, kind)
    if kind == "csv":
        assert answer.raw.startswith("\ufeff".encode())
        rows = list(csv.reader(io.StringIO(answer.raw.decode("utf-8-sig"))))
        assert rows[2][1] == "'" + DANGEROUS
    else:
        cell = openpyxl.load_workbook(io.BytesIO(answer.raw)).worksheets[0]["B3"]
        assert (cell.data_type, cell.value) == ("s", DANGEROUS)


def test_a_reason_that_looks_like_a_formula_is_harmless(hall: SmallHall) -> None:
    hall.open_all()
    hall.kiosk.issues("H")
    hall.mai.calls(hall.kiosk.issues("H"), reason=DANGEROUS)
    cell = openpyxl.load_workbook(io.BytesIO(file(hall, "xlsx").raw))["Gọi ngoài thứ tự"]["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", DANGEROUS, None)


def test_a_service_has_the_agency_that_the_halls_files_name(hall: SmallHall, tmp_path: Path) -> None:
    folder = write_small_hall(tmp_path / "hall")
    services = folder / "services.csv"
    named = [
        f"{line},{'agency' if at == 0 else 'Phòng Tư pháp' if line[0] in 'HC' else ''}"
        for at, line in enumerate(services.read_text(encoding="utf-8").splitlines())
    ]
    services.write_text("\n".join(named) + "\n", encoding="utf-8")
    setup.make_hall(hall.database, folder, hall.clock())
    a_day(hall)
    hall.kiosk.issues("D")
    rows = report(hall, by="agency")["rows"]
    assert [(row["key"], row["legs"]) for row in rows] == [("Phòng Tư pháp", 4), ("", 1)]


def test_a_file_of_no_period_is_refused(hall: SmallHall) -> None:
    assert hall.hoa.wire.ask("GET", "/reports.csv", hall.hoa.headers, None, {"since": "x"}).status == 422
