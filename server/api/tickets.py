"""Tickets: issued at the door, moved at the desk, read by their holders."""

from typing import Any

from flask import Response
from flask_openapi3.types import ResponseDict

from server import auth, cards, desks, holders, queries
from server.api import shapes
from server.api.frame import Json, answer, do, likely, new_noun, read, ticket_body
from server.api.words import (
    FinishBody,
    IssueBody,
    LaneBody,
    MaybeReasonBody,
    PaperBody,
    ParkBody,
    ReasonBody,
    ResumeBody,
    TicketPath,
    TokenPath,
    TransferBody,
)
from server.domain.errors import NotAllowed, UnknownProcedure, UnknownTicket
from server.here import here
from server.models import Record
from server.operations import arrivals, calls, desk, lanes
from server.operations.moment import Moment
from server.operations.undo import undo as undo_move
from server.pulse import Pulse

api = new_noun("tickets", about="One turn in a line, from the kiosk to its end.")

AT_DESK = (auth.CLERK, auth.SUPERVISOR)
TICKET: ResponseDict = {200: shapes.TicketAnswer}


@api.post("/tickets", responses={201: shapes.TicketAnswer})
@auth.permits(auth.KIOSK, auth.CLERK, auth.SUPERVISOR, auth.ADMIN)
def issue(body: IssueBody) -> Response:
    """Give the next number of a service."""
    at_kiosk = auth.required().role == auth.KIOSK
    if at_kiosk and body.override_reason is not None:
        raise NotAllowed  # only staff, who answer for it by name
    channel = body.channel or ("kiosk" if at_kiosk else "staff")
    return do(
        _issue_offered,
        ticket_body,
        status=201,
        service=body.service,
        procedure=body.procedure,
        lane=body.lane,
        grounds=body.grounds,
        dossiers=body.dossiers,
        language=body.language,
        channel=channel,
        person=body.person,
        at_kiosk=at_kiosk,
        override_reason=body.override_reason,
    )


def _issue_offered(moment: Moment, *, service: str, procedure: str | None, **wish: Any) -> Record:
    """`issue_ticket` for a procedure that is on the hall's list, in this service.

    Asked inside the verb, after the key: a retry must hear of its ticket though the list has changed since.
    """
    if not here().menus.of(moment.db, moment.hall).offers(procedure, service):
        raise UnknownProcedure(procedure=procedure, service=service)
    return arrivals.issue_ticket(moment, service=service, procedure=procedure, likely=likely(moment), **wish)


@api.get("/tickets/<id>", responses=TICKET)
@auth.permits(auth.KIOSK, *auth.STAFF)
def show(path: TicketPath) -> Response:
    """One ticket."""

    def make(db: Any, pulse: Pulse) -> Json:
        ticket = queries.find_ticket(db, pulse.hall.id, path.id)
        if ticket is None:
            raise UnknownTicket(ticket=path.id)
        menu = here().menus.of(db, pulse.hall)
        return {"ticket": cards.ticket_card(db, pulse, menu, ticket, here().settings.public_url)}

    return read(make)


@api.post("/tickets/<id>/print-report", responses=TICKET)
@auth.permits(auth.KIOSK)
def print_report(path: TicketPath, body: PaperBody) -> Response:
    """What the kiosk knows of the paper: printed, refused, or unknown."""
    return do(arrivals.report_paper, ticket_body, ticket=path.id, outcome=body.outcome, detail=body.detail)


@api.post("/tickets/<id>/call-again", responses=TICKET)
@auth.permits(*AT_DESK)
def call_again(path: TicketPath) -> Response:
    """Call the person in hand once more."""
    return do(calls.call_again, ticket_body, ticket=path.id)


@api.post("/tickets/<id>/start", responses=TICKET)
@auth.permits(*AT_DESK)
def start(path: TicketPath) -> Response:
    """The person is here: service begins."""
    return do(desk.start, ticket_body, ticket=path.id)


@api.post("/tickets/<id>/finish", responses=TICKET)
@auth.permits(*AT_DESK)
def finish(path: TicketPath, body: FinishBody) -> Response:
    """Service is over, with its outcome."""
    return do(
        desk.finish,
        ticket_body,
        ticket=path.id,
        outcome=body.outcome,
        missing=body.missing,
        dossiers=body.dossiers,
        next_service=body.next_service,
    )


@api.post("/tickets/<id>/absent", responses=TICKET)
@auth.permits(*AT_DESK)
def absent(path: TicketPath) -> Response:
    """Called and not come."""
    return do(desk.mark_absent, ticket_body, ticket=path.id)


@api.post("/tickets/<id>/restore", responses=TICKET)
@auth.permits(*AT_DESK)
def restore(path: TicketPath, body: MaybeReasonBody) -> Response:
    """The person who missed the call is back."""
    return do(lanes.restore, ticket_body, ticket=path.id, reason=body.reason)


@api.post("/tickets/<id>/park", responses=TICKET)
@auth.permits(*AT_DESK)
def park(path: TicketPath, body: ParkBody) -> Response:
    """Set aside while the person fetches something."""
    return do(desk.park, ticket_body, ticket=path.id, reason=body.reason, remind_s=body.remind_s)


@api.post("/tickets/<id>/resume", responses=TICKET)
@auth.permits(*AT_DESK)
def resume(path: TicketPath, body: ResumeBody) -> Response:
    """The parked person is back at a counter."""
    return do(desk.resume, ticket_body, ticket=path.id, counter=body.counter)


@api.post("/tickets/<id>/transfer", responses={200: shapes.TransferAnswer})
@auth.permits(*AT_DESK)
def transfer(path: TicketPath, body: TransferBody) -> Response:
    """Send the person to another service or counter."""
    return do(
        desk.transfer,
        _transferred_body,
        ticket=path.id,
        reason=body.reason,
        service=body.service,
        counter=body.counter,
        keep_place=body.keep_place,
    )


def _transferred_body(moment: Moment, ticket: Record) -> Json:
    """With a word about a person who is sent on to what the same counter does: it may call them again at once."""
    return {**ticket_body(moment, ticket), "comes_back": desks.comes_back(moment.db, ticket)}


@api.post("/tickets/<id>/put-back", responses=TICKET)
@auth.permits(*AT_DESK)
def put_back(path: TicketPath, body: MaybeReasonBody) -> Response:
    """Back into the line, at the place by arrival."""
    return do(desk.put_back, ticket_body, ticket=path.id, reason=body.reason)


@api.post("/tickets/<id>/cancel", responses=TICKET)
@auth.permits(auth.CLERK, auth.SUPERVISOR, auth.ADMIN)
def cancel(path: TicketPath, body: ReasonBody) -> Response:
    """Give the ticket back or take it out; its number is never given again."""
    return do(lanes.cancel, ticket_body, ticket=path.id, reason=body.reason)


@api.post("/tickets/<id>/void", responses=TICKET)
@auth.permits(auth.CLERK, auth.SUPERVISOR, auth.ADMIN)
def void(path: TicketPath, body: ReasonBody) -> Response:
    """Take out a mistaken or test print, which counts in no figure."""
    return do(lanes.void, ticket_body, ticket=path.id, reason=body.reason)


@api.post("/tickets/<id>/lane", responses=TICKET)
@auth.permits(*AT_DESK)
def lane(path: TicketPath, body: LaneBody) -> Response:
    """Confirm the lane of a person, or change it with a reason."""
    return do(lanes.check_lane, ticket_body, ticket=path.id, lane=body.lane, grounds=body.grounds, reason=body.reason)


@api.post("/tickets/<id>/undo", responses=TICKET)
@auth.permits(*AT_DESK)
def undo(path: TicketPath) -> Response:
    """Take the last desk move back, within ten seconds."""
    return do(undo_move, ticket_body, ticket=path.id)


@api.get("/public/tickets/<token>", responses={200: shapes.PublicTicketAnswer})
@auth.permits(auth.ANYONE)
def public(path: TokenPath) -> Response:
    """What the holder of a ticket may know of it."""
    with here().database.read() as db:
        ticket = holders.ticket_by_token(db, path.token, here().clock())
        if ticket is None:
            raise UnknownTicket
        level = holders.ticket_level(db, here().pulse(db, ticket.hall_id), ticket)
    return answer(level)
