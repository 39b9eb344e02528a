"""Practice: the hall trains its people with numbers that count nowhere."""

from flask import Response

from server import auth
from server.api import shapes
from server.api.frame import Json, do, new_noun
from server.api.words import TrialEndBody
from server.models import Record
from server.operations import day
from server.operations.moment import Moment

api = new_noun("trial", about="Practice, whose tickets and figures stay apart.")


def _trial(_moment: Moment, hall: Record) -> Json:
    since = hall.trial_since
    return {"trial": since is not None, "since": since.isoformat() if since else None}


@api.post("/trial/begin", responses={200: shapes.TrialAnswer})
@auth.permits(auth.SUPERVISOR, auth.ADMIN)
def begin() -> Response:
    """From now on the hall practises."""
    return do(day.begin_trial, _trial)


@api.post("/trial/end", responses={200: shapes.TrialAnswer})
@auth.permits(auth.SUPERVISOR, auth.ADMIN)
def end(body: TrialEndBody) -> Response:
    """Practice is over; `clear` ends what is left of it."""
    return do(day.end_trial, _trial, clear=body.clear)
