"""A slot is kept without a name: booked once, checked in once, and a lane in the line, never a state."""

import json
import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text, update

from server import appointments
from server.domain import regulations
from server.domain.slots import LETTERS
from server.models import Hall
from server.operations.appointments import _LEFT, booked_outside, miss_what_is_left
from server.pulse import pulse_now
from server.setup import moment_in
from tests.cast import AtCounter, Caller, Clock, Json, SmallHall, a_key

EIGHT = "2026-11-23T08:00:00+07:00"


@pytest.fixture
def hall(hall: SmallHall) -> SmallHall:
    """The small hall keeps two slots an hour for civil status, one person each."""
    regulate(hall, slots=[{"service": "H", "every_min": 30, "people": 1}])
    return hall


def regulate(hall: SmallHall, **sections: Any) -> None:
    with hall.database.write() as db:
        db.execute(update(Hall).values(regulations=json.dumps(sections)))


def books(clerk: Caller, at: str = EIGHT, service: str = "H", **more: Any) -> Json:
    said = clerk.post("/appointments", {"service": service, "at": at, **more}).done(201)
    return said["appointment"]  # type: ignore[no-any-return]


def checks_in(who: Caller, appointment: Json, **more: Any) -> Json:
    said = who.post(f"/appointments/{appointment['code']}/check-in", more).done(201)
    return said["ticket"]  # type: ignore[no-any-return]


def misses(hall: SmallHall, day: date) -> int:
    with hall.database.write() as db, moment_in(db, 1, hall.clock()) as moment:
        return miss_what_is_left(moment, day)


def test_a_slot_is_booked_without_a_name_and_its_code_is_all(hall: SmallHall, mai: AtCounter) -> None:
    booked = books(mai, procedure="1.001193", dossiers=2)
    assert (booked["state"], booked["at"], booked["ticket"]) == ("booked", "2026-11-23T01:00:00+00:00", None)
    assert len(booked["code"]) == 6 and set(booked["code"]) <= set(LETTERS)
    (row,) = [row for row in hall.story() if row["kind"] == "appointment_booked"]
    assert row["details"] == {"code": booked["code"], "service": "H", "slot_at": booked["at"], "channel": "staff"}
    assert mai.get("/appointments").done()["appointments"] == [booked]
    hall.is_proved()


def test_the_free_slots_of_a_day_count_down(mai: AtCounter, hall: SmallHall, clock: Clock) -> None:
    def free() -> dict[str, int]:
        return {slot["at"]: slot["left"] for slot in mai.get("/slots", service="H").done()["slots"]}

    assert len(free()) == 15 and free()["2026-11-23T01:00:00+00:00"] == 1
    booked = books(mai)
    assert free()["2026-11-23T01:00:00+00:00"] == 0
    mai.post(f"/appointments/{booked['code']}/cancel", {"reason": "người dân gọi điện báo bận"}).done()
    assert free()["2026-11-23T01:00:00+00:00"] == 1
    clock.passes(minutes=31)
    assert "2026-11-23T01:00:00+00:00" not in free()
    assert mai.get("/slots", service="C").done()["slots"] == []
    assert [row["code"] for row in mai.get("/slots").done()["services"]] == ["H"]


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        ("2026-11-23T08:10:00+07:00", "no_such_slot"),  # not on the grid
        ("2026-11-23T12:00:00+07:00", "no_such_slot"),  # noon
        ("2026-11-28T08:00:00+07:00", "no_such_slot"),  # a Saturday
        ("2026-11-20T08:00:00+07:00", "no_such_slot"),  # over
        ("2027-01-01T08:00:00+07:00", "no_such_slot"),  # New Year
        (EIGHT, "slot_full"),
    ],
)
def test_what_cannot_be_booked_is_refused_and_changes_nothing(
    hall: SmallHall, mai: AtCounter, nam: AtCounter, at: str, refused: str
) -> None:
    books(mai)
    before = hall.stands_at()
    assert nam.post("/appointments", {"service": "H", "at": at}).refusal == (409, refused)
    assert nam.post("/appointments", {"service": "Z", "at": at}).code == "unknown_service"
    assert nam.post("/appointments", {"service": "H", "at": at, "procedure": "2.000815"}).code == "unknown_procedure"
    assert hall.stands_at() == before


def test_whoever_checks_in_gets_the_next_number_of_the_service_and_a_place_by_the_slot(
    hall: SmallHall, mai: AtCounter, kiosk: Caller
) -> None:
    kiosk.issues("H")
    booked = books(mai, procedure="1.001193", dossiers=2)
    ticket = checks_in(kiosk, booked, language="ko")
    assert (ticket["label"], ticket["lane"], ticket["state"]) == ("H002", "appointment", "waiting")
    assert (ticket["procedure"], ticket["dossiers"], ticket["language"]) == ("1.001193", 2, "ko")
    (kept,) = mai.get("/appointments").done()["appointments"]
    assert (kept["state"], kept["ticket"]["label"]) == ("checked_in", "H002")
    told = hall.story(ticket)[-1]
    assert (told["kind"], told["label"], told["details"]["kept_slot"]) == ("appointment_checked_in", "H002", True)
    hall.is_proved()


@pytest.mark.parametrize(("came", "kept"), [("07:31", True), ("08:10", True), ("08:11", False)])
def test_a_late_one_waits_from_the_check_in_on(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock, came: str, kept: bool
) -> None:
    booked = books(mai)
    clock.is_at(f"2026-11-23 {came}:00")
    ticket = checks_in(kiosk, booked)
    assert slot_of(hall, ticket) == (datetime(2026, 11, 23, 1, tzinfo=UTC) if kept else None)
    assert ticket["lane"] == ("appointment" if kept else "ordinary"), "where long waits are looked after"


def slot_of(hall: SmallHall, ticket: Json) -> datetime | None:
    from server.queries import find_ticket

    with hall.database.read() as db:
        row = find_ticket(db, 1, ticket["id"])
        assert row is not None
        return row.slot_at  # type: ignore[no-any-return]


def test_a_due_appointment_is_called_before_who_came_earlier(
    mai: AtCounter, hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    first = kiosk.issues("H")
    kept = checks_in(kiosk, books(mai))
    mai.opens()
    assert mai.calls_next()["label"] == first["label"], "at 7:30 the slot of 8:00 is not due"
    mai.moves("put-back", first, reason="thử")
    clock.passes(minutes=25)
    assert mai.calls_next()["label"] == kept["label"], "five minutes before its slot it is"


def test_a_kept_place_passes_a_full_day_and_the_cut_off_but_no_closed_door(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    morning = {"week": {"mon": [["07:30", "09:00"]]}, "cut_off_min": {"": 30}}
    regulate(hall, slots=[{"service": "H", "every_min": 30, "people": 9}], hours=morning, capacity={"H": 1})
    kept = [books(mai) for _ in range(3)]
    kiosk.issues("H")
    assert kiosk.post("/tickets", {"service": "H"}).code == "issuing_stopped"
    assert checks_in(kiosk, kept[0])["label"] == "H002"
    clock.is_at("2026-11-23 08:45:00")
    assert checks_in(kiosk, kept[1])["label"] == "H003", "late, and after the last number is given"
    clock.is_at("2026-11-23 09:00:00")
    assert kiosk.post(f"/appointments/{kept[2]['code']}/check-in").code == "hall_closed"
    assert mai.get("/appointments").done()["appointments"][2]["state"] == "booked"


def test_whoever_comes_before_the_doors_open_for_a_slot_to_come_has_the_number(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    day = {"week": {"mon": [["07:30", "11:30"], ["13:30", "17:00"]]}}
    regulate(hall, slots=[{"service": "H", "every_min": 30, "people": 9}], hours=day)
    first, eight, later = (books(mai, f"2026-11-23T{at}:00+07:00") for at in ("07:30", "08:00", "13:30"))
    clock.is_at("2026-11-23 07:20:00")
    assert kiosk.post("/tickets", {"service": "H"}).code == "hall_closed", "nobody else has one yet"
    ticket = checks_in(kiosk, first)
    assert (ticket["label"], ticket["lane"], ticket["slot_at"]) == ("H001", "appointment", first["at"])
    clock.is_at("2026-11-23 12:00:00")
    assert checks_in(kiosk, later)["label"] == "H002"
    refused = kiosk.post(f"/appointments/{eight['code']}/check-in")
    assert (refused.code, refused.body["error"]["details"]) == ("hall_closed", {"reopens_at": later["at"]})
    hall.is_proved()


def test_a_slot_on_which_the_hall_does_not_work_any_more_opens_no_door(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    booked = books(mai, "2026-11-23T10:00:00+07:00")
    afternoon = {"week": {"mon": [["13:30", "17:00"]]}}
    regulate(hall, slots=[{"service": "H", "every_min": 30, "people": 1}], hours=afternoon)
    assert kiosk.post(f"/appointments/{booked['code']}/check-in").code == "hall_closed"


def test_a_counter_that_waits_for_somebody_calls_who_checks_in_and_may_take_the_call_back(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    booked = books(mai)
    clock.passes(minutes=28)
    mai.opens()
    mai.turns("ready").done()
    ticket = checks_in(kiosk, booked)
    assert (ticket["state"], ticket["counter"]) == ("called", 1)
    assert mai.sees_desk()["undo"]["move"] == "call"
    mai.moves("undo", ticket)
    hall.is_proved()


def test_asking_twice_gives_one_number_and_another_press_hears_which(
    hall: SmallHall, mai: AtCounter, kiosk: Caller
) -> None:
    path, key = f"/appointments/{books(mai)['code']}/check-in", a_key()
    first = kiosk.post(path, {}, key=key)
    assert kiosk.post(path, {}, key=key).body == first.body
    again = kiosk.post(path, {})
    assert again.refusal == (409, "appointment_used")
    assert again.body["error"]["details"] == {"label": "H001"}
    assert hall.labels() == ["H001"]


def test_what_cannot_be_checked_in_is_refused_by_its_own_code(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    tomorrow, given_back = books(mai, "2026-11-25T08:00:00+07:00"), books(mai)
    mai.post(f"/appointments/{given_back['code']}/cancel", {"reason": "báo bận"}).done()
    before = hall.stands_at()
    assert kiosk.post("/appointments/HHHHHH/check-in").refusal == (404, "unknown_appointment")
    early = kiosk.post(f"/appointments/{tomorrow['code']}/check-in")
    assert (early.code, early.body["error"]["details"]["day"]) == ("appointment_not_today", "2026-11-25")
    assert kiosk.post(f"/appointments/{given_back['code']}/check-in").code == "appointment_cancelled"
    assert mai.post(f"/appointments/{given_back['code']}/cancel", {"reason": "nữa"}).code == "appointment_cancelled"
    assert mai.post(f"/appointments/{tomorrow['code']}/cancel", {}).code == "invalid_request"
    assert hall.stands_at() == before


def test_who_has_checked_in_cannot_be_cancelled_any_more(mai: AtCounter, hall: SmallHall, kiosk: Caller) -> None:
    booked = books(mai)
    checks_in(kiosk, booked)
    refused = mai.post(f"/appointments/{booked['code']}/cancel", {"reason": "bấm nhầm"})
    assert (refused.code, refused.body["error"]["details"]["label"]) == ("appointment_used", "H001")


def test_what_nobody_came_for_is_missed_once_however_often_the_day_is_closed(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    books(mai)
    checks_in(kiosk, books(mai, "2026-11-23T09:00:00+07:00"))
    tomorrow = books(mai, "2026-11-25T08:00:00+07:00")
    clock.passes(hours=20)
    assert [misses(hall, date(2026, 11, 23)) for _ in range(2)] == [1, 0]
    states = [row["state"] for row in mai.get("/appointments", day="2026-11-23").done()["appointments"]]
    assert states == ["missed", "checked_in"]
    assert [row["kind"] for row in hall.story()].count("appointment_missed") == 1
    clock.is_at("2026-11-25 07:50:00")
    assert checks_in(kiosk, tomorrow)["label"] == "H001"
    hall.is_proved()


def test_the_board_reminds_by_the_end_of_the_code_only(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    def reminded() -> list[Json]:
        with hall.database.read() as db:
            return appointments.upcoming(db, pulse_now(db, 1, hall.clock()))

    soon, _later = books(mai), books(mai, "2026-11-23T10:00:00+07:00")
    assert reminded() == [{"at": soon["at"], "service": "H", "code": "•••" + soon["code"][-3:]}]
    checks_in(kiosk, soon)
    assert reminded() == []


def test_only_staff_book_and_a_tv_checks_nobody_in(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    booked = books(hall.tuan)
    for stranger in (kiosk, hall.ba, hall.tv, hall.stranger):
        assert stranger.post("/appointments", {"service": "H", "at": EIGHT}).status in (401, 403)
        assert stranger.get("/appointments").status in (401, 403)
    assert hall.tv.post(f"/appointments/{booked['code']}/check-in").status == 403


def at_once(*presses: Any) -> list[Any]:
    """All presses in the same instant; what each heard."""
    gate, heard = threading.Barrier(len(presses)), [None] * len(presses)

    def press(number: int) -> None:
        gate.wait()
        heard[number] = presses[number]()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(len(presses))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return heard


def test_the_last_place_is_given_once_whoever_presses_at_the_same_time(
    hall: SmallHall, mai: AtCounter, nam: AtCounter
) -> None:
    for hour in range(8, 11):
        wish = {"service": "H", "at": f"2026-11-23T{hour:02}:00:00+07:00"}
        heard = at_once(*[lambda who=who, wish=wish: who.post("/appointments", wish) for who in (mai, nam) * 2])
        assert sorted(answer.status for answer in heard) == [201, 409, 409, 409]
        assert {answer.code for answer in heard if answer.status == 409} == {"slot_full"}
    hall.is_proved()


def test_one_code_at_two_kiosks_gives_one_number(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    for hour in range(8, 11):
        path = f"/appointments/{books(mai, f'2026-11-23T{hour:02}:00:00+07:00')['code']}/check-in"
        heard = at_once(*[lambda path=path: kiosk.post(path) for _ in range(4)])
        assert sorted(answer.status for answer in heard) == [201, 409, 409, 409]
        assert {answer.code for answer in heard if answer.status == 409} == {"appointment_used"}
    assert hall.labels() == ["H001", "H002", "H003"]
    hall.is_proved()


def test_practice_and_work_keep_their_own_appointments(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    def left() -> int:
        return {slot["at"]: slot["left"] for slot in mai.get("/slots", service="H").done()["slots"]}[
            "2026-11-23T01:00:00+00:00"
        ]

    def kept() -> list[str]:
        return [row["code"] for row in mai.get("/appointments").done()["appointments"]]

    def reminded() -> int:
        with hall.database.read() as db:
            return len(appointments.upcoming(db, pulse_now(db, 1, hall.clock())))

    real = books(mai)
    hall.tuan.post("/trial/begin").done()
    assert (left(), kept(), reminded()) == (1, [], 0)
    assert kiosk.post(f"/appointments/{real['code']}/check-in").refusal == (404, "unknown_appointment")
    assert mai.post(f"/appointments/{real['code']}/cancel", {"reason": "thử"}).code == "unknown_appointment"
    practised = books(mai)
    assert (left(), kept(), reminded()) == (0, [practised["code"]], 1)
    assert checks_in(kiosk, practised)["label"] == "H9001"
    hall.tuan.post("/trial/end", {"clear": True}).done()
    assert (left(), kept()) == (0, [real["code"]])
    assert kiosk.post(f"/appointments/{practised['code']}/check-in").code == "unknown_appointment"
    assert checks_in(kiosk, real)["label"] == "H001"
    hall.is_proved()


@pytest.mark.parametrize("how", ["cancel", "void"])
def test_whose_number_was_given_back_checks_in_again(hall: SmallHall, mai: AtCounter, kiosk: Caller, how: str) -> None:
    booked = books(mai)
    mai.moves(how, checks_in(kiosk, booked), reason="giấy in hỏng")
    assert checks_in(kiosk, booked)["label"] == "H002"
    assert kiosk.post(f"/appointments/{booked['code']}/check-in").body["error"]["details"] == {"label": "H002"}
    hall.is_proved()


def test_an_appointment_whose_number_was_given_back_can_be_cancelled(
    hall: SmallHall, mai: AtCounter, kiosk: Caller
) -> None:
    booked = books(mai)
    mai.cancels(checks_in(kiosk, booked))
    mai.post(f"/appointments/{booked['code']}/cancel", {"reason": "báo bận"}).done()
    assert books(mai)["state"] == "booked", "the slot is free again"


def test_the_story_tells_how_somebody_came_before_it_tells_their_call(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    booked = books(mai)
    clock.passes(minutes=28)
    mai.opens()
    mai.turns("ready").done()
    kinds = [row["kind"] for row in hall.story(checks_in(kiosk, booked))]
    assert kinds == ["ticket_issued", "appointment_checked_in", "ticket_called"]


def test_the_close_of_a_day_does_not_read_the_appointments_of_years(hall: SmallHall) -> None:
    plans = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}
    with hall.database.write() as db:
        if db.dialect.name == "postgresql":
            db.execute(text("SET LOCAL enable_seqscan = off"))
        asked = _LEFT.params(hall=1, day=date(2026, 11, 23)).compile(db, compile_kwargs={"literal_binds": True})
        plan = str(db.execute(text(f"{plans[db.dialect.name]} {asked}")).all())
    assert "ix_appointment_booked" in plan


def outside(hall: SmallHall, **sections: Any) -> list[tuple[str, str]]:
    with hall.database.write() as db, moment_in(db, 1, hall.clock()) as moment:
        return booked_outside(moment, regulations.read(json.dumps(sections)))


def test_what_is_booked_is_named_when_regulations_would_not_keep_it(
    hall: SmallHall, mai: AtCounter, clock: Clock
) -> None:
    slots = [{"service": "H", "every_min": 30, "people": 2}]
    regulate(hall, slots=slots)
    for at in (EIGHT, "2026-11-25T09:30:00+07:00", "2026-11-25T09:30:00+07:00", "2026-11-26T08:00:00+07:00"):
        books(mai, at)
    given_back = books(mai, "2026-11-27T08:00:00+07:00")
    mai.post(f"/appointments/{given_back['code']}/cancel", {"reason": "báo bận"}).done()
    clock.passes(hours=2)  # the slot of eight is over: nothing can be promised of it any more
    nine = ("slots.H.2026-11-25T09:30", "below_what_is_booked")
    thursday = ("slots.H.2026-11-26T08:00", "below_what_is_booked")
    assert outside(hall, slots=slots) == []
    assert outside(hall, slots=[]) == [nine, thursday]
    assert outside(hall, slots=[{**slots[0], "people": 1}]) == [nine]
    assert outside(hall, slots=[{**slots[0], "every_min": 60}]) == [thursday]
    assert outside(hall, slots=slots, hours={"week": {"wed": [["07:30", "11:30"]]}}) == [thursday]
    assert outside(hall, slots=slots, services_from={"H": "2026-11-26"}) == [nine]
