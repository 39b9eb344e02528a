"""A number from home is a promise that there is one, and never a place before anybody who is here."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from server import jobs
from server.domain.errors import Refusal
from server.domain.hours import DAYS
from server.models import Appointment, Hall, Record
from server.operations.from_home import book_from_home, give_back_from_home
from server.setup import moment_in
from tests.cast import AtCounter, Caller, Clock, Json, SmallHall
from tests.sizes import SIZES

PHONE = "0912 345 678"
HOME: dict[str, Any] = {"is_on": True, "services": ["H", "C", "D"]}
WORKING = [["07:30", "11:30"], ["13:30", "17:00"]]
HOURS: dict[str, Any] = {"week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), WORKING), "cut_off_min": {"": 15}}


@pytest.fixture
def database_kind() -> str:
    """Rules; the race for a last place is the one of all appointments, which is run on both."""
    return "sqlite"


@pytest.fixture
def hall(hall: SmallHall) -> SmallHall:
    """Three services give numbers to people at home; civil status keeps two slots an hour for three people each."""
    return hall.regulates(home=HOME, hours=HOURS, slots=[{"service": "H", "every_min": 30, "people": 3}])


def at(clock: str, day: str = "2026-11-23") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+07:00")


def books(hall: SmallHall, when: datetime, service: str = "H", person: str = PHONE) -> Record:
    """Somebody at home books; raises what refuses them."""
    with hall.database.write() as db, moment_in(db, 1, hall.clock(), "home") as moment:
        return book_from_home(moment, service=service, at=when, person=person)


def refused(hall: SmallHall, when: datetime, service: str = "H", person: str = PHONE) -> str:
    before = hall.stands_at()
    with pytest.raises(Refusal) as refusal:
        books(hall, when, service, person)
    assert hall.stands_at() == before
    return refusal.value.code


def gives_back(hall: SmallHall, code: str) -> Record:
    with hall.database.write() as db, moment_in(db, 1, hall.clock(), "home") as moment:
        return give_back_from_home(moment, code=code, reason="trả lại từ nhà")


def checks_in(who: Caller, booked: Record) -> Json:
    return who.post(f"/appointments/{booked.code}/check-in").done(201)


def test_who_booked_from_home_stands_behind_everybody_who_came_before_the_check_in(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    booked = books(hall, at("07:45"))
    first = kiosk.issues("H")
    clock.is_at("2026-11-23 07:50:00")
    came = checks_in(kiosk, booked)
    ticket = came["ticket"]
    assert (ticket["lane"], ticket["slot_at"], ticket["channel"], came["late"]) == ("ordinary", None, "home", False)
    assert ticket["counts_from"] == "2026-11-23T00:50:00+00:00"
    last = kiosk.issues("H")
    mai.opens()
    for expected in (first, ticket, last):
        called = mai.calls_next()
        assert called["label"] == expected["label"]
        mai.moves("absent", called)
    figures = hall.hoa.get("/figures").done()
    assert (figures["issued"], figures["from_home"]) == (3, 1)
    hall.is_proved()


def test_the_written_answer_says_from_when_a_number_from_home_counts(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    ticket = checks_in(kiosk, books(hall, at("07:45")))["ticket"]
    clock.passes(minutes=1)
    other = kiosk.issues("H")
    mai.opens()
    mai.calls_next()
    answer = hall.ba.get("/why", mine=other["label"], other=ticket["label"]).done()
    assert answer["answer"]["id"] == "arrival"
    assert [fact["id"] for fact in answer["facts"]][:2] == ["given_from_home", "given"]


def test_a_promise_in_time_passes_a_full_day_and_the_cut_off_but_no_closed_door(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    hall.regulates(capacity={"H": 2}, home=HOME | {"share": 50})
    early = books(hall, at("07:30", "2026-11-25"), person="0912000001")
    clock.is_at("2026-11-25 07:20:00")
    door = kiosk.post(f"/appointments/{early.code}/check-in")
    assert door.code == "hall_closed", "those before the door would see somebody go in first"
    clock.is_at("2026-11-25 07:30:00")
    for _ in range(2):
        kiosk.issues("H")
    assert kiosk.post("/tickets", {"service": "H"}).code == "issuing_stopped"
    assert checks_in(kiosk, early)["ticket"]["label"] == "H003"
    late = books(hall, at("11:10", "2026-11-25"), "C", "0912000002")
    clock.is_at("2026-11-25 11:20:00")
    assert kiosk.post("/tickets", {"service": "C"}).code == "issuing_stopped"
    assert checks_in(kiosk, late)["ticket"]["label"] == "C001"


def test_nobody_who_is_here_is_refused_for_somebody_at_home(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    hall.regulates(capacity={"H": 2}, home=HOME | {"share": 50})
    books(hall, at("08:00"))
    first = kiosk.issues("H")
    assert hall.hoa.get("/services").done()["services"][0]["left"] == 1
    kiosk.issues("H")
    mai.voids(first)
    assert refused(hall, at("09:00"), person="0912345679") == "home_full", "the place that is free is promised"
    kiosk.issues("H")


def test_a_promise_that_is_over_is_an_ordinary_number(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, clock: Clock
) -> None:
    hall.regulates(capacity={"H": 2}, home=HOME | {"share": 50})
    booked = books(hall, at("08:00"))
    clock.is_at("2026-11-23 08:15:00")
    (row,) = mai.get("/appointments").done()["appointments"]
    assert (row["channel"], row["state"]) == ("home", "booked")
    clock.is_at("2026-11-23 08:15:01")
    (row,) = mai.get("/appointments").done()["appointments"]
    assert row["state"] == "missed"
    first = kiosk.issues("H")
    kiosk.issues("H")
    like_everyone = kiosk.post(f"/appointments/{booked.code}/check-in")
    details = like_everyone.body["error"]["details"]
    assert (like_everyone.code, details["because"], details["late"]) == ("issuing_stopped", "full", True)
    mai.voids(first)
    came = checks_in(kiosk, booked)
    assert (came["ticket"]["label"], came["late"]) == ("H003", True)


def test_a_code_of_another_day_opens_nothing(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    booked = books(hall, at("08:00", "2026-11-25"))
    assert kiosk.post(f"/appointments/{booked.code}/check-in").code == "appointment_not_today"
    clock.is_at("2026-11-26 08:00:00")
    assert kiosk.post(f"/appointments/{booked.code}/check-in").code == "appointment_not_today"
    with pytest.raises(Refusal, match="unknown_appointment"):
        gives_back(hall, booked.code)


@pytest.mark.parametrize(
    ("when", "service", "code"),
    [
        (at("07:29"), "H", "no_such_slot"),  # over
        (at("11:15"), "H", "no_such_slot"),  # after the last number before lunch
        (at("12:00"), "H", "no_such_slot"),  # lunch
        (at("17:30"), "H", "no_such_slot"),  # after work
        (at("08:00", "2026-11-24"), "H", "no_such_slot"),  # a public holiday
        (at("08:10", "2026-11-25"), "H", "no_such_slot"),  # not on the grid
        (at("08:00", "2026-11-25"), "C", "no_such_slot"),  # a service without slots
        (at("08:00", "2026-11-30"), "H", "no_such_slot"),  # seven days ahead
        (at("08:00"), "R", "not_from_home"),
        (at("08:00"), "Z", "unknown_service"),
    ],
)
def test_what_cannot_be_had_from_home_is_refused_by_its_code(
    hall: SmallHall, when: datetime, service: str, code: str
) -> None:
    assert refused(hall, when, service) == code


def test_nothing_is_given_to_people_at_home_until_the_hall_says_so(hall: SmallHall) -> None:
    assert refused(hall.regulates(home=HOME | {"is_on": False}), at("08:00")) == "not_from_home"
    hall.regulates(home=HOME, services_from={"C": "2026-11-25"})
    assert refused(hall, at("08:00"), "C") == "no_such_slot"
    problems = hall.tuan.post("/regulations", {"home": {"is_on": True, "services": []}}).body["error"]["details"]
    assert problems == {"problems": [{"where": "home", "problem": "needs_a_service"}]}


def test_a_phone_holds_one_number_of_each_service_and_two_a_day(hall: SmallHall) -> None:
    first = books(hall, at("08:00"))
    for same in ("+84912345678", "84 912.345.678", "0084 912 345 678"):
        assert refused(hall, at("09:00"), person=same) == "booked_enough"
    books(hall, at("08:00"), "C")
    assert refused(hall, at("10:00"), "D") == "booked_enough"
    books(hall, at("08:00", "2026-11-25"))
    books(hall, at("10:00"), "D", "0912345679")
    gives_back(hall, first.code)
    books(hall, at("09:00"))
    for wrong in ("", "12", "090909090909090909", "o912345678", "0912345678; drop"):
        assert refused(hall, at("10:00"), "D", wrong) == "bad_phone"


def test_people_at_home_have_their_share_and_no_more(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    hall.regulates(capacity={"H": 10}, home=HOME | {"most": 2})
    for number in range(3):
        books(hall, at("08:00"), person=f"091200000{number}")
    assert refused(hall, at("09:00")) == "home_full"
    for number in range(2):
        books(hall, at("08:00"), "C", f"091200000{number}")
    assert refused(hall, at("09:00"), "C") == "home_full", "a service without a limit has one for home"
    clock.is_at("2026-11-23 08:16:00")
    books(hall, at("09:00"))
    for _ in range(9):
        kiosk.issues("H")
    assert refused(hall, at("09:30"), person="0912345679") == "home_full", "none is left today"


def test_a_slot_is_shared_with_those_whom_staff_booked(hall: SmallHall, mai: AtCounter) -> None:
    eight = at("08:00", "2026-11-25")
    for _ in range(2):
        mai.post("/appointments", {"service": "H", "at": eight.isoformat()}).done(201)
    books(hall, eight)
    assert refused(hall, eight, person="0912345679") == "slot_full"
    assert mai.post("/appointments", {"service": "H", "at": eight.isoformat()}).code == "slot_full"


def test_people_at_home_never_take_all_the_slots_that_staff_book(hall: SmallHall, mai: AtCounter) -> None:
    hall.regulates(
        hours={"week": {"wed": [["08:00", "10:00"]]}}, slots=[{"service": "H", "every_min": 15, "people": 1}]
    )
    slots = [at(clock, "2026-11-25") for clock in ("08:00", "08:15", "08:30", "08:45")]
    for number, slot in enumerate(slots[:2]):
        books(hall, slot, person=f"091200000{number}")
    assert refused(hall, slots[2]) == "home_full", "of eight places people at home take thirty percent"
    mai.post("/appointments", {"service": "H", "at": slots[2].isoformat()}).done(201)
    hall.regulates(home=HOME | {"share": 1})
    gives_back(hall, hall.mai.get("/appointments", day="2026-11-25").done()["appointments"][0]["code"])
    assert refused(hall, slots[3]) == "home_full", "at least one, and somebody has it"


def test_the_tv_reminds_of_them_and_hours_are_not_changed_behind_their_backs(hall: SmallHall, mai: AtCounter) -> None:
    soon = books(hall, at("08:05"))
    (reminded,) = hall.tv.get("/board").done()["appointments"]
    assert reminded == {"at": soon.slot_at.isoformat(), "service": "H", "code": "•••" + soon.code[-3:]}
    books(hall, at("08:00", "2026-11-25"))
    afternoon = {"hours": {"week": {name: [["13:30", "17:00"]] for name in DAYS}}}
    problems = hall.tuan.post("/regulations", afternoon).body["error"]["details"]["problems"]
    assert [one["where"] for one in problems] == ["slots.H.2026-11-23T08:05", "slots.H.2026-11-25T08:00"]


def test_practice_takes_no_number_from_people_at_home(hall: SmallHall, kiosk: Caller, mai: AtCounter) -> None:
    hall.tuan.post("/trial/begin").done()
    assert refused(hall, at("08:00")) == "no_such_slot"
    booked = books(hall, at("08:00", "2026-11-25"))
    assert not booked.is_trial and mai.get("/appointments", day="2026-11-25").done()["appointments"] == []
    assert kiosk.post(f"/appointments/{booked.code}/check-in").code == "unknown_appointment"
    hall.tuan.post("/trial/end").done()
    assert [row["code"] for row in mai.get("/appointments", day="2026-11-25").done()["appointments"]] == [booked.code]


def test_the_phone_stands_nowhere_and_its_hash_is_forgotten_with_the_day(hall: SmallHall, clock: Clock) -> None:
    def known() -> list[str | None]:
        with hall.database.read() as db:
            return list(db.execute(select(Appointment.person).order_by(Appointment.id)).scalars())

    def salt() -> str | None:
        with hall.database.read() as db:
            return db.execute(select(Hall.booking_salt)).scalar_one()

    books(hall, at("08:00"))
    later, back = books(hall, at("08:00", "2026-11-25")), books(hall, at("08:00"), "C")
    gives_back(hall, back.code)
    assert [person is not None for person in known()] == [True, True, False]
    assert not any("912345678" in str(row) for row in [*hall.story(), *known(), salt()])
    clock.is_at("2026-11-24 02:00:00")
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, clock())
    assert [person is not None for person in known()] == [False, True, False] and salt()
    assert later.person in known()
    clock.is_at("2026-11-26 02:00:00")
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, clock())
    assert set(known()) == {None} and salt() is None
    assert [row["state"] for row in hall.mai.get("/appointments", day="2026-11-25").done()["appointments"]] == [
        "missed"
    ]
    hall.is_proved()


CAPACITY, SHARE = 6, 50
PRESSES = st.lists(
    st.sampled_from(["walk in", "walk in", "book", "check in", "give back", "call", "wait"]), max_size=40
)


@settings(
    max_examples=4 * SIZES.examples,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(PRESSES)
@example(["book", "book", "book", "book", "walk in", "walk in", "walk in", "walk in", "wait", "wait", "walk in"])
def test_whatever_is_pressed_nobody_at_home_goes_first_and_no_walk_in_is_refused_for_them(
    hall: SmallHall, clock: Clock, presses: list[str]
) -> None:
    clock.is_at(f"{(clock.now + timedelta(days=1)).date()} 07:30:00")
    week = {name: [["07:00", "23:59"]] for name in DAYS}
    hall.regulates(hours={"week": week, "holidays": False}, capacity={"H": CAPACITY}, home=HOME | {"share": SHARE})
    hall.mai.opens()
    day = DayAtTheDoor(hall, clock)
    for press in presses:
        getattr(day, press.replace(" ", "_"))()
    assert len(day.given) <= CAPACITY + CAPACITY * SHARE // 100
    hall.hoa.post("/counters/1/close")
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, clock.now + timedelta(days=1))


class DayAtTheDoor:
    """What a fair usher would note down: who was given a number in which order, and whom at home one is promised."""

    def __init__(self, hall: SmallHall, clock: Clock) -> None:
        self.hall, self.clock = hall, clock
        self.given: list[str] = []
        self.called = 0
        self.kept: list[Record] = []

    @property
    def held(self) -> int:
        return sum(1 for booked in self.kept if booked.slot_at + timedelta(minutes=15) >= self.clock.now)

    def walk_in(self) -> None:
        answer = self.hall.kiosk.post("/tickets", {"service": "H"})
        assert (answer.status == 201) == (len(self.given) < CAPACITY)
        if answer.status == 201:
            self.given.append(answer.body["ticket"]["label"])

    def book(self) -> None:
        person = f"09{self.clock.now:%d%H%M}{len(self.kept)}{self.called:02}"
        is_left = len(self.given) + self.held < CAPACITY
        try:
            self.kept.append(books(self.hall, self.clock.now + timedelta(minutes=10), person=person))
        except Refusal as refusal:
            assert refusal.code in ("home_full", "booked_enough")
        else:
            assert is_left, "no more is promised than there is"
        assert self.held <= CAPACITY * SHARE // 100

    def check_in(self) -> None:
        if self.kept:
            booked = self.kept[0]
            in_time = booked.slot_at + timedelta(minutes=15) >= self.clock.now
            answer = self.hall.kiosk.post(f"/appointments/{booked.code}/check-in")
            assert answer.status == 201 or (not in_time and answer.code == "issuing_stopped")
            if answer.status == 201:
                assert answer.body["late"] is not in_time
                self.kept.pop(0)
                self.given.append(answer.body["ticket"]["label"])

    def give_back(self) -> None:
        if self.kept:
            gives_back(self.hall, self.kept.pop(0).code)

    def call(self) -> None:
        answer = self.hall.mai.turns("call-next")
        if answer.status == 200:
            assert answer.body["ticket"]["label"] == self.given[self.called], "the order of the door"
            self.called += 1
            self.hall.mai.moves("absent", answer.body["ticket"])

    def wait(self) -> None:
        self.clock.passes(minutes=13)
