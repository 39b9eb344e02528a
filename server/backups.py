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
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, make_url

from display.own_voice import settle
from server import schema
from server.schema import OldSchema

DATABASE = {"sqlite": "moiso.db", "postgresql": "moiso.dump"}
"""What the database's copy is called in a backup."""

HALF_MADE = (".", "new-")
"""So begin the names of what is being written beside the hall's files at this moment."""

NAMED_BY_DIGEST = "media"
"""The folder whose files have the digest of their content for a name."""

Same = Callable[[Path, Path], bool]


class NotCopied(Exception):
    """The message says why; nothing was written or replaced, unless it says what was."""


def back_up(database_url: str, folders: Sequence[Path], to: Path) -> None:
    """A copy of the database and of `folders`, taken beside the running server. Raises NotCopied.

    Under its own name only when it is whole and on the disk: one torn by a power cut must not pass for a backup.
    """
    url = make_url(database_url)
    if to.exists():
        raise NotCopied(f"{to} exists; a backup never overwrites another.")
    if not to.absolute().parent.is_dir():
        raise NotCopied(f"{to.absolute().parent} is no folder; make it first.")
    part = to.with_name(to.name + ".part")
    try:
        before = _newest(to.absolute().parent)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        copy = part / DATABASE[url.get_backend_name()]
        # The database first: a file that it names is kept for a day when nothing names it any more.
        _copy_database(url, copy)
        for folder in folders:
            same = _same_digest if folder.name == NAMED_BY_DIGEST else _same_content
            _copy_folder(folder, part / folder.name, before / folder.name if before else None, same)
        settle(copy)  # by its name: whoever cleared the folder meanwhile took it away
        settle(part)
        part.rename(to)
        settle(to.absolute().parent)
    except OSError as error:
        raise NotCopied(f"{to} could not be written: {error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _newest(backups: Path) -> Path | None:
    """By its time, not its name: one that somebody keeps under a name of their own would be the newest for ever."""
    return max(filter(Path.is_dir, backups.glob("*.backup")), key=lambda place: place.stat().st_mtime, default=None)


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


def _copy_folder(source: Path, to: Path, before: Path | None, same: Same) -> None:
    """Copy what is in `source`, whole files only; what is in `before` already becomes a second name of it.

    Its files first, and only then the folders in it are listed: the banks that `voice.json` names are older than it.
    What is gone was swept away meanwhile: nothing named it for a day. What cannot be read raises OSError.
    """
    with suppress(FileNotFoundError):
        files = _inside(source)
        to.mkdir()
        for place in files:
            if not place.is_dir():
                with suppress(FileNotFoundError):
                    _copy_file(place, to / place.name, before and before / place.name, same)
        for place in _inside(source):
            if place.is_dir():
                _copy_folder(place, to / place.name, before and before / place.name, same)
        settle(to)


def _inside(folder: Path) -> list[Path]:
    return [place for place in folder.iterdir() if not place.name.startswith(HALF_MADE)]


def _copy_file(source: Path, to: Path, before: Path | None, same: Same) -> None:
    # A stick knows no second names, and what cannot be read is no reason not to copy what can.
    with suppress(OSError):
        if before and same(source, before):
            to.hardlink_to(before)
            return
    try:
        shutil.copy2(source, to)
    except OSError as error:
        error.filename = error.filename or str(source)  # a disk that cannot read does not always say what
        raise
    settle(to)


def _same_digest(one: Path, other: Path) -> bool:
    """Of one name they are one content: an hourly backup need not read every film again."""
    return one.stat().st_size == other.stat().st_size


def _same_content(one: Path, other: Path) -> bool:
    return filecmp.cmp(one, other, shallow=False)


def restore(database_url: str, folders: Sequence[Path], backup: Path, now: datetime, *, replace: bool) -> list[Path]:
    """Put `backup` in the place of the stopped server's database and files; where those before it are kept.

    On SQLite the database comes last: torn before that, no server starts, and the command is simply given again. On
    PostgreSQL it comes first, and the folders after it. A folder that the backup lacks stays as it is: one that is a
    file has the database alone, as all once had.

    Raises NotCopied: an unreadable or foreign backup, or a database that is there and is not to be replaced.
    """
    url = make_url(database_url)
    copy = backup / DATABASE[url.get_backend_name()] if backup.is_dir() else backup
    if not copy.is_file():
        raise NotCopied(f"{copy} is no file.")
    absent = lacking(folders, backup)
    had = [folder for folder in folders if folder not in absent]
    is_sqlite = url.get_backend_name() == "sqlite"
    is_there = Path(str(url.database)).exists() if is_sqlite else _holds_a_hall(url)
    if is_there and not replace:
        kept = "puts it aside" if is_sqlite else "loses it for good"
        raise NotCopied(f"{url.database} holds a hall; --replace {kept}, with the backup in its place.")
    try:
        _copy_beside(had, backup, copy)
        if is_sqlite:
            return _restore_file(url, copy, had, now)
        return _restore_postgresql(url, copy, had, now, is_there)
    except OSError as error:
        raise NotCopied(f"{backup} could not be copied: {error}.") from error
    finally:
        for folder in had:
            shutil.rmtree(_part(folder), ignore_errors=True)


def lacking(folders: Sequence[Path], backup: Path) -> list[Path]:
    """Those of `folders` that `backup` has no copy of."""
    return [folder for folder in folders if not (backup / folder.name).is_dir()]


def _copy_beside(folders: Sequence[Path], backup: Path, database: Path) -> None:
    """Those of `backup` next to these folders, whose place they are to take."""
    try:
        for folder in folders:
            folder.parent.mkdir(parents=True, exist_ok=True)
            shutil.rmtree(_part(folder), ignore_errors=True)
            _copy_folder(backup / folder.name, _part(folder), folder, _same_content)
    except OSError as error:
        # One film on a bad spot of the disk must not keep the hall from its numbers.
        alone = f"`moiso restore --replace {database}` restores the database alone"
        raise NotCopied(f"{backup} could not be copied: {error}. Nothing was replaced; {alone}.") from error


def _part(place: Path) -> Path:
    return place.with_name(place.name + ".part")


def _restore_file(url: URL, backup: Path, folders: Sequence[Path], now: datetime) -> list[Path]:
    database = Path(str(url.database))
    database.parent.mkdir(parents=True, exist_ok=True)
    # The copy is proved, not the original: what was read badly from a stick must not become the hall's database.
    copy = _part(database)
    try:
        shutil.copyfile(backup, copy)
        _must_be_whole(copy)
        settle(copy)
        with _all_or_none() as move:
            aside = _put_aside(database, now, move)
            settle(database.parent)  # of a power cut: folders on another disk must not be the first to have moved
            aside += _swap(folders, now, move)
            move(copy, database)
        settle(database.parent)
    finally:
        copy.unlink(missing_ok=True)
    return aside


Move = Callable[[Path, Path], None]


@contextmanager
def _all_or_none() -> Iterator[Move]:
    """Renames one thing after the other; when one fails or Ctrl-C comes, all is taken back, the last first."""
    begun: list[tuple[Path, Path]] = []

    def move(place: Path, to: Path) -> None:
        begun.append((place, to))  # before it is done: Ctrl-C comes between a rename and the next line
        place.rename(to)

    try:
        yield move
    except BaseException:
        for place, to in reversed(begun):
            if os.path.lexists(to) and not os.path.lexists(place):
                to.rename(place)
        raise


def _swap(folders: Sequence[Path], now: datetime, move: Move) -> list[Path]:
    """What was copied beside these folders takes their place; where those before are kept."""
    aside = []
    for folder in folders:
        aside += _put_aside(folder, now, move)
        move(_part(folder), folder)
        settle(folder.parent)
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


def _put_aside(place: Path, now: datetime, move: Move) -> list[Path]:
    aside = place.with_name(f"{place.name}.before-{now:%Y%m%d-%H%M%S}")
    # What a killed server left in its write-ahead log belongs to the old database, and would spoil the new one.
    for suffix in ("", "-wal", "-shm"):
        part = place.with_name(place.name + suffix)
        if os.path.lexists(part):  # a link into nothing is in the way too
            move(part, aside.with_name(aside.name + suffix))
    return [aside] if os.path.lexists(aside) else []


def _holds_a_hall(url: URL) -> bool:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return inspect(connection).has_table("alembic_version")
    finally:
        engine.dispose()


def _restore_postgresql(url: URL, backup: Path, folders: Sequence[Path], now: datetime, is_there: bool) -> list[Path]:
    clean = ["--clean", "--if-exists"] if is_there else []
    _postgresql(url, "pg_restore", *clean, "--no-owner", "--exit-on-error", "--single-transaction", after=str(backup))
    try:
        with _all_or_none() as move:
            return _swap(folders, now, move)
    except OSError as error:
        raise NotCopied(f"the database is restored, the folders are not: {error}; give the command again.") from error


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
