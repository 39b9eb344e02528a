"""The line's people: a lane is checked, who missed the call returns, a mistaken number goes."""

import pytest

from tests.cast import AtCounter, Caller, Json, SmallHall

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""Which database holds the rows matters to no rule of these."""


@pytest.fixture(autouse=True)
def at_work(hall: SmallHall) -> None:
    hall.open_all()


@pytest.fixture
def declared(kiosk: Caller) -> Json:
    """H001, who said at the kiosk to be elderly."""
    return kiosk.issues("H", lane="priority", grounds="elderly")


def test_a_lane_seen_to_be_right_is_confirmed_once(hall: SmallHall, mai: AtCounter, declared: Json) -> None:
    assert declared["lane_checked_by"] is None
    checked = mai.checks_lane(declared, "priority", grounds="elderly")
    assert (checked["lane_checked_by"], checked["lane"], checked["grounds"]) == ("mai", "priority", "elderly")
    before = hall.story_rows()
    assert mai.checks_lane(declared, "priority")["lane_checked_by"] == "mai"
    assert hall.story_rows() == before
    assert hall.story(declared)[-1]["kind"] == "lane_confirmed"
    hall.is_proved()


def test_a_lane_is_taken_away_with_a_reason_and_the_place_is_that_of_arrival(
    hall: SmallHall, mai: AtCounter, kiosk: Caller, declared: Json
) -> None:
    first = kiosk.issues("H")
    hall.clock.passes(60)
    late = kiosk.issues("H", lane="priority", grounds="merit")
    assert mai.sees(late)["ahead"] == 1
    changed = mai.checks_lane(late, "ordinary", reason="không có giấy tờ")
    assert (changed["lane"], changed["grounds"], changed["ahead"]) == ("ordinary", None, 2)
    assert mai.sees(first)["ahead"] == 1
    row = hall.story(late)[-1]
    assert (row["kind"], row["why"], row["by"]) == ("lane_changed", "không có giấy tờ", "mai")
    was = {"lane": "priority", "grounds": "merit", "lane_checked_by": None}
    assert row["details"]["before"] == was
    hall.is_proved()


def test_who_did_not_dare_to_say_it_goes_first_all_the_same(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    kiosk.issues("H")
    expecting = kiosk.issues("H")
    changed = mai.checks_lane(expecting, "priority", grounds="pregnant", reason="chị sắp sinh")
    assert (changed["grounds"], changed["ahead"]) == ("pregnant", 0)
    assert mai.calls_next()["label"] == "H002"


@pytest.mark.parametrize("state", ["called", "serving"])
def test_the_lane_of_whom_one_has_in_hand_can_be_put_right(
    hall: SmallHall, mai: AtCounter, nam: AtCounter, declared: Json, state: str
) -> None:
    ticket = mai.calls_next() if state == "called" else mai.serves_next()
    assert nam.asks("lane", ticket, lane="priority").refusal == (403, "not_allowed")
    assert mai.checks_lane(ticket, "ordinary", reason="nhầm nút")["lane"] == "ordinary"
    mai.moves("put-back", ticket)
    hall.is_proved()


REFUSED: list[tuple[Json, tuple[int, str]]] = [
    ({"lane": "ordinary"}, (422, "invalid_request")),
    ({"lane": "priority", "grounds": "merit"}, (422, "invalid_request")),
    ({"lane": "ordinary", "grounds": "elderly", "reason": "x"}, (422, "invalid_request")),
    ({"lane": "appointment", "reason": "x"}, (422, "invalid_request")),
    ({"lane": "priority", "grounds": "friend_of_mine", "reason": "x"}, (422, "unknown_grounds")),
    ({"lane": "first", "reason": "x"}, (422, "invalid_request")),
    ({}, (422, "invalid_request")),
]


@pytest.mark.parametrize(("asked", "refusal"), REFUSED)
def test_a_lane_without_reason_or_sense_changes_nothing(
    hall: SmallHall, mai: AtCounter, declared: Json, asked: Json, refusal: tuple[int, str]
) -> None:
    before = hall.stands_at()
    assert mai.asks("lane", declared, **asked).refusal == refusal
    assert hall.stands_at() == before
    assert mai.sees(declared) == declared


@pytest.mark.parametrize("state", ["parked", "absent", "finished"])
def test_a_lane_is_checked_only_where_it_still_matters(
    hall: SmallHall, mai: AtCounter, declared: Json, state: str
) -> None:
    ticket = mai.calls_next()
    if state == "absent":
        mai.moves("absent", ticket)
    if state == "parked":
        mai.parks(ticket)
    if state == "finished":
        mai.finishes(mai.moves("start", ticket))
    before = hall.stands_at()
    assert mai.asks("lane", ticket, lane="ordinary", reason="x").refusal == (409, "illegal_move")
    assert hall.stands_at() == before


def test_a_clerk_lifts_nobody_of_another_line(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    elsewhere = kiosk.issues("D")
    asked = mai.asks("lane", elsewhere, lane="priority", grounds="elderly", reason="người quen")
    assert asked.refusal == (403, "not_allowed")
    assert hall.hoa.checks_lane(elsewhere, "priority", grounds="elderly", reason="cụ 80 tuổi")["lane"] == "priority"


def test_who_missed_the_call_keeps_the_place_within_the_grace(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    hall.tuan.regulates(moves={"restore_grace_s": 600})
    ticket = kiosk.issues("H")
    hall.clock.passes(30)
    kiosk.issues("H")
    mai.moves("absent", mai.calls_next())
    hall.clock.passes(600)
    back = mai.moves("restore", ticket)
    assert (back["counts_from"], back["ahead"]) == (ticket["counts_from"], 0)
    assert hall.story(ticket)[-1]["details"]["kept_place"] is True
    hall.is_proved()


def test_who_comes_back_after_the_grace_waits_from_now_on(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    hall.tuan.regulates(moves={"restore_grace_s": 600})
    ticket = kiosk.issues("H")
    hall.clock.passes(30)
    kiosk.issues("H")
    mai.moves("absent", mai.calls_next())
    hall.clock.passes(601)
    back = mai.moves("restore", ticket)
    assert (back["counts_from"], back["issued_at"]) == (hall.clock.now.isoformat(), ticket["issued_at"])
    assert back["ahead"] == 1
    assert hall.story(ticket)[-1]["details"]["kept_place"] is False
    hall.is_proved()


def test_a_mistaken_print_is_no_visitor(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    mistaken = kiosk.issues("H")
    gone = mai.voids(mistaken, "in thử máy")
    assert (gone["state"], gone["reason"], gone["ended_at"]) == ("voided", "in thử máy", hall.clock.now.isoformat())
    assert mai.turns("call-next").refusal == (409, "nobody_waiting")
    row = hall.story(mistaken)[-1]
    assert (row["kind"], row["why"], row["counter"]) == ("ticket_voided", "in thử máy", 1)
    assert kiosk.issues("H")["label"] == "H002", "its number is never given again"
    hall.is_proved()


@pytest.mark.parametrize("state", ["called", "serving", "parked", "absent", "finished"])
def test_whom_somebody_has_seen_was_no_mistaken_print(
    hall: SmallHall, mai: AtCounter, declared: Json, state: str
) -> None:
    ticket = mai.calls_next()
    match state:
        case "serving":
            mai.moves("start", ticket)
        case "parked":
            mai.parks(ticket)
        case "absent":
            mai.moves("absent", ticket)
        case "finished":
            mai.finishes(mai.moves("start", ticket))
    before = hall.stands_at()
    assert mai.asks("void", ticket, reason="x").refusal == (409, "illegal_move")
    assert hall.stands_at() == before


def test_a_void_says_why(mai: AtCounter, declared: Json) -> None:
    assert mai.asks("void", declared).refusal == (422, "invalid_request")


def test_a_clerk_calls_out_of_order_only_with_the_right_to(hall: SmallHall, mai: AtCounter, kiosk: Caller) -> None:
    kiosk.issues("H")
    ticket = kiosk.issues("H")
    account = next(row for row in hall.tuan.get("/accounts").done()["accounts"] if row["user"] == "mai")
    assert (account["services"], account["may_choose"]) == (None, True)
    given = hall.tuan.post(f"/accounts/{account['id']}/rights", {"services": None, "may_choose": False}).done()
    assert given["account"]["may_choose"] is False
    assert mai.sees_desk()["may_choose"] is False
    before = hall.stands_at()
    assert mai.turns("call", ticket=ticket["id"], reason="vội").refusal == (403, "not_allowed")
    assert hall.stands_at() == before
    assert hall.hoa_at(1).calls(ticket)["label"] == "H002"


def test_a_clerks_own_services_come_before_the_counters(hall: SmallHall, nam: AtCounter, kiosk: Caller) -> None:
    kiosk.issues("H")
    kiosk.issues("C")
    nam_id = next(row["id"] for row in hall.tuan.get("/accounts").done()["accounts"] if row["user"] == "nam")
    rights = f"/accounts/{nam_id}/rights"
    hall.tuan.post(rights, {"services": ["C", "C"], "may_choose": True}).done()
    assert [row["label"] for row in nam.sees_desk()["next"]] == ["C001"]
    assert nam.calls_next()["label"] == "C001"
    before = hall.stands_at()
    assert hall.tuan.post(rights, {"services": ["Z"], "may_choose": True}).refusal == (404, "unknown_service")
    assert hall.tuan.post(rights, {"services": [], "may_choose": True}).refusal == (422, "invalid_request")
    assert hall.tuan.post("/accounts/999/rights", {"services": None, "may_choose": True}).refusal == (
        404, "unknown_account",
    )  # fmt: skip
    assert hall.stands_at() == before
    row = next(row for row in hall.story() if row["kind"] == "rights_given")
    assert row["details"] == {"user": "nam", "services": ["C"], "may_choose": True}


@pytest.fixture
def expected(hall: SmallHall) -> Json:
    """H001, checked in for the first slot of the day."""
    hall.tuan.regulates(slots=[{"service": "H", "every_min": 15, "people": 2}], moves={"restore_grace_s": 60})
    at = hall.hoa.get("/slots", service="H").done()["slots"][0]["at"]
    code = hall.hoa.post("/appointments", {"service": "H", "at": at}).done(201)["appointment"]["code"]
    ticket: Json = hall.kiosk.post(f"/appointments/{code}/check-in").done(201)["ticket"]
    assert (ticket["lane"], ticket["slot_at"]) == ("appointment", at)
    return ticket


def test_a_slot_is_kept_in_its_own_lane_only(hall: SmallHall, mai: AtCounter, expected: Json) -> None:
    assert mai.checks_lane(expected, "appointment")["slot_at"] == expected["slot_at"]
    changed = mai.checks_lane(expected, "ordinary", reason="hẹn của người khác")
    assert (changed["lane"], changed["slot_at"]) == ("ordinary", None)
    back = mai.checks_lane(expected, "appointment", reason="nhầm")
    assert (back["lane"], back["slot_at"]) == ("appointment", expected["slot_at"]), "a slip of the hand is put right"
    hall.is_proved()


def test_a_slot_is_lost_with_the_place_and_comes_back_with_it(hall: SmallHall, mai: AtCounter, expected: Json) -> None:
    mai.moves("absent", mai.calls_next())
    hall.clock.passes(61)
    back = mai.moves("restore", expected)
    assert (back["slot_at"], back["counts_from"]) == (None, hall.clock.now.isoformat())
    mai.moves("undo", expected)
    hall.clock.passes(-30)
    assert mai.moves("restore", expected)["slot_at"] == expected["slot_at"]
    hall.is_proved()
