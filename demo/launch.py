"""`moiso demo`: the whole hall on this computer in one command, with people in it when asked."""

import argparse
import errno
import fcntl
import http.client
import json
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from demo.cast import Cast, demo_json
from demo.children import ChildEnded, Children, Stopped
from demo.files import write_whole

HOST = "127.0.0.1"
READY_S = 60
NEEDED_MB = 50
"""For the database, the paper of some days, and the room SQLite needs to write safely."""


class InTheWay(Exception):
    """Why the demo cannot start; the text is one sentence that says how to mend it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=8000, help="the server's port; the kiosk takes the next one")
    parser.add_argument("--data", type=Path, default=Path("demo-data"), metavar="DIR", help="folder to keep it all in")
    parser.add_argument("--speed", type=_positive, metavar="N", help="play a day of visitors, N times faster")
    parser.add_argument("--visitors", type=_count, metavar="N", help="how many come on that day (250)")
    parser.add_argument("--for", type=_positive, dest="for_s", metavar="S", help="stop by itself after S seconds")
    parser.add_argument(
        "--printer", default="virtual", help="the kiosk's printer: virtual, tcp://HOST:PORT, usb or file:PATH"
    )


def run(args: argparse.Namespace) -> int:
    """0 when told to stop or its time is over, 1 when something is in the way or a program ended, 2 used wrongly."""
    if args.visitors is not None and args.speed is None:
        return _say("--visitors come only to a simulated day: give --speed too.", 2)
    children = Children()
    try:
        folder = args.data.expanduser().resolve()
        for port in (args.port, args.port + 1):
            _must_be_free(port)
        with _alone_in(folder):
            _open_hall(children, folder, args)
            children.watch(args.for_s, may_end="simulation")
        return 0
    except Stopped:
        return 0
    except (InTheWay, ChildEnded, TimeoutError) as problem:
        return _say(str(problem), 1)
    except OSError as error:
        return _say(f"{error.filename or args.data}: {error.strerror}; give --data another folder.", 1)
    finally:
        children.stop()


def _open_hall(children: Children, folder: Path, args: argparse.Namespace) -> None:
    """Everything up to the moment when a newcomer can touch the kiosk."""
    children.start("set-up", ["demo.found", str(folder)], {}, folder / "set-up.log")
    children.wait_for("set-up")
    cast = Cast.read(folder / "cast.json")
    if cast is None:
        raise InTheWay(f"{folder / 'cast.json'} cannot be read; remove {folder} to begin with a new hall.")
    server, kiosk = f"http://{HOST}:{args.port}", f"http://{HOST}:{args.port + 1}"
    # The server's start page shows the accounts, so it must read them before we may say that all is ready.
    coming = folder / "demo-coming.json"
    write_whole(coming, demo_json(cast, server, kiosk, folder / "paper"))
    children.start(
        "server",
        ["server"],
        {"MOISO_DATA": str(folder), "MOISO_LISTEN": f"{HOST}:{args.port}", "MOISO_DEMO": str(coming)},
        folder / "server.log",
    )
    children.wait_until(lambda: _answer(args.port, "/readyz") is not None, READY_S, "The server does not answer.")
    children.start(
        "kiosk",
        ["kiosk"],
        {
            "MOISO_KIOSK_SERVER": server,
            "MOISO_KIOSK_KEY": cast.keys["kiosk"],
            "MOISO_KIOSK_LISTEN": f"{HOST}:{args.port + 1}",
            "MOISO_KIOSK_DATA": str(folder),
            "MOISO_KIOSK_PRINTER": args.printer,
        },
        folder / "kiosk.log",
    )
    children.wait_until(lambda: _has_menu(args.port + 1), READY_S, "The kiosk does not answer.")
    ready = coming.replace(folder / "demo.json")
    print(f"Mời Số is open: {server}/", flush=True)
    print("Open it in a browser: it links every page of the hall and has the accounts to sign in with.")
    print(f"Ctrl-C stops everything; all is kept in {folder}.", flush=True)
    if args.speed is not None:
        visitors = [] if args.visitors is None else ["--visitors", str(args.visitors)]
        words = ["server.cli", "simulate", "--demo", str(ready), "--speed", str(args.speed), *visitors]
        children.start("simulation", words, {})


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder, and take back what an earlier demo said about being ready. Raises InTheWay, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InTheWay(f"Another demo runs in {folder}: stop it first, or give --data another folder.") from None
        free_mb = shutil.disk_usage(folder).free // 1_000_000
        if free_mb < NEEDED_MB:
            raise InTheWay(
                f"Only {free_mb} MB are free in {folder} and a demo needs {NEEDED_MB}: make room, or give --data "
                "another folder."
            )
        (folder / "demo.json").unlink(missing_ok=True)
        yield


def _must_be_free(port: int) -> None:
    with socket.socket() as probe:
        # As the server itself does: what a demo just stopped leaves behind (TIME_WAIT) is no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
            raise InTheWay(
                f"Port {port} {why}: stop the program that holds it, or give --port another "
                "(the demo takes that one and the next)."
            ) from None


def _answer(port: int, path: str) -> bytes | None:
    """What our own program answers there; None when it does not, or not with 200."""
    with closing(http.client.HTTPConnection(HOST, port, timeout=2)) as connection:
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.read() if answer.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None


def _has_menu(port: int) -> bool:
    """Whether the kiosk has spoken with the server and has something to offer."""
    menu = _answer(port, "/api/menu")
    known = json.loads(menu) if menu else {}
    return bool(known.get("online") and known.get("services"))


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65534")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > 99_999:
        raise argparse.ArgumentTypeError("a number of people is needed, 99999 at most")
    return int(text)


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < 1_000_000:
        raise argparse.ArgumentTypeError("a number greater than 0 is needed")
    return number


def _say(sentence: str, code: int) -> int:
    print(f"moiso demo: {sentence}", file=sys.stderr)
    return code
