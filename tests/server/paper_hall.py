"""A hall kept with pencil and paper: what the rules say, in plain Python, for comparison with the real one.

It knows nothing of the server but the names of states and codes. A press that the rules refuse gives the codes it may
be refused with, any of them; a press they grant changes the paper.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from tests.cast import HALL_TIME

SERVICES = {1: "H", 2: "CH", 3: "D", 4: "RP"}
SLOT_SERVICE = "H"
"""The service that keeps slots: a quarter of an hour each in office hours, one person in each."""
SESSIONS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
DAYS_OFF = (date(2026, 11, 24), date(2027, 1, 1))
"""Ngày Văn hóa Việt Nam and Tết Dương lịch; no test goes on until the other Tết."""
WINDOW = timedelta(minutes=5)
GRACE = timedelta(minutes=10)
CREDIT = {"priority": timedelta(minutes=20), "appointment": timedelta(minutes=15)}
AWAY = timedelta(minutes=15)
FLOOR = timedelta(seconds=1800)
COOL = timedelta(seconds=5)
RECALLS = 3
UNDO = timedelta(seconds=10)
LIVING = ("waiting", "called", "serving", "parked", "absent")
IN_HAND = ("called", "serving")

Refused = set[str]


@dataclass
class Last:
    """The newest move of a ticket, for whoever wants it back."""

    move: str
    by: str
    at: datetime
    counter: int | None
    before: dict[str, Any]
    seq: int
    run: tuple[int, date | None] = (0, None)


@dataclass
class Paper:
    """One ticket."""

    place: int
    visit: int
    leg: int
    day: date
    label: str
    service: str
    lane: str
    issued: datetime
    counts_from: datetime
    waits_since: datetime
    is_trial: bool
    grounds: str | None = None
    checked: str | None = None
    slot: datetime | None = None
    """When an appointment that was kept is called, in the lane of appointments only."""
    state: str = "waiting"
    counter: int | None = None
    last_counter: int | None = None
    reserved: int | None = None
    calls: int = 0
    called: datetime | None = None
    rung: datetime | None = None
    started: datetime | None = None
    parked: datetime | None = None
    remind: datetime | None = None
    ended: datetime | None = None
    outcome: str | None = None
    last: Last | None = None
    delayed: datetime | None = None
    coming: datetime | None = None
    is_unmade: bool = False
    """A finish had begun this leg and was taken back: nothing counts it."""

    @property
    def turn(self) -> tuple[datetime, int]:
        is_kept = self.lane == "appointment" and self.slot is not None
        return (self.slot if is_kept and self.slot else self.counts_from), self.place

    @property
    def key(self) -> tuple[date, str, int]:
        return self.day, self.label, self.leg


@dataclass
class Desk:
    state: str = "closed"
    reason: str | None = None
    run: int = 0
    run_day: date | None = None
    ready: datetime | None = None
    help: str | None = None
    turned: datetime | None = None
    called_help: datetime | None = None


@dataclass
class Booked:
    """One appointment."""

    at: datetime
    is_trial: bool
    state: str = "booked"
    ticket: Paper | None = None
    once: list[Paper] = field(default_factory=list)
    """Every number that was given for it."""

    @property
    def day(self) -> date:
        return self.at.astimezone(HALL_TIME).date()


_WAITS_AGAIN = {"counter": None, "called": None, "started": None, "parked": None, "remind": None, "calls": 0}


@dataclass
class PaperHall:
    clock: Callable[[], datetime]
    tickets: list[Paper] = field(default_factory=list)
    desks: dict[int, Desk] = field(default_factory=lambda: {number: Desk() for number in SERVICES})
    seats: dict[str, int | None] = field(default_factory=lambda: {"mai": 1, "nam": 2, "hoa": None})
    numbers: dict[tuple[date, str], int] = field(default_factory=dict)
    is_trial: bool = False
    closed_through: date | None = None
    rules: dict[str, str] = field(default_factory=dict)
    """The call rule of each service that does not go by the usual one."""
    booked: list[Booked] = field(default_factory=list)
    tale: list[tuple[str, str | None, int | None]] = field(default_factory=list)
    """What the story must say: kind, label, counter."""

    @property
    def now(self) -> datetime:
        return self.clock()

    @property
    def day(self) -> date:
        return self.now.astimezone(HALL_TIME).date()

    def tell(self, kind: str, ticket: Paper | None = None, counter: int | None = None) -> None:
        self.tale.append((kind, ticket and ticket.label, counter))

    # Who and where

    def not_at(self, who: str, number: int | None) -> Refused:
        is_there = number is not None and self.seats.get(who) == number
        return set() if who == "hoa" or is_there else {"not_allowed"}

    def held(self, number: int) -> Paper | None:
        return next((ticket for ticket in self.tickets if ticket.counter == number), None)

    def not_free(self, number: int) -> Refused:
        desk = self.desks[number]
        refused = {f"counter_{desk.state}"} if desk.state != "open" else set()
        return refused | ({"counter_busy"} if self.held(number) else set())

    # The line

    def callable_at(self, number: int) -> list[Paper]:
        """Whom the counter may call, the earliest first."""
        mine = [
            ticket
            for ticket in self.tickets
            if ticket.state == "waiting" and ticket.day == self.day
            and (ticket.reserved == number or (ticket.reserved is None and ticket.service in SERVICES[number]))
        ]  # fmt: skip
        return sorted(mine, key=lambda ticket: ticket.turn)

    def run(self, number: int) -> int:
        desk = self.desks[number]
        return desk.run if desk.run_day == self.day else 0

    def rule_of(self, ticket: Paper) -> str:
        return self.rules.get(ticket.service, "priority_floor")

    def following(self, line: list[Paper], run: int) -> Paper:
        """Each rule names its next; of those whoever's turn is the earliest."""
        named = []
        for rule in dict.fromkeys(map(self.rule_of, line)):
            theirs = [ticket for ticket in line if self.rule_of(ticket) == rule]
            named.append(self.following_by(rule, theirs, run))
        return min(named, key=lambda ticket: ticket.turn)

    def following_by(self, rule: str, line: list[Paper], run: int) -> Paper:
        if rule == "fifo":
            return min(line, key=lambda ticket: (ticket.counts_from, ticket.place))
        if rule == "counts_from":
            return min(line, key=lambda ticket: (ticket.turn[0] - self.credit(ticket), ticket.place))
        # Priority first, but who waits beyond the floor has every second call.
        usual = next((ticket for ticket in line if self.goes_first(ticket)), line[0])
        ordinary = next((ticket for ticket in line if ticket.lane == "ordinary"), None)
        if ordinary is not None and run >= 1 and self.now - ordinary.counts_from > FLOOR:
            return ordinary
        return usual

    def credit(self, ticket: Paper) -> timedelta:
        is_late = ticket.lane == "appointment" and ticket.slot is None
        return timedelta() if is_late else CREDIT.get(ticket.lane, timedelta())

    def goes_first(self, ticket: Paper) -> bool:
        """Priority, and who keeps a slot that is due: a clock that was set back may find it to come."""
        if self.rule_of(ticket) != "priority_floor":
            return False
        is_due = ticket.lane == "appointment" and ticket.slot is not None and self.now >= ticket.slot - WINDOW
        return ticket.lane == "priority" or is_due

    def order(self, number: int) -> list[Paper]:
        line, run, order = self.callable_at(number), self.run(number), []
        while line:
            order.append(self.following(line, run))
            line.remove(order[-1])
            run = run + 1 if self.goes_first(order[-1]) else 0
        return order

    def can_be_taken_back(self, number: int) -> Paper | None:
        """The ticket whose move at this counter is the newest that can be taken back."""
        moved = [
            (ticket.last.seq, ticket)
            for ticket in self.tickets
            if ticket.last and ticket.last.counter == number and ticket.last.move != "call_again"
            and self.now - ticket.last.at <= UNDO
        ]  # fmt: skip
        return max(moved, key=lambda each: each[0])[1] if moved else None

    # Moves

    def move(
        self, ticket: Paper, move: str, kind: str, who: str, told_at: int | None, state: str, **changes: Any
    ) -> None:
        changes["state"] = state
        before = {name: getattr(ticket, name) for name in changes}
        ticket.last = Last(move, who, self.now, told_at, before, len(self.tale) + 1)
        for name, value in changes.items():
            setattr(ticket, name, value)
        self.tell(kind, ticket, told_at)

    def only(self, ticket: Paper, *states: str, today: bool = False) -> Refused:
        return {"illegal_move"} if ticket.state not in states or (today and ticket.day != self.day) else set()

    def call(self, ticket: Paper, number: int, who: str) -> None:
        desk = self.desks[number]
        run = self.run(number)
        now = self.now
        self.move(
            ticket, "call", "ticket_called", who, number, "called",
            counter=number, last_counter=number, calls=1, called=now, rung=now,
        )  # fmt: skip
        assert ticket.last
        ticket.last.run = run, self.day
        desk.run, desk.run_day, desk.ready = (run + 1 if self.goes_first(ticket) else 0), self.day, None

    def offer(self, who: str) -> None:
        """Counters that wait for somebody call, the longest idle first."""
        ready = [
            (desk.ready, number)
            for number, desk in self.desks.items()
            if desk.ready is not None and desk.state == "open" and self.held(number) is None
        ]
        for _, number in sorted(ready):
            line = self.callable_at(number)
            if line:
                self.call(self.following(line, self.run(number)), number, who)

    def issue(self, service: str, lane: str) -> None:
        self.give_number(service, lane, self.now if lane == "appointment" else None)
        self.offer("kiosk")

    def give_number(self, service: str, lane: str, slot: datetime | None) -> Paper:
        series = f"*{service}" if self.is_trial else service
        number = self.numbers.get((self.day, series), 9000 if self.is_trial else 0) + 1
        self.numbers[self.day, series] = number
        now, place = self.now, len(self.tickets)
        ticket = Paper(place, place, 1, self.day, f"{service}{number:03d}", service, lane, now, now, now, self.is_trial)
        ticket.slot = slot
        self.tickets.append(ticket)
        self.tell("ticket_issued", ticket)
        return ticket

    # Appointments

    def slots_to_come(self) -> list[datetime]:
        """When appointments of today may be had still."""
        if self.day.weekday() > 4 or self.day in DAYS_OFF:
            return []
        found = []
        for begins, ends in SESSIONS:
            at = datetime.combine(self.day, begins, HALL_TIME)
            while at < datetime.combine(self.day, ends, HALL_TIME):
                found.append(at)
                at += timedelta(minutes=15)
        return [at for at in found if at >= self.now]

    def book(self, at: datetime) -> Refused:
        if at not in self.slots_to_come():
            return {"no_such_slot"}
        if any(one.at == at and one.is_trial == self.is_trial and one.state != "cancelled" for one in self.booked):
            return {"slot_full"}
        self.booked.append(Booked(at, self.is_trial))
        self.tell("appointment_booked")
        return set()

    def check_in(self, one: Booked) -> Refused:
        refused = self.gone(one) | ({"appointment_not_today"} if one.day != self.day else set())
        if not refused:
            is_late = self.now - one.at > GRACE
            lane, slot = ("ordinary", None) if is_late else ("appointment", one.at)
            one.state, one.ticket = "checked_in", self.give_number(SLOT_SERVICE, lane, slot)
            one.once.append(one.ticket)
            self.tell("appointment_checked_in", one.ticket)
            self.offer("kiosk")
        return refused

    def cannot_come(self, one: Booked) -> Refused:
        refused = self.gone(one) | ({"appointment_not_today"} if one.state == "missed" else set())
        if not refused:
            one.state, one.ticket = "cancelled", None
            self.tell("appointment_cancelled")
        return refused

    def gone(self, one: Booked) -> Refused:
        refused = {"unknown_appointment"} if one.is_trial != self.is_trial else set()
        refused |= {"appointment_cancelled"} if one.state == "cancelled" else set()
        is_used = one.ticket is not None and one.ticket.state not in ("cancelled", "voided")
        return refused | ({"appointment_used"} if is_used else set())

    # At a counter

    def call_next(self, who: str, number: int) -> Refused:
        line = self.callable_at(number)
        refused = self.not_at(who, number) | self.not_free(number) | (set() if line else {"nobody_waiting"})
        if not refused:
            self.call(self.following(line, self.run(number)), number, who)
        return refused

    def ready(self, who: str, number: int) -> Refused:
        refused = self.not_at(who, number) | self.not_free(number)
        if refused:
            return refused
        line = self.callable_at(number)
        if line:
            self.call(self.following(line, self.run(number)), number, who)
        elif self.desks[number].ready is None:
            self.desks[number].ready = self.now
            self.tell("counter_ready", counter=number)
        return refused

    def choose(self, who: str, number: int, ticket: Paper) -> Refused:
        can = ticket.reserved == number or (ticket.reserved is None and ticket.service in SERVICES[number])
        refused = self.not_at(who, number) | self.not_free(number) | self.only(ticket, "waiting", today=True)
        refused |= set() if can else {"cannot_serve"}
        if not refused:
            self.call(ticket, number, who)
        return refused

    def call_again(self, who: str, ticket: Paper) -> Refused:
        refused = self.only(ticket, "called") | self.not_at(who, ticket.last_counter)
        if ticket.calls > RECALLS:
            refused.add("called_enough")
        if ticket.rung is not None and abs(self.now - ticket.rung) < COOL:
            refused.add("too_soon")
        if not refused:
            at = ticket.last_counter
            self.move(ticket, "call_again", "ticket_called", who, at, "called", calls=ticket.calls + 1, rung=self.now)
        return refused

    def at_desk(
        self, who: str, ticket: Paper, move: str, kind: str, states: tuple[str, ...], to: str, **changes: Any
    ) -> Refused:
        today = to == "waiting"
        refused = self.only(ticket, *states, today=today) | self.not_at(who, ticket.last_counter)
        if not refused:
            self.move(ticket, move, kind, who, ticket.last_counter, to, **changes)
            if to == "waiting":
                self.offer(who)
        return refused

    def start(self, who: str, ticket: Paper) -> Refused:
        return self.at_desk(who, ticket, "start", "ticket_started", ("called",), "serving", started=self.now)

    def absent(self, who: str, ticket: Paper) -> Refused:
        return self.at_desk(who, ticket, "absent", "ticket_absent", ("called",), "absent", counter=None)

    def put_back(self, who: str, ticket: Paper) -> Refused:
        return self.at_desk(who, ticket, "put_back", "ticket_put_back", IN_HAND, "waiting", **_WAITS_AGAIN)

    def park(self, who: str, ticket: Paper) -> Refused:
        return self.at_desk(
            who, ticket, "park", "ticket_parked", IN_HAND, "parked",
            counter=None, parked=self.now, remind=self.now + AWAY,
        )  # fmt: skip

    def transfer(self, who: str, ticket: Paper, service: str | None, counter: int | None, keep: bool) -> Refused:
        if counter is not None and self.desks[counter].state == "closed":
            return {"counter_closed"}
        changes = _WAITS_AGAIN | {"service": service or ticket.service, "reserved": counter}
        if changes["service"] != ticket.service:
            changes["waits_since"] = self.now
        if not keep:
            changes |= {"counts_from": self.now, "slot": None}
        if ticket.state != "waiting":
            states = (*IN_HAND, "parked")
            return self.at_desk(who, ticket, "transfer", "ticket_transferred", states, "waiting", **changes)
        refused = self.only(ticket, "waiting", today=True) | (set() if who == "hoa" else {"not_allowed"})
        if not refused:
            self.move(ticket, "transfer", "ticket_transferred", who, None, "waiting", **changes)
            self.offer(who)
        return refused

    def restore(self, who: str, ticket: Paper) -> Refused:
        refused = self.only(ticket, "absent", today=True)
        if not refused:
            at = self.seats[who]
            self.move(ticket, "restore", "ticket_restored", who, at, "waiting", called=None, calls=0)
            self.offer(who)
        return refused

    def resume(self, who: str, ticket: Paper) -> Refused:
        refused = self.only(ticket, "parked", today=True)
        number = self.seats[who] or ticket.last_counter
        if refused or number is None:
            return refused
        desk = self.desks[number]
        refused = self.not_at(who, number) | self.not_free(number)
        if ticket.service not in SERVICES[number] and number not in (ticket.last_counter, ticket.reserved):
            refused.add("cannot_serve")
        if not refused:
            desk.ready = None
            assert ticket.parked
            started = ticket.started + (self.now - ticket.parked) if ticket.started else self.now
            self.move(
                ticket, "resume", "ticket_resumed", who, number, "serving",
                counter=number, last_counter=number, started=started, called=ticket.called or self.now, parked=None,
                remind=None,
            )  # fmt: skip
        return refused

    def finish(self, who: str, ticket: Paper, service: str | None) -> Refused:
        refused = self.only(ticket, "serving", today=service is not None)
        refused = refused or self.at_desk(
            who, ticket, "finish", "ticket_finished", ("serving",), "finished",
            counter=None, ended=self.now, outcome="guided",
        )  # fmt: skip
        if not refused and service is not None:
            leg = 1 + max(other.leg for other in self.tickets if other.visit == ticket.visit)
            following = Paper(
                len(self.tickets), ticket.visit, leg, ticket.day, ticket.label, service, ticket.lane,
                ticket.issued, ticket.counts_from, self.now, ticket.is_trial, ticket.grounds, ticket.checked,
                ticket.slot,
            )  # fmt: skip
            self.tickets.append(following)
            self.tell("ticket_issued", following)
            self.offer(who)
        return refused

    def cancel(self, who: str, ticket: Paper) -> Refused:
        refused = self.only(ticket, "waiting", "called", "parked", "absent")
        if ticket.state == "called":
            refused |= self.not_at(who, ticket.last_counter)
        return refused or self.end(who, ticket, "cancel", "ticket_cancelled", "cancelled")

    def void(self, who: str, ticket: Paper) -> Refused:
        refused = self.only(ticket, "waiting")
        if ticket.rung is not None or ticket.leg > 1:
            refused = refused | {"illegal_move"}
        return refused or self.end(who, ticket, "void", "ticket_voided", "voided")

    def end(self, who: str, ticket: Paper, move: str, kind: str, state: str) -> Refused:
        self.move(ticket, move, kind, who, self.seats.get(who), state, counter=None, ended=self.now)
        return set()

    # From the phone of whoever holds the paper

    def leg(self, ticket: Paper) -> Paper:
        """The leg of the visit that is alive, else its last."""
        legs = [leg for leg in self.tickets if leg.visit == ticket.visit]
        return max(legs, key=lambda leg: (leg.state in LIVING, leg.leg))

    def coming(self, ticket: Paper) -> Refused:
        refused = self.only(ticket, "called", "absent", "parked")
        since = ticket.parked or ticket.rung
        is_said = ticket.coming is not None and (since is None or ticket.coming >= since)
        if not refused and not (is_said and ticket.coming and self.now - ticket.coming < timedelta(minutes=1)):
            ticket.coming = max(self.now, since) if since else self.now
            self.tell("holder_coming", ticket, ticket.last_counter)
        return refused

    def give_back(self, ticket: Paper) -> Refused:
        refused = self.only(ticket, "waiting", "called", "parked", "absent")
        return refused or self.end("phone", ticket, "cancel", "ticket_cancelled", "cancelled")

    def delay(self, ticket: Paper) -> Refused:
        refused = self.only(ticket, "waiting") or ({"delayed_once"} if ticket.delayed else set())
        if refused:
            return refused
        best = self.behind_others(ticket)
        if best is None:
            return {"nobody_behind"}
        lane, since = best
        self.move(
            ticket, "delay", "ticket_delayed", "phone", None, "waiting",
            counts_from=since, lane=lane, slot=None, delayed=self.now,
        )  # fmt: skip
        self.offer("phone")
        return set()

    def behind_others(self, ticket: Paper) -> tuple[str, datetime] | None:
        """Lane and arrival that let the most of those who come after go first, five at most; of several the first:
        behind the next, behind the second …, as if come now; in the own lane, else in the ordinary one."""
        desks = [
            number for number, services in SERVICES.items()
            if self.desks[number].state != "closed"
            and (number == ticket.reserved if ticket.reserved else ticket.service in services)
        ]  # fmt: skip
        services = ("" if ticket.reserved else ticket.service) + "".join(SERVICES[number] for number in desks)
        line = [
            one for one in self.tickets
            if one.state == "waiting" and one.day == self.day
            and (one.reserved == ticket.reserved if one.reserved else one.service in services or one is ticket)
        ]  # fmt: skip
        after, best, most = self.after(ticket, line), None, 0
        for lane in dict.fromkeys((ticket.lane, "ordinary")):
            moved = replace(ticket, lane=lane, slot=None)
            places = [place for other in after[:5] for place in self.just_behind(other, moved)]
            for since in [*places, self.now]:
                stands = replace(moved, counts_from=since)
                left = self.after(stands, [stands if one is ticket else one for one in line])
                passed = len([one for one in after if one not in left])
                if most < passed <= 5:
                    best, most = (lane, since), passed
        return best

    def just_behind(self, other: Paper, moved: Paper) -> list[datetime]:
        """By the measure of the other's rule, and by the other's turn."""
        instant, rule = timedelta(microseconds=1), self.rule_of(other)
        measure = other.counts_from if rule == "fifo" else other.turn[0]
        measure -= self.credit(other) if rule == "counts_from" else timedelta()
        mine = self.credit(moved) if self.rule_of(moved) == "counts_from" else timedelta()
        return [measure + mine + instant, other.turn[0] + instant]

    def after(self, ticket: Paper, line: list[Paper]) -> list[Paper]:
        line, run, order = sorted(line, key=lambda one: one.turn), 0, []
        while line:
            order.append(self.following(line, run))
            line.remove(order[-1])
            run = run + 1 if self.goes_first(order[-1]) else 0
        return order[order.index(ticket) + 1 :]

    def undo(self, who: str, ticket: Paper) -> Refused:
        last = ticket.last
        if last is None or last.move == "call_again" or self.now - last.at > UNDO:
            return {"nothing_to_undo"}
        refused: Refused = {"nothing_to_undo"} if ticket.is_trial != self.is_trial else set()
        if ticket.state not in LIVING and any(ticket in one.once and one.ticket is not ticket for one in self.booked):
            refused.add("nothing_to_undo")
        if last.by != who or last.counter is not None:
            refused |= self.not_at(who, last.counter)
        back_at = last.before.get("counter")
        if back_at is not None:
            other = self.held(back_at)
            refused |= {"counter_busy"} if other not in (None, ticket) else set()
            refused |= {"counter_closed"} if self.desks[back_at].state == "closed" else set()
        legs = [
            leg for leg in self.tickets
            if leg.visit == ticket.visit and leg.leg > ticket.leg and leg.state != "cancelled"
        ]  # fmt: skip
        if last.move == "finish" and any(leg.state != "waiting" for leg in legs):
            refused.add("nothing_to_undo")
        if not refused:
            self._take_back(who, ticket, last, legs)
        return refused

    def _take_back(self, who: str, ticket: Paper, last: Last, legs: list[Paper]) -> None:
        if last.before.get("counter") is not None:
            self.desks[last.before["counter"]].ready = None
        if last.move == "finish":
            for leg in legs:
                leg.state, leg.ended, leg.last, leg.is_unmade = "cancelled", self.now, None, True
                self.tell("ticket_cancelled", leg)
        if last.move == "call" and last.counter is not None:
            self.desks[last.counter].run, self.desks[last.counter].run_day = last.run
        for name, value in last.before.items():
            setattr(ticket, name, value)
        ticket.last = None
        self.tell("move_undone", ticket, last.counter)
        if ticket.state == "waiting":
            self.offer(who)

    def check_lane(self, who: str, ticket: Paper, lane: str, grounds: str | None) -> Refused:
        refused = self.only(ticket, "waiting", *IN_HAND, today=True)
        seat = self.seats[who]
        if ticket.state in IN_HAND:
            refused |= self.not_at(who, ticket.last_counter)
        elif who != "hoa" and (seat is None or (ticket.service not in SERVICES[seat] and ticket.reserved != seat)):
            refused.add("not_allowed")
        if refused:
            return refused
        at = ticket.last_counter if ticket.state in IN_HAND else seat
        if lane != ticket.lane or grounds not in (None, ticket.grounds):
            self.move(ticket, "lane", "lane_changed", who, at, ticket.state, lane=lane, grounds=grounds, checked=who)
        elif ticket.checked is None:
            self.move(ticket, "lane", "lane_confirmed", who, at, ticket.state, checked=who)
        return refused

    # Counters and people

    def turn(self, number: int, state: str, reason: str | None = None) -> None:
        desk = self.desks[number]
        if (desk.state, desk.reason) != (state, reason):
            ready = desk.ready if state == "open" else None
            self.desks[number] = replace(desk, state=state, reason=reason, ready=ready, turned=self.now)
            self.tell(f"counter_{'opened' if state == 'open' else state}", counter=number)

    def turn_counter(self, who: str, number: int, how: str) -> Refused:
        held = self.held(number)
        refused = self.not_at(who, number)
        is_kept = any(one.reserved == number and one.state == "waiting" and one.day == self.day for one in self.tickets)
        if (how == "close" and (held or is_kept)) or (how == "pause" and held and held.state == "called"):
            refused.add("counter_busy")
        if not refused:
            self.turn(
                number, {"open": "open", "close": "closed", "pause": "paused"}[how], "họp" if how == "pause" else None
            )
        return refused

    def help(self, who: str, number: int, reason: str | None) -> Refused:
        refused = self.not_at(who, number)
        desk = self.desks[number]
        if not refused and desk.help != reason:
            desk.called_help = (desk.called_help or self.now) if reason else None
            desk.help = reason
            self.tell("help_called" if reason else "help_answered", counter=number)
        return refused

    def sit(self, who: str, number: int, move: bool, take_over: bool) -> Refused:
        seat = self.seats[who]
        others = [user for user, at in self.seats.items() if at == number and user != who]
        if seat == number and not (others and take_over):
            return set()
        refused = {"sits_elsewhere"} if seat not in (None, number) and not move else set()
        refused |= {"seat_taken"} if others and not take_over else set()
        left_alone = seat not in (None, number) and not [
            user for user, at in self.seats.items() if at == seat and user != who
        ]
        if left_alone and seat is not None and self.held(seat):
            refused.add("counter_busy")
        if refused:
            return refused
        if left_alone and seat is not None:
            self.turn(seat, "closed")
        for user in others:
            self.seats[user] = None
        self.seats[who] = number
        self.desks[number].ready = None
        self.tell("seat_taken", counter=number)
        return refused

    # The day

    def expire(self, tickets: Iterable[Paper]) -> int:
        left = list(tickets)
        for ticket in left:
            at = ticket.counter
            self.move(ticket, "expire", "ticket_expired", "moiso", at, "expired", counter=None, ended=self.now)
            ticket.last = None
            if at is not None:
                self.turn(at, "closed")
        return len(left)

    def close_day(self) -> None:
        an_hour_ago = (self.now - timedelta(hours=1)).astimezone(HALL_TIME)
        over = an_hour_ago.date() - timedelta(days=1)  # whoever still works at midnight may end the work
        if self.closed_through == over:
            return
        left = self.expire(ticket for ticket in self.tickets if ticket.state in LIVING and ticket.day <= over)
        missed = sorted(
            (one for one in self.booked if one.state == "booked" and one.day <= over), key=lambda one: one.at
        )
        for one in missed:
            one.state = "missed"
            self.tell("appointment_missed")
        unanswered = self.leave_desks(over)
        if left or missed or unanswered:
            self.tell("day_closed")
        self.closed_through = over

    def leave_desks(self, over: date) -> int:
        """Desks that nobody has touched since are closed; how many still called for help."""
        unanswered = 0
        for number in sorted(self.desks):
            desk = self.desks[number]
            touched = [
                at for at in (desk.turned, desk.ready) if at is not None and at.astimezone(HALL_TIME).date() > over
            ]
            if not touched and not self.held(number):
                self.turn(number, "closed")
            desk = self.desks[number]
            if desk.called_help is not None and desk.called_help.astimezone(HALL_TIME).date() <= over:
                desk.help = desk.called_help = None
                unanswered += 1
        return unanswered

    def regulate(self, rules: dict[str, str]) -> None:
        if rules != self.rules:
            self.rules = rules
            self.tell("regulations_changed")

    def practise(self, begins: bool, clear: bool) -> Refused:
        if begins == self.is_trial:
            return set()
        living = [ticket for ticket in self.tickets if ticket.state in LIVING and ticket.is_trial == self.is_trial]
        if not begins and clear:
            self.expire(living)
        elif living:
            return {"hall_busy"}
        self.is_trial = begins
        for desk in self.desks.values():
            desk.run, desk.run_day = 0, None
        self.tell("trial_begun" if begins else "trial_ended")
        return set()
