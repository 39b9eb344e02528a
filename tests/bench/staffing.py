"""Staffing: how long the plan of a whole day takes, in the default hall's counters, from a usual day to a flood."""

import time
from collections.abc import Iterator

from assets import FOLDER
from catalogue.files import read_folder
from server.domain.habits import SLOT_S, Habits
from server.domain.line import CallRule, Rule
from server.domain.scene import Desk, Scene
from server.domain.staffing import needs
from server.domain.ticket import Lane
from server.domain.what_if import Streams
from tests.bench.report import Row

MIDNIGHT = 1_763_856_000.0
SESSIONS = ((7.5, 11.5), (13.5, 17.0))
COURSE = {
    15: 6,
    16: 12,
    17: 16,
    18: 16,
    19: 13,
    20: 10,
    21: 7,
    22: 4,
    27: 8,
    28: 12,
    29: 12,
    30: 10,
    31: 8,
    32: 5,
    33: 3,
}
"""How the people of a day come, half hour by half hour: most between half past eight and half past nine."""
PRIORITY = 0.15
TARGET_S = 900.0
A_DAY = (250, 500, 1_200)
GOAL_S = 3.0
"""Nobody minds who has asked for a plan of a day; the next one who asks waits no more."""


def staffing() -> Iterator[Row]:
    for people in A_DAY:
        began = time.process_time()
        counters, lacking = planned(people)
        spent_s = time.process_time() - began
        more: dict[str, float | str] = {"counter_half_hours": counters, "lacking": lacking}
        yield Row(f"a day of {people:,} people", spent_s, "s", GOAL_S, "promised", spent_s / GOAL_S, 1, "at most",
                  more=more)  # fmt: skip


def planned(people: int) -> tuple[int, int]:
    """How many half hours counters of the hall are to be open, and such as it lacks."""
    reading = read_folder(FOLDER / "catalogue/default", force=False)
    assert reading.catalogue is not None
    desks = [Desk(counter.number, tuple(counter.services)) for counter in reading.catalogue.counters]
    services = sorted({service for desk in desks for service in desk.own})
    streams: Streams = {
        (service, lane): {
            slot: share * people * weight / sum(COURSE.values()) / len(services) / SLOT_S
            for slot, weight in COURSE.items()
        }
        for service in services
        for lane, share in ((Lane.ORDINARY, 1 - PRIORITY), (Lane.PRIORITY, PRIORITY))
    }
    found = []
    for begins, ends in SESSIONS:
        rules = dict.fromkeys(services, CallRule(Rule.PRIORITY_FLOOR))
        hall = Scene(MIDNIGHT + 3600 * begins, rules, desks, (), day_began=MIDNIGHT)
        until = MIDNIGHT + 3600 * ends
        found += needs(hall, Habits(), streams, until=until, target_s=TARGET_S)
    return sum(len(need.counters) for need in found), sum(sum(need.short.values()) for need in found)
