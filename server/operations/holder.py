"""Verbs of whoever holds a ticket, from their phone: its token is all the right there is, and no counter is theirs."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import and_, bindparam, insert, or_, select

from server.domain import story
from server.domain.delay import delayed
from server.domain.errors import DelayedOnce, IllegalMove, NobodyBehind, TooManyRequests, UnknownTicket
from server.domain.line import Waiting
from server.domain.ticket import AWAITED, Move, State, after, awaited_since, is_coming
from server.in_line import CLERKS_SERVICES, WAITING, own_services, person
from server.models import Counter, Record, Ticket
from server.operations import lanes, undo
from server.operations.moment import Actor, Moment
from server.operations.move import change, move_ticket, must_be_of_today
from server.operations.offering import offered
from server.public_models import Follower

HOLDER = Actor(story.HOLDER, may_everywhere=False)
"""Whoever holds the paper."""

SAID_FOR = timedelta(seconds=60)
"""Within it, a second "I am coming" is the first one, pressed twice."""

PHONES = 5
"""So many phones follow one number: a family's."""

_FOLLOWERS = select(Follower.endpoint).where(Follower.token == bindparam("token"))
_LEG = (
    select(Ticket.__table__)
    .where(Ticket.hall_id == bindparam("hall"), Ticket.token == bindparam("token"))
    .order_by(Ticket.ended_at.is_(None).desc(), Ticket.leg.desc())
    .limit(1)
)
_WORKING = select(Counter.__table__, CLERKS_SERVICES).where(
    Counter.hall_id == bindparam("hall"), Counter.state != "closed"
)
_BESIDE = select(Ticket.id, Ticket.service, Ticket.lane, Ticket.counts_from, Ticket.slot_at).where(
    *WAITING,
    Ticket.id != bindparam("ticket"),
    or_(
        and_(Ticket.service.in_(bindparam("services", expanding=True)), Ticket.reserved_counter.is_(None)),
        Ticket.reserved_counter == bindparam("kept_for"),
    ),
)


def say_coming(moment: Moment, *, token: str) -> Record:
    """The person is on the way: the desk that called, parked or missed them shows it. Said again within a minute, it
    was said already.

    Raises UnknownTicket, and IllegalMove when no desk waits for the person.
    """
    found = _leg(moment, token)
    if State(found.state) not in AWAITED or found.day != moment.day:
        raise IllegalMove(move="coming", state=found.state)
    if is_coming(found) and moment.now - found.coming_at < SAID_FOR:
        return found
    moment.tell("holder_coming", ticket=found, counter=found.last_counter)
    # Never before the call it answers, though the clock was set back since.
    return change(moment, found, {"coming_at": max(moment.now, awaited_since(found) or moment.now)})


def delay(moment: Moment, *, token: str) -> Record:
    """Let the next few go first (see `domain.delay`), once in a visit.

    Raises UnknownTicket, IllegalMove, DelayedOnce, and NobodyBehind when there is nobody to let go first.
    """
    found = _leg(moment, token)
    after(Move.DELAY, State(found.state))
    must_be_of_today(moment, found, Move.DELAY)
    if found.delayed_at is not None:
        raise DelayedOnce
    rule_of = moment.regulations.rule_of
    place = delayed(rule_of, person(found), _beside(moment, found), now=moment.now.timestamp())
    if place is None:
        raise NobodyBehind
    since = datetime.fromtimestamp(place.since, UTC)
    moved = move_ticket(
        moment,
        found,
        Move.DELAY,
        counter=None,
        details={"stands_at": since.isoformat(), "lane": place.lane.value, "passed": place.passed},
        counts_from=since,
        lane=place.lane.value,
        slot_at=None,
        delayed_at=moment.now,
    )
    return offered(moment, moved)


def give_back(moment: Moment, *, token: str, reason: str) -> Record:
    """The person does not come: the number is given back, also from under a call. Raises UnknownTicket, IllegalMove."""
    found = _leg(moment, token)
    after(Move.CANCEL, State(found.state))
    return lanes.end(moment, found, Move.CANCEL, reason)


def follow(moment: Moment, *, token: str, endpoint: str) -> Record:
    """The phone at `endpoint` wants to be woken when this number is called. Raises UnknownTicket, TooManyRequests."""
    found = _leg(moment, token)
    known = moment.db.execute(_FOLLOWERS, {"token": token}).scalars().all()
    if endpoint not in known:
        if len(known) == PHONES:
            raise TooManyRequests
        place = {"hall_id": moment.hall.id, "day": found.day, "token": token, "endpoint": endpoint}
        moment.db.execute(insert(Follower).values(**place))
    return found


def take_back(moment: Moment, *, token: str) -> Record:
    """Undo what the phone did last, within ten seconds. Raises UnknownTicket, and as `undo.undo`."""
    return undo.undo(moment, ticket=_leg(moment, token).id)


def _beside(moment: Moment, ticket: Record) -> list[Waiting]:
    """All whom the working counters may call that may call this ticket."""
    kept_for = ticket.reserved_counter
    services = set() if kept_for else {ticket.service}
    for counter in moment.db.execute(_WORKING, {"hall": moment.hall.id}):
        own = own_services(counter)
        if counter.number == kept_for or (kept_for is None and ticket.service in own):
            services |= set(own)
    seen = {"hall": moment.hall.id, "day": moment.day, "ticket": ticket.id, "kept_for": kept_for}
    return [person(row) for row in moment.db.execute(_BESIDE, seen | {"services": sorted(services)})]


def _leg(moment: Moment, token: str) -> Record:
    """The leg of the visit that is alive, else the last one. Raises UnknownTicket, also after the ticket's day."""
    found = moment.db.execute(_LEG, {"hall": moment.hall.id, "token": token}).one_or_none()
    if found is None or found.day != moment.day:
        raise UnknownTicket
    return found
