"""Checking in with the code of an appointment: the other way to a number, with the same key, journal and paper."""

from dataclasses import dataclass
from typing import Any

from kiosk.client import Server
from kiosk.refusals import InvalidRequest
from kiosk.wishes import LONGEST, read_language

Json = dict[str, Any]

LONGEST_CODE = 32
"""Characters; the hall's own codes have six, or ten."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Somebody has come with the code of an appointment."""

    code: str
    language: str

    def as_json(self) -> Json:
        """As the journal keeps it: after a power cut it is told from a wish by its first word."""
        return {"appointment": self.code, "language": self.language}


def read_check_in(body: Json) -> CheckIn:
    """A code, however it was typed or scanned; whether anybody knows it is the server's to say. Raises a Refusal."""
    typed = body.get("code")
    if not isinstance(typed, str) or len(typed) > LONGEST:
        raise InvalidRequest(field="code")
    code = "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
    if not 0 < len(code) <= LONGEST_CODE:
        raise InvalidRequest(field="code")
    return CheckIn(code, read_language(body))


def ask_for_ticket(server: Server, wish: Json, key: str, *, in_haste: bool = False, person: str | None = None) -> Json:
    """The ticket of a wish out of the journal, whichever way it came; `in_haste` as in `Server.issue`. Raises a
    Refusal.

    `person`, the number of a card, is in no journal: after a power cut the same key is asked without it, and reaches
    the same ticket, for the server does not compare it.
    """
    if "appointment" in wish:
        return server.check_in(wish["appointment"], wish["language"], key)
    return server.issue(wish | ({"person": person} if person else {}), key, in_haste=in_haste)
