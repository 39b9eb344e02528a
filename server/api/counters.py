"""Counters: opened, paused and closed by their clerks, who call the next person there."""

from functools import partial

from flask import Response
from flask_openapi3.types import ResponseDict

from server import auth, desks, queries
from server.api import shapes
from server.api.frame import Json, do, new_noun, read, ticket_body
from server.api.tickets import AT_DESK
from server.api.words import CallBody, CounterPath, PauseBody, ReasonBody, ServiceBody, SitBody
from server.here import here
from server.models import Record
from server.operations import calls, counters, seats, taking_on
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


def _desk_body(_moment: Moment, counter: Record) -> Json:
    return {"counter": desks.desk_facts(counter)}


@api.get("/counters", responses={200: shapes.CountersAnswer})
@auth.permits(*auth.STAFF)
def show() -> Response:
    """Every counter, and who sits there."""
    return read(lambda db, pulse: {"counters": queries.counters(db, pulse)})


@api.post("/counters/<number>/sit", responses={200: shapes.SeatAnswer})
@auth.permits(auth.CLERK)
def sit(path: CounterPath, body: SitBody) -> Response:
    """Sit down at a counter: leave another one for it, or take over from whoever sits there."""
    moved: list[int] = []

    def seated(_moment: Moment, seated: seats.Seated) -> Json:
        moved.extend(seated.moved)
        return {"counter": desks.desk_facts(seated.counter), "seat": {"user": seated.user}}

    answered = do(seats.sit, seated, number=path.number, move=body.move, take_over=body.take_over)
    # A retry that hears the kept answer finds nobody here; the first try, or the next heartbeat, has closed them.
    for account in moved:
        here().live.end_seat(account)
    return answered


@api.post("/counters/<number>/help", responses=COUNTER)
@auth.permits(*AT_DESK)
def help_(path: CounterPath, body: ReasonBody) -> Response:
    """Call the supervisor to the counter."""
    return do(counters.call_help, _desk_body, number=path.number, reason=body.reason)


@api.post("/counters/<number>/help-answered", responses=COUNTER)
@auth.permits(*AT_DESK)
def help_answered(path: CounterPath) -> Response:
    """Somebody came, or nobody is needed any more."""
    return do(counters.answer_help, _desk_body, number=path.number)


@api.post("/counters/<number>/take-on", responses=COUNTER)
@auth.permits(auth.SUPERVISOR)
def take_on(path: CounterPath, body: ServiceBody) -> Response:
    """Have the counter call one more service today."""
    return do(taking_on.take_on, _desk_body, number=path.number, service=body.service)


@api.post("/counters/<number>/let-go", responses=COUNTER)
@auth.permits(auth.SUPERVISOR)
def let_go(path: CounterPath, body: ServiceBody) -> Response:
    """The counter calls a service that it took on no more."""
    return do(taking_on.let_go, _desk_body, number=path.number, service=body.service)


@api.post("/counters/<number>/ready", responses={200: shapes.ReadyAnswer})
@auth.permits(*AT_DESK)
def ready(path: CounterPath) -> Response:
    """Call whom the rule puts next, or whoever comes first."""
    return do(calls.be_ready, partial(_ready_body, path.number), number=path.number)


def _ready_body(number: int, moment: Moment, called: tuple[Record, Json] | None) -> Json:
    counter = {"counter": desks.desk_facts(counters.look_up(moment, number))}
    return counter | ({"ticket": None, "why": None} if called is None else called_body(moment, called))


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
