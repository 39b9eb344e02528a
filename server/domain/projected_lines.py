"""The lines of a projected hall: whom `domain.line` would call first, quick enough to be asked thousands of times."""

from bisect import insort
from collections.abc import Iterable
from math import inf

from server.domain.line import CallRule, Rule, Waiting, position
from server.domain.ticket import Lane

Item = tuple[float, int, Waiting]
"""Somebody in a queue: minus their place, minus their number, and who they are. The largest is called first."""
Queue = list[Item]
Line = list[Queue]
"""One service's queues: ordinary, priority, appointments kept, appointments too late. Under a rule that puts nobody
first all stand in the first one."""

Picked = tuple[Queue | None, int, bool]
"""The queue whose first person is called, its line, and whether the call goes to the first group."""

_ORDINARY, _PRIORITY, _KEPT, _LATE = range(4)
_QUEUES = {Lane.ORDINARY: _ORDINARY, Lane.PRIORITY: _PRIORITY, Lane.APPOINTMENT: _LATE}


def stand(line: Line, rule: CallRule, person: Waiting) -> None:
    """Somebody joins a line."""
    queue = _ORDINARY
    if rule.kind is Rule.PRIORITY_FLOOR:
        queue = _QUEUES[person.lane] if person.kept is None else _KEPT
    insort(line[queue], (-position(rule, person)[0], -person.ticket, person))


def earliest_in(line: Line, rule: CallRule) -> float:
    """Since when the one who has waited longest waits: no queue's first where slots or credits order it."""
    earliest = inf
    for place, queue in enumerate(line):
        if queue:
            is_by_arrival = place != _KEPT and rule.kind is not Rule.COUNTS_FROM
            since = queue[-1][2].since if is_by_arrival else min(each[2].since for each in queue)
            earliest = min(earliest, since)
    return earliest


def pick(queues: list[Line], rule: CallRule, lines: Iterable[int], now: float, run: int) -> Picked:
    """Of these lines of one rule, the queue whose first person is called after `run` calls of the first group."""
    choose = _pick_floor if rule.kind is Rule.PRIORITY_FLOOR else _pick_earliest
    return choose(queues, rule, lines, now, run)


def _pick_earliest(queues: list[Line], _rule: CallRule, lines: Iterable[int], _now: float, _run: int) -> Picked:
    """Under a rule that puts nobody first: the earliest place."""
    best: Queue | None = None
    found = 0
    for line in lines:
        queue = queues[line][_ORDINARY]
        if queue and (best is None or queue[-1] > best[-1]):
            best, found = queue, line
    return best, found, False


def _pick_floor(queues: list[Line], rule: CallRule, lines: Iterable[int], now: float, run: int) -> Picked:
    """As `domain.line` has it: the first group, unless somebody ordinary waits too long and it has had its calls."""
    first: Queue | None = None
    ordinary: Queue | None = None
    rest: Queue | None = None
    first_line = ordinary_line = rest_line = 0
    due = -(now + rule.appt_window_s)
    for line in lines:
        usual, priority, kept, late = queues[line]
        if priority and (first is None or priority[-1] > first[-1]):
            first, first_line = priority, line
        if kept:
            if kept[-1][0] >= due:
                if first is None or kept[-1] > first[-1]:
                    first, first_line = kept, line
            elif rest is None or kept[-1] > rest[-1]:
                rest, rest_line = kept, line
        if usual and (ordinary is None or usual[-1] > ordinary[-1]):
            ordinary, ordinary_line = usual, line
        if late and (rest is None or late[-1] > rest[-1]):
            rest, rest_line = late, line
    if ordinary is not None and run >= rule.every - 1 and now + ordinary[-1][0] > rule.floor_s:
        return ordinary, ordinary_line, False
    if first is not None:
        return first, first_line, True
    if rest is not None and (ordinary is None or rest[-1] > ordinary[-1]):
        return rest, rest_line, False
    return ordinary, ordinary_line, False
