"""Reads what the page asks for into checked wishes; whatever is odd is refused with a code, never a crash."""

import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any

from assets import LANGUAGES
from kiosk.offer import Offer
from kiosk.refusals import InvalidRequest, UnknownGrounds, UnknownProcedure, UnknownService

LANES = ("ordinary", "priority", "appointment")
LONGEST = 80
"""Characters of any word the page sends; codes are far shorter."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a citizen asks for at the end of the touch flow."""

    service: str
    procedure: str | None
    lane: str
    grounds: str | None
    language: str

    def as_json(self) -> dict[str, Any]:
        """The body the server reads; what was not said is not sent."""
        said = {
            "service": self.service,
            "procedure": self.procedure,
            "lane": self.lane,
            "grounds": self.grounds,
            "language": self.language,
        }
        return {name: value for name, value in said.items() if value is not None}


def read_wish(body: dict[str, Any]) -> Wish:
    """A wish for a ticket, well formed; whether the hall offers it is another question. Raises a Refusal."""
    service = _word(body, "service")
    if service is None:
        raise InvalidRequest(field="service")
    procedure = _word(body, "procedure")
    grounds = _word(body, "grounds")
    lane = _one_of(body, "lane", LANES) or ("priority" if grounds else "ordinary")
    if grounds is not None and lane != "priority":
        raise InvalidRequest(field="grounds")
    return Wish(service, procedure, lane, grounds, read_language(body))


def check_offered(wish: Wish, offer: Offer) -> None:
    """Whether a hall with this catalogue offers it. Raises a Refusal."""
    if wish.service not in offer.service_codes:
        raise UnknownService(service=wish.service)
    if wish.procedure is not None and wish.procedure not in offer.procedure_codes:
        raise UnknownProcedure(procedure=wish.procedure)
    if wish.grounds is not None and wish.grounds not in offer.ground_codes:
        raise UnknownGrounds(grounds=wish.grounds)


def read_guide(body: dict[str, Any], procedures: frozenset[str]) -> str:
    """The procedure whose checklist is wanted on paper. Raises a Refusal."""
    procedure = _word(body, "procedure")
    if procedure is None:
        raise InvalidRequest(field="procedure")
    if procedure not in procedures:
        raise UnknownProcedure(procedure=procedure)
    return procedure


def read_language(body: dict[str, Any]) -> str:
    """The language of the paper; Vietnamese unless said."""
    return _one_of(body, "language", LANGUAGES) or LANGUAGES[0]


def read_key(value: str | None) -> str | None:
    """An Idempotency-Key as the server accepts it. Raises InvalidRequest."""
    if value is None:
        return None
    if not (0 < len(value) <= LONGEST and value.isascii() and value.isprintable()):
        raise InvalidRequest(field="Idempotency-Key")
    return value


def fresh_key() -> str:
    """A key for whoever brought none: such a wish is nobody's second touch."""
    return f"take-{uuid.uuid4()}"


def read_query(value: str) -> str:
    """What was typed into the search field, in one form; a novel is cut to its first words."""
    plain = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", value))
    return plain.strip()[:LONGEST]


def _word(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidRequest(field=name)
    plain = unicodedata.normalize("NFC", value)
    if not plain or len(plain) > LONGEST or not plain.isprintable():
        raise InvalidRequest(field=name)
    return plain


def _one_of(body: dict[str, Any], name: str, choices: tuple[str, ...]) -> str | None:
    value = _word(body, name)
    if value is not None and value not in choices:
        raise InvalidRequest(field=name)
    return value
