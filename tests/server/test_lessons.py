"""What a hall's story teaches: as much as whoever stood beside its counters with a watch has learned."""

from datetime import timedelta
from math import inf

import pytest

from server import lessons
from server.domain.habits import Habits
from server.domain.learner import Learner
from server.domain.ticket import UNDO_S, Lane
from server.lessons import Lessons
from server.pulse import hall_row
from tests.cast import Json, SmallHall

SETTLED = timedelta(seconds=UNDO_S + lessons.COMMITS_S + 1)
"""After so long nothing is taken back any more."""

OPENED_S = 7.5 * 3600
"""The hall's wall clock when its day begins, seconds."""


def learned(hall: SmallHall, so_far: Lessons | None = None) -> Habits:
    with hall.database.read() as db:
        row = hall_row(db, 1)
        return (so_far or Lessons(row.seq)).habits(db, row, hall.clock.now + SETTLED)


def is_known_to(so_far: Lessons, hall: SmallHall) -> bool:
    with hall.database.read() as db:
        return so_far.are_of(db, hall_row(db, 1))


def an_hour_at_the_counter(hall: SmallHall) -> Json:
    """Mai has served somebody for so long, and is done."""
    hall.mai.opens()
    hall.kiosk.issues("H")
    held = hall.mai.serves_next()
    hall.clock.passes(3600)
    return hall.mai.finishes(held)


def a_morning(hall: SmallHall) -> Learner:
    """One of each kind, and what somebody with a watch notes."""
    noted = Learner()
    noted.new_day()
    hall.mai.opens()
    first, second = hall.kiosk.issues("H"), hall.kiosk.issues("H", lane="priority", grounds="elderly")
    noted.arrived("H", Lane.ORDINARY, OPENED_S)
    noted.arrived("H", Lane.PRIORITY, OPENED_S)
    _serves(hall, noted, waited_s=120, walked_s=15, served_s=300)
    hall.mai.calls_next()
    noted.waited(435, left=False)
    noted.worked()
    hall.clock.passes(90)
    hall.mai.moves("absent", first)
    noted.stayed_away(90)
    hall.clock.passes(200)
    hall.mai.moves("restore", first)
    noted.came_back(200)
    assert hall.mai.sees(second)["state"] == "finished"
    return noted


def _serves(hall: SmallHall, noted: Learner, *, waited_s: float, walked_s: float, served_s: float) -> None:
    hall.clock.passes(waited_s)
    called = hall.mai.calls_next()
    hall.clock.passes(walked_s)
    hall.mai.moves("start", called)
    hall.clock.passes(served_s)
    hall.mai.finishes(called)
    noted.waited(waited_s, left=False)
    noted.worked()
    noted.walked(walked_s)
    noted.served("H", 1, served_s)


def test_times_absences_and_returns_are_what_a_watch_beside_the_counters_says(hall: SmallHall) -> None:
    noted = a_morning(hall)
    assert learned(hall) == noted.habits()


def test_whoever_is_sent_on_was_served_and_waits_anew(hall: SmallHall) -> None:
    noted = Learner()
    noted.new_day()
    hall.mai.opens()
    ticket = hall.kiosk.issues("H")
    noted.arrived("H", Lane.ORDINARY, OPENED_S)
    held = hall.mai.serves_next()
    noted.waited(0, left=False)
    noted.worked()
    noted.walked(0)
    hall.clock.passes(150)
    hall.mai.transfers(held, service="C")
    noted.served("H", 1, 150)
    noted.moved_on("H", "C")
    hall.clock.passes(400)
    hall.hoa.cancels(ticket)
    noted.waited(400, left=True)
    assert learned(hall) == noted.habits()


def test_what_is_taken_back_teaches_nothing(hall: SmallHall) -> None:
    noted = Learner()
    noted.new_day()
    hall.mai.opens()
    hall.kiosk.issues("H")
    noted.arrived("H", Lane.ORDINARY, OPENED_S)
    hall.clock.passes(200)
    hall.mai.moves("undo", hall.mai.calls_next())
    hall.clock.passes(400)
    called = hall.mai.calls_next()
    noted.waited(600, left=False)
    noted.worked()
    hall.clock.passes(30)
    hall.mai.moves("start", called)
    hall.mai.moves("undo", called)
    hall.clock.passes(15)
    hall.mai.moves("start", called)
    noted.walked(45)
    hall.clock.passes(90)
    hall.mai.transfers(called, service="C")
    hall.mai.moves("undo", called)
    hall.mai.finishes(called, next_service="C")
    hall.mai.moves("undo", called)
    hall.mai.finishes(called)
    noted.served("H", 1, 90)
    cancelled = hall.kiosk.issues("C")
    noted.arrived("C", Lane.ORDINARY, OPENED_S + 735)
    hall.clock.passes(500)
    hall.hoa.cancels(cancelled)
    hall.hoa.moves("undo", cancelled)
    assert learned(hall) == noted.habits()


def test_it_teaches_once_nobody_can_take_it_back(hall: SmallHall) -> None:
    so_far = Lessons(0)
    an_hour_at_the_counter(hall)
    with hall.database.read() as db:
        row = hall_row(db, 1)
        paces = [so_far.habits(db, row, hall.clock.now + wait).paces for wait in (timedelta(), SETTLED)]
    assert not paces[0] and paces[1]


def test_what_is_taken_back_at_the_last_moment_and_committed_later_teaches_nothing(hall: SmallHall) -> None:
    so_far = Lessons(0)
    held = an_hour_at_the_counter(hall)
    pressed = hall.clock.now + timedelta(seconds=UNDO_S)
    with hall.database.read() as db:
        row = hall_row(db, 1)
        so_far.habits(db, row, pressed + timedelta(seconds=lessons.COMMITS_S))
    hall.clock.now = pressed
    hall.mai.moves("undo", held)
    assert learned(hall, so_far) == learned(hall)
    assert not learned(hall).paces


def test_what_is_taken_back_although_it_has_taught_is_forgotten(hall: SmallHall) -> None:
    so_far = Lessons(0)
    held = an_hour_at_the_counter(hall)
    assert learned(hall, so_far).paces
    hall.clock.passes(minutes=-10)
    hall.kiosk.issues("H")
    assert is_known_to(so_far, hall)
    hall.mai.moves("undo", held)
    assert not is_known_to(so_far, hall)
    hall.clock.passes(minutes=20)
    assert not learned(hall).paces


def test_whoever_goes_on_to_another_service_is_sent_and_does_not_come(hall: SmallHall) -> None:
    noted = Learner()
    noted.new_day()
    hall.mai.opens()
    hall.kiosk.issues("H", lane="priority", grounds="elderly")
    noted.arrived("H", Lane.PRIORITY, OPENED_S)
    held = hall.mai.serves_next()
    noted.waited(0, left=False)
    noted.worked()
    noted.walked(0)
    hall.clock.passes(240)
    hall.mai.finishes(held, next_service="C")
    noted.served("H", 1, 240)
    noted.moved_on("H", "C")
    assert learned(hall) == noted.habits()
    assert set(learned(hall).transfers["H"][1]) == {"C"}


def test_a_counter_takes_its_time_only_while_somebody_waits(hall: SmallHall) -> None:
    hall.mai.opens()
    for _ in range(3):
        hall.kiosk.issues("H")
    for gap_s in (0, 50, 30):  # nobody was before the first
        hall.clock.passes(gap_s)
        held = hall.mai.serves_next()
        hall.clock.passes(300)
        hall.mai.finishes(held)
    hall.clock.passes(600)  # nobody waits
    hall.kiosk.issues("H")
    hall.clock.passes(20)
    hall.mai.serves_next()
    noted = Learner()
    for gap_s in (50, 30):
        noted.turned_around(gap_s)
    assert learned(hall).turnaround_s == noted.habits().turnaround_s > 0


def test_it_learns_when_counters_open(hall: SmallHall) -> None:
    week = {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "wed", "thu")}
    hall.regulates(hours={"week": week})
    hall.clock.is_at("2026-11-23 07:25:00")
    hall.mai.opens()
    hall.clock.is_at("2026-11-23 07:42:00")
    hall.nam.opens()
    hall.clock.is_at("2026-11-23 11:31:00")
    hall.nam.closes()
    hall.clock.is_at("2026-11-23 13:33:00")
    hall.nam.opens()  # counter 1 has stayed open over noon
    hall.clock.is_at("2026-11-23 14:00:00")
    hall.nam.closes()
    hall.nam.opens()  # closed by mistake: it did not open late
    for clerk in (hall.mai, hall.nam):
        clerk.closes()
    hall.clock.is_at("2026-11-25 07:31:00")
    hall.mai.opens()
    assert learned(hall).opens == {(1, 27_000): (-300.0,), (2, 27_000): (720.0,), (2, 48_600): (180.0,)}
    hall.mai.closes()
    hall.clock.is_at("2026-11-26 07:31:00")
    hall.mai.opens()
    assert learned(hall).opens == {
        (1, 27_000): (-300.0, 60.0), (2, 27_000): (720.0, inf), (2, 48_600): (180.0,)
    }, "on a day on which nobody opens in the afternoon there is none"  # fmt: skip


def test_openings_of_four_weeks_are_known_after_a_restart(hall: SmallHall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.regulates(hours={"week": {day: [["07:30", "11:30"]] for day in ("mon", "wed", "thu")}})
    late_s = {"10-26": 60.0, "11-04": 120.0, "11-23": 180.0}  # the first is 31 days before the last
    for day, late in late_s.items():
        hall.clock.is_at(f"2026-{day} 07:30:00")
        hall.clock.passes(late)
        hall.mai.opens()
        for _ in range(3):
            hall.kiosk.issues("H")
        hall.clock.is_at(f"2026-{day} 11:30:00")
        for ticket in hall.hoa.get("/desk/1").done()["next"]:
            hall.hoa.cancels(ticket)
        hall.mai.closes()
    hall.clock.is_at("2026-11-26 07:30:00")
    monkeypatch.setattr(lessons, "FIRST", 2)
    assert learned(hall).opens == {(1, 27_000): (120.0, 180.0)}


def test_what_opened_or_closed_in_practice_is_known_and_teaches_nothing(hall: SmallHall) -> None:
    hall.regulates(hours={"week": {day: [["07:30", "11:30"]] for day in ("mon", "wed", "thu")}})
    hall.clock.is_at("2026-11-23 07:35:00")
    hall.mai.opens()
    hall.nam.opens()
    hall.clock.is_at("2026-11-23 10:30:00")
    hall.hoa.post("/trial/begin").done()
    hall.mai.closes()
    hall.hoa.post("/trial/end", {"clear": True}).done()
    hall.clock.is_at("2026-11-25 07:40:00")
    hall.mai.opens()
    hall.clock.is_at("2026-11-26 07:40:00")
    assert learned(hall).opens == {(1, 27_000): (600.0,)}


def test_pauses_and_breaks_are_told_apart(hall: SmallHall) -> None:
    hall.regulates(breaks=[{"counter": 1, "start": "08:00", "end": "08:15", "reason": "giải lao"}])
    noted = Learner()
    noted.new_day()
    hall.mai.opens()
    hall.mai.pauses()
    hall.clock.passes(240)
    hall.mai.opens()
    noted.worked(paused_s=240)
    hall.mai.pauses(until=(hall.clock.now.replace(microsecond=0)).isoformat())
    hall.clock.passes(100)
    hall.mai.opens()
    noted.was_back(100)
    hall.clock.is_at("2026-11-23 07:55:00")
    hall.mai.pauses()  # its planned break, a little early; nobody said until when
    hall.clock.is_at("2026-11-23 08:17:00")
    hall.mai.opens()
    noted.was_back(120)
    hall.mai.pauses()
    hall.mai.closes()
    hall.clock.passes(hours=20)
    hall.mai.opens()  # next morning: no pause of twenty hours
    noted.new_day()
    assert learned(hall) == noted.habits()


def test_practice_teaches_nothing(hall: SmallHall) -> None:
    hall.hoa.post("/trial/begin").done()
    a_morning(hall)
    hall.hoa.post("/trial/end", {"clear": True}).done()
    untaught = Learner()
    untaught.new_day()
    assert learned(hall) == untaught.habits()


def test_read_row_by_row_it_teaches_the_same(hall: SmallHall) -> None:
    bit_by_bit = Lessons(0)
    learned(hall, bit_by_bit)
    hall.mai.opens()
    for _ in range(3):
        hall.kiosk.issues("H")
        learned(hall, bit_by_bit)
        held = hall.mai.serves_next()
        hall.clock.passes(200)
        learned(hall, bit_by_bit)
        hall.mai.finishes(held)
    assert learned(hall, bit_by_bit) == learned(hall)
    assert learned(hall, bit_by_bit).paces, "it has learned something"
