"""What the holder of a ticket may do from the phone: the token in the address is all the right there is."""

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_openapi3.types import ResponseDict

from assets.messages import message
from server import auth, holders
from server.api import shapes
from server.api.frame import Json, do_for, new_noun
from server.api.words import FollowBody, TokenPath
from server.domain.errors import InvalidRequest, UnknownTicket
from server.here import here
from server.models import Record
from server.operations import holder as verbs
from server.operations.moment import Moment

api = new_noun("holder", about="What whoever holds a ticket does with it from afar.")

LEVEL: ResponseDict = {200: shapes.PublicTicketAnswer}


@api.post("/public/tickets/<token>/coming", responses=LEVEL)
@auth.permits(auth.ANYONE)
def coming(path: TokenPath) -> Response:
    """The person is on the way: the desk that waits for them shows it."""
    return _do(verbs.say_coming, path.token)


@api.post("/public/tickets/<token>/delay", responses=LEVEL)
@auth.permits(auth.ANYONE)
def delay(path: TokenPath) -> Response:
    """Let those who come after go first, five at most, once."""
    return _do(verbs.delay, path.token)


@api.post("/public/tickets/<token>/give-back", responses=LEVEL)
@auth.permits(auth.ANYONE)
def give_back(path: TokenPath) -> Response:
    """The person does not come: the number is given back."""
    return _do(verbs.give_back, path.token, reason=message("vi", "staff-given-back"))


@api.post("/public/tickets/<token>/undo", responses=LEVEL)
@auth.permits(auth.ANYONE)
def undo(path: TokenPath) -> Response:
    """Take back what the phone did last, within ten seconds."""
    return _do(verbs.take_back, path.token)


@api.post("/public/tickets/<token>/follow", responses=LEVEL)
@auth.permits(auth.ANYONE)
def follow(path: TokenPath, body: FollowBody) -> Response:
    """Wake this phone when the number is called (Web Push)."""
    if not here().live.push.takes(body.endpoint):
        raise InvalidRequest(field="endpoint")
    return _do(verbs.follow, path.token, endpoint=body.endpoint)


def _do(verb: Callable[..., Record], token: str, **arguments: Any) -> Response:
    here().limits.check_holder(token)
    with here().database.read() as db:
        ticket = holders.ticket_by_token(db, token, here().clock())
    if ticket is None:
        raise UnknownTicket
    return do_for(ticket.hall_id, f"holder:{token}", verbs.HOLDER, verb, _level, token=token, **arguments)


def _level(moment: Moment, ticket: Record) -> Json:
    return holders.ticket_level(moment.db, here().pulse_in(moment), ticket)
