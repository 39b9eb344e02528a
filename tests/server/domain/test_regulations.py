"""Regulations: read from their JSON and written back the same, and every contradiction named at its place."""

import json
from datetime import date
from typing import Any

import pytest

from server.domain import regulations
from server.domain.line import CallRule, Rule
from server.domain.unsound import capacity_problems, problems

ALL: dict[str, Any] = {
    "groups": [
        {"services": ["D"], "kind": "counts_from", "floor_s": 1800, "every": 2, "priority_credit_s": 600,
         "appointment_credit_s": 300, "appt_grace_s": 600, "appt_window_s": 300},
        {"services": [], "kind": "priority_floor", "floor_s": 900, "every": 3, "priority_credit_s": 1200,
         "appointment_credit_s": 900, "appt_grace_s": 600, "appt_window_s": 300},
    ],
    "help_after_s": None,
    "grounds": [{"code": "elderly"}, {"code": "single", "name": "Cha mẹ đơn thân", "name_en": "Single parents"}],
    "moves": {"recalls": 2, "recall_cool_s": 10, "restore_grace_s": 600, "park_remind_s": 300},
    "hours": {
        "week": {"mon": [["07:30", "11:30"], ["13:30", "17:00"]], "tue": [], "wed": [], "thu": [], "fri": [],
                 "sat": [["07:30", "11:30"]], "sun": []},
        "days": [{"day": "2026-12-05", "intervals": [["08:00", "24:00"]], "reason": "Cao điểm"}],
        "holidays": False, "cut_off_min": {"": 15, "D": 30}, "same_day_until": "15:00",
    },
    "capacity": {"D": 40},
    "paths": [{"name": "Đất đai", "services": ["D", "P", "R"], "procedures": []}],
    "limits": {"one_per_person": False, "kiosk_cool_s": 3, "reserve": 25},
    "breaks": [{"counter": 1, "start": "09:30", "end": "09:45", "reason": "Nghỉ", "days": ["mon", "tue"]}],
    "slots": [{"service": "D", "every_min": 20, "people": 2}],
    "services_from": {"R": "2026-12-01"},
    "home": {"is_on": True, "services": ["D"], "days_ahead": 3, "per_day": 1, "grace_s": 600, "share": 20, "most": 9},
    "letters": {"answer_within_days": 7},
    "targets": {"amber_s": 300, "red_s": 720},
    "screens": {
        "notices": [{"vi": "Gửi xe miễn phí.", "en": "Parking is free.", "ko": ""}],
        "playlist": [
            {"kind": "how", "seconds": 20, "title": None, "text": None, "file": ""},
            {"kind": "text", "seconds": 9, "title": {"vi": "Tiếp dân", "en": "", "ko": ""}, "text": None, "file": ""},
        ],
    },
}  # fmt: skip


def read(said: dict[str, Any]) -> regulations.Regulations:
    return regulations.read(json.dumps(said))


def found(said: dict[str, Any]) -> list[tuple[str, str]]:
    return problems(said, read(said), services="HCDRP", counters={1, 2, 3, 4})


def test_what_is_said_is_read_and_written_back_the_same() -> None:
    assert read(ALL).as_json() == ALL
    assert found(ALL) == []


def test_a_hall_that_says_nothing_has_the_defaults() -> None:
    assert read({}) == regulations.Regulations()
    assert read(read({}).as_json()) == read({})
    assert found({}) == []


def test_each_service_has_the_rule_of_its_group() -> None:
    hall = read(ALL)
    assert hall.rule_of("D").kind is Rule.COUNTS_FROM
    assert hall.rule_of("H").floor_s == 900
    assert [(rule.kind, services) for rule, services in hall.grouped(["H", "D", "C"])] == [
        (Rule.PRIORITY_FLOOR, ["H", "C"]), (Rule.COUNTS_FROM, ["D"]),
    ]  # fmt: skip


def test_groups_with_the_very_same_rule_are_one_line() -> None:
    hall = read({"groups": [{"services": ["D"]}, {"services": ["S"], "kind": "fifo"}, {"services": ["C"]}]})
    assert [services for _, services in hall.grouped(["D", "S", "C", "H"])] == [["D", "C", "H"], ["S"]]


def test_a_service_that_no_group_names_has_the_default_rule() -> None:
    assert read({"groups": [{"services": ["D"], "kind": "fifo"}]}).rule_of("H") == CallRule()


def test_a_visit_goes_on_as_its_path_says() -> None:
    hall = read({"paths": [{"name": "a", "services": ["D", "P", "R"], "procedures": ["1.000001"]}]})
    assert hall.path_of("D", "1.000001") == ["P", "R"]
    assert hall.path_of("D", None) == hall.path_of("P", "1.000001") == []


def test_the_elderly_are_proposed_from_the_usual_age_or_the_halls_own() -> None:
    ages = lambda hall: {ground.code: ground.from_age for ground in hall.grounds}  # noqa: E731
    assert ages(read({}))["elderly"] == 75 and ages(read({}))["pregnant"] is None
    for row, age in (({"code": "elderly"}, 75), ({"code": "elderly", "from_age": 80}, 80)):
        hall = read({"grounds": [row]})
        assert ages(hall)["elderly"] == age and hall.as_json()["grounds"] == [row]


def test_a_procedures_own_path_comes_before_the_general_one() -> None:
    general = {"name": "a", "services": ["H", "P"]}
    hall = read({"paths": [general, {"name": "b", "services": ["H", "P", "R"], "procedures": ["1.001193"]}]})
    assert hall.path_of("H", "1.001193") == ["P", "R"]
    assert hall.path_of("H", "1.000656") == ["P"]


def test_days_are_read_as_days() -> None:
    hours = read(ALL).hours
    assert hours is not None
    assert hours.days == {date(2026, 12, 5): ((480, 1440),)}
    assert hours.reasons == {date(2026, 12, 5): "Cao điểm"}
    assert hours.week[5] == ((450, 690),)


@pytest.mark.parametrize(
    ("said", "where", "problem"),
    [
        ({"groups": [{"services": ["Z"]}]}, "groups[0].services.Z", "unknown_service"),
        ({"groups": [{"services": ["H"]}, {"services": ["H"]}]}, "groups.services.H", "named_twice"),
        ({"groups": [{}, {"kind": "fifo"}]}, "groups", "two_for_all_others"),
        ({"grounds": [{"code": "elderly"}, {"code": "elderly"}]}, "grounds.elderly", "named_twice"),
        ({"grounds": [{"code": "single"}]}, "grounds[0]", "needs_a_name"),
        ({"capacity": {"Z": 3}}, "capacity.Z", "unknown_service"),
        ({"paths": [{"name": "a", "services": ["D", "P", "D"]}]}, "paths[0].services", "loop"),
        ({"paths": [{"name": "a", "services": ["D", "Z"]}]}, "paths[0].services.Z", "unknown_service"),
        (
            {"paths": [{"name": "a", "services": ["D", "P"]}, {"name": "b", "services": ["D", "R"]}]},
            "paths[1]", "begins_like_another",
        ),
        ({"breaks": [{"counter": 9, "start": "09:00", "end": "09:10"}]}, "breaks[0]", "unknown_counter"),
        ({"breaks": [{"counter": 1, "start": "09:10", "end": "09:10"}]}, "breaks[0]", "ends_before_it_begins"),
        (
            {"breaks": [{"counter": 1, "start": "09:00", "end": "09:30"},
                        {"counter": 1, "start": "09:29", "end": "10:00"}]},
            "breaks[1]", "overlaps",
        ),
        ({"slots": [{"service": "D"}, {"service": "D"}]}, "slots.D", "named_twice"),
        ({"services_from": {"Z": "2026-12-01"}}, "services_from.Z", "unknown_service"),
        ({"screens": {"playlist": [{"kind": "how"}, {"kind": "text"}]}}, "screens.playlist[1]", "needs_words"),
        ({"screens": {"playlist": [{"kind": "video"}]}}, "screens.playlist[0]", "needs_a_file"),
        (
            {"hours": {"days": [{"day": "2026-12-05", "intervals": []}, {"day": "2026-12-05", "intervals": []}]}},
            "hours.days.2026-12-05", "named_twice",
        ),
        ({"hours": {"cut_off_min": {"Z": 3}}}, "hours.cut_off_min.Z", "unknown_service"),
    ],
)  # fmt: skip
def test_a_contradiction_is_named_at_its_place(said: dict[str, Any], where: str, problem: str) -> None:
    assert found(said) == [(where, problem)]


def test_breaks_of_other_days_do_not_meet() -> None:
    one = {"counter": 1, "start": "09:00", "end": "09:30", "days": ["mon"]}
    assert found({"breaks": [one, one | {"days": ["tue"]}]}) == []


def test_a_capacity_is_never_below_what_is_out() -> None:
    new, issued = read({"capacity": {"D": 2, "H": 9}}), {"D": 3, "H": 9}
    assert capacity_problems(new, issued, {}) == [("capacity.D", "below_what_is_issued")]
    assert capacity_problems(new, issued, {"D": 2}) == [], "it was passed for a reason, and stays"
