"""Verbs of letters: a complaint or praise comes in, is taken up, and is answered once."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from server.domain.errors import KeyReused
from server.domain.letter import Standing, due_at
from server.domain.letter_errors import LetterAnswered, LetterTaken, UnknownLetter
from server.models import Record
from server.operations.moment import Moment
from server.public_models import Letter

_BY_CODE = select(Letter.__table__).where(Letter.code_hash == bindparam("hash"))
_BY_ID = select(Letter.__table__).where(Letter.id == bindparam("letter"), Letter.hall_id == bindparam("hall"))


def send_letter(moment: Moment, *, code_hash: str, **letter: Any) -> Record:
    """A letter comes in: `kind`, `text`, `language`, and the `label`, `counter` and `service` its sender wants known.

    The same letter again is a press whose answer was lost. Raises KeyReused for another one under the same code.
    """
    known = moment.db.execute(_BY_CODE, {"hash": code_hash}).one_or_none()
    if known is not None:
        if (known.kind, known.text) != (letter["kind"], letter["text"]):
            raise KeyReused
        return known
    sent = moment.db.execute(
        insert(Letter)
        .values(
            hall_id=moment.hall.id,
            code_hash=code_hash,
            state=Standing.RECEIVED.value,
            is_trial=moment.hall.trial_since is not None,
            received_at=moment.now,
            due_at=_due(moment, letter["kind"], Standing.RECEIVED, moment.now),
            **letter,
        )
        .returning(*Letter.__table__.columns)
    ).one()
    # Nothing of who and what: the story is never deleted, letters are.
    moment.tell("letter_received", letter=sent.id, letter_kind=sent.kind)
    return sent


def take_up(moment: Moment, *, letter: int) -> Record:
    """Its sender reads that somebody is at it; said twice it stays so.

    Raises UnknownLetter, LetterAnswered, and LetterTaken for the second of two who press at once.
    """
    found = _open(moment, letter)
    if found.state == Standing.TAKEN_UP:
        if found.taken_up_by not in (moment.actor.by, None):
            raise LetterTaken(by=found.taken_up_by)
        return found
    moment.tell("letter_taken_up", letter=letter)
    return _change(
        moment,
        letter,
        state=Standing.TAKEN_UP.value,
        due_at=_due(moment, found.kind, Standing.TAKEN_UP, found.received_at),
        taken_up_at=moment.now,
        taken_up_by=moment.actor.by,
        by=moment.actor.by,
    )


def answer_letter(moment: Moment, *, letter: int, answer: str) -> Record:
    """What its sender reads with the code. Raises UnknownLetter, LetterAnswered."""
    _open(moment, letter)
    moment.tell("letter_answered", letter=letter)
    return _change(
        moment,
        letter,
        state=Standing.ANSWERED.value,
        answer=answer,
        answered_at=moment.now,
        by=moment.actor.by,
    )


def _due(moment: Moment, kind: str, state: str, received_at: datetime) -> datetime | None:
    return due_at(kind, state, received_at, moment.regulations.letters.answer_within_days)


def _open(moment: Moment, letter: int) -> Record:
    found = moment.db.execute(_BY_ID, {"letter": letter, "hall": moment.hall.id}).one_or_none()
    if found is None:
        raise UnknownLetter(letter=letter)
    if found.state == Standing.ANSWERED:
        raise LetterAnswered(by=found.by)
    return found


def _change(moment: Moment, letter: int, **to: Any) -> Record:
    changed = update(Letter).where(Letter.id == letter).values(**to).returning(*Letter.__table__.columns)
    return moment.db.execute(changed).one()
