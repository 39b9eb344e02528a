"""What the server does by itself, every hour: forget what it promised to keep no longer. Safe to run twice."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection, delete

from server.db import Database
from server.domain.errors import DatabaseAway
from server.models import Answer, SignIn

ANSWERS_KEPT = timedelta(days=2)
"""A kiosk that was away for a night still hears the answer to what it asked before."""

EVERY_S = 3600

log = structlog.get_logger()


def forget(db: Connection, now: datetime) -> None:
    """Delete answers older than `ANSWERS_KEPT`, and sessions that have expired."""
    db.execute(delete(Answer).where(Answer.at < now - ANSWERS_KEPT))
    db.execute(delete(SignIn).where(SignIn.expires_at < now))


def run(database: Database, clock: Callable[[], datetime], sleep: Callable[[float], object]) -> None:
    """Forget, now and every hour, as long as the server runs."""
    while True:
        try:
            with database.write() as db:
                forget(db, clock())
        except DatabaseAway:
            log.warning("nothing forgotten, the database is away")
        sleep(EVERY_S)
