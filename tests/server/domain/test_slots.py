"""Slots lie on a grid within the hours; codes survive a hurried hand; who comes too late waits like everyone else."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import nouns
from server.domain.hours import Calendar, Hours
from server.domain.regulations import Regulations, Slots
from server.domain.slots import CODE_LENGTH, LETTERS, OFFICE, kept_slot, new_code, read_code, slots_of, times

ZONE = "Asia/Ho_Chi_Minh"
MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
NINE = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo(ZONE))


def calendar(hours: Hours) -> Calendar:
    return Calendar(hours, ZONE, lambda day: None)


def clocks(slots: Slots, hours: Hours, day: date) -> list[str]:
    return [f"{at.astimezone(ZoneInfo(ZONE)):%H:%M}" for at in times(slots, calendar(hours), day)]


def test_a_hall_without_hours_keeps_slots_in_office_hours_of_working_days() -> None:
    found = clocks(Slots("D", every_min=60), OFFICE, MONDAY)
    assert found == ["07:30", "08:30", "09:30", "10:30", "13:30", "14:30", "15:30"]
    assert clocks(Slots("D"), OFFICE, SATURDAY) == []


def test_no_slot_reaches_beyond_closing() -> None:
    hours = Hours(week=(((450, 500),),) + ((),) * 6)
    assert clocks(Slots("D", every_min=15), hours, MONDAY) == ["07:30", "07:45", "08:00"]
    assert clocks(Slots("D", every_min=60), hours, MONDAY) == []


@given(every=st.integers(5, 120), start=st.integers(0, 700), length=st.integers(0, 700))
def test_slots_are_apart_and_within_the_interval(every: int, start: int, length: int) -> None:
    hours = Hours(week=(((start, start + length),),) + ((),) * 6)
    found = list(times(Slots("D", every_min=every), calendar(hours), MONDAY))
    assert len(found) == length // every
    assert all(later - earlier == timedelta(minutes=every) for earlier, later in pairwise(found))


def test_a_service_keeps_no_slots_before_the_day_from_which_it_is_offered() -> None:
    regulations = Regulations(slots=(Slots("D"),), services_from={"D": SATURDAY})
    assert slots_of(regulations, "D", MONDAY) is None
    assert slots_of(regulations, "D", SATURDAY) == Slots("D")
    assert slots_of(regulations, "H", SATURDAY) is None


def test_codes_have_no_letter_that_looks_like_another_or_that_a_vietnamese_keyboard_takes_for_a_tone() -> None:
    assert not set(LETTERS) & set("01OQIJBSZGUWFRXYDAE")
    assert set(LETTERS) - set("0123456789") <= set(nouns.LETTERS)
    assert len(LETTERS) ** CODE_LENGTH > 20_000_000


@pytest.mark.parametrize("typed", ["HK4T9M", "hk4t9m", " hk4 t9m ", "HK4-T9M", "hk4t9m\n"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "HK4T9M"


def test_a_code_is_picked_letter_by_letter() -> None:
    given_letters = iter("HK4T9M")
    assert new_code(lambda letters: next(given_letters)) == "HK4T9M"


@pytest.mark.parametrize(("late_s", "kept"), [(-3600, True), (0, True), (600, True), (601, False)])
def test_the_slot_is_kept_until_the_grace_is_over(late_s: int, kept: bool) -> None:
    assert kept_slot(NINE, NINE + timedelta(seconds=late_s), 600) == (NINE if kept else None)
