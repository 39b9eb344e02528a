"""For those who keep the server running: is it alive, is it ready, what does it measure."""

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select

from server import auth
from server.domain.errors import NotAllowed
from server.domain.numbering import local_day
from server.domain.ticket import State
from server.here import here
from server.models import Hall, Ticket

_LOOPBACK = ("127.0.0.1", "::1")


def blueprint() -> Blueprint:
    ops = Blueprint("ops", __name__)

    @ops.get("/healthz")
    @auth.permits(auth.ANYONE)
    def healthz() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @ops.get("/readyz")
    @auth.permits(auth.ANYONE)
    def readyz() -> dict[str, str]:
        """The database answers too; else 503 `database_away`."""
        with here().database.read() as db:
            db.execute(select(Hall.id).limit(1))
        return {"status": "ready"}

    @ops.get("/metrics")
    @auth.permits(auth.ANYONE)
    def metrics() -> Response:
        """Prometheus text; for this machine only unless the settings open it."""
        if request.remote_addr not in _LOOPBACK and not here().settings.metrics_open:
            raise NotAllowed
        return Response(generate_latest(_measured()), content_type=CONTENT_TYPE_LATEST)

    return ops


def _measured() -> CollectorRegistry:
    """Read from the database at each scrape: what a worker counted in memory would be a part of the truth."""
    registry = CollectorRegistry()
    story = Gauge("moiso_story_seq", "Rows of the story", ["hall"], registry=registry)
    living = Gauge("moiso_living_tickets", "Tickets of today that have not ended", ["hall", "state"], registry=registry)
    with here().database.read() as db:
        for hall in db.execute(select(Hall.id, Hall.seq, Hall.timezone)).all():
            story.labels(hall.id).set(hall.seq)
            # Whoever left without a word on an earlier day waits for nothing any more.
            rows = db.execute(
                select(Ticket.state, func.count().label("people"))
                .where(Ticket.hall_id == hall.id, Ticket.day == local_day(here().clock(), hall.timezone))
                .where(Ticket.ended_at.is_(None))
                .group_by(Ticket.state)
            )
            for row in rows:
                living.labels(hall.id, State(row.state).value).set(row.people)
    return registry
