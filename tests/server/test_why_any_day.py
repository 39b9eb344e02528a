"""Whatever a day brings, each answer agrees with the line that the calling counter had before it."""

import json
import random
from typing import Any

import pytest
from sqlalchemy import update

from server.models import Counter, Hall
from tests.cast import AtCounter, Clock, SmallHall

Json = dict[str, Any]

REGULATIONS = {
    "groups": [{"services": ["C"], "kind": "fifo"}, {"services": []}],
    "help_after_s": 600,
    "moves": {"restore_grace_s": 120, "recall_cool_s": 0},
}
CALLABLE = {"arrival", "returned", "came_over", "next_step", "lost_moved", "lost_late", "priority", "floor", "heads",
            "chosen"}  # fmt: skip
"""Answers that say that the counter could have called mine."""
NOT_CALLABLE = {"reserved", "separate", "helped"}
LATER = {"arrival", "returned", "came_over", "next_step", "lost_moved", "lost_late", "two_lines"}
"""Answers that say that mine had the later place."""
MOVES: list[tuple[str, Json]] = [
    ("start", {}), ("start", {}), ("finish", {"outcome": "accepted"}),
    ("finish", {"outcome": "accepted", "next_service": "H"}), ("absent", {}), ("restore", {}), ("restore", {}),
    ("park", {"reason": "đi phô tô"}), ("resume", {}), ("put-back", {}), ("undo", {}),
    ("transfer", {"service": "H", "keep_place": True, "reason": "lấy nhầm"}),
    ("transfer", {"service": "C", "keep_place": False, "reason": "lấy nhầm"}),
    ("transfer", {"counter": 1, "keep_place": True, "reason": "hồ sơ cũ"}),
    ("cancel", {"reason": "xin trả số"}), ("lane", {"lane": "priority", "reason": "có thẻ"}),
]  # fmt: skip


class Day:
    """A day of random presses; before each call somebody looks at the counter's line."""

    def __init__(self, hall: SmallHall, clock: Clock, seed: int) -> None:
        self.hall, self.clock, self.random = hall, clock, random.Random(seed)
        self.tickets: list[Json] = []
        self.lines: list[set[str]] = []
        """The labels in the line of the calling counter, for each call in order."""

    def goes_by(self, presses: int) -> None:
        for _ in range(presses):
            self.clock.passes(seconds=self.random.choice([1, 5, 20, 60, 200]))
            self.random.choice([self._comes, self._calls, self._calls, self._moves, self._moves])()

    def _comes(self) -> None:
        wish = self.random.choice([{}, {}, {"lane": "priority", "grounds": "elderly"}])
        if len(self.tickets) < 18:
            self.tickets.append(self.hall.kiosk.issues(self.random.choice("HHHCCD"), **wish))

    def _calls(self) -> None:
        desk = self.random.choice([self.hall.mai, self.hall.nam, self.hall.hoa])
        line = {waiting["label"] for waiting in self.hall.hoa.get(f"/desk/{desk.counter}").done()["next"]}
        if self._call(desk):
            self.lines.append(line)

    def _call(self, desk: AtCounter) -> bool:
        if self.tickets and self.random.random() < 0.15:
            return desk.turns("call", ticket=self.random.choice(self.tickets)["id"], reason="cụ già yếu").status == 200
        return desk.turns("call-next").status == 200

    def _moves(self) -> None:
        if self.tickets:
            verb, body = self.random.choice(MOVES)
            self.hall.hoa.asks(verb, self.random.choice(self.tickets[-8:]), **body)


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_every_answer_agrees_with_the_line_before_the_call(hall: SmallHall, clock: Clock) -> None:
    with hall.database.write() as db:
        db.execute(update(Hall).values(regulations=json.dumps(REGULATIONS)))
        db.execute(update(Counter).where(Counter.number == 3).values(helps=["C"]))
    hall.open_all()
    day = Day(hall, clock, seed=11)
    day.goes_by(presses=170)
    calls = [row for row in hall.story() if row["kind"] == "ticket_called" and row["details"]["times"] == 1]
    lines = dict(zip([row["seq"] for row in calls], day.lines, strict=True))
    passed = {row["seq"]: {one["label"] for one in row["details"]["passed"]} for row in calls}
    labels = [ticket["label"] for ticket in day.tickets]
    answers = set()
    for mine, other in ((mine, other) for mine in labels for other in labels if mine != other):
        found = hall.ba.get("/why", mine=mine, other=other).done()
        answer, call = found["answer"]["id"], found["call"]
        answers.add(answer)
        assert answer != "unexplained", found
        assert answer not in CALLABLE or mine in lines[call], found
        assert answer not in NOT_CALLABLE or mine not in lines[call], found
        assert answer not in LATER or mine not in passed[call], found
        assert answer not in ("priority", "heads") or mine in passed[call], found
    assert len(answers) >= 10
