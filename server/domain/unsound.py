"""What is wrong with a hall's regulations, named line by line: what contradicts itself, and what the hall has not."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from server.domain import hours
from server.domain.regulations import COMMON_GROUNDS, Break, Regulations

Json = dict[str, Any]
Problem = tuple[str, str]
"""Where (`paths[0].services`), and what, as a code: people read `message("regulation-" + code)`."""


def problems(said: Json, read: Regulations, *, services: Collection[str], counters: Collection[int]) -> list[Problem]:
    """Every fault of the regulations `said` as JSON and `read` into their classes, in the order of the sections."""
    return [
        *_of_groups(read, services),
        *_of_grounds(read),
        *_of_hours(said, read, services),
        *_unknown("capacity", read.capacity, services),
        *_of_paths(read, services),
        *_of_breaks(read, counters),
        *_of_slots(read, services),
        *_unknown("services_from", read.services_from, services),
        *_of_screens(read),
        *_of_home(read, services),
        *_of_targets(read),
    ]


def _unknown(where: str, codes: Iterable[str], services: Collection[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in services:
            yield f"{where}.{code}", "unknown_service"


def _twice(where: str, values: Iterable[Any]) -> Iterator[Problem]:
    seen: set[Any] = set()
    for value in values:
        if value in seen:
            yield f"{where}.{value}", "named_twice"
        seen.add(value)


def _of_groups(read: Regulations, services: Collection[str]) -> Iterator[Problem]:
    for at, group in enumerate(read.groups):
        yield from _unknown(f"groups[{at}].services", group.services, services)
    yield from _twice("groups.services", (code for group in read.groups for code in group.services))
    if sum(1 for group in read.groups if not group.services) > 1:
        yield "groups", "two_for_all_others"


def _of_grounds(read: Regulations) -> Iterator[Problem]:
    yield from _twice("grounds", (ground.code for ground in read.grounds))
    for at, ground in enumerate(read.grounds):
        if "vi" not in ground.names and ground.code not in COMMON_GROUNDS:
            yield f"grounds[{at}]", "needs_a_name"


def _of_hours(said: Json, read: Regulations, services: Collection[str]) -> Iterator[Problem]:
    if read.hours is None:
        return
    # Two lines for one day are one once read; only the text still has both.
    yield from _twice("hours.days", (date.fromisoformat(row["day"]) for row in said["hours"].get("days", ())))
    for where, problem in hours.problems(read.hours):
        yield f"hours.{where}", problem
    yield from _unknown("hours.cut_off_min", filter(None, read.hours.cut_off_min), services)


def _of_paths(read: Regulations, services: Collection[str]) -> Iterator[Problem]:
    planned: set[tuple[str, str]] = set()
    for at, path in enumerate(read.paths):
        where = f"paths[{at}].services"
        yield from _unknown(where, path.services, services)
        if len(set(path.services)) < len(path.services):
            # The number would come back to a line it has been through, with nothing to say when it is done there.
            yield where, "loop"
        for procedure in path.procedures or ("",):
            start = (path.services[0], procedure)
            if start in planned:
                yield f"paths[{at}]", "begins_like_another"
            planned.add(start)


def _of_breaks(read: Regulations, counters: Collection[int]) -> Iterator[Problem]:
    for at, pause in enumerate(read.breaks):
        if pause.counter not in counters:
            yield f"breaks[{at}]", "unknown_counter"
        if pause.interval[1] <= pause.interval[0]:
            yield f"breaks[{at}]", "ends_before_it_begins"
        if any(_meet(pause, other) for other in read.breaks[:at]):
            yield f"breaks[{at}]", "overlaps"


def _meet(one: Break, other: Break) -> bool:
    return (
        one.counter == other.counter
        and bool(set(one.days) & set(other.days))
        and one.interval[0] < other.interval[1]
        and other.interval[0] < one.interval[1]
    )


def _of_slots(read: Regulations, services: Collection[str]) -> Iterator[Problem]:
    codes = [slots.service for slots in read.slots]
    yield from _unknown("slots", codes, services)
    yield from _twice("slots", codes)


def _of_screens(read: Regulations) -> Iterator[Problem]:
    for at, item in enumerate(read.screens.playlist):
        if item.kind == "text" and item.title is None and item.text is None:
            yield f"screens.playlist[{at}]", "needs_words"
        if item.kind in ("picture", "video") and not item.file:
            yield f"screens.playlist[{at}]", "needs_a_file"


def _of_home(read: Regulations, services: Collection[str]) -> Iterator[Problem]:
    yield from _unknown("home", read.home.services, services)
    yield from _twice("home", read.home.services)
    if read.home.is_on and not read.home.services:
        yield "home", "needs_a_service"


def capacity_problems(read: Regulations, issued: Mapping[str, int], before: Mapping[str, int]) -> list[Problem]:
    """New capacities below what has been issued today: the numbers are out, so the limit would be a lie.

    One that stays as it was `before` is no fault: staff and appointments may have passed it for good reasons.
    """
    return [
        (f"capacity.{code}", "below_what_is_issued")
        for code, people in read.capacity.items()
        if people < issued.get(code, 0) and people != before.get(code)
    ]


def _of_targets(read: Regulations) -> Iterator[Problem]:
    if read.targets.amber_s > read.targets.red_s:
        yield "targets.amber_s", "amber_after_red"
