"""The visitors of the simulated day: they come, touch the kiosk, and some of them give up waiting."""

import threading
import uuid
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from demo.clock import BrokenOff
from demo.hall import Hall
from demo.plan import Visitor
from demo.staff import Staff
from demo.wire import Json, Refused, Wire

HANDS = 4
"""How many touch the kiosk at one instant: at high speed the next one comes before the paper of the last is out."""


class Visitors:
    def __init__(
        self, hall: Hall, kiosk: Wire | None, kiosk_key: str, floor: Staff | None, script: Sequence[Visitor]
    ) -> None:
        """Numbers come from `kiosk`, on paper, or from the server when there is none; `floor` helps those who leave."""
        self._hall, self._clock = hall, hall.clock
        self._kiosk, self._key, self._floor = kiosk, kiosk_key, floor
        self._script = script
        self._run = uuid.uuid4().hex[:12]  # The same script may be played twice in one hall: other presses, other keys.
        self._leaving: list[tuple[float, int]] = []
        self._lock = threading.Lock()
        self.are_all_in = False
        """Whether everybody of the script has come and has a number."""

    def come(self) -> None:
        """Everybody, each at their time. Raises BrokenOff, and Refused when the hall gives no number."""
        with ThreadPoolExecutor(HANDS) as hands:
            touches: list[Future[None]] = []
            try:
                for number, visitor in enumerate(self._script):
                    self._clock.sleep_until(visitor.arrives_s)
                    self._hall.crowd.step_up()
                    touches.append(hands.submit(self._take_number, visitor, f"day-{self._run}-{number}"))
                    if touches[0].done():
                        touches.pop(0).result()
            except BrokenOff:
                hands.shutdown(cancel_futures=True)
                raise
            for touch in touches:
                touch.result()
        self.are_all_in = True

    def leave(self) -> None:
        """Those who give up tell somebody on the floor. Raises BrokenOff."""
        while True:
            self._clock.wait(max(0.1, 30 / self._clock.speed))
            now = self._clock.now_s()
            with self._lock:
                gone = [ticket for when, ticket in self._leaving if when <= now]
                self._leaving = [(when, ticket) for when, ticket in self._leaving if when > now]
            for ticket in gone:
                self._give_up(ticket)

    def _take_number(self, visitor: Visitor, key: str) -> None:
        label: str | None = None
        try:
            label, ticket = self._ask_for_number(visitor, key)
        finally:
            self._hall.crowd.step_away(label, visitor)
        if visitor.leaves_s is not None:
            with self._lock:
                self._leaving.append((self._clock.now_s() + visitor.leaves_s, ticket))

    def _ask_for_number(self, visitor: Visitor, key: str) -> tuple[str, int]:
        said = {name: getattr(visitor, name) for name in ("service", "procedure", "lane", "grounds", "language")}
        wish: Json = {name: value for name, value in said.items() if value is not None}
        if self._kiosk is not None:
            answer = self._kiosk.post("/api/take", wish, key=key)
            return answer["label"], answer["ticket"]
        wish["dossiers"] = visitor.dossiers
        issued = self._hall.server.post("/api/v1/tickets", wish, self._key, key)["ticket"]
        return issued["label"], issued["id"]

    def _give_up(self, ticket: int) -> None:
        if self._floor is None or self._floor.get(f"/tickets/{ticket}")["ticket"]["state"] != "waiting":
            return
        try:
            self._floor.press(f"/tickets/{ticket}/cancel", {"reason": "Công dân không chờ nữa"})
        except Refused as refused:
            if refused.code != "illegal_move":  # Called and served while we were looking.
                raise
