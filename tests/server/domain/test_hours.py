"""A hall's calendar: open or not, until when numbers are given, when it opens next, and what contradicts itself."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.hours import AFTER_CLOSING, Calendar, Hours, Session, last_day_over, midnight_over_at, problems

ZONE = "Asia/Ho_Chi_Minh"
MORNING, AFTERNOON = (450, 690), (810, 1020)
WORKING = (MORNING, AFTERNOON)
HOLIDAYS = {date(2026, 11, 24): "Ngày Văn hóa Việt Nam"} | {
    date(2027, 2, 4) + timedelta(days=n): "Tết" for n in range(7)
}

USUAL = Hours(
    week=(WORKING,) * 5 + ((MORNING,), ()),
    days={date(2026, 12, 5): (), date(2026, 12, 6): (MORNING,)},
    reasons={date(2026, 12, 5): "Sửa điện"},
    cut_off_min={"": 15, "D": 30},
    same_day_until=900,
)


def calendar(hours: Hours = USUAL, zone: str = ZONE) -> Calendar:
    return Calendar(hours, zone, HOLIDAYS.get)


def at(text: str, zone: str = ZONE) -> datetime:
    """`2026-11-23 07:30` on the wall of the hall."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-11-23 07:29:59", False),
        ("2026-11-23 07:30:00", True),
        ("2026-11-23 11:29:59", True),
        ("2026-11-23 11:30:00", False),  # lunch
        ("2026-11-23 13:30:00", True),
        ("2026-11-23 17:00:00", False),
        ("2026-11-24 09:00:00", False),  # a holiday
        ("2026-11-28 09:00:00", True),  # Saturday morning
        ("2026-11-28 14:00:00", False),
        ("2026-11-29 09:00:00", False),
        ("2026-12-05 09:00:00", False),  # an exceptional Saturday
        ("2026-12-06 09:00:00", True),  # and the Sunday worked for it
    ],
)
def test_a_hall_works_in_its_intervals_on_its_days(now: str, is_open: bool) -> None:
    assert (calendar().session(at(now)) is not None) is is_open


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-23 06:00", "2026-11-23 07:30"),
        ("2026-11-23 09:00", "2026-11-23 13:30"),
        ("2026-11-23 12:00", "2026-11-23 13:30"),
        ("2026-11-23 17:00", "2026-11-25 07:30"),  # over a holiday
        ("2026-12-04 17:30", "2026-12-06 07:30"),
        ("2027-02-03 17:00", "2027-02-11 07:30"),  # over Tết
    ],
)
def test_the_next_opening_is_found_over_weekends_holidays_and_tet(now: str, opens: str) -> None:
    found = calendar().next_session(at(now))
    assert found is not None and found.start == at(opens)


def test_a_hall_that_never_opens_again_says_none() -> None:
    assert calendar(Hours()).next_session(at("2026-11-23 09:00")) is None
    assert calendar(Hours()).reopens_at(at("2026-11-23 09:00"), "H") is None


def test_an_exceptional_day_goes_before_a_holiday() -> None:
    worked = Hours(week=USUAL.week, days={date(2026, 11, 24): (MORNING,)})
    assert calendar(worked).session(at("2026-11-24 09:00")) is not None
    assert calendar(Hours(week=USUAL.week, has_holidays=False)).session(at("2026-11-24 15:00")) is not None


def test_why_a_day_is_off_is_said() -> None:
    said = {day: calendar().reason(date(2026, *day)) for day in [(12, 5), (11, 24), (11, 23)]}
    assert said == {(12, 5): "Sửa điện", (11, 24): "Ngày Văn hóa Việt Nam", (11, 23): None}


@pytest.mark.parametrize(
    ("now", "service", "gives"),
    [
        ("2026-11-23 11:14:59", "H", True),
        ("2026-11-23 11:15:00", "H", False),
        ("2026-11-23 10:59:59", "D", True),
        ("2026-11-23 11:00:00", "D", False),
        ("2026-11-23 16:44:59", "H", True),
        ("2026-11-23 16:45:00", "H", False),
        ("2026-11-23 12:00:00", "H", False),
    ],
)
def test_the_last_number_is_given_some_time_before_each_break_and_by_service(
    now: str, service: str, gives: bool
) -> None:
    assert calendar().gives(at(now), service) is gives


def test_a_session_too_short_for_a_service_is_passed_over() -> None:
    short = Hours(week=((MORNING, (810, 840)),) * 5 + ((), ()), cut_off_min={"D": 30})
    assert calendar(short).reopens_at(at("2026-11-23 11:10"), "H") == at("2026-11-23 13:30")
    assert calendar(short).reopens_at(at("2026-11-23 11:10"), "D") == at("2026-11-25 07:30")


@pytest.mark.parametrize(
    ("now", "left_s"),
    [("2026-11-23 06:00", 27000), ("2026-11-23 11:00", 14400), ("2026-11-23 12:00", 12600), ("2026-11-23 18:00", 0)],
)
def test_the_work_left_of_a_day_does_not_count_lunch(now: str, left_s: float) -> None:
    assert calendar().left_s(at(now)) == left_s


@pytest.mark.parametrize(
    ("now", "same_day"),
    [
        ("2026-11-23 14:59:59", True),
        ("2026-11-23 15:00:00", True),
        ("2026-11-23 15:00:01", False),
        ("2026-11-24 09:00:00", False),
    ],
)
def test_what_comes_after_three_counts_from_the_next_working_day(now: str, same_day: bool) -> None:
    assert calendar().is_same_day(at(now)) is same_day
    assert calendar(Hours(week=USUAL.week)).is_same_day(at(now)) is None


def test_a_day_is_over_an_hour_after_work_and_on_a_day_off_after_midnight() -> None:
    assert calendar().day_over_at(date(2026, 11, 23)) == at("2026-11-23 18:00")
    assert calendar().day_over_at(date(2026, 11, 24)) == at("2026-11-25 01:00")


@pytest.mark.parametrize(
    ("worked_at", "over_at"),
    [
        ("2026-11-23 16:00", "2026-11-23 18:00"),
        ("2026-11-23 17:40", "2026-11-23 18:40"),
        ("2026-11-23 23:59", "2026-11-24 00:59"),
        ("2026-11-24 00:30", "2026-11-24 01:00"),  # the night ends every day
    ],
)
def test_a_day_lasts_while_the_hall_works_and_no_longer_than_the_night(worked_at: str, over_at: str) -> None:
    assert calendar().day_over_at(date(2026, 11, 23), at(worked_at)) == at(over_at)


def test_a_zone_with_summer_time_keeps_its_wall_clock() -> None:
    berlin = "Europe/Berlin"
    all_days = calendar(Hours(week=(WORKING,) * 7), berlin)
    for day in ("2026-03-28", "2026-03-29", "2026-10-25"):
        assert all_days.session(at(f"{day} 07:30", berlin)) is not None
        assert all_days.session(at(f"{day} 07:29", berlin)) is None
    through = calendar(Hours(week=(((0, 1440),),) * 7), berlin)
    lengths = [through.left_s(at(f"{day} 00:00", berlin)) / 3600 for day in ("2026-03-29", "2026-06-01", "2026-10-25")]
    assert lengths == [23, 24, 25]


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        (USUAL, []),
        (Hours(week=(((450, 690), (600, 1020)),) + ((),) * 6), [("week.mon[1]", "overlaps")]),
        (Hours(week=((),) + (((450, 690), (690, 1020)),) + ((),) * 5), [("week.tue[1]", "overlaps")]),
        (Hours(week=((),) * 6 + (((690, 450),),)), [("week.sun[0]", "ends_before_it_begins")]),
        (Hours(days={date(2026, 12, 5): ((450, 450),)}), [("days.2026-12-05[0]", "ends_before_it_begins")]),
        (
            Hours(week=((MORNING,),) + ((),) * 6, cut_off_min={"": 15, "D": 240}),
            [("cut_off_min.D", "gives_no_number")],
        ),
        (
            Hours(week=((MORNING, (480, 500), (700, 690)),) + ((),) * 6),
            [("week.mon[1]", "overlaps"), ("week.mon[2]", "ends_before_it_begins")],
        ),
    ],
)
def test_what_contradicts_itself_is_named_line_by_line(hours: Hours, found: list[tuple[str, str]]) -> None:
    assert problems(hours) == found


cuts = st.lists(st.integers(0, 1440), max_size=6, unique=True).map(sorted)
a_day = cuts.map(lambda marks: tuple(zip(marks[::2], marks[1::2], strict=False)))
some_hours = st.builds(
    Hours,
    week=st.tuples(*[a_day] * 7),
    days=st.dictionaries(st.dates(date(2026, 10, 20), date(2026, 11, 5)), a_day, max_size=3),
    cut_off_min=st.dictionaries(st.sampled_from(["", "D"]), st.integers(0, 120)),
).filter(lambda hours: not problems(hours))
zones = st.sampled_from([ZONE, "Europe/Berlin", "America/New_York"])
some_time = st.datetimes(datetime(2026, 10, 20), datetime(2026, 11, 5), timezones=st.just(UTC))


@given(some_hours, zones, some_time)
def test_a_hall_is_open_or_opens_next_and_nothing_lies_between(hours: Hours, zone: str, now: datetime) -> None:
    hall = calendar(hours, zone)
    present, following = hall.session(now), hall.next_session(now)
    assert present is None or present.start <= now < present.end
    if following is not None:
        assert now < following.start
        assert hall.session(following.start) == following
        halfway = now + (following.start - now) / 2
        assert hall.session(halfway) in (None, present)


@given(some_hours, zones, some_time)
def test_sessions_of_a_day_follow_each_other_without_meeting(hours: Hours, zone: str, now: datetime) -> None:
    hall = calendar(hours, zone)
    sessions = hall.sessions(hall.day(now))
    # An interval that lies wholly in the hour a clock skips in spring is moved; everywhere else they keep their order.
    assert all(one.end <= other.start for one, other in pairwise(sessions))
    if sessions:
        assert hall.day_over_at(hall.day(now)) == sessions[-1].end + AFTER_CLOSING


@given(some_hours, zones, some_time, st.sampled_from("DH"))
def test_numbers_are_given_only_in_a_session_and_until_its_cut_off(
    hours: Hours, zone: str, now: datetime, service: str
) -> None:
    hall = calendar(hours, zone)
    present: Session | None = hall.session(now)
    assert hall.gives(now, service) is (present is not None and now < hall.gives_until(present, service))
    again = hall.reopens_at(now, service)
    assert again is None or (again > now and hall.gives(again, service))


@given(some_hours, zones, some_time, st.booleans(), st.none() | st.integers(-100_000, 100_000))
def test_one_day_is_the_newest_that_is_over(
    hours: Hours, zone: str, now: datetime, has_hours: bool, rested_s: int | None
) -> None:
    hall = calendar(hours, zone)
    worked_at = None if rested_s is None else now - timedelta(seconds=rested_s)
    day = last_day_over(now, zone, hall if has_hours else None, worked_at)

    def over(one: date) -> datetime:
        return hall.day_over_at(one, worked_at) if has_hours else midnight_over_at(one, zone)

    assert over(day) <= now < over(day + timedelta(days=1))
