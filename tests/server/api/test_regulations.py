"""The regulations of a hall: read by its staff, changed by its administrator when sound and starving nobody."""

from typing import Any

import pytest

from tests.cast import Json, SmallHall

WEEK = {"mon": [["07:30", "11:30"], ["13:30", "17:00"]]}


def saves(hall: SmallHall, **sections: Any) -> Json:
    return hall.tuan.post("/regulations", sections).done()["regulations"]  # type: ignore[no-any-return]


def test_a_new_hall_says_its_default_rule_on_the_sign(hall: SmallHall) -> None:
    said = hall.mai.get("/regulations").done()
    assert said["regulations"]["groups"][0]["kind"] == "priority_floor"
    every = [service["code"] for service in hall.mai.get("/services").done()["services"]]
    assert said["sentences"] == [{"services": every, "id": "rule-priority-floor", "minutes": 30, "every": 2}]


def test_a_section_is_changed_and_the_others_stay(hall: SmallHall) -> None:
    saves(hall, hours={"week": WEEK}, capacity={"D": 40})
    after = saves(hall, capacity={"D": 50})
    assert after["capacity"] == {"D": 50}
    assert after["hours"]["week"]["mon"] == WEEK["mon"]
    assert hall.mai.get("/regulations").done()["regulations"] == after


def test_a_section_that_somebody_else_changed_meanwhile_is_not_saved(hall: SmallHall) -> None:
    read = hall.tuan.get("/regulations").done()["revisions"]
    saves(hall, capacity={"D": 40})
    before = hall.stands_at()
    answer = hall.tuan.post("/regulations", {"capacity": {"D": 9}, "limits": {}, "seen": read})
    assert answer.refusal == (409, "changed_meanwhile")
    assert answer.body["error"]["details"] == {"sections": ["capacity"]}
    assert hall.stands_at() == before
    saves(hall, limits={"reserve": 7}, seen=read)  # Another section is nobody else's.
    read = hall.tuan.get("/regulations").done()["revisions"]
    assert saves(hall, capacity={"D": 9}, seen=read)["capacity"] == {"D": 9}
    assert saves(hall, capacity={"D": 8})["capacity"] == {"D": 8}  # A script that read nothing goes on.


def test_the_story_tells_who_changed_what(hall: SmallHall) -> None:
    saves(hall, capacity={"D": 40})
    (row,) = [row for row in hall.story() if row["kind"] == "regulations_changed"]
    assert (row["by"], row["details"]["changed"]) == ("tuan", {"capacity": [None, {"D": 40}]})
    hall.is_proved()


def test_saving_the_same_again_tells_nothing(hall: SmallHall) -> None:
    saves(hall, capacity={"D": 40})
    before = hall.stands_at()
    saves(hall, capacity={"D": 40})
    assert hall.stands_at() == before


def test_what_contradicts_itself_is_named_line_by_line_and_nothing_is_saved(hall: SmallHall) -> None:
    before = hall.stands_at()
    hours = {"week": {"mon": [["07:30", "11:30"], ["11:00", "17:00"]]}}
    paths = [{"name": "vòng", "services": ["D", "P", "D"]}]
    answer = hall.tuan.post("/regulations", {"hours": hours, "paths": paths, "capacity": {"Z": 1}})
    assert answer.refusal == (422, "bad_regulations")
    problems = answer.body["error"]["details"]["problems"]
    assert problems == [
        {"where": "hours.week.mon[1]", "problem": "overlaps"},
        {"where": "capacity.Z", "problem": "unknown_service"},
        {"where": "paths[0].services", "problem": "loop"},
    ]
    assert hall.stands_at() == before


def test_a_capacity_below_what_is_out_is_refused(hall: SmallHall) -> None:
    for _ in range(3):
        hall.kiosk.issues("D")
    answer = hall.tuan.post("/regulations", {"capacity": {"D": 2}})
    assert answer.body["error"]["details"]["problems"] == [{"where": "capacity.D", "problem": "below_what_is_issued"}]
    saves(hall, capacity={"D": 3})
    hall.mai.issues("D", override_reason="người già đi xa")
    saves(hall, capacity={"D": 3, "H": 40}, help_after_s=600)


def test_slots_that_people_have_booked_are_not_taken_away(hall: SmallHall) -> None:
    saves(hall, slots=[{"service": "H", "every_min": 15, "people": 2}])
    at = hall.hoa.get("/slots", service="H").done()["slots"][4]["at"]
    for _ in range(2):
        hall.hoa.post("/appointments", {"service": "H", "at": at}).done(201)
    before = hall.stands_at()
    for slots in ([], [{"service": "H", "every_min": 15, "people": 1}]):
        answer = hall.tuan.post("/regulations", {"slots": slots})
        (problem,) = answer.body["error"]["details"]["problems"]
        assert (problem["where"][:8], problem["problem"]) == ("slots.H.", "below_what_is_booked")
    assert hall.stands_at() == before


def test_a_rule_that_starves_a_lane_is_refused_with_its_figures(hall: SmallHall) -> None:
    before = hall.stands_at()
    strict = {"services": [], "kind": "priority_floor", "floor_s": 86_400}
    answer = hall.tuan.post("/regulations", {"groups": [strict]})
    assert answer.refusal == (422, "starving_rule")
    (figures,) = answer.body["error"]["details"]["figures"]
    assert figures["lane"] == "ordinary"
    assert figures["worst_s"] > figures["limit_s"]
    assert hall.stands_at() == before


@pytest.mark.parametrize(
    "said",
    [
        {"groups": []},
        {"groups": [{"kind": "strict"}]},
        {"groups": [{"every": 1}]},
        {"groups": None},
        {"hours": {"week": {"mon": [["7:30", "11:30"]]}}},
        {"hours": {"week": {"someday": []}}},
        {"capacity": {"D": 9001}},
        {"breaks": [{"counter": 1, "start": "09:00", "end": "25:00", "reason": "x"}]},
        {"unheard_of": 1},
    ],
)
def test_what_is_not_even_of_the_right_shape_is_refused(hall: SmallHall, said: Json) -> None:
    before = hall.stands_at()
    assert hall.tuan.post("/regulations", said).refusal == (422, "invalid_request")
    assert hall.stands_at() == before


def test_a_preview_rehearses_and_changes_nothing(hall: SmallHall) -> None:
    before = hall.stands_at()
    figures = hall.hoa.post("/regulations/preview", {"groups": [{"kind": "counts_from"}]}).done()
    assert set(figures) >= {"current", "proposed", "fifo"}
    assert figures["current"] != figures["proposed"]
    assert hall.stands_at() == before


def test_only_the_administrator_changes_them(hall: SmallHall) -> None:
    for who in (hall.mai, hall.hoa, hall.ba, hall.kiosk):
        assert who.post("/regulations", {"capacity": {"D": 9}}).refusal == (403, "not_allowed")
