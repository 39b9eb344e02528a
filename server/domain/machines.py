"""The hall's machines: what is wrong with one, from when it was last heard and how it said it is."""

from collections.abc import Iterable, Sequence
from typing import Any

FEW_SLIPS = 60
"""From here on a roll is nearly used up, also for a printer that has no sensor for it: an hour of a busy morning."""

WRONG_CLOCK_S = 120
"""Screens show the hall's clock and not their own; one that is minutes off all the same has a dead battery."""

PRINTER = {
    "paper_out": "paper-out", "paper_near_end": "paper-low", "cover_open": "cover", "overheated": "overheated",
    "cutter": "cutter", "broken": "broken", "offline": "offline", "mute": "mute", "away": "away",
}  # fmt: skip
"""What a printer says of itself, by the trouble it is."""

OF_PRINTER = frozenset({*PRINTER.values(), "printer"})
"""Troubles that whoever stands beside the printer can mend."""

STOPPED = OF_PRINTER - {"paper-low"}
"""Troubles with which no slip comes out."""


def trouble(silent_s: float | None, health: Any, *, silent_after_s: float, day: str) -> str:
    """What is wrong with a machine not heard for `silent_s` seconds (None: never heard), or "" when it is well.

    `health` is what the machine said, whatever that is; `day` the hall's, for a kiosk that is cut off goes on with the
    numbers it holds of today.
    """
    if silent_s is None:
        return "never"
    if silent_s > silent_after_s:
        return "cut-off" if day in _list(_of(health, "reserve", "days")) else "silent"
    if _of(health, "twin_at"):
        return "twin"
    if _list(_of(health, "reserve", "lost")):
        return "lost"
    return _printer(health) or _screen(health)


def _printer(health: Any) -> str:
    state = _of(health, "printer", "state")
    if not state:
        return ""
    if state != "ready":
        return PRINTER.get(str(state), "printer")
    slips = _number(_of(health, "roll", "slips_left"))
    return "paper-low" if slips is not None and slips < FEW_SLIPS else ""


def _screen(health: Any) -> str:
    if _of(health, "sound") == "missing":
        return "voice"
    if _of(health, "sound") in ("blocked", False):
        return "sound"
    if (_number(_of(health, "lost_files")) or 0) > 0:
        return "files"
    return "clock" if abs(_number(_of(health, "skew_s")) or 0) > WRONG_CLOCK_S else ""


def uncalled(screens: Iterable[Sequence[int]], counters: Iterable[int]) -> list[int]:
    """Which of these counters no TV calls, as the TVs are set (none named: all); a hall without a TV calls by voice."""
    hung = list(screens)
    return [number for number in counters if hung and not any(not shown or number in shown for shown in hung)]


def slips_left(health: Any) -> int | None:
    """About how many slips the roll still has, in tens."""
    slips = _number(_of(health, "roll", "slips_left"))
    return None if slips is None else round(slips / 10) * 10


def lost_labels(health: Any) -> list[str]:
    """Numbers that were handed out and that the line did not take."""
    return [str(label) for label in _list(_of(health, "reserve", "lost"))]


def _of(said: Any, *names: str) -> Any:
    for name in names:
        said = said.get(name) if isinstance(said, dict) else None
    return said


def _list(said: Any) -> list[Any]:
    return said if isinstance(said, list) else []


def _number(said: Any) -> float | None:
    return said if isinstance(said, int | float) and not isinstance(said, bool) else None
