"""The server forgets what it promised to keep no longer, and nothing else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from server import jobs, schema
from server.db import Database
from server.models import Answer

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def keep_answers(database: Database, **ages: timedelta) -> None:
    with database.write() as db:
        for key, age in ages.items():
            row = {"principal": "device:1", "key": key, "fingerprint": "f", "status": 200, "body": "{}"}
            db.execute(insert(Answer).values(**row, at=NOON - age))


def kept(database: Database) -> set[str]:
    with database.read() as db:
        return set(db.execute(select(Answer.key)).scalars())


def test_answers_are_kept_two_days_and_forgotten_then_however_often_the_job_runs(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'moiso.db'}"
    schema.migrate(url)
    database = Database(url)
    keep_answers(database, fresh=timedelta(), old=timedelta(hours=47), too_old=timedelta(hours=49))
    for _ in range(2):
        with database.write() as db:
            jobs.forget(db, NOON)
        assert kept(database) == {"fresh", "old"}
    database.close()


def test_the_job_outlives_a_database_that_is_away() -> None:
    slept: list[float] = []

    class NightOver(Exception):
        pass

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise NightOver

    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    try:
        jobs.run(database, lambda: NOON, sleep)
    except NightOver:
        assert slept == [jobs.EVERY_S, jobs.EVERY_S]
    finally:
        database.close()
