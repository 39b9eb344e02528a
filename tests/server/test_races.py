"""Two people press at the same instant: what comes of it is what one after the other would have made of it.

Every two moves that exist from a common state are raced, and what else meets at a counter. On PostgreSQL the presses
reach two workers, two processes; on SQLite one process writes, and they reach it over two connections.
"""

import random
from collections import Counter as Tally
from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement

import pytest

from server.domain.ticket import MOVES, UNDOABLE, Move, State, legal_moves
from tests.builders import Halls, fill_small_hall
from tests.cast import Json
from tests.server.racing import Press, Race, Track, track
from tests.sizes import IS_SOAK, SIZES

WAYS: dict[State, tuple[str, ...]] = {
    State.WAITING: (),
    State.CALLED: ("call",),
    State.SERVING: ("call", "start"),
    State.PARKED: ("call", "start", "park"),
    State.ABSENT: ("call", "absent"),
}
"""How a ticket comes into each state from which something can be done."""


def on_ticket(verb: str, **body: object) -> tuple[str, Json]:
    return f"/tickets/{{0}}/{verb}", body


PRESSES: dict[str, tuple[tuple[str, Json], tuple[str, Json]]] = {
    "call": (("/counters/1/call-next", {}), ("/counters/2/call-next", {})),
    "call_again": (on_ticket("call-again"),) * 2,
    "start": (on_ticket("start"),) * 2,
    "finish": (on_ticket("finish", outcome="accepted"), on_ticket("finish", outcome="guided", next_service="C")),
    "absent": (on_ticket("absent"),) * 2,
    "restore": (on_ticket("restore"),) * 2,
    "park": (on_ticket("park", reason="phô tô"), on_ticket("park", reason="lấy giấy tờ")),
    "resume": (on_ticket("resume", counter=1), on_ticket("resume", counter=2)),
    "transfer": (
        on_ticket("transfer", service="C", reason="sai quầy"),
        on_ticket("transfer", counter=3, keep_place=False, reason="đúng quầy"),
    ),
    "put_back": (on_ticket("put-back"),) * 2,
    "delay": (("/public/tickets/{token}/delay", {}),) * 2,
    "cancel": (on_ticket("cancel", reason="bỏ về"), on_ticket("cancel", reason="hẹn hôm khác")),
    "void": (on_ticket("void", reason="in nhầm"),) * 2,
    "expire": (("/races/close-day", {}),) * 2,
    "undo": (on_ticket("undo"),) * 2,
}
"""How each move is pressed, by the one and by the other of a race."""


def press(name: str, side: int) -> Press:
    path, body = PRESSES[name][side]
    who = "hoa" if side or name == "transfer" else "mai"
    return Press(name, who, path, body)


def moves_that_meet() -> Iterator[Race]:
    """Every two moves of the table from a common state, and undo against whatever else may happen by then."""
    for state, way in WAYS.items():
        for one, other in combinations_with_replacement(legal_moves(state), 2):
            yield Race(standing(way), (press(one.value, 0), press(other.value, 1)), where=state.value)
    for last in Move:
        for state, to in MOVES[last].items():
            if last in UNDOABLE:
                way = (*WAYS[state], last.value)
                for other in ("undo", *legal_moves(to)):
                    yield Race(standing(way), (press("undo", 0), press(other, 1)), where="-".join(way), ago_s=1)


def standing(moves: tuple[str, ...], *, service: str = "H", counter: int = 1) -> tuple[Json, ...]:
    """One ticket, as `racing_server.bring` makes it."""
    return ({"service": service, "moves": list(moves), "counter": counter},)


CLOSED = {"1": {"state": "closed"}}
READY = {"1": {"ready": True}}


def by_phone(name: str) -> Press:
    return Press(f"phone's {name}", "phone", f"/public/tickets/{{token}}/{name}")


def at_counter(name: str, who: str = "mai", number: int = 1, **body: object) -> Press:
    return Press(name, who, f"/counters/{number}/{name}", body)


def meetings_at_a_counter() -> Iterator[Race]:
    one, two = standing(()), standing(()) * 2
    called, serving, parked = (standing(WAYS[state]) for state in (State.CALLED, State.SERVING, State.PARKED))
    finished = standing(("call", "start", "finish"))
    call, call_too = at_counter("call-next"), at_counter("call-next", "hoa")
    opens, closes = at_counter("open"), at_counter("close", "hoa")
    pauses = at_counter("pause", "hoa", reason="họp")
    resumes = Press("resume", "mai", "/tickets/{0}/resume", {"counter": 1})
    chosen = Press("call", "hoa", "/counters/1/call", {"ticket": "{0}", "reason": "cụ già"})
    undo, finish = press("undo", 1), press("finish", 0)
    yield Race(two, (call, call_too), where="two wait, one counter")
    yield Race(two, (call, at_counter("call-next", "nam", 2)), where="two wait, two counters")
    yield Race(two, (call, chosen), where="two wait, one counter")
    yield Race(one, (call, Press("call", "hoa", "/counters/2/call", dict(chosen.body))), where="chosen and next")
    yield Race(parked + one, (resumes, call_too), where="one counter")
    yield Race(parked * 2, (resumes, Press("resume", "hoa", "/tickets/{1}/resume", {"counter": 1})), where="two parked")
    yield Race(parked, (resumes, closes), where="one counter")
    yield Race(one, (call, closes), where="one counter")
    yield Race(one, (call, pauses), where="one counter")
    yield Race(one, (opens, at_counter("call-next", "hoa")), CLOSED, where="a closed counter")
    yield Race((), (opens, closes), CLOSED, where="a closed counter")
    yield Race((), (opens, pauses), CLOSED, where="a closed counter")
    yield Race((), (at_counter("pause", reason="họp"), closes), where="one counter")
    yield Race((), (at_counter("pause", reason="họp"), at_counter("pause", "hoa", reason="nghỉ")), where="one counter")
    yield Race(serving + one, (finish, call_too), where="one counter")
    yield Race(called + one, (press("absent", 0), call_too), where="one counter")
    yield Race(called, (press("put_back", 0), call_too), where="one counter")
    yield Race(finished + one, (call, undo), where="finished, another waits", ago_s=1)
    yield Race(finished, (undo, closes), where="finished", ago_s=1)
    yield Race(
        standing(("call", "start", "finish and go on")), (at_counter("call-next", "nam", 2), undo),
        where="finished, the next leg waits", ago_s=1,
    )  # fmt: skip


def meetings_of_clerks() -> Iterator[Race]:
    one, serving = standing(()), standing(WAYS[State.SERVING])
    take_over = Press("take-over", "nam", "/counters/1/sit", {"move": True, "take_over": True})
    sits = Press("sit", "nam", "/counters/3/sit", {"move": True})
    call, ready = at_counter("call-next"), at_counter("ready")
    helps = at_counter("help", reason="khó")
    yield Race(one, (call, take_over), where="one waits", seats_change=True)
    yield Race(serving, (press("finish", 0), take_over), where="serving", seats_change=True)
    yield Race((), (at_counter("open", "hoa"), take_over), CLOSED, where="a closed counter")
    yield Race((), (take_over, Press("sit", "mai", "/counters/2/sit", dict(take_over.body))), where="they swap")
    yield Race((), (Press("sit", "mai", "/counters/3/sit", {"move": True}), sits), where="an empty seat")
    yield Race(one, (sits, at_counter("call-next", "hoa", 2)), where="the counter left behind")
    yield Race((), (helps, at_counter("help-answered", "hoa")), where="one counter")
    yield Race((), (helps, at_counter("help", "hoa", reason="ồn")), where="one counter")
    yield Race(one, (ready, at_counter("ready", "nam", 2)), where="one waits")
    yield Race(one, (ready, at_counter("call-next", "hoa")), where="one counter")
    yield Race((), (ready, at_counter("close", "hoa")), where="one counter")
    yield Race(serving, (press("put_back", 0), at_counter("ready", "nam", 2)), where="back to a ready counter")
    lane = on_ticket("lane", lane="priority", grounds="elderly", reason="cụ già")
    yield Race(one, (Press("lane", "mai", *lane), at_counter("call-next", "hoa")), where="one waits")
    yield Race(one * 2, (Press("lane", "mai", *lane), at_counter("call-next", "nam", 2)), where="two wait")
    yield Race(
        one, (Press("lane", "mai", *lane), Press("lane", "hoa", *on_ticket("lane", lane="ordinary"))), where="one"
    )


def meetings_over_a_lane() -> Iterator[Race]:
    """A lane was put right a second ago and is taken back, while somebody else does something."""
    waits, called = standing(("lane",)), standing(("call", "lane"))
    undo, undo_too = press("undo", 0), press("undo", 1)
    lane = Press("lane", "mai", *on_ticket("lane", lane="priority", grounds="disabled", reason="có giấy"))
    lane_too = Press("lane", "hoa", *on_ticket("lane", lane="ordinary", reason="không đúng diện"))
    call = at_counter("call-next", "nam", 2)
    yield Race(waits, (call, undo_too), where="a lane put right", ago_s=1)
    undo_second = Press("undo", "hoa", "/tickets/{1}/undo")
    yield Race(standing(()) + waits, (call, undo_second), where="the second got another lane", ago_s=1)
    yield Race(waits, (lane, undo_too), where="a lane put right", ago_s=1)
    yield Race(called, (undo, lane_too), where="called, a lane put right", ago_s=1)
    yield Race(called, (undo, undo_too), where="called, a lane put right", ago_s=1)
    yield Race(called, (undo, Press("start", "hoa", *on_ticket("start"))), where="called, a lane put right", ago_s=1)


def meetings_with_a_phone() -> Iterator[Race]:
    """The holder presses on the phone while a desk does something; a second person waits, who would be let go first."""
    waits, called, absent = standing(()) * 2, standing(("call",)) + standing(()), standing(("call", "absent"))
    call, coming = at_counter("call-next"), by_phone("coming")
    delay, give_back = by_phone("delay"), by_phone("give-back")
    chosen = Press("call", "hoa", "/counters/1/call", {"ticket": "{0}", "reason": "cụ già"})
    for pressed in (delay, give_back):
        for desk in (call, chosen, press("cancel", 1), press("transfer", 1)):
            yield Race(waits, (pressed, desk), where="two wait")
    yield Race(waits, (delay, give_back), where="two wait")
    yield Race(waits, (delay, delay), where="two wait")
    for desk in (press("start", 1), press("absent", 1), press("put_back", 1), call):
        yield Race(called, (give_back, desk), where="called")
    yield Race(absent, (give_back, press("restore", 1)), where="absent")
    for desk in (press("start", 1), press("absent", 1)):
        yield Race(called, (coming, desk), where="called")
    undo = by_phone("undo")
    yield Race(standing(("delay",)) + standing(()), (undo, call), where="let others go first", ago_s=1)
    yield Race(standing(("given back",)) + standing(()), (undo, press("undo", 1)), where="given back", ago_s=1)


def meetings_at_the_door() -> Iterator[Race]:
    take = Press("issue", "kiosk", "/tickets", {"service": "H"})
    again = Press("issue", "kiosk", "/tickets", {"service": "H"}, key="the same")
    yield Race((), (take, Press("issue", "hoa", "/tickets", {"service": "H"})), where="one series")
    yield Race((), (again, again), where="the same key")
    yield Race((), (take, at_counter("call-next")), where="nobody waits")
    yield Race(standing(()), (take, at_counter("call-next")), where="one waits")
    call = Press("call-next", "mai", "/counters/1/call-next", key="the same")
    yield Race(standing(()) * 2, (call, call), where="the same key")
    yield Race((), (take, at_counter("ready")), where="nobody waits")
    yield Race((), (take, at_counter("close")), READY, where="a ready counter")
    yield Race((), (take, Press("issue", "hoa", "/tickets", {"service": "H"})), READY, where="a ready counter")
    check_in = Press("check-in", "kiosk", "/appointments/{code}/check-in")
    check_in_too = Press("check-in", "hoa", "/appointments/{code}/check-in")
    give_up = Press("cancel", "hoa", "/appointments/{code}/cancel", {"reason": "bận"})
    book = Press("book", "mai", "/appointments", {"service": "H", "at": "2026-11-23T16:30:00+07:00"})
    yield Race((), (check_in, check_in_too), booked=True, where="an appointment")
    yield Race((), (check_in, give_up), booked=True, where="an appointment")
    yield Race((), (check_in, Press("expire", "hoa", "/races/close-day")), booked=True, where="an appointment")
    yield Race((), (book, Press("book", "hoa", "/appointments", dict(book.body))), where="the last place")
    begin, end = (Press(name, "hoa", f"/trial/{name}") for name in ("begin", "end"))
    yield Race((), (take, begin), where="practice")
    yield Race((), (begin, end), where="practice")
    report = Press("print-report", "kiosk", "/tickets/{0}/print-report", {"outcome": "printed"})
    yield Race(standing(()), (report, at_counter("call-next")), where="paper on its way")


RACES = [*moves_that_meet(), *meetings_at_a_counter(), *meetings_of_clerks(), *meetings_over_a_lane(),
         *meetings_with_a_phone(), *meetings_at_the_door()]  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def raced(request: pytest.FixtureRequest, halls: Halls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Track]:
    folder = tmp_path_factory.mktemp("races")
    with halls.database(request.param, "small", fill_small_hall, folder) as url, track(url, folder) as made:
        yield made
        made.prove()


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_it_ends_as_if_one_had_pressed_after_the_other(
    raced: Track, race: Race, record_property: Callable[[str, object], None]
) -> None:
    orders = {raced.one_after_the_other(race, order): order for order in ((1, 0), (0, 1))}
    chance = random.Random(race.name)
    ends: Tally[tuple[int, int]] = Tally()
    for _ in range(SIZES.races):
        end = raced.race(race, chance)
        assert end in orders, f"{end}\nis neither of\n" + "\n".join(map(str, orders))
        ends[orders[end]] += 1
    record_property("did", f"{SIZES.races} races, ends: {', '.join(map(str, sorted(ends.values())))}")
    if IS_SOAK and len(orders) == 2:
        assert len(ends) == 2, "a race that always ends in the same way was no race"


def test_every_move_of_the_table_is_raced() -> None:
    assert {move.value for move in Move} <= set(PRESSES)
    assert {state for state in State if legal_moves(state)} == set(WAYS)
