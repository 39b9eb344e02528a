"""Sessions: staff sign in and out."""

from flask import Response

from server import auth
from server.api import shapes
from server.api.frame import answer, new_noun
from server.api.words import SessionBody
from server.here import here
from server.pulse import hall_row

api = new_noun("sessions", about="Signing in and out.")


@api.post("/sessions", responses={201: shapes.SessionAnswer})
@auth.permits(auth.ANYONE)
def begin(body: SessionBody) -> Response:
    """Sign in; the token is shown once and kept only as a hash."""
    token, who, expires = auth.open_session(body.user, body.password)
    with here().database.read() as db:
        hall = hall_row(db, who.hall_id)
    return answer(
        {
            "token": token,
            "role": who.role,
            "hall": hall.name,
            "counter": who.counter,
            "expires_at": expires.isoformat(),
        },
        201,
    )


@api.post("/sessions/end", responses={200: shapes.Nothing})
@auth.permits(*auth.ACCOUNTS)
def end() -> Response:
    """Sign out; the session's sockets close."""
    auth.sign_out()
    return answer({})
