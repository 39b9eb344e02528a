"""The next two hours of a real hall: of its true state, kept for a while, and made anew when a counter opens."""

import pytest

from server import next_hours
from tests.cast import Json, SmallHall


def asked(hall: SmallHall, service: str = "H") -> list[Json]:
    found = hall.hoa.get("/next-hours").done()
    [row] = [each for each in found["services"] if each["service"] == service]
    spells: list[Json] = row["spells"]
    return spells


def test_half_hours_of_every_service_and_nothing_is_done(hall: SmallHall) -> None:
    hall.mai.opens()
    hall.has_a_busy_hour()
    before = hall.story()
    found = hall.hoa.get("/next-hours").done()
    lines = hall.hoa.get("/lines").done()["lines"]
    assert [each["service"] for each in found["services"]] == [line["service"] for line in lines]
    assert found["weeks"] == 0, "known from today alone"
    assert found["begins"][0] == found["at"] and len(found["begins"]) == 4
    spells = asked(hall)
    assert all(3 < spell["people"] < 10 for spell in spells), "as many as until now"
    assert spells[0]["wait"]["p10"] < spells[0]["wait"]["p50"] < spells[0]["wait"]["p90"]
    assert asked(hall, "D") == [{"people": 0, "wait": None}] * 4
    assert hall.story() == before


def test_a_counter_that_opens_is_known_at_once_and_the_rest_in_a_minute(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    play = next_hours.next_hours
    monkeypatch.setattr(next_hours, "next_hours", lambda *given, **more: made.append(0) or play(*given, **more))
    hall.mai.opens()
    hall.has_a_busy_hour()
    alone = asked(hall)
    hall.kiosk.issues("H")
    assert asked(hall) == alone and len(made) == 1
    hall.nam.opens()  # counter 2 does H, too
    together = asked(hall)
    assert together[-1]["wait"]["p50"] < alone[-1]["wait"]["p50"]
    hall.clock.passes(next_hours.KEPT_S)
    assert asked(hall) != together and len(made) == 3


def test_nobody_is_expected_after_work(hall: SmallHall) -> None:
    hall.regulates(hours={"week": {"mon": [["07:30", "09:30"]]}})
    hall.clock.is_at("2026-11-23 08:00:00")
    hall.mai.opens()
    hall.has_a_busy_hour()
    first, later = asked(hall)[0], asked(hall)[2:]
    assert first["people"] > 3 and later == [{"people": 0, "wait": None}] * 2
