"""Projections of a real hall: of its true state, as often as they are worth it, and never in the way of a ticket."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from server import lessons, projector
from server.domain.errors import DatabaseAway
from server.domain.line import CallRule
from server.domain.scene import Desk
from server.domain.ticket import Lane
from server.models import Counter, Hall, Story
from server.operations.moment import lock_hall
from server.projector import Projector
from server.pulse import Pulse, hall_row, pulse_now
from server.scenes import scene, waits
from tests.cast import Json, SmallHall


@pytest.fixture
def likely(hall: SmallHall) -> Iterator[Projector]:
    yield hall.app.extensions["moiso"].live.projector(1)


def p50(hall: SmallHall, ticket: Json) -> int:
    wait: Json = hall.hoa.sees(ticket)["wait"]
    return int(wait["p50"])


def test_the_first_in_line_is_called_first_and_everybody_behind_later(hall: SmallHall) -> None:
    hall.mai.opens()
    held = hall.kiosk.issues("H")
    hall.mai.serves_next()
    waiting = [hall.kiosk.issues("H") for _ in range(4)]
    old = hall.kiosk.issues("H", lane="priority", grounds="elderly")
    waits = [p50(hall, each) for each in (old, *waiting)]
    assert waits == sorted(waits) and waits[0] > 60
    assert hall.hoa.sees(held)["wait"] is None
    comer = next(line for line in hall.tv.get("/board").done()["lines"] if line["service"] == "H")
    assert comer["wait"]["p50"] >= waits[-1]


def test_what_was_never_committed_is_in_nobody_s_wait(hall: SmallHall, likely: Projector) -> None:
    """A disk that is full takes a verb back after its waits were said."""
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.mai.serves_next()
    behind = hall.kiosk.issues("H")
    with pytest.raises(DatabaseAway), hall.database.write() as db:
        db.execute(update(Counter).where(Counter.number == 2).values(state="open"))  # it does H, too
        said = waits(Pulse(db, lock_hall(db, 1), hall.clock.now, projector=likely, is_in_verb=True))
        raise DatabaseAway
    sooner = said.of_ticket(behind["id"], "H", Lane.ORDINARY, said.at)
    assert sooner is not None and sooner.p50 < p50(hall, behind)


def test_a_counter_that_opens_is_known_at_once(hall: SmallHall) -> None:
    ticket = hall.kiosk.issues("H")
    assert ticket["wait"] is None, "nobody can honestly say"
    hall.mai.opens()
    assert hall.hoa.sees(ticket)["wait"] == {"p10": 0, "p50": 0, "p90": 0}
    hall.mai.serves_next()
    behind = hall.kiosk.issues("H")
    alone = p50(hall, behind)
    hall.nam.opens()  # counter 2 does H, too
    assert p50(hall, behind) < alone


def test_a_counter_that_rests_for_a_while_is_expected_back(hall: SmallHall) -> None:
    hall.mai.opens()
    ticket = hall.kiosk.issues("H")
    hall.mai.pauses()
    assert hall.hoa.sees(ticket)["wait"] == {"p10": 600, "p50": 600, "p90": 600}, "as rests are, before any is known"
    hall.clock.passes(400)
    assert hall.hoa.sees(ticket)["wait"]["p50"] == 200
    hall.clock.passes(300)
    assert hall.hoa.sees(ticket)["wait"] is None, "nobody can honestly say"


def test_in_the_morning_a_closed_counter_is_expected_as_on_other_days(hall: SmallHall) -> None:
    hall.regulates(hours={"week": {day: [["07:30", "11:30"]] for day in ("mon", "wed", "thu")}})
    hall.clock.is_at("2026-11-23 07:36:00")
    hall.mai.opens()
    hall.clock.is_at("2026-11-23 11:31:00")
    hall.mai.closes()
    hall.clock.is_at("2026-11-25 07:31:00")
    ticket = hall.kiosk.issues("H")
    assert ticket["wait"] == {"p10": 300, "p50": 300, "p90": 300}
    assert hall.kiosk.issues("C")["wait"] is None, "counter 2 stayed closed on Monday, too"
    hall.clock.is_at("2026-11-25 07:37:00")
    assert hall.hoa.sees(ticket)["wait"] is None, "by now it had opened"


def test_a_counter_that_has_gone_is_not_late(hall: SmallHall) -> None:
    hall.regulates(hours={"week": {day: [["07:30", "11:30"], ["13:30", "17:00"]] for day in ("mon", "wed", "thu")}})
    for clock in ("08:30", "13:40"):
        hall.clock.is_at(f"2026-11-23 {clock}:00")
        hall.mai.opens()
        hall.clock.passes(minutes=30)
        hall.mai.closes()
    hall.clock.is_at("2026-11-25 07:35:00")
    hall.mai.opens()
    hall.clock.passes(minutes=5)
    hall.mai.closes()  # on Monday it came an hour later
    ticket = hall.kiosk.issues("H")
    assert ticket["wait"] is None
    hall.clock.is_at("2026-11-25 11:30:00")
    assert hall.hoa.sees(ticket)["wait"] == {"p10": 7800, "p50": 7800, "p90": 7800}, "in the afternoon it comes again"


def test_who_goes_first_and_may_come_yet_is_known_by_the_clock_of_the_hall(hall: SmallHall) -> None:
    """From nine on many come who go first: at eight whoever stands at the end of the line is told so."""
    hall.mai.opens()
    for day in (23, 25, 26):
        hall.clock.is_at(f"2026-11-{day} 09:00:00")
        for _ in range(60):
            hall.kiosk.issues("H", lane="priority", grounds="elderly")
            hall.clock.passes(60)
        hall.clock.is_at(f"2026-11-{day} 18:00:00")
        for ticket in hall.hoa.get("/desk/1").done()["next"]:
            hall.hoa.cancels(ticket)
    ends = {}
    for clock in ("08:50", "14:50"):
        hall.clock.is_at(f"2026-11-27 {clock}:00")
        people = [hall.kiosk.issues("H") for _ in range(8)]
        with hall.database.read() as db:
            pulse = pulse_now(db, 1, hall.clock.now, projector=Projector())
            last = waits(pulse).of_ticket(people[-1]["id"], "H", Lane.ORDINARY, hall.clock.now.timestamp())
        assert last is not None
        ends[clock] = last.p50
        for each in people:
            hall.hoa.cancels(each)
    assert ends["08:50"] > 1.3 * ends["14:50"]


def test_phone_slip_board_and_kiosk_say_the_same(hall: SmallHall) -> None:
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.mai.serves_next()
    hall.kiosk.issues("H")
    comer = next(line for line in hall.kiosk.get("/lines").done()["lines"] if line["service"] == "H")["wait"]
    services = next(row for row in hall.stranger.get("/services").done()["services"] if row["code"] == "H")
    ticket = hall.kiosk.issues("H")
    phone = hall.stranger.get(f"/public/tickets/{ticket['token']}").done()["wait"]
    assert services["wait"] == comer
    assert ticket["wait"] == comer, "the slip says what the screen has just said"
    assert phone["p10"] < ticket["wait"]["p50"] < phone["p90"] and {wait % 60 for wait in phone.values()} == {0}


def test_the_scene_is_the_hall_as_it_stands(hall: SmallHall) -> None:
    hall.regulates(breaks=[{"counter": 1, "start": "09:00", "end": "09:15", "reason": "giải lao"}], help_after_s=600)
    hall.open_all()
    serving, called, kept, waiting = (hall.kiosk.issues(service) for service in "HCDH")
    hall.mai.serves_next()
    hall.nam.calls_next()
    hall.clock.passes(60)
    held = hall.hoa.serves_next()
    hall.hoa.transfers(held, counter=2)
    hall.hoa.pauses(until=(hall.clock.now.replace(hour=2)).isoformat())
    now = hall.clock.now.timestamp()
    with hall.database.read() as db:
        seen = scene(pulse_now(db, 1, hall.clock.now))
    nine, two = now + 5400 - 60, hall.clock.now.replace(hour=2).timestamp()
    assert seen.desks == [
        Desk(1, ("H",), serving=("H", now - 60), away=((nine, nine + 900),)),
        Desk(2, ("C", "H"), called=("C", now - 60)),
        Desk(3, ("D",), back=two, away=((now, two),)),
        Desk(4, ("R", "P")),
    ]
    assert seen.day_began == now - 60 - 7.5 * 3600
    assert {person.ticket: person.service for person in seen.people} == {kept["id"]: "D", waiting["id"]: "H"}
    assert seen.kept_for == {kept["id"]: 2}
    assert seen.rules == dict.fromkeys("CDHPR", CallRule())
    assert ("H", Lane.PRIORITY) in seen.comers and len(seen.comers) == 10
    assert seen.help_after_s == 600 and seen.now == now
    assert serving["id"] < called["id"]


def test_whoever_pauses_serves_to_the_end_and_calls_nobody_after(hall: SmallHall) -> None:
    hall.mai.opens()
    hall.kiosk.issues("H")
    held = hall.mai.serves_next()
    behind = hall.kiosk.issues("H")
    assert p50(hall, behind) > 0
    hall.mai.pauses()
    assert hall.hoa.sees(behind)["wait"] is None, "nobody has said when it is over"
    hall.mai.pauses(until=(hall.clock.now + timedelta(hours=2)).isoformat())
    assert p50(hall, behind) >= 7200
    assert hall.hoa.sees(held)["state"] == "serving"


def test_whoever_began_to_read_earlier_makes_nothing_anew(hall: SmallHall, likely: Projector) -> None:
    hall.mai.opens()
    with hall.database.read() as db:
        early = pulse_now(db, 1, hall.clock.now, projector=likely)
    hall.clock.passes(0.01)
    hall.kiosk.issues("H")
    hall.hoa.get("/lines").done()
    last = likely.last
    with hall.database.read() as db:
        assert waits(replace(early, db=db)) is last
        hall.clock.passes(60)
        assert waits(replace(early, db=db, at=hall.clock.now)) is not last, "as of a hall restored from a backup"


def test_what_was_learned_stays_with_whoever_began_to_read_a_moment_ago(hall: SmallHall) -> None:
    likely = Projector()
    hall.mai.opens()
    with hall.database.read() as db:
        early = hall_row(db, 1)
    _serves_for(hall, 1200)
    with hall.database.read() as db:
        learned = likely.habits(db, hall_row(db, 1), hall.clock.now)
        assert likely.habits(db, early, hall.clock.now) == learned != Projector().habits(db, early, hall.clock.now)


@pytest.mark.parametrize("is_as_long_again", [True, False])
def test_a_database_put_back_from_a_backup_is_learned_anew(
    hall: SmallHall, is_as_long_again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    likely = Projector()
    hall.mai.opens()
    with hall.database.read() as db:
        backup = hall_row(db, 1)
    _serves_for(hall, 1200)
    with hall.database.read() as db:
        likely.habits(db, hall_row(db, 1), hall.clock.now)
    with hall.database.write() as db:
        db.execute(delete(Story).where(Story.seq > backup.seq))
        db.execute(update(Hall).values(seq=backup.seq, head=backup.head))
    if is_as_long_again:
        _serves_for(hall, 300)
    else:
        monkeypatch.setattr(lessons, "BEHIND", 3)
    with hall.database.read() as db:
        row = hall_row(db, 1)
        assert likely.habits(db, row, hall.clock.now) == Projector().habits(db, row, hall.clock.now)


def _serves_for(hall: SmallHall, seconds: float) -> None:
    """Somebody, and then nobody takes it back any more."""
    hall.kiosk.issues("H")
    held = hall.mai.serves_next()
    hall.clock.passes(seconds)
    hall.mai.finishes(held)
    hall.clock.passes(60)


def test_an_unchanged_hall_keeps_its_projection_for_half_a_minute(hall: SmallHall, likely: Projector) -> None:
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.mai.serves_next()
    ticket = hall.kiosk.issues("H")
    p50(hall, ticket)
    first = likely.last
    hall.clock.passes(29)
    p50(hall, ticket)
    assert likely.last is first
    hall.clock.passes(2)
    p50(hall, ticket)
    assert likely.last is not first


def test_in_a_storm_the_last_projection_stands_and_is_made_good(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projector, "SAVED_S", 0.0)
    stormy = Projector()
    hall.mai.opens()
    hall.kiosk.issues("H")
    with hall.database.read() as db:
        first = waits(pulse_now(db, 1, hall.clock.now, projector=stormy))
    newcomer = hall.kiosk.issues("H")
    with hall.database.read() as db:
        pulse = pulse_now(db, 1, hall.clock.now, projector=stormy)
        assert waits(pulse) is first and stormy.is_behind(pulse.hall.seq)
        now = hall.clock.now.timestamp()
        assert first.of_ticket(newcomer["id"], "H", Lane.ORDINARY, now) == first.of_comer("H", Lane.ORDINARY)
    monkeypatch.setattr(projector, "SAVED_S", 1.0)
    monkeypatch.setattr(projector, "SHARE", 1e9)
    with hall.database.read() as db:
        pulse = pulse_now(db, 1, hall.clock.now, projector=stormy)
        assert newcomer["id"] in waits(pulse).calls and not stormy.is_behind(pulse.hall.seq)


def test_while_a_projection_is_made_others_hear_the_last_one_and_nobody_waits_for_it(
    hall: SmallHall, likely: Projector, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.mai.opens()
    hall.kiosk.issues("H")
    hall.hoa.get("/lines").done()
    last, heard = likely.last, []

    def others_go_on() -> None:
        with hall.database.read() as db:
            heard.append(waits(pulse_now(db, 1, hall.clock.now, projector=likely)))

    newcomer = hall.kiosk.issues("C")
    monkeypatch.setattr(projector, "thread_time", lambda: 100.0 * len(heard))
    with hall.database.read() as db:
        hall.clock.passes(projector.STALE_S)
        made = waits(pulse_now(db, 1, hall.clock.now, projector=likely, breathe=others_go_on))
    assert newcomer["id"] in made.calls and len(heard) > 8
    assert all(each is last for each in heard) and made is not last
    with hall.database.read() as db:
        hall.clock.passes(projector.STALE_S)
        again = waits(pulse_now(db, 1, hall.clock.now, projector=likely))
    assert again is not made, "what the others took is not charged to the projection"


def test_a_long_reading_is_not_owed_for_minutes(hall: SmallHall, monkeypatch: pytest.MonkeyPatch) -> None:
    spent, now = iter([0.0, 600.0, 700.0, 700.1]), [1000.0]
    monkeypatch.setattr(projector, "thread_time", lambda: next(spent))
    monkeypatch.setattr(projector, "monotonic", lambda: now[0])
    slow = Projector()
    hall.mai.opens()
    for seconds, is_made in ((0, True), (15, False), (15, True)):
        now[0] += seconds
        hall.clock.passes(projector.STALE_S)
        before = slow.last
        with hall.database.read() as db:
            assert (waits(pulse_now(db, 1, hall.clock.now, projector=slow)) is not before) is is_made


def test_a_row_that_cannot_be_understood_keeps_nobody_from_a_number(hall: SmallHall) -> None:
    hall.mai.opens()
    with hall.database.write() as db:
        db.execute(update(Story).values(kind="appointment_checked_in", details={}))
    assert hall.kiosk.issues("H")["wait"] is not None


def test_without_a_projection_there_still_is_a_ticket(hall: SmallHall, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    hall.mai.opens()
    monkeypatch.setattr(projector, "project", breaks)
    ticket = hall.kiosk.issues("H")
    assert ticket["label"] == "H001" and ticket["wait"] is None
    assert hall.mai.calls_next()["id"] == ticket["id"]
