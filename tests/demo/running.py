"""A demo as a newcomer starts it: on free ports, in a folder of its own."""

import json
import socket
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.services import LOOPBACK, Running, free_port

READY_S = 120
"""A demo is ready in a few seconds; on a machine that runs everybody's tests at once it may take longer."""


def free_ports() -> int:
    """A port that is free together with the next one."""
    while True:
        port = free_port()
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port + 1)):
                return port


class Demo:
    """`moiso demo`, running."""

    def __init__(self, folder: Path, *words: str, port: int | None = None) -> None:
        self.folder = folder
        self.port = port or free_ports()
        self.running = start(folder, "--port", str(self.port), *words)

    def __enter__(self) -> "Demo":
        return self

    def __exit__(self, *_: object) -> None:
        self.running.stop()

    def wait(self) -> "Demo":
        """Until it says that it is ready."""
        self.running.wait_for("Mời Số is open", READY_S)
        return self

    @property
    def facts(self) -> dict[str, Any]:
        return json.loads((self.folder / "demo.json").read_text(encoding="utf-8"))

    def account(self, role: str, counter: int | None = None) -> dict[str, Any]:
        return next(a for a in self.facts["accounts"] if a["role"] == role and a["counter"] == counter)

    def sign_in(self, role: str, counter: int | None = None) -> str:
        account = self.account(role, counter)
        proof = {"user": account["user"], "password": account["password"]}
        return self.ask("/api/v1/sessions", proof)["token"]

    def ask(self, path: str, body: dict[str, Any] | None = None, *, bearer: str = "", of: str = "server") -> Any:
        request = urllib.request.Request(
            self.facts[of] + path,
            None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {}),
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)


def start(folder: Path, *words: str) -> Running:
    log = folder.with_name(f"{folder.name}.log")
    log.unlink(missing_ok=True)  # What an earlier demo in this folder said is not what this one says.
    return moiso("demo", "--data", str(folder), *words, log=log)


def moiso(*words: str, log: Path) -> Running:
    return Running([sys.executable, "-m", "server.cli", *words], log=log)


def ended(running: Running, within_s: float = 60) -> int:
    """The exit code of a program that ends by itself."""
    return running.process.wait(within_s)


def processes_of(folder: Path) -> Sequence[int]:
    """Everything that runs for the demo in this folder, by what the programs were told."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue
        if f"{folder}\0".encode() in told:
            found.append(int(process.name))
    return found
