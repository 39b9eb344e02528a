"""The power may go at any write of any verb: the hall then stands as before it or as after it, and a retry ends it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from server import app, jobs
from server.config import Settings
from server.models import Ticket
from server.table import Table
from tests.builders import Halls, fill_small_hall
from tests.cast import Answer, Caller, Clock, Json, SmallHall, a_key
from tests.server.dying import dies_in
from tests.server.racing import every_rule_holds
from tests.sizes import SIZES


@dataclass(frozen=True)
class Verb:
    """A request in its situation: `brings` makes the situation and gives the ticket it is about, if any."""

    name: str
    who: str
    path: str
    body: Json
    brings: Callable[[SmallHall], Json | None] = lambda hall: None
    status: int = 200

    def press(self, hall: SmallHall, ticket: Json | None, key: str) -> Answer:
        caller: Caller = getattr(hall, self.who)
        ticket_id = ticket and ticket["id"]
        body = {name: ticket_id if value == "ticket" else value for name, value in self.body.items()}
        return caller.post(self.path.format(ticket_id), body, key=key)


def waiting(hall: SmallHall) -> Json:
    return hall.kiosk.issues("H")


def called(hall: SmallHall) -> Json:
    waiting(hall)
    ticket = hall.mai.calls_next()
    hall.clock.passes(minutes=1)
    return ticket


def serving(hall: SmallHall) -> Json:
    return hall.mai.moves("start", called(hall))


def parked(hall: SmallHall) -> Json:
    return hall.mai.parks(serving(hall))


def absent(hall: SmallHall) -> Json:
    return hall.mai.moves("absent", called(hall))


def gone_on(hall: SmallHall) -> Json:
    return hall.mai.finishes(serving(hall), next_service="R")


def lane_changed(hall: SmallHall) -> Json:
    return hall.mai.checks_lane(waiting(hall), "priority", grounds="elderly", reason="cụ già")


def closed(hall: SmallHall) -> None:
    hall.mai.closes()


def booked(hall: SmallHall) -> Json:
    """An appointment this afternoon; its code stands where a ticket's id does."""
    hall.tuan.post("/regulations", {"slots": [{"service": "H", "every_min": 15, "people": 20}]}).done()
    appointment: Json = hall.mai.post("/appointments", SLOT).done(201)["appointment"]
    return {"id": appointment["code"]}


def held(hall: SmallHall) -> Json:
    """A number in somebody's hand, and one behind it; its token stands where a ticket's id does."""
    ticket = waiting(hall)
    hall.kiosk.issues("H")
    return {"id": ticket["token"]}


def no_practice(hall: SmallHall) -> None:
    hall.hoa.post("/trial/end").done()


def practice(hall: SmallHall) -> Json:
    hall.hoa.post("/trial/begin").done()
    return hall.kiosk.issues("H")


def mai_sits_at_one(hall: SmallHall) -> None:
    hall.nam.post("/counters/2/sit", {"move": True}).done()
    hall.mai.post("/counters/1/sit", {"move": True, "take_over": True}).done()


def ready(hall: SmallHall) -> None:
    hall.mai.turns("ready").done()


def help_called(hall: SmallHall) -> None:
    hall.mai.turns("help", reason="khó").done()


SLOT = {"service": "H", "at": "2026-11-23T16:45:00+07:00"}


def on_ticket(verb: str, brings: Callable[[SmallHall], Json], who: str = "mai", **body: Any) -> Verb:
    return Verb(f"{verb} when {brings.__name__}", who, f"/tickets/{{}}/{verb}", body, brings)


def at_counter(verb: str, brings: Callable[[SmallHall], Json | None] = lambda hall: None, **body: Any) -> Verb:
    return Verb(verb, "mai", f"/counters/1/{verb}", body, brings)


VERBS = [
    Verb("issue", "kiosk", "/tickets", {"service": "H", "procedure": "1.001193", "lane": "priority"}, status=201),
    on_ticket("print-report", waiting, "kiosk", outcome="printed"),
    at_counter("call-next", waiting),
    at_counter("call", waiting, ticket="ticket", reason="cụ già"),
    on_ticket("call-again", called),
    on_ticket("start", called),
    on_ticket("absent", called),
    on_ticket("restore", absent),
    on_ticket("park", serving, reason="phô tô"),
    on_ticket("resume", parked),
    on_ticket("put-back", called),
    on_ticket("transfer", serving, service="C", reason="sai quầy"),
    on_ticket("cancel", waiting, reason="bỏ về"),
    on_ticket("finish", serving, outcome="supplement", missing=["giấy chứng sinh"]),
    Verb("finish and go on", "mai", "/tickets/{}/finish", {"outcome": "accepted", "next_service": "R"}, serving),
    on_ticket("undo", gone_on),
    on_ticket("undo", lane_changed),
    at_counter("pause", reason="họp"),
    at_counter("close"),
    at_counter("open", closed),
    at_counter("ready"),
    Verb("issue to a ready counter", "kiosk", "/tickets", {"service": "H"}, ready, status=201),
    at_counter("help", reason="khó"),
    at_counter("help-answered", help_called),
    Verb("take over", "nam", "/counters/1/sit", {"move": True, "take_over": True}, mai_sits_at_one),
    on_ticket("void", waiting, reason="in nhầm"),
    on_ticket("lane", waiting, lane="priority", grounds="elderly", reason="cụ già"),
    Verb("let others go first", "kiosk", "/public/tickets/{}/delay", {}, held),
    Verb("give back", "kiosk", "/public/tickets/{}/give-back", {}, held),
    Verb("book", "mai", "/appointments", SLOT, lambda hall: booked(hall) and None, status=201),
    Verb("check in", "kiosk", "/appointments/{}/check-in", {}, booked, status=201),
    Verb("cancel an appointment", "mai", "/appointments/{}/cancel", {"reason": "bận"}, booked),
    Verb("begin to practise", "hoa", "/trial/begin", {}, no_practice),
    Verb("end the practice", "hoa", "/trial/end", {"clear": True}, practice),
    Verb("regulate", "tuan", "/regulations", {"limits": {"one_per_person": False}}, booked),
    Verb("a refusal", "mai", "/counters/1/call-next", {}, status=409),
]  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def doomed(
    request: pytest.FixtureRequest, halls: Halls, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SmallHall]:
    """One hall for all deaths: its clerks tidy up between them."""
    folder = tmp_path_factory.mktemp("doomed")
    with halls.database(request.param, "small", fill_small_hall, folder) as url:
        clock = Clock()
        built = app.build(Settings(data=str(folder), database=url, heartbeat_s=24 * 3600, refresh_ms=1), clock)
        hall = SmallHall(built, clock)
        yield hall
        hall.close()


def tidy(hall: SmallHall) -> None:
    """Nobody is in the hall any more, and every counter is open."""
    hall.clock.passes(minutes=1)
    mai_sits_at_one(hall)
    hall.hoa.post("/trial/end", {"clear": True}).done()
    hall.tuan.post("/regulations", {"limits": {"one_per_person": True}}).done()
    with hall.database.read() as db:
        living = db.execute(select(Ticket.id, Ticket.state).where(Ticket.ended_at.is_(None))).all()
    for ticket in living:
        if ticket.state == "serving":
            hall.hoa.moves("finish", ticket.id, outcome="guided")
        else:
            hall.hoa.moves("cancel", ticket.id, reason="nhường chỗ")
    for counter in (1, 2, 3):
        hall.hoa_at(counter).closes()  # one that was ready is ready no more
        hall.hoa_at(counter).opens()
    hall.hoa_at(1).turns("help-answered").done()


def everything(hall: SmallHall) -> dict[str, list[tuple[Any, ...]]]:
    """Every row there is, but the kept answers: of a refusal nothing but the answer is kept."""
    with hall.database.read() as db:
        return {
            table.name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Table.metadata.sorted_tables
            if table.name not in ("answer", "story")  # the head of the chain stands in the hall's row
        }


def holds(hall: SmallHall) -> None:
    hall.is_proved()
    with hall.database.read() as db:
        every_rule_holds(db.execute(select(Ticket.__table__)).all())


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_a_death_at_any_point_leaves_all_or_nothing_and_a_retry_ends_it_once(
    doomed: SmallHall, verb: Verb, record_property: Callable[[str, object], None]
) -> None:
    hall, deaths, survived = doomed, 0, 0
    for point in count(1 + len(verb.name) % min(SIZES.fault_step, 4), SIZES.fault_step):
        tidy(hall)
        ticket, key = verb.brings(hall), a_key()
        before = everything(hall)
        died = dies_in(hall, partial(verb.press, hall, ticket, key), point)
        holds(hall)
        after_death = everything(hall)
        answer = verb.press(hall, ticket, key)
        assert answer.status == verb.status, answer.raw
        after_retry = everything(hall)
        if verb.status < 400:
            assert after_retry != before
        if after_death != before:
            assert after_retry == after_death, "what was done was done a second time"
            survived += died
        again = verb.press(hall, ticket, key)
        assert (again.status, again.raw) == (answer.status, answer.raw)
        assert everything(hall) == after_retry
        holds(hall)
        if not died:
            break
        deaths += 1
    assert deaths > 0
    record_property("did", f"{deaths} deaths, {survived} of them after the COMMIT")


def test_the_end_of_the_day_is_closed_once_whatever_kills_the_server(doomed: SmallHall) -> None:
    hall = doomed
    close = partial(_close_days, hall)
    tidy(hall)
    hall.mai.moves("start", called(hall))
    waiting(hall)
    hall.clock.is_at("2026-11-24 02:00:00")
    deaths, told = 0, hall.story_rows()
    for point in count(1):
        if not dies_in(hall, close, point):
            break
        deaths += 1
        holds(hall)
    close()
    holds(hall)
    assert deaths > 0
    kinds = [row["kind"] for row in hall.ba.reads_story(told) if row["kind"] in ("ticket_expired", "day_closed")]
    assert kinds == ["ticket_expired", "ticket_expired", "day_closed"]


def _close_days(hall: SmallHall) -> None:
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, hall.clock.now)
