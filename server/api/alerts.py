"""What needs a hand now, for supervisors: read, and acknowledged."""

from flask import Response

from server import alerts, auth
from server.acknowledged import Seen
from server.api import shapes
from server.api.frame import Json, do, new_noun, read
from server.api.words import AlertBody
from server.domain.alerts import Alert
from server.here import here
from server.operations import alerts as verbs
from server.operations.moment import Moment

api = new_noun("alerts", about="What needs a hand now, each with its reason and a next step.")


@api.get("/alerts", responses={200: shapes.AlertsAnswer})
@auth.permits(auth.SUPERVISOR)
def show() -> Response:
    """All alerts, the worst first, and how each counter is getting on."""
    return read(alerts.level)


@api.post("/alerts/acknowledge", responses={200: shapes.SeenAnswer})
@auth.permits(auth.SUPERVISOR)
def acknowledge(body: AlertBody) -> Response:
    """Somebody looks after it: nobody is told again before it is over, or red."""

    def seen(_moment: Moment, seen: Seen) -> Json:
        return {"kind": body.kind, "subject": body.subject, "seen": alerts.seen_text(seen)}

    return do(
        verbs.acknowledge, seen, kind=body.kind, subject=body.subject, tone=body.tone, current=_current
    )  # fmt: skip


def _current(moment: Moment) -> list[Alert]:
    return alerts.current(moment.db, here().pulse_in(moment))
