"""Who is next at this counter: the call rule, and why it chose whom it chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.domain.ticket import Lane


class Rule(StrEnum):
    FIFO = "fifo"
    """The earliest arrival, whatever its lane."""

    PRIORITY_FIRST = "priority_first"
    """Priority and appointments first, in order of arrival; then the others in order."""


FIRST_GROUP = (Lane.PRIORITY, Lane.APPOINTMENT)


@dataclass(frozen=True)
class Head:
    """The person at the head of one lane, as seen from one counter."""

    ticket: int
    counts_from: datetime


@dataclass(frozen=True)
class Choice:
    """Who is called, and by which rule: the beginning of the answer to "why not me?"."""

    ticket: int
    lane: Lane
    rule: Rule


def goes_first(rule: Rule, lane: Lane) -> bool:
    """Whether `rule` calls people of `lane` before those who arrived earlier in other lanes."""
    return rule is Rule.PRIORITY_FIRST and lane in FIRST_GROUP


def choose(rule: Rule, heads: Mapping[Lane, Head]) -> Choice | None:
    """The head this counter calls next, or None when nobody waits. `heads` holds the first person of each lane."""
    if not heads:
        return None
    first = [lane for lane in heads if goes_first(rule, lane)]
    lane = min(first or heads, key=lambda lane: (heads[lane].counts_from, heads[lane].ticket))
    return Choice(heads[lane].ticket, lane, rule)
