"""The reports that are due stand in their folder, once each, whole, whatever happened to the folder meanwhile."""

from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest
from sqlalchemy import delete, insert, select, update
from structlog.testing import capture_logs

from server import jobs, report_deliveries, report_rounds, roll_up
from server.figure_models import DayLegs, DayWaits
from server.models import Hall
from server.period import By
from server.report_places import Folder
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


def bring(hall: SmallHall, *folders: Path) -> None:
    jobs.deliver_reports(hall.database, [Folder(folder) for folder in folders], hall.clock.now)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


def waits(hall: SmallHall) -> list[str]:
    """What supervisors are told of reports that are not where they should be."""
    return [alert["subject"] for alert in hall.hoa.get("/alerts").done()["alerts"] if alert["kind"] == "report_waits"]


def visits(folder: Path) -> int:
    head, everybody = list(openpyxl.load_workbook(folder / MONTH[1]).worksheets[0].values)[:2]
    return int(everybody[head.index("Đã xong")])


def test_a_month_that_was_missed_comes_later(hall: SmallHall, folder: Path) -> None:
    a_day(hall)
    close(hall, "2027-02-20 02:00:00")
    bring(hall, folder)
    assert files(folder) == sorted([*MONTH, *QUARTER])


def test_a_closed_month_is_put_there_once(hall: SmallHall, folder: Path) -> None:
    a_day(hall)
    bring(hall, folder)
    assert files(folder) == [], "the month is not over"
    close(hall, "2026-12-01 02:00:00")
    bring(hall, folder)
    assert files(folder) == MONTH
    assert pdfium.PdfDocument((folder / MONTH[0]).read_bytes())[0].get_textpage().count_chars() > 500
    assert openpyxl.load_workbook(folder / MONTH[1]).worksheets[0]["B3"].value == "mai"
    (folder / MONTH[1]).write_bytes(b"signed")
    (folder / MONTH[0]).unlink()
    bring(hall, folder)
    assert files(folder) == MONTH[1:] and (folder / MONTH[1]).read_bytes() == b"signed", "whoever took it has it"
    close(hall, "2027-01-02 02:00:00")
    bring(hall, folder)
    assert files(folder) == sorted([MONTH[1], *QUARTER]), "nobody came in December"


@pytest.mark.parametrize("what", ["nothing", "a file"])
def test_a_folder_that_is_away_is_never_made_is_told_and_tried_again(
    hall: SmallHall, tmp_path: Path, what: str
) -> None:
    a_day(hall)
    close(hall, "2026-12-01 02:00:00")
    share = tmp_path / "mnt" / "share"
    if what == "a file":
        share.parent.mkdir()
        share.write_text("a file where the folder should be", encoding="utf-8")
    with capture_logs() as told:
        for _ in range(3):
            bring(hall, share)
    assert [row["event"] for row in told] == ["reports left for the next time"], "once for each change, not each round"
    assert waits(hall) == ["folder_away"] and not share.is_dir()
    share.unlink(missing_ok=True)
    share.mkdir(parents=True)
    bring(hall, share)
    assert files(share) == MONTH and waits(hall) == []


def test_a_folder_that_nobody_wants_any_more_is_no_trouble(hall: SmallHall, tmp_path: Path) -> None:
    a_day(hall)
    close(hall, "2026-12-01 02:00:00")
    bring(hall, tmp_path / "away")
    assert waits(hall) == ["folder_away"]
    bring(hall)
    assert waits(hall) == []


def test_a_folder_that_is_full_leaves_no_half_file_that_passes_for_a_report(hall: SmallHall, folder: Path) -> None:
    a_day(hall)
    close(hall, "2026-12-01 02:00:00")
    (folder / f"{MONTH[0]}.part").mkdir()  # what is to be written cannot be
    bring(hall, folder)
    assert not (folder / MONTH[0]).exists() and waits(hall) == ["folder_away"]
    (folder / f"{MONTH[0]}.part").rmdir()
    bring(hall, folder)
    assert files(folder) == MONTH


def test_what_is_told_late_of_a_month_writes_its_report_anew(hall: SmallHall, folder: Path) -> None:
    a_day(hall)
    served = hall.nam.sees_desk()["ticket"]
    hall.clock.is_at("2026-12-01 00:59:58")
    hall.nam.finishes(served)
    close(hall, "2026-12-01 01:00:02")
    bring(hall, folder)
    before = visits(folder)
    (folder / MONTH[0]).unlink()
    hall.nam.opens()
    hall.nam.moves("undo", served)
    close(hall, "2026-12-01 02:00:00")
    bring(hall, folder)
    assert visits(folder) == before - 1 and files(folder) == MONTH


def test_a_day_made_anew_with_the_same_figures_writes_nothing(hall: SmallHall, folder: Path) -> None:
    a_day(hall)
    close(hall, "2026-12-01 02:00:00")
    bring(hall, folder)
    with hall.database.write() as db:
        db.execute(delete(DayLegs))
    jobs.roll_up_days(hall.database)
    (folder / MONTH[0]).write_bytes(b"signed")
    bring(hall, folder)
    assert (folder / MONTH[0]).read_bytes() == b"signed"


def test_who_died_while_bringing_it_is_not_waited_for(hall: SmallHall, folder: Path) -> None:
    a_day(hall)
    close(hall, "2026-12-01 02:00:00")
    with hall.database.write() as db:
        report_deliveries.take(db, 1, next(report_rounds.due(date(2026, 12, 1))), str(folder), hall.clock.now)
    bring(hall, folder)
    assert files(folder) == [], "another worker may be at it"
    hall.clock.passes(minutes=10)
    bring(hall, folder)
    assert files(folder) == MONTH


def test_a_newer_programs_figures_bring_no_old_report_again() -> None:
    before = {"whole": {"legs": 3, "waited": {"n": 3}}, "rows": {"mai": {"legs": 3}}}
    assert not report_rounds.differ(before, {**before, "whole": {**before["whole"], "moved": 1}})
    assert report_rounds.differ(before, {**before, "whole": {"legs": 3, "waited": {"n": 2}}})
    assert report_rounds.differ(before, {**before, "rows": {"mai": {"legs": 2}, "nam": {"legs": 1}}})


def test_each_hall_has_a_folder_of_its_own_and_one_in_the_making_keeps_none_after_it(
    hall: SmallHall, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_day(hall)
    close(hall, "2026-12-01 02:00:00")
    with hall.database.write() as db:
        first = db.execute(select(Hall.__table__)).one()
        db.execute(insert(Hall).values(**{**first._mapping, "id": 2}))
        db.execute(delete(DayWaits))
        db.execute(update(DayLegs).values(hall_id=2))
    monkeypatch.setattr(roll_up, "MOST_AT_ONCE", 0)
    bring(hall, folder)
    assert files(folder) == ["2"] and files(folder / "2") == MONTH
    monkeypatch.undo()
    hall.clock.passes(minutes=10)
    bring(hall, folder)
    assert files(folder) == ["1", "2"] and files(folder / "1") == MONTH
