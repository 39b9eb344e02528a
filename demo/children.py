"""The programs of the demo: started together, watched together, and never left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

TOLD_TO_STOP = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
HEARD = TOLD_TO_STOP | {signal.SIGCHLD}
PR_SET_PDEATHSIG = 1
STOP_S = 8.0
"""How long a program may take to end in good order before it is made to."""

_LIBC = ctypes.CDLL(None, use_errno=True)


class Stopped(Exception):
    """Whoever started the demo wants it to end."""


class ChildEnded(Exception):
    """A program of ours ended that should not have; the text says which, and its own last words."""


class Children:
    """Our programs. All waiting is done here, for their end and for the signals that end us, so none is missed.

    The signals are blocked and taken one by one: a handler could run in the middle of a start, and a Ctrl-C pressed
    twice would break off the very stopping it asked for.
    """

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._logs: dict[str, Path | None] = {}
        signal.pthread_sigmask(signal.SIG_BLOCK, HEARD)

    def start(self, name: str, module: Sequence[str], env: Mapping[str, str], log: Path | None = None) -> None:
        """Start a Python module of ours; its output goes to `log`, or to our own. Of our environment it gets all but
        MOISO_ settings: a real hall's must never reach a demo."""
        ours = {name: value for name, value in os.environ.items() if not name.startswith("MOISO_")}
        output = log.open("wb") if log else None
        try:
            self._running[name] = subprocess.Popen(
                [sys.executable, "-m", *module],
                env={**ours, "PYTHONUNBUFFERED": "1", **env},
                cwd=Path(__file__).parent.parent,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,  # Ctrl-C reaches us alone; we then stop the others in good order.
                preexec_fn=_die_with(os.getpid()),  # Safe: no thread runs here.
            )
        finally:
            if output:
                output.close()
        self._logs[name] = log

    def wait_until(self, ready: Callable[[], bool], within_s: float, what: str) -> None:
        """Raises Stopped, ChildEnded, or TimeoutError with `what`."""
        until = time.monotonic() + within_s
        while not ready():
            if time.monotonic() > until:
                raise TimeoutError(what)
            self._listen(0.05)
            self._must_live()

    def wait_for(self, name: str) -> None:
        """Wait for one that does its work and ends. Raises Stopped, and ChildEnded when it fails."""
        while self._running[name].poll() is None:
            self._listen(1)
        if self._running[name].returncode:
            raise ChildEnded(self._last_words(name))
        del self._running[name]

    def watch(self, for_s: float | None, may_end: str) -> None:
        """Until `for_s` seconds are over. Raises Stopped, or ChildEnded when one ends that is not `may_end`."""
        until = time.monotonic() + (for_s if for_s is not None else float("inf"))
        while (left := until - time.monotonic()) > 0:
            self._listen(min(left, 3600))
            self._must_live(may_end)

    def stop(self) -> None:
        """End all of them: in good order, or at once when told a second time."""
        for child in self._running.values():
            child.terminate()
        until = time.monotonic() + STOP_S
        while any(child.poll() is None for child in self._running.values()) and time.monotonic() < until:
            try:
                self._listen(0.1)
            except (Stopped, ChildEnded):
                break
        for child in self._running.values():
            if child.poll() is None:
                child.kill()
            child.wait()

    def _listen(self, within_s: float) -> None:
        """Until a child ends or the time is over. Raises Stopped."""
        heard = signal.sigtimedwait(HEARD, max(0.0, within_s))
        if heard is not None and heard.si_signo in TOLD_TO_STOP:
            raise Stopped

    def _must_live(self, may_end: str = "") -> None:
        """Raises ChildEnded when one has ended, unless it is `may_end` and has done its work."""
        for name, child in list(self._running.items()):
            if child.poll() is None:
                continue
            if child.returncode or name != may_end:
                raise ChildEnded(self._last_words(name))
            del self._running[name]

    def _last_words(self, name: str) -> str:
        log = self._logs[name]
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log else []
        tail = "\n".join(f"  {line}" for line in said[-12:])
        return f"The {name} ended with {self._running[name].returncode}" + (f" ({log}):\n{tail}" if log else ".")


def _die_with(parent: int) -> Callable[[], None]:
    """What a child does before it becomes the program: ask the kernel to kill it when we die, however we die."""

    def prepare() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HEARD)
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # We died before the kernel knew.
            os._exit(1)

    return prepare
