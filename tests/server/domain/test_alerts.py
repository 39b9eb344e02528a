"""Alerts: each with a reason that is true, a next step that can be done, the worst first, and never for nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.alerts import (
    DeskNow,
    HallNow,
    HeldNow,
    Kind,
    LineNow,
    MachineNow,
    Step,
    SupplementNow,
    Tone,
    alerts,
    is_seen,
)
from server.domain.habits import Lognormal
from server.domain.honesty import Honesty
from server.domain.machines import trouble, uncalled

NOW = 10_000.0
WRONG = Honesty(80, kept=0.62, late=0.3, error_s=200, bias_s=-150, alarm="kept")
LINE = LineNow("D", "Đất đai", waiting=9, longest_s=0, likely_s=None)
BUSY = HeldNow(7, "D007", "D", is_serving=True, since=NOW - 60, calls=1, usual=Lognormal.of_mean(480))
AT_WORK = DeskNow(5, "open", NOW - 3600, services=("D",), held=BUSY)

services = st.lists(st.sampled_from("HCDRP"), max_size=3, unique=True)
held = st.builds(
    HeldNow, ticket=st.integers(1, 99), label=st.just("H001"), service=st.sampled_from("HCDRP"),
    is_serving=st.booleans(), since=st.floats(0, NOW), calls=st.integers(1, 9),
    usual=st.floats(20, 3600).map(Lognormal.of_mean),
)  # fmt: skip
desks = st.lists(
    st.builds(
        DeskNow, number=st.integers(1, 40), state=st.sampled_from(["open", "paused", "closed"]),
        since=st.floats(0, NOW), services=services, helps=services, waiting=st.integers(0, 30),
        longest_s=st.floats(0, 9000), has_clerk=st.booleans(), held=st.none() | held,
    ),
    max_size=6, unique_by=lambda each: each.number,
)  # fmt: skip
lines = st.lists(
    st.builds(
        LineNow, service=st.sampled_from("HCDRP"), name=st.just("…"), waiting=st.integers(0, 60),
        longest_s=st.floats(0, 20_000), likely_s=st.none() | st.floats(0, 20_000),
    ),
    max_size=5, unique_by=lambda each: each.service,
)  # fmt: skip
halls = st.builds(
    HallNow, at=st.just(NOW), lines=lines, desks=desks, honesty=st.sampled_from([None, Honesty(0), WRONG])
)


def only(hall: HallNow, kind: Kind) -> tuple[Tone, Step | None]:
    (found,) = [alert for alert in alerts(hall) if alert.kind is kind]
    return found.tone, found.step


@given(halls)
def test_each_alert_is_another_one_and_the_red_come_first(hall: HallNow) -> None:
    found = alerts(hall)
    names = [(alert.kind, alert.subject) for alert in found if alert.kind in (Kind.LINE_LATE, Kind.LINE_STRANDED)]
    assert len(names) == len(set(names))
    assert [alert.tone for alert in found] == sorted((alert.tone for alert in found), reverse=True)  # red, amber


@given(halls)
def test_a_line_is_told_exactly_when_somebody_waits_too_long_or_will(hall: HallNow) -> None:
    told = {alert.subject: alert for alert in alerts(hall) if alert.kind in (Kind.LINE_LATE, Kind.LINE_STRANDED)}
    for line in hall.lines:
        served = [desk for desk in hall.desks if desk.state == "open" and desk.does(line.service)]
        late = line.longest_s >= 600 or (line.likely_s is not None and line.likely_s > 900)
        assert (line.service in told) == (line.waiting > 0 and (late or not served))
        if line.service in told:
            assert told[line.service].kind is (Kind.LINE_LATE if served else Kind.LINE_STRANDED)


@given(halls)
def test_the_counter_that_is_named_can_do_it_and_has_nobody_in_hand(hall: HallNow) -> None:
    counters = {desk.number: desk for desk in hall.desks}
    for alert in alerts(hall):
        if alert.step is None or alert.step.counter is None or alert.step.do not in ("ready", "open", "take_on"):
            continue
        desk = counters[alert.step.counter]
        if alert.step.do == "take_on":
            assert desk.state == "open" and alert.subject == alert.step.service
            assert alert.subject in desk.helps and alert.subject not in desk.services
            assert (desk.held is None) == (alert.step.was == "helps")
            continue
        assert (desk.state == "open") == (alert.step.do == "ready")
        assert desk.held is None or desk.state != "open"
        if alert.kind in (Kind.LINE_LATE, Kind.LINE_STRANDED):
            assert desk.does(alert.subject)


@given(halls)
def test_an_empty_hall_needs_nobody(hall: HallNow) -> None:
    calm = replace(
        hall,
        lines=[replace(line, waiting=0) for line in hall.lines],
        desks=[replace(desk, waiting=0, longest_s=0, held=None) for desk in hall.desks],
        honesty=None,
    )
    assert alerts(calm) == []


@pytest.mark.parametrize(
    ("longest_s", "likely_s", "tone"),
    [(599, 900, None), (600, None, Tone.AMBER), (0, 901, Tone.AMBER), (899, 5000, Tone.AMBER), (900, 0, Tone.RED)],
)
def test_ten_minutes_are_amber_fifteen_red_and_a_likely_wait_is_never_more_than_amber(
    longest_s: float, likely_s: float | None, tone: Tone | None
) -> None:
    found = alerts(HallNow(NOW, [replace(LINE, longest_s=longest_s, likely_s=likely_s)], [AT_WORK]))
    assert [alert.tone for alert in found] == ([tone] if tone else [])


def test_a_free_counter_is_named_before_one_that_rests_and_its_own_clerk_before_none() -> None:
    free = DeskNow(4, "open", NOW - 60, helps=("D",))
    own = DeskNow(6, "open", NOW - 60, services=("D",))
    held = DeskNow(7, "open", NOW, services=("H",), helps=("D",), held=BUSY, waiting=2)
    quieter = replace(held, number=8, waiting=1)
    on = replace(held, number=9, services=("H", "D"), waiting=0)
    paused = DeskNow(2, "paused", NOW, services=("D",))
    empty = DeskNow(1, "closed", NOW, services=("D",), has_clerk=False)
    manned = DeskNow(8, "closed", NOW, services=("D",))
    other = DeskNow(3, "open", NOW, services=("H",))
    late = [replace(LINE, longest_s=700)]
    for desks, step in (
        ([AT_WORK, empty, manned, paused, free, own, other], Step("ready", counter=6, was="free")),
        ([AT_WORK, empty, manned, paused, free, held, other], Step("take_on", counter=4, service="D", was="helps")),
        ([AT_WORK, held, other, quieter, on], Step("take_on", counter=8, service="D", was="held")),
        ([AT_WORK, other, on], Step("what_if", counter=3, service="D")),
        ([AT_WORK, on], None),
        ([AT_WORK, empty, manned, paused, other], Step("open", counter=2, was="paused")),
        ([AT_WORK, empty, manned, other], Step("open", counter=8, was="closed")),
        ([AT_WORK, empty, other], Step("open", counter=1, was="closed")),
        ([AT_WORK, other], Step("what_if", counter=3, service="D")),
        ([AT_WORK], None),
    ):
        assert only(HallNow(NOW, late, desks), Kind.LINE_LATE) == (Tone.AMBER, step)


def test_each_line_is_tried_at_a_free_counter_of_its_own_as_far_as_there_are_any() -> None:
    busy = replace(AT_WORK, services=("D", "S", "P"))
    at_another = DeskNow(2, "open", NOW, services=("H",), held=BUSY)
    free = [DeskNow(number, "open", NOW, services=("H",)) for number in (3, 4)]
    late = [LineNow(code, code, waiting=1, longest_s=700.0 + at, likely_s=None) for at, code in enumerate("PSD")]
    found = alerts(HallNow(NOW, late, [busy, at_another, *free]))
    assert [alert.step for alert in found] == [
        Step("what_if", counter=3, service="D"),
        Step("what_if", counter=4, service="S"),
        Step("what_if", counter=3, service="P"),
    ]


@pytest.mark.parametrize(
    ("left", "at", "tone"),
    [
        (-60, 600, None),  # it went a minute early, and is to be back in five
        (0, 901, None),  # a minute late
        (0, 1080, Tone.AMBER), (0, 1499, Tone.AMBER), (0, 1500, Tone.RED),
        (-1800, 600, Tone.RED),  # it was closed long before
        (950, 1000, Tone.RED),  # it came back, and went again
    ],
)  # fmt: skip
def test_nobody_is_missed_at_a_planned_break_and_everybody_who_does_not_come_back(
    left: float, at: float, tone: Tone | None
) -> None:
    begins = NOW
    rests = DeskNow(5, "paused", begins + left, services=("D",), away=(begins, begins + 900))
    late = replace(LINE, longest_s=1800)
    found = alerts(HallNow(begins + at, [late], [rests]))
    assert [alert.tone for alert in found] == ([tone] if tone else [])
    if tone and left <= 0 <= left + 900:
        assert found[0].facts["missed"] == 5 and found[0].facts["missed_s"] == at - 900
    helper = DeskNow(6, "closed", begins, helps=("D",), away=(begins, begins + 900))
    working = DeskNow(7, "open", begins, services=("D",), held=BUSY)
    told = only(HallNow(begins + at, [late], [rests, working, helper]), Kind.LINE_LATE)
    assert told[1] is None or told[1].counter == (5 if at >= 900 or left < -900 else None), "away, it helps nobody"
    assert alerts(HallNow(begins + at, [late], [rests], is_resting=True)) == []


def test_a_counter_that_a_line_asks_for_is_not_called_idle_too() -> None:
    idle = DeskNow(4, "open", NOW - 500, services=("D",), waiting=9, longest_s=700)
    assert [alert.kind for alert in alerts(HallNow(NOW, [replace(LINE, longest_s=700)], [idle]))] == [Kind.LINE_LATE]
    calm = replace(LINE, longest_s=200)
    rests = replace(idle, longest_s=200)
    assert only(HallNow(NOW, [calm], [rests]), Kind.COUNTER_IDLE)[1] == Step("ready", counter=4, was="free")


def test_who_is_called_in_vain_is_called_again_and_then_marked_absent() -> None:
    called = replace(BUSY, is_serving=False, since=NOW - 180)
    for calls, do in ((1, "call_again"), (3, "call_again"), (4, "absent")):
        desk = replace(AT_WORK, held=replace(called, calls=calls))
        assert only(HallNow(NOW, desks=[desk]), Kind.NOT_STARTED) == (
            Tone.AMBER,
            Step(do, counter=5, ticket=7, label="D007"),
        )


@given(st.floats(20, 3600))
def test_far_too_long_is_longer_than_long_and_long_than_usual(usual_s: float) -> None:
    of = replace(BUSY, usual=Lognormal.of_mean(usual_s))
    assert usual_s < of.long_s < of.far_s and of.far_s >= 600


def test_machines_the_law_and_honesty_are_told() -> None:
    hall = HallNow(
        NOW,
        machines=[
            MachineNow(1, "kiosk", "paper-out"),
            MachineNow(2, "display", "silent"),
            MachineNow(3, "panel", "silent"),
            MachineNow(4, "kiosk", "cut-off"),
        ],
        uncalled=[6],
        supplements=[SupplementNow(9, "H009", 1)],
        honesty=WRONG,
    )
    assert [(alert.kind.value, alert.subject, alert.tone.value) for alert in alerts(hall)] == [
        ("machine", "1", "red"), ("machine", "2", "red"), ("machine", "3", "amber"), ("machine", "4", "amber"),
        ("no_screen", "screens", "amber"), ("supplement_again", "9", "amber"), ("drift", "estimate", "amber"),
    ]  # fmt: skip
    assert alerts(HallNow(NOW, honesty=replace(WRONG, alarm=None))) == []


def test_what_was_seen_amber_is_news_when_it_is_red() -> None:
    assert [is_seen(tone, seen) for tone in Tone for seen in (None, *Tone)] == [False, True, True, False, False, True]


health = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["printer", "state", "reserve", "days", "lost", "roll", "slips_left", "sound", "skew_s"]),
            inner,
        )
    ),
)


@given(health, st.none() | st.floats(0, 100))
def test_whatever_a_machine_says_of_itself_it_is_judged(said: object, silent_s: float | None) -> None:
    wrong = trouble(silent_s, said, silent_after_s=45, day="2026-11-23")
    assert (wrong == "never") == (silent_s is None)
    if silent_s is not None and silent_s > 45:
        assert wrong in ("silent", "cut-off")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, ""), ({"printer": {"state": "ready"}, "roll": {"slips_left": 59}}, "paper-low"),
        ({"printer": {"state": "ready"}, "roll": {"slips_left": 60}}, ""),
        ({"printer": {"state": "paper_out"}}, "paper-out"), ({"printer": {"state": "on fire"}}, "printer"),
        ({"twin_at": "…", "printer": {"state": "paper_out"}}, "twin"), ({"reserve": {"lost": ["H701"]}}, "lost"),
        ({"sound": "missing"}, "voice"), ({"sound": False}, "sound"), ({"lost_files": 1}, "files"),
        ({"skew_s": -121}, "clock"), ({"skew_s": 120}, ""),
    ],
)  # fmt: skip
def test_each_trouble_has_its_name(said: dict[str, object], wrong: str) -> None:
    assert trouble(1, said, silent_after_s=45, day="2026-11-23") == wrong


def test_a_kiosk_that_is_cut_off_gives_the_numbers_of_today_and_of_no_other_day() -> None:
    holds = {"reserve": {"days": ["2026-11-23", "2026-11-24"]}}
    wrong = [trouble(46, holds, silent_after_s=45, day=f"2026-11-{day}") for day in (22, 23, 24, 25)]
    assert wrong == ["silent", "cut-off", "cut-off", "silent"]


def test_a_counter_is_uncalled_when_no_tv_shows_it_and_never_in_a_hall_without_tvs() -> None:
    assert uncalled([[1, 2]], [1, 6]) == [6]
    assert uncalled([[1, 2], []], [1, 6]) == []
    assert uncalled([], [1, 6]) == []


def test_two_lines_ask_two_counters() -> None:
    free = DeskNow(3, "open", NOW - 400, helps=("D", "H"))
    lines = [replace(LINE, longest_s=900), LineNow("H", "Hộ tịch", 4, longest_s=1_200, likely_s=None)]
    hall = HallNow(
        NOW, lines=lines, desks=[AT_WORK, free, replace(free, number=4), replace(AT_WORK, number=6, services=("H",))]
    )
    steps = {alert.subject: alert.step for alert in alerts(hall) if alert.kind is Kind.LINE_LATE}
    assert {service: step and step.counter for service, step in steps.items()} == {"H": 3, "D": 4}
    alone = [desk for desk in hall.desks if desk.number != 4]
    steps = {alert.subject: alert.step for alert in alerts(replace(hall, desks=alone)) if alert.kind is Kind.LINE_LATE}
    assert {service: step and step.counter for service, step in steps.items()} == {"H": 3, "D": 3}, "it can do both"


def test_a_helper_that_is_away_as_planned_is_no_nobody() -> None:
    helper = DeskNow(3, "paused", NOW - 300, helps=("D",), away=(NOW - 300, NOW + 600))
    hall = HallNow(NOW, lines=[replace(LINE, longest_s=700)], desks=[replace(AT_WORK, services=("H",)), helper])
    [alert] = [each for each in alerts(hall) if each.kind is Kind.LINE_STRANDED]
    assert (alert.facts["away"], alert.facts["back_s"]) == (3, 600)
    back = replace(hall, desks=[hall.desks[0], replace(helper, state="open")])
    assert not any("away" in each.facts for each in alerts(back))
