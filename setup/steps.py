"""One step of the set-up: a program run quietly, its words in a log, its failure told in one sentence."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from subprocess import DEVNULL, STDOUT
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
SETUP = ROOT / ".setup"
LOG = SETUP / "log.txt"

# What a step's own words mean to a person. The first that fits is said.
MEANINGS = (
    (r"No space left on device|ENOSPC|not enough free space", "The disk is full: make room and run it again."),
    (r"DO NOT MATCH THE HASHES|[Hh]ash mismatch", "A downloaded package is not the one this project locked; not used."),
    (r"Could not get lock|lock-frontend", "Another package installation is running: wait for it and run it again."),
    (
        r"Temporary failure|Could not resolve|NameResolution|Network is unreachable|ConnectionError|NewConnection"
        r"|ETIMEDOUT|EAI_AGAIN|dns error|timed out|Failed to fetch",
        "The package servers cannot be reached: check this machine's network (or proxy) and run it again.",
    ),
    (r"Permission denied", "This user may not write there: use the user who owns the folder."),
)

CHILD_ENVIRONMENT = {
    "DEBIAN_FRONTEND": "noninteractive",
    "PIP_CACHE_DIR": str(SETUP / "pip"),
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "UV_CACHE_DIR": str(SETUP / "uv"),
    "UV_PYTHON_DOWNLOADS": "never",
    "UV_SYSTEM_CERTS": "1",  # offices look into TLS with their own certificate, which the machine knows
    "npm_config_cache": str(SETUP / "npm"),
    "npm_config_update_notifier": "false",
}


ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StepError(Exception):
    """A step of the set-up ended badly; its words say why."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def fault(sentence: str) -> NoReturn:
    say(f"./run: {sentence}")
    sys.exit(1)


def step(title: str, command: list[str | Path], cwd: Path = ROOT, **env: str) -> None:
    """Runs one program of the set-up: its words go to the log, one line with the time passing goes to the terminal."""
    began = time.monotonic()
    live = sys.stderr.isatty()
    if not live:
        say(f"  {title} …")

    def progress() -> None:
        if live:
            print(f"\r  {title} … {time.monotonic() - began:.0f} s ", end="", file=sys.stderr, flush=True)

    code, words = run_quietly(command, cwd, env, progress)
    if code:
        say("" if live else f"  {title}: failed")
        raise StepError(meaning(title, words))
    say(f"{chr(13) if live else ''}  {title}: {time.monotonic() - began:.1f} s ")


def run_quietly(
    command: list[str | Path], cwd: Path, env: Mapping[str, str], progress: Callable[[], None]
) -> tuple[int, str]:
    """The program's exit code and its words, which stand in the log as well."""
    SETUP.mkdir(exist_ok=True)
    words = [str(part) for part in command]
    with LOG.open("a+b") as log:
        log.write(f"\n$ {' '.join(words)}\n".encode())
        log.flush()
        start = log.tell()
        environment = {**os.environ, **CHILD_ENVIRONMENT, **env}
        with patient() as interrupted:
            try:
                process = subprocess.Popen(
                    words, cwd=cwd, env=environment, stdin=DEVNULL, stdout=log, stderr=STDOUT, start_new_session=True
                )
            except FileNotFoundError as error:
                return 127, str(error)
            try:
                while process.poll() is None and not interrupted():
                    progress()
                    time.sleep(0.1)
            finally:
                end_group(process)
        if interrupted():
            raise KeyboardInterrupt
        log.seek(start)
        return process.returncode, log.read().decode(errors="replace")


@contextlib.contextmanager
def patient() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C or a signal to end came; it breaks nothing off here.

    Breaking off between a child's start and the moment we know its number would leave the child behind.
    """
    heard: list[int] = []
    ends = [number for number in ENDS if signal.getsignal(number) is not signal.SIG_IGN]
    former = {number: signal.signal(number, lambda number, _: heard.append(number)) for number in ends}
    try:
        yield lambda: bool(heard)
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """No child or child's child outlives an interruption: ask first, since apt must not be torn out of dpkg."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    time.sleep(0.5)  # what it started has heard the same, and ends as quickly as it
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def meaning(title: str, words: str) -> str:
    for pattern, sentence in MEANINGS:
        if re.search(pattern, words):
            return f"{title}: {sentence}"
    last = next((line.strip() for line in reversed(words.splitlines()) if line.strip()), "it said nothing")
    return f"{title} failed: {last} (all of it: {LOG.relative_to(ROOT)})"


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
