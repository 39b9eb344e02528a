"""What a counter does now is what its clerk may call: the lines, the waits and the desk all say the same."""

from typing import Any

import pytest
from sqlalchemy import event, insert, update

from server.models import Account, Counter
from server.pulse import pulse_now
from server.queries import lines
from tests.cast import AtCounter, Json, SmallHall


@pytest.fixture(autouse=True)
def at_work(hall: SmallHall) -> None:
    """Only Mai's counter is open."""
    hall.mai.opens()


def may_call(hall: SmallHall, user: str, services: list[str] | None) -> None:
    accounts = hall.tuan.get("/accounts").done()["accounts"]
    account = next(row["id"] for row in accounts if row["user"] == user)
    hall.tuan.post(f"/accounts/{account}/rights", {"services": services, "may_choose": True}).done()


def line(hall: SmallHall, service: str) -> Json:
    return next(line for line in hall.hoa.get("/lines").done()["lines"] if line["service"] == service)


def test_a_clerk_with_a_wider_right_shortens_the_other_line_too(hall: SmallHall, mai: AtCounter) -> None:
    ticket = hall.kiosk.issues("D")
    assert (line(hall, "D")["wait"], line(hall, "D")["counters"]) == (None, [3])
    may_call(hall, "mai", ["D", "H"])
    said = line(hall, "D")
    assert (said["counters"], said["counters_open"]) == ([1, 3], [1])
    assert said["wait"] is not None
    assert hall.kiosk.sees(ticket)["wait"] is not None
    assert [row["label"] for row in mai.sees_desk()["next"]] == ["D001"]


def test_a_clerk_with_a_narrower_right_serves_nobody_of_the_rest(hall: SmallHall, nam: AtCounter) -> None:
    hall.mai.closes()
    nam.opens()
    hall.kiosk.issues("H")
    assert line(hall, "H")["wait"] is not None
    may_call(hall, "nam", ["C"])
    said = line(hall, "H")
    assert (said["wait"], said["counters"], said["counters_open"]) == (None, [1], [])


def test_without_its_clerk_a_counter_does_its_own_services_again(hall: SmallHall) -> None:
    may_call(hall, "mai", ["D"])
    assert line(hall, "H")["counters"] == [2]
    with hall.database.write() as db:
        db.execute(update(Account).where(Account.user == "mai").values(counter=None))
    assert line(hall, "H")["counters"] == [1, 2]


def test_the_tv_names_what_is_called_at_a_counter_as_it_is_manned_now(hall: SmallHall) -> None:
    def called() -> list[str]:
        services: list[str] = hall.tv.get("/board").done()["counters"][0]["services"]
        return services

    assert called() == ["H"]
    may_call(hall, "mai", ["D", "H"])
    assert called() == ["D", "H"]


@pytest.mark.parametrize(("verb", "shown"), [("park", "parked"), ("absent", "absent")])
def test_the_desk_shows_who_was_set_aside_of_the_clerks_own_services(
    hall: SmallHall, mai: AtCounter, verb: str, shown: str
) -> None:
    hall.hoa.opens()
    ticket = hall.kiosk.issues("D")
    called = hall.hoa.serves_next() if verb == "park" else hall.hoa.calls_next()
    hall.hoa.moves(verb, called, **({"reason": "đi phô tô"} if verb == "park" else {}))
    assert mai.sees_desk()[shown] == []
    may_call(hall, "mai", ["D", "H"])
    assert [row["id"] for row in mai.sees_desk()[shown]] == [ticket["id"]]


def test_a_counter_is_idle_since_it_was_done_with_the_last_person(hall: SmallHall, mai: AtCounter) -> None:
    def since() -> str:
        (said,) = [row["since"] for row in hall.hoa.get("/lines").done()["counters"] if row["number"] == 1]
        return str(said)

    mai.opens()
    opened = hall.clock.now.isoformat()
    assert since() == opened
    for done in ("finish", "park", "absent", "transfer", "put-back"):
        ticket = hall.kiosk.issues("H")
        hall.clock.passes(minutes=5)
        mai.calls_next()
        if done == "absent":
            mai.moves("absent", ticket)
        else:
            mai.moves("start", ticket)
            hall.clock.passes(minutes=5)
            {
                "finish": mai.finishes, "park": mai.parks,
                "put-back": lambda ticket: mai.moves("put-back", ticket),
                "transfer": lambda ticket: mai.transfers(ticket, service="D"),
            }[done](ticket)  # fmt: skip
        assert since() == hall.clock.now.isoformat()
        hall.clock.passes(minutes=5)
    mai.closes()
    assert since() == hall.clock.now.isoformat()


def test_the_lines_take_as_many_statements_with_twenty_counters_as_with_four(hall: SmallHall) -> None:
    before = statements(hall)
    with hall.database.write() as db:
        row: dict[str, Any] = {"hall_id": 1, "post": "", "zone": "A", "services": ["H"], "helps": [], "name": "x"}
        db.execute(insert(Counter), [row | {"number": n, "state_since": hall.clock.now} for n in range(5, 21)])
    assert statements(hall) == before


def statements(hall: SmallHall) -> int:
    """How many statements the level of the lines takes."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    engine = hall.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        with hall.database.read() as db:
            lines(db, pulse_now(db, 1, hall.clock.now))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)
