"""Verbs at the door: a ticket is issued if the hall's rules let it be, and its paper reported."""

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, case, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from server.domain.errors import (
    AlreadyWaiting,
    HallClosed,
    IssuingStopped,
    KioskCooling,
    NotYetOffered,
    Refusal,
    UnknownGrounds,
    UnknownService,
)
from server.domain.hoarding import trace
from server.domain.numbering import RESERVE, first_of, label, series_of
from server.domain.ticket import Lane
from server.domain.waiting import Wait
from server.door import Because, Door
from server.models import Hall, Record, Series, Service, Story, Ticket
from server.operations.moment import Moment
from server.operations.move import change, find_ticket, write_ticket
from server.operations.offering import offered

# Built once: building a statement costs as much as running it.
_OFFERED = select(Service.id).where(
    Service.hall_id == bindparam("hall"), Service.code == bindparam("code"), Service.is_active
)
_NEXT = case((Series.last == RESERVE.start - 1, RESERVE.stop), else_=Series.last + 1)
_TAKE_NUMBER = {
    name: dialect.insert(Series)
    .values(last=bindparam("first"))
    .on_conflict_do_update(index_elements=["hall_id", "day", "letter"], set_={"last": _NEXT})
    .returning(Series.last)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_LIVING_OF_PERSON = select(Ticket.label).where(
    Ticket.hall_id == bindparam("hall"),
    Ticket.day == bindparam("day"),
    Ticket.ended_at.is_(None),
    Ticket.service == bindparam("service"),
    Ticket.person == bindparam("person"),
    Ticket.is_trial == bindparam("is_trial"),
)
_SALT = update(Hall).where(Hall.id == bindparam("hall")).values(salt=bindparam("to_salt"), salt_day=bindparam("to_day"))

_LOOKED_BACK = 1000
"""Rows of the story in which a kiosk's last number is looked for: many times what a hall tells in ten minutes."""

_LAST_OF_KIOSK = select(func.max(Story.at)).where(
    Story.hall_id == bindparam("hall"),
    Story.kind == "ticket_issued",
    Story.seq > bindparam("seq"),
    Story.by == bindparam("kiosk"),
)


Likely = Callable[[str, Lane], Wait | None]
"""How long it takes whoever comes now for this service, in this lane."""


def nobody_says(_service: str, _lane: Lane) -> None:
    """Of a number that is given where no estimate is shown."""


def issue_ticket(moment: Moment, *, service: str, **wish: Any) -> Record:
    """Give the number that `take_number` gives; the ticket, called by now if a counter waited for somebody."""
    return offered(moment, take_number(moment, service=service, **wish))


def take_number(
    moment: Moment,
    *,
    service: str,
    procedure: str | None = None,
    lane: Lane = Lane.ORDINARY,
    grounds: str | None = None,
    dossiers: int = 1,
    language: str = "vi",
    channel: str = "kiosk",
    slot_at: datetime | None = None,
    promised: bool = False,
    person: str | None = None,
    at_kiosk: bool = False,
    override_reason: str | None = None,
    likely: Likely = nobody_says,
) -> Record:
    """The next number of `service`'s series, waiting. Ready counters call at the end of the verb that asked for it:
    the story tells first how somebody came, then that they were called.

    `person` is a phone or card number, kept only as a salted hash of the day. Staff pass what refuses a number with
    their `override_reason`, which the story keeps.

    `likely` says how long whoever comes now waits: what its holder is told is written down with the number.

    Raises UnknownService, UnknownGrounds, NotYetOffered, HallClosed, IssuingStopped, AlreadyWaiting, KioskCooling.
    """
    _must_be_offered(moment, service, grounds)
    traced = _trace(moment, person)
    against = _refusals(moment, service, traced, promised=promised, slot_at=slot_at, at_kiosk=at_kiosk)
    passed = _pass(against, override_reason)
    if lane is Lane.APPOINTMENT and slot_at is None:
        slot_at = moment.now  # of somebody whom staff expect without our having booked it: their time is now
    wish: dict[str, Any] = {"procedure": procedure, "lane": lane.value, "grounds": grounds, "dossiers": dossiers}
    wish |= {"language": language, "channel": channel}
    said = likely(service, lane)
    issued = _give_number(moment, service, **wish, slot_at=slot_at, person=traced, said=said)
    if passed:
        moment.tell("door_overridden", ticket=issued, why=override_reason, refused=passed)
    return issued


def must_be_service(moment: Moment, code: str) -> None:
    """Raises UnknownService for a code that the hall has not, or has no more."""
    if moment.db.execute(_OFFERED, {"hall": moment.hall.id, "code": code}).one_or_none() is None:
        raise UnknownService(service=code)


def _must_be_offered(moment: Moment, service: str, grounds: str | None) -> None:
    must_be_service(moment, service)
    if grounds is not None and grounds not in {ground.code for ground in moment.regulations.grounds}:
        raise UnknownGrounds(grounds=grounds)


def _pass(refusals: Iterator[Refusal], override_reason: str | None) -> list[str]:
    """The codes of what staff pass with their reason. Raises the first refusal when there is none."""
    passed = []
    for refusal in refusals:
        if override_reason is None:
            raise refusal
        passed.append(refusal.code)
    return passed


def _give_number(moment: Moment, service: str, *, procedure: str | None, **columns: Any) -> Record:
    series = series_of(service, is_trial=moment.hall.trial_since is not None)
    number = _next_number(moment, series)
    return write_ticket(
        moment,
        hall_id=moment.hall.id,
        day=moment.day,
        series=series,
        number=number,
        leg=1,
        label=label(series, number),
        # 128 bits: nobody guesses another person's page.
        token=secrets.token_urlsafe(16),
        service=service,
        procedure=procedure,
        issued_at=moment.now,
        counts_from=moment.now,
        path=moment.regulations.path_of(service, procedure),
        **columns,
    )


def _refusals(
    moment: Moment, service: str, person: str | None, *, promised: bool, slot_at: datetime | None, at_kiosk: bool
) -> Iterator[Refusal]:
    """All that speaks against another number of `service` now."""
    yield from _at_the_door(moment, service, promised, slot_at)
    if person is not None:
        living = living_number(moment, service, person)
        if living is not None:
            yield AlreadyWaiting(label=living)
    if at_kiosk:
        yield from _cooling(moment)


def living_number(moment: Moment, service: str, person: str) -> str | None:
    """The number with which the `person` of that hash is waiting for `service`, or is at a desk of it."""
    seen = {"hall": moment.hall.id, "day": moment.day, "service": service, "person": person}
    seen["is_trial"] = moment.hall.trial_since is not None
    label: str | None = moment.db.execute(_LIVING_OF_PERSON, seen).scalars().first()
    return label


def _at_the_door(moment: Moment, service: str, promised: bool, slot_at: datetime | None) -> Iterator[Refusal]:
    door = Door(moment.db, moment.hall, moment.now)
    shut = door.shut(service)
    if shut is None:
        return
    again = shut.reopens_at.isoformat() if shut.reopens_at else None
    if shut.because is Because.NOT_YET:
        begins = door.begins(service)
        yield NotYetOffered(**{"from": begins.isoformat() if begins else None})
    elif shut.because is Because.HALL_CLOSED:
        # Whoever is asked to come at 7:30 stands before the kiosk at 7:20, and need not wait there for the door.
        if not (promised and slot_at is not None and door.works_at(slot_at)):
            yield HallClosed(reopens_at=again)
    elif not promised:  # whoever has an appointment, also a late one, is not told that the numbers are all given
        yield IssuingStopped(because=shut.because.value, reopens_at=again)


def _cooling(moment: Moment) -> Iterator[Refusal]:
    """One press after another at one kiosk, for somebody who wants a handful. Kiosks are known by their names."""
    rest = timedelta(seconds=moment.regulations.limits.kiosk_cool_s)
    if not rest:
        return
    asked = {"hall": moment.hall.id, "seq": moment.hall.seq - _LOOKED_BACK, "kiosk": moment.actor.by}
    last: datetime | None = moment.db.execute(_LAST_OF_KIOSK, asked).scalar_one()
    # Below zero: of two presses at one instant the earlier one came second. But a clock that was set back must not
    # silence a kiosk: a number from far in the future is long given.
    if last is not None and abs(moment.now - last) < rest:
        left = rest - max(moment.now - last, timedelta())
        yield KioskCooling(wait_s=-(-left // timedelta(seconds=1)))


def _trace(moment: Moment, person: str | None) -> str | None:
    """The day's hash of `person`; None where the hall lets one person have many numbers: then nothing is kept."""
    if person is None or not moment.regulations.limits.one_per_person:
        return None
    salt = moment.hall.salt
    if salt is None or moment.hall.salt_day != moment.day:
        salt = secrets.token_hex(32)
        moment.db.execute(_SALT, {"hall": moment.hall.id, "to_salt": salt, "to_day": moment.day})
    return trace(person, salt)


def _next_number(moment: Moment, letter: str) -> int:
    """Take a number from the series' row of this day: never a maximum plus one, never a count of tickets.

    A rolled-back verb gives its number back, a cancelled ticket does not. A new day is a new row; no job at midnight.
    """
    taken = _TAKE_NUMBER[moment.db.dialect.name]
    series = {"hall_id": moment.hall.id, "day": moment.day, "letter": letter, "first": first_of(letter)}
    return int(moment.db.execute(taken, series).scalar_one())


def report_paper(moment: Moment, *, ticket: int, outcome: str, detail: str | None = None) -> Record:
    """Write down what the kiosk knows of its paper: `printed`, `refused` or `unknown`. The ticket lives on anyway."""
    found = find_ticket(moment, ticket)
    moment.tell("paper_reported", ticket=found, outcome=outcome, detail=detail)
    return change(moment, found, {"paper": outcome})
