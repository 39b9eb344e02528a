"""The line read from the tables: heads alone decide as the whole line would, and everybody's place is as foretold."""

import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from server.models import Counter, Hall, Ticket
from server.pulse import places_of, pulse_now
from tests.call_rules import Person, is_of_the_first_group, prescribed
from tests.cast import AtCounter, SmallHall

FLOOR = {"kind": "priority_floor", "floor_s": 900}
REGULATIONS: dict[str, dict[str, Any]] = {
    "fifo": {"groups": [{"kind": "fifo"}]},
    "floor": {"groups": [FLOOR]},
    "no floor yet": {"groups": [{**FLOOR, "floor_s": 36000}]},
    "credit": {"groups": [{"kind": "counts_from", "priority_credit_s": 300, "appointment_credit_s": 240}]},
    "two rules": {"groups": [{"services": ["C"], "kind": "fifo"}, FLOOR], "help_after_s": 600},
}


@pytest.fixture
def database_kind() -> str:
    """One kind of database: the statements of a call are tried on both where calls are."""
    return "sqlite"


def a_full_hall(hall: SmallHall, regulations: dict[str, Any], seed: int) -> list[dict[str, Any]]:
    """Thirty people of every lane, some with a slot around now, one kept for Nam's counter."""
    random = Random(seed)
    tickets = []
    with hall.database.write() as db:
        db.execute(update(Hall).values(regulations=json.dumps(regulations)))
        db.execute(update(Counter).where(Counter.number == 2).values(helps=["R", "D"]))
    for number in range(30):
        service = "P" if number == 9 else random.choice("HHCCRD")
        lane = random.choice(["ordinary", "ordinary", "priority", "appointment"])
        tickets.append(hall.kiosk.issues(service, lane=lane))
        hall.clock.passes(random.choice([0, 30, 90]))
    with hall.database.write() as db:
        for ticket in tickets:
            if ticket["lane"] == "appointment" and random.random() < 0.8:
                slot = hall.clock.now + timedelta(minutes=random.randint(-20, 20))
                db.execute(update(Ticket).where(Ticket.id == ticket["id"]).values(slot_at=slot))
        due_now = max(ticket["id"] for ticket in tickets if ticket["lane"] == "appointment")
        slot = hall.clock.now + timedelta(minutes=5)
        db.execute(update(Ticket).where(Ticket.id == due_now).values(slot_at=slot))
        db.execute(update(Ticket).where(Ticket.id == tickets[9]["id"]).values(reserved_counter=2))
    return tickets


@pytest.mark.parametrize("name", REGULATIONS)
def test_the_desk_foretells_every_call(hall: SmallHall, nam: AtCounter, name: str) -> None:
    hall.open_all()
    a_full_hall(hall, REGULATIONS[name], seed=3)
    called = 0
    while waiting := nam.sees_desk()["next"]:
        answer = nam.turns("call-next").done()
        assert (answer["ticket"]["label"], answer["why"]["because"]) == (waiting[0]["label"], waiting[0]["because"])
        nam.finishes(nam.moves("start", answer["ticket"]))
        hall.clock.passes(45)
        called += 1
    assert called == 30
    hall.is_proved()


@pytest.mark.parametrize("name", sorted(REGULATIONS.keys() - {"two rules"}))
def test_the_people_ahead_are_those_the_rule_calls_before(hall: SmallHall, name: str) -> None:
    a_full_hall(hall, REGULATIONS[name], seed=5)
    expected = foretold(hall, REGULATIONS[name]["groups"][0])
    assert {ticket: hall.hoa.sees(ticket)["ahead"] for ticket in expected} == expected
    assert followed(hall) == expected


@pytest.mark.parametrize("name", REGULATIONS)
def test_the_line_tells_who_goes_first_how_many_their_number_will_have_before_it(hall: SmallHall, name: str) -> None:
    hall.open_all()
    a_full_hall(hall, REGULATIONS[name], seed=7)
    for service in "HCRD":
        (line,) = [row for row in hall.kiosk.get("/lines").done()["lines"] if row["service"] == service]
        assert line["for_priority"]["wait"]["p50"] <= line["wait"]["p50"]
        assert hall.kiosk.issues(service, lane="priority")["ahead"] == line["for_priority"]["ahead"], service


def foretold(hall: SmallHall, group: dict[str, Any]) -> dict[int, int]:
    """For each waiting ticket: how many of its service a counter calls before it, by the naive rules."""
    credit_s = {"N": 0, "P": group.get("priority_credit_s", 0), "A": group.get("appointment_credit_s", 0)}
    policy = {"every": 2, **group, "credit_s": credit_s, "appt_grace_s": 86400}  # whoever has a slot has kept it
    lines: dict[str, list[Person]] = {}
    with hall.database.read() as db:
        for row in db.execute(Ticket.__table__.select().order_by(Ticket.id)):
            slot = row.slot_at.timestamp() if row.slot_at else None
            cls = {"ordinary": "N", "priority": "P", "appointment": "A"}[row.lane]
            person = Person(row.id, row.service, cls, row.counts_from.timestamp(), slot)
            lines.setdefault(row.service, []).append(person)
    now = hall.clock.now.timestamp()
    ahead = {}
    for line in lines.values():
        run = place = 0
        while called := prescribed(policy, line, now=now, run=run):
            run = run + 1 if is_of_the_first_group(policy, called, now) else 0
            ahead[called.number] = place
            line.remove(called)
            place += 1
    return ahead


def followed(hall: SmallHall) -> dict[int, int]:
    """The places as the phones of all ticket holders are told at once."""
    with hall.database.read() as db:
        pulse = pulse_now(db, 1, hall.clock.now)
        lines = pulse.everybody.by_service.values()
        return {ticket: place for line in lines for ticket, place in places_of(pulse, line).items()}
