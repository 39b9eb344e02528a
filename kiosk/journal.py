"""What the kiosk must still know after a power cut: takes by key, and print reports the server has not heard yet."""

import json
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

KEPT = timedelta(days=2)
"""As long as the server keeps its own keys: a page older than that has long been reloaded."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS take (
    key TEXT PRIMARY KEY, wish TEXT NOT NULL, ticket TEXT NOT NULL, answer TEXT, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS report (
    key TEXT PRIMARY KEY, ticket INTEGER NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS guide (key TEXT PRIMARY KEY, procedure TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Take:
    """One take: the wish, the ticket (none while the server is asked), the page's answer (none while paper moves)."""

    key: str
    wish: dict[str, Any]
    ticket: dict[str, Any] | None
    answer: dict[str, Any] | None
    at: datetime
    """When it was asked for."""


@dataclass(frozen=True, slots=True)
class Report:
    """One print report that waits for the server."""

    key: str
    ticket: int
    outcome: str
    detail: str


class Journal:
    """A small SQLite file; each line is written before the thing it speaks of is answered for."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=FULL")
        self._file.executescript(SCHEMA)

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """The journal's file, alone; what was begun in it is committed, or taken back when it fails."""
        with self._lock, self._file:
            yield self._file

    def take(self, key: str) -> Take | None:
        """The take of this key, if there was one."""
        with self._lock:
            row = self._file.execute("SELECT key, wish, ticket, answer, at FROM take WHERE key = ?", (key,)).fetchone()
        return _take(row) if row else None

    def unfinished(self) -> list[Take]:
        """Takes the kiosk was in the middle of when it stopped: asking the server, or moving paper."""
        with self._lock:
            rows = self._file.execute("SELECT key, wish, ticket, answer, at FROM take WHERE answer IS NULL").fetchall()
        return [_take(row) for row in rows]

    def asked(self, key: str, wish: dict[str, Any]) -> None:
        """Notes the key before the server hears it: after a power cut, the ticket it may have given is asked for."""
        self._note(key, wish, None)

    def issued(self, key: str, wish: dict[str, Any], ticket: dict[str, Any]) -> None:
        """Notes the ticket before any paper moves: from here on, asking again never prints a second slip."""
        self._note(key, wish, ticket)

    def forget(self, key: str) -> None:
        """No ticket came of this key."""
        with self._lock:
            self._file.execute("DELETE FROM take WHERE key = ?", (key,))

    def forget_old(self) -> None:
        """Lets go of keys the server does not know any more either."""
        old = (datetime.now(UTC) - KEPT).isoformat()
        with self._lock:
            self._file.execute("DELETE FROM take WHERE at < ? AND (answer IS NOT NULL OR ticket = 'null')", (old,))

    def answered(self, key: str, answer: dict[str, Any]) -> None:
        """Notes what the page was told of a number that is not the server's yet."""
        with self.change() as file:
            file.execute("UPDATE take SET answer = ? WHERE key = ?", (json.dumps(answer), key))

    def finished(self, key: str, ticket: int, answer: dict[str, Any], paper: tuple[str, str]) -> None:
        """Notes the paper's outcome and its detail, and in the same breath that the server has to hear of them."""
        with self.change() as file:
            file.execute("BEGIN IMMEDIATE")
            file.execute("UPDATE take SET answer = ? WHERE key = ?", (json.dumps(answer), key))
            self.write_report(file, ticket, *paper)

    def latest(self, count: int) -> list[Take]:
        """The last takes that gave a number, newest first."""
        latest = "SELECT key, wish, ticket, answer, at FROM take WHERE ticket != 'null' ORDER BY at DESC LIMIT ?"
        with self._lock:
            rows = self._file.execute(latest, (count,)).fetchall()
        return [_take(row) for row in rows]

    def reprinted(self, ticket: int) -> None:
        """Notes that a slip came out after all: the server has to hear of it."""
        with self.change() as file:
            self.write_report(file, ticket, "printed", "reprint")

    def reports(self) -> list[Report]:
        """Reports the server has not heard yet, oldest first."""
        with self._lock:
            rows = self._file.execute("SELECT key, ticket, outcome, detail FROM report ORDER BY rowid").fetchall()
        return [Report(*row) for row in rows]

    def delivered(self, report: Report) -> None:
        """The server has heard this one (or will never take it)."""
        with self._lock:
            self._file.execute("DELETE FROM report WHERE key = ?", (report.key,))

    def guided(self, key: str, procedure: str) -> None:
        """Notes that a guide slip was given: the server has to hear of it, once for this key."""
        with self.change() as file:
            file.execute("INSERT OR IGNORE INTO guide (key, procedure) VALUES (?, ?)", (key, procedure))

    def guides(self) -> list[tuple[str, str]]:
        """Keys and procedures of the guide slips the server has not heard of, oldest first."""
        with self._lock:
            return self._file.execute("SELECT key, procedure FROM guide ORDER BY rowid").fetchall()

    def guide_told(self, key: str) -> None:
        """The server has heard of this one (or will never take it)."""
        with self.change() as file:
            file.execute("DELETE FROM guide WHERE key = ?", (key,))

    def _note(self, key: str, wish: dict[str, Any], ticket: dict[str, Any] | None) -> None:
        with self.change() as file:
            self.write_issued(file, key, wish, ticket)

    def write_issued(
        self, file: sqlite3.Connection, key: str, wish: dict[str, Any], ticket: dict[str, Any] | None
    ) -> None:
        """As `issued`, within a change of the file."""
        file.execute(
            "INSERT INTO take (key, wish, ticket, at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (key) DO UPDATE SET ticket = excluded.ticket",
            (key, json.dumps(wish), json.dumps(ticket), datetime.now(UTC).isoformat()),
        )

    def write_report(self, file: sqlite3.Connection, ticket: int, outcome: str, detail: str) -> None:
        """Within a change of the file: the server has to hear what became of this slip."""
        file.execute(
            "INSERT INTO report (key, ticket, outcome, detail, at) VALUES (?, ?, ?, ?, ?)",
            (f"print-{uuid.uuid4()}", ticket, outcome, detail, datetime.now(UTC).isoformat()),
        )

    def write_ticket_id(self, file: sqlite3.Connection, key: str, ticket: int | None) -> None:
        """Within a change of the file: the number of this take is this ticket of the server's by now."""
        file.execute("UPDATE take SET ticket = json_set(ticket, '$.id', ?) WHERE key = ?", (ticket, key))

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._file.close()


def _take(row: tuple[str, str, str, str | None, str]) -> Take:
    key, wish, ticket, answer, at = row
    said = json.loads(answer) if answer else None
    return Take(key, json.loads(wish), json.loads(ticket), said, datetime.fromisoformat(at))
