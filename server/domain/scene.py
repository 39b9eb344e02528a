"""A hall at one instant, as far as anybody sees it: what a projection begins with. Times are seconds on one clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from server.domain.line import CallRule, Waiting
from server.domain.ticket import Lane


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter at this instant. Neither free nor busy nor expected back: it is closed."""

    number: int
    own: tuple[str, ...]
    helps: tuple[str, ...] = ()
    run: int = 0
    """Its latest calls that went, in a row, to the first group."""
    free_since: float | None = None
    """Its clerk is there with nobody in hand."""
    called: tuple[str, float] | None = None
    """Somebody was called for this service then, and service has not begun."""
    serving: tuple[str, float] | None = None
    """The service of the person in hand, and when it began."""
    back: float | None = None
    """Away, and expected back then."""
    away: tuple[tuple[float, float], ...] = ()
    """Breaks, (from, to): begun when the person in hand is done."""
    rests_since: float | None = None
    """It rests since then, and nobody said until when."""
    session: float | None = None
    """It is closed, and may yet open in the session that began, or begins, then."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A hall at one instant."""

    now: float
    rules: Mapping[str, CallRule]
    """By service."""
    desks: Sequence[Desk]
    people: Sequence[Waiting]
    kept_for: Mapping[int, int] = field(default_factory=dict)
    """Tickets that only one counter may call, with its number."""
    comers: Sequence[tuple[str, Lane]] = ()
    """Somebody who comes now: of each of these a wait is asked for, too."""
    booked: Sequence[tuple[str, float]] = ()
    """Appointments that have not checked in: service and slot."""
    help_after_s: int | None = None
    day_began: float = 0.0
    """Midnight in the hall. Where days begin at multiples of 86,400, any of them will do."""
