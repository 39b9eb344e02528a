"""How counters opened as a session began: told from the stretches in which they stood open."""

from datetime import UTC, datetime, timedelta

import pytest

from server.domain.hours import Session
from server.domain.openings import Opening, Stretch, openings


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
