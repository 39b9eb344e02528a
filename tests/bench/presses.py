"""Issue and call-next over HTTP: how fast beside a bare transaction on the same disk, and how even under the rush."""

import sqlite3
import threading
import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.hall import COUNTERS, KIOSKS, SERVICES, Caller, Hall, make
from tests.bench.report import Row, percentile

ROUNDS = 7
BARE_TRANSACTIONS = 300
ISSUES_EACH = 24
CALLS_EACH = 6
RUSH_S = 8.0
DOCUMENTED = frozenset({"nobody_waiting"})

_BARE_TABLES = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE series (letter TEXT PRIMARY KEY, last INTEGER);
CREATE TABLE ticket (id INTEGER PRIMARY KEY, label TEXT, service TEXT, state TEXT, at TEXT);
CREATE TABLE story (seq INTEGER PRIMARY KEY, kind TEXT, ticket INTEGER, details TEXT);
INSERT INTO series VALUES ('H', 0);
"""


def bare_rate(file: Path) -> Callable[[], "_Speed"]:
    """Measures what this disk and this SQLite allow: transactions of three statements, each made durable."""
    db = sqlite3.connect(file, isolation_level=None)
    db.executescript(_BARE_TABLES)

    def measure() -> _Speed:
        start, cpu = time.perf_counter(), time.thread_time()
        for _ in range(BARE_TRANSACTIONS):
            db.execute("BEGIN IMMEDIATE")
            number = db.execute("UPDATE series SET last = last + 1 WHERE letter = 'H' RETURNING last").fetchone()[0]
            db.execute("INSERT INTO ticket (label, service, state, at) VALUES (?, 'H', 'waiting', ?)", (number, "now"))
            db.execute("INSERT INTO story (kind, ticket, details) VALUES ('ticket_issued', ?, '{}')", (number,))
            db.execute("COMMIT")
        spent, cpu = time.perf_counter() - start, time.thread_time() - cpu
        return _Speed(BARE_TRANSACTIONS / spent, 1000 * cpu / BARE_TRANSACTIONS)

    return measure


def rates(folder: Path) -> Iterator[Row]:
    """Rows 1 and 2. Rounds of the bare transaction, of issuing and of calling take turns, so that what else the
    machine does meets all three alike; the ratio is the median of the rounds' own."""
    make(folder / "rates")
    bare = bare_rate(folder / "bare.db")
    with Hall(folder / "rates") as hall, ThreadPoolExecutor(COUNTERS) as people:
        hall.open_all().issue_for_all(CALLS_EACH)
        rounds = [(bare(), _issuing(hall, people), _calling(hall, people)) for _ in range(ROUNDS)]
    for what, at in ((f"issue over HTTP, durable, {KIOSKS} kiosks", 1), (f"call-next likewise, {COUNTERS} clerks", 2)):
        rates, limits = [row[at].rate for row in rounds], [row[0].rate for row in rounds]
        cpu = {"server_cpu_ms": median(row[at].cpu_ms for row in rounds)}
        cpu |= {"bare_cpu_ms": median(row[0].cpu_ms for row in rounds)}
        yield Row(
            what, median(rates), "a second", median(limits), "bare transactions",
            median(rate / limit for rate, limit in zip(rates, limits, strict=True)), 0.25, "at least",
            more=cpu | {"rates": rates, "limits": limits},
        )  # fmt: skip


@dataclass(frozen=True)
class _Speed:
    """Of one round: how many a second, and what one cost the processor."""

    rate: float
    cpu_ms: float


def _issuing(hall: Hall, people: ThreadPoolExecutor) -> _Speed:
    wall_s, cpu_s = _measured(hall, lambda: _issue_all(hall, people))
    count = KIOSKS * ISSUES_EACH
    return _Speed(count / wall_s, 1000 * cpu_s / count)


def _calling(hall: Hall, people: ThreadPoolExecutor) -> _Speed:
    """All twelve press at once, then (not measured) clear their counters for the next time."""
    spent = []
    for _ in range(CALLS_EACH):
        spent.append(_measured(hall, lambda: _press_all(people, hall.clerks, _call)))
        _press_all(people, hall.clerks, _clear)
    wall_s, cpu_s = (sum(column) for column in zip(*spent, strict=True))
    count = COUNTERS * CALLS_EACH
    return _Speed(count / wall_s, 1000 * cpu_s / count)


def _measured(hall: Hall, do: Callable[[], object]) -> tuple[float, float]:
    cpu, start = hall.cpu_s(), time.perf_counter()
    do()
    return time.perf_counter() - start, hall.cpu_s() - cpu


def _issue_all(hall: Hall, people: ThreadPoolExecutor) -> None:
    def at(kiosk: Caller) -> None:
        for press in range(ISSUES_EACH):
            kiosk.done("/tickets", {"service": SERVICES[press % COUNTERS]})

    list(people.map(at, hall.kiosks))


def _press_all(people: ThreadPoolExecutor, clerks: list[Caller], press: Callable[[int, Caller], object]) -> None:
    list(people.map(press, range(1, COUNTERS + 1), clerks))


def _call(number: int, clerk: Caller) -> None:
    clerk.done(f"/counters/{number}/call-next")


def _clear(number: int, clerk: Caller) -> None:
    ticket = clerk.get(f"/api/v1/desk/{number}")[1]["ticket"]
    clerk.done(f"/tickets/{ticket['id']}/absent")


class _Rush:
    """What three kiosks and twelve clerks live through when they all press as fast as they are answered."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.until = time.perf_counter() + RUSH_S
        self.took: dict[str, list[float]] = {"issue": [], "call-next": []}
        self.refusals: Tally[str] = Tally()

    def kiosk(self, kiosk: Caller) -> None:
        for press in range(10**9):
            if time.perf_counter() > self.until:
                return
            with self._timed("issue"):
                self._press(kiosk, "/tickets", {"service": SERVICES[press % COUNTERS]})

    def clerk(self, number: int, clerk: Caller) -> None:
        while time.perf_counter() < self.until:
            with self._timed("call-next"):
                called = self._press(clerk, f"/counters/{number}/call-next")
            if called is None:
                time.sleep(0.02)
                continue
            self._press(clerk, f"/tickets/{called['ticket']['id']}/start")
            self._press(clerk, f"/tickets/{called['ticket']['id']}/finish", {"outcome": "accepted"})

    def _press(self, who: Caller, path: str, body: dict[str, Any] | None = None) -> Any:
        status, said = who.post(path, body)
        if status < 400:
            return said
        self.refusals[said["error"]["code"]] += 1
        return None

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.took[what].append(1000 * (time.perf_counter() - start))


def rush(folder: Path) -> Iterator[Row]:
    """Row 3: the slowest press of a hundred beside the usual one, with everybody pressing at once."""
    make(folder / "rush")
    with Hall(folder / "rush") as hall:
        hall.open_all().issue_for_all(10)
        lived = _Rush(hall)
        presses = [threading.Thread(target=lived.kiosk, args=(kiosk,)) for kiosk in hall.kiosks]
        presses += [threading.Thread(target=lived.clerk, args=pair) for pair in enumerate(hall.clerks, 1)]
        for press in presses:
            press.start()
        for press in presses:
            press.join()
    undocumented = {code: count for code, count in lived.refusals.items() if code not in DOCUMENTED}
    for what, took in lived.took.items():
        p50, p99 = percentile(took, 0.5), percentile(took, 0.99)
        # A refusal that no protocol names spoils the row, however even its presses were.
        yield Row(
            f"{what}, {KIOSKS} kiosks + {COUNTERS} clerks pressing at once: p99", p99, "ms", p50, "p50",
            float("inf") if undocumented else p99 / p50, 5.0, "at most",
            more={"presses": len(took), "undocumented_refusals": undocumented, "refusals": dict(lived.refusals)},
        )  # fmt: skip
