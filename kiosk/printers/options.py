"""How one printer wants its jobs: what a set-up learns of it, and a setting can say."""

from dataclasses import dataclass
from typing import Literal

Confirm = Literal["gs_r", "gs_h", "none"]
Width = Literal[80, 58]


@dataclass(slots=True)
class PrinterOptions:
    """What an address does not say. Changed in place by a set-up: the next job goes by it."""

    confirm: Confirm = "gs_r"
    """How it proves a slip."""
    width: Width = 80
    """Of its paper, in millimetres."""
    speed_mm_s: float = 150
    """Of its paper."""
    band_rows: int = 250
    """Rows of a slip in one command; 0: all in one."""
    pad_rows: int = 0
    """White rows under a slip, for printers that do not feed it past their cutter."""
    answer_s: float = 1.5
    """What a living printer needs to answer a real-time question is milliseconds; after this it is mute."""
    grace_s: float = 3.0
    """Added to the paper's own time: the cutter, a slow link, a hand that pulls the paper."""
