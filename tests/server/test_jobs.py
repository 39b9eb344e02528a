"""The server forgets what it promised to keep no longer, closes the days that are over, and nothing else."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from display.own_voice import UNUSED_S, OwnVoice
from server import jobs, schema
from server.db import Database
from server.media import Media
from server.models import Answer
from tests.cast import Clock, SmallHall

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


def voice_in(folder: Path) -> OwnVoice:
    return OwnVoice(folder / "voice", folder / "usual")


class Nobody:
    def tell(self, hall_id: int) -> None:
        """Nobody listens."""


class NightOver(Exception):
    """The server stops."""


def test_the_job_outlives_a_database_that_is_away(tmp_path: Path) -> None:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise NightOver

    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    try:
        jobs.run(database, Nobody(), Media(tmp_path / "media"), voice_in(tmp_path), lambda: NOON, sleep)
    except NightOver:
        assert slept == [jobs.EVERY_S, jobs.EVERY_S]
    finally:
        database.close()


def test_the_day_is_closed_and_screens_are_told_as_long_as_the_server_runs(
    hall: SmallHall, clock: Clock, tmp_path: Path
) -> None:
    hall.open_all()
    ticket = hall.kiosk.issues("H")
    told: list[int] = []
    nights = iter(["2026-11-23 23:00:00", "2026-11-24 01:02:00", "2026-11-24 01:07:00"])

    class Screens:
        def tell(self, hall_id: int) -> None:
            told.append(hall_id)

    def sleep(_seconds: float) -> None:
        try:
            clock.is_at(next(nights))
        except StopIteration:
            raise NightOver from None

    with pytest.raises(NightOver):
        jobs.run(hall.database, Screens(), Media(tmp_path / "media"), voice_in(tmp_path), clock, sleep)
    assert hall.kiosk.sees(ticket)["state"] == "expired"
    assert len(told) == 1


def test_a_fault_in_the_job_is_logged_and_tried_again(hall: SmallHall, clock: Clock, tmp_path: Path) -> None:
    hall.kiosk.issues("H")
    clock.is_at("2026-11-24 01:00:00")
    slept: list[float] = []

    class Broken:
        def tell(self, hall_id: int) -> None:
            raise RuntimeError("no screen listens")

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise NightOver

    with pytest.raises(NightOver):
        jobs.run(hall.database, Broken(), Media(tmp_path / "media"), voice_in(tmp_path), clock, sleep)
    assert slept == [jobs.EVERY_S, jobs.EVERY_S]


def test_what_is_to_be_forgotten_is_forgotten_though_no_day_can_be_closed(
    hall: SmallHall, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("no hall can be read")

    def sleep(_seconds: float) -> None:
        raise NightOver

    keep_answers(hall.database, too_old=timedelta(hours=49))
    monkeypatch.setattr(jobs, "close_days", broken)
    with pytest.raises(NightOver):
        jobs.run(hall.database, Nobody(), Media(tmp_path / "media"), voice_in(tmp_path), clock, sleep)
    assert kept(hall.database) == set()


def test_litter_of_the_voice_is_swept_away_as_long_as_the_server_runs(hall: SmallHall, tmp_path: Path) -> None:
    torn = tmp_path / "voice" / "new-torn"
    torn.mkdir(parents=True)
    os.utime(torn, (0, time.time() - UNUSED_S - 60))

    def sleep(_seconds: float) -> None:
        raise NightOver

    with pytest.raises(NightOver):
        jobs.run(hall.database, Nobody(), Media(tmp_path / "media"), voice_in(tmp_path), lambda: NOON, sleep)
    assert not torn.exists()
