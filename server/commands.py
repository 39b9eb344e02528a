"""The commands of the server's side: run it, make its database, add people and devices, import, back up, check."""

import argparse
import getpass
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy import make_url, select

from catalogue.files import DEFAULT, read_folder
from server import check as checking
from server import hall_lock, schema, setup
from server.app import now
from server.config import BadSetting, Settings, load
from server.db import Database
from server.domain.errors import Refusal
from server.models import Hall

Run = Callable[[argparse.Namespace], int]


def _with_settings(parser: argparse.ArgumentParser, run: Callable[[argparse.Namespace, Settings], int]) -> None:
    parser.add_argument("--data", help="folder of the database (MOISO_DATA)")
    parser.add_argument("--database", help="SQLAlchemy URL of the database (MOISO_DATABASE)")

    def run_it(asked: argparse.Namespace) -> int:
        # Imported late: `serve` pulls in gevent's server, which no other command needs.
        from server.serve import PortInUse

        try:
            listen = getattr(asked, "listen", None)
            return run(asked, load(data=asked.data, database=asked.database, listen=listen))
        except (BadSetting, PortInUse, hall_lock.InUse, schema.OldSchema) as error:
            return _failed(str(error))
        except setup.BadFiles as error:
            for problem in error.problems:
                print(f"{problem.file}:{problem.line}: {problem.field}: {problem.problem}", file=sys.stderr)
            return _failed(f"{error}; nothing was imported. --force imports the others.")
        except Refusal as refusal:
            return _failed(f"{refusal.code} {refusal.details or ''}")

    parser.set_defaults(run=run_it)


def _failed(sentence: str) -> int:
    print(f"moiso: {sentence}", file=sys.stderr)
    return 1


def _alone(settings: Settings) -> AbstractContextManager[None]:
    """While we write to a SQLite file, no server may run on it."""
    return nullcontext() if not settings.database_url.startswith("sqlite") else hall_lock.hold(Path(settings.data))


def add_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", help="HOST:PORT to listen on (MOISO_LISTEN)")
    _with_settings(parser, _serve)


def _serve(_asked: argparse.Namespace, settings: Settings) -> int:
    from server.serve import serve

    serve(settings)
    return 0


def add_init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--hall", type=Path, default=DEFAULT, metavar="FOLDER", help="the hall's files")
    _with_settings(parser, _init)


def _init(asked: argparse.Namespace, settings: Settings) -> int:
    Path(settings.data).mkdir(parents=True, exist_ok=True)
    with _alone(settings):
        schema.migrate(settings.database_url)
        database = Database(settings.database_url)
        with database.read() as db:
            found = db.execute(select(Hall.name)).scalars().first()
        if found is None:
            setup.make_hall(database, asked.hall, now())
            with database.read() as db:
                found = db.execute(select(Hall.name)).scalar_one()
        database.close()
    print(f"Ready: {found}")
    return 0


def add_hall(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["import"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--force", action="store_true", help="leave bad rows out and import the others")
    _with_settings(parser, _hall)


def _hall(asked: argparse.Namespace, settings: Settings) -> int:
    with _alone(settings):
        database = Database(settings.database_url)
        setup.make_hall(database, asked.folder, now(), force=asked.force)
        database.close()
    print(f"Imported {asked.folder}")
    return 0


def add_catalogue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check"])
    parser.add_argument("folder", type=Path)
    parser.set_defaults(run=_catalogue)


def _catalogue(asked: argparse.Namespace) -> int:
    reading = read_folder(asked.folder)
    for problem in reading.bad:
        print(f"{problem.file}:{problem.line}: {problem.field}: {problem.problem}")
    return 1 if reading.bad else 0


def add_account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["add"])
    parser.add_argument("user")
    parser.add_argument("--role", required=True, choices=["clerk", "supervisor", "complaints", "admin"])
    parser.add_argument("--counter", type=int, help="the clerk's counter")
    _with_settings(parser, _account)


def _account(asked: argparse.Namespace, settings: Settings) -> int:
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if len(password) < 8:
        return _failed("a password has at least 8 characters.")
    with _alone(settings):
        database = Database(settings.database_url)
        setup.make_account(
            database, _only_hall(database), now(), user=asked.user, password=password, role=asked.role,
            counter=asked.counter,
        )  # fmt: skip
        database.close()
    print(f"Account {asked.user} is ready.")
    return 0


def add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["add"])
    parser.add_argument("name")
    parser.add_argument("--kind", required=True, choices=["kiosk", "display", "panel"])
    _with_settings(parser, _device)


def _device(asked: argparse.Namespace, settings: Settings) -> int:
    with _alone(settings):
        database = Database(settings.database_url)
        key = setup.make_device(database, _only_hall(database), now(), name=asked.name, kind=asked.kind)
        database.close()
    print(key)
    return 0


def _only_hall(database: Database) -> int:
    with database.read() as db:
        return int(db.execute(select(Hall.id)).scalars().one())


def add_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("to", type=Path, help="file to write; it must not exist")
    _with_settings(parser, _backup)


def _backup(asked: argparse.Namespace, settings: Settings) -> int:
    url = make_url(settings.database_url)
    if asked.to.exists():
        return _failed(f"{asked.to} exists; a backup never overwrites another.")
    if url.get_backend_name() == "sqlite":
        # VACUUM INTO only reads: it may run beside the server, which goes on writing.
        with sqlite3.connect(f"file:{url.database}?mode=ro", uri=True) as source:
            source.execute("VACUUM INTO ?", [str(asked.to)])
        return 0
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return subprocess.run(["pg_dump", "--format=custom", f"--file={asked.to}", plain], check=False).returncode


def add_check(parser: argparse.ArgumentParser) -> None:
    _with_settings(parser, _check)


def _check(_asked: argparse.Namespace, settings: Settings) -> int:
    database = Database(settings.database_url)
    faults = checking.check(database)
    for fault in faults:
        print(fault)
    print("All is well." if not faults else f"{len(faults)} faults.")
    return 1 if faults else 0
