"""A year of a busy hall in minutes: one day played through the real verbs and repeated on every day it was open.

From day to day only times, ids and tokens differ, and the hashes, which are chained anew: `moiso check` finds it whole.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Index, delete, insert, select, update

from server import app, auth, jobs, setup
from server.config import Settings
from server.domain.story import chain
from server.figure_models import DayLegs
from server.models import Account, Hall, Series, SignIn, Story, Ticket
from server.operations import people
from tests.bench.hall import COUNTERS, SERVICES
from tests.builders import MORNING, fill_default_hall, session_of
from tests.cast import AtCounter, Caller, Clock, InProcess

A_DAY = 1_000
DAYS = 300
WEEKDAYS = range(6)
"""Monday to Saturday."""

BETWEEN_S = 20
"""From one visitor to the next: a thousand come in less than eight hours."""

_TABLES = (Ticket, Story)
Json = dict[str, Any]


class Year:
    """The hall at `url` in the course of `MORNING`'s day, with `days` days behind it; asked in this process."""

    def __init__(self, url: str, folder: Path, *, days: int = DAYS, a_day: int = A_DAY) -> None:
        fill_default_hall(url, folder)
        self.clock = Clock()
        settings = Settings(data=str(folder), database=url, heartbeat_s=24 * 3600, refresh_ms=60_000)
        self.app = app.build(settings, self.clock)
        self.app.testing = True
        moiso = self.app.extensions["moiso"]
        self.database, self._live = moiso.database, moiso.live
        self._add_office()
        self._wire = InProcess(self.app)
        past = list(_days_before(MORNING.date(), days))
        self._play(past[0], a_day, is_whole=True)
        with self.database.write() as db:
            _repeat(db, past[0], past[1:])
        jobs.roll_up_days(self.database)
        self._play(MORNING.date(), a_day // 2, is_whole=False)

    def caller(self, user: str) -> Caller:
        return Caller(self._wire, session_of(user))

    def close(self) -> None:
        self.database.close()

    @property
    def seq(self) -> int:
        """How many rows its story has."""
        with self.database.read() as db:
            return int(db.execute(select(Hall.seq)).scalar_one())

    def two_labels(self) -> tuple[str, str]:
        """Of one service, two numbers of each of its days; the first was called before the second."""
        with self.database.read() as db:
            played = select(Ticket.label).where(Ticket.service == SERVICES[0], Ticket.number.in_((2, 3)))
            first, second = db.execute(played.order_by(Ticket.number, Ticket.id).distinct()).scalars()
        return first, second

    def forget_roll_ups(self) -> None:
        with self.database.write() as db:
            db.execute(delete(DayLegs))

    def _add_office(self) -> None:
        """The complaints office and an administrator, who ask the most."""
        with self.database.write() as db:
            hall = db.execute(select(Hall.id)).scalar_one()
            with setup.moment_in(db, hall, MORNING) as moment:
                for role in ("complaints", "admin"):
                    people.add_account(
                        moment, user=role, password_hash="no password opens this", role=role, counter=None
                    )
            for row in db.execute(select(Account.id, Account.user).where(Account.user.in_(("complaints", "admin")))):
                token = auth.digest(session_of(row.user))
                until = MORNING + timedelta(days=3650)
                db.execute(insert(SignIn).values(account_id=row.id, token_hash=token, expires_at=until))

    def _play(self, day: date, visitors: int, *, is_whole: bool) -> None:
        """A day through the doors of kiosk and clerks; one that is not whole ends amid a line."""
        self.clock.now = MORNING - (MORNING.date() - day)
        kiosk = Caller(self._wire, auth.KEY_PREFIX + "of-kiosk-1")
        clerks = [AtCounter(self._wire, session_of(f"clerk-{n}"), n) for n in range(1, COUNTERS + 1)]
        for clerk in clerks:
            clerk.opens()
        for visitor in range(visitors):
            self.clock.passes(BETWEEN_S)
            kiosk.issues(SERVICES[visitor % COUNTERS])
            if visitor >= 2 * COUNTERS:
                _serve(clerks[visitor % COUNTERS], self.clock)
        if is_whole:
            for turn in range(3 * COUNTERS):
                self.clock.passes(BETWEEN_S)
                _serve(clerks[turn % COUNTERS], self.clock)
            for clerk in clerks:
                clerk.closes()
            self.clock.now = MORNING - (MORNING.date() - day) + timedelta(hours=11)
            jobs.close_days(self.database, self._live, self.clock.now + timedelta(hours=8))


def _serve(clerk: AtCounter, clock: Clock) -> None:
    """One person, with ten rows of story from the slip to the outcome: called twice again, sent to copy a paper."""
    called = clerk.turns("call-next")
    if called.status != 200:
        return
    ticket = called.body["ticket"]
    for verb, body in _STEPS:
        clock.passes(6 if verb == "call-again" else 0.5)  # a second call waits until the first is over
        clerk.moves(verb, ticket, **body)


_STEPS: tuple[tuple[str, Json], ...] = (
    ("call-again", {}), ("start", {}),
    ("park", {"reason": "đi phô tô"}), ("resume", {}),
    ("park", {"reason": "đi nộp phí"}), ("resume", {}),
    ("park", {"reason": "đi chụp ảnh"}), ("resume", {}),
    ("finish", {"outcome": "accepted"}),
)  # fmt: skip


def _days_before(today: date, days: int) -> Iterator[date]:
    """The `days` last working days before `today`, in order."""
    back = (today - timedelta(days=n) for n in range(1, 2 * days + 2))
    return reversed([day for day in back if day.weekday() in WEEKDAYS][:days])


def _repeat(db: Connection, played: date, days: list[date]) -> None:
    """What stands in the database of the day `played`, once more on each of `days`."""
    hall = db.execute(select(Hall.__table__)).one()
    tickets = [row._asdict() for row in db.execute(select(Ticket.__table__).order_by(Ticket.id))]
    # The hall's founding is told once; what comes after it is the day.
    told = select(Story.__table__).where(Story.at >= MORNING - (MORNING.date() - played), Story.seq > _founded(db))
    story = [row._asdict() for row in db.execute(told.order_by(Story.seq))]
    series = [row._asdict() for row in db.execute(select(Series.__table__).where(Series.day == played))]
    indexes = list(_without_indexes(db))
    seq, head = hall.seq, hall.head
    for at, day in enumerate(days, 1):
        shift, ids = day - played, at * (tickets[-1]["id"] - tickets[0]["id"] + 1)
        db.execute(insert(Ticket), [_shifted_ticket(row, shift, ids) for row in tickets])
        rows = []
        for row in story:
            seq += 1
            rows.append(_shifted_row(row, seq, head, (played, day), ids))
            head = rows[-1]["hash"]
        db.execute(insert(Story), rows)
        db.execute(insert(Series), [row | {"day": day} for row in series])
    for index in indexes:
        index.create(db)
    db.execute(update(Hall).values(seq=seq, head=head, closed_through=days[-1] if days else played))


def _founded(db: Connection) -> int:
    """The last row before the first counter opened."""
    opened = select(Story.seq).where(Story.kind == "counter_opened").order_by(Story.seq).limit(1)
    return int(db.execute(opened).scalar_one()) - 1


def _without_indexes(db: Connection) -> Iterator[Index]:
    """Drops them: building one over all rows at the end is several times faster than keeping it up for each."""
    for table in _TABLES:
        for index in table.__table__.indexes:  # type: ignore[attr-defined]
            index.drop(db)
            yield index


def _shifted_ticket(row: Json, shift: timedelta, ids: int) -> Json:
    moved = {name: value + shift if isinstance(value, date) else value for name, value in row.items()}
    return moved | {"id": row["id"] + ids, "token": f"{row['token']}-{shift.days}"}


def _shifted_row(row: Json, seq: int, head: str, days: tuple[date, date], ids: int) -> Json:
    played, day = days
    ticket = row["ticket_id"] and row["ticket_id"] + ids
    at: datetime = row["at"] + (day - played)
    # Its times are of the same day in UTC as in the hall: the doors are closed before midnight in either.
    said = json.dumps(row["details"], ensure_ascii=False)
    details = (
        json.loads(said.replace(played.isoformat(), day.isoformat())) if played.isoformat() in said else row["details"]
    )
    moved = row | {"seq": seq, "at": at, "ticket_id": ticket, "details": details}
    moved["hash"] = chain(head, moved | {"at": at.isoformat(), "ticket": ticket})
    return moved
