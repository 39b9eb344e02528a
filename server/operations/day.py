"""Verbs of a hall's day: what is left of it is closed, and practice begins and ends."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from server import days_off
from server.domain import regulations
from server.domain.errors import HallBusy
from server.domain.hours import last_day_over
from server.domain.numbering import local_day
from server.domain.ticket import IN_HAND, Move, State
from server.figure_models import DayLegs
from server.models import Counter, Hall, Record, Reserve, Story, Ticket
from server.operations.appointments import miss_what_is_left
from server.operations.counters import look_up, turn
from server.operations.from_home import forget_people_at_home
from server.operations.moment import Moment
from server.operations.move import move_ticket
from server.operations.taking_on import end_support
from server.public_models import Follower

END_OF_DAY, TRIAL_ENDED = "end_of_day", "trial_ended"
"""Why tickets expire; programs read it, screens have words for it."""

LIVING_NAMED = 5
"""So many of the tickets in the way of practice are named to whoever begins or ends it; the others are counted."""

AT_ONCE = 100
"""Tickets closed in one transaction: the hall's lock is held for a tenth of a second, even after a year unclosed."""

RESERVE_KEPT = timedelta(days=14)
"""So long a kiosk may be away and still say which numbers of its reserve it handed out."""

_LEFT = (
    select(Ticket.__table__)
    .where(Ticket.hall_id == bindparam("hall"), Ticket.day <= bindparam("day"), Ticket.ended_at.is_(None))
    .order_by(Ticket.id)
    .limit(bindparam("most"))
)
_LIVING = select(Ticket.__table__).where(
    Ticket.hall_id == bindparam("hall"), Ticket.ended_at.is_(None), Ticket.is_trial == bindparam("is_trial")
)
_AT_WORK = (
    select(Ticket.id)
    .where(
        Ticket.hall_id == bindparam("hall"),
        Ticket.ended_at.is_(None),
        Ticket.state.in_((State.SERVING.value, State.PARKED.value)),
    )
    .limit(1)
)
_LAST_TOLD = select(Story.at).where(Story.hall_id == bindparam("hall"), Story.seq == bindparam("seq"))
_COUNTERS = (
    select(Counter.__table__, Ticket.id.label("in_hand"))
    .outerjoin(Ticket, Ticket.counter_id == Counter.id)
    .where(Counter.hall_id == bindparam("hall"))
    .order_by(Counter.number)
)
_NO_HELP = update(Counter).where(Counter.id == bindparam("counter")).values(help_since=None, help_reason=None)
_NO_RUNS = update(Counter).where(Counter.hall_id == bindparam("hall")).values(run=0, run_day=None)
_FORGET_PEOPLE = (
    update(Ticket)
    .where(
        Ticket.hall_id == bindparam("hall"),
        Ticket.day >= bindparam("since"),
        Ticket.day <= bindparam("through"),
        Ticket.person.is_not(None),
    )
    .values(person=None)
)
_FORGET_FOLLOWERS = delete(Follower).where(Follower.hall_id == bindparam("hall"), Follower.day <= bindparam("through"))
_FORGET_RESERVE = delete(Reserve).where(Reserve.hall_id == bindparam("hall"), Reserve.day < bindparam("before"))
_CLOSED = (
    update(Hall)
    .where(Hall.id == bindparam("hall"))
    .values(closed_through=bindparam("day"), salt=bindparam("to_salt"), salt_day=bindparam("to_salt_day"))
)

_UNROLL = delete(DayLegs).where(DayLegs.hall_id == bindparam("hall"), DayLegs.day > bindparam("after"))


def day_to_close(db: Connection, hall: Record, now: datetime) -> date | None:
    """The newest day that is over and not yet closed: by the hours, and by the hall being at rest.

    A clock that was set back finds a day closed that is not over yet; then the day before it is closed once more.
    """
    # People practise when work is over: their day ends at night, as in a hall without hours.
    calendar = None if hall.trial_since else days_off.calendar(regulations.read(hall.regulations), hall.timezone)
    if hall.closed_through == last_day_over(now, hall.timezone, calendar):
        return None
    over = last_day_over(now, hall.timezone, calendar, _worked_at(db, hall, now))
    return None if hall.closed_through == over else over


def _worked_at(db: Connection, hall: Record, now: datetime) -> datetime | None:
    """When the hall was last at work: now while somebody is served or about to come back to a desk, else when
    the story last told anything; None in a hall in which nothing has ever happened."""
    served = db.execute(_AT_WORK, {"hall": hall.id}).one_or_none()
    if served is not None:
        return now
    told: datetime | None = db.execute(_LAST_TOLD, {"hall": hall.id, "seq": hall.seq}).scalar_one_or_none()
    return told


def close_day(moment: Moment, *, day: date) -> bool:
    """Close what is left of `day`, and of days before it that nobody closed; whether there is more to close.

    Every living ticket expires, every counter is closed and waits and calls for nobody, appointments not kept are
    missed, and what was known of people is forgotten. Done a second time, or by two programs at once, it finds nothing
    to do.
    """
    if moment.hall.closed_through == day:
        return False
    left = moment.db.execute(_LEFT, {"hall": moment.hall.id, "day": day, "most": AT_ONCE}).all()
    _expire(moment, left, END_OF_DAY)
    if len(left) == AT_ONCE:
        return True
    missed = miss_what_is_left(moment, day)
    _forget(moment, day)
    unanswered = _leave_counters(moment, day)
    if left or missed or unanswered:
        moment.tell("day_closed", day=day.isoformat(), expired=len(left), missed=missed, unanswered=unanswered)
    return False


def _leave_counters(moment: Moment, day: date) -> list[int]:
    """Close what was left open: the first person of the next morning is not called to a counter where nobody sits. Who
    has come to work since, when the close is late, works on. The counters whose call for help nobody answered."""
    unanswered = []
    for counter in moment.db.execute(_COUNTERS, {"hall": moment.hall.id}).all():
        touched = max(filter(None, (counter.state_since, counter.ready_since)))
        if counter.in_hand is None and local_day(touched, moment.hall.timezone) <= day:
            counter = turn(moment, counter, "closed")
        end_support(moment, counter, day)
        if counter.help_since is not None and local_day(counter.help_since, moment.hall.timezone) <= day:
            moment.db.execute(_NO_HELP, {"counter": counter.id})
            unanswered.append(counter.number)
    return unanswered


def _forget(moment: Moment, day: date) -> None:
    hall = moment.hall
    people = {"hall": hall.id, "since": hall.closed_through or date.min, "through": day}
    moment.db.execute(_FORGET_PEOPLE, people)
    forget_people_at_home(moment, day)
    moment.db.execute(_FORGET_FOLLOWERS, {"hall": hall.id, "through": day})
    moment.db.execute(_FORGET_RESERVE, {"hall": hall.id, "before": day - RESERVE_KEPT})
    is_over = hall.salt_day is None or hall.salt_day <= day
    salt = {"to_salt": None if is_over else hall.salt, "to_salt_day": None if is_over else hall.salt_day}
    moment.db.execute(_CLOSED, {"hall": hall.id, "day": day} | salt)
    # A clock that was set back had opened closed days again: what was rolled up of them is no more the truth.
    moment.db.execute(_UNROLL, {"hall": hall.id, "after": min(hall.closed_through or date.min, day)})


def _expire(moment: Moment, tickets: Sequence[Record], reason: str) -> None:
    for ticket in tickets:
        at = ticket.last_counter if State(ticket.state) in IN_HAND else None
        ended: dict[str, Any] = {"counter_id": None, "ended_at": moment.now, "reason": reason}
        move_ticket(moment, ticket, Move.EXPIRE, counter=at, why=reason, **ended)
        if at is not None and reason == END_OF_DAY:
            turn(moment, look_up(moment, at), "closed")  # whoever sat there has forgotten them and gone home


def begin_trial(moment: Moment) -> Record:
    """From now on the hall practises: numbers from 9001, in no figure and in no run of calls. Safe to ask twice.

    Raises HallBusy while people who came in earnest have not left: their numbers are no practice.
    """
    if moment.hall.trial_since is not None:
        return moment.hall
    _must_be_empty(moment, is_trial=False)
    moment.tell("trial_begun")
    return _set_trial(moment, moment.now)


def end_trial(moment: Moment, *, clear: bool = False) -> Record:
    """Practice is over; `clear` ends what is left of it. Safe to ask twice. Raises HallBusy while some of it lives."""
    if moment.hall.trial_since is None:
        return moment.hall
    if clear:
        left = moment.db.execute(_LIVING.order_by(Ticket.id), {"hall": moment.hall.id, "is_trial": True}).all()
        _expire(moment, left, TRIAL_ENDED)
    _must_be_empty(moment, is_trial=True)
    moment.tell("trial_ended", since=moment.hall.trial_since.isoformat())
    return _set_trial(moment, None)


def _must_be_empty(moment: Moment, *, is_trial: bool) -> None:
    those = {"hall": moment.hall.id, "is_trial": is_trial}
    living = moment.db.execute(_LIVING.with_only_columns(func.count()), those).scalar_one()
    if not living:
        return
    at_counters_first = (Ticket.counter_id.is_(None), Ticket.last_counter.is_(None), Ticket.id)
    named = moment.db.execute(_LIVING.order_by(*at_counters_first).limit(LIVING_NAMED), those).all()
    where = [{"label": row.label, "state": row.state, "counter": _stands_at(row)} for row in named]
    raise HallBusy(living=living, tickets=where, more=living - len(where))


def _stands_at(ticket: Record) -> int | None:
    """The counter that has a ticket, set it aside, called it in vain or alone may call it; None in the common line."""
    reserved: int | None = ticket.reserved_counter
    last: int | None = ticket.last_counter
    return reserved if ticket.state == State.WAITING else last


def _set_trial(moment: Moment, since: datetime | None) -> Record:
    # Calls of practice must not decide who is first in earnest, nor the other way about.
    moment.db.execute(_NO_RUNS, {"hall": moment.hall.id})
    changed = update(Hall).where(Hall.id == moment.hall.id).values(trial_since=since)
    return moment.db.execute(changed.returning(*Hall.__table__.columns)).one()
