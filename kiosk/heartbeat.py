"""The kiosk's own clockwork: follows the lines and the catalogue, says how the kiosk is, delivers print reports."""

import logging
import math
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from kiosk.attendant import Attendant
from kiosk.client import Server
from kiosk.journal import Journal
from kiosk.menu import Menu
from kiosk.refusals import DeviceRefused, Refusal, ServerAway
from kiosk.reserve import Reserve

LINES_EVERY_S = 3.0
HEALTH_EVERY_S = 15.0
CATALOGUE_EVERY_S = 30.0
"""Procedures may wait, but a new ground for priority, or appointments from today on, should be there while the
administrator still stands beside the machine."""

HOLD_EVERY_S = 60.0
"""The reserve is full as a rule, and then asking writes nothing."""

FORGET_EVERY_S = 3600.0
NEVER = math.inf

log = logging.getLogger(__name__)


class Heartbeat:
    """One thread with due times; nothing here ever stands between a citizen and a number."""

    def __init__(
        self,
        server: Server,
        menu: Menu,
        journal: Journal,
        health: Callable[[], dict[str, Any]],
        settle: Callable[[], None],
        reserve: Reserve,
        attendant: Attendant,
    ) -> None:
        self._server = server
        self._menu = menu
        self._journal = journal
        self._health = health
        self._settle_asked = settle
        self._reserve = reserve
        self._attendant = attendant
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="heartbeat", daemon=True)
        tasks = (self._lines, self._catalogue, self._report_health, self._hold, self._pin, self._forget)
        self._due = dict.fromkeys(tasks, 0.0)

    def start(self) -> None:
        """Starts beating."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the request under way."""
        self._stopping = True
        self._wake.set()
        self._thread.join(timeout=10)

    def hurry(self) -> None:
        """There is a print report to deliver: do not wait for the next beat."""
        self._wake.set()

    def tell_health(self) -> None:
        """The printer is not as it was: the staff hear of it now."""
        self._due[self._report_health] = 0.0
        self._wake.set()

    def fetch_catalogue(self) -> None:
        """The server seems to have another catalogue than we."""
        self._due[self._catalogue] = 0.0
        self._wake.set()

    def _run(self) -> None:
        while not self._stopping:
            self.beat(time.monotonic())
            self._wake.wait(timeout=0.5)
            self._wake.clear()

    def beat(self, now: float) -> None:
        """Does what is due at `now`, each on its own: a printer that hangs must not stop the lines."""
        was_online = self._server.contact.online
        for task, due in self._due.items():
            if now >= due:
                self._due[task] = NEVER
                again_in = self._attempt(task)
                if self._due[task] == NEVER:  # Else somebody has hurried it meanwhile.
                    self._due[task] = now + again_in
        if self._server.contact.online:
            if not was_online:
                # It may have come back with another catalogue, and it surely wants to know how we are.
                self._due[self._catalogue] = self._due[self._report_health] = 0.0
            self._attempt(self._take_in)
            self._attempt(self._settle)
            self._attempt(self._deliver)
            self._attempt(self._tell_guides)

    def _attempt(self, task: Callable[[], float]) -> float:
        try:
            return task()
        except Refusal as refusal:
            log.info("%s: %s %s", task.__name__.strip("_"), refusal.code, refusal.details)
        except Exception:
            # A server of another version, a full disk: whatever it is, a kiosk without a heartbeat is worse.
            log.exception("%s failed", task.__name__.strip("_"))
        return LINES_EVERY_S

    def _lines(self) -> float:
        self._menu.refresh_lines()
        return LINES_EVERY_S

    def _catalogue(self) -> float:
        self._menu.refresh_catalogue()
        return CATALOGUE_EVERY_S

    def _pin(self) -> float:
        self._attendant.refresh()
        return CATALOGUE_EVERY_S

    def _report_health(self) -> float:
        self._server.report_health(self._health(), f"health-{uuid.uuid4()}")
        return HEALTH_EVERY_S

    def _hold(self) -> float:
        self._reserve.refresh(self._server)
        return HOLD_EVERY_S

    def _forget(self) -> float:
        self._journal.forget_old()
        return FORGET_EVERY_S

    def _take_in(self) -> float:
        if self._reserve.take_in(self._server):
            self._due[self._hold] = self._due[self._report_health] = 0.0  # the reserve is filled up, the staff know
        return 0.0

    def _settle(self) -> float:
        self._settle_asked()
        return 0.0

    def _deliver(self) -> float:
        for report in self._journal.reports():
            try:
                self._server.report_print(report.ticket, report.outcome, report.detail, report.key)
            except (ServerAway, DeviceRefused):
                raise
            except Refusal as refusal:
                # The server will never take it (the ticket belongs to a trial that was wiped): repeating helps nobody.
                log.warning("print report of ticket %s refused: %s", report.ticket, refusal.code)
            self._journal.delivered(report)
        return 0.0

    def _tell_guides(self) -> float:
        for key, procedure in self._journal.guides():
            try:
                self._server.tell_guide(procedure, key)
            except (ServerAway, DeviceRefused):
                raise
            except Refusal as refusal:
                # The hall has taken the procedure off its list meanwhile.
                log.warning("guide of %s refused: %s", procedure, refusal.code)
            self._journal.guide_told(key)
        return 0.0
