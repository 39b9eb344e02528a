"""Keeps two programs from writing to one SQLite file: the server holds the data folder while it runs."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InUse(Exception):
    """Another program of ours holds the data folder."""


@contextmanager
def hold(data: Path) -> Iterator[None]:
    """Hold `data` until the end, or until the process dies, however it dies. Raises InUse."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "moiso.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise InUse(f"{data} is in use by a running server; stop it first, or use its pages.") from error
        yield
