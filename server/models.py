"""The tables. State lives here; what happened lives in `Story`, written in the same transaction."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Row,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.story_indexes import INDEXES
from server.table import Id, Table

Record = Row[*tuple[Any, ...]]
"""A row as a query gives it, its columns as attributes."""


class Hall(Table):
    """One centre. Its row is the lock that puts all verbs of the hall in one order."""

    __tablename__ = "hall"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str | None] = mapped_column(index=True, unique=True)
    """How commands and figures of several halls tell this one; a hall that is alone needs none."""
    name: Mapped[str]
    parent: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    timezone: Mapped[str]
    regulations: Mapped[str]
    """How this hall works, as JSON (see `domain.regulations`): call rules, hours, grounds, limits."""
    trial_since: Mapped[datetime | None]
    """Since when the hall only practises; null: what it does counts."""
    closed_through: Mapped[date | None]
    """The last day whose leftovers have been closed."""
    salt: Mapped[str | None]
    salt_day: Mapped[date | None]
    """What the day's phone and card numbers are hashed with; forgotten with the day."""
    booking_salt: Mapped[str | None]
    """What the phone numbers of those who book from home are hashed with, until they have come."""
    push_key: Mapped[str | None]
    """The hall's own private key for Web Push, as PEM; made when the first phone asks."""
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    head: Mapped[str]
    """Number and hash of the newest story row."""
    edition: Mapped[int | None] = mapped_column(BigInteger)
    """The import of procedures, phrases and questions in force."""
    slip: Mapped[str]
    """How the hall's slips look, as JSON: what was changed of the usual."""


class Service(Table):
    """What a citizen comes for; one number series each."""

    __tablename__ = "service"
    __table_args__ = (UniqueConstraint("hall_id", "code"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    code: Mapped[str]
    names: Mapped[dict[str, Any]]
    """`name`, `name_en`, `name_ko`, and what it `covers` in the three languages; its `agency`."""
    kind: Mapped[str]
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    usual_s: Mapped[float]
    """The service time this hall has taught us, seconds (see `domain.waiting.learned`)."""


class Edition(Table):
    """One import of the hall's files, kept whole: what was in force can always be read again."""

    __tablename__ = "edition"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"), index=True)
    version: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    files: Mapped[dict[str, Any]]
    """The texts by file name, as `catalogue.files` reads them."""


class Counter(Table):
    __tablename__ = "counter"
    __table_args__ = (UniqueConstraint("hall_id", "number"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    number: Mapped[int]
    name: Mapped[str]
    post: Mapped[str]
    """The officer's post, shown over the counter (Nghị định 61/2018/NĐ-CP, Điều 9)."""
    zone: Mapped[str]
    services: Mapped[list[Any]]
    """Codes of the services it does: its own line, called by the rule."""
    helps: Mapped[list[Any]]
    """Codes of the services it helps out with, preferred first."""
    taken_on: Mapped[list[Any]] = mapped_column(default=list)
    """What a supervisor had it call besides, until it closes or the day ends: `{service, by, at}` each."""
    state: Mapped[str] = mapped_column(String(8), default="closed")
    state_since: Mapped[datetime]
    reason: Mapped[str | None]
    until: Mapped[datetime | None]
    run: Mapped[int] = mapped_column(default=0)
    run_day: Mapped[date | None]
    """How many calls in a row, on that day, went to those who go first (see `domain.line`)."""
    ready_since: Mapped[datetime | None]
    """Since when its clerk waits for somebody to come: the next arrival is called here by itself."""
    help_since: Mapped[datetime | None]
    help_reason: Mapped[str | None]
    """The clerk calls the supervisor, until somebody answers."""


class Account(Table):
    __tablename__ = "account"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    user: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str]
    counter: Mapped[int | None]
    """Where a clerk sits."""
    services: Mapped[list[Any] | None]
    """Codes this clerk calls instead of the counter's; null: the counter's."""
    may_choose: Mapped[bool] = mapped_column(default=True)
    """Whether this clerk may call a chosen ticket out of order."""
    is_active: Mapped[bool] = mapped_column(default=True)


class SignIn(Table):
    """A signed-in account; its token is kept only as a hash."""

    __tablename__ = "sign_in"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]


SILENT_S = 45
"""A device tells how it is every few seconds; this long without a word, it is switched off or cut off."""


SCREENS = ("display", "panel")
"""The kinds of devices that show the board."""


class Device(Table):
    """A kiosk, TV or counter panel; its key is kept only as a hash."""

    __tablename__ = "device"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    key_hash: Mapped[str] = mapped_column(unique=True)
    revoked_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    health: Mapped[dict[str, Any]]
    screen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """How a display or panel is set (see `server.screens`); empty: as usual."""
    stopped: Mapped[str | None]
    """Which part of a kiosk stands still in working hours, as the story tells it (`domain.downtime.Part`)."""


class Pairing(Table):
    """A device that is expected: whoever brings its one-time code in time becomes it. The code is kept as a hash."""

    __tablename__ = "pairing"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    code_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]


class Series(Table):
    """The last number given of one letter on one day. The next is taken here, never by counting tickets."""

    __tablename__ = "series"
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    letter: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Reserve(Table):
    """A number a kiosk holds for the time it cannot reach the server: it becomes a ticket when it was handed out."""

    __tablename__ = "reserve"
    __table_args__ = (
        UniqueConstraint("hall_id", "day", "service", "number"),
        Index("ix_reserve_holder", "hall_id", "day", "device_id", "instance"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    day: Mapped[date]
    service: Mapped[str]
    number: Mapped[int]
    label: Mapped[str]
    token: Mapped[str] = mapped_column(unique=True)
    """Of the QR that is printed with it: the ticket's own, later."""
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    instance: Mapped[str]
    """Which kiosk of those that hold this device's key, should there be two: it made that word up for itself."""
    granted_at: Mapped[datetime]
    ticket_id: Mapped[int | None] = mapped_column(BigInteger)
    """The ticket it became; null: nobody has said that it was handed out."""


class Ticket(Table):
    __tablename__ = "ticket"
    __table_args__ = (
        # Rule 1: a label is unique per hall, day and series. A visit's later legs carry the same label.
        UniqueConstraint("hall_id", "day", "series", "number", "leg"),
        UniqueConstraint("token", "leg"),
        # Rule 2: a counter has one ticket in hand at most, whatever races. NULLs (not in hand) do not collide.
        UniqueConstraint("counter_id"),
        # The living tickets of a day in calling order: what stays small when the history grows to a million.
        Index(
            "ix_ticket_live",
            "hall_id",
            "day",
            "state",
            "lane",
            "counts_from",
            "id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    day: Mapped[date]
    series: Mapped[str]
    number: Mapped[int]
    leg: Mapped[int] = mapped_column(default=1)
    label: Mapped[str]
    token: Mapped[str]
    service: Mapped[str]
    procedure: Mapped[str | None]
    lane: Mapped[str]
    grounds: Mapped[str | None]
    language: Mapped[str]
    channel: Mapped[str]
    dossiers: Mapped[int]
    state: Mapped[str]
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counter.id"))
    """The counter that has the ticket in hand; null otherwise."""
    last_counter: Mapped[int | None]
    """Number of the counter that has it in hand or had it last."""
    reserved_counter: Mapped[int | None]
    """Number of the only counter that may call it, after a transfer to a counter."""
    path: Mapped[list[Any]]
    """Codes of the services that follow this one in the same visit."""
    slot_at: Mapped[datetime | None]
    """The slot of an appointment that was kept; null for everyone else, and for who came too late for it."""
    lane_checked_by: Mapped[str | None]
    """Who of the staff has seen that the lane is right."""
    person: Mapped[str | None]
    """A salted hash of the phone or card given at the kiosk; wiped when the day is closed."""
    is_trial: Mapped[bool] = mapped_column(default=False)
    """Issued while the hall practised: in no figure, under labels of its own."""
    calls: Mapped[int] = mapped_column(default=0)
    issued_at: Mapped[datetime]
    counts_from: Mapped[datetime]
    waits_since: Mapped[datetime]
    said_p10: Mapped[int | None]  # how long it takes, as its holder was told on coming, seconds; null: nobody could say
    said_p50: Mapped[int | None]
    said_p90: Mapped[int | None]
    called_at: Mapped[datetime | None]
    """Of the call that stands; null for who was called and waits again."""
    first_called_at: Mapped[datetime | None]
    last_called_at: Mapped[datetime | None]
    """When it was called for the last time: the first call, or the newest repetition."""
    started_at: Mapped[datetime | None]
    parked_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None]
    """When the clerk is reminded of the parked person."""
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    missing: Mapped[list[Any]]
    reason: Mapped[str | None]
    paper: Mapped[str | None]
    """What the kiosk said of its paper: printed, refused, unknown."""
    coming_at: Mapped[datetime | None]
    """When its holder said from afar that they are on their way."""
    delayed_at: Mapped[datetime | None]
    """When its holder let others go first: once."""
    is_rated: Mapped[bool] = mapped_column(default=False)
    """Whether its holder has rated the service. What they said is not written here: ratings know no ticket."""


class Appointment(Table):
    """A slot kept for somebody who comes with its code: no name and no number is asked."""

    __tablename__ = "appointment"
    __table_args__ = (
        UniqueConstraint("hall_id", "code"),
        Index("ix_appointment_day", "hall_id", "day", "service", "slot_at"),
        # What somebody may yet come for: the close of a day does not read the appointments of years.
        Index(
            "ix_appointment_booked",
            "hall_id",
            "day",
            sqlite_where=text("state = 'booked'"),
            postgresql_where=text("state = 'booked'"),
        ),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    code: Mapped[str]
    service: Mapped[str]
    procedure: Mapped[str | None]
    dossiers: Mapped[int] = mapped_column(default=1)
    day: Mapped[date]
    slot_at: Mapped[datetime]
    state: Mapped[str]
    """`booked`, `checked_in`, `cancelled` or `missed`."""
    ticket_id: Mapped[int | None] = mapped_column(BigInteger)
    is_trial: Mapped[bool] = mapped_column(default=False)
    """Booked while the hall practised: in no list of work, and its code opens nothing then."""
    made_at: Mapped[datetime]
    by: Mapped[str]
    channel: Mapped[str] = mapped_column(default="staff")
    """`staff`, or `home` for who booked on the hall's public page."""
    person: Mapped[str | None]
    """A salted hash of the phone number given from home; wiped when the day is closed."""


class Story(Table):
    """What happened in a hall, in order, append-only and hash-chained."""

    __tablename__ = "story"
    __table_args__ = INDEXES
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    ticket_id: Mapped[int | None] = mapped_column(BigInteger)
    label: Mapped[str | None]
    counter: Mapped[int | None]
    by: Mapped[str]
    why: Mapped[str | None]
    details: Mapped[dict[str, Any]]
    hash: Mapped[str]


class Answer(Table):
    """What was answered to an Idempotency-Key, so that asking twice is safe."""

    __tablename__ = "answer"
    principal: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[int]
    body: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
