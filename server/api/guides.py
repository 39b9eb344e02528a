"""Guide slips: lists of papers that kiosks gave out instead of numbers."""

from flask import Response
from pydantic import BaseModel

from server import auth
from server.api import shapes
from server.api.frame import do, new_noun
from server.api.words import Code
from server.domain.errors import UnknownProcedure
from server.here import here
from server.operations import guides
from server.operations.moment import Moment

api = new_noun("guides", about="Lists of papers given out instead of numbers.")


class GuideBody(BaseModel):
    procedure: Code


@api.post("/guides", responses={200: shapes.Nothing})
@auth.permits(auth.KIOSK)
def give(body: GuideBody) -> Response:
    """A guide slip left the kiosk: somebody lacks papers, and comes again with them."""
    return do(_give, lambda *_: {}, procedure=body.procedure)


def _give(moment: Moment, *, procedure: str) -> None:
    offered = here().menus.of(moment.db, moment.hall).procedures.get(procedure)
    if offered is None:
        raise UnknownProcedure(procedure=procedure)
    guides.give(moment, procedure=procedure, service=offered["service"])
