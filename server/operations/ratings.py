"""Verbs of ratings: what somebody thought of a service is counted, and who they were is not written anywhere."""

import secrets
from datetime import timedelta

from sqlalchemy import bindparam, insert, select, update

from server.domain.letter_errors import AlreadyRated, NotServedYet
from server.domain.rating import Aspect
from server.domain.ticket import State
from server.models import Record, Story, Ticket
from server.operations.moment import Moment
from server.public_models import Rating

TOLD_LATE = timedelta(days=2)
"""A tablet that was cut off over night still brings what was touched."""

_TICKET = select(Ticket.__table__).where(Ticket.id == bindparam("ticket"), Ticket.hall_id == bindparam("hall"))
_FINISHED = select(Story.ticket_id).where(
    Story.hall_id == bindparam("hall"),
    Story.seq == bindparam("seq"),
    Story.kind == "ticket_finished",
    Story.counter == bindparam("counter"),
    Story.at > bindparam("since"),
)
_RATED = update(Ticket).where(Ticket.id == bindparam("of")).values(is_rated=True)


def rate_ticket(moment: Moment, *, ticket: int, score: int, aspects: list[Aspect]) -> None:
    """Its holder rates the service just finished, once. Raises NotServedYet, AlreadyRated."""
    _rate(moment, _finished(moment, ticket), "phone", score, aspects)


def rate_at_counter(moment: Moment, *, counter: int, finish: int, score: int, aspects: list[Aspect]) -> None:
    """Somebody touched the tablet at `counter` after the finish that is row `finish` of the story.

    Whoever rated on their phone has rated this service already. Raises NotServedYet, AlreadyRated.
    """
    told = {"hall": moment.hall.id, "seq": finish, "counter": counter, "since": moment.now - TOLD_LATE}
    ticket = moment.db.execute(_FINISHED, told).scalar_one_or_none()
    if ticket is None:
        raise NotServedYet
    _rate(moment, _finished(moment, ticket), "tablet", score, aspects)


def _finished(moment: Moment, ticket: int) -> Record:
    found = moment.db.execute(_TICKET, {"ticket": ticket, "hall": moment.hall.id}).one()
    if found.state != State.FINISHED:  # an undo took the finish back
        raise NotServedYet
    if found.is_rated:
        raise AlreadyRated
    return found


def _rate(moment: Moment, ticket: Record, channel: str, score: int, aspects: list[Aspect]) -> None:
    """Tells the story nothing: a row of it has a time, and would stand beside the ticket. The rating's own number is
    drawn by chance, so that not even their order tells whose is whose. It counts on the day it comes in: a day that is
    over has its figures for good."""
    moment.db.execute(_RATED, {"of": ticket.id})
    moment.is_news = True  # another page of the same number, and the tablet, need not ask any more
    moment.db.execute(
        insert(Rating).values(
            id=secrets.randbits(52),
            hall_id=moment.hall.id,
            day=moment.day,
            counter=ticket.last_counter,
            service=ticket.service,
            channel=channel,
            score=score,
            aspects=sorted({aspect.value for aspect in aspects}),
            is_trial=ticket.is_trial,
        )
    )
