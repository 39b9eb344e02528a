"""What the hall's door says of a service at one instant: numbers are given, or why not and from when again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from sqlalchemy import ColumnElement, Connection, bindparam, func, literal_column, or_, select

from server import days_off
from server.domain import regulations, slots
from server.domain.hours import wall_time
from server.domain.numbering import local_day
from server.domain.slots import HOME, Standing
from server.domain.ticket import State
from server.models import Appointment, Record, Ticket

GIVEN_BACK = (State.CANCELLED.value, State.VOIDED.value)
"""States that free the place a number took: nobody came with it to a counter. A transfer frees none, and takes none."""

# Built once: building a statement costs as much as running it. The unique index begins with these columns.
_TAKEN = (
    select(Ticket.series, func.count().label("people"))
    .where(
        Ticket.hall_id == bindparam("hall"),
        Ticket.day == bindparam("day"),
        Ticket.series.in_(bindparam("series", expanding=True)),
        Ticket.leg == 1,
        Ticket.state.not_in(GIVEN_BACK),
    )
    .group_by(Ticket.series)
)
BOOKED: ColumnElement[str] = literal_column(f"'{Standing.BOOKED.value}'")
"""Written out: a database uses the partial index only for a state it can read in the statement."""

_PROMISED = select(
    func.count().label("people"), func.count().filter(Appointment.state == BOOKED).label("to_come")
).where(
    Appointment.hall_id == bindparam("hall"),
    Appointment.day == bindparam("day"),
    Appointment.service == bindparam("service"),
    Appointment.channel == HOME,
    or_(
        Appointment.state == Standing.CHECKED_IN.value,
        (Appointment.state == BOOKED) & (Appointment.slot_at >= bindparam("since")),
    ),
)


class Because(StrEnum):
    """Why no number is given."""

    HALL_CLOSED = "hall_closed"
    CUT_OFF = "cut_off"
    FULL = "full"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class Shut:
    """No number now; `reopens_at` is when the next one is given, None when nobody knows."""

    because: Because
    reopens_at: datetime | None


class Door:
    """Made for one instant, within one transaction. Asks the database only what the regulations make it ask."""

    def __init__(self, db: Connection, hall: Record, at: datetime) -> None:
        self._db, self._hall, self._at = db, hall, at
        self._regulations = regulations.read(hall.regulations)
        self._day = local_day(at, hall.timezone)
        self.calendar = days_off.calendar(self._regulations, hall.timezone)

    def shut(self, service: str) -> Shut | None:
        """Why no number of `service` is given; None when one is.

        Nobody is refused while the hall practises: people are trained when it is closed, and before a service begins.
        """
        if self._hall.trial_since is not None:
            return None
        begins = self._regulations.services_from.get(service, self._day)
        if begins > self._day:
            return Shut(Because.NOT_YET, self._first_of(begins, service))
        shut = self._by_hours(service)
        if self.places_left(service) == 0 and (shut is None or self._is_today(shut.reopens_at)):
            return Shut(Because.FULL, self._first_of(self._day + timedelta(days=1), service))
        return shut

    def begins(self, service: str) -> date | None:
        """The day from which the hall offers `service`, if it is one to come."""
        begins = self._regulations.services_from.get(service, self._day)
        return begins if begins > self._day else None

    def works_at(self, slot: datetime) -> bool:
        """Whether the hall is at work at a slot that is still to come."""
        return slot > self._at and (self.calendar is None or self.calendar.session(slot) is not None)

    def places_left(self, service: str) -> int | None:
        """How many numbers of the day's capacity are left; None when there is no limit.

        Those that people at home may still come for are not taken off: nobody who is here is refused for them.
        """
        capacity = self._regulations.capacity.get(service)
        return None if capacity is None else max(capacity - self._taken.get(service, 0), 0)

    def left_for_home(self, service: str, day: date) -> int:
        """How many more people at home may have a number of `service` on `day`: of their share, which leaves slots of a
        day to come for staff; of today no more than the numbers that are left and promised to nobody."""
        home = self._regulations.home
        since = self._at - timedelta(seconds=home.grace_s)
        asked = {"hall": self._hall.id, "day": day, "service": service, "since": since}
        promised = self._db.execute(_PROMISED, asked).one()
        is_today = day == self._day
        in_slots = None if is_today else self._in_slots(service, day)
        share = home.places(self._regulations.capacity.get(service), in_slots) - int(promised.people)
        places = self.places_left(service) if is_today else None
        return max(share if places is None else min(share, places - promised.to_come), 0)

    def is_same_day(self) -> bool:
        """Whether what is handed in now has its result today, as far as the hall's hours go."""
        return self.calendar is None or self.calendar.is_same_day(self._at) is not False

    @cached_property
    def _taken(self) -> dict[str, int]:
        """Numbers given today that still take a place, by series; see `GIVEN_BACK`."""
        asked = {"hall": self._hall.id, "day": self._day, "series": list(self._regulations.capacity)}
        return {row.series: row.people for row in self._db.execute(_TAKEN, asked)}

    def _in_slots(self, service: str, day: date) -> int:
        """How many people all slots of `service` on `day` take."""
        kept = slots.slots_of(self._regulations, service, day)
        working = days_off.working(self._regulations, self._hall.timezone)
        return 0 if kept is None else kept.people * sum(1 for _ in slots.times(kept, working, day))

    def _by_hours(self, service: str) -> Shut | None:
        if self.calendar is None or self.calendar.gives(self._at, service):
            return None
        because = Because.CUT_OFF if self.calendar.session(self._at) else Because.HALL_CLOSED
        return Shut(because, self.calendar.reopens_at(self._at, service))

    def _first_of(self, day: date, service: str) -> datetime | None:
        """When the first number of `service` is given on `day` or after."""
        midnight = wall_time(day, 0, self._hall.timezone)
        if self.calendar is None:
            return midnight
        return self.calendar.reopens_at(midnight - timedelta(microseconds=1), service)

    def _is_today(self, at: datetime | None) -> bool:
        return at is not None and local_day(at, self._hall.timezone) == self._day
