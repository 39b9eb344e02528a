"""What one process foresees of one hall: the last projection, made anew as the hall changes."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from time import monotonic, thread_time

import structlog
from sqlalchemy import Connection

from server.domain.habits import Habits
from server.domain.honesty import Calibration
from server.domain.projection import Breath, Calls, project
from server.domain.scene import Scene
from server.domain.waiting import Waits, spread
from server.lessons import Lessons
from server.models import Record

STALE_S = 30.0
"""A projection of an unchanged hall is made anew after so long: who is served longer than usual holds up the others."""

RECENT_S = 10.0
"""So old a projection may be for whoever cannot wait for a new one."""

SHARE, SAVED_S = 0.05, 1.0
"""A projection takes as long as answering some presses. So projections get this share of the processor, and so many
seconds of it saved up: all that a hall at work asks for. In a storm the last one stands a little longer."""

_NONE = -1
"""The rows of a state that the hall never told."""

log = structlog.get_logger()


class _Breath:
    """Counts what the others took meanwhile: under gevent they are of the same thread."""

    def __init__(self, breathe: Breath) -> None:
        self._breathe = breathe
        self.others_s = 0.0

    def __call__(self) -> None:
        began = thread_time()
        self._breathe()
        self.others_s += thread_time() - began


class Projector:
    """Safe to ask from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lessons: Lessons | None = None
        self._seq = _NONE
        self._at = 0.0
        self.last: Waits | None = None
        """What was said last."""
        self.known = Habits()
        """The habits of which that was said: for whoever must not wait for a projection that is under way."""
        self._saved_s, self._saved_at = SAVED_S, monotonic()

    def waits(
        self,
        db: Connection,
        hall: Record,
        at: datetime,
        scene: Callable[[], Scene],
        *,
        breathe: Breath | None = None,
        is_committed: bool = True,
    ) -> Waits:
        """How long everybody waits, as of the hall's row; `scene` reads the hall as it stands. Who can `breathe` lets
        others go on between two futures; they hear the last projection until this one is made. What is not committed
        may never be: the next to ask has it made anew."""
        if self.last is not None and self._lock.locked():
            return self.last
        with self._lock:
            if self.last is None or (self._is_old(hall, at) and self._can_afford()):
                began = thread_time()
                breath = _Breath(breathe) if breathe else None
                self.last = self._made(db, hall, at, scene, breath)
                self._seq, self._at = hall.seq if is_committed else _NONE, at.timestamp()
                spent_s = thread_time() - began - (breath.others_s if breath else 0.0)
                # The first reading of a long story is owed for seconds and not for minutes.
                self._saved_s = max(self._saved_s - spent_s, -SAVED_S)
            return self.last

    def recent(self, at: datetime) -> Waits | None:
        """What was said last, while it is seconds old."""
        is_recent = self.last is not None and 0 <= at.timestamp() - self.last.at < RECENT_S
        return self.last if is_recent else None

    def habits(self, db: Connection, hall: Record, at: datetime) -> Habits:
        """What the hall is used to."""
        with self._lock:
            return self._learned(db, hall).habits(db, hall, at)

    def is_behind(self, seq: int) -> bool:
        """Whether the last projection is not of this state of the hall."""
        return self.last is not None and self._seq != seq

    def _is_old(self, hall: Record, at: datetime) -> bool:
        is_stale = abs(at.timestamp() - self._at) >= STALE_S
        # Whoever began to read before the last projection knows nothing newer.
        return is_stale or hall.seq > self._seq

    def _can_afford(self) -> bool:
        now = monotonic()
        self._saved_s = min(self._saved_s + SHARE * (now - self._saved_at), SAVED_S)
        self._saved_at = now
        return self._saved_s > 0

    def _made(
        self, db: Connection, hall: Record, at: datetime, scene: Callable[[], Scene], breathe: Breath | None
    ) -> Waits:
        lessons = self._learned(db, hall)
        try:
            seen = scene()
            self.known = lessons.habits(db, hall, at)
            calls = project(seen, self.known, breathe=breathe)
            return self._settled(seen, calls, lessons.promises, self.last)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # Whatever it was: a ticket without an estimate is a ticket, and nobody goes home without one for its sake.
            # A database that is away is for the verb to say.
            log.exception("no projection", hall=hall.id)
            return Waits(at.timestamp(), {}, {})

    def _learned(self, db: Connection, hall: Record) -> Lessons:
        if self._lessons is None or not self._lessons.are_of(db, hall):
            self._lessons = Lessons(hall.seq)
        return self._lessons

    @staticmethod
    def _settled(scene: Scene, calls: Calls, promises: Calibration, before: Waits | None) -> Waits:
        ranges = {ticket: spread(instants) for ticket, instants in calls.items()}
        comers = {}
        for place, comer in enumerate(scene.comers):
            found = ranges.pop(-1 - place, None)
            comers[comer] = found and (found[0] - scene.now, found[1] - scene.now, found[2] - scene.now)
        waits = Waits(scene.now, ranges, comers, promises.stretch, promises.kept_of_ten)
        return waits.settled(before, scene.people) if before else waits
