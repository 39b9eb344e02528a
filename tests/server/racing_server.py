"""The server of the races: the real one, and one door more by which a test sets the hall up for the next race.

Runs as a program, for only one process may write to SQLite: what prepares a race must be the process that is raced.
"""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from datetime import datetime, timedelta  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, Response, request  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from sqlalchemy import select, update  # noqa: E402

from server import app as application  # noqa: E402
from server import auth, http_errors, perform, serve  # noqa: E402
from server.config import Settings  # noqa: E402
from server.domain.ticket import Outcome, State  # noqa: E402
from server.models import Counter, Ticket  # noqa: E402
from server.operations import arrivals, calls, desk  # noqa: E402
from server.operations.moment import Moment  # noqa: E402
from tests.builders import MORNING  # noqa: E402

BEGAN = float(os.environ.get("RACES_BEGAN", "0"))


def clock() -> datetime:
    """Monday morning goes on in all servers of a race alike, whatever time of day the test is run at."""
    return MORNING + timedelta(hours=1, seconds=time.time() - BEGAN)


def bring(moment: Moment, *, service: str, moves: list[str], counter: int) -> int:
    """A fresh ticket that has made `moves` at `counter`."""
    steps: dict[str, Any] = {
        "call": lambda: calls.call_chosen(moment, number=counter, ticket=ticket, reason="cuộc đua"),
        "start": lambda: desk.start(moment, ticket=ticket),
        "finish": lambda: desk.finish(moment, ticket=ticket, outcome=Outcome.ACCEPTED),
        "finish and go on": lambda: desk.finish(moment, ticket=ticket, outcome=Outcome.ACCEPTED, next_service="C"),
        "absent": lambda: desk.mark_absent(moment, ticket=ticket),
        "park": lambda: desk.park(moment, ticket=ticket, reason="phô tô"),
        "resume": lambda: desk.resume(moment, ticket=ticket, counter=counter),
        "restore": lambda: arrivals.restore(moment, ticket=ticket),
        "put_back": lambda: desk.put_back(moment, ticket=ticket),
        "cancel": lambda: arrivals.cancel(moment, ticket=ticket, reason="bỏ về"),
        "transfer": lambda: desk.transfer(moment, ticket=ticket, service="H", reason="cuộc đua"),
    }
    ticket: int = arrivals.issue_ticket(moment, service=service, channel="staff").id
    for move in moves:
        steps[move]()
    return ticket


def set_up(moment: Moment, *, tickets: list[dict[str, Any]], counters: dict[str, str]) -> list[int]:
    """Nobody is left of the race before; the counters stand as `counters` says, and `tickets` are where they belong."""
    for left in moment.db.execute(select(Ticket.__table__).where(Ticket.ended_at.is_(None))).all():
        if left.state == State.SERVING:
            desk.finish(moment, ticket=left.id, outcome=Outcome.GUIDED)
        else:
            arrivals.cancel(moment, ticket=left.id, reason="nhường chỗ")
    moment.db.execute(update(Counter).values(state="open", reason=None, until=None))
    made = [bring(moment, **ticket) for ticket in tickets]
    for number, state in counters.items():
        moment.db.execute(update(Counter).where(Counter.number == int(number)).values(state=state))
    return made


def add_door(app: Flask) -> None:
    @app.post("/api/v1/races")
    @auth.permits(auth.SUPERVISOR)
    def races() -> Response:
        """Set up the next race; what it needs happened `ago_s` seconds ago."""
        race = request.get_json()
        who, here = auth.required(), app.extensions["moiso"]
        now = clock() - timedelta(seconds=race.pop("ago_s"))
        asked = perform.Request(hall_id=who.hall_id, actor=who.actor, principal=who.key_owner, now=now)
        present = lambda _moment, made: {"tickets": made}  # noqa: E731
        status, said = perform.perform(
            here.database, here.live, asked, set_up, present, refused=http_errors.reply, **race
        )
        return Response(said, status, content_type="application/json")


def main(port: int) -> None:
    settings = Settings(
        data=os.environ["MOISO_DATA"], database=os.environ["MOISO_DATABASE"], listen=f"127.0.0.1:{port}"
    )
    app = application.build(settings, clock)
    add_door(app)
    WSGIServer(serve._listen(settings), app, handler_class=serve._InTurn, log=None, error_log=None).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
