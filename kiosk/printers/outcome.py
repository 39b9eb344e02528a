"""What became of a slip, and how a printer is: the words every printer answers in."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal, Protocol

from kiosk.printers.options import Confirm

Paper = Literal["ok", "near_end", "out", "unknown"]


class PrinterState(StrEnum):
    """How a printer is, as far as it tells."""

    READY = "ready"
    PAPER_NEAR_END = "paper_near_end"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OVERHEATED = "overheated"
    """The head is too hot; it goes on by itself when it has cooled."""
    CUTTER = "cutter"
    """Paper is jammed in the cutter."""
    BROKEN = "broken"
    """A fault it does not recover from before it is switched off and on."""
    OFFLINE = "offline"
    """It answers, and says it cannot print, and not why: switched off line, as a rule."""
    MUTE = "mute"
    """The link is there and nothing answers: most printers are silent while their cover is open."""
    AWAY = "away"
    """No link: switched off, unplugged, wrong address, or another program holds it."""


CAN_PRINT = frozenset({PrinterState.READY, PrinterState.PAPER_NEAR_END})


@dataclass(frozen=True, slots=True)
class Status:
    """One answer to "how are you?", with the moment it was given."""

    state: PrinterState
    detail: str = ""
    at: datetime | None = None

    @property
    def can_print(self) -> bool:
        """Whether a slip may be sent."""
        return self.state in CAN_PRINT

    @property
    def paper(self) -> Paper:
        """What the paper sensors said, if they could be asked."""
        if self.state is PrinterState.READY:
            return "ok"
        if self.state is PrinterState.PAPER_NEAR_END:
            return "near_end"
        return "out" if self.state is PrinterState.PAPER_OUT else "unknown"


def status_now(state: PrinterState, detail: str = "") -> Status:
    """A status given at this moment."""
    return Status(state, detail, datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one job.

    `printed`: there is proof. `refused`: nothing reached the paper, printing again is safe. `unknown`: it was sent and
    nothing proves it came out; a machine must not send it again, a person may, with BẢN IN LẠI on it.
    """

    outcome: Literal["printed", "refused", "unknown"]
    reason: str | None = None
    detail: str = ""


def printed(detail: str = "") -> Outcome:
    """The paper is out."""
    return Outcome("printed", None, detail)


def refused(reason: str, detail: str = "") -> Outcome:
    """Nothing reached the paper."""
    return Outcome("refused", reason, detail)


def unknown(reason: str, detail: str = "") -> Outcome:
    """Sent, and nobody knows."""
    return Outcome("unknown", reason, detail)


@dataclass(frozen=True, slots=True)
class Found:
    """What a test print showed of a printer."""

    outcome: Outcome
    confirm: Confirm | None = None
    """The best proof it gives; None: the slip came to nothing, or there was nothing to learn."""
    speed_mm_s: float | None = None
    """How fast its paper moved, where the proof tells."""


class Printer(Protocol):
    """One printer at one address, used by one thread (the spooler's)."""

    def print_job(self, data: bytes, rows: int) -> Outcome:
        """Prints one encoded job that moves the paper `rows` dots; says what became of it, and raises nothing."""

    def learn(self, data: bytes, rows: int) -> Found:
        """Prints one job, and finds out how this printer proves it; raises nothing."""

    def status(self) -> Status:
        """How the printer is now."""

    def close(self) -> None:
        """Lets the device go."""
