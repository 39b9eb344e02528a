"""What the API answers: the shapes of docs/protocol.md, for the OpenAPI page and its checks."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class Problem(BaseModel):
    code: str
    message: str
    details: dict[str, Any]


class Error(BaseModel):
    """The one shape of every error; programs read `code`."""

    error: Problem


class Wait(BaseModel):
    """Seconds until the call."""

    p10: int
    p50: int
    p90: int


class Ticket(Shape):
    id: int
    label: str
    service: str
    service_name: str
    procedure: str | None
    procedure_label: str | None
    lane: Literal["ordinary", "priority", "appointment"]
    grounds: str | None
    state: Literal["waiting", "called", "serving", "parked", "absent", "finished", "cancelled", "voided", "expired"]
    day: str
    issued_at: str
    counts_from: str
    called_at: str | None
    started_at: str | None
    ended_at: str | None
    calls: int
    counter: int | None
    reserved_counter: int | None
    outcome: str | None
    missing: list[str]
    dossiers: int
    language: str
    channel: str
    print: str | None
    reason: str | None
    ahead: int | None
    wait: Wait | None
    token: str
    url: str
    path: list[str]
    is_trial: bool
    slot_at: str | None
    coming_at: str | None
    lane_checked_by: str | None
    remind_at: str | None
    same_day: bool | None
    why: dict[str, Any] | None


class TicketAnswer(BaseModel):
    ticket: Ticket


class TransferAnswer(BaseModel):
    ticket: Ticket
    comes_back: bool


class Passed(BaseModel):
    """Somebody who came earlier and still waits."""

    ticket: int
    label: str
    lane: str
    since: str


class Why(BaseModel):
    rule: str
    rank: int
    passed_over: int
    because: str
    """`arrival`, `priority`, `appointment`, `floor`, `credit`, or `chosen` by the clerk."""
    lane: str
    grounds: str | None
    slot_at: str | None
    """The lane, its ground and the slot that was kept, as they were at the call."""
    passed: list[Passed]
    """The first of those passed over."""
    helped: bool
    """The counter helped another line out."""
    run: int
    """How many of its calls before this one went, in a row, to those who go first."""


class CallAnswer(BaseModel):
    ticket: Ticket
    why: Why


class Counter(Shape):
    number: int
    name: str
    post: str
    zone: str
    state: Literal["open", "paused", "closed"]
    reason: str | None
    until: str | None
    services: list[str]


class CounterAnswer(BaseModel):
    counter: Counter


class Seat(BaseModel):
    user: str


class SeatAnswer(BaseModel):
    counter: Counter
    seat: Seat


class CountersAnswer(BaseModel):
    counters: list[Counter]


class ReadyAnswer(BaseModel):
    """Nobody has come yet when `ticket` is null; the counter calls by itself when somebody does."""

    counter: Counter
    ticket: Ticket | None
    why: Why | None


class Service(Shape):
    code: str
    name: str
    kind: str
    counters: list[int]
    waiting: int
    wait: Wait | None
    open: bool
    closed_because: Literal["hall_closed", "cut_off", "full", "not_yet"] | None
    reopens_at: str | None
    left: int | None
    same_day: bool


class ServicesAnswer(BaseModel):
    services: list[Service]


class Procedure(Shape):
    code: str
    service: str
    label: str
    name: str
    time_limit: str
    within_day: bool
    checklist: list[dict[str, Any]]
    source: str


class ProceduresAnswer(BaseModel):
    procedures: list[Procedure]
    version: str


class CatalogueAnswer(Shape):
    version: str
    services: list[dict[str, Any]]
    procedures: list[Procedure]
    phrases: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    tiles: list[dict[str, Any]]
    grounds: list[dict[str, str | int]]
    same_day_until: str | None
    appointments: bool
    slip: dict[str, Any]


class TrialAnswer(BaseModel):
    trial: bool
    since: str | None


class Level(Shape):
    """A whole small truth and the seq it belongs to."""

    seq: int
    at: str


class BoardAnswer(Level):
    day: str
    hall: dict[str, Any]
    counters: list[Counter]
    calls: list[dict[str, Any]]
    lines: list[dict[str, Any]]


class DeskAnswer(Level):
    counter: Counter
    help_answered: dict[str, Any] | None
    ticket: Ticket | None
    undo: dict[str, Any] | None
    waiting: int
    next: list[dict[str, Any]]
    parked: list[dict[str, Any]]
    absent: list[dict[str, Any]]
    breaks: list[dict[str, Any]]
    grounds: list[dict[str, Any]]
    may_choose: bool
    recalls_left: int | None
    recall_at: str | None
    trial: bool


class LinesAnswer(Level):
    day: str
    lines: list[dict[str, Any]]
    counters: list[dict[str, Any]]


class FiguresAnswer(Level):
    day: str
    issued: int
    from_home: int
    waiting: int
    finished: int
    waited: dict[str, Any]
    waiting_since: list[str]
    left_late: int
    served: dict[str, Any]
    services: list[dict[str, Any]]
    counters: list[dict[str, Any]]
    hours: list[dict[str, Any]]
    outcomes: dict[str, int]
    guides: int


class AlertsAnswer(Level):
    targets: dict[str, int]
    alerts: list[dict[str, Any]]
    counters: list[dict[str, Any]]


class SeenAnswer(BaseModel):
    kind: str
    subject: str
    seen: dict[str, str]


class PromisesAnswer(Level):
    weeks: list[dict[str, Any]]


class PublicTicketAnswer(Level):
    label: str
    service: str
    service_name: str
    lane: str
    state: str
    ahead: int | None
    wait: Wait | None
    kept_of_ten: int | None
    counter: int | None
    last_called: str | None
    is_given_back: bool
    may: list[Literal["coming", "delay", "give_back"]]


class LifeStep(BaseModel):
    """What happened to a label: one row of the story."""

    seq: int
    at: str
    kind: str
    counter: int | None
    by: str
    why: str | None
    undone: bool
    details: dict[str, Any]


class Life(BaseModel):
    """A label's day in a few lines."""

    label: str
    service: str
    lane: str
    grounds: str | None
    issued_at: str
    steps: list[LifeStep]


class Sentence(BaseModel):
    """One thing to say: `why-answer-<id>` or `why-fact-<id>` of the texts, with what stands in it."""

    id: str
    params: dict[str, Any]


class WhyAnswer(BaseModel):
    day: str
    mine: Life
    other: Life
    call: int | None
    answer: Sentence
    facts: list[Sentence]
    names: dict[str, dict[str, dict[str, str | None]]]


class RegulationsAnswer(BaseModel):
    regulations: dict[str, Any]
    revisions: dict[str, str]
    sentences: list[dict[str, Any]]


class PreviewAnswer(Shape):
    """Figures per lane of a heavy day: under the rules in force, under the proposed ones, by arrival alone."""

    days: Any
    current: Any
    proposed: Any
    fifo: Any


class SessionAnswer(BaseModel):
    token: str
    role: str
    hall: str
    counter: int | None
    expires_at: str


class ImportReport(Shape):
    version: str
    added: list[Any]
    changed: list[Any]
    removed: list[Any]
    bad: list[dict[str, Any]]


class ImportAnswer(BaseModel):
    report: ImportReport


class Nothing(BaseModel):
    """An empty object."""
