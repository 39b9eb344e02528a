"""Staffing of a real hall: from its own past weeks, within its own hours, by its own rule."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from server import staffings
from server.domain.scene import Scene
from server.domain.staffing import Need
from tests.cast import HALL_TIME, Json, SmallHall

WEEK = {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def staffing(hall: SmallHall, day: str) -> Json:
    return hall.hoa.get("/staffing", day=day).done()


def a_monday(hall: SmallHall) -> None:
    """Forty people for H from half past eight on, in the course of an hour; two for what nobody does."""
    hall.regulates(hours={"week": WEEK})
    hall.clock.is_at("2026-11-23 08:30:00")
    for _ in range(40):
        hall.kiosk.issues("H")
        hall.clock.passes(90)


def at(slot: Json) -> str:
    return f"{datetime.fromisoformat(slot['at']).astimezone(HALL_TIME):%H:%M}"


def test_a_coming_monday_needs_what_mondays_brought(hall: SmallHall) -> None:
    a_monday(hall)
    found = staffing(hall, "2026-11-30")
    assert (found["weeks"], found["day_off"]) == (0, None) and found["slots"] == [], "today is no past week yet"
    hall.clock.is_at("2026-11-27 10:00:00")
    found = staffing(hall, "2026-11-30")
    assert (found["weeks"], found["target_s"], found["share"], found["counters"]) == (1, 900, 0.9, 4)
    begins = [at(slot) for slot in found["slots"]]
    assert begins[0] == "07:30" and begins[-1] == "16:30" and len(begins) == 15
    assert not any("11:30" <= one < "13:30" for one in begins), "nobody works at noon"
    busy = {at(slot): slot for slot in found["slots"] if slot["people"]}
    assert list(busy) == ["08:30", "09:00"]
    assert 30 < sum(slot["people"] for slot in busy.values()) < 50
    # Counters 1 and 2 do H: twenty people in half an hour need more.
    assert set(busy["09:00"]["counters"]) >= {1, 2}
    [short] = busy["09:00"]["short"]
    assert (short["service"], short["name"]) == ("H", "Hộ tịch") and short["counters"] >= 2
    assert all(slot["within_target"] >= 0.9 for slot in busy.values())


def test_a_day_off_says_why_and_needs_nobody(hall: SmallHall) -> None:
    a_monday(hall)
    hall.regulates(hours={"week": WEEK, "days": [{"day": "2026-11-30", "intervals": [], "reason": "Kiểm kê"}]})
    hall.clock.is_at("2026-11-27 10:00:00")
    found = staffing(hall, "2026-11-30")
    assert (found["day_off"], found["slots"]) == ("Kiểm kê", [])
    assert staffing(hall, "2026-11-29")["day_off"] == "", "a Sunday"


def counted(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Fills with the beginning of each session that is computed."""
    computed = []

    def needs(hall: Scene, *given: Any, **named: Any) -> list[Need]:
        computed.append(hall.now)
        return staffings_needs(hall, *given, **named)

    staffings_needs = staffings.needs
    monkeypatch.setattr(staffings, "needs", needs)
    return computed


def test_a_day_is_computed_once_until_something_changes(hall: SmallHall, monkeypatch: pytest.MonkeyPatch) -> None:
    a_monday(hall)
    hall.clock.is_at("2026-11-27 10:00:00")
    computed = counted(monkeypatch)
    with ThreadPoolExecutor(2) as supervisors:
        first, second = supervisors.map(lambda _: staffing(hall, "2026-11-30"), range(2))
    assert first == second and len(computed) == 2, "two sessions, once"
    hall.hoa_at(1).opens()
    hall.hoa_at(1).turns("take-on", service="D").done()
    assert staffing(hall, "2026-11-30")["slots"] == first["slots"] and len(computed) == 2, "support is of today"
    hall.regulates(breaks=[{"counter": 1, "start": "09:00", "end": "09:30", "reason": "giải lao"}])
    rested = {at(slot): slot["counters"] for slot in staffing(hall, "2026-11-30")["slots"]}
    assert len(computed) == 4 and 1 in rested["08:30"] and 1 not in rested["09:00"]
    hall.clock.passes(hours=24)
    staffing(hall, "2026-11-30")
    assert len(computed) == 6, "another day has taught who comes"


def test_a_day_that_is_none_is_refused(hall: SmallHall) -> None:
    assert hall.hoa.get("/staffing", day="30/11").refusal == (422, "invalid_request")
    assert hall.mai.get("/staffing").refusal[0] == 403
