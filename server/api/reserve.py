"""The reserve: numbers a kiosk hands out while it cannot reach the server."""

from flask import Response

from server import auth
from server.api import reserve_shapes
from server.api.frame import Json, do, new_noun, ticket_body
from server.api.words import HandedBody, HoldBody, JoinBody, TakeInBody
from server.here import here
from server.operations import reserve
from server.operations.moment import Moment

api = new_noun("reserve", about="Numbers a kiosk holds for the time it cannot reach the server.")


@api.post("/reserve/hold", responses={200: reserve_shapes.ReserveAnswer})
@auth.permits(auth.KIOSK)
def hold(body: HoldBody) -> Response:
    """Fill this kiosk's reserve up, and say all that it holds: a kiosk that asks twice holds no more."""
    # The answer is not kept with a key: it opens the pages of tickets to come.
    return do(reserve.hold, _held, replayed=False, device=auth.required().id, instance=body.instance)


@api.post("/reserve/take-in", responses={200: reserve_shapes.TakenInAnswer})
@auth.permits(auth.KIOSK)
def take_in(body: TakeInBody) -> Response:
    """The kiosk is back: what it handed out joins the line, in order and once."""
    who = auth.required()
    return do(
        _take_in,
        _taken,
        replayed=False,
        principal=who.key_owner,
        handed=[_handed(one) for one in body.handed],
        given_up=body.given_up,
    )


@api.post("/reserve/join", responses={200: reserve_shapes.LetInAnswer})
@auth.permits(auth.CLERK, auth.SUPERVISOR)
def join(body: JoinBody) -> Response:
    """Somebody shows the paper of a kiosk that has not come back: its number joins the line, once."""
    return do(reserve.join, _let_in, label=body.label, clock=body.clock, lane=body.lane, grounds=body.grounds)


def _let_in(moment: Moment, let_in: reserve.LetIn) -> Json:
    return ticket_body(moment, let_in.ticket) | {"is_new": let_in.is_new}


def _take_in(
    moment: Moment, *, principal: str, handed: list[reserve.Handed], given_up: list[str]
) -> list[reserve.TakenIn]:
    offers = here().menus.of(moment.db, moment.hall).offers
    return reserve.take_in(moment, principal=principal, handed=handed, given_up=given_up, offers=offers)


def _handed(said: HandedBody) -> reserve.Handed:
    paper = said.print
    return reserve.Handed(
        token=said.token,
        key=said.key,
        handed_at=said.handed_at,
        procedure=said.procedure,
        lane=said.lane,
        grounds=said.grounds,
        language=said.language,
        paper=paper.outcome if paper else None,
        detail=paper.detail if paper else None,
    )


def _held(moment: Moment, days: list[reserve.HeldDay]) -> Json:
    return {"at": moment.now.isoformat(), "timezone": moment.hall.timezone, "days": [_day(each) for each in days]}


def _day(held: reserve.HeldDay) -> Json:
    pages = f"{here().settings.public_url}/t/"
    return {
        "day": held.day.isoformat(),
        "gives": held.gives and [[start.isoformat(), until.isoformat()] for start, until in held.gives],
        "numbers": [
            {"service": row.service, "label": row.label, "token": row.token, "url": pages + row.token}
            for row in held.numbers
        ],
    }


def _taken(_moment: Moment, taken: list[reserve.TakenIn]) -> Json:
    return {
        "taken": [
            {
                "token": each.token,
                "ticket": each.ticket.id if each.ticket is not None else None,
                "state": each.ticket.state if each.ticket is not None else None,
            }
            for each in taken
        ]
    }
