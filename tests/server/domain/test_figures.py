"""Medians and percentiles that somebody really waited."""

from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from server.domain.figures import TARGET_S, Spread, spread

durations = st.lists(st.integers(0, 20_000), min_size=1, max_size=200)


def test_nobody_has_no_median() -> None:
    assert spread([]) == Spread(0, None, None, None, None)


def test_one_person_is_the_median_and_the_longest() -> None:
    assert spread([600]) == Spread(1, 600, 600, 600, 1.0)


def test_ten_people() -> None:
    assert spread(range(100, 1100, 100)) == Spread(10, 500, 900, 1000, 0.9)


def test_the_target_is_fifteen_minutes_and_reaching_it_counts() -> None:
    assert TARGET_S == 900
    assert spread([900, 901]).within_target == 0.5


@given(durations)
def test_each_figure_is_a_wait_somebody_had(waits: list[int]) -> None:
    found = spread(waits)
    assert found.n == len(waits)
    assert found.median_s == median_low(waits) and found.max_s == max(waits)
    assert found.p90_s in waits and found.median_s <= found.p90_s <= found.max_s
    assert found.within_target is not None and 0 <= found.within_target <= 1
    assert sum(1 for wait in waits if wait <= found.p90_s) >= 0.9 * len(waits)


@given(durations, st.randoms())
def test_the_order_of_the_day_does_not_matter(waits: list[int], random: object) -> None:
    shuffled = waits[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spread(shuffled) == spread(waits)
