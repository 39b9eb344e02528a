"""Labels and days: what stands on paper, and when the hall's day begins."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.nouns import LETTERS
from server.domain.numbering import label, local_day

HERE = "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "H001"), (12, "H012"), (999, "H999"), (1000, "H1000"), (12345, "H12345")]
)
def test_a_label_is_the_letter_and_at_least_three_digits(number: int, said: str) -> None:
    assert label("H", number) == said


@given(
    st.tuples(st.sampled_from(LETTERS), st.integers(1, 10**6)),
    st.tuples(st.sampled_from(LETTERS), st.integers(1, 10**6)),
)
def test_two_turns_never_read_alike(one: tuple[str, int], other: tuple[str, int]) -> None:
    assert (label(*one) == label(*other)) == (one == other)


def test_no_series_has_a_letter_that_paper_or_voice_confuses() -> None:
    assert not set("IOQUW") & set(LETTERS)


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2026-11-22 16:59:59.999999", date(2026, 11, 22)),
        ("2026-11-22 17:00:00", date(2026, 11, 23)),
        ("2026-11-23 00:00:00", date(2026, 11, 23)),
        ("2026-11-23 16:59:59", date(2026, 11, 23)),
        ("2026-12-31 17:00:00", date(2027, 1, 1)),
    ],
)
def test_the_day_begins_at_midnight_in_the_hall_not_in_london(utc: str, day: date) -> None:
    assert local_day(datetime.fromisoformat(utc).replace(tzinfo=UTC), HERE) == day


@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))
def test_a_day_never_turns_back_and_lasts_24_hours(at: datetime) -> None:
    assert local_day(at + timedelta(hours=24), HERE) - local_day(at, HERE) == timedelta(days=1)
