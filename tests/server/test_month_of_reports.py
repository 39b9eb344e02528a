"""A month through the real API: every figure of every report, counted anew from the raw story alone, to the second."""

import io
import random
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from server import jobs, report_files, setup
from server.api.report_shapes import ReportAnswer
from tests import figures_by_hand
from tests.builders import MORNING, write_small_hall
from tests.cast import AtCounter, Json, SmallHall
from tests.figures_by_hand import Touch
from tests.server.operations.test_from_home import HOME
from tests.server.test_from_home_page import book, code_of

WORKDAYS = [day for day in range(30) if (MORNING + timedelta(days=day)).weekday() < 5]
VISITORS, BUSY = 9, 40
"""People of a day, and of the second."""
SINCE, THROUGH = MORNING.date(), MORNING.date() + timedelta(days=30)
AGENCIES = {"H": "Phòng Tư pháp", "C": "Phòng Tư pháp", "D": "Chi nhánh Văn phòng đăng ký đất đai"}
REASONS = ["đau yếu", "=cụ già", "có con nhỏ"]


class Month:
    """What people and clerks do, drawn from one seed."""

    def __init__(self, hall: SmallHall) -> None:
        self.hall, self.chance = hall, random.Random(20261123)
        self.clerks: list[AtCounter] = [hall.mai, hall.nam, hall.hoa]
        self.held: dict[int, Json | None] = {clerk.counter: None for clerk in self.clerks}
        self.aside: list[tuple[str, Json]] = []
        self.tokens: dict[str, str] = {}
        """By label, of the day."""
        self.touches: list[Touch] = []

    def day(self, number: int) -> None:
        self.hall.clock.now = MORNING + timedelta(days=number)
        self.held, self.aside = dict.fromkeys(self.held), []
        for clerk in self.clerks:
            clerk.opens()
        self.tokens = {}
        if number % 3 == 0:
            self.from_home(number)
        for _ in range(BUSY if number == 1 else VISITORS):
            lane = self.chance.choice(["ordinary", "ordinary", "priority"])
            came = self.hall.kiosk.issues(self.chance.choice("HHCD"), lane=lane)
            self.tokens[came["label"]] = came["token"]
            self.on_the_phone(came)
            for clerk in self.chance.choices(self.clerks, k=4):
                # Now and then somebody sets the server's clock back.
                self.hall.clock.passes(self.chance.uniform(1, 240) if self.chance.random() < 0.98 else -200)
                self.does(clerk)
        self.hall.kiosk.post("/guides", {"procedure": "1.001193"}).done()
        self.hall.clock.passes(hours=12)
        jobs.close_days(self.hall.database, self.hall.app.extensions["moiso"].live, self.hall.clock())

    def from_home(self, number: int) -> None:
        """Somebody who took the number at home comes."""
        at_home = self.hall.app.test_client(use_cookies=False)
        at = MORNING + timedelta(days=number, minutes=30)
        code = code_of(book(at_home, at=at.isoformat(), phone=f"09123456{number:02}"))
        came = self.hall.kiosk.post(f"/appointments/{code}/check-in").done(201)["ticket"]
        self.tokens[came["label"]] = came["token"]

    def on_the_phone(self, came: Json) -> None:
        """Some let others go first, or give their number back."""
        asks = self.chance.choices([None, "delay", "give-back"], (8, 1, 1))[0]
        if asks:
            self.hall.stranger.post(f"/public/tickets/{came['token']}/{asks}")

    def rates(self, served: Json) -> None:
        score = self.chance.randint(1, 4)
        answer = self.hall.stranger.post(f"/public/tickets/{self.tokens[served['label']]}/rating", {"score": score})
        if answer.status == 201:
            day = date.fromisoformat(served["day"])
            self.touches.append(Touch(day, served["counter"], served["service"], score))

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
        if verb == "start" and self.chance.random() < 0.2:
            clerk.asks("lane", held, lane=self.chance.choice(["ordinary", "priority"]), reason="đã xem giấy tờ")
        if verb != "undo" and self.chance.random() < 0.25:
            self.hall.clock.passes(4)
            answer = clerk.asks("undo", held)
            verb = "undo" if answer.status == 200 else verb
        ticket = clerk.sees(held)
        self.held[clerk.counter] = ticket if ticket["state"] in ("called", "serving") else None
        if ticket["state"] == "finished":
            self.rates(ticket)
        if verb in ("absent", "park"):
            self.aside.append(("restore" if verb == "absent" else "resume", held))

    def takes_somebody(self, clerk: AtCounter) -> None:
        if self.aside and self.chance.random() < 0.4:
            verb, ticket = self.aside.pop()
            answer = clerk.asks(verb, ticket)
        else:
            desk = self.hall.hoa.get(f"/desk/{clerk.counter}").done()
            last = desk["next"][-1:] if self.chance.random() < 0.2 else []
            answer = (
                clerk.turns("call", ticket=last[0]["id"], reason=self.chance.choice(REASONS))
                if last
                else clerk.turns("call-next")
            )
        if answer.status == 200 and answer.body["ticket"]["state"] in ("called", "serving"):
            self.held[clerk.counter] = answer.body["ticket"]


def whole_story(hall: SmallHall) -> list[Json]:
    rows: list[Json] = []
    while more := hall.ba.reads_story(rows[-1]["seq"] if rows else 0):
        rows += more
    return rows


@pytest.fixture
def hall(hall: SmallHall, tmp_path: Path) -> SmallHall:
    """A hall whose files say whose each service is, that gives numbers to people at home."""
    folder = write_small_hall(tmp_path / "hall")
    services = folder / "services.csv"
    head, *lines = services.read_text(encoding="utf-8").splitlines()
    named = [f"{head},agency", *(f"{line},{AGENCIES.get(line[0], '')}" for line in lines)]
    services.write_text("\n".join(named) + "\n", encoding="utf-8")
    setup.make_hall(hall.database, folder, hall.clock())
    hours = {"week": {day: [["07:00", "19:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}, "holidays": False}
    return hall.regulates(home=HOME, hours=hours, slots=[{"service": "H", "every_min": 30, "people": 3}])


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_every_figure_of_a_month_is_what_the_story_says(hall: SmallHall) -> None:
    month = Month(hall)
    for day in WORKDAYS:
        month.day(day)
    jobs.roll_up_days(hall.database)
    hall.clock.passes(hours=48)  # ratings are told of days that are over
    told = figures_by_hand.Hall(whole_story(hall), AGENCIES, month.touches)
    assert {
        "move_undone", "ticket_transferred", "ticket_parked", "ticket_absent", "ticket_expired", "ticket_delayed",
        "ticket_cancelled", "lane_changed", "guide_given",
    } <= {row["kind"] for row in told.story}  # fmt: skip
    whole = same(hall, told, SINCE, THROUGH)
    assert not [name for name, value in whole["whole"].items() if not value and name not in NEVER], "figures of nothing"
    assert len(whole["reasons"]) == len(REASONS) and whole["ratings"] and whole["guides"] and len(whole["heat"]) > 5
    assert whole["whole"]["legs"] > whole["whole"]["visits"] and 0 < whole["whole"]["kept_share"] < 1
    same(hall, told, SINCE + timedelta(days=8), SINCE + timedelta(days=8))
    the_workbook_says_the_same(hall, whole)


NEVER = {"waiting", "called", "serving", "parked"}
"""States that a day which is over has none of."""


HEAD = {"seq", "at", "since", "through", "by", "trial", "target_s"}
"""What a report says that is no figure."""


def same(hall: SmallHall, told: figures_by_hand.Hall, since: date, through: date) -> Json:
    """Every figure of every report of these days; the last of the reports."""
    counted: Json = {}
    for by in get_args(ReportAnswer.model_fields["by"].annotation):
        said = hall.hoa.get("/reports", since=since, through=through, by=by).done()
        counted = figures_by_hand.report(told, since, through, by)
        figures = {name: value for name, value in said.items() if name not in HEAD}
        figures["rows"] = {row["key"]: _without(row, "key", "name") for row in said["rows"]}
        figures["ratings"] = [_without(group, "service_name") for group in said["ratings"]]
        assert figures["rows"].keys() == counted["rows"].keys(), by
        for key, row in counted["rows"].items():
            assert figures["rows"][key] == row, f"{by} {key}"
        assert figures == counted, by
    return counted


def the_workbook_says_the_same(hall: SmallHall, counted: Json) -> None:
    """The sheets of the last report, read back: by quarter."""
    asked = {"since": SINCE.isoformat(), "through": THROUGH.isoformat(), "by": "quarter"}
    raw = hall.hoa.wire.ask("GET", "/reports.xlsx", hall.hoa.headers, None, asked).raw
    rows, heat, reasons, rated, period = (list(sheet.values)[1:] for sheet in openpyxl.load_workbook(io.BytesIO(raw)))
    quarter = "2026-Q4"
    assert rows == [
        ("", "Toàn trung tâm", *_cells(counted["whole"])), (quarter, quarter, *_cells(counted["rows"][quarter]))
    ]  # fmt: skip
    assert [row[1:3] for row in heat] == [(cell["hour"], cell["visits"]) for cell in counted["heat"]]
    assert [row[3:] for row in heat] == [tuple(_spread(cell["waited"])) for cell in counted["heat"]]
    assert reasons == [(each["reason"], each["n"]) for each in counted["reasons"]]
    assert [(row[0], row[1], *row[3:]) for row in rated] == [tuple(each.values()) for each in counted["ratings"]]
    assert [(day.date(), until.date(), *more) for day, until, *more in period] == [
        (SINCE, THROUGH, counted["days"], counted["guides"])
    ]


def _cells(of: Json) -> list[object]:
    counts = [(of | of["outcomes"])[name] for name in report_files.COUNTS]
    return [*counts, *(cell for name in ("waited", "walked", "served", "stayed") for cell in _spread(of[name]))]


def _spread(of: Json) -> list[object]:
    times = [None if of[name] is None else timedelta(seconds=of[name]) for name in ("median_s", "p90_s", "max_s")]
    return [of["n"], *times, of["within_target"]]


def _without(of: Json, *names: str) -> Json:
    return {name: value for name, value in of.items() if name not in names}
