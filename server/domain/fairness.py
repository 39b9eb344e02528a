"""Why one label was called before another: the answer to a complaint, from what the story told at that moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from server.domain.facts import Sentence, facts
from server.domain.standing import Standing, Step, standing, taken_back
from server.domain.ticket import IN_HAND, Lane, State

Does = Mapping[int, Collection[str]]
"""By number, the services a counter does."""


@dataclass(frozen=True)
class Explanation:
    answer: Sentence
    facts: list[Sentence]
    call: Step | None
    """The call the answer is about."""


@dataclass(frozen=True)
class _Meeting:
    """A call of the other label, and where both stood just before it."""

    call: Step
    mine: Standing | None
    other: Standing

    @property
    def waited(self) -> bool:
        return self.mine is not None and self.mine.state is State.WAITING


def explain(mine: Sequence[Step], other: Sequence[Step], does: Does) -> Explanation:
    """Why `other` was called before `mine`; both are the story's rows about one label of one day, oldest first.

    The call that is explained is the first at which `mine` waited where that counter could have called it. When there
    is none: the first made since `mine` was given; and when there is none either, the first call of all. Calls that
    were taken back do not count.
    """
    undone = taken_back(other)
    calls = [step for step in other if step.is_first_call and step.seq not in undone]
    meetings = [_Meeting(call, standing(mine, call.seq), _certain(standing(other, call.seq))) for call in calls]
    rivals = [meeting for meeting in meetings if meeting.waited and _could_call(meeting, does)]
    since = [meeting for meeting in meetings if meeting.mine is not None]
    chosen = (rivals or since or meetings)[:1]
    if not chosen:
        return Explanation(Sentence("never_called"), facts(mine, other, None), None)
    meeting = chosen[0]
    answer = _in_line(meeting, does) if meeting.waited else _elsewhere(meeting, mine)
    return Explanation(answer, facts(mine, other, meeting.call), meeting.call)


def _certain(stood: Standing | None) -> Standing:
    if stood is None:
        raise ValueError("a call of a ticket the story never issued")
    return stood


def _could_call(meeting: _Meeting, does: Does) -> bool:
    """Whether the calling counter could have called mine instead, which waited."""
    call, mine, other = meeting.call, _certain(meeting.mine), meeting.other
    if mine.reserved is not None:
        return mine.reserved == call.counter
    if mine.service == other.service and other.reserved is None:
        return True  # also by a choice from a line that the counter did not help just then
    called_from = call.details.get("services")
    if called_from is not None:
        return mine.service in called_from
    passed = call.details.get("passed")
    if passed is not None and mine.place < other.place:
        if any(one["ticket"] == mine.ticket for one in passed):
            return True
        if len(passed) == call.details["passed_over"]:
            return False  # the call named everyone it passed over, and mine is not among them
    # An old story does not say; only here we ask what the counter does now.
    return mine.service in does.get(call.counter or 0, ())


def _elsewhere(meeting: _Meeting, mine: Sequence[Step]) -> Sentence:
    """Mine did not wait when the other was called."""
    stood = meeting.mine
    if stood is None:
        if mine[0].given_at < meeting.call.at:
            return Sentence("held_by_kiosk", {"issued_at": mine[0].given_at, "joined_at": mine[0].at})
        return Sentence("not_here_yet", {"issued_at": mine[0].given_at})
    at = {"since_at": stood.step.at, "reason": stood.step.why or ""}
    if stood.state is State.ABSENT:
        return Sentence("absent", at | {"counter": stood.step.counter or 0})
    if stood.state is State.PARKED:
        return Sentence("parked", at | {"counter": stood.step.counter or 0})
    if stood.state in IN_HAND or stood.state is State.FINISHED:
        called = _last_call(mine, meeting.call.seq)
        return Sentence("mine_first", {"mine_at": called.at, "mine_counter": called.counter or 0})
    return Sentence(stood.state.value, at)


def _last_call(life: Sequence[Step], before: int) -> Step:
    """The newest first call before the row `before` that brought the label to where it is."""
    undone = taken_back([step for step in life if step.seq < before])
    return [s for s in life if s.seq < before and s.is_first_call and s.seq not in undone][-1]


def _in_line(meeting: _Meeting, does: Does) -> Sentence:
    """Both waited: what put the other first."""
    call, mine = meeting.call, _certain(meeting.mine)
    if mine.reserved is not None and mine.reserved != call.counter:
        return Sentence("reserved", {"reserved_counter": mine.reserved})
    if not _could_call(meeting, does):
        return _other_line(meeting)
    if call.details.get("rule") == "chosen":
        return Sentence("chosen", {"by": call.by, "reason": call.why or ""})
    return _by_rule(meeting) or _by_place(meeting) or _by_group(meeting)


def _other_line(meeting: _Meeting) -> Sentence:
    mine, other = _certain(meeting.mine), meeting.other
    if other.reserved is not None:
        return Sentence("sent_there", {"sent_at": (other.came or other.step).at})
    if mine.service == other.service:
        return Sentence("unexplained")
    services = {"service": mine.service, "other_service": other.service}
    if other.place < mine.place and not _came_together(mine, other):
        # Whether the counter helped mine's line just then is not told; that the other came first is true either way.
        return Sentence("two_lines", services | {"mine_at": mine.since, "other_at": other.since})
    return Sentence("helped" if meeting.call.details.get("helped") else "separate", services)


def _by_rule(meeting: _Meeting) -> Sentence | None:
    """What the rule held against arrival, when mine came first or was of those who go first."""
    call, mine, other = meeting.call, _certain(meeting.mine), meeting.other
    because, waited_s = call.details.get("because"), int((call.at - other.since).total_seconds())
    mine_came_first = mine.place < other.place
    if because == "floor" and (mine_came_first or mine.lane != Lane.ORDINARY):
        return Sentence("floor", {"waited_s": waited_s})
    is_due = because == "appointment" or (because is None and other.lane == Lane.APPOINTMENT and _goes_first(call))
    if is_due and (mine_came_first or mine.turn < other.turn):
        return Sentence("appointment", {"slot_at": other.slot or ""})
    if not mine_came_first:
        return None
    if mine.slot is not None and other.turn < mine.turn:
        return Sentence("slot_later", {"slot_at": mine.slot, "other_at": other.since})
    if because == "credit":
        return Sentence("credit", {"lane": other.lane})
    if other.lane == Lane.PRIORITY != mine.lane and (because == "priority" or (because is None and _goes_first(call))):
        return Sentence("priority", {"grounds": other.grounds or ""})
    return None


def _goes_first(call: Step) -> bool:
    """Whether an older row, without its reason, was made by a rule that lets some lanes go first."""
    return call.details.get("rule") in ("priority_first", "priority_floor", None)


def _by_place(meeting: _Meeting) -> Sentence | None:
    """Who had the earlier place, and how it came to that."""
    mine, other = _certain(meeting.mine), meeting.other
    if mine.place < other.place:
        return None
    places = {"mine_at": mine.since, "other_at": other.since}
    if mine.lost is not None and mine.lost.kind == "ticket_delayed" and mine.issued < other.since:
        return Sentence("lost_delayed", places | {"delayed_at": mine.lost.at})
    if _came_together(mine, other):
        return Sentence("same_second", {"came_at": other.since, "by": _together_by(mine, other)})
    if mine.lost is not None and mine.issued < other.since:
        how = "late" if mine.lost.kind == "ticket_restored" else "moved"
        return Sentence(f"lost_{how}", places | {"issued_at": mine.issued})
    if other.came is None or other.lost is not None:
        return Sentence("arrival", places)
    came = places | {"came_at": other.came.at}
    if other.came.kind in ("ticket_restored", "ticket_put_back"):
        return Sentence("returned", came)
    return Sentence("came_over" if other.came.kind == "ticket_transferred" else "next_step", came)


def _came_together(mine: Standing, other: Standing) -> bool:
    """Whether both stand in line from the same second on, the finest that a person is told."""
    return mine.since.replace(microsecond=0) == other.since.replace(microsecond=0)


def _together_by(mine: Standing, other: Standing) -> str:
    """What decided between two that came in the same second: the order of their numbers, unless that says otherwise."""
    is_arrival = mine.lost is None and other.lost is None
    if other.first < mine.first and (is_arrival or other.since == mine.since):
        return "number"
    return "step" if other.since == mine.since else "moment"


def _by_group(meeting: _Meeting) -> Sentence:
    """A counter with services of several rules calls the earliest of those whom each rule puts next."""
    mine, other = _certain(meeting.mine), meeting.other
    if mine.service == other.service:
        return Sentence("unexplained")
    return Sentence("heads", {"service": mine.service, "other_service": other.service})
