"""Numbers in reserve: held on this kiosk's disk, handed out while the server is away, taken in once it is back."""

import json
import logging
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.client import Server
from kiosk.journal import Journal

Json = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS held (
    token TEXT PRIMARY KEY, day TEXT NOT NULL, service TEXT NOT NULL, label TEXT NOT NULL, url TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS handed (
    nr INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, at TEXT NOT NULL,
    wish TEXT NOT NULL, outcome TEXT, detail TEXT, ticket INTEGER, is_taken_in INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS given_up (key TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
KEPT = timedelta(days=15)
"""A day longer than the server knows the numbers it gave us."""
AT_ONCE = 200
"""Numbers told in one request, as many as the server takes."""
PAPER_S = 90.0
"""So long a slip may be at work before its number is told without its outcome."""
GIVEN_UP_S = 180.0
"""So long somebody may touch once more for the number they did not get: the page forgets them much earlier."""
CLOCK_S = 2.0
"""A difference to the server's clock that is no difference: the network's own time."""

log = logging.getLogger(__name__)


class Reserve:
    """The numbers this kiosk may give by itself. All of it is in the journal's file, so that a number leaves the
    reserve and enters the take of its key in one breath."""

    def __init__(self, journal: Journal, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._journal = journal
        self._now = now
        with journal.change() as file:
            file.executescript(SCHEMA)
        self._instance = self._known("instance") or self._know("instance", str(uuid.uuid4()))

    def refresh(self, server: Server) -> None:
        """Fetches what this kiosk holds, and how its clock differs from the server's. Raises a Refusal."""
        asked_at = self._now()
        said = server.hold_reserve(self._instance)
        heard_at = self._now()
        ahead = datetime.fromisoformat(said["at"]) - (asked_at + (heard_at - asked_at) / 2)
        with self._journal.change() as file:
            gone = {row[0] for row in file.execute("SELECT token FROM handed")}
            file.execute("DELETE FROM held")
            file.executemany(
                "INSERT INTO held (token, day, service, label, url) VALUES (?, ?, ?, ?, ?)",
                [
                    (number["token"], day["day"], number["service"], number["label"], number["url"])
                    for day in said["days"]
                    for number in day["numbers"]
                    if number["token"] not in gone
                ],
            )
            file.execute("DELETE FROM handed WHERE is_taken_in AND at < ?", ((heard_at - KEPT).isoformat(),))
        self._know("ahead_s", str(ahead.total_seconds() if abs(ahead.total_seconds()) > CLOCK_S else 0.0))
        self._know("hours", json.dumps([day["gives"] for day in said["days"]]))
        self._know("timezone", said["timezone"])

    def left(self) -> dict[str, int]:
        """How many numbers of each service this kiosk can give now: none outside the hall's hours."""
        with suppress(sqlite3.Error, ValueError):
            at = self._server_time()
            day = self._day(at)
            if self._gives(at):
                with self._journal.change() as file:
                    counted = "SELECT service, count(*) FROM held WHERE day = ? GROUP BY service"
                    return dict(file.execute(counted, (day,)).fetchall())
        return {}

    def has(self, wish: Json) -> bool:
        """Whether this wish could be met without the server."""
        return self.left().get(wish.get("service", ""), 0) > 0

    def standing(self) -> Json:
        """What the staff hear of it: how many are left, how many wait to be taken in since when, and what this kiosk
        calls itself."""
        left = sum(self.left().values())
        with self._journal.change() as file:
            row = file.execute("SELECT count(*), min(at) FROM handed WHERE NOT is_taken_in").fetchone()
        return {"left": left, "handed": row[0], "since": row[1], "instance": self._instance}

    def hand_out(self, key: str, wish: Json) -> Json | None:
        """A number for this press, as a ticket, kept with its key before anybody sees it; None when there is none.

        Raises sqlite3.Error when the disk does not take it: a number nobody remembers must not be given.
        """
        at = self._server_time()
        day = self._day(at)
        if "service" not in wish or not self._gives(at):  # what an appointment is for, only the server knows
            return None
        with self._journal.change() as file:
            file.execute("BEGIN IMMEDIATE")
            last = file.execute("SELECT max(at) FROM handed").fetchone()[0]
            at = max(at, datetime.fromisoformat(last)) if last else at  # whatever the clock does, nobody jumps the line
            row = file.execute(
                "SELECT token, label, url FROM held WHERE day = ? AND service = ? ORDER BY rowid LIMIT 1",
                (day, wish["service"]),
            ).fetchone()
            if row is None:
                return None
            token, label, url = row
            file.execute("DELETE FROM held WHERE token = ?", (token,))
            file.execute("DELETE FROM given_up WHERE key = ?", (key,))
            kept = json.dumps({name: wish[name] for name in wish if name != "service"})
            file.execute(
                "INSERT INTO handed (token, key, at, wish) VALUES (?, ?, ?, ?)", (token, key, at.isoformat(), kept)
            )
            ticket = _ticket(token, label, url, wish, at)
            self._journal.write_issued(file, key, wish, ticket)
        return ticket

    def printed(self, token: str, outcome: str, detail: str) -> None:
        """Notes what became of the slip; it is told with the number. Raises sqlite3.Error."""
        with self._journal.change() as file:
            file.execute("UPDATE handed SET outcome = ?, detail = ? WHERE token = ?", (outcome, detail, token))

    def give_up(self, key: str) -> None:
        """This press ended without a number: whatever the server makes of it is nobody's. Raises sqlite3.Error."""
        with self._journal.change() as file:
            at = self._now().isoformat()
            file.execute("INSERT OR REPLACE INTO given_up (key, at) VALUES (?, ?)", (key, at))

    def take_back(self, key: str) -> None:
        """The same press once more: it is not given up. Raises sqlite3.Error."""
        with self._journal.change() as file:
            file.execute("DELETE FROM given_up WHERE key = ?", (key,))

    def take_in(self, server: Server) -> bool:
        """Tells the server what was handed out, in order; whether there was anything to tell. Raises a Refusal, and
        then the same is told again: the server takes each number in once."""
        handed, given_up = self._to_tell()
        if not handed and not given_up:
            return False
        told = server.take_in([said for _, said in handed], given_up)
        tickets = {each["token"]: each["ticket"] for each in told["taken"]}
        with self._journal.change() as file:
            file.execute("BEGIN IMMEDIATE")
            for token, said in handed:
                ticket = tickets.get(token)
                if ticket is None:
                    log.error("the server knows no reserve number %s… of %s", token[:4], said["handed_at"])
                file.execute("UPDATE handed SET is_taken_in = 1, ticket = ? WHERE token = ?", (ticket, token))
            file.executemany("DELETE FROM given_up WHERE key = ?", [(key,) for key in given_up])
        return True

    def _to_tell(self) -> tuple[list[tuple[str, Json]], list[str]]:
        waits, gone = (self._now() - timedelta(seconds=seconds) for seconds in (PAPER_S, GIVEN_UP_S))
        with self._journal.change() as file:
            rows = file.execute(
                "SELECT token, key, at, wish, outcome, detail FROM handed WHERE NOT is_taken_in ORDER BY nr LIMIT ?",
                (AT_ONCE,),
            ).fetchall()
            keys = file.execute("SELECT key FROM given_up WHERE at < ? LIMIT ?", (gone.isoformat(), AT_ONCE)).fetchall()
        handed = []
        for token, key, at, wish, outcome, detail in rows:
            if outcome is None and datetime.fromisoformat(at) > waits:
                break  # its paper is moving; those behind it wait too, for they came later
            said = {"token": token, "key": key, "handed_at": at, **json.loads(wish)}
            handed.append((token, said | ({"print": {"outcome": outcome, "detail": detail}} if outcome else {})))
        return handed, [key for (key,) in keys]

    def _server_time(self) -> datetime:
        """Now, by the server's clock as far as it was ever heard."""
        return self._now() + timedelta(seconds=float(self._known("ahead_s") or 0.0))

    def _day(self, at: datetime) -> str:
        zone = ZoneInfo(self._known("timezone") or "Asia/Ho_Chi_Minh")
        return at.astimezone(zone).date().isoformat()

    def _gives(self, at: datetime) -> bool:
        """Whether the hall gives numbers at that time; a hall without hours does at any."""
        days = json.loads(self._known("hours") or "[]")
        spans = [
            (datetime.fromisoformat(start), datetime.fromisoformat(end)) for day in days for start, end in day or ()
        ]
        return any(day is None for day in days) or any(start <= at < end for start, end in spans)

    def _known(self, name: str) -> str | None:
        with self._journal.change() as file:
            row = file.execute("SELECT value FROM known WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def _know(self, name: str, value: str) -> str:
        with self._journal.change() as file:
            file.execute("INSERT OR REPLACE INTO known (name, value) VALUES (?, ?)", (name, value))
        return value


def _ticket(token: str, label: str, url: str, wish: Json, at: datetime) -> Json:
    """As the server would have said it, but for what only the server knows."""
    return {
        "id": None,
        "token": token,
        "label": label,
        "url": url,
        "service": wish["service"],
        "procedure": wish.get("procedure"),
        "lane": wish.get("lane", "ordinary"),
        "grounds": wish.get("grounds"),
        "language": wish.get("language", "vi"),
        "issued_at": at.isoformat(),
        "ahead": None,
        "wait": None,
        "is_reserve": True,
    }
