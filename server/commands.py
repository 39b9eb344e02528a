"""The commands of the server's side: run it, make its database, add people and devices, import, copy, prove."""

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO, TypeAlias

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from assets.messages import message
from catalogue.files import DEFAULT, read_folder
from catalogue.problems import Problem
from server import backups, hall_lock, schema, setup, which_hall
from server import check as checking
from server.app import now
from server.config import BadSetting, Settings, load
from server.db import Database
from server.domain.errors import Refusal
from server.domain.proof import Head, Proof, prove_file, read_kept
from server.models import Hall

Run = Callable[[argparse.Namespace, Settings], int]
Subcommands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

USED_WRONGLY = 2


_SENTENCES = (hall_lock.InUse, schema.OldSchema, backups.NotCopied, setup.NoSuchAccount, which_hall.WhichHall)
"""Faults of the day whose message is all there is to say."""


def with_settings(parser: argparse.ArgumentParser, run: Run) -> None:
    """A command that reads settings; what goes wrong is said in a sentence, with the exit code 1."""
    parser.add_argument("--data", help="folder of the database (MOISO_DATA)")
    parser.add_argument("--database", help="SQLAlchemy URL of the database (MOISO_DATABASE)")
    parser.set_defaults(run=lambda asked: _run(run, asked))


def _run(run: Run, asked: argparse.Namespace) -> int:
    # Imported late: `serve` pulls in gevent's server, which no other command needs.
    from server.serve import PortInUse

    try:
        return run(asked, load(data=asked.data, database=asked.database, listen=getattr(asked, "listen", None)))
    except BadSetting as error:
        return failed(str(error), USED_WRONGLY)
    except (PortInUse, *_SENTENCES) as error:
        return failed(str(error))
    except OperationalError as error:
        return failed(f"the database does not answer: {error.orig}")
    except setup.BadFiles as error:
        _print_bad_rows(error.problems, sys.stderr)
        return failed(f"{error}; nothing was imported. --force imports the others.")
    except Refusal as refusal:
        return failed(f"{refusal.code} {refusal.details or ''}")


def failed(sentence: str, code: int = 1) -> int:
    """Says what went wrong, and gives the exit code."""
    print(f"moiso: {sentence}", file=sys.stderr)
    return code


def _print_bad_rows(problems: Iterable[Problem], to: TextIO) -> None:
    for row in problems:
        sentence = message("vi", row.message_id)
        print(f"{row.file}:{row.line}: {row.field}: {row.problem}: {sentence}", file=to)


def _alone(settings: Settings) -> AbstractContextManager[None]:
    """While we write to a SQLite file, no server may run on it."""
    return nullcontext() if not settings.database_url.startswith("sqlite") else hall_lock.hold(Path(settings.data))


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database that `moiso init` made. Raises OldSchema."""
    schema.must_be_current(settings.database_url)
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        database.close()


def add_server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", help="HOST:PORT to listen on (MOISO_LISTEN)")
    with_settings(parser, _serve)


def _serve(_asked: argparse.Namespace, settings: Settings) -> int:
    from server.serve import serve

    serve(settings)
    return 0


def add_init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--hall", type=Path, metavar="FOLDER", help="the hall's files (those of a demonstration)")
    parser.add_argument("--another", action="store_true", help="found one more hall beside those the database has")
    with_settings(parser, _init)


def _init(asked: argparse.Namespace, settings: Settings) -> int:
    Path(settings.data).mkdir(parents=True, exist_ok=True)
    with _alone(settings):
        schema.migrate(settings.database_url)
        with opened(settings) as database:
            found = _found(database, asked.hall, another=asked.another)
    print(f"Ready: {found}")
    return 0


def _found(database: Database, files: Path | None, *, another: bool) -> str:
    """The names of the halls that are there when `files` have been founded, should they have to be."""
    with database.read() as db:
        is_empty = db.execute(select(Hall.id).limit(1)).one_or_none() is None
    if is_empty:
        setup.make_hall(database, files or DEFAULT, now())
    elif another:
        setup.found_another(database, files or DEFAULT, now())
    elif files is not None:
        setup.must_know(database, files)
    with database.read() as db:
        return ", ".join(db.execute(select(Hall.name).order_by(Hall.id)).scalars())


def add_hall(parser: argparse.ArgumentParser) -> None:
    _add_import(parser.add_subparsers(metavar="WHAT", required=True))


def _add_import(commands: Subcommands) -> None:
    parser = commands.add_parser("import", help="bring the hall to these files")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--force", action="store_true", help="leave bad rows out and import the others")
    which_hall.add_option(parser)
    with_settings(parser, _import)


def _import(asked: argparse.Namespace, settings: Settings) -> int:
    with _alone(settings), opened(settings) as database:
        setup.make_hall(database, asked.folder, now(), force=asked.force, hall=asked.hall)
    print(f"Imported {asked.folder}")
    return 0


def add_catalogue(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(metavar="WHAT", required=True)
    check = commands.add_parser("check", help="say what is wrong with the files, import nothing")
    check.add_argument("folder", type=Path)
    check.set_defaults(run=_check_files)
    _add_import(commands)


def _check_files(asked: argparse.Namespace) -> int:
    reading = read_folder(asked.folder)
    _print_bad_rows(reading.bad, sys.stdout)
    return 1 if reading.bad else 0


def add_account(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(metavar="WHAT", required=True)
    add = commands.add_parser("add", help="add an account, or give it a new password, role and counter")
    add.add_argument("user")
    add.add_argument("--role", required=True, choices=["clerk", "supervisor", "complaints", "admin", "province"])
    add.add_argument("--counter", type=int, help="the clerk's counter")
    which_hall.add_option(add)
    with_settings(add, _add_account)
    disable = commands.add_parser("disable", help="let nobody sign in with it any more")
    disable.add_argument("user")
    which_hall.add_option(disable)
    with_settings(disable, _disable_account)


def _add_account(asked: argparse.Namespace, settings: Settings) -> int:
    with _alone(settings), opened(settings) as database:
        hall = _hall_of(database, asked)
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        if len(password) < 8:
            return failed("a password has at least 8 characters.")
        setup.make_account(
            database, hall, now(), user=asked.user, password=password, role=asked.role, counter=asked.counter
        )
    print(f"Account {asked.user} is ready.")
    return 0


def _disable_account(asked: argparse.Namespace, settings: Settings) -> int:
    with _alone(settings), opened(settings) as database:
        setup.disable_account(database, _hall_of(database, asked), now(), user=asked.user)
    print(f"Account {asked.user} is disabled; `moiso account add` opens it again.")
    return 0


def add_device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["add"])
    parser.add_argument("name")
    parser.add_argument("--kind", required=True, choices=["kiosk", "display", "panel", "rating"])
    which_hall.add_option(parser)
    with_settings(parser, _device)


def _device(asked: argparse.Namespace, settings: Settings) -> int:
    with _alone(settings), opened(settings) as database:
        key = setup.make_device(database, _hall_of(database, asked), now(), name=asked.name, kind=asked.kind)
    print(key)
    return 0


def _hall_of(database: Database, asked: argparse.Namespace) -> int:
    with database.read() as db:
        return which_hall.chosen(db, asked.hall)


def add_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("to", type=Path, help="folder to write; it must not exist")
    with_settings(parser, _backup)


def _backup(asked: argparse.Namespace, settings: Settings) -> int:
    backups.back_up(settings.database_url, _folders(settings), asked.to)
    return 0


def add_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BACKUP", help="what `moiso backup` wrote")
    parser.add_argument("--replace", action="store_true", help="put it in the place of what is there")
    with_settings(parser, _restore)


def _restore(asked: argparse.Namespace, settings: Settings) -> int:
    with _alone(settings):
        aside = backups.restore(settings.database_url, _folders(settings), asked.backup, now(), replace=asked.replace)
    for folder in backups.lacking(_folders(settings), asked.backup):
        print(f"The backup has no {folder.name}; {folder} is left as it is.")
    print("; ".join([f"Restored {asked.backup}", *(f"what was there before is {place}" for place in aside)]))
    return 0


def _folders(settings: Settings) -> list[Path]:
    """What is kept of a hall beside its database."""
    return [settings.own_voice, settings.media_folder]


def add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--head", type=_kept_head, metavar="SEQ:HASH", help="a head noted elsewhere that the story must still contain"
    )
    parser.add_argument(
        "--export", type=Path, metavar="FILE", help="a sealed file of the story page: needs no database"
    )
    parser.add_argument("--hall", metavar="CODE", help="this hall only, where the database has several")
    parser.add_argument("--json", action="store_true", help="say how far it is and what was found, for programs")
    with_settings(parser, _check)


def _kept_head(text: str) -> Head:
    try:
        return read_kept(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no head: it is written as 1234:0a1b2c… (SEQ:HASH)") from None


def _check(asked: argparse.Namespace, settings: Settings) -> int:
    if asked.export is not None:
        return _check_file(asked.export, asked.head)
    with opened(settings) as database:
        hall = _hall_of(database, asked) if asked.head or asked.hall else None
        proofs = checking.check(database, asked.head, _say_progress if asked.json else lambda _read, _all: None, hall)
    if asked.json:
        _say(proofs={hall: proof.as_json(FAULTS_SAID) for hall, proof in proofs.items()})
        return 0
    return _print_proofs({f"Hall {hall}": proof for hall, proof in proofs.items()})


FAULTS_SAID = 50
"""So many faults are told to programs; the others are counted."""


def _say_progress(read: int, rows: int) -> None:
    _say(read=read, rows=rows)


def _say(**said: Any) -> None:
    print(json.dumps(said, ensure_ascii=False), flush=True)


def _check_file(file: Path, kept: Head | None) -> int:
    try:
        with file.open(encoding="utf-8") as lines:
            proof = prove_file(lines, kept)
    except OSError as error:
        return failed(f"{file} cannot be read: {error.strerror}")
    except UnicodeDecodeError:
        return failed(f"{file} is no file of the story page: it is not UTF-8.")
    return _print_proofs({str(file): proof})


def _print_proofs(proofs: Mapping[str, Proof]) -> int:
    for whose, proof in proofs.items():
        _print_proof(whose, proof)
    faults = sum(len(proof.faults) for proof in proofs.values())
    print("All is well." if not faults else f"{faults} faults.")
    return 1 if faults else 0


def _print_proof(whose: str, proof: Proof) -> None:
    """What was read and where it ends; then each fault, what it means and what to do."""
    newest = f", the newest of {proof.last_at}" if proof.last_at else ""
    print(f"{whose}: {proof.rows} rows{newest}; proved {now().isoformat(timespec='seconds')}.")
    print(f"{whose}: the head, to be kept elsewhere: {proof.head}")
    for kind, faults in groupby(proof.faults, key=lambda fault: fault.kind):
        for fault in faults:
            print(f"{whose}: {message('en', f'check-fault-{kind}', **fault.details)}")
        print(f"  Next: {message('en', f'check-next-{kind}')}")
