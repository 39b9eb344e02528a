"""A month through the real API: every figure of every report, counted anew from the raw story alone, to the second."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from server import jobs, report_files, setup
from server.api.report_shapes import ReportAnswer
from tests import figures_by_hand
from tests.builders import MORNING, write_small_hall
from tests.cast import Json, SmallHall
from tests.server.month import REASONS, Month, whole_story
from tests.server.operations.test_from_home import HOME

WORKDAYS = [day for day in range(30) if (MORNING + timedelta(days=day)).weekday() < 5]
SINCE, THROUGH = MORNING.date(), MORNING.date() + timedelta(days=30)
AGENCIES = {"H": "Phòng Tư pháp", "C": "Phòng Tư pháp", "D": "Chi nhánh Văn phòng đăng ký đất đai"}


@pytest.fixture
def hall(hall: SmallHall, tmp_path: Path) -> SmallHall:
    """A hall whose files say whose each service is, that gives numbers to people at home."""
    folder = write_small_hall(tmp_path / "hall")
    services = folder / "services.csv"
    head, *lines = services.read_text(encoding="utf-8").splitlines()
    named = [f"{head},agency", *(f"{line},{AGENCIES.get(line[0], '')}" for line in lines)]
    services.write_text("\n".join(named) + "\n", encoding="utf-8")
    setup.make_hall(hall.database, folder, hall.clock())
    hours = {"week": {day: [["07:00", "19:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}, "holidays": False}
    return hall.regulates(home=HOME, hours=hours, slots=[{"service": "H", "every_min": 30, "people": 3}])


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_every_figure_of_a_month_is_what_the_story_says(hall: SmallHall) -> None:
    month = Month(hall)
    for day in WORKDAYS:
        month.day(day)
    jobs.roll_up_days(hall.database)
    hall.clock.passes(hours=48)  # ratings are told of days that are over
    told = figures_by_hand.Hall(whole_story(hall), AGENCIES, hall.clock.now, month.touches)
    assert {
        "move_undone", "ticket_transferred", "ticket_parked", "ticket_absent", "ticket_expired", "ticket_delayed",
        "ticket_cancelled", "lane_changed", "guide_given",
    } <= {row["kind"] for row in told.story}  # fmt: skip
    whole = same(hall, told, SINCE, THROUGH)
    assert not [name for name, value in whole["whole"].items() if not value and name not in NEVER], "figures of nothing"
    assert len(whole["reasons"]) == len(REASONS) and whole["ratings"] and whole["guides"] and len(whole["heat"]) > 5
    assert {row["part"] for row in whole["machines"]["rows"]} == {"kiosk", "printer"}
    assert whole["machines"]["unwatched_s"]
    assert whole["whole"]["legs"] > whole["whole"]["visits"] and 0 < whole["whole"]["kept_share"] < 1
    same(hall, told, SINCE + timedelta(days=8), SINCE + timedelta(days=8))
    the_workbook_says_the_same(hall, whole)


NEVER = {"waiting", "called", "serving", "parked"}
"""States that a day which is over has none of."""


HEAD = {"seq", "at", "since", "through", "by", "trial", "target_s"}
"""What a report says that is no figure."""


def same(hall: SmallHall, told: figures_by_hand.Hall, since: date, through: date) -> Json:
    """Every figure of every report of these days; the last of the reports."""
    counted: Json = {}
    for by in get_args(ReportAnswer.model_fields["by"].annotation):
        said = hall.hoa.get("/reports", since=since, through=through, by=by).done()
        counted = figures_by_hand.report(told, since, through, by)
        figures = {name: value for name, value in said.items() if name not in HEAD}
        figures["rows"] = {row["key"]: _without(row, "key", "name") for row in said["rows"]}
        stood = [row for row in said["machines"]["rows"] if row["n"]]
        figures["machines"] = said["machines"] | {"rows": stood}
        figures["ratings"] = [_without(group, "service_name") for group in said["ratings"]]
        assert figures["rows"].keys() == counted["rows"].keys(), by
        for key, row in counted["rows"].items():
            assert figures["rows"][key] == row, f"{by} {key}"
        assert figures == counted, by
    return counted


def the_workbook_says_the_same(hall: SmallHall, counted: Json) -> None:
    """The sheets of the last report, read back: by quarter."""
    asked = {"since": SINCE.isoformat(), "through": THROUGH.isoformat(), "by": "quarter"}
    raw = hall.hoa.wire.ask("GET", "/reports.xlsx", hall.hoa.headers, None, asked).raw
    rows, heat, reasons, rated, stood, period = (
        list(sheet.values)[1:] for sheet in openpyxl.load_workbook(io.BytesIO(raw))
    )
    quarter = "2026-Q4"
    assert rows == [
        ("", "Toàn trung tâm", *_cells(counted["whole"])), (quarter, quarter, *_cells(counted["rows"][quarter]))
    ]  # fmt: skip
    assert [row[1:3] for row in heat] == [(cell["hour"], cell["visits"]) for cell in counted["heat"]]
    assert [row[3:] for row in heat] == [tuple(_spread(cell["waited"])) for cell in counted["heat"]]
    assert reasons == [(each["reason"], each["n"]) for each in counted["reasons"]]
    assert [(row[0], row[1], *row[3:]) for row in rated] == [tuple(each.values()) for each in counted["ratings"]]
    machines = counted["machines"]
    assert [row[2:] for row in stood] == [
        (row["n"], timedelta(seconds=row["total_s"]), timedelta(seconds=row["longest_s"])) for row in machines["rows"]
    ]
    assert [(day.date(), until.date(), *more) for day, until, *more in period] == [
        (SINCE, THROUGH, counted["days"], counted["guides"], timedelta(seconds=machines["unwatched_s"]))
    ]


def _cells(of: Json) -> list[object]:
    counts = [(of | of["outcomes"])[name] for name in report_files.COUNTS]
    return [*counts, *(cell for name in ("waited", "walked", "served", "stayed") for cell in _spread(of[name]))]


def _spread(of: Json) -> list[object]:
    times = [None if of[name] is None else timedelta(seconds=of[name]) for name in ("median_s", "p90_s", "max_s")]
    return [of["n"], *times, of["within_target"]]


def _without(of: Json, *names: str) -> Json:
    return {name: value for name, value in of.items() if name not in names}
