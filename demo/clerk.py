"""A clerk of the simulated day: opens, calls, serves, takes breaks; presses what a person would press."""

import heapq
from collections.abc import Callable, Sequence

from demo.hall import Guest, Hall
from demo.plan import Pause
from demo.staff import Staff
from demo.wire import Json, Refused

SOMEBODY_ELSE = frozenset(
    {"illegal_move", "nobody_waiting", "counter_busy", "counter_closed", "counter_paused", "not_allowed"}
)
"""Refusals of an ordinary day: another clerk was quicker, or a real person presses at this counter too."""

CALL_AGAIN_S = 40.0
"""How long a clerk looks up for a person before calling again, and then before giving up."""
SENT_ON_S = 60.0
"""How long it takes to hear that somebody stands in the wrong line."""
STRANGER_S = 240.0
"""How long we serve a number that is none of the script's."""


class Clerk:
    def __init__(
        self, hall: Hall, staff: Staff, counter: int, services: Sequence[str], pauses: Sequence[Pause]
    ) -> None:
        self._hall, self._clock = hall, hall.clock
        self._press, self._get = staff.press, staff.get
        self.counter = counter
        self._services = services
        self._pauses = [pause for pause in pauses if pause.counter == counter]
        self._later: list[tuple[float, int, str]] = []
        """(when, ticket, move): the parked who come back, the absent who ask again."""
        self.is_busy = True
        """Whether somebody is at the desk or will be: the day is not over before all clerks are free."""

    def work(self) -> None:
        """Until the day is broken off. Raises BrokenOff."""
        self._press(f"/counters/{self.counter}/open")
        self._take_over()
        seen = 0
        while True:
            self._clock.wait(0)
            self._rest_if_due()
            if self._later and self._later[0][0] <= self._clock.now_s():
                self._try(self._welcome_back)
                continue
            self.is_busy = bool(self._later)
            somebody, seen = self._hall.waiting.wait_for_one(self._services, seen, 60 / self._clock.speed)
            if somebody:
                self.is_busy = True
                self._try(self._serve_next)

    def _try(self, what: Callable[[], object]) -> None:
        try:
            what()
        except Refused as refused:
            if refused.code not in SOMEBODY_ELSE:
                raise
            self._clock.sleep(20)

    def _take_over(self) -> None:
        """Whoever stands at the desk from before is served first."""
        held = self._get(f"/desk/{self.counter}")["ticket"]
        if held is not None:
            self._try(lambda: self._attend(held))

    def _rest_if_due(self) -> None:
        if not self._pauses or self._clock.now_s() < self._pauses[0].starts_s:
            return
        pause = self._pauses.pop(0)
        if pause.ends_s < self._clock.now_s():
            return
        until = self._clock.real_time(pause.ends_s)
        self._try(lambda: self._press(f"/counters/{self.counter}/pause", {"reason": pause.reason, "until": until}))
        self._clock.sleep_until(pause.ends_s)
        self._try(lambda: self._press(f"/counters/{self.counter}/open"))

    def _serve_next(self) -> None:
        self._attend(self._press(f"/counters/{self.counter}/call-next")["ticket"])

    def _attend(self, ticket: Json) -> None:
        guest = self._hall.crowd.who(ticket["label"])
        if guest is not None and not guest.visitor.comes and not guest.was_absent:
            self._call_in_vain(ticket["id"], guest)
            return
        self._clock.sleep(guest.visitor.walk_s if guest else 15)
        if ticket["state"] != "serving":
            self._press(f"/tickets/{ticket['id']}/start")
        if guest is None:
            self._clock.sleep(STRANGER_S)
            self._press(f"/tickets/{ticket['id']}/finish", {"outcome": "guided"})
        else:
            self._serve(ticket["id"], guest)

    def _call_in_vain(self, ticket: int, guest: Guest) -> None:
        for _ in range(2):
            self._clock.sleep(CALL_AGAIN_S)
            self._call_again(ticket)
        self._clock.sleep(CALL_AGAIN_S)
        self._press(f"/tickets/{ticket}/absent")
        guest.was_absent = True
        if guest.visitor.returns_s is not None:
            self._remember(guest.visitor.returns_s, ticket, "restore")

    def _call_again(self, ticket: int) -> None:
        try:
            self._press(f"/tickets/{ticket}/call-again")
        except Refused as refused:
            if refused.code != "too_soon":  # A day played fast calls faster than the hall lets the voice be cut off.
                raise

    def _serve(self, ticket: int, guest: Guest) -> None:
        visitor = guest.visitor
        if visitor.should_go_to and not guest.was_sent_on:
            guest.was_sent_on = True
            self._clock.sleep(SENT_ON_S)
            to = {"service": visitor.should_go_to, "keep_place": True, "reason": "Lấy nhầm lĩnh vực"}
            self._press(f"/tickets/{ticket}/transfer", to)
            return
        if visitor.fetches_s is not None and not guest.was_away:
            guest.was_away = True
            self._clock.sleep(visitor.serve_s / 2)
            self._press(f"/tickets/{ticket}/park", {"reason": "Đi sao chụp"})
            self._remember(visitor.fetches_s, ticket, "resume")
            return
        if guest.is_paying:
            self._clock.sleep(visitor.pays_s or 0)
            self._press(f"/tickets/{ticket}/finish", {"outcome": "accepted"})
            return
        self._clock.sleep(visitor.serve_s / 2 if guest.was_away else visitor.serve_s)
        self._finish(ticket, guest)

    def _finish(self, ticket: int, guest: Guest) -> None:
        visitor = guest.visitor
        body: Json = {"outcome": visitor.outcome, "dossiers": visitor.dossiers}
        if visitor.outcome == "supplement":
            body["missing"] = [paper[:300] for paper in self._hall.papers_of(visitor.procedure)[:2]]
        fees = self._hall.service_of_kind("fees")
        if visitor.pays_s is not None and fees and visitor.outcome == "accepted":
            guest.is_paying = True
            body["next_service"] = fees
        self._press(f"/tickets/{ticket}/finish", body)

    def _remember(self, after_s: float, ticket: int, move: str) -> None:
        heapq.heappush(self._later, (self._clock.now_s() + after_s, ticket, move))

    def _welcome_back(self) -> None:
        _, ticket, move = heapq.heappop(self._later)
        answer = self._press(f"/tickets/{ticket}/{move}")["ticket"]
        guest = self._hall.crowd.who(answer["label"])
        if move == "resume" and guest is not None:
            self._serve(ticket, guest)
