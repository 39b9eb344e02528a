"""Letters to the complaints office: how one stands, by when it is due, how long it is kept, and its answer's code.

People may complain of a one-stop desk, and the desk must receive it (Nghị định 118/2025/NĐ-CP, since 1/7/2025).
"""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.slots import LETTERS


class Kind(StrEnum):
    COMPLAINT = "complaint"
    PRAISE = "praise"


class Standing(StrEnum):
    RECEIVED = "received"
    TAKEN_UP = "taken_up"
    ANSWERED = "answered"


KEPT = timedelta(days=365)
"""So long after its answer a letter can be read again; then it is deleted."""

TAKEN_UP_WITHIN = timedelta(days=10)
"""Within which a complaint is to be taken up (Luật Khiếu nại 2011, Điều 27)."""

CODE_LENGTH = 15
"""61 bits: nobody meets one by trying."""


def code_of(secret: str) -> str:
    """The code of a letter, made of what only its sender's page knows: a press whose answer was lost is asked again and
    finds the same letter, though its code is kept nowhere in the clear."""
    number = int.from_bytes(hashlib.sha256(f"letter\n{secret}".encode()).digest())
    letters = []
    for _ in range(CODE_LENGTH):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    return "".join(letters)


def spoken(code: str) -> str:
    """In threes, as people copy it without losing the place."""
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))


def due_at(kind: str, state: str, received_at: datetime, answer_within_days: int) -> datetime | None:
    """By when the office must have done its next step: take a complaint up, or answer it. Praise is due never."""
    if kind != Kind.COMPLAINT:
        return None
    answered = received_at + timedelta(days=answer_within_days)
    return min(answered, received_at + TAKEN_UP_WITHIN) if state == Standing.RECEIVED else answered


def is_overdue(state: str, due: datetime | None, now: datetime) -> bool:
    return state != Standing.ANSWERED and due is not None and now > due
