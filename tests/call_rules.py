"""The call rules once more, naive and word by word as hallbench/1 states them: what our own code is compared with.

It shares nothing with `server.domain.line`, and looks at everybody for every decision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Policy = Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    """A waiting ticket, in the words of hallbench/1."""

    number: int
    """Which of the day's tickets it is: of two equals the earlier one goes first."""
    service: str
    cls: str
    """N ordinary, P priority, A appointment."""
    t: float
    """Issued or checked in; requeue and transfer do not change it."""
    appt_t: float | None = None


def has_kept_its_slot(policy: Policy, person: Person) -> bool:
    """An appointment "checked in at most the grace late"."""
    return person.appt_t is not None and person.t - person.appt_t <= policy.get("appt_grace_s", 600)


def is_of_the_first_group(policy: Policy, person: Person, now: float) -> bool:
    """Priority tickets, and appointments from 5 minutes before their slot (checked in at most the grace late)."""
    if person.cls == "P":
        return True
    if person.cls == "A" and has_kept_its_slot(policy, person):
        assert person.appt_t is not None
        return now >= person.appt_t - policy.get("appt_window_s", 300)
    return False


def prescribed(policy: Policy, waiting: Sequence[Person], *, now: float, run: int) -> Person | None:
    """The one the protocol prescribes; `run` = calls in a row of this counter that went to the first group."""
    if not waiting:
        return None
    if policy["kind"] == "fifo":
        return min(waiting, key=lambda person: (person.t, person.number))
    if policy["kind"] == "counts_from":
        return min(waiting, key=lambda person: (counts_from(policy, person), person.number))
    first = [person for person in waiting if is_of_the_first_group(policy, person, now)]
    ordinary = [person for person in waiting if person.cls == "N"]
    has_waited_too_long = [person for person in ordinary if now - person.t > policy["floor_s"]]
    if has_waited_too_long and run >= policy["every"] - 1:
        return min(ordinary, key=lambda person: (person.t, person.number))
    return min(first or waiting, key=lambda person: (in_order(policy, person), person.number))


def counts_from(policy: Policy, person: Person) -> float:
    """ "A ticket counts from its issue time (an appointment from its slot, if checked in at most the grace late, else
    from its check-in without credit) minus its class credit." """
    if person.cls == "A" and not has_kept_its_slot(policy, person):
        return person.t
    return in_order(policy, person) - float(policy["credit_s"][person.cls])


def in_order(policy: Policy, person: Person) -> float:
    """Its slot, for an appointment that kept it; else when it was issued."""
    if person.appt_t is not None and has_kept_its_slot(policy, person):
        return person.appt_t
    return person.t
