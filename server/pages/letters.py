"""The complaints office's page of letters and ratings, and both as files for a spreadsheet."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from assets import LANGUAGES
from assets.messages import message
from server import auth, letters, ratings, sheets
from server.domain.errors import InvalidRequest
from server.here import here
from server.pages import frame
from server.pulse import Pulse, pulse_now

READERS = (auth.COMPLAINTS, auth.SUPERVISOR)
LETTERS = ("id", "received_at", "kind", "state", "due_at", "is_overdue", "label", "counter", "service", "text",
           "taken_up_at", "taken_up_by", "answer", "answered_at", "by", "language", "is_trial")  # fmt: skip
TIMES = ("received_at", "due_at", "taken_up_at", "answered_at")
MARKS = ("is_overdue", "is_trial")
RATINGS = ("month", "counter", "service_name", "n", "mean")
"""The columns of the two files; `letter-column-<name>` is what stands above each."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("letters")

    @pages.get("/letters")
    @auth.staff_page(*READERS)
    def office() -> Response:
        return frame.render_staff("letters.html")

    @pages.get("/letters.csv")
    @auth.staff_page(*READERS)
    def all_letters() -> Response:
        with here().database.read() as db:
            pulse = _pulse(db)
            rows = letters.letters(db, pulse)
        return _sheet("letters.csv", LETTERS, [_as_read(row, pulse.hall.timezone) for row in rows])

    @pages.get("/ratings.csv")
    @auth.staff_page(*READERS)
    def month_of_ratings() -> Response:
        since, through = _month(request.args.get("month", ""))
        with here().database.read() as db:
            rows = ratings.groups(db, _pulse(db), since, through)
        month = f"{since:%Y-%m}"
        return _sheet(f"ratings-{month}.csv", RATINGS, [row | {"month": month} for row in rows])

    return pages


def _pulse(db: Any) -> Pulse:
    return pulse_now(db, auth.required().hall_id, here().clock())


def _month(text: str) -> tuple[date, date]:
    """First and last day of `2026-11`. Raises InvalidRequest."""
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
        raise InvalidRequest(field="month")
    first = date.fromisoformat(f"{text}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _as_read(letter: dict[str, Any], timezone: str) -> dict[str, Any]:
    """In the words and the time that people read."""
    says = {name: _say(f"letter-{name}-{letter[name]}") for name in ("kind", "state")}
    times = {name: _local(letter[name], timezone) for name in TIMES}
    return letter | says | times | {name: "x" if letter[name] else "" for name in MARKS}


def _local(time: str | None, timezone: str) -> str:
    return f"{datetime.fromisoformat(time).astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M}" if time else ""


def _say(id: str) -> str:
    return message(frame.chosen_language() or LANGUAGES[0], id)


def _sheet(name: str, columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> Response:
    head = [_say(f"letter-column-{column}") for column in columns]
    body = sheets.csv_text(head, ([row[column] for column in columns] for row in rows))
    return frame.download(name, sheets.CSV, body)
