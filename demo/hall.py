"""What everybody in the simulated hall shares: the clock, the wire, who holds which number, and who waits where."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from demo.clock import Clock
from demo.plan import Visitor
from demo.wire import Json, Wire

CALLED_TOO_SOON_S = 5.0
"""A clerk may call a number before the kiosk has told us who took it: paper takes its time."""


@dataclass(slots=True)
class Guest:
    """A visitor in the hall, and how far they have come."""

    visitor: Visitor
    was_absent: bool = False
    was_sent_on: bool = False
    was_away: bool = False
    is_paying: bool = False


class Crowd:
    """Who holds which number. A label is unique in a day and stays the same on every leg of a visit."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._guests: dict[str, Guest] = {}
        self._at_kiosk = 0

    def step_up(self) -> None:
        """Somebody touches the kiosk; we do not know their number yet."""
        with self._changed:
            self._at_kiosk += 1

    def step_away(self, label: str | None, visitor: Visitor) -> None:
        """They have their number, or none."""
        with self._changed:
            self._at_kiosk -= 1
            if label is not None:
                self._guests[label] = Guest(visitor)
            self._changed.notify_all()

    def who(self, label: str) -> Guest | None:
        """Who comes when this number is called; None for a number that is none of ours."""
        until = time.monotonic() + CALLED_TOO_SOON_S
        with self._changed:
            while label not in self._guests and self._at_kiosk and time.monotonic() < until:
                self._changed.wait(0.1)
            return self._guests.get(label)


class Waiting:
    """How many wait for each service, as the server last said. One asks for all, so that idle clerks ask nothing."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[str, int] = {}
        self._news = 0

    def take(self, lines: Json) -> None:
        with self._changed:
            self._waiting = {line["service"]: line["waiting"] for line in lines["lines"]}
            self._news += 1
            self._changed.notify_all()

    def is_empty(self) -> bool:
        with self._changed:
            return not any(self._waiting.values())

    def wait_for_one(self, services: Iterable[str], seen: int, within_s: float) -> tuple[bool, int]:
        """Whether somebody waits for one of `services` according to news we have not `seen`; and the newest news."""
        with self._changed:
            if self._news == seen:
                self._changed.wait(within_s)
            return self._news != seen and any(self._waiting.get(code) for code in services), self._news


@dataclass(slots=True)
class Hall:
    clock: Clock
    server: Wire
    catalogue: Json
    crowd: Crowd = field(default_factory=Crowd)
    waiting: Waiting = field(default_factory=Waiting)

    def service_of_kind(self, kind: str) -> str | None:
        return next((service["code"] for service in self.catalogue["services"] if service["kind"] == kind), None)

    def papers_of(self, procedure: str | None) -> list[str]:
        """What a procedure asks people to hand in."""
        found = next((row for row in self.catalogue["procedures"] if row["code"] == procedure), None)
        return [item["text"] for item in (found or {}).get("checklist", []) if item["kind"] == "submit"]
