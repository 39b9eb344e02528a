"""A rule that would starve a lane is known before anybody has to wait under it."""

import pytest

from server.domain.line import CallRule, Rule
from server.domain.starvation import LIMIT_S, Starving, floods, starved
from server.domain.ticket import Lane


@pytest.mark.parametrize(
    "rule",
    [
        CallRule(Rule.FIFO),
        CallRule(Rule.PRIORITY_FLOOR),
        CallRule(Rule.PRIORITY_FLOOR, every=4),
        CallRule(Rule.PRIORITY_FLOOR, floor_s=3600),
        CallRule(Rule.COUNTS_FROM),
        CallRule(Rule.COUNTS_FROM, priority_credit_s=3600),
    ],
)
def test_a_rule_with_a_bound_starves_nobody(rule: CallRule) -> None:
    assert starved(rule) is None


@pytest.mark.parametrize(
    "rule",
    [
        CallRule(Rule.PRIORITY_FLOOR, floor_s=10**9),
        CallRule(Rule.PRIORITY_FLOOR, floor_s=LIMIT_S),
        CallRule(Rule.PRIORITY_FLOOR, every=10),
        CallRule(Rule.COUNTS_FROM, priority_credit_s=3 * 3600),
        CallRule(Rule.COUNTS_FROM, appointment_credit_s=3 * 3600),
    ],
)
def test_a_rule_without_one_starves_the_ordinary_lane(rule: CallRule) -> None:
    figures = starved(rule)
    assert figures is not None and figures.lane is Lane.ORDINARY and figures.worst_s > LIMIT_S


def test_a_rule_is_played_once_however_often_it_is_saved() -> None:
    assert starved(CallRule(floor_s=10**8)) is starved(CallRule(floor_s=10**8)) is not None


def test_the_figures_say_what_would_happen() -> None:
    assert starved(CallRule(floor_s=10**9)) == Starving(
        Lane.ORDINARY, flooded_by=Lane.PRIORITY, came=15, called=0, worst_s=3 * 3600
    )


def test_every_lane_is_tried_against_every_other() -> None:
    tried = {(figures.flooded_by, figures.lane) for figures in floods(CallRule())}
    assert tried == {(one, other) for one in Lane for other in Lane if one is not other}


def test_whoever_floods_fifo_bounds_the_wait_to_what_came_before() -> None:
    # Fifteen of 45 are not called in three hours; who is next came two hours after the beginning.
    assert {figures.worst_s for figures in floods(CallRule(Rule.FIFO))} <= set(range(3540, 3961))
