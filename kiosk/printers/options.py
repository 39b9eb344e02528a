"""How one printer wants its jobs: what a set-up learns of it, and a setting can say."""

from dataclasses import dataclass
from typing import Literal

Confirm = Literal["gs_r", "gs_h", "none"]
Width = Literal[80, 58]

CHOICES: dict[str, tuple[object, ...]] = {"confirm": ("gs_r", "gs_h", "none"), "width": (80, 58)}
RANGES = {"speed_mm_s": (30, 600), "band_rows": (0, 2303), "pad_rows": (0, 400), "roll_m": (5, 1000)}
ROLL_M = {80: 80, 58: 30}
"""The rolls sold most: 80 × 80 mm holds 80 m of the thin paper, 57 × 50 mm about 30 m."""


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
    roll_m: int | None = None
    """Metres on a new roll; None: as most of this width have."""
    answer_s: float = 1.5
    """What a living printer needs to answer a real-time question is milliseconds; after this it is mute."""
    grace_s: float = 3.0
    """Added to the paper's own time: the cutter, a slow link, a hand that pulls the paper."""

    @property
    def roll_mm(self) -> int:
        """Length of a new roll."""
        return 1000 * (self.roll_m or ROLL_M[self.width])


def check_option(name: str, value: object) -> None:
    """Raises ValueError, which says what the option may be."""
    if name in CHOICES:
        if value not in CHOICES[name] or isinstance(value, bool):
            raise ValueError(f"it is one of {', '.join(map(str, CHOICES[name]))}")
    elif name in RANGES:
        low, high = RANGES[name]
        if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"it is a number from {low} to {high}")
    else:
        raise ValueError("there is no such option")
