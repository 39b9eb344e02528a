"""The race track: two presses reach the hall at the same instant, and what came of it is written down."""

import http.client
import json
import random
import sys
import time
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from server import queries
from server.db import Database
from server.domain.proof import Chain, Head
from server.domain.ticket import IN_HAND, State
from server.models import Account, Appointment, Counter, Hall, Record, Ticket
from tests.builders import key_of, session_of
from tests.cast import Json, a_key
from tests.proofs import faults
from tests.services import LOOPBACK, Running, free_port

STAGGERS_S = (0.0, 0.0, 0.001, 0.002, 0.004, 0.008)
"""The second press comes at once, or while the first is at any place of its way through the server."""


@dataclass(frozen=True)
class Press:
    """What somebody presses; `{0}` in the path or body is the id of the race's first ticket."""

    name: str
    who: str
    path: str
    body: Json = field(default_factory=dict)
    key: str | None = None
    """Two presses with the same word here carry the same Idempotency-Key."""


@dataclass(frozen=True)
class Race:
    """Where everybody stands, and the two presses."""

    tickets: tuple[Json, ...]
    presses: tuple[Press, Press]
    counters: Json = field(default_factory=dict)
    where: str = ""
    ago_s: float = 60
    """How long ago all that happened: undo has its ten seconds."""
    booked: bool = False
    """Somebody has an appointment today; `{code}` in a path is its code."""

    seats_change: bool = False
    """Who may press is judged when the press arrives: one that is on its way while its clerk loses the seat still
    counts, and the ticket is handed over with the counter. The story then tells both in the other order."""

    @property
    def name(self) -> str:
        return f"{self.where}: {'/'.join(press.name for press in self.presses)}"


@dataclass(frozen=True)
class Outcome:
    """All that can be seen of a race's end, without what no two races share (ids, times, labels)."""

    answers: tuple[str, str]
    tickets: tuple[tuple[Any, ...], ...]
    desks: tuple[tuple[Any, ...], ...]
    """Counters, who sits where, appointments not cancelled."""
    story: tuple[str, ...]


_COUNTERS = select(
    Counter.number, Counter.state, Counter.reason, Counter.run, Counter.ready_since.is_(None), Counter.help_reason
).order_by(Counter.number)
_SEATS = select(Account.user, Account.counter).order_by(Account.user)
_BOOKED = (
    select(Appointment.service, Appointment.slot_at, Appointment.state)
    .where(Appointment.state != "cancelled")
    .order_by(Appointment.id)
)


class Runner:
    """A kept connection to one server."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)

    def send(self, path: str, body: Json, credential: str, key: str) -> None:
        headers = {"Authorization": f"Bearer {credential}", "Content-Type": "application/json", "Idempotency-Key": key}
        self.connection.request("POST", "/api/v1" + path, json.dumps(body).encode(), headers)

    def hear(self) -> tuple[int, Json]:
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())


class Track:
    """A hall with its server (on SQLite, where one process writes) or its two workers (on PostgreSQL)."""

    def __init__(self, url: str, ports: Sequence[int]) -> None:
        self.database = Database(url)
        self.lanes = (Runner(ports[0]), Runner(ports[-1]))
        self.seq, self.head = 0, ""
        self._stand_at_the_end()

    def race(self, race: Race, chance: random.Random) -> Outcome:
        first, second = chance.sample((0, 1), 2)
        stagger_s = chance.choice(STAGGERS_S)
        made, keys = self._set_up(race)
        began = time.perf_counter()
        self._send(race, first, made, keys)
        while time.perf_counter() - began < stagger_s:
            pass  # a sleep of a millisecond sleeps as long as the machine likes
        self._send(race, second, made, keys)
        heard = {lane: self.lanes[lane].hear() for lane in (first, second)}
        return self._outcome(race, made["before"], (heard[0], heard[1]))

    def one_after_the_other(self, race: Race, order: tuple[int, int]) -> Outcome:
        """The same two presses with all the time in the world between them."""
        made, keys = self._set_up(race)
        heard = {}
        for lane in order:
            self._send(race, lane, made, keys)
            heard[lane] = self.lanes[lane].hear()
        return self._outcome(race, made["before"], (heard[0], heard[1]))

    def _set_up(self, race: Race) -> tuple[Json, dict[str, str]]:
        body = {"tickets": race.tickets, "counters": race.counters, "ago_s": race.ago_s, "booked": race.booked}
        self.lanes[0].send("/races", body, session_of("hoa"), a_key())
        status, said = self.lanes[0].hear()
        assert status == 200, said
        self._stand_at_the_end()
        return said, {press.key or press.name: a_key() for press in race.presses}

    def _stand_at_the_end(self) -> None:
        with self.database.glance() as db:
            self.seq, self.head = db.execute(select(Hall.seq, Hall.head)).one()

    def _send(self, race: Race, lane: int, made: Json, keys: dict[str, str]) -> None:
        press = race.presses[lane]
        body = {name: made["tickets"][0] if value == "{0}" else value for name, value in press.body.items()}
        credential = {"kiosk": key_of, "phone": str}.get(press.who, session_of)(press.who)
        # The same press twice is two presses, unless it says that it is one asked again.
        key = keys[press.key] if press.key else a_key()
        path = press.path.format(*made["tickets"], code=made["code"], token=made["token"])
        self.lanes[lane].send(path, body, credential, key)

    def _outcome(self, race: Race, before: int, heard: tuple[tuple[int, Json], tuple[int, Json]]) -> Outcome:
        with self.database.read() as db:
            numbers = {row.id: row.number for row in db.execute(select(Counter.id, Counter.number))}
            rows = db.execute(select(Ticket.__table__).where(Ticket.id > before).order_by(Ticket.id)).all()
            counters = db.execute(_COUNTERS).all()
            seats = db.execute(_SEATS).all()
            booked = db.execute(_BOOKED).all()
            hall = db.execute(select(Hall.__table__)).one()
            story = queries.story(db, hall.id, self.seq, 1000)
        chain = Chain()
        chain.head = Head(self.seq, self.head)
        for row in story:
            chain.hear(row)
        assert chain.broken is None, "the story has a gap or its chain is broken"
        assert (story[-1]["seq"], story[-1]["hash"]) == (hall.seq, hall.head) if story else hall.seq == self.seq
        every_rule_holds(rows)
        order = sorted if race.seats_change else list
        places = {row.id: place for place, row in enumerate(rows)}
        return Outcome(
            (_said(heard[0], places), _said(heard[1], places)),
            tuple(_plain(row, numbers) for row in rows),
            tuple(tuple(row) for row in (*counters, *seats, *booked)),
            tuple(order(f"{row['kind']} {places.get(row['ticket'])} at {row['counter']}" for row in story)),
        )

    def leave(self) -> None:
        for lane in self.lanes:
            lane.connection.close()
        self.database.close()

    def prove(self) -> None:
        found = faults(self.database)
        assert found == [], found[:3]


def every_rule_holds(rows: Sequence[Record]) -> None:
    """Of these tickets: one label each, one counter each, one ticket in hand at each counter, ended or not."""
    turns = Tally((row.day, row.series, row.number, row.leg) for row in rows)
    assert not [turn for turn, times in turns.items() if times > 1], "a label was given twice"
    in_hand = Tally(row.counter_id for row in rows if row.counter_id is not None)
    assert not [counter for counter, times in in_hand.items() if times > 1], "a counter has two tickets in hand"
    for row in rows:
        assert (row.counter_id is not None) == (State(row.state) in IN_HAND), f"{row.label} is {row.state}"
        assert row.waits_since >= row.issued_at


_TOLD = (
    "state", "service", "last_counter", "reserved_counter", "calls", "outcome", "reason", "lane", "grounds",
    "lane_checked_by", "leg", "is_trial",
)  # fmt: skip
_TIMES = ("called_at", "started_at", "parked_at", "remind_at", "ended_at", "slot_at", "coming_at", "delayed_at")


def _plain(row: Record, numbers: dict[int, int]) -> tuple[Any, ...]:
    return (
        *(getattr(row, column) for column in _TOLD),
        *(getattr(row, column) is not None for column in _TIMES),
        tuple(row.path),
        numbers.get(row.counter_id) if row.counter_id else None,
        row.counts_from == row.issued_at,
    )


def _said(heard: tuple[int, Json], places: dict[int, int]) -> str:
    status, body = heard
    if "error" in body:
        return f"{status} {body['error']['code']}"
    ticket = body.get("ticket")
    if ticket:
        return f"{status} ticket {places.get(ticket['id'])} {ticket['state']} at {ticket['counter']}"
    if "may" in body:
        return f"{status} phone {body['state']} at {body['counter']} {body['may']}"
    for noun in ("counter", "appointment"):
        if noun in body:
            return f"{status} {noun} {body[noun]['state']}"
    return f"{status} {sorted(name for name, value in body.items() if value)}"


@contextmanager
def track(url: str, folder: Path) -> Iterator[Track]:
    workers = 1 if url.startswith("sqlite") else 2
    ports = [free_port() for _ in range(workers)]
    environment = {"MOISO_DATA": str(folder), "MOISO_DATABASE": url, "RACES_BEGAN": str(time.time())}
    with ExitStack() as ends:
        for port in ports:
            command = [sys.executable, "-m", "tests.server.racing_server", str(port)]
            server = ends.enter_context(Running(command, log=folder / f"server-{port}.log", env=environment))
            server.wait_for_url(f"http://{LOOPBACK}:{port}/readyz", 60)
        made = Track(url, ports)
        ends.callback(made.leave)
        yield made
