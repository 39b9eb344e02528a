"""The levels by HTTP: what screens get on the wire, for programs that ask."""

from typing import Any

from flask import Response

from server import auth, desks, promises, queries, reports
from server.api import shapes
from server.api.frame import Json, day_asked, new_noun, read
from server.api.words import CounterPath, FiguresQuery, PromisesQuery
from server.domain.errors import NotAllowed, UnknownCounter
from server.here import here
from server.pulse import Pulse

api = new_noun("levels", about="The whole small truth of each screen, with its seq.")


@api.get("/board", responses={200: shapes.BoardAnswer})
@auth.permits(auth.DISPLAY, auth.PANEL, *auth.STAFF)
def board() -> Response:
    """All that a TV shows."""
    return read(queries.board)


@api.get("/desk/<number>", responses={200: shapes.DeskAnswer})
@auth.permits(auth.CLERK, auth.SUPERVISOR)
def desk(path: CounterPath) -> Response:
    """All that a clerk's console shows."""
    who = auth.required()
    if who.role == auth.CLERK and who.counter != path.number:
        raise NotAllowed(counter=path.number)

    def make(db: Any, pulse: Pulse) -> Json:
        menu = here().menus.of(db, pulse.hall)
        level = desks.desk(db, pulse, menu, path.number, here().settings.public_url)
        if level is None:
            raise UnknownCounter(counter=path.number)
        return level

    return read(make)


@api.get("/lines", responses={200: shapes.LinesAnswer})
@auth.permits(auth.KIOSK, *auth.STAFF)
def lines() -> Response:
    """Who waits where, and what each counter does."""
    return read(queries.lines)


@api.get("/figures", responses={200: shapes.FiguresAnswer})
@auth.permits(auth.SUPERVISOR, auth.COMPLAINTS, auth.ADMIN)
def figures(query: FiguresQuery) -> Response:
    """The figures of a day, of work or of practice."""

    def make(db: Any, pulse: Pulse) -> Json:
        day, is_trial = day_asked(query.day) or pulse.day, query.trial == "1"
        return {**pulse.head, **reports.figures(db, pulse.hall, day, is_trial=is_trial)}

    return read(make)


@api.get("/figures/promises", responses={200: shapes.PromisesAnswer})
@auth.permits(auth.SUPERVISOR, auth.COMPLAINTS, auth.ADMIN)
def promised(query: PromisesQuery) -> Response:
    """What people were told of their wait, and how it came true, week by week."""
    return read(lambda db, pulse: promises.promises(db, pulse, query.weeks))
