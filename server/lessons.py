"""What a hall's days teach of its habits, read from its story: each row is read once, and each instant told once."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection, bindparam, select, union_all

from server import days_off
from server.domain import regulations
from server.domain.habits import Habits
from server.domain.honesty import Calibration, Promise
from server.domain.hours import wall_time
from server.domain.learner import Learner
from server.domain.legs import never_was
from server.domain.numbering import local_day
from server.domain.openings import OpenCounters
from server.domain.regulations import Regulations
from server.domain.slots import HOME
from server.domain.ticket import UNDO_S, UNDONE, Lane
from server.domain.waiting import Wait
from server.models import Record, Story

FIRST = 12_000
"""How many rows of the story the first reading goes back, in a third of a second: most of a day of the busiest hall,
weeks of a small one. When counters opened is read for longer (`OPENINGS`)."""

_KINDS = (
    "ticket_issued", "ticket_called", "ticket_started", "ticket_finished", "ticket_absent", "ticket_restored",
    "ticket_parked", "ticket_transferred", "ticket_delayed", "ticket_put_back", "ticket_cancelled", "ticket_expired",
    UNDONE, "appointment_checked_in", "appointment_missed", "counter_opened", "counter_paused", "counter_closed",
    "trial_begun", "trial_ended",
)  # fmt: skip
_TOLD = select(Story.seq, Story.at, Story.kind, Story.ticket_id, Story.counter, Story.details).where(
    Story.hall_id == bindparam("hall"), Story.seq <= bindparam("to_seq")
)
_ROWS = _TOLD.where(Story.seq > bindparam("seq"), Story.kind.in_(_KINDS)).order_by(Story.seq)

OPENINGS = timedelta(weeks=4)
"""So far back the first reading looks for when counters opened: few rows of each day tell it."""

_SINCE = (
    select(Story.seq)
    .where(Story.hall_id == bindparam("hall"), Story.at >= bindparam("since"))
    .order_by(Story.at, Story.seq)
    .limit(1)
)
# Kind by kind: there is an index for one kind in its order.
_OPENINGS = union_all(
    *(_TOLD.where(Story.kind == kind, Story.seq >= bindparam("seq")) for kind in ("counter_opened", "counter_closed")),
    *(_TOLD.where(Story.kind == kind) for kind in ("trial_begun", "trial_ended")),
).order_by("seq")

_UNDONE = select(Story.details).where(
    Story.hall_id == bindparam("hall"), Story.kind == UNDONE, Story.seq > bindparam("seq"),
    Story.seq <= bindparam("to_seq"),
)  # fmt: skip
_HASH = select(Story.hash).where(Story.hall_id == bindparam("hall"), Story.seq == bindparam("seq"))

BEHIND = 1_000
"""Nobody who reads now began so many rows ago."""

COMMITS_S = 5
"""So much later a verb may be committed: its clock is read as it begins, and then it waits for the hall and the disk.
What is taken back at the last moment is known to be by then."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Turn:
    """One ticket, as far as it teaches something."""

    service: str
    since: datetime
    said: Wait | None = None
    """What its holder was told on coming; None once they were sent on or let others go first."""
    called: datetime | None = None
    started: datetime | None = None
    absent: datetime | None = None


_FREES = frozenset(("ticket_finished", "ticket_absent", "ticket_parked", "ticket_transferred", "ticket_put_back"))
"""Kinds of rows after which their counter has nobody in hand."""


class Lessons:
    """What one hall has taught this process so far."""

    def __init__(self, seq: int) -> None:
        """Of a hall whose story has `seq` rows now."""
        self.seq = max(seq - FIRST, 0)
        """The row read last."""
        self._hash: str | None = None
        """That row's; None before the first reading."""
        self._recent: deque[Record] = deque()
        """Rows that may be taken back yet, and teach nothing until then."""
        self._taught = 0
        """The newest row that has taught something."""
        self._learner = Learner()
        self.promises = Calibration()
        """How what people were told has come true."""
        self._day: date | None = None
        self._turns: dict[int, _Turn] = {}
        self._rests: dict[int, tuple[datetime, datetime | None]] = {}
        """By counter: since when it rests, and until when it said or had planned to."""
        self._free: dict[int, datetime] = {}
        """By counter: since when it has nobody in hand, after somebody."""
        self._counters = OpenCounters()
        self._finished: tuple[int, str] | None = None
        """The row of the last finish, and its service."""

    def are_of(self, db: Connection, hall: Record) -> bool:
        """Whether this hall's story is the one that was read, and what is new in it may be added.

        Its hashes are chained: where the row read last is the same, all before it are. So a database put back from a
        backup is known once its story is as long again. Until then it looks as to somebody who began to read a moment
        before us, but for how far behind it is; and what was learned was true of this hall. Who has not asked for days
        begins anew, too: that is sooner done than to read all that happened meanwhile. And so does who has learned from
        what is taken back after all: the clock was set back.
        """
        if self._hash is None:
            return True
        if hall.seq < self.seq:
            return self.seq - int(hall.seq) <= BEHIND
        if hall.seq - self.seq > FIRST:
            return False
        told = db.execute(_HASH, {"hall": hall.id, "seq": self.seq}).scalar_one_or_none()
        undone = db.execute(_UNDONE, {"hall": hall.id, "seq": self.seq, "to_seq": hall.seq}).scalars()
        return told == self._hash and not any(row["undone"] <= self._taught for row in undone)

    def habits(self, db: Connection, hall: Record, at: datetime) -> Habits:
        """What the hall is used to, as of its row and of `at`; from a row older than the one read last nothing is
        learned but what time has settled."""
        if self._hash is None or self.seq < hall.seq:
            rows = self._unread(db, hall, at)
            self.seq, self._hash = hall.seq, hall.head
            self._keep(rows)
        rules = regulations.read(hall.regulations)
        self._take_in(self._settled(at), hall.timezone, rules)
        today = {local_day(each, hall.timezone) for each in (at, *(row.at for row in self._recent))}
        if self._day is not None and today != {self._day} and len(today) == 1:
            self._begin(today.pop(), hall.timezone, rules)
        return self._learner.habits()

    def _unread(self, db: Connection, hall: Record, at: datetime) -> list[Record]:
        """The rows after the one read last; at the first reading also when counters opened in the weeks before, and all
        practice. Fetched before any is kept: of a reading that breaks off nothing is learned twice."""
        seen = {"hall": hall.id, "seq": self.seq, "to_seq": hall.seq}
        rows = list(db.execute(_ROWS, seen))
        if self._hash is None:
            since = wall_time(local_day(at - OPENINGS, hall.timezone), 0, hall.timezone)
            first = db.execute(_SINCE, {"hall": hall.id, "since": since}).scalar_one_or_none() or hall.seq
            rows[:0] = db.execute(_OPENINGS, {"hall": hall.id, "seq": first, "to_seq": self.seq})
        return rows

    def _keep(self, rows: Iterable[Record]) -> None:
        """Whatever these rows take back never was."""
        for row in rows:
            if row.kind == UNDONE:
                self._recent = deque(each for each in self._recent if each.seq != row.details["undone"])
            elif never_was(row):  # the next leg of a finish that is taken back
                self._recent = deque(each for each in self._recent if each.ticket_id != row.ticket_id)
            else:
                self._recent.append(row)

    def _settled(self, at: datetime) -> Iterator[Record]:
        """The rows that nobody takes back any more."""
        while self._recent and abs(at - self._recent[0].at) > timedelta(seconds=UNDO_S + COMMITS_S):
            yield self._recent.popleft()

    def _take_in(self, rows: Iterable[Record], timezone: str, rules: Regulations) -> None:
        zone = ZoneInfo(timezone)
        for row in rows:
            self._taught = row.seq
            try:
                if local_day(row.at, timezone) != self._day:
                    self._begin(local_day(row.at, timezone), timezone, rules)
                self._take(row, zone, rules)
            except (LookupError, TypeError, ValueError):
                log.exception("a row of the story teaches nothing", seq=row.seq)

    def _begin(self, day: date, timezone: str, rules: Regulations) -> None:
        """What the day before taught is known now."""
        calendar = days_off.calendar(rules, timezone)
        if self._day is not None:
            midnight = wall_time(self._day, 0, timezone)
            for opening in self._counters.day_over(calendar.sessions(self._day) if calendar else ()):
                began_s = round((opening.began - midnight).total_seconds())
                self._learner.session(began_s, opening.late_s, opening.was_open)
        self._learner.new_day()
        self._day, self._turns, self._rests, self._free = day, {}, {}, {}

    def _take(self, row: Record, zone: ZoneInfo, rules: Regulations) -> None:
        if row.kind == "counter_opened":
            self._counters.opened(row.counter, row.at)
        elif row.kind == "counter_closed":
            self._counters.closed(row.counter, row.at)
        if row.kind in ("trial_begun", "trial_ended"):
            self._counters.practises(row.kind == "trial_begun")
            self._rests, self._free = {}, {}
        elif self._counters.is_practice:  # it teaches nothing
            return
        elif row.kind.startswith("counter_"):
            self._turned(row, zone, rules)
        elif row.kind == "ticket_issued":
            self._issued(row, zone)
        elif row.kind.startswith("appointment_"):
            self._booked(row)
        elif row.ticket_id in self._turns:
            self._turns[row.ticket_id] = self._moved(self._turns[row.ticket_id], row)
            if row.kind in _FREES and row.counter is not None:
                self._free[row.counter] = row.at

    def _issued(self, row: Record, zone: ZoneInfo) -> None:
        service, lane, at = row.details["service"], Lane(row.details["lane"]), row.at.astimezone(zone)
        said = row.details.get("wait")
        self._turns[row.ticket_id] = _Turn(service, row.at, Wait(**said) if said else None)
        if row.details.get("leg", 1) > 1:  # nobody who comes: the finish before this row has sent them on
            if self._finished and self._finished[0] == row.seq - 1:
                self._learner.moved_on(self._finished[1], service)
            return
        self._learner.arrived(service, lane, at.hour * 3600.0 + at.minute * 60 + at.second)

    def _booked(self, row: Record) -> None:
        if row.details["channel"] == HOME:  # nobody present is passed over for them
            return
        if row.kind == "appointment_missed":
            self._learner.missed_slot()
        else:
            self._learner.checked_in((row.at - datetime.fromisoformat(row.details["slot_at"])).total_seconds())

    def _turned(self, row: Record, zone: ZoneInfo, rules: Regulations) -> None:
        since, until = self._rests.pop(row.counter, (None, None))
        self._free.pop(row.counter, None)
        if row.kind == "counter_paused":
            said = row.details.get("until")
            until = datetime.fromisoformat(said) if said else rules.break_end(row.counter, row.at, zone.key)
            self._rests[row.counter] = row.at, until
        elif row.kind == "counter_opened" and since and until:
            self._learner.was_back((row.at - until).total_seconds())
        elif row.kind == "counter_opened" and since:
            self._learner.worked(paused_s=(row.at - since).total_seconds())

    def _moved(self, turn: _Turn, row: Record) -> _Turn:
        learner, at = self._learner, row.at
        match row.kind:
            case "ticket_called" if turn.called is None:
                self._called(turn, row)
                return replace(turn, called=at, said=None)
            case "ticket_delayed":
                return replace(turn, said=None)
            case "ticket_started" if turn.called:
                learner.walked((at - turn.called).total_seconds())
                return replace(turn, started=at)
            case "ticket_finished" if turn.started:
                learner.served(turn.service, row.counter, (at - turn.started).total_seconds())
                self._finished = row.seq, turn.service
            case "ticket_absent" if turn.called:
                learner.stayed_away((at - turn.called).total_seconds())
                return replace(turn, called=None, absent=at)
            case "ticket_restored" if turn.absent:
                learner.came_back((at - turn.absent).total_seconds())
                return replace(turn, since=at, absent=None)
            case "ticket_put_back":
                return replace(turn, called=None, started=None)  # whatever follows begins with another call
            case "ticket_parked":
                return replace(turn, started=None)  # what follows is not a service from end to end
            case "ticket_transferred":
                if turn.started:
                    learner.served(turn.service, row.counter, (at - turn.started).total_seconds())
                    learner.moved_on(turn.service, row.details["service"])
                return replace(turn, service=row.details["service"], since=at, said=None, called=None, started=None)
            case "ticket_cancelled" if turn.called is None and turn.absent is None:
                waited_s = (at - turn.since).total_seconds()
                learner.waited(waited_s, left=True)
                self._came_true(turn, waited_s, was_called=False)
            case "ticket_expired" if turn.called is None and turn.absent is None:
                self._came_true(turn, (at - turn.since).total_seconds(), was_called=False)
        return turn

    def _called(self, turn: _Turn, row: Record) -> None:
        waited_s = (row.at - turn.since).total_seconds()
        self._learner.waited(waited_s, left=False)
        self._learner.worked()
        free = self._free.pop(row.counter, None)
        if free is not None and turn.since <= free:
            self._learner.turned_around((row.at - free).total_seconds())
        if waited_s > 0:  # whoever was called as they came was promised nothing
            self._came_true(turn, waited_s)

    def _came_true(self, turn: _Turn, waited_s: float, *, was_called: bool = True) -> None:
        promise = turn.said and Promise(turn.said.as_said(), waited_s, was_called)
        if promise and promise.is_decided:
            self.promises.came_true(promise)
