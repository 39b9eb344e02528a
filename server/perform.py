"""One verb, one transaction, then tell: the only place that commits and the only caller of the announcer."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, insert, select

from server.db import Database
from server.domain.errors import DatabaseAway, KeyReused, Refusal
from server.models import Answer
from server.operations.moment import Actor, Moment, lock_hall


@dataclass(frozen=True)
class Request:
    """A change somebody asks for: who, in which hall, when, and under which key."""

    hall_id: int
    actor: Actor
    principal: str
    """Whose keys these are: `device:3`, `account:7`."""
    now: datetime
    key: str | None = None
    """The caller's Idempotency-Key."""
    fingerprint: str = ""
    """A hash of method, path and body: what the key stands for."""


class Announcer(Protocol):
    def tell(self, hall_id: int) -> None:
        """Tell the hall that something happened; the story says what. Called after the commit, never inside it."""


_KEPT = select(Answer.fingerprint, Answer.status, Answer.body).where(
    Answer.principal == bindparam("principal"), Answer.key == bindparam("key")
)
_KEEP = insert(Answer)

Reply = tuple[int, str]
"""Status and JSON body."""


def perform(
    database: Database,
    announcer: Announcer,
    request: Request,
    verb: Callable[..., Any],
    present: Callable[[Moment, Any], dict[str, Any]],
    *,
    status: int = 200,
    refused: Callable[[Refusal], Reply],
    **arguments: Any,
) -> Reply:
    """Do `verb(moment, **arguments)` once for `request.key`, and answer with what `present` makes of its result.

    A refusal changes nothing and is an answer like any other: it is kept with the key too, so that a retry hears the
    same. Raises KeyReused for a key that stood for something else, DatabaseAway when nothing could be done.
    """
    try:
        with database.write() as db:
            hall = lock_hall(db, request.hall_id)
            kept = _kept_answer(db, request)
            if kept is not None:
                return kept
            moment = Moment(db, hall, request.now, request.actor)
            result = verb(moment, **arguments)
            moment.write_down()
            reply = status, json.dumps(present(moment, result), ensure_ascii=False)
            _keep_answer(db, request, reply)
    except (KeyReused, DatabaseAway):
        raise
    except Refusal as refusal:
        return _keep_refusal(database, request, refused(refusal))
    if moment.told or moment.is_news:
        announcer.tell(request.hall_id)
    return reply


def _keep_refusal(database: Database, request: Request, reply: Reply) -> Reply:
    """Keep what a rolled-back verb answered: in a transaction of its own, for a savepoint would cost every verb two
    statements for the sake of the few that are refused."""
    if request.key is None:
        return reply
    with database.write() as db:
        lock_hall(db, request.hall_id)
        # The same request may have come twice at once; then the other one's answer, whatever it is, is the answer.
        kept = _kept_answer(db, request)
        if kept is None:
            _keep_answer(db, request, reply)
    return kept or reply


def _kept_answer(db: Connection, request: Request) -> Reply | None:
    if request.key is None:
        return None
    kept = db.execute(_KEPT, {"principal": request.principal, "key": request.key}).one_or_none()
    if kept is None:
        return None
    if kept.fingerprint != request.fingerprint:
        raise KeyReused(key=request.key)
    return kept.status, kept.body


def _keep_answer(db: Connection, request: Request, reply: Reply) -> None:
    if request.key is not None:
        kept = {"fingerprint": request.fingerprint, "status": reply[0], "body": reply[1], "at": request.now}
        db.execute(_KEEP, {"principal": request.principal, "key": request.key, **kept})
