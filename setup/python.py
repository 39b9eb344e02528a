"""Python packages: one environment in this folder, all of it from a hashed lock, found finished ever after."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from setup.steps import ROOT, SETUP, StepError, fault, read, say, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
STAMP = VENV / "moiso-setup.json"
RUNTIME = ROOT / "deploy/requirements.lock"
DEVELOPMENT = ROOT / "deploy/requirements-dev.lock"
UV_LOCK = ROOT / "deploy/requirements-uv.lock"
UV = SETUP / "tools/bin/uv"


def stamp_for(*locks: Path) -> dict[str, str]:
    """What a finished set-up looks like; an environment is bound to its place and its Python as well as its lock."""
    stamp = {lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    return {**stamp, "python": sys.version.split()[0], "root": str(ROOT)}


def stamped() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def need_python(lock: Path) -> None:
    """The virtual environment with all that `lock` names; finished once, found by its stamp ever after."""
    if is_finished(lock):
        return
    with alone():
        if is_finished(lock):  # the other ./run has just done it
            return
        need_room(900 if lock == DEVELOPMENT else 500)
        make_venv()
        STAMP.write_text("{}", encoding="utf-8")  # from here to the last line it is half made, and says so
        install(lock)
        link_project()
        # The development lock holds all of the other one: both come from one pyproject.toml and one ./run lock.
        locks = (RUNTIME, DEVELOPMENT) if lock == DEVELOPMENT else (lock,)
        STAMP.write_text(json.dumps(stamp_for(*locks)), encoding="utf-8")


def is_finished(lock: Path) -> bool:
    return stamp_for(lock).items() <= stamped().items() and os.access(PYTHON, os.X_OK)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Only one ./run sets up at a time; another waits for it and then finds all done."""
    with (SETUP / "busy").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another ./run is setting up here: waiting for it …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def need_room(megabytes: int) -> None:
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < megabytes:
        fault(f"the disk is too full: {ROOT} has {free} MB free, the set-up takes up to {megabytes} MB.")


def make_venv() -> None:
    """A working environment of this very Python in this very place, or a new one."""
    if is_whole():
        return
    if VENV.exists():
        say("The environment in .venv is half made, or of another Python or place: making it anew.")
        shutil.rmtree(VENV)
    # Debian's venv module cannot bring pip without python3-venv; the machine's own pip can install into it instead.
    without = ["--without-pip"] if importlib.util.find_spec("pip") else []
    step("Python environment", [sys.executable, "-m", "venv", *without, VENV])


def is_whole() -> bool:
    """Whether .venv can be installed into: what a break left half made (its stamp is empty) is not trusted."""
    if STAMP.exists():
        stamp, here = stamped(), stamp_for()
        return here.items() <= stamp.items() and os.access(PYTHON, os.X_OK)
    if not os.access(PYTHON, os.X_OK):
        return False
    probe = "import sys; print(sys.prefix, sys.version.split()[0])"
    answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == f"{VENV} {sys.version.split()[0]}"


def pip() -> list[str | Path]:
    """pip for .venv: the machine's own, told to work there, or the one .venv was made with."""
    own = importlib.util.find_spec("pip") is not None
    return [sys.executable, "-m", "pip", "--python", PYTHON] if own else [PYTHON, "-m", "pip"]


def install(lock: Path) -> None:
    """All packages of a lock, each checked by its hash; uv does it in seconds, pip in a minute where uv fails."""
    hashed: list[str | Path] = ["--require-hashes", "--only-binary", ":all:", "-r"]
    temporary = SETUP / "tmp"  # pip unpacks here: /tmp is not ours, and small on some machines
    temporary.mkdir(exist_ok=True)
    count = len(re.findall(r"^[a-z0-9]", lock.read_text(encoding="utf-8"), re.MULTILINE | re.IGNORECASE))
    title = f"Python packages ({count})"
    try:
        need_uv(hashed)
        # Compiled now, as pip does: the first start of a hall would otherwise take ten seconds longer.
        uv: list[str | Path] = [UV, "pip", "install", "--compile-bytecode", "--python", PYTHON]
        step(title, [*uv, *hashed, lock], TMPDIR=str(temporary))
    except StepError:
        say("  uv cannot do it here: trying with pip.")
        step(f"{title}, with pip", [*pip(), "install", *hashed, lock], TMPDIR=str(temporary))


def need_uv(hashed: list[str | Path]) -> None:
    wanted = hashlib.sha256(UV_LOCK.read_bytes()).hexdigest()
    if read(UV.with_name("lock")) != wanted:
        tools = UV.parent.parent
        shutil.rmtree(tools, ignore_errors=True)
        step("uv, the installer", [*pip(), "install", "--target", tools, *hashed, UV_LOCK], TMPDIR=str(SETUP / "tmp"))
        if not UV.exists():
            raise StepError("uv does not come for this kind of machine.")
        UV.with_name("lock").write_text(wanted, encoding="utf-8")


def link_project() -> None:
    """The project itself: a path for imports and the `moiso` command; no build, so no build tool to download."""
    for packages in VENV.glob("lib/python3*/site-packages"):
        (packages / "moiso.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = VENV / "bin/moiso"
    command.write_text(f"#!{PYTHON}\nimport sys\n\nfrom server.cli import main\n\nsys.exit(main())\n", encoding="utf-8")
    command.chmod(0o755)
