"""How loud the kiosk reads aloud: silent or one of five steps, set on the attendant's screen, kept over restarts."""

import logging
from pathlib import Path

from kiosk.kept import keep, read_kept
from kiosk.refusals import InvalidRequest

LOUDEST = 5
USUAL = 4
"""A hall louder than most has one step left."""

log = logging.getLogger(__name__)


class Volume:
    """The step in use; 0 is silent, and then reading aloud is not offered."""

    def __init__(self, file: Path) -> None:
        self._file = file
        kept = _step(read_kept(file).get("level"))
        self.level = USUAL if kept is None else kept

    def set(self, level: object) -> None:
        """From the page's next question on. Raises InvalidRequest."""
        step = _step(level)
        if step is None:
            raise InvalidRequest(field="level")
        self.level = step
        try:
            keep(self._file, {"level": step})
        except OSError:
            log.exception("the volume holds only until the kiosk stops")


def _step(level: object) -> int | None:
    return level if isinstance(level, int) and not isinstance(level, bool) and 0 <= level <= LOUDEST else None
