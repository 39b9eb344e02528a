"""Numbers in reserve: held on this kiosk's disk, handed out while the server is away, taken in once it is back."""

import json
import logging
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.client import Server
from kiosk.journal import Journal
from kiosk.network_cards import network_cards
from kiosk.refusals import ServerRefused

Json = dict[str, Any]

SCHEMA = """
CREATE TABLE IF NOT EXISTS held (
    token TEXT PRIMARY KEY, day TEXT NOT NULL, service TEXT NOT NULL, label TEXT NOT NULL, url TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS handed (
    nr INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, at TEXT NOT NULL,
    label TEXT NOT NULL, wish TEXT NOT NULL, outcome TEXT, detail TEXT, ticket INTEGER,
    stands TEXT NOT NULL DEFAULT 'waits'
);
CREATE TABLE IF NOT EXISTS given_up (key TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS known (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
"""`stands`: waits (to be told), taken_in, or lost (the server has no place for it)."""
KEPT = timedelta(days=15)
"""A day longer than the server knows the numbers it gave us."""
AT_ONCE = 30
"""Numbers told in one request, as many as the server takes: with the longest legal words they are 50 kB."""
LANES = ("ordinary", "priority")
"""What an appointment is for, only the server knows."""
PAPER_S = 90.0
"""So long a slip may be at work before its number is told without its outcome."""
GIVEN_UP_S = 180.0
"""So long somebody may touch once more for the number they did not get: the page forgets them much earlier."""
CLOCK_S = 2.0
"""A difference to the server's clock that is no difference: the network's own time."""
SET_BACK_S = 600.0
"""By so much a clock may be set back and nobody jumps the line; one that was wrong by hours is not followed."""

FAULTY = (400, 413, 422)
"""Answers that the same words will get for ever."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """One number as the server is told of it."""

    token: str
    key: str
    label: str
    said: Json


class Reserve:
    """The numbers this kiosk may give by itself. All of it is in the journal's file, so that a number leaves the
    reserve and enters the take of its key in one breath."""

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        cards: Callable[[], frozenset[str]] = network_cards,
    ) -> None:
        self._journal = journal
        self._now = now
        with journal.change() as file:
            file.executescript(SCHEMA)
        self._instance = self._name_of(cards())

    def _name_of(self, cards: frozenset[str]) -> str:
        """What this kiosk calls itself, kept with the machine's network cards: a disk that was copied into another
        machine finds none of them there, takes another name, and gives none of the first one's numbers."""
        name, kept = self._known("instance"), frozenset((self._known("cards") or "").split())
        with self._journal.change() as file:
            file.execute("BEGIN IMMEDIATE")
            if name is None or (kept and cards and not kept & cards):
                name = str(uuid.uuid4())
                file.execute("DELETE FROM held")
                _know(file, "instance", name)
            if cards and not kept & cards:
                _know(file, "cards", " ".join(sorted(cards)))
        return name

    def refresh(self, server: Server) -> None:
        """Fetches what this kiosk holds, and how its clock differs from the server's. Raises a Refusal."""
        asked_at = self._now()
        said = server.hold_reserve(self._instance)
        heard_at = self._now()
        ahead = datetime.fromisoformat(said["at"]) - (asked_at + (heard_at - asked_at) / 2)
        held = [
            (number["token"], day["day"], number["service"], number["label"], number["url"])
            for day in said["days"]
            for number in day["numbers"]
        ]
        with self._journal.change() as file:
            file.execute("BEGIN IMMEDIATE")  # all of it or nothing: the power may go with the server's
            gone = {row[0] for row in file.execute("SELECT token FROM handed")}
            held = [number for number in held if number[0] not in gone]
            # A disk wears out: what is there already is not written once more each minute.
            if held != file.execute("SELECT token, day, service, label, url FROM held ORDER BY rowid").fetchall():
                file.execute("DELETE FROM held")
                file.executemany("INSERT INTO held (token, day, service, label, url) VALUES (?, ?, ?, ?, ?)", held)
            file.execute("DELETE FROM handed WHERE stands != 'waits' AND at < ?", ((heard_at - KEPT).isoformat(),))
            _know(file, "ahead_s", str(ahead.total_seconds() if abs(ahead.total_seconds()) > CLOCK_S else 0.0))
            _know(file, "hours", json.dumps([day["gives"] for day in said["days"]]))
            _know(file, "timezone", said["timezone"])

    def left(self) -> dict[str, int]:
        """How many numbers of each service this kiosk can give now: none outside the hall's hours."""
        with suppress(sqlite3.Error, ValueError):
            at = self._server_time()
            day = _day(at, self._zone())
            if self._gives(at):
                with self._journal.change() as file:
                    counted = "SELECT service, count(*) FROM held WHERE day = ? GROUP BY service"
                    return dict(file.execute(counted, (day,)).fetchall())
        return {}

    def has(self, wish: Json) -> bool:
        """Whether this wish could be met without the server."""
        return self.left().get(wish.get("service", ""), 0) > 0

    def standing(self) -> Json:
        """What the staff hear of it: how many can be given now, and of which days some are held (a kiosk that falls
        silent over lunch gives them after it); how many wait to be taken in since when; today's numbers that the
        server did not take, by their labels; and what this kiosk calls itself."""
        zone = self._zone()
        left, day = sum(self.left().values()), _day(self._server_time(), zone)
        with self._journal.change() as file:
            days = file.execute("SELECT DISTINCT day FROM held WHERE day >= ? ORDER BY day", (day,)).fetchall()
            count, since = file.execute("SELECT count(*), min(at) FROM handed WHERE stands = 'waits'").fetchone()
            lost = file.execute("SELECT label, at FROM handed WHERE stands = 'lost' ORDER BY nr").fetchall()
        return {
            "left": left, "days": [day for (day,) in days], "handed": count, "since": since, "instance": self._instance,
            "lost": [label for label, at in lost if _day(datetime.fromisoformat(at), zone) == day],
        }  # fmt: skip

    def hand_out(self, key: str, wish: Json) -> Json | None:
        """A number for this press, as a ticket, kept with its key before anybody sees it; None when there is none.

        Raises sqlite3.Error when the disk does not take it: a number nobody remembers must not be given.
        """
        at, zone = self._server_time(), self._zone()
        if "service" not in wish or wish.get("lane", LANES[0]) not in LANES or not self._gives(at):
            return None
        with self._journal.change() as file:
            file.execute("BEGIN IMMEDIATE")
            last = file.execute("SELECT max(at) FROM handed").fetchone()[0]
            if last and timedelta(0) < datetime.fromisoformat(last) - at < timedelta(seconds=SET_BACK_S):
                at = datetime.fromisoformat(last)
            row = file.execute(
                "SELECT token, label, url FROM held WHERE day = ? AND service = ? ORDER BY rowid LIMIT 1",
                (_day(at, zone), wish["service"]),
            ).fetchone()
            if row is None:
                return None
            token, label, url = row
            file.execute("DELETE FROM held WHERE token = ?", (token,))
            file.execute("DELETE FROM given_up WHERE key = ?", (key,))
            kept = json.dumps({name: wish[name] for name in wish if name != "service"})
            file.execute(
                "INSERT INTO handed (token, key, at, label, wish) VALUES (?, ?, ?, ?, ?)",
                (token, key, at.isoformat(), label, kept),
            )
            ticket = _ticket(token, label, url, wish, at)
            self._journal.write_issued(file, key, wish, ticket)
        return ticket

    def printed(self, token: str, outcome: str, detail: str) -> None:
        """Notes what became of the slip; it is told with the number, or after it when the number was told while its
        paper moved. Raises sqlite3.Error."""
        with self._journal.change() as file:
            file.execute("BEGIN IMMEDIATE")
            file.execute("UPDATE handed SET outcome = ?, detail = ? WHERE token = ?", (outcome, detail, token))
            told = file.execute("SELECT ticket FROM handed WHERE token = ? AND ticket NOT NULL", (token,)).fetchone()
            if told:
                self._journal.write_report(file, told[0], outcome, detail)

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
        try:
            self._tell(server, handed, given_up)
        except ServerRefused as refusal:
            if refusal.status not in FAULTY:
                raise
            # The fault is in one of them, and the others must not wait for it.
            for one in handed:
                self._tell_alone(server, [one], [])
            for key in given_up:
                self._tell_alone(server, [], [key])
        return True

    def _tell_alone(self, server: Server, handed: list[Told], given_up: list[str]) -> None:
        try:
            self._tell(server, handed, given_up)
        except ServerRefused as refusal:
            if refusal.status not in FAULTY:
                raise
            log.error("the server does not take %s: %s", [told.label for told in handed] or given_up, refusal.details)
            self._told(handed, given_up, {})

    def _tell(self, server: Server, handed: list[Told], given_up: list[str]) -> None:
        said = server.take_in([told.said for told in handed], given_up)
        self._told(handed, given_up, {each["token"]: each["ticket"] for each in said["taken"]})

    def _told(self, handed: list[Told], given_up: list[str], tickets: dict[str, int | None]) -> None:
        with self._journal.change() as file:
            file.execute("BEGIN IMMEDIATE")
            for told in handed:
                ticket = tickets.get(told.token)
                if ticket is None:
                    log.error("the hall has no place for %s of %s", told.label, told.said["handed_at"])
                became = ("lost" if ticket is None else "taken_in", ticket, told.token)
                file.execute("UPDATE handed SET stands = ?, ticket = ? WHERE token = ?", became)
                self._journal.write_ticket_id(file, told.key, ticket)
            file.executemany("DELETE FROM given_up WHERE key = ?", [(key,) for key in given_up])

    def _to_tell(self) -> tuple[list[Told], list[str]]:
        # Hand-outs are noted by the server's clock, presses that ended by our own.
        waits, gone = self._server_time() - timedelta(seconds=PAPER_S), self._now() - timedelta(seconds=GIVEN_UP_S)
        with self._journal.change() as file:
            rows = file.execute(
                "SELECT token, key, label, at, wish, outcome, detail FROM handed "
                "WHERE stands = 'waits' ORDER BY nr LIMIT ?",
                (AT_ONCE,),
            ).fetchall()
            keys = file.execute("SELECT key FROM given_up WHERE at < ? LIMIT ?", (gone.isoformat(), AT_ONCE)).fetchall()
        handed = []
        for token, key, label, at, wish, outcome, detail in rows:
            if outcome is None and datetime.fromisoformat(at) > waits:
                break  # its paper is moving; those behind it wait too, for they came later
            said = {"token": token, "key": key, "handed_at": at, **json.loads(wish)}
            paper = {"print": {"outcome": outcome, "detail": detail}} if outcome else {}
            handed.append(Told(token, key, label, said | paper))
        return handed, [key for (key,) in keys]

    def _server_time(self) -> datetime:
        """Now, by the server's clock as far as it was ever heard."""
        return self._now() + timedelta(seconds=float(self._known("ahead_s") or 0.0))

    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._known("timezone") or "Asia/Ho_Chi_Minh")

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


def _day(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).date().isoformat()


def _know(file: sqlite3.Connection, name: str, value: str) -> None:
    if file.execute("SELECT value FROM known WHERE name = ?", (name,)).fetchone() != (value,):
        file.execute("INSERT OR REPLACE INTO known (name, value) VALUES (?, ?)", (name, value))


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
