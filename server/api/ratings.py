"""Ratings: what people thought of the service, on their phone or on the tablet at the counter."""

from datetime import timedelta

from flask import Response
from sqlalchemy import Connection

from server import auth, holders, ratings
from server.api import letter_shapes, shapes
from server.api.frame import Json, day_asked, do, do_for, new_noun, read
from server.api.letter_words import CounterRatingBody, RatingBody
from server.api.words import CounterPath, DayQuery, TokenPath
from server.domain.errors import UnknownTicket
from server.here import here
from server.operations import ratings as verbs
from server.operations.moment import Actor
from server.pulse import Pulse

api = new_noun("ratings", about="What people thought of the service; nobody knows who.")


@api.post("/public/tickets/<token>/rating", responses={201: shapes.Nothing})
@auth.permits(auth.ANYONE)
def rate(path: TokenPath, body: RatingBody) -> Response:
    """Rate the service that is finished, once."""
    return rate_with(path.token, body)


def rate_with(token: str, body: RatingBody) -> Response:
    """What the holder of `token` thought: from the page's script, or from its plain form. Raises TooManyRequests."""
    here().limits.check_holder(token)
    with here().database.read() as db:
        ticket = holders.ticket_by_token(db, token, here().clock())
    if ticket is None:
        raise UnknownTicket
    return do_for(
        ticket.hall_id, f"ticket:{ticket.id}", Actor("phone"), verbs.rate_ticket, lambda *_: {}, status=201,
        ticket=ticket.id, score=body.score, aspects=body.aspects,
    )  # fmt: skip


@api.get("/ratings", responses={200: letter_shapes.RatingsAnswer})
@auth.permits(auth.COMPLAINTS, auth.SUPERVISOR)
def of_day(query: DayQuery) -> Response:
    """What people thought on a day that is over, by counter and service; of fewer than five nothing is told."""
    day = day_asked(query.day)

    def make(db: Connection, pulse: Pulse) -> Json:
        of = day or pulse.day - timedelta(days=1)
        return {"day": of.isoformat(), "groups": ratings.groups(db, pulse, of, of)}

    return read(make)


@api.post("/counters/<number>/rating", responses={201: shapes.Nothing})
@auth.permits(auth.RATING)
def rate_at_counter(path: CounterPath, body: CounterRatingBody) -> Response:
    """Somebody touched the tablet at this counter after a finish it heard of."""
    return do(
        verbs.rate_at_counter, lambda *_: {}, status=201,
        counter=path.number, finish=body.finish, score=body.score, aspects=body.aspects,
    )  # fmt: skip
