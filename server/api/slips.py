"""How the hall's slips look: read, tried as exact dots, and changed by its administrator."""

import json
from typing import Any, Literal

from flask import Response
from pydantic import BaseModel

from server import auth, slip_drawing
from server.api.frame import Json, answer, do, new_noun, read
from server.api.words import Language
from server.domain.errors import BadSlipLayout
from server.here import here
from server.operations.slips import lay_out
from server.pulse import hall_row

api = new_noun("slips", about="The layout of the slips: emblem, own texts, blocks, languages.")


class LayoutAnswer(BaseModel):
    layout: dict[str, Any]


class DrawnAnswer(BaseModel):
    png: str
    """Base64; eight dots a millimetre."""
    rows: int


class LayoutBody(BaseModel):
    layout: dict[str, Any]
    """`emblem`, `head`, `foot`, `without`, `languages`; whatever is left out is as usual."""


class ChangeBody(LayoutBody):
    seen: dict[str, Any] | None = None
    """The layout that was read before it was changed; left out, nothing is compared."""


class PreviewBody(LayoutBody):
    width: Literal[80, 58] = 80
    language: Language = "vi"
    long: bool = False
    guide: bool = False


@api.get("/slip-layout", responses={200: LayoutAnswer})
@auth.permits(auth.ADMIN)
def show() -> Response:
    """What was changed of the usual slip."""
    return read(lambda _db, pulse: {"layout": json.loads(pulse.hall.slip)})


@api.post("/slip-layout", responses={200: LayoutAnswer})
@auth.permits(auth.ADMIN)
def change(body: ChangeBody) -> Response:
    """Put a layout in force; kiosks have it within half a minute."""
    _drawn(PreviewBody(layout=body.layout, width=58))
    return do(lay_out, lambda _moment, layout: {"layout": layout}, layout=body.layout, seen=body.seen)


@api.post("/slip-layout/preview", responses={200: DrawnAnswer})
@auth.permits(auth.ADMIN)
def preview(body: PreviewBody) -> Response:
    """A slip of this hall in a layout, as the kiosk would draw it. Changes nothing."""
    return answer(_drawn(body))


def _drawn(body: PreviewBody) -> Json:
    """Raises BadSlipLayout with every problem, in the place where it is."""
    now = here().clock()
    with here().database.read() as db:
        menu = here().menus.of(db, hall_row(db, auth.required().hall_id)).as_json
    page = slip_drawing.sample(menu, language=body.language, at=now.isoformat(), is_long=body.long, is_guide=body.guide)
    drawn = slip_drawing.draw({**page, "layout": body.layout}, body.width)
    if "problems" in drawn:
        raise BadSlipLayout(problems=drawn["problems"])
    return drawn
