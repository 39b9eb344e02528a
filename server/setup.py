"""Makes a hall on an empty database, and its first accounts and devices: what `moiso init` and the demo need."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, select, update

from catalogue.files import FILES, read_folder
from catalogue.nouns import Catalogue, HallFacts
from catalogue.problems import Problem
from server import auth, which_hall
from server.db import Database
from server.domain.errors import SeatTaken, UnknownCounter
from server.models import Account, Counter, Hall, SignIn
from server.operations import halls, people
from server.operations.moment import Actor, Moment, lock_hall
from server.operations.seats import sitting, wait_no_more


class BadFiles(Exception):
    """The hall's files have bad rows; `problems` lists each with its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} bad rows")
        self.problems = problems


class NoSuchAccount(Exception):
    """Nobody of this name has an account."""


@contextmanager
def moment_in(db: Connection, hall_id: int, now: datetime, by: str = "moiso") -> Iterator[Moment]:
    """A verb's moment for programs that work on a stopped server's database."""
    moment = Moment(db, lock_hall(db, hall_id), now, Actor(by))
    yield moment
    moment.write_down()


def make_hall(database: Database, folder: Path, now: datetime, *, force: bool = False, hall: str | None = None) -> int:
    """The hall that `folder` describes: founded when there is none at all, else brought to these files; its id. `hall`:
    the code of the one that is meant, where the files do not say it.

    Raises BadFiles, WhichHall, ForeignFiles, with nothing changed.
    """
    catalogue, facts = _read(folder, force=force)
    with database.write() as db:
        if db.execute(select(Hall.id).limit(1)).one_or_none() is None:
            hall_id = halls.found_hall(db, facts)
        else:
            hall_id = which_hall.of_files(db, facts, hall)
        _take(db, hall_id, now, catalogue, folder)
    return hall_id


def found_another(database: Database, folder: Path, now: datetime) -> int:
    """One more hall beside those there are, as `folder` describes it; its id. Raises BadFiles, WhichHall."""
    catalogue, facts = _read(folder)
    with database.write() as db:
        which_hall.may_be_founded(db, facts)
        hall_id = halls.found_hall(db, facts)
        _take(db, hall_id, now, catalogue, folder)
    return hall_id


def must_know(database: Database, folder: Path) -> None:
    """Raises WhichHall for the files of a hall that is not there, BadFiles."""
    _, facts = _read(folder)
    with database.read() as db:
        which_hall.must_know(db, facts)


def _read(folder: Path, *, force: bool = False) -> tuple[Catalogue, HallFacts]:
    reading = read_folder(folder, force=force)
    if reading.catalogue is None or reading.catalogue.hall is None:
        raise BadFiles(reading.bad)
    return reading.catalogue, reading.catalogue.hall


def _take(db: Connection, hall_id: int, now: datetime, catalogue: Catalogue, folder: Path) -> None:
    files = {name: (folder / name).read_text(encoding="utf-8-sig", errors="replace") for name in FILES}
    with moment_in(db, hall_id, now) as moment:
        halls.take_catalogue(moment, catalogue=catalogue, files=files)


def make_device(database: Database, hall_id: int, now: datetime, *, name: str, kind: str) -> str:
    """A new device; its key, which is kept nowhere else."""
    key = auth.new_key()
    with database.write() as db, moment_in(db, hall_id, now) as moment:
        people.add_device(moment, name=name, kind=kind, key_hash=auth.digest(key))
    return key


def make_account(
    database: Database, hall_id: int, now: datetime, *, user: str, password: str, role: str, counter: int | None = None
) -> None:
    """A new account, or another password, role and counter for one that exists, which is signed out everywhere.

    Raises UnknownCounter, and SeatTaken when somebody else sits at that counter.
    """
    password_hash = auth.hash_password(password)
    with database.write() as db, moment_in(db, hall_id, now) as moment:
        known = _account_of(db, hall_id, user)
        if known is None:
            people.add_account(moment, user=user, password_hash=password_hash, role=role, counter=counter)
            return
        if counter is not None and not _has_counter(db, hall_id, counter):
            raise UnknownCounter(counter=counter)
        taken = [] if counter is None else sitting(moment, counter, besides=known)
        if taken:
            raise SeatTaken(by=taken[0].user)
        new = {"password_hash": password_hash, "role": role, "counter": counter, "is_active": True}
        _change(db, known, **new)
        moment.tell("password_changed", user=user, role=role, at_counter=counter)


def disable_account(database: Database, hall_id: int, now: datetime, *, user: str) -> None:
    """Nobody signs in as `user` any more, and who has is signed out. Raises NoSuchAccount."""
    with database.write() as db, moment_in(db, hall_id, now) as moment:
        known = _account_of(db, hall_id, user)
        if known is None:
            raise NoSuchAccount(f"nobody is called {user} here.")
        _change(db, known, is_active=False)
        wait_no_more(db, known)
        moment.tell("account_disabled", user=user)


def _account_of(db: Connection, hall_id: int, user: str) -> int | None:
    found: int | None = db.execute(
        select(Account.id).where(Account.hall_id == hall_id, Account.user == user)
    ).scalar_one_or_none()
    return found


def _has_counter(db: Connection, hall_id: int, number: int) -> bool:
    known = select(Counter.id).where(Counter.hall_id == hall_id, Counter.number == number)
    return db.execute(known).one_or_none() is not None


def _change(db: Connection, account: int, **new: str | int | bool | None) -> None:
    db.execute(update(Account).where(Account.id == account).values(**new))
    # Whoever got hold of the old password may be signed in with it this very moment.
    db.execute(delete(SignIn).where(SignIn.account_id == account))
