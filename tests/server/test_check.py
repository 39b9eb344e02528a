"""The proof finds what somebody did behind the server's back."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from server.check import check
from server.db import Database
from server.domain.proof import Fault, Head, Proof
from server.domain.story import CHAINED, chain
from server.models import Hall, Story, Ticket
from server.queries import story
from tests.cast import SmallHall
from tests.proofs import faults


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


def head_of(database: Database) -> Head:
    with database.read() as db:
        return Head(*db.execute(select(Hall.seq, Hall.head)).one())


def proof(database: Database, kept: Head | None = None) -> Proof:
    (only,) = check(database, kept).values()
    return only


def rewrite(database: Database, seq: int, **changed: Any) -> str:
    """Change a row and give it the hash that a program would have given it; the new hash."""
    with database.write() as db:
        before, row = story(db, 1, seq - 2, 2)
        new = chain(before["hash"], {name: row[name] for name in CHAINED} | changed)
        db.execute(update(Story).where(Story.seq == seq).values(hash=new, **changed))
    return new


def set_head(database: Database, **to: Any) -> None:
    with database.write() as db:
        db.execute(update(Hall).values(**to))


def test_an_honest_hall_has_no_fault_and_the_proof_says_where_its_story_ends(lived: SmallHall) -> None:
    found = proof(lived.database)
    last = lived.story()[-1]
    assert found == Proof(last["seq"], Head(last["seq"], last["hash"]), last["at"])
    assert found.is_whole


def test_a_hall_in_which_nothing_has_happened_is_whole(hall: SmallHall) -> None:
    with hall.database.write() as db:
        db.execute(delete(Story))
        db.execute(update(Hall).values(seq=0, head="0" * 64))
    assert proof(hall.database) == Proof(0, Head(), None)


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
    assert faults(hall.database) == []


def test_a_changed_reason_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        db.execute(update(Story).where(Story.seq == 5).values(why="người nhà"))
    assert faults(lived.database) == [Fault("chain", {"seq": 5})]


def test_a_removed_row_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        db.execute(delete(Story).where(Story.seq == 5))
    assert Fault("chain", {"seq": 5}) in faults(lived.database)


def test_a_removed_end_is_found(lived: SmallHall) -> None:
    last = head_of(lived.database).seq
    with lived.database.write() as db:
        db.execute(delete(Story).where(Story.seq == last))
    assert Fault("end", {"seq": last - 1, "head": last}) in faults(lived.database)


def test_a_last_row_written_anew_with_its_hash_is_found(lived: SmallHall) -> None:
    last = head_of(lived.database).seq
    rewrite(lived.database, last, why="người nhà")
    assert faults(lived.database) == [Fault("last", {"seq": last})]


def test_only_a_head_kept_elsewhere_finds_a_last_row_written_anew_with_the_head_of_the_hall(lived: SmallHall) -> None:
    kept = head_of(lived.database)
    set_head(lived.database, head=rewrite(lived.database, kept.seq, why="người nhà"))
    assert faults(lived.database) == []
    assert proof(lived.database, kept).faults == (Fault("kept", {"kept": kept.seq}),)


def test_only_a_head_kept_elsewhere_finds_an_end_cut_off_with_the_head_of_the_hall(lived: SmallHall) -> None:
    lived.mai.pauses(reason="họp")
    kept = head_of(lived.database)
    with lived.database.write() as db:
        db.execute(delete(Story).where(Story.seq == kept.seq))
        before = db.execute(select(Story.hash).where(Story.seq == kept.seq - 1)).scalar_one()
        db.execute(update(Hall).values(seq=kept.seq - 1, head=before))
    assert faults(lived.database) == []
    assert proof(lived.database, kept).faults == (Fault("cut", {"seq": kept.seq - 1, "kept": kept.seq}),)


def test_a_head_kept_elsewhere_is_met_in_the_middle_of_what_was_told_since_also_by_its_first_letters(
    lived: SmallHall,
) -> None:
    kept = head_of(lived.database)
    lived.kiosk.issues("H")
    assert proof(lived.database, Head(kept.seq, kept.hash[:16])).is_whole
    other = "0" if kept.hash[0] != "0" else "1"
    assert not proof(lived.database, Head(kept.seq, other + kept.hash[1:16])).is_whole


def test_a_break_on_a_later_page_is_found_and_a_whole_story_of_pages_is_whole(
    lived: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.check.PAGE", 3)
    monkeypatch.setattr("server.check.AT_ONCE", 2)
    heard: list[tuple[int, int]] = []
    assert check(lived.database, heard=lambda *said: heard.append(said))[1].is_whole
    rows = head_of(lived.database).seq
    assert heard == [(min(read, rows), rows) for read in range(3, rows + 3, 3)]
    with lived.database.write() as db:
        db.execute(update(Story).where(Story.seq == 8).values(by="ai đó"))
    assert faults(lived.database) == [Fault("chain", {"seq": 8})]


def test_the_hall_works_on_while_it_is_proved_and_what_it_tells_meanwhile_is_no_part_of_the_proof(
    lived: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.check.PAGE", 3)
    before = head_of(lived.database)
    (found,) = check(lived.database, heard=lambda *_said: lived.kiosk.issues("C")).values()
    assert (found.head, found.faults) == (before, ())
    assert head_of(lived.database).seq > before.seq
    lived.is_proved()


def test_a_story_that_cannot_have_happened_is_told_and_not_a_crash(lived: SmallHall) -> None:
    first = next(row["seq"] for row in lived.story() if row["kind"] == "ticket_called")
    with lived.database.write() as db:
        db.execute(delete(Story).where(Story.kind == "ticket_issued"))
    assert Fault("impossible", {"seq": first}) in faults(lived.database)


@pytest.mark.parametrize(
    "forged",
    [{"kind": "move_undone"}, {"details": {}}, {"details": {"service": "H", "move": []}, "kind": "move_undone"}],
)
def test_a_forged_row_that_lacks_a_part_is_told_and_not_a_crash(lived: SmallHall, forged: dict[str, Any]) -> None:
    with lived.database.write() as db:
        first = db.execute(select(Story.seq).where(Story.kind == "ticket_issued").limit(1)).scalar_one()
        db.execute(update(Story).where(Story.seq == first).values(**forged))
    assert Fault("impossible", {"seq": first}) in faults(lived.database)


def test_a_ticket_changed_without_a_story_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        db.execute(update(Ticket).where(Ticket.label == "H003").values(state="absent"))
    said = {"label": "H003", "day": "2026-11-23", "here": "state absent", "told": "state waiting"}
    assert faults(lived.database) == [Fault("ticket", said)]


@pytest.mark.parametrize("state", ["called", "không có"])
def test_a_state_without_its_counter_or_one_that_is_none_is_told_and_no_crash(lived: SmallHall, state: str) -> None:
    with lived.database.write() as db:
        db.execute(update(Ticket).where(Ticket.label == "H003").values(state=state))
    (fault,) = faults(lived.database)
    assert fault.details["here"] == f"state {state}"


def test_a_ticket_of_a_day_that_is_over_is_still_compared(lived: SmallHall) -> None:
    for _ in range(3):
        lived.clock.passes(hours=24)
        lived.kiosk.issues("H")
    assert faults(lived.database) == []
    with lived.database.write() as db:
        db.execute(update(Ticket).where(Ticket.id == 1).values(outcome="refused"))
        db.execute(delete(Ticket).where(Ticket.id == 2))
    changed, lost = faults(lived.database)
    assert (changed.kind, changed.details["here"]) == ("ticket", "outcome refused")
    assert lost == Fault("lost", {"ticket": 2})


def test_a_ticket_without_a_story_is_found(lived: SmallHall) -> None:
    with lived.database.write() as db:
        row = db.execute(select(Ticket.__table__).where(Ticket.label == "H003")).one()._asdict()
        del row["id"]
        db.execute(insert(Ticket).values(**row | {"number": 4, "label": "H004", "token": "forged"}))
    (fault,) = faults(lived.database)
    assert (fault.details["label"], fault.details["told"]) == ("H004", "–")
