"""The supervisor's page of reports, and each report as a file for a spreadsheet."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request
from pydantic import ValidationError

from assets import LANGUAGES
from assets.messages import message
from server import auth, period
from server.api.report_words import ReportQuery
from server.domain.errors import InvalidRequest
from server.here import here
from server.pages import frame, report_form, sheets
from server.pages.sheets import Seconds, Share, Sheet
from server.pulse import hall_row, pulse_now

READERS = (auth.SUPERVISOR, auth.COMPLAINTS)

COUNTS = ("visits", "legs", "finished", "absent", "cancelled", "expired", "left_late", "from_home", "priority",
          "priority_share", "dossiers", "dossiers_per_ticket", "supplement", "asked_again", "returned", "refused",
          "transferred", "chosen", "kept_share", "clock_back")  # fmt: skip
SPREADS = ("n", "median_s", "p90_s", "max_s", "within_target")
"""Columns of the files; `report-column-<name>` is what stands above each."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("reports")

    @pages.get("/reports")
    @auth.staff_page(*READERS)
    def reports() -> Response:
        return frame.render_staff("reports.html")

    @pages.get("/reports.csv")
    @auth.staff_page(*READERS)
    def as_csv() -> Response:
        report = _asked()
        return sheets.csv_file(_name(report, "csv"), _head(report), _rows(report))

    @pages.get("/reports.xlsx")
    @auth.staff_page(*READERS)
    def as_xlsx() -> Response:
        report = _asked()
        return sheets.xlsx_file(_name(report, "xlsx"), _workbook(report))

    @pages.get("/reports.pdf")
    @auth.staff_page(*READERS)
    def as_pdf() -> Response:
        report = _asked()
        with here().database.read() as db:
            hall = hall_row(db, auth.required().hall_id)
        made = here().clock().astimezone(ZoneInfo(hall.timezone))
        return sheets.download(_name(report, "pdf"), "application/pdf", report_form.pdf(report, hall, made))

    return pages


def _asked() -> dict[str, Any]:
    """The report that the address asks for. Raises InvalidRequest, BadPeriod, FiguresInTheMaking."""
    try:
        query = ReportQuery.model_validate(request.args.to_dict())
    except ValidationError as error:
        raise InvalidRequest(field=str(error.errors()[0]["loc"][0])) from None
    with here().database.read() as db:
        pulse = pulse_now(db, auth.required().hall_id, here().clock())
        return period.report(db, pulse, query.since, query.through, query.by, is_trial=query.trial == "1")


def _name(report: Mapping[str, Any], kind: str) -> str:
    return f"moiso-{report['since']}-{report['through']}-{report['by']}.{kind}"


def _workbook(report: Mapping[str, Any]) -> Iterator[Sheet]:
    yield Sheet(_say("report-sheet-rows"), _head(report), _rows(report))
    heat = [_say(f"report-column-{name}") for name in ("weekday", "hour", "visits")] + _spread_head("waited")
    cells = ([_say(f"report-weekday-{cell['weekday']}"), cell["hour"], cell["visits"], *_spread(cell["waited"])]
             for cell in report["heat"])  # fmt: skip
    yield Sheet(_say("report-heat"), heat, cells)
    reasons = ([reason["reason"], reason["n"]] for reason in report["reasons"])
    yield Sheet(_say("report-sheet-reasons"), [_say("report-column-reason"), _say("report-column-n")], reasons)


def _head(report: Mapping[str, Any]) -> list[str]:
    columns = [_say(f"report-by-{report['by']}"), _say("report-column-name")]
    columns += [_say(f"report-column-{name}") for name in COUNTS]
    return columns + [column for name in period.DURATIONS for column in _spread_head(name)]


def _spread_head(name: str) -> list[str]:
    return [f"{_say(f'report-{name}')}: {_say(f'report-column-{part}')}" for part in SPREADS]


def _rows(report: Mapping[str, Any]) -> Iterator[list[Any]]:
    """All of them together, then each."""
    for key, name, row in (
        ("", _say("report-all"), report["whole"]),
        *((_key(report["by"], row["key"]), _called(report["by"], row), row) for row in report["rows"]),
    ):
        counts = row | row["outcomes"]
        shares = {column: _share(counts[column]) for column in COUNTS if column.endswith("_share")}
        yield [key, name, *((counts | shares)[column] for column in COUNTS),
               *(value for duration in period.DURATIONS for value in _spread(row[duration]))]  # fmt: skip


def _key(by: str, key: str) -> date | int | str:
    if by in (period.By.DAY, period.By.WEEK):
        return date.fromisoformat(key)
    return int(key) if by == period.By.COUNTER else key


def _called(by: str, row: Mapping[str, Any]) -> str:
    return _say(f"report-lane-{row['key']}") if by == period.By.LANE else str(row["name"])


def _spread(spread: Mapping[str, Any]) -> list[Any]:
    times = [None if spread[name] is None else Seconds(spread[name]) for name in ("median_s", "p90_s", "max_s")]
    return [spread["n"], *times, _share(spread["within_target"])]


def _share(value: float | None) -> Share | None:
    return None if value is None else Share(value)


def _say(id: str) -> str:
    return message(frame.chosen_language() or LANGUAGES[0], id)
