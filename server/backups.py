"""Copies a hall's database while it is in use, and puts a copy in its place."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url

from server import schema
from server.schema import OldSchema


class NotCopied(Exception):
    """Nothing was written or replaced; the message says why."""


def back_up(database_url: str, to: Path) -> None:
    """A copy of the database, taken beside the running server. Raises NotCopied."""
    url = make_url(database_url)
    if to.exists():
        raise NotCopied(f"{to} exists; a backup never overwrites another.")
    if not to.absolute().parent.is_dir():
        raise NotCopied(f"{to.absolute().parent} is no folder; make it first.")
    if url.get_backend_name() != "sqlite":
        _postgresql(url, "pg_dump", "--format=custom", f"--file={to}")
        return
    try:
        # VACUUM INTO only reads: it may run beside the server, which goes on writing.
        with closing(sqlite3.connect(f"file:{url.database}?mode=ro", uri=True)) as source:
            source.execute("VACUUM INTO ?", [str(to)])
    except sqlite3.Error as error:
        to.unlink(missing_ok=True)
        raise NotCopied(f"{url.database} could not be copied: {error}.") from error


def restore(database_url: str, backup: Path, now: datetime, *, replace: bool) -> Path | None:
    """Put `backup` in the place of the stopped server's database; where the database before it is kept, if anywhere.

    Raises NotCopied: an unreadable or foreign backup, or a database that is there and is not to be replaced.
    """
    if not backup.is_file():
        raise NotCopied(f"{backup} is no file.")
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _restore_file(Path(str(url.database)), backup, now, replace)
    _restore_postgresql(url, backup, replace)
    return None


def _restore_file(database: Path, backup: Path, now: datetime, replace: bool) -> Path | None:
    if database.exists() and not replace:
        raise NotCopied(f"{database} exists; --replace puts it aside and the backup in its place.")
    database.parent.mkdir(parents=True, exist_ok=True)
    # The copy is proved, not the original: what was read badly from a stick must not become the hall's database.
    copy = database.with_name(database.name + ".part")
    try:
        shutil.copyfile(backup, copy)
        _must_be_whole(copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        aside = _put_aside(database, now)
        copy.replace(database)
    finally:
        copy.unlink(missing_ok=True)
    return aside


def _must_be_whole(copy: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as db:
            found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise NotCopied(f"the backup is damaged ({found}); take another.")
    try:
        schema.must_be_current(f"sqlite:///{copy}")
    except OldSchema as error:
        raise NotCopied(f"the backup is of another version of the program, or of another program. {error}") from error


def _put_aside(database: Path, now: datetime) -> Path | None:
    aside = database.with_name(f"{database.name}.before-{now:%Y%m%d-%H%M%S}")
    # What a killed server left in its write-ahead log belongs to the old database, and would spoil the new one.
    for suffix in ("", "-wal", "-shm"):
        part = database.with_name(database.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside if aside.exists() else None


def _restore_postgresql(url: URL, backup: Path, replace: bool) -> None:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            is_there = inspect(connection).has_table("alembic_version")
    finally:
        engine.dispose()
    if is_there and not replace:
        raise NotCopied("the database holds a hall; --replace puts the backup in its place, and the hall is lost.")
    clean = ["--clean", "--if-exists"] if is_there else []
    _postgresql(url, "pg_restore", *clean, "--no-owner", "--exit-on-error", "--single-transaction", after=str(backup))


def _postgresql(url: URL, program: str, *options: str, after: str | None = None) -> None:
    # The password goes by the environment: a command line can be read by every user of the machine.
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    command = [program, *options, f"--dbname={plain}", *([after] if after else [])]
    try:
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise NotCopied(f"{program} is missing: apt-get install postgresql-client.") from error
    if done.returncode:
        raise NotCopied(f"{program} failed: {done.stderr.strip()}")
