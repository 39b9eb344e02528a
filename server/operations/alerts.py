"""Verbs of alerts: a supervisor has seen one, and it is over."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from server.acknowledged import Seen, acknowledged
from server.domain.alerts import Alert, Kind, Tone, is_seen
from server.domain.errors import AlertGone
from server.operations.moment import Moment

Current = Callable[[Moment], Iterable[Alert]]
"""What needs a hand at a verb's moment."""


def acknowledge(moment: Moment, *, kind: Kind, subject: str, tone: Tone, current: Current) -> Seen:
    """All supervisors learn that somebody looks after it, until it is over or turns red.

    The second of two who press at once finds it seen, and hears who was first. Raises AlertGone.
    """
    seen = acknowledged(moment.db, moment.hall, moment.day).get((kind, subject))
    if seen is not None and is_seen(tone, seen.tone):
        return seen
    if not any((each.kind, each.subject) == (kind, subject) for each in current(moment)):
        raise AlertGone(kind=kind.value, subject=subject)
    row = moment.tell("alert_acknowledged", alert=kind.value, subject=subject, tone=tone.value)
    return Seen(row["seq"], tone, row["by"], datetime.fromisoformat(row["at"]))


def end_alerts(moment: Moment, *, seen: Collection[int]) -> None:
    """The alerts that were seen by these rows of the story are over: should they begin anew, they are news."""
    for (kind, subject), each in acknowledged(moment.db, moment.hall, moment.day).items():
        if each.seq in seen:  # another worker, or a new press, may have come first
            moment.tell("alert_over", alert=kind, subject=subject, acknowledged=each.seq)
