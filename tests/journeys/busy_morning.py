"""A Monday morning of the default hall, played through the real verbs in seconds, and then served as it stands at nine:
`python -m tests.journeys.busy_morning DIR PORT`. The hall's clock goes on from there.
"""

import heapq
import itertools
import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from gevent import monkey

monkey.patch_all()

from catalogue.files import DEFAULT, load_default  # noqa: E402
from demo.cast import CLERKS  # noqa: E402
from demo.plan import Service, Visitor, plan_day  # noqa: E402
from server import app  # noqa: E402
from server.config import Settings  # noqa: E402
from server.serve import serve  # noqa: E402
from tests.builders import MORNING, fill, key_of, session_of  # noqa: E402
from tests.cast import AtCounter, Caller, Clock, InProcess, Json  # noqa: E402

VISITORS = 290
"""On a heavy day."""
UNTIL_S = 5400.0
"""Nine o'clock, in seconds after half past seven."""
LOOKS_S = 15
"""How often a clerk whom nobody waits for looks again."""


class Morning:
    """Who does what next, in the order of the hall's clock."""

    def __init__(self, url: str, folder: Path) -> None:
        self.clock = Clock()
        settings = Settings(data=str(folder), database=url, heartbeat_s=24 * 3600, refresh_ms=60_000)
        self.app = app.build(settings, self.clock)
        wire = InProcess(self.app)
        self.kiosk = Caller(wire, key_of("kiosk-1"))
        self.clerks = [AtCounter(wire, session_of(name), number) for number, name in enumerate(CLERKS, 1)]
        services = [Service(row.code, row.kind) for row in load_default().services]
        self.day = plan_day(1, VISITORS, services, [clerk.counter for clerk in self.clerks])
        self.people: dict[str, Visitor] = {}
        """By label."""
        self.in_hand: dict[int, str] = {}
        """By counter, the label."""
        self.waiting: list[str] = []
        self._due: list[tuple[float, int, Iterator[float]]] = []
        self._order = itertools.count()

    def play(self) -> None:
        self._later(0, self._comes())
        for clerk in self.clerks:
            self._later(20.0 * clerk.counter, self._works(clerk))
        while self._due[0][0] <= UNTIL_S:
            at_s, _, life = heapq.heappop(self._due)
            self.clock.now = MORNING + timedelta(seconds=at_s)
            wait_s = next(life, None)
            if wait_s is not None:
                self._later(at_s + wait_s, life)
        self.clock.now = MORNING + timedelta(seconds=UNTIL_S)

    def _later(self, at_s: float, life: Iterator[float]) -> None:
        heapq.heappush(self._due, (at_s, next(self._order), life))

    def _now_s(self) -> float:
        return (self.clock.now - MORNING).total_seconds()

    def _comes(self) -> Iterator[float]:
        for visitor in self.day.visitors:
            yield max(0.0, visitor.arrives_s - self._now_s())
            ticket = self.kiosk.issues(visitor.service, lane=visitor.lane, grounds=visitor.grounds)
            self.people[ticket["label"]] = visitor
            self.waiting.append(ticket["label"])

    def _works(self, clerk: AtCounter) -> Iterator[float]:
        clerk.opens()
        pauses = [pause for pause in self.day.pauses if pause.counter == clerk.counter]
        while True:
            if pauses and pauses[0].starts_s <= self._now_s():
                pause = pauses.pop(0)
                clerk.pauses(pause.reason, until=(MORNING + timedelta(seconds=pause.ends_s)).isoformat())
                yield pause.ends_s - self._now_s()
                clerk.opens()
            called = clerk.turns("call-next")
            if called.status == 200:
                yield from self._attends(clerk, called.body["ticket"])
            else:
                yield LOOKS_S

    def _attends(self, clerk: AtCounter, ticket: Json) -> Iterator[float]:
        visitor = self.people[ticket["label"]]
        self.waiting.remove(ticket["label"])
        self.in_hand[clerk.counter] = ticket["label"]
        yield visitor.walk_s if visitor.comes else 120
        if visitor.comes:
            clerk.moves("start", ticket)
            yield visitor.serve_s
            clerk.finishes(ticket, visitor.outcome, dossiers=visitor.dossiers)
        else:
            clerk.moves("absent", ticket)
        del self.in_hand[clerk.counter]


def main(folder: Path, port: int) -> None:
    url = f"sqlite:///{folder / 'moiso.db'}"
    staff = {name: ("clerk", number) for number, name in enumerate(CLERKS, 1)} | {"hoa": ("supervisor", None)}
    fill(url, DEFAULT, staff, {"kiosk-1": "kiosk", "kiosk-2": "kiosk", "tv": "display"})
    morning = Morning(url, folder)
    morning.play()
    morning.app.extensions["moiso"].database.close()
    stands = {"in_hand": morning.in_hand, "waiting": morning.waiting}
    (folder / "stands.json").write_text(json.dumps(stands), encoding="utf-8")
    began = time.monotonic()

    def clock() -> datetime:
        return morning.clock.now + timedelta(seconds=time.monotonic() - began)

    serve(Settings(data=str(folder), database=url, listen=f"127.0.0.1:{port}"), clock)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
