"""Whatever a day brings, each answer agrees with the hall as it was before the call, and its facts alone tell it."""

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from server import app
from server.config import Settings
from server.models import Counter, Hall, Record, Ticket
from tests.builders import Halls, fill_small_hall
from tests.cast import Clock, SmallHall
from tests.sizes import SIZES

Json = dict[str, Any]
Stood = tuple[str, str, str, str | None]
"""State, service, lane, ground."""

REGULATIONS = {
    "groups": [{"services": ["C"], "kind": "fifo"}, {"services": []}],
    "help_after_s": 600,
    "moves": {"restore_grace_s": 120, "recall_cool_s": 0},
}
LATER = {"arrival", "same_second", "returned", "came_over", "next_step", "lost_moved", "lost_late", "lost_delayed"}
"""Answers that say that mine had the later place."""
CALLABLE = LATER | {"priority", "floor", "heads", "chosen"}
"""Answers that say that the counter could have called mine."""
NOT_CALLABLE = {"reserved", "separate", "helped"}
AWAY = {"absent", "parked", "cancelled", "voided"}

STANDS = {
    "given": "waiting", "next_step": "waiting", "came_back": "waiting", "put_back": "waiting", "moved": "waiting",
    "called_before": "in hand", "resumed": "in hand", "was_absent": "absent", "set_aside": "parked",
    "finished": "finished", "cancelled": "cancelled", "voided": "voided",
}  # fmt: skip
"""Where each fact leaves the label it is told of."""

MOVES: list[tuple[str, Json]] = [
    ("start", {}), ("start", {}), ("finish", {"outcome": "accepted"}),
    ("finish", {"outcome": "accepted", "next_service": "H"}), ("absent", {}), ("absent", {}), ("restore", {}),
    ("restore", {}), ("park", {"reason": "đi phô tô"}), ("resume", {}), ("put-back", {}), ("undo", {}), ("undo", {}),
    ("transfer", {"service": "H", "keep_place": True, "reason": "lấy nhầm"}),
    ("transfer", {"service": "C", "keep_place": False, "reason": "lấy nhầm"}),
    ("transfer", {"counter": 1, "keep_place": True, "reason": "hồ sơ cũ"}),
    ("cancel", {"reason": "xin trả số"}), ("void", {"reason": "in nhầm"}),
    ("lane", {"lane": "priority", "grounds": "merit", "reason": "có thẻ"}),
    ("lane", {"lane": "ordinary", "reason": "không đúng diện"}),
]  # fmt: skip
WISHES: list[Json] = [{}, {}, {"lane": "priority", "grounds": "elderly"}]

COMES = st.tuples(st.just("comes"), st.sampled_from("HHHCCD"), st.sampled_from(WISHES))
CALLS = st.tuples(st.just("calls"), st.sampled_from(["mai", "nam", "hoa"]), st.none())
CHOOSES = st.tuples(st.just("chooses"), st.sampled_from(["mai", "nam", "hoa"]), st.integers(0, 11))
DOES = st.tuples(st.just("does"), st.sampled_from(MOVES), st.integers(0, 11))
PRESSES = st.lists(
    st.tuples(st.sampled_from([0, 0, 1, 5, 20, 200]), st.one_of(COMES, CALLS, CALLS, CHOOSES, DOES, DOES, DOES)),
    min_size=45,
    max_size=60,
)


class Day:
    """A day of any presses; before each call somebody looks around."""

    def __init__(self, hall: SmallHall, clock: Clock) -> None:
        self.hall, self.clock = hall, clock
        self.tickets: list[Json] = []
        self.calls: dict[int, tuple[set[str], dict[str, Stood]]] = {}
        """By its row in the story, the line that the calling counter had and where every label stood."""

    def comes(self, service: str, wish: Json) -> None:
        if len(self.tickets) < 12:
            self.tickets.append(self.hall.kiosk.issues(service, **wish))

    def calls_next(self, who: str, _: None) -> None:
        self._call(who, "call-next")

    def chooses(self, who: str, which: int) -> None:
        if self.tickets:
            self._call(who, "call", ticket=self.tickets[which % len(self.tickets)]["id"], reason="cụ già yếu")

    def does(self, move: tuple[str, Json], which: int) -> None:
        if self.tickets:
            verb, body = move
            self.hall.hoa.asks(verb, self.tickets[which % len(self.tickets)], **body)

    def _call(self, who: str, how: str, **body: Any) -> None:
        desk = getattr(self.hall, who)
        line = {waiting["label"] for waiting in self.hall.hoa.get(f"/desk/{desk.counter}").done()["next"]}
        around, rows = self._around(), self._rows()
        if desk.turns(how, **body).status == 200:
            chosen = next((row for row in rows if row.id == body.get("ticket") and not row.reserved_counter), None)
            if chosen is not None:  # perhaps from a line that the counter does not help just now
                common = [row for row in rows if row.state == "waiting" and not row.reserved_counter]
                line |= {row.label for row in common if row.service == chosen.service}
            self.calls[self.hall.story()[-1]["seq"]] = line, around

    @cached_property
    def standing_calls(self) -> list[Json]:
        """The rows of the calls that were not taken back; read when the day is over."""
        story = self.hall.story()
        undone = {row["details"]["undone"] for row in story if row["kind"] == "move_undone"}
        return [row for row in story if row["seq"] in self.calls and row["seq"] not in undone]

    def _around(self) -> dict[str, Stood]:
        """Where each label stands: with its newest leg, but one whose making was taken back never was."""
        in_hand = {"called": "in hand", "serving": "in hand"}
        return {
            row.label: (in_hand.get(row.state, row.state), row.service, row.lane, row.grounds)
            for row in self._rows()
            if row.state != "cancelled" or row.reason
        }

    def _rows(self) -> Sequence[Record]:
        with self.hall.database.read() as db:
            return db.execute(select(Ticket.__table__).order_by(Ticket.leg)).all()


def told(found: Json, whose: str) -> Stood | None:
    """Where the facts alone say that the label stood at the call."""
    state, service, lane, grounds = None, "", "", None
    for fact in found["facts"]:
        params = fact["params"]
        if fact["id"] == "called":
            break
        if params.get("whose") == whose:
            state, service = STANDS.get(fact["id"], state), params.get("service", service)
            lane, grounds = params.get("lane", lane), params["grounds"] or None if "lane" in params else grounds
    return (state, service, lane, grounds) if state else None


def agrees(day: Day, found: Json) -> None:
    """The answer, its facts and the call it is about agree with what was seen before that call."""
    answer, call = found["answer"]["id"], found["call"]
    mine, other = found["mine"]["label"], found["other"]["label"]
    at = [fact["params"]["at"] for fact in found["facts"] if "at" in fact["params"]]
    assert at == sorted(at)
    calls = day.standing_calls
    of_other = [row for row in calls if row["label"] == other]
    assert (answer == "never_called") is (not of_other) is (call is None)
    if call is None:
        return
    line, around = day.calls[call]
    row = next(row for row in of_other if row["seq"] == call)
    rivals = [row["seq"] for row in of_other if mine in day.calls[row["seq"]][0]]
    assert call == (rivals[0] if rivals else call)
    assert (told(found, "mine"), told(found, "other")) == (around.get(mine), around[other])
    state = around[mine][0] if mine in around else None
    if answer == "mine_first":
        assert state in ("in hand", "finished")
        assert any(row["label"] == mine and row["seq"] < call for row in calls)
    else:
        assert state == (None if answer == "not_here_yet" else answer if answer in AWAY else "waiting")
    assert answer != "unexplained", json.dumps(found)
    assert answer not in CALLABLE or mine in line
    assert answer not in NOT_CALLABLE or mine not in line
    passed = {one["label"] for one in row["details"]["passed"]}
    assert answer not in (LATER | {"two_lines"}) or mine not in passed
    assert answer not in ("priority", "heads") or mine in passed
    if answer == "priority":
        assert around[other][2:] == ("priority", found["answer"]["params"]["grounds"] or None)


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_every_answer_agrees_with_the_hall_before_the_call(
    halls: Halls, database_kind: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    answers: dict[str, int] = {}

    @settings(
        max_examples=SIZES.examples, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(PRESSES)
    def any_day(presses: list[Any]) -> None:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        clock = Clock()
        with halls.database(database_kind, "small", fill_small_hall, folder) as url:
            built = app.build(Settings(data=str(folder), database=url, heartbeat_s=24 * 3600, refresh_ms=1), clock)
            hall = SmallHall(built, clock)
            with hall.database.write() as db:
                db.execute(update(Hall).values(regulations=json.dumps(REGULATIONS)))
                db.execute(update(Counter).where(Counter.number == 3).values(helps=["C"]))
            day = Day(hall.open_all(), clock)
            for seconds, (what, one, more) in presses:
                clock.passes(seconds)
                {"comes": day.comes, "calls": day.calls_next, "chooses": day.chooses, "does": day.does}[what](one, more)
            labels = [ticket["label"] for ticket in day.tickets]
            for mine, other in ((mine, other) for mine in labels for other in labels if mine != other):
                found = hall.ba.get("/why", mine=mine, other=other).done()
                answers[found["answer"]["id"]] = answers.get(found["answer"]["id"], 0) + 1
                agrees(day, found)
            hall.close()

    any_day()
    record_property("did", f"{SIZES.examples} days, {answers}")
