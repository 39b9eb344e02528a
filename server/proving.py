"""Has `moiso check` prove a hall's story in a process of its own: it reads years, and holds up nobody's press."""

import os
import subprocess
import sys
from collections.abc import Iterator

from server.domain.proof import Head

_MOISO = ["-c", "import os, sys; os.nice(10); from server.cli import main; sys.exit(main(sys.argv[1:]))"]


class Proving:
    """One proof: lines of JSON, `{"read", "rows"}` on the way, `{"proofs"}` at the end. It ends with its listener."""

    def __init__(self, database_url: str, hall: int, kept: Head | None) -> None:
        asked = ["check", "--json", "--hall", str(hall), *(["--head", str(kept)] if kept else [])]
        # In the environment, where other users of this machine do not read the database's password.
        environment = os.environ | {"MOISO_DATABASE": database_url}
        self._process = subprocess.Popen(
            [sys.executable, *_MOISO, *asked], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def lines(self) -> Iterator[bytes]:
        assert self._process.stdout is not None
        yield from self._process.stdout
        self.stop()

    def stop(self) -> None:
        """Also of one that has ended, or was stopped before."""
        self._process.kill()
        self._process.communicate()
