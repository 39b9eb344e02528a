"""The end of the day: what is left is closed with a reason, once, whoever does it and however late."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from server import jobs
from server.db import Database
from server.models import Counter, Hall, Ticket
from tests.cast import Clock, SmallHall

WORKING = [["07:30", "11:30"], ["13:30", "17:00"]]
HOURS: dict[str, Any] = {"week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), WORKING)}


class Told:
    """Remembers which halls were told of something."""

    def __init__(self) -> None:
        self.halls: list[int] = []

    def tell(self, hall_id: int) -> None:
        self.halls.append(hall_id)


def closes(hall: SmallHall) -> list[int]:
    """The server's own work is done; whom it told."""
    told = Told()
    jobs.close_days(hall.database, told, hall.clock())
    return told.halls


def states(hall: SmallHall) -> dict[str, str]:
    with hall.database.read() as db:
        return {row.label: row.state for row in db.execute(select(Ticket.label, Ticket.state).order_by(Ticket.id))}


def everybody(hall: SmallHall) -> None:
    """Somebody in each state a day can end in."""
    hall.open_all()
    for service in "HHHHHDC":
        hall.kiosk.issues(service)
    hall.mai.moves("absent", hall.mai.calls_next())
    hall.mai.parks(hall.mai.calls_next())
    hall.mai.finishes(hall.mai.serves_next())
    hall.mai.serves_next()
    hall.hoa_at(3).calls_next()
    hall.mai.moves("cancel", hall.kiosk.issues("H"), reason="về")


AFTER = {"H001": "expired", "H002": "expired", "H003": "finished", "H004": "expired", "H005": "expired",
         "D001": "expired", "C001": "expired", "H006": "cancelled"}  # fmt: skip


def test_everything_living_expires_and_forgotten_counters_are_closed(hall: SmallHall, clock: Clock) -> None:
    everybody(hall)
    clock.is_at("2026-11-24 01:00:00")
    assert len(closes(hall)) == 1
    assert states(hall) == AFTER
    assert hall.in_hand() == {}
    stands = {counter["number"]: counter["state"] for counter in hall.tv.get("/board").done()["counters"]}
    assert stands == {1: "closed", 2: "closed", 3: "closed", 4: "closed"}
    told = [row for row in hall.story() if row["by"] == "moiso" and row["at"] > "2026-11-23T17"]
    assert {row["why"] for row in told if row["kind"] == "ticket_expired"} == {"end_of_day"}
    assert sorted(row["counter"] for row in told if row["kind"] == "counter_closed") == [1, 2, 3]
    assert told[-1]["details"] == {"day": "2026-11-23", "expired": 6, "missed": 0, "unanswered": []}
    hall.is_proved()


def test_a_second_time_finds_nothing_to_do(hall: SmallHall, clock: Clock) -> None:
    everybody(hall)
    clock.is_at("2026-11-24 01:00:00")
    closes(hall)
    before = hall.stands_at()
    for _ in range(3):
        clock.passes(minutes=5)
        assert closes(hall) == []
    assert hall.stands_at() == before


@pytest.mark.parametrize(
    ("hours", "too_early", "due"),
    [
        (None, "2026-11-23 23:59:59", "2026-11-24 01:00:00"),
        (None, "2026-11-24 00:59:59", "2026-11-24 01:00:00"),
        (HOURS, "2026-11-23 17:59:59", "2026-11-23 18:00:00"),
    ],
)
def test_a_day_is_closed_when_it_is_over_and_not_before(
    hall: SmallHall, clock: Clock, hours: Any, too_early: str, due: str
) -> None:
    hall.regulates(hours=hours)
    hall.kiosk.issues("H")
    clock.is_at(too_early)
    closes(hall)
    assert states(hall) == {"H001": "waiting"}
    clock.is_at(due)
    closes(hall)
    assert states(hall) == {"H001": "expired"}


def test_a_hall_without_hours_never_loses_todays_tickets(hall: SmallHall, clock: Clock) -> None:
    clock.is_at("2026-11-23 00:10:00")
    ticket = hall.kiosk.issues("H")
    for _ in range(24):
        closes(hall)
        assert hall.kiosk.sees(ticket)["state"] == "waiting", clock.now
        clock.passes(hours=1)


def test_after_a_week_off_all_days_are_closed_at_once(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    for day in ("2026-11-23", "2026-11-25", "2026-11-26"):
        clock.is_at(f"{day} 09:00:00")
        hall.kiosk.issues("H")
    clock.is_at("2026-12-03 07:30:00")
    today = hall.kiosk.issues("H")
    assert len(closes(hall)) == 1
    with hall.database.read() as db:
        left = db.execute(select(Ticket.day, Ticket.state).order_by(Ticket.id)).all()
        assert [state for _, state in left] == ["expired"] * 3 + ["waiting"]
        assert db.execute(select(Hall.closed_through)).scalar_one() == date(2026, 12, 2)
    assert hall.kiosk.sees(today)["ahead"] == 0
    hall.is_proved()


def test_more_than_one_transaction_should_hold_is_closed_in_several(
    hall: SmallHall, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.operations.day.AT_ONCE", 2)
    for _ in range(5):
        hall.kiosk.issues("H")
    clock.is_at("2026-11-24 06:00:00")
    assert len(closes(hall)) == 3
    assert set(states(hall).values()) == {"expired"}
    hall.is_proved()


def test_numbers_given_after_the_close_wait_for_the_next_one(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    clock.is_at("2026-11-23 18:00:00")
    closes(hall)
    late = hall.hoa.issues("H", override_reason="khách ở xa")
    clock.passes(minutes=5)
    closes(hall)
    assert hall.kiosk.sees(late)["state"] == "waiting"
    clock.is_at("2026-11-25 18:00:00")
    closes(hall)
    assert hall.kiosk.sees(late)["state"] == "expired"


def test_a_clock_that_was_ahead_does_not_leave_days_unclosed(hall: SmallHall, clock: Clock) -> None:
    clock.is_at("2027-11-23 09:00:00")
    closes(hall)
    clock.is_at("2026-11-23 09:00:00")
    hall.kiosk.issues("H")
    closes(hall)
    assert states(hall) == {"H001": "waiting"}
    clock.is_at("2026-11-24 09:00:00")
    closes(hall)
    assert states(hall) == {"H001": "expired"}


def test_appointments_not_kept_are_missed(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(slots=[{"service": "H", "every_min": 30, "people": 2}])
    slot = hall.mai.get("/slots", service="H", day="2026-11-23").done()["slots"][-1]["at"]
    kept, missed = (
        hall.mai.post("/appointments", {"service": "H", "at": slot}).done(201)["appointment"] for _ in range(2)
    )
    hall.kiosk.post(f"/appointments/{kept['code']}/check-in").done(201)
    clock.is_at("2026-11-24 01:00:00")
    closes(hall)
    said = {row["code"]: row["state"] for row in
            hall.mai.get("/appointments", day="2026-11-23").done()["appointments"]}  # fmt: skip
    assert said == {kept["code"]: "checked_in", missed["code"]: "missed"}
    hall.is_proved()


def test_the_figures_of_a_closed_day_still_tell_who_did_not_come(hall: SmallHall, clock: Clock) -> None:
    everybody(hall)
    open_day = hall.ba.get("/figures").done()
    clock.is_at("2026-11-24 01:00:00")
    closes(hall)
    closed = hall.ba.get("/figures", day="2026-11-23").done()
    counts = ("issued", "waiting", "serving", "parked", "absent", "finished", "cancelled", "expired")
    assert [open_day[name] for name in counts] == [8, 2, 1, 1, 1, 1, 1, 0]
    # H001 was called and did not come: absent for good. D001, called and left standing, is counted with them.
    assert [closed[name] for name in counts] == [8, 0, 0, 0, 2, 1, 1, 4]


def test_a_void_ticket_is_in_no_figure(hall: SmallHall) -> None:
    hall.kiosk.issues("H")
    hall.hoa.moves("void", hall.kiosk.issues("H"), reason="in thử")
    figures = hall.ba.get("/figures").done()
    assert (figures["issued"], figures["waiting"], figures["services"][0]["issued"]) == (1, 1, 1)
    assert "voided" not in figures


def test_several_workers_close_a_day_once(hall: SmallHall, database_url: str, clock: Clock) -> None:
    everybody(hall)
    for _ in range(40):
        hall.kiosk.issues("C")
    clock.is_at("2026-11-24 01:00:00")
    workers = [Database(database_url) for _ in range(4)]
    told = [Told() for _ in workers]
    together = threading.Barrier(len(workers))

    def work(database: Database, announcer: Told) -> None:
        together.wait()
        jobs.close_days(database, announcer, clock())

    threads = [threading.Thread(target=work, args=pair) for pair in zip(workers, told, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database in workers:
        database.close()
    assert sorted(len(announcer.halls) for announcer in told) == [0, 0, 0, 1]
    assert set(states(hall).values()) == {"expired", "finished", "cancelled"}
    assert sum(row["kind"] == "day_closed" for row in hall.story()) == 1
    hall.is_proved()


def test_a_worker_that_dies_on_the_way_leaves_all_or_nothing(hall: SmallHall, clock: Clock) -> None:
    class Dead(BaseException):
        """The process, not only its work."""

    class Dies(Told):
        def tell(self, hall_id: int) -> None:
            raise Dead

    everybody(hall)
    clock.is_at("2026-11-24 01:00:00")
    with pytest.raises(Dead):  # after the commit, before anybody was told
        jobs.close_days(hall.database, Dies(), clock())
    assert states(hall) == AFTER
    assert closes(hall) == []
    hall.is_proved()


def test_a_night_worker_is_not_undone(hall: SmallHall, clock: Clock) -> None:
    ticket = hall.kiosk.issues("H")
    clock.is_at("2026-11-24 01:00:00")
    closes(hall)
    assert hall.hoa.asks("undo", ticket).refusal == (409, "nothing_to_undo")
    with hall.database.read() as db:
        assert db.execute(select(Counter.state).where(Counter.number == 1)).scalar_one() == "closed"


def test_a_hall_never_closed_before_is_closed_from_its_beginning(hall: SmallHall, clock: Clock) -> None:
    for _ in range(3):
        hall.kiosk.issues("H")
        clock.now += timedelta(days=30)
    with hall.database.write() as db:
        db.execute(update(Hall).values(closed_through=None))
    closes(hall)
    assert set(states(hall).values()) == {"expired"}


def counters(hall: SmallHall) -> dict[int, Any]:
    with hall.database.read() as db:
        return {row.number: row for row in db.execute(select(Counter.__table__))}


def test_nobody_is_called_in_the_morning_to_a_counter_that_was_ready_at_night(hall: SmallHall, clock: Clock) -> None:
    hall.open_all()
    hall.mai.turns("ready").done()
    hall.nam.turns("help", reason="người say rượu").done()
    hall.hoa_at(3).pauses("họp")
    clock.is_at("2026-11-24 01:00:00")
    assert len(closes(hall)) == 1
    for counter in counters(hall).values():
        assert (counter.state, counter.reason, counter.ready_since) == ("closed", None, None)
        assert (counter.help_since, counter.help_reason) == (None, None)
    assert hall.story()[-1]["details"]["unanswered"] == [2]
    clock.is_at("2026-11-24 07:30:00")
    assert hall.kiosk.issues("H")["state"] == "waiting"
    hall.mai.opens()
    assert hall.mai.calls_next()["label"] == "H001"
    hall.is_proved()


def test_a_late_close_sends_nobody_home_who_works_already(hall: SmallHall, clock: Clock) -> None:
    hall.kiosk.issues("H")
    hall.nam.opens()
    clock.is_at("2026-11-24 00:30:00")
    hall.kiosk.issues("C")
    hall.nam.calls_next()
    hall.mai.opens()
    hall.mai.turns("ready").done()
    clock.is_at("2026-11-24 01:00:00")
    closes(hall)
    now = counters(hall)
    assert (now[1].state, now[1].ready_since is not None, now[2].state) == ("open", True, "open")
    assert states(hall) == {"H001": "expired", "C001": "called"}


def test_who_is_served_after_closing_is_served_to_the_end(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    hall.open_all()
    for service in "HHC":
        hall.kiosk.issues(service)
    clock.is_at("2026-11-23 16:50:00")
    aside = hall.mai.parks(hall.mai.serves_next())
    served = hall.nam.serves_next()
    clock.is_at("2026-11-23 18:05:00")
    assert closes(hall) == []
    assert hall.nam.finishes(served)["state"] == "finished"
    clock.is_at("2026-11-23 20:00:00")
    closes(hall)
    assert hall.mai.finishes(hall.mai.moves("resume", aside))["state"] == "finished"
    clock.is_at("2026-11-23 20:59:59")
    assert closes(hall) == []
    clock.is_at("2026-11-23 21:00:00")
    closes(hall)
    assert states(hall) == {"H001": "finished", "H002": "finished", "C001": "expired"}
    hall.is_proved()


def test_somebody_forgotten_at_a_desk_keeps_the_day_open_until_night(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    everybody(hall)
    for when in ("2026-11-23 18:00:00", "2026-11-24 00:59:59"):
        clock.is_at(when)
        assert closes(hall) == []
    clock.is_at("2026-11-24 01:00:00")
    closes(hall)
    assert states(hall) == AFTER


def test_hours_changed_to_end_at_noon_wipe_no_line_of_the_afternoon(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    clock.is_at("2026-11-23 14:00:00")
    ticket = hall.kiosk.issues("H")
    hall.regulates(hours={"week": {"mon": [["07:30", "11:30"]]}})
    for when in ("2026-11-23 14:05:00", "2026-11-23 14:50:00"):
        clock.is_at(when)
        assert closes(hall) == []
        hall.mai.opens() if hall.clock().minute == 5 else hall.mai.pauses()
    clock.is_at("2026-11-23 15:49:59")
    assert closes(hall) == []
    assert hall.kiosk.sees(ticket)["state"] == "waiting"
    clock.is_at("2026-11-23 15:50:00")
    closes(hall)
    assert hall.kiosk.sees(ticket)["state"] == "expired"


def test_what_is_done_after_the_close_opens_no_day_again(hall: SmallHall, clock: Clock) -> None:
    hall.regulates(hours=HOURS)
    clock.is_at("2026-11-23 18:00:00")
    closes(hall)
    hall.mai.opens()
    before = hall.stands_at()
    clock.passes(minutes=5)
    closes(hall)
    assert hall.stands_at() == before
    with hall.database.read() as db:
        assert db.execute(select(Hall.closed_through)).scalar_one() == date(2026, 11, 23)


def test_a_hall_that_cannot_be_closed_keeps_no_other_open(hall: SmallHall, clock: Clock) -> None:
    with hall.database.write() as db:
        first = dict(db.execute(select(Hall.__table__)).mappings().one())
        db.execute(insert(Hall).values(**{**first, "id": 2, "seq": 0}))
        db.execute(update(Hall).where(Hall.id == 1).values(regulations="{"))
    clock.is_at("2026-11-24 01:00:00")
    closes(hall)
    with hall.database.read() as db:
        through = dict(db.execute(select(Hall.id, Hall.closed_through)).all())
    assert through == {1: first["closed_through"], 2: date(2026, 11, 23)}
