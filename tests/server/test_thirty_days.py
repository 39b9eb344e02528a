"""A month in the life of a hall: whatever each day brings, its rules hold at every event and its books close at night.

People come, wait, miss their call, fetch a paper, are sent on, give up; a clerk falls asleep over a ticket; some nights
the server is off. Everything is drawn from one seed.
"""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from server import jobs
from server.domain.ticket import IN_HAND, State
from server.models import Hall, Series, Ticket
from tests.builders import MORNING
from tests.cast import AtCounter, Json, SmallHall
from tests.server.racing import every_rule_holds
from tests.sizes import IS_SOAK, SIZES

VISITORS = 30
NIGHTS_OFF = {3, 4, 11}
"""After these days the server is off until the next morning: nobody closes them at night."""


class Month:
    """Plays the days, one event after the other."""

    def __init__(self, hall: SmallHall, seed: int) -> None:
        self.hall, self.chance = hall, random.Random(seed)
        self.clerks = [hall.mai, hall.nam, hall.hoa, hall.hoa_at(4)]
        self.events = 0

    def morning(self, day: int) -> None:
        self.hall.clock.now = MORNING + timedelta(days=day)
        for clerk in self.clerks:
            clerk.opens()

    def day(self) -> None:
        """Somebody arrives or something happens, until everybody has come and most have gone."""
        coming = VISITORS
        for _ in range(VISITORS * 6):
            self.hall.clock.passes(self.chance.randint(5, 120))
            if coming and self.chance.random() < 0.3:
                coming -= 1
                lane = self.chance.choice(["ordinary", "ordinary", "priority"])
                self.hall.kiosk.issues(self.chance.choice("HHHCCDRP"), lane=lane)
            else:
                self.something_happens()
            self.events += 1
            self.holds()

    def something_happens(self) -> None:
        clerk = self.chance.choice(self.clerks)
        held = clerk.sees_desk()["ticket"] if clerk is not self.clerks[3] else self.at_four()
        if held is None:
            self.with_nobody(clerk)
        else:
            self.with_somebody(clerk, held)

    def at_four(self) -> Json | None:
        desk: Json = self.hall.hoa.get("/desk/4").done()
        held: Json | None = desk["ticket"]
        return held

    def with_nobody(self, clerk: AtCounter) -> None:
        aside = self.aside(clerk)
        if aside and self.chance.random() < 0.5:
            verb, ticket = self.chance.choice(aside)
            body = {"reason": "bỏ về"} if verb == "cancel" else {}
            clerk.asks(verb, ticket, **body)
        else:
            clerk.turns(self.chance.choice(["call-next", "call-next", "call-next", "ready"]))

    def aside(self, clerk: AtCounter) -> list[tuple[str, Json]]:
        desk = self.hall.hoa.get(f"/desk/{clerk.counter}").done()
        waiting = [("cancel", row) for row in desk["next"][-1:]]
        return [("resume", row) for row in desk["parked"]] + [("restore", row) for row in desk["absent"]] + waiting

    def with_somebody(self, clerk: AtCounter, held: Json) -> None:
        if held["state"] == "called":
            verb = self.chance.choices(["start", "call-again", "absent", "put-back", "undo"], [8, 2, 2, 1, 1])[0]
        else:
            verb = self.chance.choices(["finish", "park", "transfer", "undo"], [8, 2, 1, 1])[0]
        bodies: dict[str, Json] = {
            "finish": {"outcome": "accepted", "next_service": self.chance.choice([None, None, None, "P", "R"])},
            "park": {"reason": "đi phô tô"},
            "transfer": {"service": self.chance.choice("HCD"), "reason": "sai quầy"},
        }
        clerk.asks(verb, held, **bodies.get(verb, {}))

    def holds(self) -> None:
        """What must be true after every event, of everybody who is in the hall."""
        with self.hall.database.read() as db:
            rows = db.execute(select(Ticket.__table__).where(Ticket.ended_at.is_(None))).all()
        every_rule_holds(rows)
        board = self.hall.tv.get("/board").done()
        shown = {row["number"]: row["ticket"]["label"] for row in board["counters"] if row["ticket"]}
        assert shown == self.hall.in_hand()

    def night(self, day: int) -> None:
        """The day is closed, twice; the second time nothing is left to do."""
        self.hall.clock.now = MORNING + timedelta(days=day, hours=18)
        self.close_days()
        stood = self.hall.stands_at()
        self.close_days()
        assert self.hall.stands_at() == stood

    def close_days(self) -> None:
        jobs.close_days(self.hall.database, self.hall.app.extensions["moiso"].live, self.hall.clock.now)

    def books_are_right(self) -> None:
        """Everybody who got a number has ended somehow, and the figures say so."""
        self.hall.is_proved()
        with self.hall.database.read() as db:
            rows = db.execute(select(Ticket.__table__)).all()
            series = db.execute(select(Series.__table__)).all()
            hall = db.execute(select(Hall.__table__)).one()
        every_rule_holds(rows)
        assert [row.label for row in rows if row.ended_at is None] == []
        assert not [row for row in rows if State(row.state) in IN_HAND or row.person is not None]
        assert hall.salt is None
        for day in sorted({row.day for row in rows}):
            figures = self.hall.hoa.get("/figures", day=day.isoformat()).done()
            today = [row for row in rows if row.day == day]
            assert figures["issued"] == len({row.label for row in today})
            assert figures["waiting"] == figures["called"] == figures["serving"] == figures["parked"] == 0
            ended = ("finished", "cancelled", "expired", "absent")
            assert sum(figures[state] for state in ended) == len(today)
            numbers = {row.letter: row.last for row in series if row.day == day}
            for letter, last in numbers.items():
                given = sorted({row.number for row in today if row.series == letter})
                assert given == list(range(1, last + 1)), "each morning begins with 1, and no number is left out"


@pytest.mark.parametrize("database_kind", ["sqlite", "postgres"] if IS_SOAK else ["sqlite"])
@pytest.mark.parametrize("seed", [20261123])
def test_a_month_of_days_leaves_every_book_right(
    hall: SmallHall, seed: int, record_property: Callable[[str, object], None]
) -> None:
    month = Month(hall, seed)
    for day in range(SIZES.days):
        month.morning(day)
        month.day()
        if day not in NIGHTS_OFF:
            month.night(day)
            month.books_are_right()
    month.night(day)
    month.books_are_right()
    record_property("did", f"{SIZES.days} days, {month.events} events")
