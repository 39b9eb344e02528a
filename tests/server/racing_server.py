"""The server of the races: the real one, and two doors more: one sets the hall up for the next race,
one closes the day as the server does by itself.

Runs as a program, for only one process may write to SQLite: what prepares a race must be the process that is raced.
"""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from datetime import datetime, timedelta  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, Response, request  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from sqlalchemy import func, select, update  # noqa: E402

from server import app as application  # noqa: E402
from server import auth, http_errors, perform, serve  # noqa: E402
from server.config import Settings  # noqa: E402
from server.domain.numbering import local_day  # noqa: E402
from server.domain.ticket import ENDED, Lane, Outcome, State  # noqa: E402
from server.models import Account, Appointment, Counter, Hall, Ticket  # noqa: E402
from server.operations import appointments, arrivals, calls, day, desk, holder, lanes  # noqa: E402
from server.operations.moment import Moment  # noqa: E402
from server.operations.move import find_ticket  # noqa: E402
from tests.builders import MORNING  # noqa: E402

BEGAN = float(os.environ.get("RACES_BEGAN", "0"))


def clock() -> datetime:
    """Monday morning goes on in all servers of a race alike, whatever time of day the test is run at."""
    return MORNING + timedelta(hours=1, seconds=time.time() - BEGAN)


def phone(verb: Callable[..., Any], moment: Moment, ticket: int, **said: Any) -> None:
    """What the holder of the ticket does."""
    presser, moment.actor = moment.actor, holder.HOLDER
    verb(moment, token=find_ticket(moment, ticket).token, **said)
    moment.actor = presser


def delay(moment: Moment, ticket: int) -> None:
    """Somebody lets the next one go first: there must be one."""
    service = find_ticket(moment, ticket).service
    follower = arrivals.issue_ticket(moment, service=service, channel="staff").id
    phone(holder.delay, moment, ticket)
    lanes.void(moment, ticket=follower, reason="in nhầm")


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
        "void": lambda: lanes.void(moment, ticket=ticket, reason="in nhầm"),
        "restore": lambda: lanes.restore(moment, ticket=ticket),
        "put_back": lambda: desk.put_back(moment, ticket=ticket),
        "delay": lambda: delay(moment, ticket),
        "given back": lambda: phone(holder.give_back, moment, ticket, reason="trả số"),
        "cancel": lambda: lanes.cancel(moment, ticket=ticket, reason="bỏ về"),
        "lane": lambda: lanes.check_lane(moment, ticket=ticket, lane=Lane.PRIORITY, grounds="elderly", reason="cụ già"),
        "transfer": lambda: desk.transfer(moment, ticket=ticket, service="H", reason="cuộc đua"),
    }
    ticket: int = arrivals.issue_ticket(moment, service=service, channel="staff").id
    for move in moves:
        steps[move]()
    return ticket


SLOT = MORNING + timedelta(hours=9, minutes=15)
"""16:45 in the hall: the last slot of the day is to come, however long the races take."""

REGULATIONS = '{"slots": [{"service": "H", "every_min": 15, "people": 1}]}'

SEATS = {"mai": 1, "nam": 2, "hoa": None}


def set_up(moment: Moment, *, tickets: list[dict[str, Any]], counters: dict[str, Any], booked: bool) -> dict[str, Any]:
    """Nobody is left of the race before; the counters stand as `counters` says, and `tickets` are where they belong."""
    here = (Ticket.hall_id == moment.hall.id, Ticket.day == moment.day, Ticket.state.in_(sorted(set(State) - ENDED)))
    for left in moment.db.execute(select(Ticket.__table__).where(*here)).all():
        if left.state == State.SERVING:
            desk.finish(moment, ticket=left.id, outcome=Outcome.GUIDED)
        else:
            lanes.cancel(moment, ticket=left.id, reason="nhường chỗ")
    rested: dict[str, Any] = {"state": "open", "reason": None, "until": None, "run": 0, "run_day": None}
    moment.db.execute(update(Counter).values(**rested, ready_since=None, help_since=None, help_reason=None))
    moment.db.execute(update(Hall).values(regulations=REGULATIONS, trial_since=None, closed_through=None))
    moment.hall = moment.db.execute(select(Hall.__table__)).one()  # the race before may have left it practising
    moment.db.execute(update(Appointment).values(state="cancelled"))
    for user, number in SEATS.items():
        moment.db.execute(update(Account).where(Account.user == user).values(counter=number))
    before = moment.db.execute(select(func.coalesce(func.max(Ticket.id), 0))).scalar_one()
    made = [bring(moment, **ticket) for ticket in tickets]
    for number, changes in counters.items():
        if changes.pop("ready", False):
            changes["ready_since"] = moment.now
        moment.db.execute(update(Counter).where(Counter.number == int(number)).values(**changes))
    code = appointments.book_appointment(moment, service="H", at=SLOT).code if booked else ""
    token = find_ticket(moment, made[0]).token if made else ""
    return {"tickets": made, "token": token, "code": code, "before": before}


def add_doors(app: Flask) -> None:
    def do(verb: Callable[..., Any], ago_s: float, **arguments: Any) -> Response:
        who, here = auth.required(), app.extensions["moiso"]
        now = clock() - timedelta(seconds=ago_s)
        asked = perform.Request(hall_id=who.hall_id, actor=who.actor, principal=who.key_owner, now=now)
        status, said = perform.perform(
            here.database, here.live, asked, verb, lambda _, made: made, refused=http_errors.reply, **arguments
        )
        return Response(said, status, content_type="application/json")

    @app.post("/api/v1/races")
    @auth.permits(auth.SUPERVISOR)
    def races() -> Response:
        """Set up the next race; what it needs happened `ago_s` seconds ago."""
        return do(set_up, **request.get_json())

    @app.post("/api/v1/races/close-day")
    @auth.permits(auth.SUPERVISOR)
    def close_day() -> Response:
        """What the server does by itself when the day is over."""
        today = local_day(clock(), "Asia/Ho_Chi_Minh")
        return do(lambda moment: {"more": day.close_day(moment, day=today)}, ago_s=0)


def main(port: int) -> None:
    settings = Settings(
        data=os.environ["MOISO_DATA"], database=os.environ["MOISO_DATABASE"], listen=f"127.0.0.1:{port}"
    )
    app = application.build(settings, clock)
    add_doors(app)
    WSGIServer(serve._listen(settings), app, handler_class=serve._InTurn, log=None, error_log=None).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
