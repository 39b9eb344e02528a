"""A server that dies by kill -9 at the n-th point of a verb: before or after one of its writes, or of its COMMIT.

A fork of the test process becomes the server, so that a death costs milliseconds; nothing in the server knows of it.
"""

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from server.db import Database
from tests.cast import SmallHall

WRITES = ("INSERT", "UPDATE", "DELETE")


class Reaper:
    """Counts the points of a verb, and kills its own process at the one it was told."""

    def __init__(self, dies_at: int) -> None:
        self.left = dies_at
        self.has_written = False

    def point(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, database: Database) -> None:
        engine = database.engine
        commit = engine.dialect.do_commit

        def at_write(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if statement.lstrip().upper().startswith(WRITES):
                self.has_written = True
                self.point()

        def at_commit(connection: Any) -> None:
            if self.has_written:
                self.point()
            commit(connection)
            if self.has_written:
                self.has_written = False
                self.point()

        event.listen(engine, "before_cursor_execute", at_write)
        event.listen(engine, "after_cursor_execute", at_write)
        engine.dialect.do_commit = at_commit  # type: ignore[method-assign]


def dies_in(hall: SmallHall, press: Callable[[], object], point: int) -> bool:
    """Whether the server died at `point` of `press`; False when the verb has fewer points and was done."""
    hall.is_quiet()
    hall.database.close()  # a connection that both processes hold would be nobody's
    child = os.fork()
    if child == 0:
        try:
            Reaper(point).watch(hall.database)
            press()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the server crashed by itself"
    return False
