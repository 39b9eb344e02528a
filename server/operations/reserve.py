"""Verbs of the reserve: numbers a kiosk holds for the time it cannot reach the server, and how they join the line."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from server import days_off
from server.domain.errors import InvalidRequest, KioskConnected, UnknownGrounds, UnknownReserve
from server.domain.hours import Calendar, wall_time
from server.domain.numbering import RESERVE, first_of, label, reserve_of
from server.domain.ticket import ENDED, Lane, Move, State
from server.models import SILENT_S, Answer, Device, Record, Reserve, Series, Service, Story
from server.operations.arrivals import report_paper
from server.operations.calls import offer
from server.operations.day import END_OF_DAY
from server.operations.moment import Moment
from server.operations.move import change, find_ticket, move_ticket, next_leg, write_ticket
from server.operations.offering import offered
from server.operations.people import instance_of

NOBODY_HOLDS_IT = "nobody_holds_it"
"""Why a ticket ends whose number no paper and no screen ever showed: its answer was lost, and the kiosk gave another.
Programs read it, screens have words for it."""

RESERVE_TOLD = "reserve_told"
"""What the story tells, once, when a kiosk is back and tells of a number that staff let in by hand meanwhile."""

WITHIN_MINUTE = timedelta(seconds=59)
"""What a paper does not tell of its time."""

_SERVICES = select(Service.code).where(Service.hall_id == bindparam("hall"), Service.is_active)
_HOLDER = (
    Reserve.hall_id == bindparam("hall"),
    Reserve.device_id == bindparam("device"),
    Reserve.instance == bindparam("instance"),
    Reserve.ticket_id.is_(None),
)
_HELD = select(Reserve.__table__).where(*_HOLDER, Reserve.day == bindparam("day")).order_by(Reserve.service, Reserve.id)
_LAST = select(Series.last).where(
    Series.hall_id == bindparam("hall"), Series.day == bindparam("day"), Series.letter == bindparam("letter")
)
_OF_TOKEN = select(Reserve.__table__).where(Reserve.hall_id == bindparam("hall"), Reserve.token == bindparam("token"))
_OF_LABEL = select(Reserve.__table__).where(
    Reserve.hall_id == bindparam("hall"), Reserve.day == bindparam("day"), Reserve.label == bindparam("label")
)
_BECAME = update(Reserve).where(Reserve.id == bindparam("held")).values(ticket_id=bindparam("to_ticket"))
_BEGUN = select(Story.kind, Story.by, Story.at).where(
    Story.hall_id == bindparam("hall"),
    Story.ticket_id == bindparam("ticket"),
    Story.kind.in_(("ticket_issued", RESERVE_TOLD)),
)
_SPEAKS = select(Device.health).where(
    Device.id == bindparam("device"), Device.revoked_at.is_(None), Device.last_seen_at >= bindparam("heard_after")
)
_ANSWERED = select(Answer.status, Answer.body).where(
    Answer.principal == bindparam("principal"), Answer.key == bindparam("key")
)


@dataclass(frozen=True)
class Handed:
    """One number of the reserve that a kiosk has handed out: to whom, as far as they said, and when."""

    token: str
    key: str
    """The press's own key: the server may have heard that press, and answered into a dead line."""
    handed_at: datetime
    procedure: str | None = None
    lane: str = "ordinary"
    grounds: str | None = None
    language: str = "vi"
    paper: str | None = None
    """What became of the slip: printed, refused, unknown."""
    detail: str | None = None
    """What the kiosk says about that."""


@dataclass(frozen=True)
class TakenIn:
    """What became of one of them."""

    token: str
    ticket: Record | None
    """None: this hall holds no such number for its kiosks (any more)."""


@dataclass(frozen=True)
class LetIn:
    """A number that staff let in by hand."""

    ticket: Record
    is_new: bool
    """False: it was in the line before, and stands as it stood."""


@dataclass(frozen=True)
class HeldDay:
    """What a kiosk may hand out on one day, and between which times."""

    day: date
    numbers: Sequence[Record]
    gives: list[tuple[datetime, datetime]] | None
    """None: the hall has no hours, and gives numbers at any time."""


def hold(moment: Moment, *, device: int, instance: str) -> list[HeldDay]:
    """The numbers this kiosk may hand out by itself, today and on the next day of work: filled up to the hall's
    `limits.reserve` of each service. Asked twice it holds no more than asked once.

    A hall that practises gives none, for its numbers are no practice.
    """
    calendar = days_off.calendar(moment.regulations, moment.hall.timezone)
    held = []
    for day in _days(moment, calendar):
        mine = {"hall": moment.hall.id, "device": device, "instance": instance, "day": day}
        if moment.hall.trial_since is None:
            _fill_up(moment, mine)
        numbers = moment.db.execute(_HELD, mine).all() if moment.hall.trial_since is None else []
        held.append(HeldDay(day, numbers, _gives(calendar, day)))
    return held


def _gives(calendar: Calendar | None, day: date) -> list[tuple[datetime, datetime]] | None:
    if calendar is None:
        return None
    return [(session.start, calendar.gives_until(session, "")) for session in calendar.sessions(day)]


def _days(moment: Moment, calendar: Calendar | None) -> list[date]:
    """Today, and the day of work that follows: a server that died in the night is missed in the morning."""
    following = moment.day + timedelta(days=1)
    if calendar is not None:
        before = wall_time(following, 0, moment.hall.timezone) - timedelta(microseconds=1)
        session = calendar.next_session(before)
        following = calendar.day(session.start) if session else following
    return [moment.day, following]


def _fill_up(moment: Moment, mine: dict[str, Any]) -> None:
    unused: dict[str, int] = {}
    for row in moment.db.execute(_HELD, mine):
        unused[row.service] = unused.get(row.service, 0) + 1
    granted = []
    for service in moment.db.execute(_SERVICES, {"hall": moment.hall.id}).scalars():
        if moment.regulations.services_from.get(service, mine["day"]) <= mine["day"]:
            wanted = moment.regulations.limits.reserve - unused.get(service, 0)
            granted += [(service, number) for number in _take_numbers(moment, service, mine["day"], wanted)]
    rows = [
        {
            "hall_id": mine["hall"], "day": mine["day"], "service": service, "number": number,
            "label": label(service, number), "token": secrets.token_urlsafe(16), "device_id": mine["device"],
            "instance": mine["instance"], "granted_at": moment.now,
        }
        for service, number in granted
    ]  # fmt: skip
    if rows:
        moment.db.execute(insert(Reserve), rows)


def _take_numbers(moment: Moment, service: str, day: date, wanted: int) -> range:
    """The next `wanted` numbers of the service's reserve, or as many as it still has. None of them is given twice."""
    letter = reserve_of(service)
    series = {"hall": moment.hall.id, "day": day, "letter": letter}
    last = moment.db.execute(_LAST, series).scalar_one_or_none()
    first = first_of(letter) if last is None else last + 1
    taken = range(first, min(first + wanted, RESERVE.stop))
    if not taken:
        return taken
    if last is None:
        row = {"hall_id": moment.hall.id, "day": day, "letter": letter, "last": taken[-1]}
        moment.db.execute(insert(Series), row)
    else:
        where = (Series.hall_id == moment.hall.id, Series.day == day, Series.letter == letter)
        moment.db.execute(update(Series).where(*where).values(last=taken[-1]))
    return taken


def take_in(
    moment: Moment,
    *,
    principal: str,
    handed: Sequence[Handed],
    given_up: Sequence[str],
    offers: Callable[[str | None, str], bool],
) -> list[TakenIn]:
    """The kiosk is back: what it handed out joins the line with the time at which it was handed out, all of it in one
    transaction, so that nobody is called between two of them. A number said twice joins once.

    Nothing refuses it, not the hour and not the capacity: the number was promised when it was printed. `given_up` are
    keys of presses that ended without a number; whatever the server made of them is nobody's.
    """
    earliest = datetime.min.replace(tzinfo=moment.now.tzinfo)
    taken: list[TakenIn] = []
    for one in handed:
        held = moment.db.execute(_OF_TOKEN, {"hall": moment.hall.id, "token": one.token}).one_or_none()
        if held is None:
            taken.append(TakenIn(one.token, None))
            continue
        _nobody_holds(moment, principal, one.key)
        # A kiosk's clock may be wrong; nobody came before the number was there, in the future, or out of turn.
        earliest = min(max(one.handed_at, held.granted_at, earliest), moment.now)
        comes = _join if held.ticket_id is None else _hear_of
        taken.append(TakenIn(one.token, comes(moment, held, one, earliest, offers)))
    for key in given_up:
        _nobody_holds(moment, principal, key)
    called = {ticket.id: ticket for ticket, _ in offer(moment)}
    return [
        TakenIn(each.token, called.get(each.ticket.id, each.ticket)) if each.ticket is not None else each
        for each in taken
    ]


def join(
    moment: Moment, *, label: str, clock: str | None, lane: str = Lane.ORDINARY.value, grounds: str | None = None
) -> LetIn:
    """Somebody shows the paper of a kiosk that has not come back: their number joins the line with what stands on it
    (`clock`, "8:05" of today; None: now), for staff must not wait for a machine that may be broken. A paper tells no
    seconds: it counts from the end of its minute, that nobody overtakes whoever took a number within it. Once: a
    number that is in the line already is answered as it is, and when the kiosk comes back, it is not taken in again.

    Raises UnknownReserve, UnknownGrounds; InvalidRequest for a time that is still to come; KioskConnected for the
    number of a kiosk that speaks to us, which tells what it handed out: the label was mistyped, or will be in the line
    in a moment.
    """
    known = {"hall": moment.hall.id, "day": moment.day, "label": label}
    held = moment.db.execute(_OF_LABEL, known).one_or_none()
    if held is None:
        raise UnknownReserve(label=label)
    if held.ticket_id is not None:
        return LetIn(find_ticket(moment, held.ticket_id), is_new=False)
    if grounds is not None and grounds not in _known_grounds(moment):
        raise UnknownGrounds(grounds=grounds)
    if _speaks(moment, held):
        raise KioskConnected(label=label)
    at = moment.now if clock is None else _at(moment, clock)
    if at > moment.now:
        raise InvalidRequest(field="clock")
    at = min(max(at + WITHIN_MINUTE, held.granted_at), moment.now)
    said = Handed(held.token, "", at, lane=lane, grounds=grounds)
    return LetIn(offered(moment, _join(moment, held, said, at, lambda *_: False)), is_new=True)


def _speaks(moment: Moment, held: Record) -> bool:
    """Whether the very kiosk that holds the number was heard just now: not another one that came in its place."""
    heard_after = moment.now - timedelta(seconds=SILENT_S)
    asked = {"device": held.device_id, "heard_after": heard_after}
    device = moment.db.execute(_SPEAKS, asked).one_or_none()
    return device is not None and instance_of(device.health) in (None, held.instance)


def _at(moment: Moment, clock: str) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return wall_time(moment.day, hours * 60 + minutes, moment.hall.timezone)


def _join(moment: Moment, held: Record, one: Handed, at: datetime, offers: Callable[[str | None, str], bool]) -> Record:
    procedure = one.procedure if offers(one.procedure, held.service) else None
    ticket = write_ticket(
        moment,
        handed_at=at,
        hall_id=moment.hall.id,
        day=held.day,
        series=held.service,
        number=held.number,
        leg=next_leg(moment, held.token),
        label=held.label,
        token=held.token,
        service=held.service,
        procedure=procedure,
        lane=one.lane,
        grounds=one.grounds if one.grounds in _known_grounds(moment) else None,
        dossiers=1,
        language=one.language,
        channel="reserve",
        is_trial=False,
        issued_at=at,
        counts_from=at,
        waits_since=at,
        path=moment.regulations.path_of(held.service, procedure),
    )
    moment.db.execute(_BECAME, {"held": held.id, "to_ticket": ticket.id})
    if one.paper is not None:
        ticket = report_paper(moment, ticket=ticket.id, outcome=one.paper, detail=one.detail)
    if _is_over(moment, held.day):
        # Its day is over and closed: it is written down, and nobody waits with it.
        ended: dict[str, Any] = {"ended_at": moment.now, "reason": END_OF_DAY}
        return move_ticket(moment, ticket, Move.EXPIRE, counter=None, why=END_OF_DAY, **ended)
    return ticket


def _is_over(moment: Moment, day: date) -> bool:
    closed = moment.hall.closed_through
    return day < moment.day or (closed is not None and day <= closed)


def _known_grounds(moment: Moment) -> set[str]:
    return {ground.code for ground in moment.regulations.grounds}


def _hear_of(
    moment: Moment, held: Record, one: Handed, at: datetime, offers: Callable[[str | None, str], bool]
) -> Record:
    """The kiosk tells of a number that is in the line already. What it told before changes nothing; of one that staff
    let in by hand it knows more than they could type, and that counts while its holder waits for the first call.

    One that staff let in, and that had its turn or missed it, before the kiosk gave it to anybody was a slip of the
    hand: whoever holds the paper now waits with it from then on, as another leg under the same label.
    """
    ticket = find_ticket(moment, held.ticket_id)
    let_in_at = _let_in_at(moment, ticket)
    if let_in_at is None:
        return ticket
    if State(ticket.state) is State.ABSENT and let_in_at < at:
        ended: dict[str, Any] = {"ended_at": moment.now, "reason": NOBODY_HOLDS_IT}
        ticket = move_ticket(moment, ticket, Move.CANCEL, counter=None, why=NOBODY_HOLDS_IT, **ended)
    if State(ticket.state) in ENDED and let_in_at < at and not _is_over(moment, held.day):
        return _join(moment, held, one, at, offers)
    changes = _known_better(moment, ticket, one, at, offers)
    if changes:
        ticket = change(moment, ticket, changes)
    told = {column: getattr(ticket, column) for column in ("procedure", "lane", "grounds", "language")}
    if "counts_from" in changes:
        told["counts_from"] = at.isoformat()
    moment.tell(RESERVE_TOLD, ticket=ticket, **told, handed_at=at.isoformat())
    return ticket if one.paper is None else report_paper(moment, ticket=ticket.id, outcome=one.paper, detail=one.detail)


def _let_in_at(moment: Moment, ticket: Record) -> datetime | None:
    """When staff let this number in by hand; None: they did not, or its kiosk has told of it since."""
    told = moment.db.execute(_BEGUN, {"hall": moment.hall.id, "ticket": ticket.id}).all()
    is_by_hand = len(told) == 1 and told[0].by != moment.actor.by
    return told[0].at if is_by_hand else None


def _known_better(
    moment: Moment, ticket: Record, one: Handed, at: datetime, offers: Callable[[str | None, str], bool]
) -> dict[str, Any]:
    """The columns of a ticket let in by hand that change with what its kiosk knows."""
    if State(ticket.state) is not State.WAITING or ticket.last_called_at is not None:
        return {}
    known: dict[str, Any] = {"language": one.language}
    if one.procedure is not None and offers(one.procedure, ticket.service):
        path = moment.regulations.path_of(ticket.service, one.procedure)
        known |= {"procedure": one.procedure, "path": path}
    if one.lane == Lane.PRIORITY.value and ticket.lane_checked_by is None:
        grounds = one.grounds if one.grounds in _known_grounds(moment) else ticket.grounds
        known |= {"lane": one.lane, "grounds": grounds}
    if at < ticket.issued_at == ticket.counts_from:
        known |= {"issued_at": at, "counts_from": at, "waits_since": at}
    return {name: value for name, value in known.items() if value != getattr(ticket, name)}


def _nobody_holds(moment: Moment, principal: str, key: str) -> None:
    """Whatever a press with this key made, or may still make when it arrives late: nobody holds its number."""
    answered = moment.db.execute(_ANSWERED, {"principal": principal, "key": key}).one_or_none()
    if answered is None:
        # A press still on its way finds its key taken, and gives no number.
        kept = {"principal": principal, "key": key, "fingerprint": NOBODY_HOLDS_IT, "status": 409, "body": "{}"}
        moment.db.execute(insert(Answer), kept | {"at": moment.now})
        return
    if answered.status != 201:
        return
    ticket = find_ticket(moment, json.loads(answered.body)["ticket"]["id"])
    state = State(ticket.state)
    if state in ENDED or state is State.SERVING:
        return
    move = Move.VOID if state is State.WAITING and ticket.last_called_at is None else Move.CANCEL
    ended: dict[str, Any] = {"counter_id": None, "ended_at": moment.now, "reason": NOBODY_HOLDS_IT}
    move_ticket(moment, ticket, move, counter=ticket.last_counter, why=NOBODY_HOLDS_IT, **ended)
