"""What this process has told one hall, and when it tells it more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from server.in_line import Memory
from server.phones import Phones
from server.projector import Projector


@dataclass
class Turn:
    """Something told again and again: at once when it was quiet, bundled while the hall is busy."""

    send: Callable[[], None]
    gap_s: float
    is_due: bool = False
    is_on: bool = False


class ToldHall:
    """What this process has told one hall, and who follows there."""

    sends: Turn
    """Of the levels of staff and devices, and of calls."""
    rounds: Turn
    """Of the phones."""
    alerts: Turn
    """Of what supervisors are told needs a hand: with the heartbeats, for most of it comes with time alone."""

    def __init__(self, id: int) -> None:
        self.id = id
        self.told: int | None = None
        """Seq up to which calls have been told as edges; None before anybody listened."""
        self.minute: datetime | None = None
        """The minute of the last heartbeat."""
        self.memory, self.projector = Memory(), Projector()
        self.phones = Phones()
        self.screens = ""  # what tells the screens' levels of now from later ones

    @property
    def owes_waits(self) -> bool:
        """Whether some phones have an older wait than the hall's last projection says."""
        return bool(self.phones) and (self.phones.owes_waits or self.phones.likely is not self.projector.last)
