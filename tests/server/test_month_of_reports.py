"""A month through the real API: every figure of every report, counted anew from the raw story alone, to the second."""

import random
from datetime import date, timedelta

import pytest

from server import jobs
from tests import figures_by_hand
from tests.builders import MORNING
from tests.cast import AtCounter, Json, SmallHall

WORKDAYS = [day for day in range(30) if (MORNING + timedelta(days=day)).weekday() < 5]
VISITORS = 9
SINCE, THROUGH = MORNING.date(), MORNING.date() + timedelta(days=30)


class Month:
    """What people and clerks do, drawn from one seed."""

    def __init__(self, hall: SmallHall) -> None:
        self.hall, self.chance = hall, random.Random(20261123)
        self.clerks: list[AtCounter] = [hall.mai, hall.nam, hall.hoa]
        self.held: dict[int, Json | None] = {clerk.counter: None for clerk in self.clerks}
        self.aside: list[tuple[str, Json]] = []

    def day(self, number: int) -> None:
        self.hall.clock.now = MORNING + timedelta(days=number)
        self.held, self.aside = dict.fromkeys(self.held), []
        for clerk in self.clerks:
            clerk.opens()
        for _ in range(VISITORS):
            lane = self.chance.choice(["ordinary", "ordinary", "priority"])
            self.hall.kiosk.issues(self.chance.choice("HHCD"), lane=lane)
            for clerk in self.chance.choices(self.clerks, k=4):
                self.hall.clock.passes(self.chance.uniform(1, 240))
                self.does(clerk)
        self.hall.clock.passes(hours=12)
        jobs.close_days(self.hall.database, self.hall.app.extensions["moiso"].live, self.hall.clock())

    def does(self, clerk: AtCounter) -> None:
        held = self.held[clerk.counter]
        if held is None:
            self.takes_somebody(clerk)
            return
        verbs = ("start", "absent", "put-back", "undo") if held["state"] == "called" else ("finish", "park", "transfer")
        verb = self.chance.choices(verbs, (8, 2, 1, 1)[: len(verbs)])[0]
        bodies: dict[str, Json] = {
            "finish": {
                "outcome": self.chance.choice(["accepted", "supplement", "returned"]),
                "dossiers": self.chance.randint(1, 4),
                "next_service": self.chance.choice([None, None, "C", "D"]),
            },
            "park": {"reason": "đi phô tô"},
            "transfer": {"service": self.chance.choice("HCD"), "reason": "sai quầy"},
        }
        answer = clerk.asks(verb, held, **bodies.get(verb, {}))
        if answer.status != 200:
            return
        if verb != "undo" and self.chance.random() < 0.25:
            self.hall.clock.passes(4)
            answer = clerk.asks("undo", held)
            verb = "undo" if answer.status == 200 else verb
        ticket = clerk.sees(held)
        self.held[clerk.counter] = ticket if ticket["state"] in ("called", "serving") else None
        if verb in ("absent", "park"):
            self.aside.append(("restore" if verb == "absent" else "resume", held))

    def takes_somebody(self, clerk: AtCounter) -> None:
        if self.aside and self.chance.random() < 0.4:
            verb, ticket = self.aside.pop()
            answer = clerk.asks(verb, ticket)
        else:
            desk = self.hall.hoa.get(f"/desk/{clerk.counter}").done()
            last = desk["next"][-1:] if self.chance.random() < 0.2 else []
            answer = clerk.turns("call", ticket=last[0]["id"], reason="đau yếu") if last else clerk.turns("call-next")
        if answer.status == 200 and answer.body["ticket"]["state"] in ("called", "serving"):
            self.held[clerk.counter] = answer.body["ticket"]


def whole_story(hall: SmallHall) -> list[Json]:
    rows: list[Json] = []
    while more := hall.ba.reads_story(rows[-1]["seq"] if rows else 0):
        rows += more
    return rows


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_every_figure_of_a_month_is_what_the_story_says(hall: SmallHall) -> None:
    month = Month(hall)
    for day in WORKDAYS:
        month.day(day)
    jobs.roll_up_days(hall.database)
    story = whole_story(hall)
    assert {"move_undone", "ticket_transferred", "ticket_parked", "ticket_absent", "ticket_expired"} <= {
        row["kind"] for row in story
    }
    whole = same(hall, story, SINCE, THROUGH)
    assert whole["transferred"] and whole["chosen"] and whole["absent"] and whole["legs"] > whole["visits"]
    same(hall, story, SINCE + timedelta(days=8), SINCE + timedelta(days=8))


def same(hall: SmallHall, story: list[Json], since: date, through: date) -> Json:
    whole: Json = {}
    for by in ("service", "counter", "officer", "lane", "day", "week", "month", "quarter"):
        said = hall.hoa.get("/reports", since=since, through=through, by=by).done()
        rows = {row["key"]: row for row in said["rows"]} | {"whole": said["whole"]}
        counted = figures_by_hand.report(story, since, through, by)
        assert rows.keys() == counted.keys(), by
        for key, figures in counted.items():
            assert {name: rows[key][name] for name in figures} == figures, f"{by} {key}"
        whole = said["whole"]
    return whole
