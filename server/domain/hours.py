"""When a hall works: the week's intervals, exceptional days, and until when numbers are given."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from server.domain.numbering import local_day

Interval = tuple[int, int]
"""From and until, minutes after midnight of the hall's day; `until` is not part of it."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

LOOKS_AHEAD = 400
"""Days in which the next opening is looked for: over Tết and a summer of rebuilding, and never for ever."""

AFTER_CLOSING = timedelta(hours=1)
"""How long a hall's day lasts after its last interval, and after the last thing done in it."""


@dataclass(frozen=True)
class Hours:
    """A hall's calendar. A hall without one gives numbers at any time."""

    week: tuple[tuple[Interval, ...], ...] = ((),) * 7
    """The intervals of each day of the week, Monday first."""
    days: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)
    """Days that are different from their day of the week: closed (no interval), shorter, or a Saturday worked."""
    reasons: Mapping[date, str] = field(default_factory=dict)
    """Why such a day is different, for the board."""
    has_holidays: bool = True
    """Whether the public holidays are days off, unless `days` says otherwise."""
    cut_off_min: Mapping[str, int] = field(default_factory=dict)
    """Per service: how many minutes before the end of an interval the last number is given; "" is for all others."""
    same_day_until: int | None = None
    """Minutes after midnight; who hands in later gets the result on the next working day."""


@dataclass(frozen=True)
class Session:
    """One stretch of work, morning or afternoon; `end` is not part of it. Times are UTC."""

    start: datetime
    end: datetime

    def has(self, at: datetime) -> bool:
        return self.start <= at < self.end


@dataclass(frozen=True)
class Calendar:
    """A hall's hours where it stands: in its zone, among its country's holidays."""

    hours: Hours
    timezone: str
    holiday: Callable[[date], str | None]
    """The name of the public holiday on a day, if it is one."""

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """What the hall works on `day`: an exceptional day before a holiday, a holiday before the day of the week."""
        if day in self.hours.days:
            return tuple(sorted(self.hours.days[day]))
        if self._holiday(day):
            return ()
        return tuple(sorted(self.hours.week[day.weekday()]))

    def reason(self, day: date) -> str | None:
        """Why `day` is not like its day of the week: what the hall says of it, or the holiday's name."""
        return self.hours.reasons.get(day) if day in self.hours.days else self._holiday(day)

    def sessions(self, day: date) -> list[Session]:
        return [Session(self._at(day, start), self._at(day, until)) for start, until in self.intervals(day)]

    def session(self, at: datetime) -> Session | None:
        """The session that is on at `at`."""
        return next((session for session in self.sessions(self.day(at)) if session.has(at)), None)

    def next_session(self, at: datetime) -> Session | None:
        """The first one that begins after `at`; None when the hall has none within `LOOKS_AHEAD` days."""
        return next(self._after(at), None)

    def gives_until(self, session: Session, service: str) -> datetime:
        """When the last number of `service` is given in `session`.

        Before the end of every one, lunch too, as halls do it: whoever has a number at lunch is first after it, but
        nobody is given one at 11:29 to sit through the break with. For them there is the afternoon.
        """
        minutes = self.hours.cut_off_min.get(service, self.hours.cut_off_min.get("", 0))
        return max(session.start, session.end - timedelta(minutes=minutes))

    def gives(self, at: datetime, service: str) -> bool:
        """Whether the hours let a number of `service` be given at `at`."""
        session = self.session(at)
        return session is not None and at < self.gives_until(session, service)

    def reopens_at(self, after: datetime, service: str) -> datetime | None:
        """When the first session after `after` begins in which numbers of `service` are given."""
        giving = (session.start for session in self._after(after) if session.start < self.gives_until(session, service))
        return next(giving, None)

    def left_s(self, at: datetime) -> float:
        """How long the hall still works on the day of `at`, seconds."""
        return sum(
            (session.end - max(session.start, at)).total_seconds()
            for session in self.sessions(self.day(at))
            if at < session.end
        )

    def is_same_day(self, at: datetime) -> bool | None:
        """Whether what is handed in at `at` has its result on that day; None when the hall does not say until when.

        What is received after 15:00 counts from the next working day (Nghị định 23/2015/NĐ-CP, Điều 7; Nghị định
        61/2018/NĐ-CP, Điều 18), and so does all of a day off.
        """
        if self.hours.same_day_until is None:
            return None
        day = self.day(at)
        return bool(self.intervals(day)) and at <= self._at(day, self.hours.same_day_until)

    def day_over_at(self, day: date, worked_at: datetime | None = None) -> datetime:
        """When what is left of `day` may be closed: `AFTER_CLOSING` after its last interval and after `worked_at`, when
        the hall was last at work, and `AFTER_CLOSING` after midnight whatever goes on.

        So nobody at a desk is cut off, and hours that are changed in the afternoon to a day that ended at noon wipe no
        line. On a day off, as in a hall without hours, it is the night that ends the day.
        """
        ends = [session.end for session in self.sessions(day)]
        night = midnight_over_at(day, self.timezone)
        if not ends:
            return night
        quiet = max(ends) if worked_at is None else max(*ends, worked_at)
        return min(quiet + AFTER_CLOSING, night)

    def day(self, at: datetime) -> date:
        return local_day(at, self.timezone)

    def _after(self, at: datetime) -> Iterator[Session]:
        first = self.day(at)
        for ahead in range(LOOKS_AHEAD):
            yield from (session for session in self.sessions(first + timedelta(days=ahead)) if session.start > at)

    def _holiday(self, day: date) -> str | None:
        return self.holiday(day) if self.hours.has_holidays else None

    def _at(self, day: date, minutes: int) -> datetime:
        return wall_time(day, minutes, self.timezone)


def wall_time(day: date, minutes: int, timezone: str) -> datetime:
    """When the clock on the wall shows that time. UTC, for hours of a zone with summer time are not all as long."""
    day, minutes = day + timedelta(days=minutes // 1440), minutes % 1440
    return datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(timezone)).astimezone(UTC)


def midnight_over_at(day: date, timezone: str) -> datetime:
    """When `day` is over where nobody says when work ends: the same while after midnight as after a last interval."""
    return wall_time(day + timedelta(days=1), 0, timezone) + AFTER_CLOSING


def last_day_over(at: datetime, timezone: str, calendar: Calendar | None, worked_at: datetime | None = None) -> date:
    """The newest day that is over at `at`, in a hall that was last at work at `worked_at` (see `Calendar.day_over_at`);
    without a calendar, days end at night."""
    day = local_day(at, timezone)
    while (calendar.day_over_at(day, worked_at) if calendar else midnight_over_at(day, timezone)) > at:
        day -= timedelta(days=1)
    return day


def problems(hours: Hours) -> list[tuple[str, str]]:
    """What contradicts itself, line by line: where (`week.mon[1]`), and a code (see `domain.unsound`)."""
    lines = {f"week.{name}": intervals for name, intervals in zip(DAYS, hours.week, strict=True)}
    lines |= {f"days.{day.isoformat()}": intervals for day, intervals in hours.days.items()}
    found = [problem for where, intervals in lines.items() for problem in _of_intervals(where, intervals)]
    longest = max((until - start for intervals in lines.values() for start, until in intervals), default=None)
    if longest is not None:
        found += [
            (f"cut_off_min.{code}", "gives_no_number") for code, cut in hours.cut_off_min.items() if cut >= longest
        ]
    return found


def _of_intervals(where: str, intervals: tuple[Interval, ...]) -> Iterator[tuple[str, str]]:
    for at, (start, until) in enumerate(intervals):
        if until <= start:
            yield f"{where}[{at}]", "ends_before_it_begins"
        # Two that only touch are one: numbers would stop before the seam, and nothing happens there.
        elif any(start <= other_until and other_start <= until for other_start, other_until in intervals[:at]):
            yield f"{where}[{at}]", "overlaps"
