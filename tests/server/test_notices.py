"""What the board and the phone are told beside numbers: rules, hours as they pass, and why somebody waits again."""

from typing import Any

import pytest

from tests.cast import Clock, SmallHall

HOURS: dict[str, Any] = {
    "week": {"mon": [["07:30", "11:30"], ["13:30", "17:00"]], "wed": [["07:30", "11:30"]]},
    "cut_off_min": {"": 15},
    "same_day_until": "15:00",
}
AFTERNOON, WEDNESDAY = "2026-11-23T06:30:00+00:00", "2026-11-25T00:30:00+00:00"


@pytest.fixture
def database_kind() -> str:
    """Reads of rows that other tests race for: one kind of database tells as much as two."""
    return "sqlite"


def board(hall: SmallHall) -> dict[str, Any]:
    return hall.tv.get("/board").done()


def phone(hall: SmallHall, ticket: dict[str, Any]) -> dict[str, Any]:
    return hall.kiosk.get(f"/public/tickets/{ticket['token']}").done()


def test_the_board_says_each_rule_with_the_letters_it_calls(hall: SmallHall) -> None:
    assert [rule["id"] for rule in board(hall)["rule"]] == ["rule-priority-floor"]
    hall.regulates(groups=[{"services": ["H"], "kind": "fifo"}, {"services": [], "floor_s": 1200}])
    fifo, others = board(hall)["rule"]
    assert fifo == {"services": ["H"], "id": "rule-fifo"}
    assert (others["id"], others["minutes"], "H" in others["services"]) == ("rule-priority-floor", 20, False)


def test_services_that_no_group_names_stand_on_the_sign_by_the_default_rule(hall: SmallHall) -> None:
    hall.regulates(groups=[{"services": ["H"], "kind": "fifo"}])
    said = hall.mai.get("/regulations").done()["sentences"]
    assert [rule["id"] for rule in said] == ["rule-fifo", "rule-priority-floor"]
    assert said == board(hall)["rule"]


@pytest.mark.parametrize(
    ("at", "open_", "is_break", "issues_until", "reopens_at"),
    [
        ("2026-11-23 07:00:00", False, False, None, "2026-11-23T00:30:00+00:00"),
        ("2026-11-23 09:00:00", True, False, "2026-11-23T04:15:00+00:00", AFTERNOON),
        ("2026-11-23 12:00:00", False, True, None, AFTERNOON),
        ("2026-11-23 17:00:00", False, False, None, WEDNESDAY),
        ("2026-11-25 12:00:00", False, False, None, "2026-11-30T00:30:00+00:00"),
    ],
)
def test_the_hours_tell_lunch_from_the_end_of_the_day(
    hall: SmallHall, clock: Clock, at: str, open_: bool, is_break: bool, issues_until: str | None, reopens_at: str
) -> None:
    hall.regulates(hours=HOURS)
    clock.is_at(at)
    hours = board(hall)["hours"]
    assert (hours["open"], hours["is_break"]) == (open_, is_break)
    assert (hours["issues_until"], hours["reopens_at"]) == (issues_until, reopens_at)
    assert hours["same_day_until"] == f"{at[:10]}T08:00:00+00:00"


def test_the_phone_is_told_why_its_holder_waits_again(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(moves={"restore_grace_s": 600})
    hall.open_all()
    ticket = hall.kiosk.issues("H")
    assert phone(hall, ticket)["came"] is None
    hall.mai.calls_next()
    hall.mai.moves("absent", ticket)
    hall.mai.moves("restore", ticket)
    assert phone(hall, ticket)["came"] == "restored"
    hall.mai.calls_next()
    hall.mai.moves("absent", ticket)
    clock.passes(minutes=11)
    hall.mai.moves("restore", ticket)
    assert phone(hall, ticket)["came"] == "restored_late"
    hall.mai.transfers(hall.mai.calls_next(), service="C", counter=2, keep_place=True)
    told = phone(hall, ticket)
    assert (told["came"], told["reserved_counter"], told["service"]) == ("transferred", 2, "C")
    called = hall.nam.calls_next()
    assert phone(hall, ticket)["came"] is None
    hall.nam.moves("put-back", called)
    assert phone(hall, ticket)["came"] is None
    hall.nam.finishes(hall.nam.serves_next(), next_service="H")
    assert phone(hall, ticket)["came"] == "next_step"
