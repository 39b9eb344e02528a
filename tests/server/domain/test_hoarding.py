"""A phone or card is known again on its day, however it is written, and by nobody without the salt."""

import pytest

from server.domain.hoarding import trace


@pytest.mark.parametrize("written", ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "+84912345678"])
def test_a_phone_is_the_same_however_it_is_written(written: str) -> None:
    assert trace(written, "salt") == trace("0912345678", "salt")


def test_another_number_and_another_day_leave_another_trace() -> None:
    traces = {trace(person, salt) for person in ("0912345678", "0912345679", "001099012345") for salt in ("a", "b")}
    assert len(traces) == 6


def test_the_number_cannot_be_read_from_its_trace() -> None:
    found = trace("0912345678", "salt")
    assert len(found) == 64 and "912345" not in found
