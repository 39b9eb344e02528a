"""The reports that are due stand in their folder, once each, whole, whatever happened to the folder meanwhile."""

from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest

from server import jobs, report_rounds
from server.period import By
from tests.cast import SmallHall
from tests.server.test_reports import a_day

MONTH = ["moiso-2026-11-01-2026-11-30-officer.pdf", "moiso-2026-11-01-2026-11-30-officer.xlsx"]
QUARTER = ["moiso-2026-10-01-2026-12-31-agency.pdf", "moiso-2026-10-01-2026-12-31-agency.xlsx"]


def close(hall: SmallHall, at: str) -> None:
    hall.clock.is_at(at)
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, hall.clock.now)
    jobs.roll_up_days(hall.database)


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize(
    ("today", "month", "quarter"),
    [
        ("2026-11-24", ("2026-10-01", "2026-10-31"), ("2026-07-01", "2026-09-30")),
        ("2027-01-01", ("2026-12-01", "2026-12-31"), ("2026-10-01", "2026-12-31")),
        ("2028-03-31", ("2028-02-01", "2028-02-29"), ("2027-10-01", "2027-12-31")),
    ],
)
def test_the_last_whole_month_and_quarter_are_due(today: str, month: tuple[str, str], quarter: tuple[str, str]) -> None:
    found = [(str(each.since), str(each.through), each.by) for each in report_rounds.due(date.fromisoformat(today))]
    assert found[0] == (*month, By.OFFICER) and found[12] == (*quarter, By.AGENCY)
    assert len(found) == len(set(found)) == 16, "a year of months and of quarters"


def test_a_month_that_was_missed_comes_later(hall: SmallHall, tmp_path: Path) -> None:
    a_day(hall)
    close(hall, "2027-02-20 02:00:00")
    jobs.put_reports(hall.database, tmp_path / "reports", hall.clock.now)
    assert files(tmp_path / "reports") == sorted([*MONTH, *QUARTER])


def test_a_closed_month_is_put_there_once(hall: SmallHall, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "here"
    a_day(hall)
    jobs.put_reports(hall.database, folder, hall.clock.now)
    assert files(folder) == [], "the month is not over"
    close(hall, "2026-12-01 02:00:00")
    jobs.put_reports(hall.database, folder, hall.clock.now)
    assert files(folder) == MONTH
    assert pdfium.PdfDocument((folder / MONTH[0]).read_bytes())[0].get_textpage().count_chars() > 500
    assert openpyxl.load_workbook(folder / MONTH[1]).worksheets[0]["B3"].value == "mai"
    (folder / MONTH[1]).write_bytes(b"signed")
    jobs.put_reports(hall.database, folder, hall.clock.now)
    assert (folder / MONTH[1]).read_bytes() == b"signed", "what lies there stays as it is"
    close(hall, "2027-01-02 02:00:00")
    jobs.put_reports(hall.database, folder, hall.clock.now)
    assert files(folder) == sorted([*MONTH, *QUARTER]), "nobody came in December"


def test_a_folder_that_is_away_is_tried_again(hall: SmallHall, tmp_path: Path) -> None:
    a_day(hall)
    close(hall, "2026-12-01 02:00:00")
    folder = tmp_path / "share"
    folder.write_text("a file where the folder should be", encoding="utf-8")
    jobs.put_reports(hall.database, folder, hall.clock.now)
    folder.unlink()
    jobs.put_reports(hall.database, folder, hall.clock.now)
    assert files(folder) == MONTH
