"""Counters: opened, paused and closed by their clerks, who call the next person there."""

from flask import Response
from flask_openapi3.types import ResponseDict

from server import auth, queries
from server.api import shapes
from server.api.frame import Json, do, new_noun, ticket_body
from server.api.tickets import AT_DESK
from server.api.words import CallBody, CounterPath, PauseBody
from server.models import Record
from server.operations import calls, counters
from server.operations.moment import Moment

api = new_noun("counters", about="The numbered desks of a hall.")

COUNTER: ResponseDict = {200: shapes.CounterAnswer}
CALL: ResponseDict = {200: shapes.CallAnswer}


def called_body(moment: Moment, called: tuple[Record, Json]) -> Json:
    """`{"ticket": Ticket, "why": Why}`."""
    ticket, why = called
    return {**ticket_body(moment, ticket), "why": why}


def _counter_body(_moment: Moment, counter: Record) -> Json:
    return {"counter": queries.counter_facts(counter)}


@api.post("/counters/<number>/open", responses=COUNTER)
@auth.permits(*AT_DESK)
def open_(path: CounterPath) -> Response:
    """Open the counter, or open it again after a pause."""
    return do(counters.open_counter, _counter_body, number=path.number)


@api.post("/counters/<number>/pause", responses=COUNTER)
@auth.permits(*AT_DESK)
def pause(path: CounterPath, body: PauseBody) -> Response:
    """Pause the counter for a reason that the hall can read."""
    return do(counters.pause_counter, _counter_body, number=path.number, reason=body.reason, until=body.until)


@api.post("/counters/<number>/close", responses=COUNTER)
@auth.permits(*AT_DESK)
def close(path: CounterPath) -> Response:
    """Close the counter."""
    return do(counters.close_counter, _counter_body, number=path.number)


@api.post("/counters/<number>/call-next", responses=CALL)
@auth.permits(*AT_DESK)
def call_next(path: CounterPath) -> Response:
    """Call whom the hall's rule puts next."""
    return do(calls.call_next, called_body, number=path.number)


@api.post("/counters/<number>/call", responses=CALL)
@auth.permits(*AT_DESK)
def call(path: CounterPath, body: CallBody) -> Response:
    """Call one ticket out of order, for a reason."""
    return do(calls.call_chosen, called_body, number=path.number, ticket=body.ticket, reason=body.reason)
