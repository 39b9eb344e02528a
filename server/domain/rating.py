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


def mixed_total(n: int, total: int) -> int:
    """The sum of `n` scores as it is told: where all were the best or all the worst, as if one had been a step off.

    A mean of exactly 4 would tell what each of them touched. Now it is the same for all of one mind and all but one,
    and each may have been that one; the price is a figure that is off by one step of one rating.
    """
    return min(max(total, n * WORST + 1), n * BEST - 1)


class Aspect(StrEnum):
    ATTITUDE = "attitude"
    WAIT = "wait"
    GUIDANCE = "guidance"
    """Told clearly, and all at once (Điều 11.2.c: a supplement is asked for once)."""
    ON_TIME = "on_time"
    PLACE = "place"
