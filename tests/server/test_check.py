"""The proof finds what somebody did behind the server's back."""

import pytest
from sqlalchemy import delete, select, update

from server.check import check
from server.models import Hall, Story, Ticket
from tests.cast import SmallHall


@pytest.fixture
def lived(hall: SmallHall) -> SmallHall:
    """A hall in which some things have happened."""
    hall.open_all()
    for _ in range(3):
        hall.kiosk.issues("H")
    hall.mai.finishes(hall.mai.serves_next())
    hall.mai.moves("absent", hall.mai.calls_next())
    hall.is_proved()
    return hall


def test_an_honest_hall_has_no_fault(lived: SmallHall) -> None:
    assert check(lived.database) == []


def test_every_way_a_ticket_can_go_is_told_anew(lived: SmallHall) -> None:
    hall, mai = lived, lived.mai
    gone, mistaken, back, lifted = (hall.kiosk.issues("H") for _ in range(4))
    mai.cancels(gone)
    mai.voids(mistaken)
    mai.cancels(back)
    mai.moves("undo", back)
    mai.checks_lane(lifted, "priority", grounds="elderly", reason="cụ 80 tuổi")
    hall.nam.sits(1, move=True, take_over=True).done()
    ticket = hall.nam.serves_next()
    hall.nam.finishes(ticket, next_service="P")
    hall.nam.moves("undo", ticket)
    assert check(hall.database) == []


def test_a_changed_reason_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        db.execute(update(Story).where(Story.seq == 5).values(why="người nhà"))
    assert check(lived.database) == ["Hall 1: the chain of the story breaks at row 5."]


def test_a_removed_row_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        db.execute(delete(Story).where(Story.seq == 5))
    assert "Hall 1: the chain of the story breaks at row 5." in check(lived.database)


def test_a_removed_end_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        last = db.execute(select(Hall.seq)).scalar_one()
        db.execute(delete(Story).where(Story.seq == last))
    assert any("the hall stands at" in fault for fault in check(lived.database))


def test_a_break_on_a_later_page_is_found_and_a_whole_story_of_pages_is_whole(
    lived: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.check.PAGE", 3)
    assert check(lived.database) == []
    with lived.database.write() as db:
        db.execute(update(Story).where(Story.seq == 8).values(by="ai đó"))
    assert check(lived.database) == ["Hall 1: the chain of the story breaks at row 8."]


def test_a_story_that_cannot_have_happened_is_told_and_not_a_crash(lived: SmallHall) -> None:
    with lived.database.write() as db:
        db.execute(delete(Story).where(Story.kind == "ticket_issued"))
    assert "Hall 1: the story tells of a move that cannot have happened." in check(lived.database)


def test_a_ticket_changed_without_a_story_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        db.execute(update(Ticket).where(Ticket.label == "H003").values(state="absent"))
    (fault,) = check(lived.database)
    assert "ticket H003 of 2026-11-23" in fault


def test_a_ticket_without_a_story_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        row = db.execute(select(Ticket.__table__).where(Ticket.label == "H003")).one()._asdict()
        del row["id"]
        db.execute(Ticket.__table__.insert().values(**row | {"number": 4, "label": "H004", "token": "forged"}))
    (fault,) = check(lived.database)
    assert "ticket H004" in fault and "the story says None" in fault
