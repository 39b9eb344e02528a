"""Each report as a file: for a spreadsheet, and as a document of the office."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from assets.messages import message
from server import period, report_form, sheets
from server.sheets import Seconds, Share, Sheet

KINDS: Mapping[str, str] = {
    "csv": sheets.CSV, "xlsx": sheets.XLSX, "pdf": "application/pdf",
}  # fmt: skip
"""The media type of each kind of file."""

COUNTS = ("visits", "legs", "finished", "absent", "cancelled", "expired", "left_late", "from_home", "priority",
          "priority_share", "dossiers", "dossiers_per_ticket", "supplement", "asked_again", "returned", "refused",
          "transferred", "chosen", "told", "kept", "kept_share", "clock_back")  # fmt: skip
SPREADS = ("n", "median_s", "p90_s", "max_s", "within_target")
"""Columns of the files; `report-column-<name>` is what stands above each."""

Report = Mapping[str, Any]
Say = Callable[[str], str]


def name(report: Report, kind: str) -> str:
    return f"moiso-{report['since']}-{report['through']}-{report['by']}.{kind}"


def write(report: Report, kind: str, language: str, hall: Any, made: datetime) -> bytes:
    """The file of a report (see `period.report`) of this hall's row. `made`: now, by the hall's clock. The document of
    the office, `pdf`, is in Vietnamese whatever the language."""
    say = partial(message, language)
    if kind == "pdf":
        return report_form.pdf(report, hall, made)
    if kind == "xlsx":
        return sheets.xlsx(_workbook(report, say))
    return sheets.csv_text(_head(report, say), _rows(report, say))


def _workbook(report: Report, say: Say) -> Iterator[Sheet]:
    yield Sheet(say("report-sheet-rows"), _head(report, say), _rows(report, say))
    heat = [say(f"report-column-{name}") for name in ("weekday", "hour", "visits")] + _spread_head("waited", say)
    cells = ([say(f"report-weekday-{cell['weekday']}"), cell["hour"], cell["visits"], *_spread(cell["waited"])]
             for cell in report["heat"])  # fmt: skip
    yield Sheet(say("report-heat"), heat, cells)
    reasons = ([reason["reason"], reason["n"]] for reason in report["reasons"])
    yield Sheet(say("report-sheet-reasons"), [say("report-column-reason"), say("report-column-n")], reasons)
    rated = ([group["counter"], group["service"], group["service_name"], group["n"], group["mean"]]
             for group in report["ratings"])  # fmt: skip
    names = [say("report-by-counter"), say("report-by-service"), say("report-column-name"), say("report-column-n")]
    yield Sheet(say("report-sheet-ratings"), [*names, say("report-column-mean")], rated)
    found = report["machines"]
    stood = ([row["name"], say(f"report-part-{row['part']}"), row["n"],
              Seconds(row["total_s"]), Seconds(row["longest_s"])] for row in found["rows"])  # fmt: skip
    machine_head = [say(f"report-column-{name}") for name in ("machine", "part", "times", "total_s", "longest_s")]
    yield Sheet(say("report-sheet-machines"), machine_head, stood)
    days = [date.fromisoformat(report["since"]), date.fromisoformat(report["through"])]
    period_head = [say(f"report-column-{name}") for name in ("since", "through", "days", "guides", "unwatched_s")]
    told = [*days, report["days"], report["guides"], Seconds(found["unwatched_s"])]
    yield Sheet(say("report-sheet-period"), period_head, [told])


def _head(report: Report, say: Say) -> list[str]:
    columns = [say(f"report-by-{report['by']}"), say("report-column-name")]
    columns += [say(f"report-column-{name}") for name in COUNTS]
    return columns + [column for name in period.DURATIONS for column in _spread_head(name, say)]


def _spread_head(name: str, say: Say) -> list[str]:
    return [f"{say(f'report-{name}')}: {say(f'report-column-{part}')}" for part in SPREADS]


def _rows(report: Report, say: Say) -> Iterator[list[Any]]:
    """All of them together, then each."""
    for key, name, row in (
        ("", say("report-all"), report["whole"]),
        *((_key(report["by"], row["key"]), _called(report["by"], row, say), row) for row in report["rows"]),
    ):
        counts = row | row["outcomes"]
        shares = {column: _share(counts[column]) for column in COUNTS if column.endswith("_share")}
        yield [key, name, *((counts | shares)[column] for column in COUNTS),
               *(value for duration in period.DURATIONS for value in _spread(row[duration]))]  # fmt: skip


def _key(by: str, key: str) -> date | int | str:
    if by in (period.By.DAY, period.By.WEEK):
        return date.fromisoformat(key)
    return int(key) if by == period.By.COUNTER else key


def _called(by: str, row: Mapping[str, Any], say: Say) -> str:
    return say(f"report-lane-{row['key']}") if by == period.By.LANE else str(row["name"])


def _spread(spread: Mapping[str, Any]) -> list[Any]:
    times = [None if spread[name] is None else Seconds(spread[name]) for name in ("median_s", "p90_s", "max_s")]
    return [spread["n"], *times, _share(spread["within_target"])]


def _share(value: float | None) -> Share | None:
    return None if value is None else Share(value)
