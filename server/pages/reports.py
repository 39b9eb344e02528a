"""The supervisor's page of reports, and each report as a file for a spreadsheet."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, request
from pydantic import ValidationError

from assets import LANGUAGES
from server import auth, period, report_files
from server.api.report_words import ReportQuery
from server.domain.errors import InvalidRequest
from server.here import here
from server.pages import frame
from server.pulse import hall_row, pulse_now

READERS = (auth.SUPERVISOR, auth.COMPLAINTS)


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("reports")

    @pages.get("/reports")
    @auth.staff_page(*READERS)
    def reports() -> Response:
        return frame.render_staff("reports.html")

    @pages.get("/reports.<kind>")
    @auth.staff_page(*READERS)
    def as_file(kind: str) -> Response:
        if kind not in report_files.KINDS:
            abort(404)
        report = _asked()
        with here().database.read() as db:
            hall = hall_row(db, auth.required().hall_id)
        made = here().clock().astimezone(ZoneInfo(hall.timezone))
        body = report_files.write(report, kind, frame.chosen_language() or LANGUAGES[0], hall, made)
        return frame.download(report_files.name(report, kind), report_files.KINDS[kind], body)

    return pages


def _asked() -> dict[str, Any]:
    """The report that the address asks for. Raises InvalidRequest, BadPeriod, PeriodToCome,
    FiguresInTheMaking."""
    try:
        query = ReportQuery.model_validate(request.args.to_dict())
    except ValidationError as error:
        raise InvalidRequest(field=str(error.errors()[0]["loc"][0])) from None
    with here().database.read() as db:
        pulse = pulse_now(db, auth.required().hall_id, here().clock())
        return period.report(db, pulse, query.since, query.through, query.by, is_trial=query.trial == "1")
