"""Numbers in reserve: a kiosk that lost the server hands them out, and they join the line once, as if it had not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from kiosk.reserve import AT_ONCE
from server import jobs
from server.models import Series, Ticket
from tests.cast import HALL_TIME, Caller, Clock, Json, SmallHall, a_key

HERE = "kiosk-at-the-door"


@pytest.fixture(autouse=True)
def small_reserve(hall: SmallHall) -> None:
    hall.regulates(limits={"reserve": 3})


def holds(kiosk: Caller, instance: str = HERE) -> dict[str, list[Json]]:
    """By day, what the kiosk holds."""
    said = kiosk.post("/reserve/hold", {"instance": instance}).done()
    return {day["day"]: day["numbers"] for day in said["days"]}


def today(kiosk: Caller, service: str = "H", instance: str = HERE) -> list[Json]:
    return [number for number in next(iter(holds(kiosk, instance).values())) if number["service"] == service]


def handed(number: Json, at: Any, **more: Any) -> Json:
    return {"token": number["token"], "key": a_key(), "handed_at": at.isoformat(), **more}


def takes_in(kiosk: Caller, *numbers: Json, given_up: tuple[str, ...] = ()) -> list[Json]:
    said = kiosk.post("/reserve/take-in", {"handed": numbers, "given_up": given_up}).done()
    return list(said["taken"])


def row_of(hall: SmallHall, label: str) -> Any:
    with hall.database.read() as db:
        return db.execute(select(Ticket.__table__).where(Ticket.label == label)).one()


def test_a_kiosk_holds_numbers_of_every_service_in_a_range_of_their_own(kiosk: Caller) -> None:
    first, following = holds(kiosk).values()
    assert [number["label"] for number in first if number["service"] == "H"] == ["H701", "H702", "H703"]
    assert {"H", "C"} <= {number["service"] for number in first}
    assert len(following) == len(first) and not {n["token"] for n in first} & {n["token"] for n in following}
    assert first[0]["url"].endswith("/t/" + first[0]["token"])


def test_asked_twice_it_holds_no_more(hall: SmallHall, kiosk: Caller) -> None:
    once, before = holds(kiosk), hall.stands_at()
    assert holds(kiosk) == once and hall.stands_at() == before


def test_what_was_handed_out_is_filled_up(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    takes_in(kiosk, handed(today(kiosk)[0], clock()))
    assert [number["label"] for number in today(kiosk)] == ["H702", "H703", "H704"]


def test_two_kiosks_with_one_key_never_hold_the_same_number(kiosk: Caller) -> None:
    mine, other = today(kiosk), today(kiosk, instance="a-copy-of-it")
    assert not {number["label"] for number in mine} & {number["label"] for number in other}


def test_the_staff_learn_of_two_kiosks_with_one_key(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    def hears(instance: str) -> bool:
        clock.passes(15)
        kiosk.post("/devices/health", {"health": {"reserve": {"instance": instance}}}).done()
        devices = hall.hoa.get("/devices").done()["devices"]
        return "twin_at" in next(device for device in devices if device["kind"] == "kiosk")["health"]

    assert [hears("one"), hears("one"), hears("other"), hears("one"), hears("one")] == [False, False, True, True, True]
    assert not [hears("one") for _ in range(5)][-1]
    clock.passes(minutes=5)
    assert not hears("other"), "the disk was put into another machine"


def test_the_reserve_of_a_day_ends_before_its_numbers_would_be_others(hall: SmallHall, kiosk: Caller) -> None:
    today(kiosk)
    with hall.database.write() as db:
        db.execute(update(Series).where(Series.letter == "+H").values(last=998))
    assert [number["label"] for number in today(kiosk, instance="the-second-one")] == ["H999"]
    assert today(kiosk, instance="the-third-one") == []


def test_the_lines_own_numbers_leap_over_the_reserve(hall: SmallHall, kiosk: Caller) -> None:
    kiosk.issues("H")
    with hall.database.write() as db:
        db.execute(update(Series).where(Series.letter == "H").values(last=699))
    assert [kiosk.issues("H")["label"] for _ in range(3)] == ["H700", "H1000", "H1001"]


def test_a_number_joins_the_line_with_the_time_it_was_handed_out(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number, at = today(kiosk)[0], clock() + timedelta(minutes=5)
    clock.passes(minutes=20)
    later = kiosk.issues("H")
    clock.passes(minutes=20)
    wish = {"procedure": "1.001193", "lane": "priority", "grounds": "elderly", "language": "ko"}
    (taken,) = takes_in(kiosk, handed(number, at, **wish, print={"outcome": "printed"}))
    ticket = hall.mai.sees(taken["ticket"])
    assert {name: ticket[name] for name in wish} == wish
    assert (ticket["label"], ticket["channel"], ticket["print"]) == ("H701", "reserve", "printed")
    assert ticket["issued_at"] == ticket["counts_from"] == at.isoformat() < later["issued_at"]
    assert row_of(hall, "H701").waits_since == at
    hall.is_proved()


def test_who_came_first_is_called_first_whichever_way_they_came(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    one, two = today(kiosk)[:2]
    came = clock()
    clock.passes(minutes=10)
    kiosk.issues("H")
    clock.passes(minutes=10)
    takes_in(kiosk, handed(one, came), handed(two, came + timedelta(seconds=900)))
    hall.mai.opens()
    called = [hall.mai.finishes(hall.mai.serves_next())["label"] for _ in range(3)]
    assert called == ["H701", "H001", "H702"]


def test_a_number_said_twice_joins_once(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number = handed(today(kiosk)[0], clock())
    once = takes_in(kiosk, number)
    assert takes_in(kiosk, number) == once
    assert hall.labels() == ["H701"]


def test_one_that_this_hall_never_held_stops_none_of_the_others(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number = today(kiosk)[0]
    stranger = handed(number | {"token": "of-another-hall"}, clock())
    taken = takes_in(kiosk, stranger, handed(number, clock()))
    assert [each["ticket"] is None for each in taken] == [True, False]
    assert hall.labels() == ["H701"]


def test_a_ticket_whose_answer_was_lost_is_nobodys(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    key = a_key()
    kiosk.post("/tickets", {"service": "H"}, key=key).done(201)
    takes_in(kiosk, handed(today(kiosk)[0], clock()) | {"key": key})
    ghost = row_of(hall, "H001")
    assert (ghost.state, ghost.reason) == ("voided", "nobody_holds_it")
    assert row_of(hall, "H701").state == "waiting"
    hall.is_proved()


def test_one_that_was_called_meanwhile_frees_its_counter(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    hall.mai.opens()
    key = a_key()
    kiosk.post("/tickets", {"service": "H"}, key=key).done(201)
    hall.mai.calls_next()
    takes_in(kiosk, handed(today(kiosk)[0], clock()) | {"key": key})
    assert row_of(hall, "H001").state == "cancelled"
    assert hall.mai.calls_next()["label"] == "H701"
    hall.is_proved()


def test_a_press_that_arrives_after_all_finds_its_key_taken(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    late, given_up = a_key(), a_key()
    takes_in(kiosk, handed(today(kiosk)[0], clock()) | {"key": late}, given_up=(given_up,))
    for key in (late, given_up):
        assert kiosk.post("/tickets", {"service": "H"}, key=key).refusal == (409, "key_reused")
    assert hall.labels() == ["H701"]


def test_a_press_that_ended_without_a_number_leaves_nobody_in_the_line(hall: SmallHall, kiosk: Caller) -> None:
    key = a_key()
    kiosk.post("/tickets", {"service": "H"}, key=key).done(201)
    takes_in(kiosk, given_up=(key,))
    takes_in(kiosk, given_up=(key,))
    assert row_of(hall, "H001").state == "voided"


def test_no_hour_and_no_capacity_refuses_what_was_promised(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number = today(kiosk)[0]
    kiosk.issues("H")
    hall.regulates(hours={"week": {}}, capacity={"H": 1})
    assert kiosk.post("/tickets", {"service": "H"}).status == 409
    (taken,) = takes_in(kiosk, handed(number, clock()))
    assert taken["state"] == "waiting"


def test_what_the_hall_no_longer_offers_is_left_out_of_the_wish(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    wish = {"procedure": "9.999999", "lane": "priority", "grounds": "of-last-year"}
    takes_in(kiosk, handed(today(kiosk)[0], clock(), **wish))
    row = row_of(hall, "H701")
    assert (row.procedure, row.lane, row.grounds) == (None, "priority", None)


@pytest.mark.parametrize("wrong_s", [-3600, 3600, 86_400 * 400])
def test_a_kiosks_wrong_clock_puts_nobody_before_their_paper_or_into_the_future(
    hall: SmallHall, kiosk: Caller, clock: Clock, wrong_s: float
) -> None:
    one, two = today(kiosk)[:2]
    clock.passes(minutes=10)
    wrong = clock() + timedelta(seconds=wrong_s)
    takes_in(kiosk, handed(one, wrong), handed(two, wrong - timedelta(seconds=60)))
    first, second = row_of(hall, "H701"), row_of(hall, "H702")
    assert clock() - timedelta(seconds=600) <= first.counts_from <= second.counts_from <= clock()


def test_a_number_of_yesterday_is_written_down_and_waits_no_more(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number, at = today(kiosk)[0], clock()
    clock.passes(hours=24)
    jobs.close_days(hall.database, hall.app.extensions["moiso"].live, clock())
    (taken,) = takes_in(kiosk, handed(number, at))
    row = row_of(hall, "H701")
    assert (taken["state"], row.reason, row.day.isoformat()) == ("expired", "end_of_day", "2026-11-23")
    hall.is_proved()


def test_the_following_days_numbers_serve_a_morning_without_the_server(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    (_, following) = holds(kiosk).items()
    number = next(number for number in following[1] if number["service"] == "H")
    clock.passes(hours=24)
    (taken,) = takes_in(kiosk, handed(number, clock()))
    row = row_of(hall, "H701")
    assert (taken["state"], row.day.isoformat()) == ("waiting", following[0])


def test_a_hall_that_practises_gives_kiosks_no_real_numbers(hall: SmallHall, kiosk: Caller) -> None:
    before = holds(kiosk)
    hall.hoa.post("/trial/begin").done()
    assert [numbers for numbers in holds(kiosk).values() if numbers] == []
    hall.hoa.post("/trial/end").done()
    assert holds(kiosk) == before


def test_a_counter_that_is_ready_calls_who_joins(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number = today(kiosk)[0]
    hall.mai.opens()
    hall.mai.turns("ready").done()
    (taken,) = takes_in(kiosk, handed(number, clock()))
    assert taken["state"] == "called"


def test_why_not_me_knows_that_the_kiosk_was_cut_off(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number, at = today(kiosk)[0], clock()
    hall.mai.opens()
    clock.passes(minutes=5)
    kiosk.issues("H")
    hall.mai.calls_next()
    clock.passes(minutes=5)
    takes_in(kiosk, handed(number, at))
    said = hall.ba.get("/why", mine="H701", other="H001").done()
    assert said["answer"]["id"] == "held_by_kiosk"
    assert said["answer"]["params"]["issued_at"] == at.isoformat()


def test_the_board_says_so_while_a_kiosk_is_cut_off(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    today(kiosk)

    def says() -> bool:
        return bool(hall.tv.get("/board").done()["reserve"])

    kiosk.post("/devices/health", {"health": {}}).done()
    assert not says()
    clock.passes(minutes=1)
    assert says()
    kiosk.post("/devices/health", {"health": {}}).done()
    assert not says()
    clock.passes(hours=3)
    assert says(), "nobody knows that it was switched off"
    kiosk.post("/devices/health", {"health": {}}).done()
    assert not says()


@pytest.mark.parametrize(
    ("at", "is_told"),
    [
        ("2026-11-25 20:00:00", False),
        ("2026-11-26 07:29:59", False),
        ("2026-11-26 07:30:00", True),
        ("2026-11-26 12:00:00", True),
        ("2026-11-26 17:59:00", True),
        ("2026-11-26 18:00:00", False),
        ("2026-11-27 09:00:00", False),  # of that day it holds nothing
    ],
)
def test_over_a_night_the_board_speaks_of_a_cut_off_kiosk_from_opening_until_the_day_is_over(
    hall: SmallHall, kiosk: Caller, clock: Clock, at: str, is_told: bool
) -> None:
    day = [["07:30", "11:30"], ["13:30", "17:00"]]
    hall.regulates(hours={"week": {"wed": day, "thu": day, "fri": day}})
    clock.is_at("2026-11-25 16:00:00")
    kiosk.post("/devices/health", {"health": {}}).done()
    today(kiosk)
    clock.is_at(at)
    assert hall.tv.get("/board").done()["reserve"] is is_told


def test_a_cut_off_kiosk_that_holds_nothing_of_today_is_no_news_for_the_board(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    hall.regulates(limits={"reserve": 0})
    assert not any(holds(kiosk).values())
    kiosk.post("/devices/health", {"health": {}}).done()
    clock.passes(minutes=5)
    assert not hall.tv.get("/board").done()["reserve"]


def test_the_phone_of_who_holds_such_a_number_knows_it_before_the_line_does(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    number = today(kiosk)[0]
    page = hall.app.test_client().get(f"/t/{number['token']}")
    assert page.status_code == 200 and "H701" in page.text and 'data-state="held"' in page.text
    takes_in(kiosk, handed(number, clock()))
    assert 'data-state="waiting"' in hall.app.test_client().get(f"/t/{number['token']}").text
    clock.passes(hours=24)
    assert hall.app.test_client().get(f"/t/{today(kiosk)[0]['token']}").status_code == 200
    assert hall.app.test_client().get(f"/t/{number['token']}").status_code == 404


def test_staff_let_in_who_shows_the_paper_of_a_kiosk_that_died(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    today(kiosk)
    clock.passes(minutes=20)
    kiosk.issues("H")
    clock.passes(minutes=10)
    printed = clock().astimezone(HALL_TIME) - timedelta(minutes=25)
    said = {"label": "h 701", "clock": f"{printed:%-H:%M}"}
    ticket = hall.mai.post("/reserve/join", said).done()["ticket"]
    assert (ticket["label"], ticket["channel"], ticket["state"]) == ("H701", "reserve", "waiting")
    assert row_of(hall, "H701").counts_from == printed.replace(second=59), "nobody of the same minute is overtaken"
    hall.mai.opens()
    assert [hall.mai.finishes(hall.mai.serves_next())["label"] for _ in range(2)] == ["H701", "H001"]
    hall.is_proved()


def test_a_time_that_is_still_to_come_was_mistyped(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    today(kiosk)
    clock.passes(minutes=5)
    later = clock().astimezone(HALL_TIME) + timedelta(minutes=1)
    said = hall.hoa.post("/reserve/join", {"label": "H701", "clock": f"{later:%H:%M}"})
    assert said.refusal == (422, "invalid_request") and hall.labels() == []
    first = hall.hoa.post("/reserve/join", {"label": "H701"}).done()
    again = hall.hoa.post("/reserve/join", {"label": "H701", "clock": "0:05"}).done()
    assert (first["is_new"], again["is_new"]) == (True, False)
    assert again["ticket"] == first["ticket"]


def test_within_a_minute_nobody_typed_in_overtakes_whoever_the_kiosk_tells_of(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    one, two = today(kiosk)[:2]
    at = clock() + timedelta(minutes=5, seconds=6)
    clock.passes(minutes=20)
    hall.mai.post("/reserve/join", {"label": "H702", "clock": f"{at.astimezone(HALL_TIME):%H:%M}"}).done()
    takes_in(kiosk, handed(one, at), handed(two, at + timedelta(seconds=21)))
    assert row_of(hall, "H701").counts_from == at
    assert row_of(hall, "H702").counts_from == at + timedelta(seconds=21)


@pytest.mark.parametrize(("clock_says", "at_s"), [("0:05", 0), ("8:00", 1800), (None, 1800)])
def test_nobody_joins_before_the_number_was_held_or_in_the_future(
    hall: SmallHall, kiosk: Caller, clock: Clock, clock_says: str | None, at_s: int
) -> None:
    held_at = clock()
    today(kiosk)
    clock.passes(minutes=30)
    hall.mai.post("/reserve/join", {"label": "H702", "clock": clock_says}).done()
    assert row_of(hall, "H702").counts_from == held_at + timedelta(seconds=at_s)


def test_a_number_staff_let_in_joins_once_and_is_not_taken_in_again(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    number = handed(today(kiosk)[0], clock())
    once = hall.mai.post("/reserve/join", {"label": "H701"}).done()["ticket"]
    assert hall.hoa.post("/reserve/join", {"label": "H701"}).done()["ticket"]["id"] == once["id"]
    (taken,) = takes_in(kiosk, number)
    assert (taken["ticket"], hall.labels()) == (once["id"], ["H701"])
    assert [held["label"] for held in today(kiosk)] == ["H702", "H703", "H704"]


def test_one_that_the_kiosk_told_of_already_is_answered_as_it_stands(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    (taken,) = takes_in(kiosk, handed(today(kiosk)[0], clock()))
    before = hall.stands_at()
    assert hall.mai.post("/reserve/join", {"label": "H701"}).done()["ticket"]["id"] == taken["ticket"]
    assert hall.stands_at() == before


@pytest.mark.parametrize("label", ["H001", "H704", "Z701", "H"])
def test_a_number_no_kiosk_holds_today_joins_nothing(hall: SmallHall, kiosk: Caller, label: str) -> None:
    today(kiosk)
    kiosk.issues("H")
    assert hall.mai.post("/reserve/join", {"label": label}).refusal == (404, "unknown_reserve")
    assert hall.labels() == ["H001"]


def test_a_counter_that_is_ready_calls_whom_staff_let_in(hall: SmallHall, kiosk: Caller) -> None:
    today(kiosk)
    hall.mai.opens()
    hall.mai.turns("ready").done()
    assert hall.mai.post("/reserve/join", {"label": "H701"}).done()["ticket"]["state"] == "called"


def test_a_kiosk_tells_as_many_at_once_as_fit_with_the_longest_of_words(hall: SmallHall, kiosk: Caller) -> None:
    longest = {
        "procedure": "x" * 32, "lane": "priority", "grounds": "y" * 32,
        "print": {"outcome": "unknown", "detail": "ế" * 200},
    }  # fmt: skip
    at = hall.clock().isoformat()
    numbers = [{"token": f"{nth:064}", "key": f"{nth:080}", "handed_at": at, **longest} for nth in range(AT_ONCE)]
    body = {"handed": numbers, "given_up": [f"{nth:080}" for nth in range(AT_ONCE)]}
    assert len(kiosk.post("/reserve/take-in", body).done()["taken"]) == AT_ONCE
    body["handed"] = [*numbers, {**numbers[0], "token": "one-more"}]
    assert kiosk.post("/reserve/take-in", body).refusal[0] == 422


def test_only_a_kiosk_holds_numbers(hall: SmallHall, mai: Caller) -> None:
    assert mai.post("/reserve/hold", {"instance": HERE}).refusal == (403, "not_allowed")
    assert hall.tv.post("/reserve/take-in", {"handed": []}).refusal == (403, "not_allowed")


def let_in(hall: SmallHall, kiosk: Caller, clock: Clock, **said: Any) -> tuple[Json, Any]:
    """H701, typed in by staff twenty minutes after its kiosk fell silent; and when its paper was printed."""
    number, printed = today(kiosk)[0], clock()
    clock.passes(minutes=20)
    hall.mai.post("/reserve/join", {"label": "H701", **said}).done()
    clock.passes(minutes=5)
    return number, printed


def test_staff_let_in_who_goes_first_and_the_papers_ground_comes_with_the_kiosk(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    number, printed = let_in(hall, kiosk, clock, lane="priority")
    assert (row_of(hall, "H701").lane, row_of(hall, "H701").grounds) == ("priority", None)
    takes_in(kiosk, handed(number, printed, lane="priority", grounds="elderly"))
    assert (row_of(hall, "H701").lane, row_of(hall, "H701").grounds) == ("priority", "elderly")
    typed = {"label": "H702", "lane": "priority", "grounds": "of-last-year"}
    assert hall.mai.post("/reserve/join", typed).refusal == (422, "unknown_grounds")
    hall.is_proved()


def test_who_staff_let_in_waits_with_all_that_the_kiosk_knows(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number, printed = let_in(hall, kiosk, clock)
    earlier = kiosk.issues("H")
    wish = {"procedure": "1.001193", "lane": "priority", "grounds": "elderly", "language": "ko"}
    told = handed(number, printed, **wish, print={"outcome": "refused"})
    (taken,) = takes_in(kiosk, told)
    ticket = hall.mai.sees(taken["ticket"])
    assert {name: ticket[name] for name in wish} == wish and ticket["print"] == "refused"
    assert ticket["issued_at"] == ticket["counts_from"] == printed.isoformat() < earlier["issued_at"]
    hall.is_proved()
    before = hall.stands_at()
    assert takes_in(kiosk, told) == [taken] and hall.stands_at() == before


def test_a_later_paper_and_a_lane_that_a_clerk_has_seen_change_nothing(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    number, _ = let_in(hall, kiosk, clock)
    ticket = hall.mai.get(f"/tickets/{row_of(hall, 'H701').id}").done()["ticket"]
    hall.mai.moves("lane", ticket, lane="ordinary")
    takes_in(kiosk, handed(number, clock(), lane="priority", grounds="elderly"))
    row = row_of(hall, "H701")
    assert (row.lane, row.grounds, row.counts_from.isoformat()) == ("ordinary", None, ticket["counts_from"])


def test_who_is_called_before_the_kiosk_is_back_stays_as_they_were_called(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    number, printed = let_in(hall, kiosk, clock)
    hall.mai.opens()
    hall.mai.calls_next()
    takes_in(kiosk, handed(number, printed, lane="priority", print={"outcome": "printed"}))
    row = row_of(hall, "H701")
    assert (row.state, row.lane, row.paper) == ("called", "ordinary", "printed")


@pytest.mark.parametrize("fate", ["cancel", "absent", "finish"])
def test_a_mistyped_number_is_in_the_line_when_the_kiosk_gives_it_to_somebody_later(
    hall: SmallHall, kiosk: Caller, clock: Clock, fate: str
) -> None:
    number, _ = let_in(hall, kiosk, clock)
    hall.mai.opens()
    ticket = hall.mai.calls_next()
    if fate == "finish":
        hall.mai.finishes(hall.mai.moves("start", ticket))
    else:
        hall.mai.moves(fate, ticket, **({"reason": "nhầm"} if fate == "cancel" else {}))
    clock.passes(minutes=5)
    told = handed(number, clock(), lane="priority", grounds="elderly")
    (taken,) = takes_in(kiosk, told)
    now = hall.mai.sees(taken["ticket"])
    assert (now["label"], now["state"], now["lane"]) == ("H701", "waiting", "priority")
    assert now["issued_at"] == clock().isoformat() and taken["ticket"] != ticket["id"]
    assert takes_in(kiosk, told) == [taken]
    assert hall.mai.calls_next()["id"] == taken["ticket"]
    hall.is_proved()


def test_a_number_that_was_in_hand_when_staff_typed_it_ends_once(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number, printed = let_in(hall, kiosk, clock)
    hall.mai.opens()
    hall.mai.moves("absent", hall.mai.calls_next())
    (taken,) = takes_in(kiosk, handed(number, printed))
    assert taken["state"] == "absent"


def test_a_kiosk_that_speaks_tells_by_itself_what_it_handed_out(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    today(kiosk)
    joined = {"label": "H701"}

    def speaks(instance: str) -> None:
        kiosk.post("/devices/health", {"health": {"reserve": {"instance": instance}}}).done()

    speaks(HERE)
    clock.passes(30)
    assert hall.mai.post("/reserve/join", joined).refusal == (409, "kiosk_connected")
    assert hall.labels() == []
    clock.passes(16)
    speaks("the-one-that-replaced-it")
    assert hall.mai.post("/reserve/join", joined).done()["ticket"]["label"] == "H701"
    speaks(HERE)
    assert hall.mai.post("/reserve/join", joined).done()["ticket"]["label"] == "H701", "it is in the line already"


def test_why_not_me_knows_what_the_kiosk_told_later(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    today(kiosk)
    printed = clock()
    clock.passes(minutes=10)
    kiosk.issues("H")
    number, _ = let_in(hall, kiosk, clock)
    takes_in(kiosk, handed(number, printed))
    hall.mai.opens()
    assert hall.mai.calls_next()["label"] == "H701"
    said = hall.ba.get("/why", mine="H001", other="H701").done()
    assert said["answer"]["id"] == "arrival"
    (told,) = [fact for fact in said["facts"] if fact["id"] == "kiosk_told"]
    assert told["params"]["taken_at"] == printed.isoformat()


def test_the_next_step_of_such_a_visit_was_not_handed_out_by_any_kiosk(
    hall: SmallHall, kiosk: Caller, clock: Clock
) -> None:
    takes_in(kiosk, handed(today(kiosk)[0], clock() - timedelta(seconds=1)))
    clock.passes(60)
    hall.mai.opens()
    hall.mai.finishes(hall.mai.serves_next(), next_service="H")
    legs = [row["details"] for row in hall.story() if row["kind"] == "ticket_issued"]
    assert [("handed_at" in leg, leg["leg"]) for leg in legs] == [(True, 1), (False, 2)]


def test_a_number_given_before_practice_began_is_no_practice(hall: SmallHall, kiosk: Caller, clock: Clock) -> None:
    number = handed(today(kiosk)[0], clock())
    hall.hoa.post("/trial/begin").done()
    takes_in(kiosk, number)
    assert not row_of(hall, "H701").is_trial
