"""What one process foresees of one hall: the last projection, made anew as the hall changes."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from time import monotonic, thread_time

import structlog
from sqlalchemy import Connection

from server.domain.projection import project
from server.domain.scene import Scene
from server.domain.waiting import Waits
from server.lessons import Lessons
from server.models import Record

STALE_S = 30.0
"""A projection of an unchanged hall is made anew after so long: who is served longer than usual holds up the others."""

SHARE, SAVED_S = 0.05, 1.0
"""A projection takes as long as answering some presses. So projections get this share of the processor, and so many
seconds of it saved up: all that a hall at work asks for. In a storm the last one stands a little longer."""

log = structlog.get_logger()


class Projector:
    """Safe to ask from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lessons: Lessons | None = None
        self._seq = -1
        self._at = 0.0
        self._last: Waits | None = None
        self._saved_s, self._saved_at = SAVED_S, monotonic()

    def waits(self, db: Connection, hall: Record, at: datetime, scene: Callable[[], Scene]) -> Waits:
        """How long everybody waits, as of the hall's row; `scene` reads the hall as it stands."""
        with self._lock:
            if self._last is None or (self._is_old(hall, at) and self._can_afford()):
                began = thread_time()
                self._last = self._made(db, hall, scene())
                self._seq, self._at = hall.seq, at.timestamp()
                self._saved_s -= thread_time() - began
            return self._last

    def is_behind(self, seq: int) -> bool:
        """Whether the last projection is not of this state of the hall."""
        return self._last is not None and self._seq != seq

    def _is_old(self, hall: Record, at: datetime) -> bool:
        return self._seq != hall.seq or not 0 <= at.timestamp() - self._at < STALE_S

    def _can_afford(self) -> bool:
        now = monotonic()
        self._saved_s = min(self._saved_s + SHARE * (now - self._saved_at), SAVED_S)
        self._saved_at = now
        return self._saved_s > 0

    def _made(self, db: Connection, hall: Record, scene: Scene) -> Waits:
        if self._lessons is None or self._lessons.seq > hall.seq:  # the first, or the hall was restored from a backup
            self._lessons = Lessons(hall.seq)
        habits = self._lessons.habits(db, hall)
        try:
            calls = project(scene, habits)
        except (ArithmeticError, LookupError, ValueError):
            # Whatever it was: a ticket without an estimate is a ticket, and nobody goes home without one for its sake.
            log.exception("no projection", hall=hall.id)
            calls = {}
        comers = {comer: -1 - place for place, comer in enumerate(scene.comers)}
        promises = self._lessons.promises
        return Waits(calls, comers, promises.stretch, promises.kept_of_ten)
