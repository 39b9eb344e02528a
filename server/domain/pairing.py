"""The one-time code with which a machine becomes a device of the hall: its letters, and how long it lasts."""

from collections.abc import Callable
from datetime import timedelta

from server.domain.slots import LETTERS

CODE_LENGTH = 8
"""33 bits: at thirty tries a minute nobody meets one in its quarter of an hour."""

VALID = timedelta(minutes=15)
"""Time to walk from the administrator's desk to the machine."""


def new_code(pick: Callable[[str], str]) -> str:
    """A code of letters that `pick` chooses, one by one; the same letters as those of appointments."""
    return "".join(pick(LETTERS) for _ in range(CODE_LENGTH))
