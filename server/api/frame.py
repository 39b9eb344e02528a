"""What every route of the API shares: reading a request, doing one verb, answering."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel
from sqlalchemy import Connection

from server import auth, cards, http_errors, perform, queries
from server.api import shapes
from server.domain.errors import InvalidRequest, NotSignedIn
from server.here import here
from server.models import Record
from server.operations.arrivals import Likely
from server.operations.moment import Actor, Moment
from server.pulse import Pulse, only_hall
from server.scenes import waits

PREFIX = "/api/v1"
KEY_HEADER = "Idempotency-Key"
KEY_LENGTH = 80

_DOCUMENTED = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503)

Json = dict[str, Any]

_NEVER_KEPT = frozenset({"password", "person", "pin", "score", "aspects"})


def new_noun(name: str, *, about: str) -> APIBlueprint:
    """A blueprint whose every route documents the one error shape for every status we refuse with."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix=PREFIX,
        abp_tags=[Tag(name=name, description=about)],
        abp_responses=dict.fromkeys(_DOCUMENTED, shapes.Error),
    )


def answer(body: Json, status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, content_type="application/json")


def do(
    verb: Callable[..., Any],
    present: Callable[[Moment, Any], Json],
    *,
    status: int = 200,
    replayed: bool = True,
    **arguments: Any,
) -> Response:
    """Perform one verb for whoever asks, and answer with what `present` makes of it.

    `replayed=False` is for answers that hold a secret: they are not kept with their key.
    """
    who = auth.required()
    return do_for(
        who.hall_id, who.key_owner, who.actor, partial(_by_whom_it_is, who, verb), present,
        status=status, replayed=replayed, **arguments,
    )  # fmt: skip


def do_for(
    hall: int,
    principal: str,
    actor: Actor,
    verb: Callable[..., Any],
    present: Callable[[Moment, Any], Json],
    /,
    *,
    status: int = 200,
    replayed: bool = True,
    **arguments: Any,
) -> Response:
    """As `do`, for somebody without an account: `principal` names whose keys these are."""
    asked = perform.Request(
        hall_id=hall,
        actor=actor,
        principal=principal,
        now=here().clock(),
        key=idempotency_key() if replayed else None,
        fingerprint=_fingerprint(),
    )
    code, body = perform.perform(
        here().database,
        here().live,
        asked,
        verb,
        present,
        status=status,
        refused=http_errors.reply,
        **arguments,
    )
    return Response(body, code, content_type="application/json")


def _by_whom_it_is(who: auth.Principal, verb: Callable[..., Any], moment: Moment, **arguments: Any) -> Any:
    moment.actor = auth.actor_now(moment.db, who)
    return verb(moment, **arguments)


def idempotency_key() -> str | None:
    """The caller's Idempotency-Key. Raises InvalidRequest for one that is none."""
    key = request.headers.get(KEY_HEADER)
    if key is None:
        return None
    if not 1 <= len(key) <= KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise InvalidRequest(field=KEY_HEADER)
    return key


def _fingerprint() -> str:
    """What was asked for, to tell a repeat from another request with the same key.

    A password or PIN takes no part, no phone or card number, and nothing of a rating: the fingerprint is kept, and a
    plain hash of a body whose every other letter is known would let whoever reads the database try them by the million.
    """
    body, said = request.get_data(), request.get_json(silent=True)
    if isinstance(said, dict):  # Also without any of them: a retry may have lost the card between two tries.
        body = json.dumps({name: said[name] for name in sorted(said) if name not in _NEVER_KEPT}).encode()
    return hashlib.sha256(f"{request.method} {request.path}\n".encode() + body).hexdigest()


def likely(moment: Moment) -> Likely:
    """How long whoever comes now waits, for a verb that gives them a number."""
    pulse = here().pulse_in(moment)
    return lambda service, lane: waits(pulse).of_comer(service, lane)


def device_body(moment: Moment, device: Record) -> Json:
    """`{"device": Device}`."""
    return {"device": queries.device(device, moment.now, moment.day)}


def ticket_body(moment: Moment, ticket: Record) -> Json:
    """`{"ticket": Ticket}` as it stands inside the verb's own transaction."""
    pulse = here().pulse_in(moment)
    menu = here().menus.of(moment.db, moment.hall)
    return {"ticket": cards.ticket_card(moment.db, pulse, menu, ticket, here().settings.public_url)}


def read(make: Callable[[Connection, Pulse], Json]) -> Response:
    """Answer with what `make` reads of the caller's hall, all of one instant."""
    with here().database.read() as db:
        pulse = here().pulse(db, hall_asked(db))
        body = make(db, pulse)
    return answer(body)


def hall_asked(db: Connection) -> int:
    """The caller's hall; for a caller nobody knows, the only hall. Raises NotSignedIn when there are several."""
    who = auth.current()
    hall = who.hall_id if who is not None else only_hall(db)
    if hall is None:
        raise NotSignedIn
    return hall


def day_asked(text: str) -> date | None:
    """The day of a query; None when it names none, which means today. Raises InvalidRequest."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidRequest(field="day") from None


def plain(row: Record, shape: type[BaseModel]) -> Json:
    """The columns of `row` that `shape` names."""
    return {name: getattr(row, name) for name in shape.model_fields}
