"""Somebody lets others go first: where they stand then."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from server.domain.line import INSTANT_S, CallRule, Waiting, calls, position
from server.domain.ticket import Lane

TURNS = 5
"""So many go first: a way to the copy shop and back. More, or twice, and a line fills with people who are not there
(Nevada's DMV in 2015: phones that moved back again and again shut out those who had come)."""


@dataclass(frozen=True)
class Delayed:
    """The place of somebody who let others go first."""

    lane: Lane
    since: float
    """What counts as their arrival from now on, seconds on the line's clock."""
    passed: int
    """How many go first who would have come after them."""


RuleOf = Callable[[str], CallRule]
"""The call rule of a service, by its code."""


def delayed(rule_of: RuleOf, person: Waiting, others: Iterable[Waiting], *, now: float) -> Delayed | None:
    """Where `person` stands when the next `TURNS` of `others` go first, or all who come after, if they are fewer.

    `others` are all whom a counter may call that may call this person: also of another service, for whoever lets five
    go first at a counter of two services is not called after ten. None when nobody comes after. The lane stays if
    enough others of it come after; who of a lane that goes first has none behind them there goes on in the ordinary
    lane. The slot of an appointment is given up. Where long waits and those who go first take turns, or two rules meet,
    somebody's leaving changes the order of the others: then the most is taken that lets no sixth go first.
    """
    line = [*others, person]
    after = _after(rule_of, line, person, now)
    best: Delayed | None = None
    for moved in _places(rule_of, person, after[:TURNS], now):
        left = {each.ticket for each in _after(rule_of, [*line[:-1], moved], moved, now)}
        passed = sum(each.ticket not in left for each in after)
        if (best.passed if best else 0) < passed <= TURNS:
            best = Delayed(moved.lane, moved.since, passed)
    return best


def _places(rule_of: RuleOf, person: Waiting, after: Iterable[Waiting], now: float) -> Iterator[Waiting]:
    """The person just behind each of those, in the own lane and in the ordinary one; and as if come now."""
    for lane in dict.fromkeys([person.lane, Lane.ORDINARY]):
        moved = replace(person, lane=lane, slot=None)
        credit = moved.since - position(rule_of(moved.service), moved)[0]
        for other in after:
            # Within a rule people stand by its own measure, between two rules by their turns.
            for place in dict.fromkeys([position(rule_of(other.service), other)[0] + credit, other.turn[0]]):
                yield replace(moved, since=place + INSTANT_S)
        yield replace(moved, since=now)


def _after(rule_of: RuleOf, line: Iterable[Waiting], person: Waiting, now: float) -> list[Waiting]:
    """Who is called after `person`, the next first."""
    people = {each.ticket: each for each in line}
    pools: dict[CallRule, list[Waiting]] = {}
    for each in people.values():
        pools.setdefault(rule_of(each.service), []).append(each)
    called = [choice.ticket for choice in calls(pools.items(), now=now, run=0)]
    return [people[ticket] for ticket in called[called.index(person.ticket) + 1 :]]
