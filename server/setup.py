"""Makes a hall on an empty database, and its first accounts and devices: what `moiso init` and the demo need."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select, update

from catalogue.files import FILES, read_folder
from catalogue.problems import Problem
from server import auth
from server.db import Database
from server.models import Account, Hall, Record
from server.operations import halls, people
from server.operations.moment import Actor, Moment, lock_hall


class BadFiles(Exception):
    """The hall's files have bad rows; `problems` lists each with its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} bad rows")
        self.problems = problems


@contextmanager
def moment_in(db: Connection, hall_id: int, now: datetime, by: str = "moiso") -> Iterator[Moment]:
    """A verb's moment for programs that work on a stopped server's database."""
    moment = Moment(db, lock_hall(db, hall_id), now, Actor(by))
    yield moment
    moment.write_down()


def make_hall(database: Database, folder: Path, now: datetime, *, force: bool = False) -> int:
    """The hall that `folder` describes: made when there is none, else brought to these files; its id.

    Raises BadFiles, with nothing changed.
    """
    reading = read_folder(folder, force=force)
    if reading.catalogue is None or reading.catalogue.hall is None:
        raise BadFiles(reading.bad)
    files = {name: (folder / name).read_text(encoding="utf-8-sig", errors="replace") for name in FILES}
    with database.write() as db:
        hall_id = db.execute(select(Hall.id)).scalars().first() or halls.found_hall(db, reading.catalogue.hall)
        with moment_in(db, hall_id, now) as moment:
            halls.take_catalogue(moment, catalogue=reading.catalogue, files=files)
    return hall_id


def make_device(database: Database, hall_id: int, now: datetime, *, name: str, kind: str) -> str:
    """A new device; its key, which is kept nowhere else."""
    key = auth.new_key()
    with database.write() as db, moment_in(db, hall_id, now) as moment:
        people.add_device(moment, name=name, kind=kind, key_hash=auth.digest(key))
    return key


def make_account(
    database: Database, hall_id: int, now: datetime, *, user: str, password: str, role: str, counter: int | None = None
) -> None:
    """A new account, or a new password for one that exists. Raises UnknownCounter."""
    password_hash = auth.hash_password(password)
    with database.write() as db, moment_in(db, hall_id, now) as moment:
        known: Record | None = db.execute(select(Account.id).where(Account.user == user)).one_or_none()
        if known is None:
            people.add_account(moment, user=user, password_hash=password_hash, role=role, counter=counter)
        else:
            db.execute(update(Account).where(Account.id == known.id).values(password_hash=password_hash))
            moment.tell("password_changed", user=user)
