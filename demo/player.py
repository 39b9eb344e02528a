"""Plays a day's script in a hall that runs: puts visitors and clerks in their places and watches until all is over."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from demo.clerk import Clerk
from demo.clock import Clock
from demo.hall import Hall
from demo.plan import CLOSES_AT, Service, plan_day
from demo.staff import Staff
from demo.visitors import Visitors
from demo.wire import Json, Wire

LATEST_S = CLOSES_AT + 4 * 3600
"""A line that nobody may serve must not keep the day from ending."""
QUIET_LOOKS = 3
"""The day is over when nobody waits and no clerk is busy, so many looks in a row: a leg of a visit ends before the
next one shows in the lines."""


@dataclass(frozen=True, slots=True)
class Doors:
    """How to reach a hall: its server, its kiosk (none: tickets without paper), a kiosk's key, and who works there."""

    server: str
    kiosk: str | None
    kiosk_key: str
    accounts: Sequence[Json]


class Player:
    def __init__(self, doors: Doors, clock: Clock, seed: int, visitors: int) -> None:
        """Raises Refused when the key or an account is not the hall's, BrokenOff."""
        self._clock, self._key = clock, doors.kiosk_key
        server = Wire(doors.server, clock)
        hall = self._hall = Hall(clock, server, server.get("/api/v1/catalogue", doors.kiosk_key))
        clerks = {int(a["counter"]): Staff(server, a) for a in doors.accounts if a["role"] == "clerk" and a["counter"]}
        above = {a["role"]: Staff(server, a) for a in doors.accounts if a["role"] != "clerk"}
        self._reader = above.get("supervisor") or above.get("complaints") or above.get("admin")
        floor = above.get("supervisor") or next(iter(clerks.values()), None)
        board = floor.get("/board")["counters"] if floor else []
        does = {counter["number"]: counter["services"] for counter in board if counter["number"] in clerks}
        day = plan_day(seed, visitors, _services(hall.catalogue), sorted(does))
        self._clerks = [Clerk(hall, clerks[number], number, does[number], day.pauses) for number in does]
        kiosk = Wire(doors.kiosk, clock) if doors.kiosk else None
        self._visitors = Visitors(hall, kiosk, doors.kiosk_key, floor, day.visitors)

    def play(self) -> None:
        """The whole day. Raises BrokenOff, and Refused when the hall says what no ordinary day brings."""
        jobs: list[Callable[[], None]] = [clerk.work for clerk in self._clerks]
        jobs += [self._follow_lines, self._visitors.leave, self._visitors.come]
        with ThreadPoolExecutor(len(jobs)) as people:
            try:
                self._watch([people.submit(job) for job in jobs])
            finally:
                self._clock.break_off()

    def figures(self) -> Json | None:
        """What the server says of the day so far; None when nobody of ours may ask. Raises Refused, BrokenOff."""
        return self._reader.get("/figures") if self._reader else None

    def _watch(self, working: Sequence[Future[None]]) -> None:
        quiet = 0
        while quiet < QUIET_LOOKS and self._clock.now_s() < LATEST_S:
            self._clock.wait(0.2)
            for job in working:
                if job.done():
                    job.result()
            is_quiet = self._visitors.are_all_in and self._hall.waiting.is_empty()
            quiet = quiet + 1 if is_quiet and not any(clerk.is_busy for clerk in self._clerks) else 0

    def _follow_lines(self) -> None:
        while True:
            self._hall.waiting.take(self._hall.server.get("/api/v1/lines", self._key))
            self._clock.wait(max(0.1, min(1.0, 5 / self._clock.speed)))


def _services(catalogue: Json) -> list[Service]:
    of: dict[str, list[str]] = {service["code"]: [] for service in catalogue["services"]}
    for procedure in catalogue["procedures"]:
        of[procedure["service"]].append(procedure["code"])
    return [Service(row["code"], row["kind"], tuple(of[row["code"]])) for row in catalogue["services"]]
