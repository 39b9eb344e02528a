"""A report as a document of the office, to be numbered and signed: A4, under the national heading, as PDF.

Officers are reported on each month to the agency that sent them, and the agencies are met every three months: so
Nghị định 61/2018/NĐ-CP, Điều 9, had it. Nghị định 118/2025/NĐ-CP took its place on 1/7/2025; its articles could not be
read for this program, so the document cites neither. The layout follows Nghị định 30/2020/NĐ-CP. Between offices it is
in Vietnamese, whatever language its reader works in.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Any

from babel.numbers import format_decimal, format_percent

from assets import FOLDER, LANGUAGES
from assets.messages import message

COUNTS = ("legs", "finished", "absent", "supplement", "asked_again", "returned", "refused", "transferred", "chosen",
          "dossiers")  # fmt: skip
FORMS = {("officer", 1), ("agency", 3)}
"""The reports that somebody is to have: on what, and of how many months."""
TIMES = (("waited", "median"), ("waited", "p90"), ("served", "median"), ("served", "p90"))


def pdf(report: Mapping[str, Any], hall: Any, made: datetime) -> bytes:
    """The document of a report (see `period.report`) of this hall's row; `made`: now, by the hall's clock."""
    # 40 MB that a server which prints none need not spend.
    import typst

    form = _Form(report, hall)
    said = {
        "subject": form.subject(),
        "days": form.days(),
        "parent": hall.parent,
        "hall": hall.name,
        "paragraphs": list(form.paragraphs()),
        "columns": form.columns(),
        "rows": form.rows(),
        "notes": form.notes(),
        "receivers": form.receivers(),
        "printed": _say("report-form-made", clock=f"{made:%H:%M}", day=f"{made:%d/%m/%Y}"),
    }
    fixed = ("kind", "nation", "motto", "number", "place", "copies", "signer", "sign")
    said |= {part: _say(f"report-form-{part}") for part in fixed}
    return typst.compile(
        FOLDER / "forms/report.typ",
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(said)},
        timestamp=made.astimezone(UTC).replace(microsecond=0),
    )


def heading(report: Mapping[str, Any], hall: Any) -> tuple[str, str]:
    """What it is about, and of which days."""
    form = _Form(report, hall)
    return form.subject(), form.days()


def summary(report: Mapping[str, Any], hall: Any) -> list[str]:
    """What it says, in a few sentences."""
    return list(_Form(report, hall).paragraphs())


class _Form:
    """What stands in one document, word by word."""

    def __init__(self, report: Mapping[str, Any], hall: Any) -> None:
        self._report, self._whole = report, report["whole"]
        self._since, self._through = (date.fromisoformat(report[end]) for end in ("since", "through"))
        self._reader = report["by"] if (report["by"], self._months()) in FORMS else None
        """Whom it is made for: each month officers' agencies, each quarter all of them; of other days and other rows
        it is a plain report."""
        self._at = _say("report-form-at-centre" if "trung tâm" in hall.name.casefold() else "report-form-at-desk")
        """What people call the office."""

    def subject(self) -> str:
        return _say(f"report-form-subject-{self._reader or 'other'}", at=self._at)

    def days(self) -> str:
        since, through = (f"{day:%d/%m/%Y}" for day in (self._since, self._through))
        if since == through:
            return since
        days = _say("report-days", since=since, through=through)
        name = self._name_of_days()
        return f"{name} ({days})" if name else days

    def _months(self) -> int | None:
        """1: a month of the calendar, 3: a quarter, None: other days."""
        first, after = self._since, self._through + timedelta(days=1)
        if first.day != 1 or after.day != 1:
            return None
        months = 12 * (after.year - first.year) + after.month - first.month
        return months if months == 1 or (months == 3 and first.month % 3 == 1) else None

    def _name_of_days(self) -> str | None:
        first = self._since
        match self._months():
            case 1:
                return _say("report-month-of", month=str(first.month), year=str(first.year))
            case 3:
                return _say("report-quarter-of", quarter=str(first.month // 3 + 1), year=str(first.year))
            case _:
                return None

    def paragraphs(self) -> Iterator[str]:
        if self._report["trial"]:
            yield _say("report-form-trial")
        if self._reader:
            yield _say(f"report-form-for-{self._reader}", at=self._at)
        if not self._whole["legs"]:
            yield _say("report-none")
            return
        counts = self._whole | self._whole["outcomes"]
        came = {name: _count(counts[name]) for name in ("visits", "legs", "finished", "supplement", "returned",
                                                             "refused")}  # fmt: skip
        yield _say("report-form-came", **came)
        waited = self._whole["waited"]
        if waited["n"]:
            p90 = _count(ceil(waited["p90_s"] / 60))
            yield _say("report-form-waited", within=_share(waited["within_target"]), p90=p90)
        if counts["asked_again"]:
            yield _say("report-form-asked-again", n=_count(counts["asked_again"]))

    def columns(self) -> list[str]:
        return [
            _say("report-form-row"),
            _say(f"report-by-{self._report['by']}"),
            *(_say(f"report-column-{name}") for name in COUNTS),
            *(_say(f"report-{span}-{part}") for span, part in TIMES[:2]),
            _say("report-column-within_target"),
            *(_say(f"report-{span}-{part}") for span, part in TIMES[2:]),
        ]

    def rows(self) -> list[list[str]]:
        """All of them together, then each; none at all where nobody came."""
        if not self._whole["legs"]:
            return []
        each = [[str(place), self._named(row["key"], row["name"]), *self._figures(row)]
                for place, row in enumerate(self._report["rows"], 1)]  # fmt: skip
        return [["", _say("report-form-all"), *self._figures(self._whole)], *each]

    def _named(self, key: str, name: str) -> str:
        """What people call a row."""
        match self._report["by"]:
            case "service":
                return f"{key} – {name}"
            case "counter":
                return _say("report-counter", number=key, name=name)
            case "lane":
                return _say(f"report-lane-{key}")
            case "day":
                return _written(key)
            case "week":
                return _say("report-week-of", day=_written(key))
            case "month":
                return _say("report-month-of", month=key[5:], year=key[:4])
            case "quarter":
                return _say("report-quarter-of", quarter=key[6:], year=key[:4])
            case _:
                return name or _say("report-nobody-said")

    def _figures(self, row: Mapping[str, Any]) -> Iterator[str]:
        counts = row | row["outcomes"]
        yield from (_count(counts[name]) for name in COUNTS)
        yield from (_clocked(row[span][f"{part}_s"]) for span, part in TIMES[:2])
        yield _share(row["waited"]["within_target"])
        yield from (_clocked(row[span][f"{part}_s"]) for span, part in TIMES[2:])

    def notes(self) -> list[str]:
        return [_say("report-form-times")] if self._whole["legs"] else []

    def receivers(self) -> list[str]:
        theirs = [_say(f"report-form-receiver-{self._reader}", at=self._at)] if self._reader else []
        return [*theirs, _say("report-form-kept")]


def _say(id: str, **values: str) -> str:
    return message(LANGUAGES[0], id, **values)


def _count(value: int) -> str:
    return str(format_decimal(value, locale=LANGUAGES[0]))


def _share(value: float | None) -> str:
    """0.66667 → "66,7%"; only all of them are "100%"."""
    if value is None:
        return "–"
    told = value if value == 1 else min(value, 0.999)
    return str(format_percent(told, format="#,##0.#%", locale=LANGUAGES[0]))


def _written(day: str) -> str:
    return f"{date.fromisoformat(day):%d/%m/%Y}"


def _clocked(seconds: int | None) -> str:
    """754 → "0:12:34", as the note under the table says; nothing of nobody."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
