"""The one thread that talks to a printer: jobs in order, one connection a job, each with its outcome."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.printers.outcome import Found, Outcome, Printer, PrinterState, Status, refused, status_now, unknown

log = logging.getLogger(__name__)

JOB_LIMIT_S = 20.0
"""Who waits for paper longer than this has a number on the screen by now."""
LEARN_LIMIT_S = 60.0
"""A printer that proves nothing is waited for at the slowest pace there is."""
WATCH_S, WATCH_SILENT_S = 1.5, 4.0
"""A printer at rest is asked this often: a roll that ends or a cover that opens is news for the staff. One that does
not answer takes as long to ask as a slip waits in the meantime, so it is asked less."""
STATES = frozenset(state.value for state in PrinterState)


@dataclass(frozen=True, slots=True)
class SpoolHealth:
    """How printing goes: counts since the start, the last outcome, and what the printer said last."""

    printed: int
    refused: int
    unknown: int
    waiting: int
    last_outcome: Outcome | None
    last_printed_at: datetime | None
    status: Status | None


@dataclass(slots=True)
class _Job:
    """One wish of another thread. Taken by the spooler, or given up by who waits: whoever is first, under the lock."""

    data: bytes = b""
    rows: int = 0
    asks_status: bool = False
    learns: bool = False
    taken: bool = False
    given_up: bool = False
    done: threading.Event = field(default_factory=threading.Event)
    outcome: Outcome | None = None
    found: Found | None = None


class Spooler:
    """Owns a printer. Any number of threads may ask; nobody else may touch the device."""

    def __init__(self, printer: Printer, *, name: str = "printer") -> None:
        self._printer = printer
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closing = False
        self._counts = {"printed": 0, "refused": 0, "unknown": 0}
        self._last: Outcome | None = None
        self._last_printed_at: datetime | None = None
        self._status: Status | None = None
        self._tell: Callable[[Status], None] | None = None
        self._told: PrinterState | None = None
        # A daemon: a device that hangs in the kernel must not keep the kiosk from stopping.
        self._thread = threading.Thread(target=self._work, name=f"spool-{name}", daemon=True)
        self._thread.start()

    def print_job(self, data: bytes, rows: int, *, limit_s: float = JOB_LIMIT_S) -> Outcome:
        """Prints one encoded slip and waits for what became of it, at most `limit_s`."""
        return self._wait(_Job(data, rows), limit_s)

    def learn(self, data: bytes, rows: int, *, limit_s: float = LEARN_LIMIT_S) -> Found:
        """Prints one encoded slip, and finds out how this printer proves it."""
        job = _Job(data, rows, learns=True)
        outcome = self._wait(job, limit_s)
        return job.found or Found(outcome)

    def watch(self, tell: Callable[[Status], None]) -> None:
        """From now on a printer at rest is asked every moment; `tell` hears of each change, on the spooler's thread."""
        self._tell = tell
        self._put(_Job(asks_status=True))

    def _wait(self, job: _Job, limit_s: float) -> Outcome:
        if not self._put(job):
            return refused("stopping", "the kiosk is stopping")
        if job.done.wait(limit_s):
            return job.outcome or unknown("fault")
        with self._lock:
            if job.outcome is not None:  # It came in this very moment.
                return job.outcome
            if not job.taken:
                # Still in line: withdrawn, so it is certain that it will never print.
                job.given_up = True
                busy = refused("busy", "the printer was busy with other slips for too long")
                self._note(busy)
                return busy
        return unknown("no_answer_yet", f"the printer is still at it after {limit_s:g} s")

    def status(self, *, limit_s: float = 8.0) -> Status:
        """Asks the printer between two jobs; when it is busy for longer, what it said last."""
        job = _Job(asks_status=True)
        if self._put(job) and not job.done.wait(limit_s):
            with self._lock:
                job.given_up = True
        return self._status or status_now(PrinterState.AWAY, "the printer has not been asked yet")

    def health(self) -> SpoolHealth:
        """What is known without asking anybody."""
        with self._lock:
            return SpoolHealth(
                printed=self._counts["printed"],
                refused=self._counts["refused"],
                unknown=self._counts["unknown"],
                waiting=self._jobs.qsize(),
                last_outcome=self._last,
                last_printed_at=self._last_printed_at,
                status=self._status,
            )

    def close(self, *, limit_s: float = 10.0) -> bool:
        """Finishes the slip in hand, refuses those in line, lets the device go; False if the device still hangs."""
        with self._lock:
            first = not self._closing
            self._closing = True
            if first:
                self._jobs.put(None)
        self._thread.join(limit_s)
        return not self._thread.is_alive()

    def _put(self, job: _Job) -> bool:
        with self._lock:
            if self._closing:
                return False
            self._jobs.put(job)
            return True

    def _work(self) -> None:
        while (job := self._next_job()) is not None:
            with self._lock:
                if job.given_up:
                    continue
                job.taken = True
                stopping = self._closing
            self._serve(job, stopping)
            job.done.set()
            self._tell_change(is_asked=job.asks_status)
        try:
            self._printer.close()
        except Exception:
            log.exception("the printer could not be let go")

    def _tell_change(self, *, is_asked: bool) -> None:
        # A slip that came out proves a printer well, and says nothing of its roll: that is asked a moment later.
        status = self._status
        if self._tell and status and status.state != self._told and (is_asked or not status.can_print):
            self._told = status.state
            try:
                self._tell(status)
            except Exception:
                log.exception("nobody heard how the printer is; slips go on")

    def _next_job(self) -> _Job | None:
        silent = self._status is not None and self._status.state in (PrinterState.MUTE, PrinterState.AWAY)
        try:
            return self._jobs.get(timeout=(WATCH_SILENT_S if silent else WATCH_S) if self._tell else None)
        except queue.Empty:
            return _Job(asks_status=True)

    def _serve(self, job: _Job, stopping: bool) -> None:
        if job.asks_status:
            status = self._ask()
            with self._lock:
                self._status = status
            return
        job.outcome = refused("stopping", "the kiosk is stopping") if stopping else self._print(job)
        with self._lock:
            self._note(job.outcome)

    def _print(self, job: _Job) -> Outcome:
        try:
            if not job.learns:
                return self._printer.print_job(job.data, job.rows)
            job.found = self._printer.learn(job.data, job.rows)
            return job.found.outcome
        except Exception as error:
            # Printers raise nothing; if one does, the spooler must outlive it, and the paper may have moved.
            log.exception("the printer failed in a way it does not know")
            return unknown("fault", f"{type(error).__name__}: {error}")

    def _ask(self) -> Status:
        try:
            return self._printer.status()
        except Exception as error:
            log.exception("the printer failed in a way it does not know")
            return status_now(PrinterState.OFFLINE, f"{type(error).__name__}: {error}")

    def _note(self, outcome: Outcome) -> None:
        self._last = outcome
        self._counts[outcome.outcome] += 1
        if outcome.outcome == "printed":
            self._last_printed_at = datetime.now(UTC)
            # Better than any question: it has just printed. The near end of the roll shows at the next question.
            if self._status is None or not self._status.can_print:
                self._status = status_now(PrinterState.READY)
        elif outcome.reason in STATES:
            self._status = status_now(PrinterState(outcome.reason), outcome.detail)
