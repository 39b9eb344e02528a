"""What the server does by itself, every few minutes: closes days that are over, rolls up their figures, and forgets
what it promised to keep no longer. Safe to run twice, at the same time as another worker, and after a week off."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import Connection, delete, select

from display.own_voice import OwnVoice
from server import report_deliveries, report_rounds, roll_up, watching
from server.db import Database
from server.domain import letter, regulations
from server.domain.errors import DatabaseAway, Refusal
from server.media import Media
from server.models import Answer, Hall, Pairing, Record, SignIn
from server.operations.day import close_day, day_to_close
from server.operations.moment import Actor, lock_hall
from server.perform import Announcer, Reply, Request, perform
from server.public_models import Letter
from server.report_places import Place

ANSWERS_KEPT = timedelta(days=2)
"""A kiosk that was away for a night still hears the answer to what it asked before."""

EVERY_S = 300

BY = "moiso"
"""Who closes the day, in the story."""

log = structlog.get_logger()


def forget(db: Connection, now: datetime) -> None:
    """Delete answers older than `ANSWERS_KEPT`, sessions and codes for pairing that have expired, and letters answered
    longer ago than they are kept."""
    db.execute(delete(Answer).where(Answer.at < now - ANSWERS_KEPT))
    db.execute(delete(SignIn).where(SignIn.expires_at < now))
    db.execute(delete(Pairing).where(Pairing.expires_at < now))
    db.execute(delete(Letter).where(Letter.answered_at < now - letter.KEPT))


def close_days(database: Database, announcer: Announcer, now: datetime) -> None:
    """Close, in each hall, the day that is over. A hall that cannot be closed keeps no other from it."""
    with database.read() as db:
        halls = db.execute(select(Hall.__table__)).all()
    for hall in halls:
        _try(f"close hall {hall.id}", partial(_close_hall, database, announcer, now, hall))


def _close_hall(database: Database, announcer: Announcer, now: datetime, hall: Record) -> None:
    with database.read() as db:
        day = day_to_close(db, hall, now)
    while day is not None and _close(database, announcer, now, hall.id, day):
        pass  # more is left than one transaction should hold the hall for


def _close(database: Database, announcer: Announcer, now: datetime, hall: int, day: date) -> bool:
    asked = Request(hall_id=hall, actor=Actor(BY), principal=BY, now=now)
    present = lambda _moment, more: {"more": more}  # noqa: E731
    _, body = perform(database, announcer, asked, close_day, present, refused=_never, day=day)
    return bool(json.loads(body)["more"])


def _never(refusal: Refusal) -> Reply:
    raise refusal


def roll_up_days(database: Database) -> None:
    """Roll up, in each hall, the closed days that are not: one transaction each, so that no press waits for a year."""
    with database.read() as db:
        due = [(hall.id, day) for hall in db.execute(select(Hall.__table__)).all() for day in roll_up.to_make(db, hall)]
    for hall_id, day in due:
        _try(f"roll up {day} of hall {hall_id}", partial(_roll_up, database, hall_id, day))


def _roll_up(database: Database, hall_id: int, day: date) -> None:
    with database.write() as db:
        hall = lock_hall(db, hall_id)
        if day in roll_up.to_make(db, hall):  # another worker may have been here first, or a clock have been set back
            roll_up.make(db, hall, day)
            report_deliveries.doubt(db, hall_id, day)


def deliver_reports(database: Database, places: Sequence[Place], now: datetime) -> None:
    """The reports that are due, to each place. A hall whose reports cannot be made keeps no other from its own."""
    with database.read() as db:
        halls = db.execute(select(Hall.__table__).order_by(Hall.id)).all()
    for hall in halls:
        bring = partial(report_rounds.deliver, database, hall, places, now, is_only_hall=len(halls) == 1)
        _try(f"deliver reports of hall {hall.id}", bring)


def sweep_media(database: Database, media: Media, now: datetime) -> None:
    """Delete the pictures and videos that no hall's playlist names."""
    with database.read() as db:
        texts = db.execute(select(Hall.regulations)).scalars().all()
    named = {item.file for text in texts for item in regulations.read(text).screens.playlist}
    media.sweep(named, now.timestamp())


def run(
    database: Database,
    announcer: Announcer,
    media: Media,
    voice: OwnVoice,
    clock: Callable[[], datetime],
    sleep: Callable[[float], object],
) -> None:
    """Do it all now and every few minutes, as long as the server runs."""
    while True:
        _try("close days", lambda: close_days(database, announcer, clock()))
        _try("roll up days", lambda: roll_up_days(database))
        _try("forget", lambda: _forget(database, clock()))
        _try("sweep media", lambda: sweep_media(database, media, clock()))
        _try("sweep voice", voice.sweep)
        sleep(EVERY_S)


def deliver(
    database: Database, places: Sequence[Place], clock: Callable[[], datetime], sleep: Callable[[float], object]
) -> None:
    """Deliver what is due every few minutes, as long as the server runs: on its own, for a share or a mail server that
    hangs must not keep a day from being closed."""
    while True:
        _try("deliver reports", lambda: deliver_reports(database, places, clock()))
        sleep(EVERY_S)


def watch(look: Callable[[], None], sleep: Callable[[float], object]) -> None:
    """Look after the alerts that somebody has seen (`server.watching`), as long as the server runs."""
    while True:
        sleep(watching.EVERY_S)
        _try("watch alerts", look)


def begin_to_watch_machines(look: Callable[[], None]) -> None:
    """The first look at what machines say of themselves (`server.machine_watch`): before the server answers anybody."""
    _try("watch machines", look)


def watch_machines(look: Callable[[], None], sleep: Callable[[float], object]) -> None:
    """Go on looking at what machines say of themselves, as long as the server runs."""
    while True:
        sleep(watching.EVERY_S)
        _try("watch machines", look)


def _forget(database: Database, now: datetime) -> None:
    with database.write() as db:
        forget(db, now)


def _try(what: str, work: Callable[[], None]) -> None:
    """Do `work`; what fails is logged and tried again the next time, and the rest is done all the same."""
    try:
        work()
    except DatabaseAway:
        log.warning("left for the next time, the database is away", work=what)
    except Exception:
        log.exception("the server's own work failed", work=what)
