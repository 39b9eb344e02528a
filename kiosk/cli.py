"""Puts the kiosk together from its settings and serves it until told to stop."""

import argparse
import contextlib
import ctypes
import errno
import logging
import os
import signal
import socket
import sys
import threading

from flask import Flask
from waitress import create_server  # type: ignore[import-untyped]

from kiosk.app import create_app
from kiosk.attendant import Attendant
from kiosk.attending import Attending, add_attending
from kiosk.cards import Cards
from kiosk.client import Server
from kiosk.config import BadSetting, Settings, add_arguments, read_settings
from kiosk.health import Health
from kiosk.heartbeat import Heartbeat
from kiosk.journal import Journal
from kiosk.menu import Menu
from kiosk.pairing import create_pairing_app, kept_key
from kiosk.paper import Paper
from kiosk.printer import BadAddress, open_printer
from kiosk.reserve import Reserve
from kiosk.roll import Roll
from kiosk.scanner import Scanner
from kiosk.scanning import add_scanning
from kiosk.set_up import SetUp
from kiosk.spool import Spooler
from kiosk.taking import Taking
from kiosk.volume import Volume

__all__ = ["add_arguments", "main", "run"]

M_ARENA_MAX = -8
"""mallopt's name for it in <malloc.h>."""
WORKERS = 8
"""Threads for the page: one waits for paper, one for the server, and the page's own questions go on."""


ANSWER_S = 0.5
"""Time for a page to hear the answer before the program starts anew."""


class End:
    """How this program ends: for good, or to start anew with the same command."""

    def __init__(self) -> None:
        self.is_new_start = False

    def start_again(self) -> None:
        """Ends as a signal would, and starts anew: the page's own wish, so it needs no service manager."""
        self.is_new_start = True
        threading.Timer(ANSWER_S, os.kill, (os.getpid(), signal.SIGTERM)).start()


def main(argv: list[str] | None = None) -> int:
    """`python -m kiosk`."""
    parser = argparse.ArgumentParser(prog="kiosk", description="The touch kiosk of a hall: gives out numbers on paper.")
    add_arguments(parser)
    return run(parser.parse_args(argv))


def run(args: argparse.Namespace) -> int:
    """Runs the kiosk; 0 when told to stop, 1 when something is in the way, 2 for settings that make no sense."""
    try:
        settings = read_settings(args, os.environ)
        set_up = SetUp(settings.data / "printer.json", settings.printer, settings.given)
        printer = open_printer(settings.printer, options=set_up.options)
        listener = _bind(settings)
    except (BadSetting, BadAddress) as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as problem:
        print(_in_the_way(settings, problem), file=sys.stderr)
        return 1
    _spare_memory()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, _stop)
    key, end = settings.key or kept_key(settings.data), End()
    if key:
        _serve(settings, key, Spooler(printer), set_up, listener, end)
    else:
        _ask_for_key(settings, listener, end)
    if end.is_new_start:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - no shell is wanted
    return 0


def _serve(settings: Settings, key: str, spool: Spooler, set_up: SetUp, listener: socket.socket, end: End) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    server = Server(settings.server, key)
    journal = Journal(settings.data / "journal.db")
    menu = Menu(settings.data / "catalogue.json", server)
    roll = Roll(settings.data / "roll.json", set_up.options)
    paper = Paper(spool, set_up, roll, settings.virtual_paper)
    reserve = Reserve(journal)
    taking = Taking(server, menu, journal, paper, reserve)
    scanner = Scanner(*settings.scanner) if settings.scanner else None
    health = Health(server, paper, reserve, scanner)
    attendant = Attendant(settings.data / "attendant.json", server)
    heartbeat = Heartbeat(server, menu, journal, health.as_json, taking.settle_asked, reserve, attendant)
    cards = Cards()
    volume = Volume(settings.data / "volume.json")
    app = create_app(
        menu=menu, taking=taking, paper=paper, health=health, heartbeat=heartbeat, reserve=reserve, cards=cards,
        volume=volume, has_scanner=scanner is not None,
    )  # fmt: skip
    add_scanning(app, menu, server, cards, scanner)
    add_attending(
        app,
        Attending(attendant, health, paper, journal, menu, volume, settings.server, settings.reboot, end.start_again),
    )

    taking.settle()
    if scanner:
        scanner.start()
    heartbeat.start()
    paper.watch(heartbeat.tell_health)
    _answer(app, listener, WORKERS, "Kiosk: {}")
    heartbeat.stop()
    spool.close()
    journal.close()


def _ask_for_key(settings: Settings, listener: socket.socket, end: End) -> None:
    """Serves the page that asks for a pairing code, until there is a key or the program is told to stop."""
    app = create_pairing_app(Server(settings.server, ""), settings.data, end.start_again)
    _answer(app, listener, 4, "Kiosk without a key: open {} and type its pairing code.")


def _answer(app: Flask, listener: socket.socket, threads: int, said: str) -> None:
    web = create_server(app, sockets=[listener], threads=threads, ident="", clear_untrusted_proxy_headers=True)
    host, port = listener.getsockname()[:2]
    print(said.format(f"http://{host}:{port}/"), flush=True)
    web.run()  # Until a signal: it takes SystemExit for "finish what is under way and come back".


def _stop(*_: object) -> None:
    raise SystemExit


def _spare_memory() -> None:
    # glibc keeps a heap for each of our threads and gives little of it back: 25 MB on a computer the size of a hand.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def _bind(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError:
        listener.close()
        raise
    return listener


def _in_the_way(settings: Settings, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {settings.port} is in use: stop the program that holds it, or give --listen another port."
    return f"The kiosk cannot listen on {settings.host}:{settings.port} ({problem.strerror}): give --listen another."
