"""Notices which kiosks stand still in working hours, so that the story tells it and reports can count it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.db import Database
from server.domain.errors import Refusal
from server.models import Hall
from server.operations import machines
from server.operations.moment import Actor
from server.perform import Announcer, Reply, Request, perform

BY = "moiso"


class MachineWatch:
    """Looks every now and then at what machines said of themselves, and tells only what changed."""

    def __init__(self, database: Database, announcer: Announcer, clock: Callable[[], datetime]) -> None:
        self._database, self._announcer, self._clock = database, announcer, clock
        self._began: datetime | None = None
        """Since when this process looks."""

    def look(self) -> None:
        """Its first look is to come before any machine has spoken to this process: their last words tell until when
        there was a server."""
        now = self._clock()
        if self._began is None:
            with self._database.read() as db:
                unwatched = machines.unwatched(db, now)
            for hall, last_sign in unwatched.items():
                self._perform(hall, now, machines.begin_watch, last_sign=last_sign)
            self._began = now
        elif abs(now - self._began) >= machines.SILENT:  # a machine that is well has found the server back by now
            with self._database.read() as db:
                halls = db.execute(select(Hall.__table__)).all()
                news = [hall.id for hall in halls if any(machines.changed(db, hall, now))]
            for hall in news:
                self._perform(hall, now, machines.tell_stops, watched_since=self._began)

    def _perform(self, hall: int, now: datetime, verb: Callable[..., None], **asked: Any) -> None:
        request = Request(hall_id=hall, actor=Actor(BY), principal=BY, now=now)
        perform(self._database, self._announcer, request, verb, lambda *_: {}, refused=_never, **asked)


def _never(refusal: Refusal) -> Reply:
    raise refusal
