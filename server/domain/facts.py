"""What the written answer to a complaint adds: what the story told of the two labels, in the order of its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from server.domain.slots import HOME
from server.domain.standing import Step, is_unmade_leg, standing
from server.domain.ticket import ENDED, IN_HAND, Lane


@dataclass(frozen=True)
class Sentence:
    """One thing to say: a text's id and what stands in it. Times end in `_at`, durations in `_s`."""

    id: str
    params: Mapping[str, Any] = field(default_factory=dict)


Told = tuple[int, Sentence]
"""A sentence, and the story's row after which it is said."""

_SAID = {
    "ticket_absent": "was_absent",
    "ticket_restored": "came_back",
    "ticket_put_back": "put_back",
    "ticket_delayed": "delayed",
    "ticket_parked": "set_aside",
    "ticket_resumed": "resumed",
    "ticket_transferred": "moved",
    "ticket_finished": "finished",
    "ticket_cancelled": "cancelled",
    "ticket_voided": "voided",
    "ticket_expired": "expired",
    "lane_confirmed": "lane_confirmed",
    "lane_changed": "lane_changed",
    "reserve_told": "kiosk_told",
}
"""The steps that say where a label stood, and its lane. A start and a repeated call leave it at its counter."""

_ENDS = frozenset({"ticket_cancelled", "ticket_voided", "ticket_expired"})


def facts(mine: Sequence[Step], other: Sequence[Step], call: Step | None) -> list[Sentence]:
    """All that brought the two where they stood at `call`, the call itself, and what came of mine after it.

    They alone say where each of the two was then, in which line and lane.
    """
    told = [*_of_life("mine", mine, call), *_of_life("other", other, call)]
    if call is not None:
        told += ((call.seq, sentence) for sentence in _of_call(call, mine, other))
        told += [*_later("mine", mine, call), *_later("other", other, call)]
        told += _not_called(mine, call)
    return [sentence for _, sentence in sorted(told, key=lambda one: one[0])]


def _of_life(whose: str, life: Sequence[Step], call: Step | None) -> Iterator[Told]:
    """What was true of a label when the call was made; without a call, what is true of it now."""
    end, gone = call.seq if call else inf, _taken_back_at(life)
    yield life[0].seq, _given(whose, life[0])
    for step in life[1:]:
        if step.is_first_call and step.seq in gone and not step.seq < end <= gone[step.seq]:
            yield step.seq, Sentence("taken_back", _where(whose, step))
        elif step.seq < end and gone.get(step.seq, inf) >= end and _is_said(step):
            yield step.seq, _say(whose, step)


def _taken_back_at(life: Sequence[Step]) -> dict[int, int]:
    """By the row of a step that was undone, the row that undid it; a leg goes with the finish that made it."""
    gone = {step.details["undone"]: step.seq for step in life if step.kind == "move_undone"}
    for ended in [step for step in life if is_unmade_leg(step) and step.ticket != life[0].ticket]:
        gone |= {step.seq: ended.seq for step in life if step.ticket == ended.ticket} | {ended.seq: 0}
    return gone


def _later(whose: str, life: Sequence[Step], call: Step) -> Iterator[Told]:
    """What was put right after the call, and how it went on: with mine to its turn or its end, with the other where it
    looks like another call to who waits."""
    gone, is_mine = _taken_back_at(life), whose == "mine"
    counted = {step.seq for step in life if step.seq < call.seq}
    went_on = False
    for step in [step for step in life if step.seq > call.seq and step.seq not in gone]:
        if step.kind == "lane_changed":
            yield step.seq, Sentence("lane_changed_later", _say(whose, step).params)
        elif step.kind == "move_undone" and step.details["undone"] in counted:
            yield step.seq, Sentence("undone", {"whose": whose, "at": step.at})
        elif step.kind == "reserve_told" or (step.kind == "ticket_resumed" and not is_mine):
            yield step.seq, _say(whose, step)
        elif is_mine and not went_on and _goes_on(step):
            went_on = True
            yield step.seq, _mine_called(step, call) if step.is_first_call else _say(whose, step)


def _goes_on(step: Step) -> bool:
    """Whether its turn or its end comes with this step."""
    return step.is_first_call or step.kind == "ticket_resumed" or step.kind in _ENDS


def _is_said(step: Step) -> bool:
    return step.kind in _SAID or step.kind == "ticket_issued" or step.is_first_call


def _say(whose: str, step: Step) -> Sentence:
    """What a step did to the label."""
    said, told = _where(whose, step), step.details
    match step.kind:
        case "ticket_issued" if "handed_at" in told:
            return _given(whose, step)
        case "ticket_issued":
            return Sentence("next_step", said | {"service": told["service"]})
        case "ticket_called":
            return Sentence("called_before", said)
        case "lane_changed":
            said |= {"lane": told["lane"], "grounds": told.get("grounds") or "", "reason": step.why or ""}
        case "reserve_told":
            said |= {"lane": told["lane"], "taken_at": step.given_at}
        case "ticket_delayed":
            said |= {"passed": told["passed"], "lane": told["lane"]}
        case "ticket_parked":
            said["reason"] = step.why or ""
        case "ticket_transferred":
            kept = "yes" if told.get("keep_place", True) else "no"
            said |= {"service": told["service"], "to_counter": told.get("to_counter") or "", "kept": kept}
        case "ticket_restored":
            said["kept"] = "yes" if told.get("kept_place", True) else "no"
    return Sentence(_SAID[step.kind], said)


def _where(whose: str, step: Step) -> dict[str, Any]:
    return {"whose": whose, "at": step.at, "counter": step.counter or 0}


def _given(whose: str, step: Step) -> Sentence:
    told = step.details
    said = {"whose": whose, "at": step.given_at, "service": told["service"]}
    said |= {"lane": told["lane"], "grounds": told.get("grounds") or ""}
    if step.given_at != step.at:
        return Sentence("held", said | {"joined_at": step.at})
    return Sentence("given_from_home" if told.get("channel") == HOME else "given", said)


def _of_call(call: Step, mine: Sequence[Step], other: Sequence[Step]) -> Iterator[Sentence]:
    details, stood, called = call.details, standing(mine, call.seq), standing(other, call.seq)
    yield Sentence("called", {"at": call.at, "counter": call.counter or 0})
    if details.get("helped") and called is not None:
        yield Sentence("counter_helped", {"counter": call.counter or 0, "service": called.service})
    if details.get("rule") not in (None, "chosen"):
        yield Sentence("rule", {"rule": details["rule"]})
    if details.get("passed_over"):
        passed = "passed_ahead" if details.get("rule") == "chosen" else "passed_over"
        yield Sentence(passed, {"count": details["passed_over"]})
    if stood is not None and stood.slot and stood.lane == Lane.APPOINTMENT:
        yield Sentence("mine_slot", {"slot_at": stood.slot})
    if details.get("rule") != "chosen" and "because" not in details:
        yield Sentence("undetailed")


def _mine_called(step: Step, call: Step) -> Sentence:
    after_s = int((step.at - call.at).total_seconds())
    return Sentence("mine_called", {"at": step.at, "counter": step.counter or 0, "after_s": after_s})


def _not_called(mine: Sequence[Step], call: Step) -> Iterator[Told]:
    """A turn of mine was still to come when the other was called, by all that counts today, and has not come by now."""
    gone = _taken_back_at(mine)
    counted = [step for step in mine if step.seq not in gone]
    stood = standing(counted, call.seq)
    is_still_to_come = stood is None or not (stood.state in IN_HAND or stood.state in ENDED)
    if is_still_to_come and not any(step.seq > call.seq and _goes_on(step) for step in counted):
        yield max(mine[-1].seq, call.seq), Sentence("mine_not_called")
