"""Named reads for a complaint: two labels of one day, told by the story, and why one was called before the other."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from server.domain.errors import UnknownTicket
from server.domain.facts import Sentence
from server.domain.fairness import explain
from server.domain.standing import Step, taken_back
from server.models import Counter, Story, Ticket
from server.pulse import Pulse

Json = dict[str, Any]

_LEGS = select(Ticket.id).where(
    Ticket.hall_id == bindparam("hall"), Ticket.day == bindparam("day"), Ticket.label == bindparam("label")
)
_TOLD = (
    select(Story.__table__)
    .where(Story.hall_id == bindparam("hall"), Story.ticket_id.in_(bindparam("legs", expanding=True)))
    .where(Story.kind != "paper_reported")
    .order_by(Story.seq)
)
_DOES = select(Counter.number, Counter.services).where(Counter.hall_id == bindparam("hall"))


def why(db: Connection, pulse: Pulse, day: date, mine: str, other: str) -> Json:
    """Why `other` was called before `mine` on `day`. Raises UnknownTicket for a label that was not given that day."""
    lives = {label: _life(db, pulse, day, label) for label in (mine, other)}
    does = {row.number: row.services for row in db.execute(_DOES, {"hall": pulse.hall.id})}
    found = explain(lives[mine], lives[other], does)
    return {
        "day": day.isoformat(),
        "mine": _short(mine, lives[mine]),
        "other": _short(other, lives[other]),
        "call": found.call.seq if found.call else None,
        "answer": _said(found.answer),
        "facts": [_said(fact) for fact in found.facts],
        "names": _names(pulse),
    }


def _life(db: Connection, pulse: Pulse, day: date, label: str) -> list[Step]:
    """The story's rows about a label, of all legs of its visit."""
    legs = db.execute(_LEGS, {"hall": pulse.hall.id, "day": day, "label": label}).scalars().all()
    if not legs:
        raise UnknownTicket(label=label, day=day.isoformat())
    rows = db.execute(_TOLD, {"hall": pulse.hall.id, "legs": legs})
    return [
        Step(row.seq, row.at, row.kind, row.ticket_id, row.counter, row.by, row.why, row.details or {}) for row in rows
    ]


def _short(label: str, life: Sequence[Step]) -> Json:
    """A life in a few lines: what happened to the label, when and where."""
    undone, begun = taken_back(life), life[0].details
    return {
        "label": label,
        "service": begun["service"],
        "lane": begun["lane"],
        "grounds": begun.get("grounds"),
        "issued_at": life[0].given_at.isoformat(),
        "steps": [
            {
                "seq": step.seq,
                "at": step.at.isoformat(),
                "kind": step.kind,
                "counter": step.counter,
                "by": step.by,
                "why": step.why,
                "undone": step.seq in undone,
                # What undo would have put back is no part of the answer.
                "details": {name: value for name, value in step.details.items() if name != "before"},
            }
            for step in life
        ],
    }


def _said(sentence: Sentence) -> Json:
    params = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in sentence.params.items()
    }
    return {"id": sentence.id, "params": params}


def _names(pulse: Pulse) -> Json:
    """What the codes in the answer are called, by language; a ground without names here is one of the common ones."""
    return {
        "services": {
            code: {"vi": names["name"], "en": names.get("name_en"), "ko": names.get("name_ko")}
            for code, names in pulse.names.items()
        },
        "grounds": {ground.code: dict(ground.names) for ground in pulse.regulations.grounds if ground.names},
    }
