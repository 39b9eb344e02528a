"""Notices when an alert that somebody has seen is over, so that it is told again should it come back."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select

from server import alerts
from server.acknowledged import acknowledged
from server.db import Database
from server.domain.errors import Refusal
from server.models import Hall
from server.operations.alerts import end_alerts
from server.operations.moment import Actor
from server.perform import Announcer, Reply, Request, perform
from server.pulse import Pulse

EVERY_S = 20

BY = "moiso"


class Watch:
    """Looks every now and then; only a hall in which somebody has seen an alert costs more than one read."""

    def __init__(
        self,
        database: Database,
        announcer: Announcer,
        pulse: Callable[[Connection, int], Pulse],
        clock: Callable[[], datetime],
    ) -> None:
        self._database, self._announcer, self._pulse, self._clock = database, announcer, pulse, clock
        self._gone: dict[int, set[int]] = {}
        """By hall, the seen ones that were not there at the last look. One that flickers at its limit is not over."""

    def look(self) -> None:
        with self._database.read() as db:
            halls = list(db.execute(select(Hall.id)).scalars())
            gone = {hall: self._not_there(db, hall) for hall in halls}
        before, self._gone = self._gone, gone
        for hall, seqs in gone.items():
            if over := seqs & before.get(hall, set()):
                asked = Request(hall_id=hall, actor=Actor(BY), principal=BY, now=self._clock())
                perform(
                    self._database, self._announcer, asked, end_alerts, lambda *_: {}, refused=_never, seen=over
                )  # fmt: skip

    def _not_there(self, db: Connection, hall: int) -> set[int]:
        pulse = self._pulse(db, hall)
        seen = acknowledged(db, pulse.hall, pulse.day)
        if not seen:
            return set()
        there = {(alert.kind, alert.subject) for alert in alerts.current(db, pulse)}
        return {each.seq for alert, each in seen.items() if alert not in there}


def _never(refusal: Refusal) -> Reply:
    raise refusal
