"""One step of the set-up: a program run quietly, its words in a log, its failure told in one sentence."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
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


class StepError(Exception):
    """A step of the set-up ended badly; its words say why."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def fault(sentence: str) -> NoReturn:
    say(f"./run: {sentence}")
    sys.exit(1)


def step(title: str, command: list[str | Path], cwd: Path = ROOT, **env: str) -> None:
    """Runs one program of the set-up: its words go to the log, one line with the time passing goes to the terminal."""
    SETUP.mkdir(exist_ok=True)
    began = time.monotonic()
    live = sys.stderr.isatty()
    if not live:
        say(f"  {title} …")
    with LOG.open("a+b") as log:
        start = log.tell()
        log.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        log.flush()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **CHILD_ENVIRONMENT, **env},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                if live:
                    print(f"\r  {title} … {time.monotonic() - began:.0f} s ", end="", file=sys.stderr, flush=True)
                time.sleep(0.1)
        finally:
            end_group(process)
        log.seek(start)
        words = log.read().decode(errors="replace")
    if process.returncode:
        say("" if live else f"  {title}: failed")
        raise StepError(meaning(title, words))
    say(f"{chr(13) if live else ''}  {title}: {time.monotonic() - began:.1f} s ")


def end_group(process: subprocess.Popen[bytes]) -> None:
    """No child outlives us, whatever interrupts us: ask first, since apt must not be torn out of dpkg."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
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
