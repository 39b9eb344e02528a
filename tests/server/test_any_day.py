"""Any day at all: whatever people press in whatever order, the hall does what a hall on paper does, and stays whole.

The presses are granted or refused as the paper says; after each, rows, board, desks, lines, figures and story are
compared with it. Midnights pass, the day is closed, the clock is set back, the hall practises, its call rule changes.
"""

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
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
from server.config import Settings
from server.domain.ticket import UNDO_S
from server.holders import Followed
from server.in_line import Everybody, Memory
from server.lessons import COMMITS_S, Lessons
from server.limits import Limits
from server.models import Account, Counter, Record, Story, Ticket
from server.pulse import pulse_now
from tests.builders import Halls, fill_small_hall
from tests.cast import Answer, AtCounter, Clock, Json, SmallHall, a_key
from tests.proofs import faults
from tests.server.paper_hall import IN_HAND, SERVICES, SLOT_SERVICE, Booked, Paper, PaperHall, Refused
from tests.sizes import SIZES

CLERK = st.sampled_from(["mai", "nam"])
WHO = st.sampled_from(["there", "there", "there", "hoa", "mai", "nam"])
"""Mostly who sits at the counter concerned: what is refused anyway proves less."""
WHOM = st.tuples(st.sampled_from([True, True, True, False]), st.integers(0, 9))
"""Mostly a ticket that the press may concern, and which of them."""
SERVICE = st.sampled_from("HHHCDRP")
LANE = st.sampled_from(["ordinary", "ordinary", "priority", "appointment"])
COUNTER = st.sampled_from([1, 1, 2, 2, 3, 4])
RULE = st.sampled_from(["fifo", "counts_from"])

CONCERNS = {
    "start": ("called",), "absent": ("called",), "put-back": IN_HAND, "call-again": ("called",), "resume": ("parked",),
    "restore": ("absent",),
}  # fmt: skip
"""From which states each press on a ticket goes on."""

STATES = ("waiting", "called", "serving", "parked", "absent", "finished", "cancelled", "expired")


class AnyDay(RuleBasedStateMachine):
    """Clerks Mai and Nam, supervisor Hoa and the kiosk press what they like."""

    halls: Halls
    kind: str
    scratch: Path
    count = 0

    codes = Bundle("codes")

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
        """The paper of each ticket, by its id."""
        self.booked: dict[str, Booked] = {}
        """The paper of each appointment, by its code."""
        self.hall.tuan.regulates(slots=[{"service": SLOT_SERVICE, "every_min": 15, "people": 1}], groups=_groups({}))
        self.told_before = self.hall.story_rows()
        self.memory, self.followed, self.lessons = Memory(), Followed(), Lessons(0)
        """What a server keeps between two readings."""
        self.set_back_after = 0
        """So many rows had been told when the clock was last set back."""
        self.evening.callback(self.hall.close)

    def teardown(self) -> None:
        self.evening.close()

    @initialize(arrivals=st.lists(st.tuples(SERVICE, LANE), min_size=4, max_size=8))
    def a_morning_at_work(self, arrivals: list[tuple[str, str]]) -> None:
        for number in (1, 2, 3):
            self.turn_the_counter("hoa", number, "open")
        for arrival in arrivals:
            self.somebody_arrives(*arrival)

    def post(self, who: str, path: str, **body: Any) -> Answer:
        """A press, and the same once more: it hears the very same."""
        caller: AtCounter = getattr(self.hall, who)
        key = a_key()
        answer, again = (caller.post(path, body, key=key) for _ in range(2))
        assert (again.status, again.raw) == (answer.status, answer.raw)
        return answer

    def is_as_said(self, answer: Answer, refused: Refused) -> Json | None:
        """Granted where the paper grants it, else refused with a code that the paper knows."""
        if refused:
            assert answer.code in refused, f"{answer.raw.decode()}, the paper says {refused}"
            return None
        assert answer.status in (200, 201), f"the paper would grant it: {answer.raw.decode()}"
        for row in self.rows()[len(self.papers) :]:
            self.papers[row.id] = self.paper.tickets[len(self.papers)]
        return answer.body

    def rows(self) -> list[Record]:
        with self.hall.database.read() as db:
            return list(db.execute(select(Ticket.__table__).order_by(Ticket.id)))

    def whom(self, whom: tuple[bool, int], *states: str) -> tuple[int, Paper]:
        """A ticket of today in one of these states if there is one and it shall fit, else any."""
        fits, place = whom
        known = list(self.papers.items())
        fit = [one for one in known if fits and one[1].state in states and one[1].day == self.paper.day]
        return (fit or known)[place % len(fit or known)]

    def whose(self, who: str, number: int | None) -> str:
        if who != "there":
            return who
        return next((user for user, at in self.paper.seats.items() if at is not None and at == number), "hoa")

    # At the door

    @rule(service=SERVICE, lane=LANE)
    def somebody_arrives(self, service: str, lane: str) -> None:
        answer = self.post("kiosk", "/tickets", service=service, lane=lane)
        self.paper.issue(service, lane)
        self.is_as_said(answer, set())

    @rule(target=codes, soon=st.integers(0, 3), is_slot=st.sampled_from([True, True, True, False]))
    def somebody_books(self, soon: int, is_slot: bool) -> Any:
        slots = self.paper.slots_to_come()
        at = slots[soon] if is_slot and soon < len(slots) else self.clock.now + timedelta(minutes=7, seconds=1)
        answer = self.post("mai", "/appointments", service=SLOT_SERVICE, at=at.isoformat())
        said = self.is_as_said(answer, self.paper.book(at))
        if said is None:
            return multiple()
        self.booked[said["appointment"]["code"]] = self.paper.booked[-1]
        return said["appointment"]["code"]

    @rule(code=codes)
    def somebody_checks_in(self, code: str) -> None:
        answer = self.post("kiosk", f"/appointments/{code}/check-in")
        self.is_as_said(answer, self.paper.check_in(self.booked[code]))

    @rule(who=CLERK, code=codes)
    def somebody_cannot_come(self, who: str, code: str) -> None:
        answer = self.post(who, f"/appointments/{code}/cancel", reason="bận")
        self.is_as_said(answer, self.paper.cannot_come(self.booked[code]))

    # At a counter

    @rule(who=WHO, number=COUNTER)
    def next(self, who: str, number: int) -> None:
        who = self.whose(who, number)
        answer = self.post(who, f"/counters/{number}/call-next")
        self.is_as_said(answer, self.paper.call_next(who, number))

    @rule(who=WHO, number=COUNTER)
    def ready(self, who: str, number: int) -> None:
        who = self.whose(who, number)
        answer = self.post(who, f"/counters/{number}/ready")
        self.is_as_said(answer, self.paper.ready(who, number))

    @rule(who=WHO, number=COUNTER, whom=WHOM)
    def choose(self, who: str, number: int, whom: tuple[bool, int]) -> None:
        who = self.whose(who, number)
        ticket, paper = self.whom(whom, "waiting")
        answer = self.post(who, f"/counters/{number}/call", ticket=ticket, reason="cụ già")
        self.is_as_said(answer, self.paper.choose(who, number, paper))

    @rule(who=WHO, number=COUNTER, how=st.sampled_from(["open", "open", "close", "pause"]))
    def turn_the_counter(self, who: str, number: int, how: str) -> None:
        who = self.whose(who, number)
        body = {"reason": "họp"} if how == "pause" else {}
        answer = self.post(who, f"/counters/{number}/{how}", **body)
        self.is_as_said(answer, self.paper.turn_counter(who, number, how))

    @rule(who=WHO, number=COUNTER, reason=st.none() | st.sampled_from(["khó", "ồn"]))
    def help(self, who: str, number: int, reason: str | None) -> None:
        who = self.whose(who, number)
        path, body = ("help", {"reason": reason}) if reason else ("help-answered", {})
        answer = self.post(who, f"/counters/{number}/{path}", **body)
        self.is_as_said(answer, self.paper.help(who, number, reason))

    @rule(who=CLERK, number=COUNTER, move=st.booleans(), take_over=st.booleans())
    def sit(self, who: str, number: int, move: bool, take_over: bool) -> None:
        answer = self.post(who, f"/counters/{number}/sit", move=move, take_over=take_over)
        self.is_as_said(answer, self.paper.sit(who, number, move, take_over))

    # With a ticket

    @rule(who=WHO, number=COUNTER)
    def the_usual_press(self, who: str, number: int) -> None:
        held = self.paper.held(number)
        if held is None:
            self.next(who, number)
        else:
            self.press(who, held, "start" if held.state == "called" else "finish")

    @rule(who=WHO, number=COUNTER, verb=st.sampled_from(["absent", "absent", "park", "park", "put-back", "call-again"]))
    def move_what_is_in_hand(self, who: str, number: int, verb: str) -> None:
        held = self.paper.held(number)
        if held is not None:
            self.press(who, held, verb)

    @rule(who=WHO, whom=WHOM, verb=st.sampled_from(sorted(CONCERNS)))
    def move(self, who: str, whom: tuple[bool, int], verb: str) -> None:
        self.press(who, self.whom(whom, *CONCERNS[verb])[1], verb)

    @rule(who=WHO, whom=WHOM)
    def undo(self, who: str, whom: tuple[bool, int]) -> None:
        """Mostly the newest move, of whatever ticket."""
        fits, _ = whom
        moved = [paper for paper in self.paper.tickets if paper.last is not None]
        newest = max(moved, key=lambda paper: paper.last.seq if paper.last else 0, default=None)
        self.press(who, newest if fits and newest else self.whom(whom)[1], "undo")

    def press(self, who: str, paper: Paper, verb: str) -> None:
        who = self.whose(who, self.paper.seats["mai"] if verb in ("resume", "restore") else paper.last_counter)
        ticket = next(ticket for ticket, known in self.papers.items() if known is paper)
        body = {"park": {"reason": "phô tô"}, "finish": {"outcome": "guided"}}.get(verb, {})
        answer = self.post(who, f"/tickets/{ticket}/{verb}", **body)
        say = getattr(self.paper, verb.replace("-", "_"))
        self.is_as_said(answer, say(who, paper, None) if verb == "finish" else say(who, paper))

    @rule(who=WHO, whom=WHOM, service=st.none() | SERVICE)
    def finish(self, who: str, whom: tuple[bool, int], service: str | None) -> None:
        ticket, paper = self.whom(whom, "serving")
        who = self.whose(who, paper.last_counter)
        answer = self.post(who, f"/tickets/{ticket}/finish", outcome="guided", next_service=service)
        self.is_as_said(answer, self.paper.finish(who, paper, service))

    @rule(who=WHO, whom=WHOM, service=st.none() | SERVICE, counter=st.none() | COUNTER, keep=st.booleans())
    def transfer(
        self, who: str, whom: tuple[bool, int], service: str | None, counter: int | None, keep: bool
    ) -> None:  # fmt: skip
        ticket, paper = self.whom(whom, "waiting", *IN_HAND, "parked")
        who = self.whose(who, paper.last_counter)
        where = {"service": service, "counter": counter, "keep_place": keep}
        answer = self.post(who, f"/tickets/{ticket}/transfer", reason="sai quầy", **where)
        self.is_as_said(answer, self.paper.transfer(who, paper, service, counter, keep))

    @rule(who=WHO, whom=WHOM, how=st.sampled_from(["cancel", "void"]))
    def end(self, who: str, whom: tuple[bool, int], how: str) -> None:
        ticket, paper = self.whom(whom, "waiting", "called", "parked", "absent")
        who = self.whose(who, paper.last_counter)
        answer = self.post(who, f"/tickets/{ticket}/{how}", reason="bỏ về")
        self.is_as_said(answer, getattr(self.paper, how)(who, paper))

    @rule(who=WHO, whom=WHOM, lane=st.sampled_from(["ordinary", "priority"]), elderly=st.booleans())
    def check_lane(self, who: str, whom: tuple[bool, int], lane: str, elderly: bool) -> None:
        ticket, paper = self.whom(whom, "waiting", *IN_HAND)
        who = self.whose(who, paper.last_counter)
        grounds = "elderly" if lane == "priority" and elderly else None
        answer = self.post(who, f"/tickets/{ticket}/lane", lane=lane, grounds=grounds, reason="đã xem giấy tờ")
        self.is_as_said(answer, self.paper.check_lane(who, paper, lane, grounds))

    # From the phone

    @rule(whom=WHOM, press=st.sampled_from(["coming", "delay", "delay", "give-back", "undo"]))
    def from_the_phone(self, whom: tuple[bool, int], press: str) -> None:
        states = {"coming": ("called", "absent", "parked"), "delay": ("waiting",)}.get(press, STATES[:5])
        ticket, paper = self.whom(whom, *states)
        token = next(row.token for row in self.rows() if row.id == ticket)
        # Days pass here in a second, and how often one phone may ask is counted by real minutes (see test_limits).
        parts = self.hall.app.extensions
        parts["moiso"] = replace(parts["moiso"], limits=Limits(""))
        answer = self.post("kiosk", f"/public/tickets/{token}/{press}")
        leg = self.paper.leg(paper)
        if leg.day != self.paper.day:
            self.is_as_said(answer, {"unknown_ticket"})
        elif press == "undo":
            self.is_as_said(answer, self.paper.undo("phone", leg))
        else:
            self.is_as_said(answer, getattr(self.paper, press.replace("-", "_"))(leg))

    # The day

    @rule(seconds=st.sampled_from([1, 9, 60, 900, 2000, 6 * 3600, 24 * 3600]))
    def time_passes(self, seconds: int) -> None:
        self.clock.passes(seconds)

    @rule()
    def the_clock_is_set_back(self) -> None:
        self.set_back_after = self.hall.story_rows()
        self.clock.passes(minutes=-10)

    @rule(times=st.integers(1, 2))
    def the_day_is_closed(self, times: int) -> None:
        for _ in range(times):
            jobs.close_days(self.hall.database, self.hall.app.extensions["moiso"].live, self.clock.now)
        self.paper.close_day()

    @rule(rules=st.fixed_dictionaries({}, optional={"H": RULE, "C": RULE, "D": RULE}))
    def the_call_rule_changes(self, rules: dict[str, str]) -> None:
        self.is_as_said(self.post("tuan", "/regulations", groups=_groups(rules)), set())
        self.paper.regulate(rules)

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

    @invariant()
    def what_is_remembered_is_as_it_stands(self) -> None:
        with self.hall.database.read() as db:
            remembering, anew = (pulse_now(db, 1, self.clock(), memory) for memory in (self.memory, None))
            tokens = list(db.execute(select(Ticket.token).distinct()).scalars())
            rows = [followed.read(db, anew, tokens) for followed in (self.followed, Followed())]
            assert _lines(remembering.everybody) == _lines(anew.everybody)
            if not self.lessons.are_of(db, anew.hall):
                self.lessons = Lessons(anew.hall.seq)
            learned = [lessons.habits(db, anew.hall, anew.at) for lessons in (self.lessons, Lessons(anew.hall.seq))]
            before = list(db.execute(select(Story.at).where(Story.seq <= self.set_back_after)).scalars())
        assert rows[0] == rows[1]
        # A row that time has settled looks new to who begins to read when the clock stands at it once more.
        if not any(abs(self.clock.now - at) <= timedelta(seconds=UNDO_S + COMMITS_S) for at in before):
            assert learned[0] == learned[1]

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
            if ticket.day == self.paper.day and not (ticket.is_trial or ticket.is_unmade or ticket.state == "voided")
        ]  # fmt: skip
        states = Tally(map(_counted_as, counted))
        assert {state: figures[state] for state in STATES} == {state: states[state] for state in STATES}
        assert figures["issued"] == sum(ticket.leg == 1 for ticket in counted)
        waited = [max(0, (t.called - t.waits_since).total_seconds()) for t in counted if t.called]
        served = [max(0, (t.ended - t.started).total_seconds()) for t in counted if t.state == "finished"]  # type: ignore[operator]
        for name, durations in (("waited", waited), ("served", served)):
            assert figures[name]["n"] == len(durations)
            assert figures[name]["max_s"] == (round(max(durations)) if durations else None)
        assert figures["left_late"] == sum(
            (t.ended - t.waits_since).total_seconds() > 900 for t in counted if t.ended and not t.called
        )
        waiting = sorted(t.waits_since for t in counted if t.state == "waiting")
        assert [datetime.fromisoformat(since) for since in figures["waiting_since"]] == waiting

    @invariant()
    def the_story_is_whole_and_tells_what_the_paper_tells(self) -> None:
        assert faults(self.hall.database) == []
        story = self.hall.ba.reads_story(self.told_before)
        assert [(row["kind"], row["label"], row["counter"]) for row in story] == self.paper.tale


def _groups(rules: dict[str, str]) -> list[Json]:
    own = [{"services": [service], "kind": kind} for service, kind in sorted(rules.items())]
    return [*own, {"services": [], "kind": "priority_floor"}]


def _lines(everybody: Everybody) -> list[Any]:
    lines = (everybody.by_service, everybody.kept)
    return [everybody.rows, *({name: sorted(map(repr, people)) for name, people in each.items()} for each in lines)]


def _of_row(row: Record, numbers: dict[int, int]) -> dict[str, Any]:
    return {
        "key": (row.day, row.label, row.leg), "state": row.state, "service": row.service, "lane": row.lane,
        "grounds": row.grounds, "checked": row.lane_checked_by, "counter": numbers.get(row.counter_id or 0),
        "last_counter": row.last_counter, "reserved": row.reserved_counter, "calls": row.calls, "issued": row.issued_at,
        "counts_from": row.counts_from, "waits_since": row.waits_since, "called": row.called_at,
        "rung": row.last_called_at, "started": row.started_at, "parked": row.parked_at, "remind": row.remind_at,
        "slot": row.slot_at, "ended": row.ended_at,
        "outcome": row.outcome, "is_trial": row.is_trial, "delayed": row.delayed_at, "coming": row.coming_at,
    }  # fmt: skip


def _of_paper(ticket: Paper) -> dict[str, Any]:
    return {name: getattr(ticket, name) for name in _NAMES}


_NAMES = (
    "key", "state", "service", "lane", "grounds", "checked", "counter", "last_counter", "reserved", "calls", "issued",
    "counts_from", "waits_since", "called", "rung", "started", "parked", "remind", "slot", "ended", "outcome",
    "is_trial", "delayed", "coming",
)  # fmt: skip


def _counted_as(ticket: Paper) -> str:
    """Who was called and never came is absent, though the day's end closed the ticket."""
    did_not_come = ticket.called is not None and ticket.started is None and ticket.parked is None
    return "absent" if ticket.state == "expired" and did_not_come else ticket.state


@pytest.fixture
def any_day(halls: Halls, database_kind: str, tmp_path: Path) -> Iterator[type[AnyDay]]:
    AnyDay.halls, AnyDay.kind, AnyDay.scratch = halls, database_kind, tmp_path
    yield AnyDay


@pytest.mark.parametrize("part", range(SIZES.parts))
def test_whatever_people_press_the_hall_does_what_a_hall_on_paper_does(
    any_day: type[AnyDay], part: int, record_property: Callable[[str, object], None]
) -> None:
    run_state_machine_as_test(
        any_day,
        settings=settings(
            max_examples=SIZES.examples, stateful_step_count=SIZES.steps, deadline=None, database=None,
            print_blob=False, phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    record_property("did", f"part {part + 1}: {SIZES.examples} days of up to {SIZES.steps} presses")
