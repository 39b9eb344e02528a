"""Verbs of support: a supervisor has a counter call one more line today, and takes it back."""

from datetime import date, datetime
from typing import Any

from server.domain.errors import CounterClosed
from server.domain.numbering import local_day
from server.in_line import clerks_services
from server.models import Record
from server.operations.arrivals import must_be_service
from server.operations.calls import offer
from server.operations.counters import change, look_up
from server.operations.moment import Moment


def take_on(moment: Moment, *, number: int, service: str) -> Record:
    """From now on counter `number` calls `service` as if it were its own, until it is let go, the counter closes or the
    day ends. One that waits for somebody calls at once.

    The second of two supervisors who press at once finds it done. Raises UnknownService, CounterClosed.
    """
    moment.actor.must_supervise()
    must_be_service(moment, service)
    counter = look_up(moment, number)
    if counter.state == "closed":
        raise CounterClosed(counter=number)
    if service in clerks_services(moment.db, counter):
        return counter
    moment.tell("service_taken_on", counter=number, service=service)
    taken = {"service": service, "by": moment.actor.by, "at": moment.now.isoformat()}
    change(moment, counter, {"taken_on": [*counter.taken_on, taken]})
    offer(moment)
    return look_up(moment, number)


def let_go(moment: Moment, *, number: int, service: str) -> Record:
    """The counter calls `service` no more; whoever it called is served to the end."""
    moment.actor.must_supervise()
    counter = look_up(moment, number)
    return _let_go_of(moment, counter, [each for each in counter.taken_on if each["service"] == service])


def end_support(moment: Moment, counter: Record, day: date) -> Record:
    """The counter lets go what it took on until that day; it may have taken on more since, when the close is late."""
    zone = moment.hall.timezone
    over = [each for each in counter.taken_on if local_day(datetime.fromisoformat(each["at"]), zone) <= day]
    return _let_go_of(moment, counter, over)


def _let_go_of(moment: Moment, counter: Record, taken: list[Any]) -> Record:
    if not taken:
        return counter
    moment.tell("services_let_go", counter=counter.number, services=[each["service"] for each in taken])
    return change(moment, counter, {"taken_on": [each for each in counter.taken_on if each not in taken]})
