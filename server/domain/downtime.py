"""How long kiosks and their printers stood still while the hall was at work: from what the story tells of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from server.domain.machines import STOPPED as NO_SLIPS

STOPPED, ENDED, WATCHED = "machine_stopped", "machine_stop_ended", "machines_watched"
"""How the story tells that a part stands still, that it does no longer, and that from here on somebody looks."""


class Part(StrEnum):
    """What stands still of a kiosk."""

    KIOSK = "kiosk"
    PRINTER = "printer"


class Because(StrEnum):
    """Why a standstill ended."""

    WELL = "well"
    """The machine is well again, or is no machine of the hall any more."""
    REST = "rest"
    """The hall stopped work: what is off now is missed by nobody."""
    UNWATCHED = "unwatched"
    """The server was off: nobody knows."""


@dataclass(frozen=True)
class Downtime:
    """How often and how long one part of a machine stood still."""

    device: int
    name: str
    part: Part
    n: int = 0
    total_s: int = 0
    longest_s: int = 0


def part_of(wrong: str) -> Part | None:
    """Which part stands still with this trouble (see `machines.trouble`). None: slips come out all the same, as from a
    kiosk that is cut off and hands out the numbers it holds, or it was never heard at all."""
    if wrong == "silent":
        return Part.KIOSK
    return Part.PRINTER if wrong in NO_SLIPS else None


def downtimes(rows: Iterable[Any], until: datetime) -> list[Downtime]:
    """From the story's rows of these kinds, in their order. What still stands then counts until `until`."""
    begun: dict[int, tuple[datetime, Any]] = {}
    lengths: dict[tuple[int, str], list[float]] = defaultdict(list)
    names: dict[int, str] = {}

    def end(device: int, at: datetime) -> None:
        if device in begun:
            since, told = begun.pop(device)
            lengths[device, told["part"]].append(max((at - since).total_seconds(), 0.0))

    for row in rows:
        if row.kind == WATCHED:
            continue
        told = row.details
        at = datetime.fromisoformat(told["since" if row.kind == STOPPED else "until"])
        end(told["device"], at)
        names[told["device"]] = told["name"]
        if row.kind == STOPPED:
            begun[told["device"]] = at, told
    for device in list(begun):
        end(device, until)
    return [
        Downtime(device, names[device], Part(part), len(each), round(sum(each)), round(max(each)))
        for (device, part), each in sorted(lengths.items())
    ]
