"""What the holder of a ticket may know: their own turn, and nothing of anyone else's."""

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from server.domain.numbering import local_day
from server.domain.story import HOLDER
from server.domain.ticket import AWAITED, ENDED, Lane, Move, State, legal_moves
from server.domain.waiting import Wait, Waits
from server.in_line import Everybody, named_since
from server.models import Record, Reserve, Story, Ticket
from server.notices import hours
from server.pulse import Json, Pulse, ahead, hall_row, places_of
from server.queries import coming_text, may_be_called, named, slot_text, time_text
from server.scenes import waits


def ticket_by_token(db: Connection, token: str, now: datetime) -> Record | None:
    """The leg of the visit that is alive, else the last one; None for an unknown token, and after the ticket's day."""
    ticket = db.execute(
        select(Ticket.__table__)
        .where(Ticket.token == token)
        .order_by(Ticket.ended_at.is_(None).desc(), Ticket.leg.desc())
        .limit(1)
    ).one_or_none()
    if ticket is None or ticket.day != local_day(now, hall_row(db, ticket.hall_id).timezone):
        return None
    return ticket


def newest_token(db: Connection, hall_id: int, now: datetime) -> str | None:
    """The token of the turn given last, of those that are not over: a demo shows with it what a phone shows."""
    token: str | None = db.execute(
        select(Ticket.token)
        .where(
            Ticket.hall_id == hall_id,
            Ticket.day == local_day(now, hall_row(db, hall_id).timezone),
            Ticket.ended_at.is_(None),
        )
        .order_by(Ticket.id.desc())
        .limit(1)
    ).scalar()
    return token


def held_label(db: Connection, token: str, now: datetime) -> str | None:
    """The label a kiosk holds in reserve, or has handed out and could not tell yet; None after its day."""
    held = db.execute(
        select(Reserve.hall_id, Reserve.day, Reserve.label).where(Reserve.token == token, Reserve.ticket_id.is_(None))
    ).one_or_none()
    if held is None or held.day != local_day(now, hall_row(db, held.hall_id).timezone):
        return None
    label: str = held.label
    return label


def ticket_level(db: Connection, pulse: Pulse, ticket: Record) -> Json:
    """All that the holder of a ticket may know: their own turn, and the last label called in their series."""
    places = ahead(db, pulse, ticket) if may_be_called(pulse, ticket) else None
    around = _around(pulse, _line_of(ticket), _last_labels(db, pulse), _working(pulse))
    came, given_back = _came(db, pulse, [ticket]), _given_back(db, pulse, [ticket])
    likely = waits(pulse)
    wait = _as_said(likely, ticket, pulse) if places is not None else None
    is_given_back = ticket.id in given_back
    basis = Basis(ticket, places, wait, likely.kept_of_ten, came.get(ticket.id), is_given_back, around)
    return basis.facts().level(pulse.head)


def _as_said(likely: Waits, ticket: Record, pulse: Pulse) -> Wait | None:
    wait = likely.of_ticket(ticket.id, ticket.service, Lane(ticket.lane), pulse.at.timestamp())
    return wait.as_said() if wait else None


_Line = tuple[str, str, int | None]
"""Service, series, and the counter that somebody is kept for."""


def _line_of(ticket: Record) -> _Line:
    return ticket.service, ticket.series, ticket.reserved_counter


class Around(NamedTuple):
    """What is alike at one instant for all tickets of one line."""

    names: Json
    """The service's, by key."""
    people: int
    """Who wait in this line."""
    latest_beside: datetime | None
    """Where the last stands whom the same counters call."""
    last_called: str | None
    working: Json


class Basis(NamedTuple):
    """All that a ticket's facts are worked out from: while it stays equal, so do they."""

    ticket: Record
    ahead: int | None
    wait: Wait | None
    """As it is said: in seconds it would change for everybody at each press, and thousands of phones be told what none
    shows."""
    kept_of_ten: int | None
    came: str | None
    is_given_back: bool
    around: Around

    def is_but_a_wait_from(self, told: "Basis") -> bool:
        """Whether nothing is new since `told` but how long it takes."""
        return self._replace(wait=told.wait, kept_of_ten=told.kept_of_ten) == told

    def facts(self) -> "Facts":
        ticket, around = self.ticket, self.around
        name = named(around.names, ticket.language)
        return Facts(
            ticket, name, self.ahead, self.wait, self.kept_of_ten, around.last_called, self.came, self.is_given_back,
            self._may(), around.working,
        )  # fmt: skip

    def _may(self) -> list[str]:
        """What its holder can do from afar now; others go first where there are some."""
        ticket = self.ticket
        can_delay = ticket.delayed_at is None and self._has_somebody_behind()
        can = {"coming": ticket.state in AWAITED, "delay": can_delay, "give_back": ticket.state in _GIVEN_BACK}
        return [move for move, it_can in can.items() if it_can]

    def _has_somebody_behind(self) -> bool:
        """What `domain.delay` finds out from the whole order, for thousands of phones at once: in the same line by its
        places, beside it by the arrivals."""
        if self.ahead is None:
            return False
        ticket, latest = self.ticket, self.around.latest_beside
        is_in_line = ticket.reserved_counter is None
        return (is_in_line and self.around.people > self.ahead + 1) or (
            latest is not None and latest > ticket.counts_from
        )


class Facts(NamedTuple):
    """What a ticket's level is made of: equal at two instants, the level says the same but for the time."""

    ticket: Record
    service_name: str
    ahead: int | None
    wait: Wait | None
    kept_of_ten: int | None
    """Of ten people who were told their wait lately, for how many it came true."""
    last_called: str | None
    came: str | None
    is_given_back: bool
    may: list[str]
    working: Json

    def level(self, head: Json) -> Json:
        """`ticket` of docs/protocol.md."""
        ticket = self.ticket
        return {
            **head,
            "label": ticket.label,
            "service": ticket.service,
            "service_name": self.service_name,
            "lane": ticket.lane,
            "slot_at": slot_text(ticket),
            "is_trial": ticket.is_trial,
            "state": ticket.state,
            "came": self.came,
            "is_given_back": self.is_given_back,
            "reserved_counter": ticket.reserved_counter,
            "ahead": self.ahead,
            "wait": self.wait.as_json() if self.wait else None,
            "kept_of_ten": self.kept_of_ten if self.wait else None,
            "counter": ticket.last_counter,
            "issued_at": time_text(ticket.issued_at),
            "called_at": time_text(ticket.called_at),
            "calls": ticket.calls,
            "language": ticket.language,
            "last_called": self.last_called,
            "is_rated": ticket.is_rated,
            "coming_at": coming_text(ticket),
            "delayed_at": time_text(ticket.delayed_at),
            "may": self.may,
            **self.working,
        }


_FOLLOWED = (
    select(
        Ticket.id, Ticket.token, Ticket.leg, Ticket.label, Ticket.service, Ticket.series, Ticket.lane, Ticket.slot_at,
        Ticket.is_trial, Ticket.state, Ticket.day, Ticket.reserved_counter, Ticket.last_counter, Ticket.counts_from,
        Ticket.issued_at, Ticket.called_at, Ticket.last_called_at, Ticket.parked_at, Ticket.calls, Ticket.language,
        Ticket.is_rated, Ticket.coming_at, Ticket.delayed_at,
    )
    .where(Ticket.token.in_(bindparam("tokens", expanding=True)), Ticket.day == bindparam("day"))
    .order_by(Ticket.ended_at.is_(None), Ticket.leg)
)  # fmt: skip
"""Only what a level is made of: two thousand tickets are read at each call."""


class Followed:
    """The tickets that phones follow, by token, kept between two readings as `Memory` keeps those who wait."""

    def __init__(self) -> None:
        self._known: tuple[date | None, int, dict[str, Record]] = (None, 0, {})

    def forget(self, token: str) -> None:
        self._known[2].pop(token, None)

    def keep_only(self, tokens: Set[str]) -> None:
        """Forget those who hung up while they were read."""
        for gone in self._known[2].keys() - tokens:
            del self._known[2][gone]

    def read(self, db: Connection, pulse: Pulse, tokens: Sequence[str]) -> list[Record]:
        """Of each of today's tokens the leg that is alive, else the last one, as in `ticket_by_token`."""
        day, seq, known = self._known
        named = named_since(db, pulse.hall, seq) if day == pulse.day else None
        # Of a rating the story says nothing: what has ended is read each time.
        rows = {
            token: row
            for token, row in known.items()
            if named is not None and row.id not in named and row.state not in ENDED
        }
        missing = [*(known.keys() | tokens) - rows.keys()]
        if missing:
            legs = db.execute(_FOLLOWED, {"tokens": missing, "day": pulse.day})
            rows |= {row.token: row for row in legs}  # the leg that is alive comes last
        self._known = pulse.day, pulse.hall.seq, rows
        return [rows[token] for token in tokens if token in rows]


def followed(
    db: Connection, pulse: Pulse, likely: Waits, rows: Followed, tokens: list[str]
) -> Iterator[tuple[str, Basis]]:
    """Many tickets of today, each with its token, for the phones that follow them: first those in whose series
    somebody was called last. `likely`: the waits they are told.

    All is read now, and each is worked out when it is asked for: two thousand need not hold up a clerk's press.
    """
    last, working = _last_labels(db, pulse), _working(pulse)
    legs = rows.read(db, pulse, tokens)
    came, given_back = _came(db, pulse, legs), _given_back(db, pulse, legs)
    around = {line: _around(pulse, line, last, working) for line in set(map(_line_of, legs))}
    lately = {series: place for place, series in enumerate(reversed(last))}
    legs.sort(key=lambda row: lately.get(row.series, len(lately)))
    return _worked_out(pulse, legs, pulse.everybody, likely, around, came, given_back)


def _worked_out(
    pulse: Pulse,
    tickets: Iterable[Record],
    everybody: Everybody,
    likely: Waits,
    around: dict[_Line, Around],
    came: dict[int, str],
    given_back: set[int],
) -> Iterator[tuple[str, Basis]]:
    ahead_of: dict[str, dict[int, int]] = {}
    for row in tickets:
        if row.service not in ahead_of:
            ahead_of[row.service] = places_of(pulse, everybody.by_service.get(row.service, []))
        places = ahead_of[row.service].get(row.id)
        wait = _as_said(likely, row, pulse) if places is not None else None
        yield (
            row.token,
            Basis(row, places, wait, likely.kept_of_ten, came.get(row.id), row.id in given_back, around[_line_of(row)]),
        )


_RETURNED = (
    select(Story.ticket_id, Story.kind, Story.details)
    .where(
        Story.hall_id == bindparam("hall"),
        Story.ticket_id.in_(bindparam("tickets", expanding=True)),
        Story.kind.in_(("ticket_restored", "ticket_transferred", "ticket_put_back", "move_undone")),
    )
    .order_by(Story.seq)
)


def _came(db: Connection, pulse: Pulse, tickets: Iterable[Record]) -> dict[int, str]:
    """How those came who do not wait for the first time, by ticket: whoever was called must hear why they wait again.

    `next_step` of their visit, `transferred`, `restored` to their place, or `restored_late` behind the others.
    """
    again = [row for row in tickets if row.state == State.WAITING and (row.leg > 1 or row.last_called_at)]
    if not again:
        return {}
    came = {row.id: "next_step" for row in again if row.leg > 1}
    for row in db.execute(_RETURNED, {"hall": pulse.hall.id, "tickets": [row.id for row in again]}):
        match row.kind:
            case "ticket_restored":
                came[row.ticket_id] = "restored" if row.details.get("kept_place", True) else "restored_late"
            case "ticket_transferred":
                came[row.ticket_id] = "transferred"
            case "ticket_put_back":
                came.pop(row.ticket_id, None)
            case _ if row.details["move"] == Move.TRANSFER:
                came.pop(row.ticket_id, None)
    return came


_CANCELLED = (
    select(Story.ticket_id, Story.by)
    .where(
        Story.hall_id == bindparam("hall"),
        Story.ticket_id.in_(bindparam("tickets", expanding=True)),
        Story.kind == "ticket_cancelled",
    )
    .order_by(Story.seq)
)


def _given_back(db: Connection, pulse: Pulse, tickets: Iterable[Record]) -> set[int]:
    """Those that whoever holds them gave back: nobody else cancelled them."""
    cancelled = [row.id for row in tickets if row.state == State.CANCELLED]
    if not cancelled:
        return set()
    last = {row.ticket_id: row.by for row in db.execute(_CANCELLED, {"hall": pulse.hall.id, "tickets": cancelled})}
    return {ticket for ticket, by in last.items() if by == HOLDER}


def _around(pulse: Pulse, line: _Line, last: dict[str, str], working: Json) -> Around:
    service, series, kept_for = line
    return Around(
        pulse.names_of(service),
        pulse.people(service),
        pulse.latest_beside(service, kept_for),
        last.get(series),
        working,
    )


def _working(pulse: Pulse) -> Json:
    """What all levels of one instant say alike: the hall, and whether it works."""
    said = hours(pulse)
    return {
        "hours": {name: said[name] for name in ("open", "closes_at", "reopens_at", "is_break")},
        "hall": {key: getattr(pulse.hall, key) for key in ("name", "phone", "timezone")},
    }


_GIVEN_BACK = frozenset(state for state in State if Move.CANCEL in legal_moves(state))


def _last_labels(db: Connection, pulse: Pulse) -> dict[str, str]:
    """The label called last today, per series; the series called last comes last."""
    newest = (
        select(Ticket.series, Ticket.label, Ticket.called_at)
        .where(Ticket.hall_id == pulse.hall.id, Ticket.day == pulse.day, Ticket.called_at.is_not(None))
        .order_by(Ticket.called_at, Ticket.id)
    )
    labels: dict[str, str] = {}
    for row in db.execute(newest):
        labels.pop(row.series, None)
        labels[row.series] = row.label
    return labels
