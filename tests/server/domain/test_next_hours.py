"""The next two hours: simple halls of which anybody can say how long people will wait, half hour by half hour."""

from dataclasses import replace
from math import inf

import pytest

from server.domain.habits import SLOT_S, Habits, Lognormal
from server.domain.line import CallRule, Rule, Waiting
from server.domain.next_hours import STEPS, Spell, next_hours
from server.domain.scene import Desk, Scene
from server.domain.ticket import Lane
from server.domain.what_if import Streams

DAY = 1_763_856_000.0
NOW = DAY + 9 * 3600
H = ("H", Lane.ORDINARY)
PLAIN = Habits(absent=0.0, day_sd=0.0, pace=(0.0, 0.0), walk=Lognormal(-9.0, 0.01), usual=Lognormal.of_mean(300.0, 0.5))


def hall(open_: int, people: int = 0, away: tuple[tuple[float, float], ...] = ()) -> Scene:
    desks = [Desk(number + 1, ("H",), free_since=NOW, away=away) for number in range(open_)]
    waiting = [Waiting(n + 1, "H", Lane.ORDINARY, NOW - 600 + n) for n in range(people)]
    return Scene(NOW, {"H": CallRule(Rule.FIFO)}, desks, waiting, day_began=DAY)


def at_half_hours(*people: float) -> Streams:
    """So many people in each half hour from now on."""
    first = int((NOW - DAY) // SLOT_S)
    return {H: {first + step: each / SLOT_S for step, each in enumerate(people)}}


def medians(spells: list[Spell]) -> list[int]:
    return [spell.wait.p50 if spell.wait else -1 for spell in spells]


def asked(scene: Scene, streams: Streams) -> list[Spell]:
    return list(next_hours(scene, PLAIN, streams)["H"])


def test_a_long_line_that_shrinks_and_a_rush_that_comes() -> None:
    shrinks = medians(asked(hall(3, people=30), at_half_hours(6, 6, 6, 6)))
    assert shrinks == sorted(shrinks, reverse=True) and shrinks[0] > 1200 and shrinks[-1] < 300
    grows = medians(asked(hall(2), at_half_hours(4, 4, 30, 4)))
    assert grows[0] < 120 and grows[1] < 120
    assert grows[2] > 600 and grows[3] > grows[2], "the last come after all of the rush"


def test_whoever_comes_while_all_rest_waits_for_the_end_of_it() -> None:
    noon = (NOW + 1800, NOW + 3600)
    found = asked(hall(4, away=(noon,)), at_half_hours(5, 5, 5, 5))
    assert [spell.people for spell in found] == pytest.approx([5] * STEPS, abs=1.2)
    before, during, after, later = found
    assert during.wait and before.wait and after.wait and later.wait
    assert during.wait.p50 == pytest.approx(900, abs=240), "in the middle of half an hour"
    assert before.wait.p90 < during.wait.p50 > after.wait.p50 >= later.wait.p50


def test_of_next_to_nobody_and_of_whom_nobody_calls_nothing_is_said() -> None:
    nobody, few, all_of_them, rest = asked(hall(1), at_half_hours(0, 0.05, 4, 0))
    assert nobody == (0, None) and rest == (0, None)
    assert 0 <= few.people < 0.2 and few.wait is None
    assert all_of_them.wait is not None
    stranded = asked(hall(1, away=((NOW, inf),)), at_half_hours(4, 4, 4, 4))
    assert all(spell.people > 2 and spell.wait is None for spell in stranded)


def test_those_who_go_first_are_met_in_their_own_lane() -> None:
    scene = replace(hall(2, people=25), rules={"H": CallRule(Rule.PRIORITY_FLOOR)})
    [ordinary] = medians(asked(scene, at_half_hours(8)))[:1]
    first = {("H", Lane.PRIORITY): at_half_hours(8)[H]}
    [priority] = medians(asked(scene, first))[:1]
    assert priority < ordinary / 2


def test_the_same_hall_is_said_the_same() -> None:
    scene, streams = hall(2, people=8), at_half_hours(9, 9, 9, 9)
    assert asked(scene, streams) == asked(scene, streams)
