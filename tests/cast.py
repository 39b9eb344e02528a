"""The cast of all server tests: who works in the small hall, and what each does, in sentences.

Clerk Mai works at counter 1, clerk Nam at counter 2, supervisor Hoa everywhere; Ba is of the complaints office, Tuấn
the administrator, Kiên watches over the province; a kiosk and a TV stand in the hall.
"""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import requests
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server.db import Database
from server.models import Counter, Hall, Story, Ticket
from server.table import Table
from tests.builders import MORNING, key_of, session_of
from tests.proofs import faults
from tests.services import eventually

API = "/api/v1"
HALL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")

Json = dict[str, Any]
_keys = itertools.count(1)


class Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: float = 0, *, minutes: float = 0, hours: float = 0) -> None:
        self.now += timedelta(seconds=seconds, minutes=minutes, hours=hours)

    def is_at(self, hall_time: str) -> None:
        """`2026-11-23 23:59:59`, as the clock on the wall of the hall shows it."""
        self.now = datetime.fromisoformat(hall_time).replace(tzinfo=HALL_TIME).astimezone(UTC)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    raw: bytes
    headers: Mapping[str, str]

    @property
    def body(self) -> Json:
        said: Json = json.loads(self.raw)
        return said

    @property
    def code(self) -> str | None:
        """The code of a refusal; None when it was none."""
        error = self.body.get("error")
        return error["code"] if error else None

    @property
    def refusal(self) -> tuple[int, str | None]:
        return self.status, self.code

    def done(self, status: int = 200) -> Json:
        """The body of a request that must have been granted."""
        assert self.status == status, f"{self.status}: {self.raw.decode()}"
        return self.body


class Wire(Protocol):
    """A way to the server: the app in this process, or a real one over TCP."""

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None, query: Json) -> Answer: ...


class InProcess:
    def __init__(self, app: Flask) -> None:
        self.app = app

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None, query: Json) -> Answer:
        client: FlaskClient = self.app.test_client(use_cookies=False)
        answer = client.open(path, method=method, headers=headers, data=body, query_string=query or None)
        return Answer(answer.status_code, answer.data, answer.headers)


class OverHttp:
    """To a real server at this address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes | None, query: Json) -> Answer:
        answer = requests.request(
            method, self.address + path, headers=headers, data=body, params=query or None, timeout=20
        )
        return Answer(answer.status_code, answer.content, answer.headers)


class Caller:
    """Somebody who speaks to the server with their own credential, or with none."""

    def __init__(self, wire: Wire, credential: str | None = None) -> None:
        self.wire = wire
        self.headers = {"Authorization": f"Bearer {credential}"} if credential else {}

    def get(self, path: str, **query: Any) -> Answer:
        return self.wire.ask("GET", API + path, self.headers, None, query)

    def post(
        self, path: str, body: Any = None, *, key: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """POST `body` (bytes go as they are, anything else as JSON)."""
        sent = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
        said = {"Content-Type": "application/json", **self.headers}
        if key is not None:
            said["Idempotency-Key"] = key
        return self.wire.ask("POST", API + path, {**said, **(headers or {})}, sent, {})

    def asks(self, verb: str, ticket: Json | int, *, key: str | None = None, **body: Any) -> Answer:
        """A verb on a ticket, granted or not."""
        return self.post(f"/tickets/{_id(ticket)}/{verb}", body, key=key)

    def moves(self, verb: str, ticket: Json | int, **body: Any) -> Json:
        """A verb on a ticket that must be granted; the ticket."""
        return self.asks(verb, ticket, **body).done()["ticket"]  # type: ignore[no-any-return]

    def sees(self, ticket: Json | int) -> Json:
        return self.get(f"/tickets/{_id(ticket)}").done()["ticket"]  # type: ignore[no-any-return]

    def voids(self, ticket: Json, reason: str = "in thử") -> Json:
        return self.moves("void", ticket, reason=reason)

    def cancels(self, ticket: Json, reason: str = "bà con về") -> Json:
        return self.moves("cancel", ticket, reason=reason)

    def checks_lane(self, ticket: Json, lane: str, **more: Any) -> Json:
        return self.moves("lane", ticket, lane=lane, **more)

    def regulates(self, **sections: Any) -> None:
        """Changes the hall's regulations; the administrator may."""
        self.post("/regulations", sections).done()

    def issues(self, service: str, **more: Any) -> Json:
        """A ticket of `service`."""
        return self.post("/tickets", {"service": service, **more}).done(201)["ticket"]  # type: ignore[no-any-return]

    def reads_story(self, after: int = 0) -> list[Json]:
        return self.get("/story", after=after, limit=1000).done()["story"]  # type: ignore[no-any-return]


class AtCounter(Caller):
    """A clerk, or whoever works at a counter."""

    def __init__(self, wire: Wire, credential: str, counter: int) -> None:
        super().__init__(wire, credential)
        self.counter = counter

    def turns(self, how: str, **body: Any) -> Answer:
        """`open`, `pause`, `close`, `call-next` or `call`, granted or not."""
        return self.post(f"/counters/{self.counter}/{how}", body)

    def opens(self) -> Json:
        return self.turns("open").done()["counter"]  # type: ignore[no-any-return]

    def pauses(self, reason: str = "họp", **more: Any) -> Json:
        return self.turns("pause", reason=reason, **more).done()["counter"]  # type: ignore[no-any-return]

    def closes(self) -> Json:
        return self.turns("close").done()["counter"]  # type: ignore[no-any-return]

    def sits(self, counter: int, **how: bool) -> Answer:
        """Sits down at another counter, granted or not; what they do from then on they do there."""
        answer = self.post(f"/counters/{counter}/sit", how)
        if answer.status == 200:
            self.counter = counter
        return answer

    def calls_next(self) -> Json:
        return self.turns("call-next").done()["ticket"]  # type: ignore[no-any-return]

    def calls(self, ticket: Json, reason: str = "cụ già yếu") -> Json:
        return self.turns("call", ticket=ticket["id"], reason=reason).done()["ticket"]  # type: ignore[no-any-return]

    def serves_next(self) -> Json:
        """Calls and starts; the ticket is in hand."""
        return self.moves("start", self.calls_next())

    def finishes(self, ticket: Json, outcome: str = "accepted", **more: Any) -> Json:
        return self.moves("finish", ticket, outcome=outcome, **more)

    def parks(self, ticket: Json, reason: str = "đi phô tô") -> Json:
        return self.moves("park", ticket, reason=reason)

    def transfers(self, ticket: Json, reason: str = "sai quầy", **where: Any) -> Json:
        return self.moves("transfer", ticket, reason=reason, **where)

    def sees_desk(self) -> Json:
        return self.get(f"/desk/{self.counter}").done()


class SmallHall:
    """The small hall at work: its app, its clock, its people. `names`: what theirs end in, where several halls are."""

    def __init__(self, app: Flask, clock: Clock, names: str = "") -> None:
        self.app, self.clock = app, clock
        self.database: Database = app.extensions["moiso"].database
        wire = InProcess(app)
        self.mai = AtCounter(wire, session_of(f"mai{names}"), 1)
        self.nam = AtCounter(wire, session_of(f"nam{names}"), 2)
        self.hoa = AtCounter(wire, session_of(f"hoa{names}"), 3)
        self.ba = Caller(wire, session_of(f"ba{names}"))
        self.tuan = Caller(wire, session_of(f"tuan{names}"))
        self.kiosk = Caller(wire, key_of(f"kiosk{names}"))
        self.tv = Caller(wire, key_of(f"tv{names}"))
        self.panel = Caller(wire, key_of(f"panel{names}"))
        self.kien = Caller(wire, session_of("kien"))
        self.stranger = Caller(wire)

    @cached_property
    def tablet(self) -> Caller:
        """A rating tablet: it comes into the hall when a test first asks for it."""
        added = self.tuan.post("/devices", {"name": "tablet", "kind": "rating"}).done(201)
        return Caller(self.mai.wire, added["key"])

    def open_all(self) -> "SmallHall":
        """Mai, Nam and Hoa (at counter 3) are at work."""
        for clerk in (self.mai, self.nam, self.hoa):
            clerk.opens()
        return self

    def regulates(self, **sections: Any) -> "SmallHall":
        """The administrator puts these sections of the regulations in force."""
        self.tuan.post("/regulations", sections).done()
        return self

    def has_a_busy_hour(self) -> None:
        """Twelve people come for H in its course."""
        for _ in range(12):
            self.kiosk.issues("H")
            self.clock.passes(300)

    def close(self) -> None:
        """Lets the announcer finish what it is telling, then leaves the database."""
        self.is_quiet()
        self.database.close()

    def is_quiet(self) -> None:
        """The announcer has told all there is to tell."""
        halls = self.app.extensions["moiso"].live._halls.values()
        eventually(
            lambda: not any(hall.sends.is_on or hall.rounds.is_on for hall in halls), 10, "the announcer has told all"
        )

    def hoa_at(self, counter: int) -> AtCounter:
        """Supervisor Hoa, working at `counter`."""
        return AtCounter(self.mai.wire, session_of("hoa"), counter)

    def is_proved(self) -> None:
        """The story has no gap, its chain is whole, and told anew it gives the rows there are."""
        assert faults(self.database) == []

    def story(self, ticket: Json | None = None) -> list[Json]:
        rows = self.ba.reads_story()
        return [row for row in rows if ticket is None or row["ticket"] == ticket["id"]]

    def stands_at(self) -> dict[str, int]:
        """The head of the story and the number of rows in each table: equal before and after what changed nothing."""
        with self.database.read() as db:
            counts = {
                table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
                for table in Table.metadata.sorted_tables
                if table.name != "answer"  # a refusal is kept with its key
            }
            return counts | {"seq": db.execute(select(Hall.seq)).scalar_one()}

    def labels(self) -> list[str]:
        with self.database.read() as db:
            return list(db.execute(select(Ticket.label).order_by(Ticket.id)).scalars())

    def in_hand(self) -> dict[int, str]:
        """The label at each counter that has one."""
        with self.database.read() as db:
            rows = db.execute(select(Counter.number, Ticket.label).join(Ticket, Ticket.counter_id == Counter.id))
            return {row.number: row.label for row in rows}

    def story_rows(self) -> int:
        with self.database.read() as db:
            return db.execute(select(func.count()).select_from(Story)).scalar_one()


def _id(ticket: Json | int) -> int:
    return ticket if isinstance(ticket, int) else int(ticket["id"])


def a_key() -> str:
    """An Idempotency-Key nobody has used."""
    return f"key-{next(_keys)}"
