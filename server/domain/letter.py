"""Letters to the complaints office: how one stands, how long it is kept, and the code that shows its answer.

Nghị định 61/2018/NĐ-CP, Điều 6.1 and 8.1.đ: people may complain and the desk must receive it.
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


def is_overdue(kind: str, state: str, received_at: datetime, now: datetime) -> bool:
    return kind == Kind.COMPLAINT and state == Standing.RECEIVED and now - received_at > TAKEN_UP_WITHIN
