"""Runs the server on its socket: listens, tells systemd that it lives, stops when asked."""

import gc
import os
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import gevent
import structlog
from gevent.pywsgi import WSGIServer
from geventwebsocket.handler import WebSocketHandler
from sqlalchemy import select

from server import app as application
from server import hall_lock, jobs, watching
from server.config import Settings
from server.domain.errors import DatabaseAway
from server.here import Here
from server.machine_watch import MachineWatch
from server.models import Hall
from server.report_mail import mailboxes
from server.report_places import Folder, Place
from server.schema import must_be_current

log = structlog.get_logger()


class _InTurn(WebSocketHandler):  # type: ignore[misc]
    """Lets the others have their turn between two requests of one connection.

    A kiosk that asks again at once would otherwise find the server still listening to it, and keep the server to
    itself while twelve clerks wait.
    """

    def __init__(self, sock: Any, address: Any, server: Any) -> None:
        # A phone sends some hundred bytes in an hour: the usual buffer would keep 8 KiB for each of 2,000.
        super().__init__(sock, address, server, sock.makefile("rb", 1024))

    def handle_one_request(self) -> Any:
        gevent.sleep(0)
        return super().handle_one_request()


class PortInUse(Exception):
    """Somebody else listens where we are told to."""


def serve(settings: Settings, clock: Callable[[], datetime] = application.now) -> None:
    """Serve until SIGTERM or SIGINT. Raises PortInUse, InUse, OldSchema."""
    with ExitStack() as stack:
        if settings.database_url.startswith("sqlite"):
            stack.enter_context(hall_lock.hold(Path(settings.data)))
        must_be_current(settings.database_url)
        listener = _listen(settings)
        app = application.build(settings, clock)
        here = app.extensions["moiso"]
        if here.database.warning():
            log.warning(here.database.warning())
        server = WSGIServer(listener, app, handler_class=_InTurn, log=None, error_log=None)
        for ended_by in (signal.SIGTERM, signal.SIGINT):
            gevent.signal_handler(ended_by, server.stop, 1)
        machine_watch = MachineWatch(here.database, here.live, here.clock)
        jobs.begin_to_watch_machines(machine_watch.look)
        gevent.spawn(jobs.watch_machines, machine_watch.look, gevent.sleep)
        gevent.spawn(_notify_systemd, here)
        gevent.spawn(here.live.push.make_keys)
        gevent.spawn(jobs.run, here.database, here.live, here.media, here.voice, here.clock, gevent.sleep)
        gevent.spawn(jobs.deliver, here.database, _places(settings), here.clock, gevent.sleep)
        watch = watching.Watch(here.database, here.live, here.pulse, here.clock)
        gevent.spawn(jobs.watch, watch.look, gevent.sleep)
        gevent.spawn(_tidy)
        log.info("serving", at=settings.listen)
        server.serve_forever()
        here.database.close()


def _places(settings: Settings) -> list[Place]:
    """Where due reports are wanted."""
    folders = [Folder(Path(settings.reports))] if settings.reports else []
    return [*folders, *mailboxes(settings)]


TIDY_S = 300


def _tidy() -> NoReturn:
    """Looks through all there is for rubbish every few minutes: with 2,000 phones that takes a quarter of a second, in
    which nobody is told of a call, and by itself Python would do it every few calls. What was built lives as long as
    the server and is left out."""
    gc.collect()
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, 1_000_000)
    while True:
        gevent.sleep(TIDY_S)
        gc.collect()


def _listen(settings: Settings) -> socket.socket:
    try:
        listener = socket.create_server(settings.address, backlog=1024, family=_family(settings.address[0]))
    except OSError as error:
        raise PortInUse(
            f"{settings.listen}: {error.strerror}. Another program listens there; choose another port."
        ) from error
    # gevent leaves Nagle's algorithm on: 40 ms more for every answer on a kept connection.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _notify_systemd(here: Here) -> None:
    """READY once, then WATCHDOG as long as the database answers: a hung server is started again by systemd."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    interval_s = int(os.environ.get("WATCHDOG_USEC", "30000000")) / 3_000_000
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.connect("\0" + address[1:] if address.startswith("@") else address)
        systemd.sendall(b"READY=1")
        while True:
            gevent.sleep(interval_s)
            try:
                with here.database.read() as db:
                    db.execute(select(Hall.id).limit(1))
            except DatabaseAway:
                log.warning("database away")  # it may be back before systemd loses patience
                continue
            systemd.sendall(b"WATCHDOG=1")
