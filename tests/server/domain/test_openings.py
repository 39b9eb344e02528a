"""How counters opened as a session began: told from the stretches in which they stood open."""

from datetime import UTC, datetime, timedelta

import pytest

from server.domain.hours import Session
from server.domain.openings import OpenCounters, Opening, Stretch, openings


def at(clock: str) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, 11, 23, int(hour), int(minute), tzinfo=UTC)


MORNING, AFTERNOON = Session(at("07:30"), at("11:30")), Session(at("13:30"), at("17:00"))


def opened(*stretches: tuple[str, str | None]) -> list[Opening]:
    told = [Stretch(1, at(since), until and at(until)) for since, until in stretches]
    return list(openings([MORNING, AFTERNOON], told))


@pytest.mark.parametrize(
    ("stretches", "morning"),
    [
        ([("07:30", "11:40")], 0),
        ([("07:10", None)], -20),
        ([("09:00", "11:30")], 90),
        ([("07:40", "07:50"), ("08:30", "11:30")], 10),
        ([("07:10", "07:20"), ("07:45", "11:30")], 15),
    ],
)
def test_a_counter_opens_once_in_a_session(stretches: list[tuple[str, str | None]], morning: int) -> None:
    assert opened(*stretches)[0].late_s == {1: timedelta(minutes=morning).total_seconds()}


def test_a_counter_that_stood_open_over_noon_did_not_open() -> None:
    other = Stretch(2, at("13:32"), None)
    told = [Stretch(1, at("07:30"), at("16:00")), other]
    assert list(openings([AFTERNOON], told)) == [Opening(at("13:30"), {2: 120.0}, frozenset({1}))]


def test_a_session_in_which_nobody_opened_says_nothing() -> None:
    assert opened(("07:30", "16:00"))[1:] == []
    assert opened(("05:00", "06:00")) == []


def test_counters_are_followed_from_day_to_day() -> None:
    counters = OpenCounters()
    counters.opened(1, at("07:30"))
    counters.opened(2, at("07:40"))
    counters.opened(2, at("08:00"))  # after a pause
    counters.closed(2, at("11:30"))
    counters.closed(3, at("11:30"))  # it had never opened
    assert counters.day_over([MORNING, AFTERNOON]) == [Opening(at("07:30"), {1: 0.0, 2: 600.0}, frozenset())]
    counters.opened(3, at("13:31"))
    assert counters.day_over([AFTERNOON]) == [Opening(at("13:30"), {3: 60.0}, frozenset({1}))]


def test_a_day_on_which_the_hall_practises_tells_nothing_and_is_followed() -> None:
    counters = OpenCounters()
    counters.opened(1, at("07:30"))
    counters.practises(True)
    counters.opened(2, at("07:31"))
    counters.closed(1, at("11:30"))
    assert counters.day_over([MORNING]) == [], "a day on which practice began"
    counters.practises(False)
    assert counters.day_over([MORNING]) == [], "and one on which it ended"
    counters.opened(3, at("13:35"))
    assert counters.day_over([AFTERNOON]) == [Opening(at("13:30"), {3: 300.0}, frozenset({2}))]
