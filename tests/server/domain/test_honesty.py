"""Honesty: what was promised is counted as people felt it, and ranges widen until eight of ten hold."""

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.honesty import KNOWN, WIDEST, Calibration, Honesty, Promise, Tally, Verdict
from server.domain.waiting import Wait

TEN = Wait(600, 1200, 1800)


def test_a_promise_is_kept_within_its_range_and_a_minute_is_the_finest_there_is() -> None:
    assert [Promise(TEN, waited).is_kept for waited in (599, 600, 1800, 1801)] == [False, True, True, False]
    assert [Promise(TEN, waited).is_late for waited in (599, 1801)] == [False, True]
    at_once = Wait(0, 0, 0)
    assert Promise(at_once, 59).is_kept and not Promise(at_once, 61).is_kept


@given(st.lists(st.floats(0, 7200), max_size=400))
def test_ranges_are_never_narrower_than_projected_nor_without_bound(waited: list[float]) -> None:
    calibration = Calibration()
    for seconds in waited:
        calibration.came_true(Promise(TEN, seconds))
        assert all(1 <= end <= WIDEST + 1e-9 for end in calibration.stretch)


@pytest.mark.parametrize("slower", [1.0, 1.5])
def test_in_a_hall_that_is_not_what_was_learned_eight_of_ten_come_to_hold(slower: float) -> None:
    random, calibration, kept = Random(5), Calibration(), []
    for _ in range(2000):
        said = TEN.stretched(*calibration.stretch)
        promise = Promise(said, slower * random.lognormvariate(7.09, 0.35))
        kept.append(promise.is_kept)
        calibration.came_true(promise)
    assert sum(kept[500:]) / 1500 > 0.78
    assert calibration.kept_of_ten is not None and calibration.kept_of_ten >= 7


def test_only_the_end_that_breaks_moves() -> None:
    """Whoever comes up sooner than they were told makes nobody's longest wait longer."""
    sooner, later = Calibration(), Calibration()
    for _ in range(40):
        sooner.came_true(Promise(TEN, 300))
        later.came_true(Promise(TEN, 2400, was_called=False))
    assert sooner.stretch == (pytest.approx(WIDEST), 1.0)
    assert later.stretch == (1.0, pytest.approx(WIDEST))
    for _ in range(400):
        later.came_true(Promise(TEN, 1200))
    assert later.stretch == (1.0, 1.0), "a hall in step again says what it projects"


def test_nothing_is_said_of_promises_before_enough_came_true() -> None:
    calibration = Calibration()
    for _ in range(KNOWN - 1):
        calibration.came_true(Promise(TEN, 1000))
    assert calibration.kept_of_ten is None
    for _ in range(30):
        calibration.came_true(Promise(TEN, 1000))
    assert calibration.kept_of_ten == 10


def honesty(promises: Iterable[Promise]) -> Honesty:
    tally = Tally()
    for promise in promises:
        tally.add_promise(promise)
    return tally.honesty()


def test_the_whole_is_worth_what_its_parts_are_together() -> None:
    parts = [Promise(TEN, 500), Promise(TEN, 1000)], [Promise(TEN, 2000, was_called=False), Promise(TEN, 1300)]
    whole = Tally()
    for part in parts:
        tally = Tally()
        for promise in part:
            tally.add_promise(promise)
        whole.add_all(tally)
    assert whole.honesty() == honesty([*parts[0], *parts[1]])
    assert [promise.verdict for promise in (*parts[0], *parts[1])] == [
        Verdict.EARLY, Verdict.KEPT, Verdict.LATE, Verdict.KEPT,
    ]  # fmt: skip


def test_what_promises_were_worth() -> None:
    assert honesty([]).as_json() == {
        "n": 0, "kept": None, "late": None, "error_s": None, "bias_s": None, "alarm": None,
    }  # fmt: skip
    found = honesty([Promise(TEN, 500), Promise(TEN, 1000), Promise(TEN, 1300), Promise(TEN, 2000)])
    assert (found.n, found.kept, found.late) == (4, 0.5, 0.25)
    assert (found.error_s, found.bias_s) == (450, 0)
    assert found.alarm is None, "four people are no reason to worry"


def test_a_week_out_of_step_is_said_to_be() -> None:
    assert honesty([Promise(TEN, 1200)] * KNOWN).alarm is None
    assert honesty([Promise(TEN, 2000)] * KNOWN).alarm == "kept"
    assert honesty([Promise(TEN, 700)] * KNOWN).alarm == "bias"
