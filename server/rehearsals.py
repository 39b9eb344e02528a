"""A hall's heavy day, rehearsed under regulations that are not in force yet: its own busiest days, or their shape."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import log
from random import Random
from statistics import fmean
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, func, select

from server.domain.habits import SIGMA, USUAL_SERVICE_S
from server.domain.hours import Hours, Interval
from server.domain.line import CallRule, Rule
from server.domain.regulations import Group, Regulations
from server.domain.rehearsal import Counter, Visitor, by_lane, mean, play
from server.domain.ticket import Lane, State
from server.models import Counter as CounterRow
from server.models import Record, Service, Ticket

Json = dict[str, Any]

REHEARSED_DAYS = 5
"""Of fewer days nobody knows what a heavy one is; more would not change the figures, only make people wait for them."""
LOOK_BACK = timedelta(days=28)

USUAL_HOURS: tuple[Interval, ...] = ((450, 690), (810, 1020))
"""7:30 to 11:30 and 13:30 to 17:00, as most halls work: for a hall that has not said."""
CLOSED_S = 2700.0
"""A hall with people in it that calls nobody for three quarters of an hour is closed, whatever its hours say."""
RUSH_S, RUSH = 5400.0, 0.5
"""Half of a hall's day comes in its first hour and a half."""
LOAD = 0.75
"""A heavy day keeps each counter busy for three quarters of its hours: with such a rush nobody catches up by noon."""
PRIORITY = 0.2
WALK_S = 20.0


@dataclass(frozen=True)
class _Day:
    """What a rehearsal needs of a day: who comes, to which counters, until when."""

    visitors: Sequence[Visitor]
    counters: Sequence[Counter]
    closes_s: float


@dataclass(frozen=True)
class HeavyDays:
    """What a rehearsal needs of a hall: read at once, so that the playing needs no open transaction."""

    dates: Sequence[date]
    """The past days; none for days of the usual shape."""
    days: Sequence[_Day]
    current: Regulations

    def preview(self, proposed: Regulations) -> Json:
        """The figures of each lane on these days: as it is, as proposed, and by arrival alone."""
        return {
            "days": {
                "dates": [day.isoformat() for day in sorted(self.dates)],
                "visitors": round(fmean(len(day.visitors) for day in self.days)),
                "counters": round(fmean(len(day.counters) for day in self.days)),
            },
            "current": _figures(self.days, self.current),
            "proposed": _figures(self.days, proposed),
            "fifo": _figures(self.days, replace(self.current, groups=(Group(rule=CallRule(Rule.FIFO)),))),
        }


def heavy_days(db: Connection, hall: Record, current: Regulations) -> HeavyDays:
    """The busiest days of the last four weeks with visitors; before there are five, days as full as the counters can
    bear, of the usual shape."""
    counters = [
        Counter(row.number, tuple(row.services), tuple(row.helps)) for row in db.execute(_COUNTERS, {"hall": hall.id})
    ]
    dates = _busiest_dates(db, hall)
    if len(dates) == REHEARSED_DAYS:
        return HeavyDays(dates, [_past_day(db, hall, day, counters) for day in dates], current)
    return HeavyDays([], _usual_days(db, hall, counters, current.hours), current)


def _figures(days: Sequence[_Day], regulations: Regulations) -> Json:
    played = [by_lane(play(day.visitors, day.counters, regulations, closes_s=day.closes_s)) for day in days]
    lanes = {lane: [figures[lane] for figures in played if lane in figures] for lane in Lane}
    return {lane.value: mean(figures).as_json() for lane, figures in lanes.items() if figures}


def _busiest_dates(db: Connection, hall: Record) -> Sequence[date]:
    last = db.execute(_LAST_DAY, {"hall": hall.id}).scalar_one()
    return db.execute(_BUSIEST, {"hall": hall.id, "since": last - LOOK_BACK}).scalars().all() if last else []


def _past_day(db: Connection, hall: Record, day: date, counters: Sequence[Counter]) -> _Day:
    """That day again: its visitors, the counters that called somebody, and the breaks in which nobody was called."""
    tickets = db.execute(_COMERS, {"hall": hall.id, "day": day}).all()
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(hall.timezone))
    calls = sorted((ticket.called_at - midnight).total_seconds() for ticket in tickets if ticket.called_at)
    away = tuple((one + 1, next_) for one, next_ in pairwise([-1.0, *calls]) if next_ - one > CLOSED_S)
    worked = {ticket.last_counter for ticket in tickets}
    there = [replace(counter, away=away) for counter in counters if counter.number in worked]
    ends = [(ticket.ended_at - midnight).total_seconds() for ticket in tickets if ticket.state == State.FINISHED]
    return _Day([_comer(ticket, midnight) for ticket in tickets], there, max([*ends, *calls], default=0.0))


def _comer(ticket: Record, midnight: datetime) -> Visitor:
    """Somebody who was here. A later leg comes when it came then, however long the one before waits now."""
    arrives = ticket.issued_at if ticket.leg == 1 else ticket.waits_since
    walk_s, served_s = WALK_S, ticket.usual_s or USUAL_SERVICE_S
    if ticket.started_at is not None and ticket.state == State.FINISHED:
        walk_s = (ticket.started_at - ticket.called_at).total_seconds()
        served_s = (ticket.ended_at - ticket.started_at).total_seconds()
    gave_up = ticket.called_at is None and ticket.ended_at is not None
    return Visitor(
        arrives_s=(arrives - midnight).total_seconds(),
        service=ticket.service,
        lane=Lane(ticket.lane),
        serve_s=served_s,
        walk_s=walk_s,
        slot_s=(ticket.slot_at - midnight).total_seconds() if ticket.slot_at else None,
        comes=ticket.called_at is None or ticket.started_at is not None,
        leaves_s=(ticket.ended_at - arrives).total_seconds() if gave_up else None,
    )


def _usual_days(db: Connection, hall: Record, counters: Sequence[Counter], hours: Hours | None) -> list[_Day]:
    """Days for a hall that has none yet, each counter just full. Always the same days."""
    usual_s = {row.code: row.usual_s for row in db.execute(_SERVICES, {"hall": hall.id})}
    planned = next(filter(None, hours.week), USUAL_HOURS) if hours else USUAL_HOURS
    spans = [(start * 60.0, end * 60.0) for start, end in planned]
    away = tuple((one[1], next_[0]) for one, next_ in pairwise([(0.0, 0.0), *spans]))
    there = [replace(counter, away=away) for counter in counters]
    chances = map(Random, range(REHEARSED_DAYS))
    return [_Day([*_usual_comers(chance, there, usual_s, spans)], there, spans[-1][1]) for chance in chances]


def _usual_comers(
    chance: Random, counters: Iterable[Counter], usual_s: Mapping[str, float], spans: Sequence[tuple[float, float]]
) -> Iterator[Visitor]:
    opened_s = sum(end - start for start, end in spans)
    for counter in counters:
        services = [code for code in counter.own if code in usual_s]
        if not services:
            continue
        each_s = fmean(usual_s[code] for code in services) + WALK_S
        for _ in range(round(LOAD * opened_s / each_s)):
            service = chance.choice(services)
            yield Visitor(
                arrives_s=_arrival(chance, spans, opened_s),
                service=service,
                lane=Lane.PRIORITY if chance.random() < PRIORITY else Lane.ORDINARY,
                serve_s=chance.lognormvariate(log(usual_s[service]) - SIGMA**2 / 2, SIGMA),
                walk_s=WALK_S,
            )


def _arrival(chance: Random, spans: Sequence[tuple[float, float]], opened_s: float) -> float:
    rush_s = min(RUSH_S, opened_s)
    at = chance.uniform(0, rush_s) if chance.random() < RUSH else chance.uniform(rush_s, opened_s)
    for start, end in spans:
        if at <= end - start:
            return start + at
        at -= end - start
    return spans[-1][1]


_COUNTERS = select(CounterRow.number, CounterRow.services, CounterRow.helps).where(
    CounterRow.hall_id == bindparam("hall")
)
_SERVICES = select(Service.code, Service.usual_s).where(Service.hall_id == bindparam("hall"), Service.is_active)
_COUNTED = (Ticket.hall_id == bindparam("hall"), Ticket.is_trial.is_(False), Ticket.state != State.VOIDED.value)
_LAST_DAY = select(func.max(Ticket.day)).where(Ticket.hall_id == bindparam("hall"))
_BUSIEST = (
    select(Ticket.day)
    .where(*_COUNTED, Ticket.leg == 1, Ticket.called_at.is_not(None), Ticket.day > bindparam("since"))
    .group_by(Ticket.day)
    .order_by(func.count().desc(), Ticket.day.desc())
    .limit(REHEARSED_DAYS)
)
_COMERS = (
    select(
        Ticket.service, Ticket.lane, Ticket.state, Ticket.leg, Ticket.last_counter, Ticket.slot_at, Ticket.issued_at,
        Ticket.waits_since, Ticket.called_at, Ticket.started_at, Ticket.ended_at, Service.usual_s,
    )
    .outerjoin(Service, (Service.hall_id == Ticket.hall_id) & (Service.code == Ticket.service))
    .where(*_COUNTED, Ticket.day == bindparam("day"))
    .order_by(Ticket.id)
)  # fmt: skip
