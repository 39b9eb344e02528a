"""Years of finished tickets with their story, written straight into a stopped hall's database in seconds.

The rows have the shape and the size of real ones and all indexes stand over them; the hashes are random, so the chain
of such a hall is not whole: it is made for measuring only.
"""

import sqlite3
from pathlib import Path

from tests.bench.hall import COUNTERS, SERVICES

A_DAY = 300
"""Visitors of a busy communal hall; so a million tickets are nine years."""

_FAST = "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-262144; PRAGMA temp_store=MEMORY;"

_DAYS = """
CREATE TEMP TABLE days AS
WITH RECURSIVE d(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM d WHERE n < :tickets / :a_day)
SELECT n, date('now', '-' || (:tickets / :a_day + 2 - n) || ' days') AS day FROM d
"""

_SEATS = """
CREATE TEMP TABLE seats AS
WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < :a_day - 1)
SELECT n, n % :counters + 1 AS counter, n / :counters + 1 AS number,
    substr(:letters, n % :counters + 1, 1) AS letter,
    strftime(' %H:%M:%S.000000', '2000-01-01', '+' || (1800 + 90 * n) || ' seconds') AS issued,
    strftime(' %H:%M:%S.000000', '2000-01-01', '+' || (2400 + 90 * n) || ' seconds') AS called,
    strftime(' %H:%M:%S.000000', '2000-01-01', '+' || (2430 + 90 * n) || ' seconds') AS started,
    strftime(' %H:%M:%S.000000', '2000-01-01', '+' || (2900 + 90 * n) || ' seconds') AS ended
FROM s
"""

_TICKETS = """
INSERT INTO ticket (id, hall_id, day, series, number, leg, label, token, service, procedure, lane, grounds, language,
    channel, dossiers, state, counter_id, last_counter, reserved_counter, calls, issued_at, counts_from, waits_since,
    called_at, started_at, ended_at, outcome, missing, reason, paper)
SELECT days.n * :a_day + seats.n + 1, :hall, day, letter, number, 1, printf('%s%03d', letter, number),
    hex(randomblob(11)), letter, NULL, 'ordinary', NULL, 'vi', 'kiosk', 1, 'finished', NULL, counter, NULL, 1,
    day || issued, day || issued, day || issued, day || called, day || started, day || ended, 'accepted', '[]', NULL,
    'printed'
FROM days CROSS JOIN seats WHERE days.n * :a_day + seats.n < :tickets ORDER BY 1
"""

_STORY = """
WITH told(step, kind, details) AS (VALUES
    (0, 'ticket_issued', '{"service":"H","procedure":null,"lane":"ordinary","grounds":null,"channel":"kiosk"}'),
    (1, 'ticket_called', '{"move":"call","times":1,"lane":"ordinary","language":"vi","before":{"state":"waiting"}}'),
    (2, 'ticket_started', '{"move":"start","before":{"started_at":null,"state":"called"}}'),
    (3, 'ticket_finished', '{"move":"finish","outcome":"accepted","missing":[],"before":{"state":"serving"}}'))
INSERT INTO story (hall_id, seq, at, kind, ticket_id, label, counter, by, why, details, hash)
SELECT :hall, :seq + 4 * ticket.id - 3 + step, ended_at, kind, ticket.id, label, last_counter, 'bench', NULL, details,
    hex(randomblob(32))
FROM ticket CROSS JOIN told
"""


def write(folder: Path, tickets: int) -> None:
    """`tickets` finished tickets of former days, four story rows each, before the hall's first own ticket."""
    db = sqlite3.connect(folder / "moiso.db", isolation_level=None)
    db.executescript(_FAST)
    hall, seq = db.execute("SELECT id, seq FROM hall").fetchone()
    values = {"tickets": tickets, "a_day": A_DAY, "counters": COUNTERS, "letters": "".join(SERVICES)}
    # Building an index over all rows at the end is several times faster than keeping it up for each.
    indexes = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    db.execute("BEGIN")
    for name, _ in indexes:
        db.execute(f'DROP INDEX "{name}"')
    for statement in (_DAYS, _SEATS, _TICKETS, _STORY):
        db.execute(statement, values | {"hall": hall, "seq": seq})
    for _, sql in indexes:
        db.execute(sql)
    db.execute("UPDATE hall SET seq = ?", (seq + 4 * tickets,))
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode=WAL")
    db.close()
