"""The estimate: a range that grows with the people ahead, shrinks with the counters, and never promises nonsense."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.slip import minutes_range
from kiosk.slip_data import Wait as WaitOnPaper
from server.domain.waiting import Wait, estimate, learned

people = st.integers(0, 500)
counters = st.integers(0, 12)
seconds = st.floats(20, 3600)


def likely(ahead: int, free: int = 0, capacity: float = 1, service_s: float = 480) -> Wait:
    wait = estimate(ahead=ahead, free=free, capacity=capacity, service_s=service_s)
    assert wait is not None
    return wait


def said(wait: Wait) -> tuple[int, int]:
    return minutes_range(WaitOnPaper(p10=wait.p10, p90=wait.p90))


@given(people, counters, st.floats(0.05, 12), seconds)
def test_the_range_is_in_order_and_never_negative(ahead: int, free: int, capacity: float, service_s: float) -> None:
    wait = likely(ahead, free, capacity, service_s)
    assert 0 <= wait.p10 <= wait.p50 <= wait.p90


@given(people, counters, st.floats(0.05, 12), seconds)
def test_one_more_person_ahead_never_shortens_the_wait(
    ahead: int, free: int, capacity: float, service_s: float
) -> None:
    now, then = likely(ahead, free, capacity, service_s), likely(ahead + 1, free, capacity, service_s)
    assert now.p10 <= then.p10 and now.p50 <= then.p50
    if ahead >= free:  # before that, an idle counter is an upper bound of a minute, not a quantile
        assert now.p90 <= then.p90


@given(people, st.floats(0.05, 6), seconds)
def test_twice_the_counters_halve_the_wait(ahead: int, capacity: float, service_s: float) -> None:
    one, two = likely(ahead, 0, capacity, service_s), likely(ahead, 0, 2 * capacity, service_s)
    for slow, fast in ((one.p10, two.p10), (one.p50, two.p50), (one.p90, two.p90)):
        assert abs(slow - 2 * fast) <= 2  # each is rounded to a second


@given(people, counters, seconds)
def test_nobody_can_say_when_no_counter_is_open(ahead: int, free: int, service_s: float) -> None:
    assert estimate(ahead=ahead, free=free, capacity=0, service_s=service_s) is None


@given(people, st.floats(0.05, 12), seconds)
def test_in_whole_minutes_it_says_what_it_said(ahead: int, capacity: float, service_s: float) -> None:
    wait = likely(ahead, 0, capacity, service_s)
    whole = wait.in_minutes()
    assert {whole.p10 % 60, whole.p50 % 60, whole.p90 % 60} == {0}
    assert whole.p10 <= whole.p50 <= whole.p90
    assert said(whole) == said(wait), "as slips and screens round it"


def test_an_idle_counter_calls_at_once() -> None:
    assert likely(0, free=1) == Wait(0, 0, 60)


def test_five_people_at_one_counter_wait_about_three_quarters_of_an_hour() -> None:
    wait = likely(5)
    assert 40 * 60 < wait.p50 < 50 * 60
    assert wait.p10 < 35 * 60 and wait.p90 > 60 * 60


@given(seconds, st.floats(0, 10**6))
def test_learning_follows_slowly_and_no_single_service_upsets_it(usual_s: float, served_s: float) -> None:
    after = learned(usual_s, served_s)
    assert 20 <= after <= 3600
    assert abs(after - usual_s) <= 3600 / 30
