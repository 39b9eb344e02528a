"""Any day at all: whatever people press in whatever order, over midnights too, what must be true stays true."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from server import app, queries
from server.check import check
from server.config import Settings
from server.domain.ticket import IN_HAND
from tests.builders import Halls, fill_small_hall
from tests.cast import Answer, AtCounter, Clock, Json, SmallHall, a_key
from tests.sizes import SIZES

LANES = st.sampled_from(["ordinary", "priority", "appointment"])
SERVICES = st.sampled_from("HCDRP")
WHO = st.sampled_from(["mai", "nam", "hoa"])

REFUSALS = {
    409: {"illegal_move", "nobody_waiting", "counter_busy", "counter_closed", "counter_paused", "cannot_serve",
          "nothing_to_undo"},
    403: {"not_allowed"},
}  # fmt: skip
"""All that a person who knows the hall may be refused with."""


class AnyDay(RuleBasedStateMachine):
    """Clerks Mai and Nam, supervisor Hoa and the kiosk press what they like."""

    halls: Halls
    kind: str
    scratch: Path
    count = 0

    tickets = Bundle("tickets")

    def __init__(self) -> None:
        super().__init__()
        AnyDay.count += 1
        folder = self.scratch / f"day-{AnyDay.count}"
        folder.mkdir()
        self.evening = ExitStack()
        url = self.evening.enter_context(self.halls.database(self.kind, "small", fill_small_hall, folder))
        self.clock = Clock()
        built = app.build(Settings(data=str(folder), database=url, heartbeat_s=24 * 3600, refresh_ms=1), self.clock)
        built.testing = True
        self.hall = SmallHall(built, self.clock).open_all()
        self.evening.callback(self.hall.close)
        self.labels: set[tuple[str, str]] = set()

    def teardown(self) -> None:
        assert check(self.hall.database) == []
        self.evening.close()

    def clerk(self, who: str) -> AtCounter:
        return getattr(self.hall, who)  # type: ignore[no-any-return]

    def is_granted_or_refused(self, answer: Answer, key: str, repeat: Answer) -> Json | None:
        """Granted, or refused with a code of the table; a second press heard the very same."""
        assert (repeat.status, repeat.raw) == (answer.status, answer.raw), key
        if answer.status in (200, 201):
            return answer.body
        assert answer.code in REFUSALS.get(answer.status, ()), answer.raw
        return None

    def press(self, who: str, path: str, **body: Any) -> Json | None:
        clerk, key = self.clerk(who), a_key()
        answer = clerk.post(path, body, key=key)
        return self.is_granted_or_refused(answer, key, clerk.post(path, body, key=key))

    @rule(target=tickets, service=SERVICES, lane=LANES)
    def somebody_arrives(self, service: str, lane: str) -> Any:
        ticket = self.hall.kiosk.issues(service, lane=lane)
        turn = (ticket["day"], ticket["label"])
        assert turn not in self.labels, "a label was given twice"
        self.labels.add(turn)
        return ticket["id"]

    @rule(target=tickets, who=WHO)
    def next(self, who: str) -> Any:
        called = self.press(who, f"/counters/{self.clerk(who).counter}/call-next")
        if called is None:
            return multiple()
        ticket = called["ticket"]
        assert (ticket["state"], ticket["counter"]) == ("called", self.clerk(who).counter)
        assert ticket["day"] == queries.local_day(self.clock.now, "Asia/Ho_Chi_Minh").isoformat(), "yesterday's"
        return ticket["id"]

    @rule(who=WHO, ticket=tickets)
    def choose(self, who: str, ticket: int) -> None:
        self.press(who, f"/counters/{self.clerk(who).counter}/call", ticket=ticket, reason="cụ già")

    @rule(
        who=WHO,
        ticket=tickets,
        verb=st.sampled_from(["start", "absent", "put-back", "call-again", "resume", "restore"]),
    )
    def move(self, who: str, ticket: int, verb: str) -> None:
        self.press(who, f"/tickets/{ticket}/{verb}")

    @rule(who=WHO, verb=st.sampled_from(["start", "absent", "park", "finish", "put-back"]))
    def move_what_is_in_hand(self, who: str, verb: str) -> None:
        in_hand = self.hall.hoa.get(f"/desk/{self.clerk(who).counter}").done()["ticket"]
        if in_hand is not None:
            body = {"park": {"reason": "phô tô"}, "finish": {"outcome": "accepted"}}.get(verb, {})
            self.press(who, f"/tickets/{in_hand['id']}/{verb}", **body)

    @rule(who=WHO, ticket=tickets, next_service=st.none() | SERVICES)
    def finish(self, who: str, ticket: int, next_service: str | None) -> None:
        self.press(who, f"/tickets/{ticket}/finish", outcome="guided", next_service=next_service)

    @rule(
        who=WHO, ticket=tickets, service=st.none() | SERVICES, counter=st.none() | st.integers(1, 4), keep=st.booleans()
    )
    def transfer(self, who: str, ticket: int, service: str | None, counter: int | None, keep: bool) -> None:
        where = {"service": service, "counter": counter, "keep_place": keep}
        self.press(who, f"/tickets/{ticket}/transfer", reason="sai quầy", **where)

    @rule(who=WHO, ticket=consumes(tickets))
    def cancel(self, who: str, ticket: int) -> None:
        self.press(who, f"/tickets/{ticket}/cancel", reason="bỏ về")

    @rule(who=WHO, ticket=tickets)
    def undo(self, who: str, ticket: int) -> None:
        self.press(who, f"/tickets/{ticket}/undo")

    @rule(who=WHO, how=st.sampled_from(["open", "open", "close", "pause"]))
    def turn_the_counter(self, who: str, how: str) -> None:
        body = {"reason": "họp"} if how == "pause" else {}
        self.press(who, f"/counters/{self.clerk(who).counter}/{how}", **body)

    @rule(seconds=st.sampled_from([1, 9, 60, 900, 6 * 3600, 24 * 3600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.passes(seconds)

    @invariant()
    def every_screen_tells_the_rows(self) -> None:
        in_hand = self.hall.in_hand()
        board = self.hall.tv.get("/board").done()
        lines = self.hall.hoa.get("/lines").done()
        assert {row["number"]: row["ticket"]["label"] for row in board["counters"] if row["ticket"]} == in_hand
        assert {row["number"]: row["label"] for row in lines["counters"] if row["label"]} == in_hand
        assert all(row["ticket"]["state"] in IN_HAND for row in board["counters"] if row["ticket"])
        assert [row["waiting"] for row in board["lines"]] == [row["waiting"] for row in lines["lines"]]
        for clerk in (self.hall.mai, self.hall.nam, self.hall.hoa):
            desk = clerk.sees_desk() if clerk is not self.hall.hoa else self.hall.hoa.get("/desk/3").done()
            assert desk["seq"] == board["seq"] == lines["seq"]
            assert (desk["ticket"] or {}).get("label") == in_hand.get(clerk.counter)
            assert desk["waiting"] == len(desk["next"])

    @invariant()
    def the_story_is_whole_and_gives_the_rows(self) -> None:
        assert check(self.hall.database) == []


@pytest.fixture
def any_day(halls: Halls, database_kind: str, tmp_path: Path) -> Iterator[type[AnyDay]]:
    AnyDay.halls, AnyDay.kind, AnyDay.scratch = halls, database_kind, tmp_path
    yield AnyDay


def test_whatever_people_press_what_must_be_true_stays_true(
    any_day: type[AnyDay], record_property: Callable[[str, object], None]
) -> None:
    run_state_machine_as_test(
        any_day,
        settings=settings(
            max_examples=SIZES.examples, stateful_step_count=SIZES.steps, deadline=None, database=None,
            print_blob=False, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    record_property("did", f"{SIZES.examples} days of up to {SIZES.steps} presses")
