"""Verbs of numbers taken from home: a place is kept for a phone number that nobody can read, given back, forgotten."""

import re
import secrets
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select, update

from server import days_off
from server.domain import slots
from server.domain.errors import NoSuchSlot, UnknownAppointment
from server.domain.hoarding import trace
from server.domain.home_errors import BadPhone, BookedEnough, HomeFull, NotFromHome
from server.domain.numbering import local_day
from server.domain.slots import HOME
from server.door import Door
from server.models import Appointment, Hall, Record
from server.operations.appointments import free_code, give_back, keep, must_have_a_place
from server.operations.arrivals import must_be_service
from server.operations.moment import Moment

PHONE = re.compile(r"\+?[0-9]{8,15}")
ABROAD = re.compile(r"^(?:\+|00)?84(?=[0-9]{9}$)")
"""How a number of Việt Nam begins when it is written for abroad: the same number as with its nought."""

_OF_DAY = (
    Appointment.hall_id == bindparam("hall"),
    Appointment.day == bindparam("day"),
    Appointment.channel == HOME,
)
_OF_PERSON = select(Appointment.service).where(*_OF_DAY, Appointment.person == bindparam("person"))
_BY_CODE = select(Appointment.__table__).where(
    Appointment.hall_id == bindparam("hall"), Appointment.code == bindparam("code"), Appointment.channel == HOME
)
_KNOWN_LATER = (
    select(Appointment.id)
    .where(
        Appointment.hall_id == bindparam("hall"),
        Appointment.day > bindparam("through"),
        Appointment.person.is_not(None),
    )
    .limit(1)
)
_FORGET = (
    update(Appointment)
    .where(
        Appointment.hall_id == bindparam("hall"),
        Appointment.day >= bindparam("since"),
        Appointment.day <= bindparam("through"),
        Appointment.person.is_not(None),
    )
    .values(person=None)
)
_SALT = update(Hall).where(Hall.id == bindparam("hall")).values(booking_salt=bindparam("to_salt"))


def book_from_home(moment: Moment, *, service: str, at: datetime, person: str, procedure: str | None = None) -> Record:
    """Keep a number of `service` for whoever comes about `at` with the code: a slot of a day to come, or a time of
    today in the hall's hours, by which they join today's line. `person`, a phone number, is kept as a salted hash only.

    Never of practice: the people of a training are in the hall. Raises UnknownService, NotFromHome, NoSuchSlot,
    SlotFull, HomeFull, BadPhone, BookedEnough.
    """
    must_be_service(moment, service)
    home = moment.regulations.home
    if not home.is_on or service not in home.services:
        raise NotFromHome(service=service)
    _must_be_a_time(moment, service, at)
    day = local_day(at, moment.hall.timezone)
    # Counted under the hall's lock, as what one phone holds: the other phone, or the other press, waits here.
    if Door(moment.db, moment.hall, moment.now).left_for_home(service, day) == 0:
        raise HomeFull(service=service, day=day.isoformat())
    traced = _trace(moment, person)
    held = moment.db.execute(_OF_PERSON, {"hall": moment.hall.id, "day": day, "person": traced}).scalars().all()
    if service in held or len(held) >= home.per_day:
        raise BookedEnough(per_day=home.per_day)
    code = free_code(moment, slots.HOME_CODE_LENGTH)
    return keep(
        moment, code=code, channel=HOME, service=service, procedure=procedure, slot_at=at, person=traced, is_trial=False
    )


def give_back_from_home(moment: Moment, *, code: str, reason: str) -> Record:
    """Whoever has the code gives the number back, and may take another. Raises as `cancel_appointment`."""
    found = find_from_home(moment, code)
    if found is None:
        raise UnknownAppointment
    return give_back(moment, found, reason)


def find_from_home(moment: Moment, code: str) -> Record | None:
    """The number from home of `code`, until its day is over. A code of staff, shorter, is none."""
    known = {"hall": moment.hall.id, "code": slots.read_code(code)}
    found = moment.db.execute(_BY_CODE, known).one_or_none()
    return found if found is not None and found.day >= moment.day else None


def forget_people_at_home(moment: Moment, through: date) -> None:
    """Nothing is known any more of who took numbers of the days up to `through`; with nobody else, no salt either."""
    days = {"hall": moment.hall.id, "since": moment.hall.closed_through or date.min, "through": through}
    moment.db.execute(_FORGET, days)
    if moment.db.execute(_KNOWN_LATER, {"hall": moment.hall.id, "through": through}).one_or_none() is None:
        moment.db.execute(_SALT, {"hall": moment.hall.id, "to_salt": None})


def _must_be_a_time(moment: Moment, service: str, at: datetime) -> None:
    """Raises NoSuchSlot or SlotFull."""
    day, regulations = local_day(at, moment.hall.timezone), moment.regulations
    if day != moment.day:
        if day > moment.day + timedelta(days=regulations.home.days_ahead):
            raise NoSuchSlot(service=service, at=at.isoformat())
        must_have_a_place(moment, service, at, is_trial=False)
        return
    calendar = days_off.working(regulations, moment.hall.timezone)
    gives = at >= moment.now and calendar.gives(at, service)
    begun = regulations.services_from.get(service, day) <= day
    # The machines of a hall that practises do not know the codes of work.
    if not gives or not begun or moment.hall.trial_since is not None:
        raise NoSuchSlot(service=service, at=at.isoformat())


def _trace(moment: Moment, person: str) -> str:
    """What is kept of a phone number. Raises BadPhone."""
    figures = ABROAD.sub("0", re.sub(r"[\s.()-]", "", person))
    if not PHONE.fullmatch(figures):
        raise BadPhone
    salt = moment.hall.booking_salt
    if salt is None:
        salt = secrets.token_hex(32)
        moment.db.execute(_SALT, {"hall": moment.hall.id, "to_salt": salt})
    return trace(figures, salt)
