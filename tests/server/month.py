"""Days of a hall through its real API: what people and clerks do, and all that the story tells of it."""

import random
from datetime import date, timedelta

from server import jobs
from server.machine_watch import MachineWatch
from tests.builders import MORNING
from tests.cast import AtCounter, Json, SmallHall
from tests.figures_by_hand import Touch
from tests.server.test_from_home_page import book, code_of

VISITORS, BUSY = 9, 40
"""People of a day, and of the second."""
REASONS = ["đau yếu", "=cụ già", "có con nhỏ"]


class Month:
    """What people and clerks do, drawn from one seed. `is_alone`: no other hall is on the server: people at home find
    this one."""

    def __init__(self, hall: SmallHall, seed: int = 20261123, *, is_alone: bool = True) -> None:
        self.hall, self.chance, self.is_alone = hall, random.Random(seed), is_alone
        self.clerks: list[AtCounter] = [hall.mai, hall.nam, hall.hoa]
        self.held: dict[int, Json | None] = {clerk.counter: None for clerk in self.clerks}
        self.aside: list[tuple[str, Json]] = []
        self.tokens: dict[str, str] = {}
        """By label, of the day."""
        self.touches: list[Touch] = []
        self.luck = random.Random(20261124)
        """That of machines."""
        self.watch = MachineWatch(hall.database, hall.app.extensions["moiso"].live, hall.clock)

    def day(self, number: int) -> None:
        """Work, and the night after it."""
        self.works(number)
        self.hall.clock.passes(hours=12)
        jobs.close_days(self.hall.database, self.hall.app.extensions["moiso"].live, self.hall.clock())

    def works(self, number: int) -> None:
        self.hall.clock.now = MORNING + timedelta(days=number)
        self.held, self.aside = dict.fromkeys(self.held), []
        for clerk in self.clerks:
            clerk.opens()
        self.tokens = {}
        if self.is_alone and number % 3 == 0:
            self.from_home(number)
        for _ in range(BUSY if number == 1 else VISITORS):
            lane = self.chance.choice(["ordinary", "ordinary", "priority"])
            came = self.hall.kiosk.issues(self.chance.choice("HHCD"), lane=lane)
            self.tokens[came["label"]] = came["token"]
            self.on_the_phone(came)
            for clerk in self.chance.choices(self.clerks, k=4):
                # Now and then somebody sets the server's clock back.
                self.hall.clock.passes(self.chance.uniform(1, 240) if self.chance.random() < 0.98 else -200)
                self.kiosk_speaks()
                self.does(clerk)
        self.hall.kiosk.post("/guides", {"procedure": "1.001193"}).done()

    def kiosk_speaks(self) -> None:
        """Its printer wants paper now and then, sometimes it says nothing at all; and sometimes the server was off."""
        if self.luck.random() < 0.02:
            self.watch = MachineWatch(self.hall.database, self.hall.app.extensions["moiso"].live, self.hall.clock)
            self.watch.look()
        state = self.luck.choices(["ready", "paper_out", None], (6, 1, 1))[0]
        if state:
            self.hall.kiosk.post("/devices/health", {"health": {"printer": {"state": state}}}).done()
        self.watch.look()

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
