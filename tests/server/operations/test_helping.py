"""Helping out and waiting for somebody: who calls whom when one line is long and another counter is idle."""

import json
from typing import Any

import pytest
from sqlalchemy import select, update

from server.models import Account, Counter, Hall, Ticket
from tests.cast import AtCounter, SmallHall


@pytest.fixture
def database_kind() -> str:
    """One kind of database: the rules are pure, and the statements are those of every other call."""
    return "sqlite"


@pytest.fixture(autouse=True)
def at_work(hall: SmallHall) -> None:
    """Mai does civil status and helps out with certification and land, in this order."""
    hall.open_all()
    set_up(hall, 1, helps=["C", "D"])


def set_up(hall: SmallHall, number: int, **columns: Any) -> None:
    with hall.database.write() as db:
        db.execute(update(Counter).where(Counter.number == number).values(**columns))


def rules(hall: SmallHall, **regulations: Any) -> None:
    with hall.database.write() as db:
        db.execute(update(Hall).values(regulations=json.dumps(regulations)))


def is_ready(hall: SmallHall, number: int) -> bool:
    with hall.database.read() as db:
        return db.execute(select(Counter.ready_since).where(Counter.number == number)).scalar_one() is not None


def gets_ready(clerk: AtCounter) -> Any:
    return clerk.turns("ready").done()["ticket"]


def test_a_counter_with_people_of_its_own_does_not_help(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("C")
    hall.clock.passes(minutes=14)
    hall.kiosk.issues("H")
    assert mai.calls_next()["label"] == "H001"


def test_a_counter_whose_line_is_empty_helps_the_preferred_line_first(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("D")
    hall.clock.passes(60)
    hall.kiosk.issues("C")
    answer = mai.turns("call-next").done()
    assert (answer["ticket"]["label"], answer["why"]["helped"]) == ("C001", True)
    assert hall.story(answer["ticket"])[-1]["details"]["helped"] is True


def test_a_long_wait_elsewhere_is_helped_before_the_own_line(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("D")
    hall.clock.passes(minutes=16)
    hall.kiosk.issues("H")
    assert [row["label"] for row in mai.sees_desk()["next"]] == ["D001", "H001"]
    answer = mai.turns("call-next").done()
    assert (answer["ticket"]["label"], answer["why"]["helped"]) == ("D001", True)


def test_a_hall_may_help_only_when_there_is_nothing_else_to_do(hall: SmallHall, mai: AtCounter) -> None:
    rules(hall, help_after_s=None)
    hall.kiosk.issues("D")
    hall.clock.passes(hours=2)
    hall.kiosk.issues("H")
    mai.finishes(mai.serves_next())
    assert mai.calls_next()["label"] == "D001"


def test_who_is_kept_for_a_counter_is_its_own_line(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("P")
    (kept,) = [ticket["id"] for ticket in [hall.kiosk.issues("R")]]
    with hall.database.write() as db:
        db.execute(update(Ticket).where(Ticket.id == kept).values(reserved_counter=1))
    hall.kiosk.issues("C")
    answer = mai.turns("call-next").done()
    assert (answer["ticket"]["label"], answer["why"]["helped"]) == ("R001", False)


def test_a_clerk_who_does_other_services_calls_those(hall: SmallHall, mai: AtCounter) -> None:
    with hall.database.write() as db:
        db.execute(update(Account).where(Account.user == "mai").values(services=["R"]))
    set_up(hall, 1, helps=[])
    hall.kiosk.issues("H")
    hall.clock.passes(60)
    hall.kiosk.issues("R")
    assert [row["label"] for row in mai.sees_desk()["next"]] == ["R001"]
    assert mai.calls_next()["label"] == "R001"


def test_a_counter_that_is_ready_calls_whoever_comes_by_itself(hall: SmallHall, mai: AtCounter) -> None:
    assert gets_ready(mai) is None
    assert is_ready(hall, 1)
    ticket = hall.kiosk.issues("H")
    assert hall.in_hand() == {1: ticket["label"]}
    assert not is_ready(hall, 1)
    hall.is_proved()


def test_of_two_ready_counters_the_longer_idle_one_calls(hall: SmallHall, mai: AtCounter, nam: AtCounter) -> None:
    for clerk in (nam, mai):
        gets_ready(clerk)
        hall.clock.passes(30)
    gets_ready(nam)  # pressing again does not lose the place
    assert [hall.kiosk.issues("H")["label"] for _ in range(3)] == ["H001", "H002", "H003"]
    assert hall.in_hand() == {2: "H001", 1: "H002"}


def test_a_ready_counter_that_finds_somebody_calls_at_once(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H")
    assert gets_ready(mai)["label"] == "H001"
    assert mai.turns("ready").refusal == (409, "counter_busy")


def test_a_ready_counter_does_not_call_what_it_may_not(hall: SmallHall, mai: AtCounter) -> None:
    gets_ready(mai)
    hall.kiosk.issues("R")
    assert hall.in_hand() == {}
    assert is_ready(hall, 1)


@pytest.mark.parametrize("how", ["pause", "close"])
def test_a_counter_that_rests_is_not_ready(hall: SmallHall, mai: AtCounter, how: str) -> None:
    gets_ready(mai)
    if how == "pause":
        mai.pauses()
        assert mai.turns("ready").refusal == (409, "counter_paused")
    else:
        mai.closes()
        assert mai.turns("ready").refusal == (409, "counter_closed")
    hall.kiosk.issues("H")
    assert hall.in_hand() == {}


def test_a_ready_counter_calls_by_the_rule_and_counts_its_run(hall: SmallHall, mai: AtCounter) -> None:
    gets_ready(mai)
    hall.kiosk.issues("H", lane="priority")
    with hall.database.read() as db:
        assert db.execute(select(Counter.run).where(Counter.number == 1)).scalar_one() == 1


def test_a_call_that_is_taken_back_gives_the_run_back(hall: SmallHall, mai: AtCounter) -> None:
    hall.kiosk.issues("H", lane="priority")
    mai.moves("undo", mai.calls_next())
    assert mai.turns("call-next").done()["why"]["run"] == 0


def test_a_line_that_only_a_helping_counter_may_call_has_a_likely_wait(hall: SmallHall) -> None:
    hall.nam.closes()
    assert hall.kiosk.issues("C")["wait"] is not None
    hall.mai.closes()
    assert hall.kiosk.issues("C")["wait"] is None
