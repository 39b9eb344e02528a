"""Where a clerk sits: at one counter at a time, moved and handed over without losing anybody."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from server.domain.errors import CounterBusy, SeatTaken, SitsElsewhere
from server.models import Account, Counter, Record
from server.operations.counters import in_hand, look_up, stop_waiting, turn
from server.operations.moment import Moment

_WAITS_NO_MORE = (
    update(Counter)
    .where(
        Counter.ready_since.is_not(None),
        Account.id == bindparam("account"),
        Counter.hall_id == Account.hall_id,
        Counter.number == Account.counter,
    )
    .values(ready_since=None)
)


@dataclass(frozen=True)
class Seated:
    """What came of sitting down."""

    counter: Record
    user: str
    moved: tuple[int, ...] = ()
    """Ids of the accounts whose seat is another one now: what they see is no more theirs."""


def sit(moment: Moment, *, number: int, move: bool = False, take_over: bool = False) -> Seated:
    """The clerk sits down at counter `number`.

    With `move` they leave the counter where they sat, which closes. With `take_over` whoever sits here hands the
    counter over with the ticket in hand, and sits nowhere. Raises SitsElsewhere, SeatTaken, UnknownCounter, and
    CounterBusy when the counter left behind has a ticket in hand: there is nobody to hand it to.
    """
    counter = look_up(moment, number)
    clerk = moment.db.execute(
        select(Account.__table__).where(Account.hall_id == moment.hall.id, Account.user == moment.actor.by)
    ).one()
    others = sitting(moment, number, besides=clerk.id)
    if clerk.counter == number and not (others and take_over):
        return Seated(counter, clerk.user)
    if clerk.counter not in (None, number) and not move:
        raise SitsElsewhere(counter=clerk.counter)
    if others and not take_over:
        raise SeatTaken(by=others[0].user)
    if clerk.counter not in (None, number):
        _leave(moment, clerk)
    displaced = [other.id for other in others]
    moment.db.execute(update(Account).where(Account.id.in_(displaced)).values(counter=None))
    moment.db.execute(update(Account).where(Account.id == clerk.id).values(counter=number))
    stop_waiting(moment, counter)
    taken_from = [other.user for other in others]
    moment.tell("seat_taken", counter=number, left=clerk.counter, taken_from=taken_from)
    moved = (*displaced, *([clerk.id] if clerk.counter not in (None, number) else []))
    return Seated(look_up(moment, number), clerk.user, moved)


def sitting(moment: Moment, number: int, *, besides: int | None = None) -> list[Record]:
    """Who sits at the counter: one account, or none."""
    here = (Account.hall_id == moment.hall.id, Account.counter == number, Account.is_active)
    rows = moment.db.execute(select(Account.id, Account.user).where(*here).order_by(Account.id))
    return [row for row in rows if row.id != besides]


def wait_no_more(db: Connection, account: int) -> None:
    """The account has signed out or is no more: where it sat, nobody is there for whoever comes next."""
    db.execute(_WAITS_NO_MORE, {"account": account})


def _leave(moment: Moment, clerk: Record) -> None:
    """Leave the counter behind: closed, for a counter that looks open and has nobody calls nobody."""
    left = moment.db.execute(
        select(Counter.__table__).where(Counter.hall_id == moment.hall.id, Counter.number == clerk.counter)
    ).one_or_none()
    if left is None or sitting(moment, left.number, besides=clerk.id):
        return
    held = in_hand(moment, left)
    if held is not None:
        raise CounterBusy(counter=left.number, label=held.label)
    turn(moment, left, "closed")
