"""Reports of days, weeks, months, quarters."""

from typing import Any

from flask import Response

from server import auth, period
from server.api import report_shapes
from server.api.frame import Json, new_noun, read
from server.api.report_words import ReportQuery
from server.pulse import Pulse

api = new_noun("reports", about="What a period came to, whole and by whatever a report asks for.")

READERS = (auth.SUPERVISOR, auth.COMPLAINTS)


@api.get("/reports", responses={200: report_shapes.ReportAnswer})
@auth.permits(*READERS)
def report(query: ReportQuery) -> Response:
    """The figures of these days."""

    def make(db: Any, pulse: Pulse) -> Json:
        is_trial = query.trial == "1"
        return {**pulse.head, **period.report(db, pulse, query.since, query.through, query.by, is_trial=is_trial)}

    return read(make)
