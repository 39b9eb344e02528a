"""What is asked after a service: how satisfied somebody is, and what it was about.

Nghị định 61/2018/NĐ-CP, Điều 29 lets people rate by a device at the desk or online, and Thông tư 01/2018/TT-VPCP,
Điều 12–15 asks after time, contacts, publicity and attitude: the aspects here are those that somebody knows when they
leave the counter. Who rated stays unknown (Điều 27.3).
"""

from enum import StrEnum

BEST, WORST = 4, 1
"""Very satisfied, satisfied, neither, not satisfied: 4, 3, 2, 1."""

FEWEST = 5
"""Of fewer ratings no figure is shown: it could point at a person."""


class Aspect(StrEnum):
    ATTITUDE = "attitude"
    WAIT = "wait"
    GUIDANCE = "guidance"
    """Told clearly, and all at once (Điều 11.2.c: a supplement is asked for once)."""
    ON_TIME = "on_time"
    PLACE = "place"
