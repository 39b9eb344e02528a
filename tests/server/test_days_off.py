"""Việt Nam's public holidays as a hall lives them: Tết by the moon, substitute days, and nothing loaded in vain."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from server import days_off
from server.domain.regulations import Regulations


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),  # the tenth of the third month fell on a Sunday
        (date(2026, 9, 2), "Quốc khánh"),
        (date(2026, 9, 1), "Quốc khánh"),
        (date(2026, 11, 23), None),
    ],
)
def test_holidays_and_their_substitute_days_have_names(day: date, name: str | None) -> None:
    assert days_off.holiday(day) == name


def test_tet_is_found_by_the_moon_in_years_nobody_has_typed_in() -> None:
    assert days_off.holiday(date(2027, 2, 6)) == "Tết Nguyên Đán"
    # The new moon of 2030 comes before midnight in Hà Nội and after it in Beijing: a day before the Chinese new year.
    assert days_off.holiday(date(2030, 2, 2)) == "Tết Nguyên Đán"
    assert all(days_off.holiday(date(2027, 2, 5) + timedelta(days=n)) for n in range(5))


def test_a_hall_without_hours_has_no_calendar_and_loads_no_holidays() -> None:
    assert days_off.calendar(Regulations(), "Asia/Ho_Chi_Minh") is None
    # 0.1 s and 19 MB at the first question, none before: a hall's computer is small.
    program = "import sys, server.app; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
