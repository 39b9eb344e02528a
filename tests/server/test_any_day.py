"""Any day at all: whatever people press in whatever order, the hall does what a hall on paper does, and stays whole.

The presses are granted or refused as the paper says; after each, rows, board, desks, lines, figures and story are
compared with it. Midnights pass, the day is closed, the clock is set back, the hall practises.
"""

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from server import app, jobs
from server.check import check
from server.config import Settings
from server.models import Account, Counter, Record, Ticket
from tests.builders import Halls, fill_small_hall
from tests.cast import Answer, AtCounter, Clock, Json, SmallHall, a_key
from tests.server.paper_hall import IN_HAND, SERVICES, Paper, PaperHall, Refused
from tests.sizes import SIZES

WHO = st.sampled_from(["mai", "nam", "hoa"])
CLERK = st.sampled_from(["mai", "nam"])
SERVICE = st.sampled_from("HHHCDRP")
LANE = st.sampled_from(["ordinary", "ordinary", "priority", "appointment"])
COUNTER = st.integers(1, 4)

STATES = ("waiting", "called", "serving", "parked", "absent", "finished", "cancelled", "expired")


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
        self.hall = SmallHall(built, self.clock)
        self.paper = PaperHall(self.clock)
        self.papers: dict[int, Paper] = {}
        self.told_before = self.hall.story_rows()
        self.evening.callback(self.hall.close)

    def teardown(self) -> None:
        self.evening.close()

    @initialize()
    def three_counters_open(self) -> None:
        for number in (1, 2, 3):
            self.is_as_said(
                self.post("hoa", f"/counters/{number}/open"), self.paper.turn_counter("hoa", number, "open")
            )

    def post(self, who: str, path: str, **body: Any) -> Answer:
        """A press, and the same once more: it hears the very same."""
        caller: AtCounter = getattr(self.hall, who)
        key = a_key()
        answer, again = (caller.post(path, body, key=key) for _ in range(2))
        assert (again.status, again.raw) == (answer.status, answer.raw)
        return answer

    def is_as_said(self, answer: Answer, refused: Refused) -> Json | None:
        """Granted where the paper grants it, else refused with a code that the paper knows."""
        if not refused:
            assert answer.status in (200, 201), f"the paper would grant it: {answer.raw.decode()}"
            return answer.body
        assert answer.code in refused, f"{answer.raw.decode()}, the paper says {refused}"
        return None

    def called(self, body: Json | None) -> Any:
        if body is None or body["ticket"] is None:
            return multiple()
        return self.known(body["ticket"]["id"])

    def known(self, ticket: int) -> int:
        """Learns which ticket of the paper this one is."""
        for row in self.rows()[len(self.papers) :]:
            self.papers[row.id] = self.paper.tickets[len(self.papers)]
        return ticket

    def rows(self) -> list[Record]:
        with self.hall.database.read() as db:
            return list(db.execute(select(Ticket.__table__).order_by(Ticket.id)))

    # At the door

    @rule(target=tickets, service=SERVICE, lane=LANE)
    def somebody_arrives(self, service: str, lane: str) -> Any:
        answer = self.post("kiosk", "/tickets", service=service, lane=lane)
        self.paper.issue(service, lane)
        return self.known(answer.done(201)["ticket"]["id"])

    # At a counter

    @rule(target=tickets, who=WHO, number=COUNTER)
    def next(self, who: str, number: int) -> Any:
        answer = self.post(who, f"/counters/{number}/call-next")
        return self.called(self.is_as_said(answer, self.paper.call_next(who, number)))

    @rule(target=tickets, who=WHO, number=COUNTER)
    def ready(self, who: str, number: int) -> Any:
        answer = self.post(who, f"/counters/{number}/ready")
        return self.called(self.is_as_said(answer, self.paper.ready(who, number)))

    @rule(who=WHO, number=COUNTER, ticket=tickets)
    def choose(self, who: str, number: int, ticket: int) -> None:
        answer = self.post(who, f"/counters/{number}/call", ticket=ticket, reason="cụ già")
        self.is_as_said(answer, self.paper.choose(who, number, self.papers[ticket]))

    @rule(who=WHO, number=COUNTER, how=st.sampled_from(["open", "open", "close", "pause"]))
    def turn_the_counter(self, who: str, number: int, how: str) -> None:
        body = {"reason": "họp"} if how == "pause" else {}
        answer = self.post(who, f"/counters/{number}/{how}", **body)
        self.is_as_said(answer, self.paper.turn_counter(who, number, how))

    @rule(who=WHO, number=COUNTER, reason=st.none() | st.sampled_from(["khó", "ồn"]))
    def help(self, who: str, number: int, reason: str | None) -> None:
        path, body = ("help", {"reason": reason}) if reason else ("help-answered", {})
        answer = self.post(who, f"/counters/{number}/{path}", **body)
        self.is_as_said(answer, self.paper.help(who, number, reason))

    @rule(who=CLERK, number=COUNTER, move=st.booleans(), take_over=st.booleans())
    def sit(self, who: str, number: int, move: bool, take_over: bool) -> None:
        answer = self.post(who, f"/counters/{number}/sit", move=move, take_over=take_over)
        self.is_as_said(answer, self.paper.sit(who, number, move, take_over))

    # With a ticket

    @rule(
        who=WHO,
        ticket=tickets,
        verb=st.sampled_from(["start", "absent", "put-back", "call-again", "resume", "restore", "undo", "undo"]),
    )
    def move(self, who: str, ticket: int, verb: str) -> None:
        self.press(who, self.papers[ticket], verb)

    @rule(
        who=WHO, number=COUNTER,
        verb=st.sampled_from(["start", "start", "finish", "absent", "park", "put-back", "call-again"]),
    )  # fmt: skip
    def move_what_is_in_hand(self, who: str, number: int, verb: str) -> None:
        held = self.paper.held(number)
        if held is not None:
            self.press(who, held, verb)

    def press(self, who: str, paper: Paper, verb: str) -> None:
        ticket = next(ticket for ticket, known in self.papers.items() if known is paper)
        body = {"park": {"reason": "phô tô"}, "finish": {"outcome": "guided"}}.get(verb, {})
        answer = self.post(who, f"/tickets/{ticket}/{verb}", **body)
        say = getattr(self.paper, verb.replace("-", "_"))
        self.is_as_said(answer, say(who, paper, None) if verb == "finish" else say(who, paper))

    @rule(who=WHO, ticket=tickets, service=st.none() | SERVICE)
    def finish(self, who: str, ticket: int, service: str | None) -> None:
        answer = self.post(who, f"/tickets/{ticket}/finish", outcome="guided", next_service=service)
        self.is_as_said(answer, self.paper.finish(who, self.papers[ticket], service))
        self.known(ticket)

    @rule(who=WHO, ticket=tickets, service=st.none() | SERVICE, counter=st.none() | COUNTER, keep=st.booleans())
    def transfer(self, who: str, ticket: int, service: str | None, counter: int | None, keep: bool) -> None:
        where = {"service": service, "counter": counter, "keep_place": keep}
        answer = self.post(who, f"/tickets/{ticket}/transfer", reason="sai quầy", **where)
        self.is_as_said(answer, self.paper.transfer(who, self.papers[ticket], service, counter, keep))

    @rule(who=WHO, ticket=tickets, how=st.sampled_from(["cancel", "void"]))
    def end(self, who: str, ticket: int, how: str) -> None:
        answer = self.post(who, f"/tickets/{ticket}/{how}", reason="bỏ về")
        self.is_as_said(answer, getattr(self.paper, how)(who, self.papers[ticket]))

    @rule(who=WHO, ticket=tickets, lane=st.sampled_from(["ordinary", "priority"]), elderly=st.booleans())
    def check_lane(self, who: str, ticket: int, lane: str, elderly: bool) -> None:
        grounds = "elderly" if lane == "priority" and elderly else None
        answer = self.post(who, f"/tickets/{ticket}/lane", lane=lane, grounds=grounds, reason="đã xem giấy tờ")
        self.is_as_said(answer, self.paper.check_lane(who, self.papers[ticket], lane, grounds))

    # The day

    @rule(seconds=st.sampled_from([1, 9, 60, 900, 2000, 6 * 3600, 24 * 3600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.passes(seconds)

    @rule()
    def the_clock_is_set_back(self) -> None:
        self.clock.passes(minutes=-10)

    @rule(times=st.integers(1, 2))
    def the_day_is_closed(self, times: int) -> None:
        for _ in range(times):
            jobs.close_days(self.hall.database, self.hall.app.extensions["moiso"].live, self.clock.now)
        self.paper.close_day()

    @rule(begins=st.booleans(), clear=st.booleans())
    def the_hall_practises(self, begins: bool, clear: bool) -> None:
        answer = self.post("hoa", "/trial/begin") if begins else self.post("hoa", "/trial/end", clear=clear)
        self.is_as_said(answer, self.paper.practise(begins, clear))

    # What must be true after each step

    @invariant()
    def the_rows_are_as_the_paper(self) -> None:
        with self.hall.database.read() as db:
            numbers = {row.id: row.number for row in db.execute(select(Counter.id, Counter.number))}
            counters = db.execute(select(Counter.__table__).order_by(Counter.number)).all()
            seats = {row.user: row.counter for row in db.execute(select(Account.user, Account.counter))}
        rows = self.rows()
        assert [_of_row(row, numbers) for row in rows] == [_of_paper(ticket) for ticket in self.paper.tickets]
        assert len({ticket.key for ticket in self.paper.tickets}) == len(rows), "a label was given twice"
        assert {row.number: (row.state, row.reason, row.help_reason, row.ready_since) for row in counters} == {
            number: (desk.state, desk.reason, desk.help, desk.ready) for number, desk in self.paper.desks.items()
        }
        assert {user: seats[user] for user in self.paper.seats} == self.paper.seats

    @invariant()
    def the_screens_are_as_the_paper(self) -> None:
        board, lines = self.hall.tv.get("/board").done(), self.hall.hoa.get("/lines").done()
        in_hand = {ticket.counter: ticket.label for ticket in self.paper.tickets if ticket.state in IN_HAND}
        assert {row["number"]: row["ticket"]["label"] for row in board["counters"] if row["ticket"]} == in_hand
        assert {row["number"]: row["label"] for row in lines["counters"] if row["label"]} == in_hand
        today = [ticket for ticket in self.paper.tickets if ticket.day == self.paper.day]
        waiting = Tally(ticket.service for ticket in today if ticket.state == "waiting")
        for level in (board, lines):
            assert {row["service"]: row["waiting"] for row in level["lines"] if row["waiting"]} == waiting
        assert all(row["longest_s"] >= 0 for row in lines["lines"])
        for number in SERVICES:
            self.a_desk_is_as_the_paper(number, board["seq"])

    def a_desk_is_as_the_paper(self, number: int, seq: int) -> None:
        desk = self.hall.hoa.get(f"/desk/{number}").done()
        held, back = self.paper.held(number), self.paper.can_be_taken_back(number)
        assert desk["seq"] == seq
        assert (desk["ticket"] or {}).get("label") == (held.label if held else None)
        assert [self.papers[row["id"]] for row in desk["next"]] == self.paper.order(number)
        assert desk["waiting"] == len(desk["next"])
        assert all(row["waited_s"] >= 0 for row in desk["next"])
        assert (self.papers[desk["undo"]["ticket"]] if desk["undo"] else None) is back

    @invariant()
    def the_figures_are_as_the_paper(self) -> None:
        figures = self.hall.hoa.get("/figures").done()
        counted = [
            ticket for ticket in self.paper.tickets
            if ticket.day == self.paper.day and not ticket.is_trial and ticket.state != "voided"
        ]  # fmt: skip
        states = Tally(map(_counted_as, counted))
        assert {state: figures[state] for state in STATES} == {state: states[state] for state in STATES}
        assert figures["issued"] == sum(ticket.leg == 1 for ticket in counted)
        waited = [max(0, (t.called - t.waits_since).total_seconds()) for t in counted if t.called]
        served = [max(0, (t.ended - t.started).total_seconds()) for t in counted if t.state == "finished"]  # type: ignore[operator]
        for name, durations in (("waited", waited), ("served", served)):
            assert figures[name]["n"] == len(durations)
            assert figures[name]["max_s"] == (round(max(durations)) if durations else None)

    @invariant()
    def the_story_is_whole_and_tells_what_the_paper_tells(self) -> None:
        assert check(self.hall.database) == []
        story = self.hall.ba.reads_story(self.told_before)
        assert [(row["kind"], row["label"], row["counter"]) for row in story] == self.paper.tale


def _of_row(row: Record, numbers: dict[int, int]) -> dict[str, Any]:
    return {
        "key": (row.day, row.label, row.leg), "state": row.state, "service": row.service, "lane": row.lane,
        "grounds": row.grounds, "checked": row.lane_checked_by, "counter": numbers.get(row.counter_id or 0),
        "last_counter": row.last_counter, "reserved": row.reserved_counter, "calls": row.calls, "issued": row.issued_at,
        "counts_from": row.counts_from, "waits_since": row.waits_since, "called": row.called_at,
        "rung": row.last_called_at, "started": row.started_at, "parked": row.parked_at, "ended": row.ended_at,
        "outcome": row.outcome, "is_trial": row.is_trial,
    }  # fmt: skip


def _of_paper(ticket: Paper) -> dict[str, Any]:
    return {name: getattr(ticket, name) for name in _NAMES}


_NAMES = (
    "key", "state", "service", "lane", "grounds", "checked", "counter", "last_counter", "reserved", "calls", "issued",
    "counts_from", "waits_since", "called", "rung", "started", "parked", "ended", "outcome", "is_trial",
)  # fmt: skip


def _counted_as(ticket: Paper) -> str:
    """Who was called and never came is absent, though the day's end closed the ticket."""
    did_not_come = ticket.called is not None and ticket.started is None and ticket.parked is None
    return "absent" if ticket.state == "expired" and did_not_come else ticket.state


@pytest.fixture
def any_day(halls: Halls, database_kind: str, tmp_path: Path) -> Iterator[type[AnyDay]]:
    AnyDay.halls, AnyDay.kind, AnyDay.scratch = halls, database_kind, tmp_path
    yield AnyDay


def test_whatever_people_press_the_hall_does_what_a_hall_on_paper_does(
    any_day: type[AnyDay], record_property: Callable[[str, object], None]
) -> None:
    run_state_machine_as_test(
        any_day,
        settings=settings(
            max_examples=SIZES.examples, stateful_step_count=SIZES.steps, deadline=None, database=None,
            print_blob=False, phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    record_property("did", f"{SIZES.examples} days of up to {SIZES.steps} presses")
