"""Somebody waits who did not wait before: a counter that is ready for the next arrival calls them by itself."""

from server.models import Record
from server.operations.calls import offer
from server.operations.moment import Moment


def offered(moment: Moment, waiting: Record) -> Record:
    """The end of every verb that leaves somebody waiting; the ticket as it stands then, called by now or not."""
    return next((ticket for ticket, _ in offer(moment) if ticket.id == waiting.id), waiting)
