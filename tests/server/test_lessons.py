"""What a hall's story teaches: as much as whoever stood beside its counters with a watch has learned."""

from server.domain.habits import Habits, Learner
from server.domain.ticket import Lane
from server.lessons import Lessons
from server.pulse import hall_row
from tests.cast import SmallHall

OPENED_S = 7.5 * 3600
"""The hall's wall clock when its day begins, seconds."""


def learned(hall: SmallHall, lessons: Lessons | None = None) -> Habits:
    with hall.database.read() as db:
        row = hall_row(db, 1)
        return (lessons or Lessons(row.seq)).habits(db, row)


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


def test_a_call_taken_back_is_no_walk_and_no_service(hall: SmallHall) -> None:
    noted = Learner()
    noted.new_day()
    hall.mai.opens()
    hall.kiosk.issues("H")
    noted.arrived("H", Lane.ORDINARY, OPENED_S)
    hall.mai.moves("undo", hall.mai.calls_next())
    noted.waited(0, left=False)
    noted.worked()
    hall.clock.passes(600)
    called = hall.mai.serves_next()
    noted.waited(600, left=False)
    noted.worked()
    noted.walked(0)
    hall.clock.passes(90)
    hall.mai.finishes(called)
    noted.served("H", 1, 90)
    assert learned(hall) == noted.habits()


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
