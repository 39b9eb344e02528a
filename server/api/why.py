"""A complaint answered from the story: why one label was called before another."""

from flask import Response

from server import auth, why
from server.api import shapes
from server.api.frame import day_asked, new_noun, read
from server.api.words import WhyQuery
from server.domain.errors import InvalidRequest

api = new_noun("why", about="Why one label was called before another, told by the story.")


@api.get("/why", responses={200: shapes.WhyAnswer})
@auth.permits(auth.SUPERVISOR, auth.COMPLAINTS, auth.ADMIN)
def why_before(query: WhyQuery) -> Response:
    """Why `other` was called before `mine`."""
    if query.mine == query.other:
        raise InvalidRequest(field="other", problem="two different labels are needed")
    day = day_asked(query.day)
    return read(lambda db, pulse: why.why(db, pulse, day or pulse.day, query.mine, query.other))
