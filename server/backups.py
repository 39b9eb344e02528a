"""Copies a hall while it is in use, its database and its files, and puts a copy in their place.

A backup is a folder: the database's copy, and beside it the folders of the voice and of the screens' pictures and
videos. A file that the backup before has too is the same file on the disk, under two names: an hour without news takes
the room of the database alone, and each backup is still whole.
"""

import filecmp
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url

from server import schema
from server.schema import OldSchema

DATABASE = {"sqlite": "moiso.db", "postgresql": "moiso.dump"}
"""What the database's copy is called in a backup."""

HALF_MADE = (".", "new-")
"""So begin the names of what is being written beside the hall's files at this moment."""


class NotCopied(Exception):
    """Nothing was written or replaced; the message says why."""


def back_up(database_url: str, folders: Sequence[Path], to: Path) -> None:
    """A copy of the database and of `folders`, taken beside the running server. Raises NotCopied.

    Under its own name only when it is whole and on the disk: one torn by a power cut must not pass for a backup.
    """
    url = make_url(database_url)
    if to.exists():
        raise NotCopied(f"{to} exists; a backup never overwrites another.")
    if not to.absolute().parent.is_dir():
        raise NotCopied(f"{to.absolute().parent} is no folder; make it first.")
    before = max(filter(Path.is_dir, to.absolute().parent.glob("*.backup")), default=None)
    part = to.with_name(to.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        # The database first: a file that it names is kept for a day when nothing names it any more.
        _copy_database(url, part / DATABASE[url.get_backend_name()])
        for folder in folders:
            _copy_folder(folder, part / folder.name, before / folder.name if before else None)
        _settle(part)
        part.rename(to)
        _settle(to.absolute().parent)
    except OSError as error:
        raise NotCopied(f"{to} could not be written: {error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _copy_database(url: URL, to: Path) -> None:
    if url.get_backend_name() != "sqlite":
        _postgresql(url, "pg_dump", "--format=custom", f"--file={to}")
    else:
        try:
            # VACUUM INTO only reads: it may run beside the server, which goes on writing.
            with closing(sqlite3.connect(f"file:{url.database}?mode=ro", uri=True)) as source:
                source.execute("VACUUM INTO ?", [str(to)])
        except sqlite3.Error as error:
            raise NotCopied(f"{url.database} could not be copied: {error}.") from error
    _settle(to)


def _copy_folder(source: Path, to: Path, before: Path | None) -> None:
    """Copy what is in `source`, whole files only; what is in `before` already becomes a second name of it.

    The files of a folder come before the folders in it: `voice.json` is read before the banks it names.
    """
    for place, folders, files in os.walk(source):
        folders[:] = [name for name in folders if not name.startswith(HALF_MADE)]
        copy = to / Path(place).relative_to(source)
        copy.mkdir()
        for name in files:
            if not name.startswith(HALF_MADE):
                # Swept away meanwhile: nothing named it for a day.
                with suppress(FileNotFoundError):
                    _copy_file(Path(place, name), copy / name, before and before / copy.relative_to(to) / name)
        _settle(copy)


def _copy_file(source: Path, to: Path, before: Path | None) -> None:
    if before and before.is_file() and filecmp.cmp(source, before):
        with suppress(OSError):  # a stick knows no second names
            to.hardlink_to(before)
            return
    shutil.copy2(source, to)
    _settle(to)


def _settle(place: Path) -> None:
    """It is on the disk, whatever becomes of the power."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def restore(database_url: str, folders: Sequence[Path], backup: Path, now: datetime, *, replace: bool) -> list[Path]:
    """Put `backup` in the place of the stopped server's database and files; where those before it are kept.

    The database comes last: torn before that, no server starts, and the command is simply given again. A backup that
    is a file has the database alone, as all once had; the files stay as they are then.

    Raises NotCopied: an unreadable or foreign backup, or a database that is there and is not to be replaced.
    """
    url = make_url(database_url)
    copy = backup / DATABASE[url.get_backend_name()] if backup.is_dir() else backup
    if not copy.is_file():
        raise NotCopied(f"{copy} is no file.")
    named = folders if backup.is_dir() else []
    put = _restore_file if url.get_backend_name() == "sqlite" else _restore_postgresql
    try:
        for folder in named:
            folder.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(_part(folder), ignore_errors=True)
            _copy_folder(backup / folder.name, _part(folder), folder)
        return put(url, copy, named, now, replace)
    except OSError as error:
        raise NotCopied(f"{backup} could not be copied: {error}.") from error
    finally:
        for folder in named:
            shutil.rmtree(_part(folder), ignore_errors=True)


def _part(place: Path) -> Path:
    return place.with_name(place.name + ".part")


def _restore_file(url: URL, backup: Path, folders: Sequence[Path], now: datetime, replace: bool) -> list[Path]:
    database = Path(str(url.database))
    if database.exists() and not replace:
        raise NotCopied(f"{database} exists; --replace puts it aside and the backup in its place.")
    database.parent.mkdir(parents=True, exist_ok=True)
    # The copy is proved, not the original: what was read badly from a stick must not become the hall's database.
    copy = _part(database)
    try:
        shutil.copyfile(backup, copy)
        _must_be_whole(copy)
        _settle(copy)
        aside = [*_put_aside(database, now), *_swap(folders, now)]
        copy.replace(database)
        _settle(database.parent)
    finally:
        copy.unlink(missing_ok=True)
    return aside


def _swap(folders: Sequence[Path], now: datetime) -> list[Path]:
    """What was copied beside these folders takes their place; where those before are kept."""
    aside = []
    for folder in folders:
        aside += _put_aside(folder, now)
        if _part(folder).is_dir():
            _part(folder).rename(folder)
            _settle(folder.parent)
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


def _put_aside(place: Path, now: datetime) -> list[Path]:
    aside = place.with_name(f"{place.name}.before-{now:%Y%m%d-%H%M%S}")
    # What a killed server left in its write-ahead log belongs to the old database, and would spoil the new one.
    for suffix in ("", "-wal", "-shm"):
        part = place.with_name(place.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return [aside] if aside.exists() else []


def _restore_postgresql(url: URL, backup: Path, folders: Sequence[Path], now: datetime, replace: bool) -> list[Path]:
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
    return _swap(folders, now)


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
