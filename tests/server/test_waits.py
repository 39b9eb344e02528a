"""`moiso waits`: always whom hallbench/1 prescribes, one line for each question, whatever stands between them."""

import subprocess
import sys
from dataclasses import replace
from statistics import fmean

import pytest

from server.waits import GIVEN_UP_S, LATE_S, Desk, Hall, answered
from tests.bench.waits import Exam
from tests.hallbench import LOADS, POLICIES, System, plays_days
from tests.waiting_hall import truth


@pytest.mark.parametrize("policy", POLICIES)
def test_every_call_of_whole_days_is_the_prescribed_one(policy: str) -> None:
    days, (said, complained, code) = plays_days(policy, seed=20261122)
    for load, day in days.items():
        print(f"{policy}, {load}: {day.decisions} calls compared, {day.telling} telling, {day.in_vain} in vain")
        assert day.wrong == [], load
        assert day.decisions > LOADS[load] * 0.9
    assert days["heavy"].telling > 40 or policy == "fifo"
    assert (said, complained, code) == (b"", b"", 0)


def test_every_question_for_a_wait_has_a_valid_answer() -> None:
    days, (said, complained, code) = plays_days("priority_floor", seed=7, has_asks=True)
    estimates = [estimate for day in days.values() for estimate in day.estimates]
    assert len(estimates) == sum(LOADS.values())
    assert all(0 <= answer["p10"] <= answer["p50"] <= answer["p90"] for answer in estimates)
    assert len({answer["p50"] for answer in estimates}) > 100
    assert [day.wrong for day in days.values()] == [[], [], []]
    assert (said, complained, code) == (b"", b"", 0)


def test_it_knows_a_hall_it_has_watched_far_better_than_the_naive_rule() -> None:
    """The bench asks more often, and an oracle too: this one stands guard."""
    answers = Exam(truth(77, POLICIES["priority_floor"], 450), 77, futures=0).sit(history=6, days=1, asked=0.3)
    ours = fmean(abs(one.p50 - one.waited) for one in answers)
    naive = fmean(abs(one.naive - one.waited) for one in answers)
    held = fmean(one.p10 <= one.waited <= one.p90 for one in answers)
    print(f"{len(answers)} questions: error {ours:.0f} s, naive {naive:.0f} s, range held {held:.0%}")
    assert len(answers) > 80
    assert ours < 0.7 * naive
    assert 0.7 < held < 0.97


def test_a_counter_is_expected_back_as_it_said_as_planned_or_soon_and_not_for_ever() -> None:
    away = Desk(0, ("H",), ((1000.0, 2000.0),))
    assert away.seen(None, 100.0, 300.0).back == 300.0 + LATE_S, "before the hall opens"
    away = replace(away, since=900.0)
    assert away.seen(None, 950.0, 300.0).back == 2000.0, "it has begun its planned break"
    assert replace(away, back=1500.0).seen(None, 1100.0, 300.0).back == 1500.0, "as it said"
    assert away.seen(None, 2500.0, 300.0).back == 2500.0 + LATE_S
    assert away.seen(None, 900.0 + GIVEN_UP_S, 300.0).back is None
    assert replace(away, is_planned=False).seen(None, 2500.0, 300.0).back is None


def test_a_planned_break_that_nobody_announced_is_no_pause() -> None:
    hall = Hall()
    hall.hall({"counters": [{"id": 1, "skills": ["H"]}], "policy": "fifo"})
    hall.day({"planned_breaks": [{"counter": 1, "from": 1000, "to": 4600}]})
    hall.counter_open({"t": 10, "counter": 1})
    hall.counter_close({"t": 1100, "counter": 1, "until": None})
    assert hall.desks[1].back == 4600
    hall.counter_open({"t": 4660, "counter": 1})
    habits = hall.learner.habits()
    assert (list(habits.late_back_s), habits.pauses) == ([60.0], 0.0)
    hall.counter_close({"t": 5000, "counter": 1, "until": None})
    hall.counter_open({"t": 5300, "counter": 1})
    habits = hall.learner.habits()
    assert (list(habits.paused_s), habits.pauses > 0) == ([300.0], True)


def test_who_works_today_may_be_said_in_any_shape() -> None:
    for said, works in (([2], {2}), ([{"counter": 2, "from": 0}], {2}), ([], {1, 2}), (12, {1, 2}), (["x"], {1, 2})):
        hall = Hall()
        hall.hall({"counters": [{"id": 1, "skills": ["H"]}, {"id": 2, "skills": ["H"]}], "policy": "fifo"})
        hall.day({"counters_planned": said})
        assert {number for number, desk in hall.desks.items() if desk.is_planned} == works, said


def test_bad_lines_are_left_out_and_questions_answered_all_the_same() -> None:
    system = System()
    system.tell("hall", counters=[{"id": 1, "skills": ["H"]}], policy={"kind": "fifo"})
    system.tell("day", index=0)
    for line in (
        b"not json\n", b"\xff\xfe\n", b"[1]\n", b"null\n", b"\n", b'{"type": "issue"}\n',
        b'{"type": ["next"], "id": 1}\n',
        b'{"type": "issue", "t": 1, "ticket": "H9", "service": "H", "class": "VIP"}\n',
        b'{"type": "weather", "t": 3}\n', b'{"type": "call", "t": 3, "ticket": "H000", "counter": 9}\n',
    ):  # fmt: skip
        system.write(line)
    assert system.asks("next", id=1, t=10, counter=1) == {"id": 1, "ticket": None}
    assert system.asks("next", id=2, t="noon", counter=77) == {"id": 2, "ticket": None}
    assert system.asks("ask", id="three") == {"id": "three", "p10": 0, "p50": 0, "p90": 0}
    system.tell("issue", t=20.5, ticket="H001", service="H", priority_of_the_future=True, **{"class": "N"})
    assert system.asks("next", id=4, t=21, counter=1) == {"id": 4, "ticket": "H001"}
    said, complained, code = system.leaves()
    assert (said, code) == (b"", 0)
    assert complained.count(b"left out") == 10


def test_a_new_day_begins_with_nobody_and_no_run() -> None:
    hall = Hall()
    for line in (
        b'{"type": "hall", "counters": [{"id": 1, "skills": ["H"]}], "policy": {"kind": "priority_floor"}}',
        b'{"type": "day"}',
        b'{"type": "issue", "t": 0, "ticket": "A", "service": "H", "class": "P"}',
        b'{"type": "call", "t": 1, "ticket": "A", "counter": 1}',
        b'{"type": "issue", "t": 2, "ticket": "B", "service": "H", "class": "N"}',
        b'{"type": "day"}',
    ):
        assert answered(hall, line) is None
    assert (hall.desks[1].run, hall.waiting) == (0, {})
    assert answered(hall, b'{"type": "next", "id": 1, "t": 3, "counter": 1}') == {"id": 1, "ticket": None}


def test_it_starts_without_the_server_s_libraries() -> None:
    heavy = "flask", "sqlalchemy", "gevent", "PIL"
    program = f"import sys, server.cli, server.waits; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
