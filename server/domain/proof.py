"""What proves a story: its chain, read row by row, the head it must end in, and a head that was kept elsewhere."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from server.domain.story import BEGINNING, chain

_KEPT = re.compile(r"(?P<seq>[1-9][0-9]{0,17}):(?P<hash>[0-9a-f]{16,64})")


@dataclass(frozen=True)
class Head:
    """A row of the story by its number and hash: the hash covers it and all before it."""

    seq: int = 0
    hash: str = BEGINNING

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


def read_kept(text: str) -> Head:
    """A head that somebody kept elsewhere, as `SEQ:HASH`; the first 16 letters of the hash, which the story page shows,
    are enough. Raises ValueError."""
    found = _KEPT.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(text)
    return Head(int(found["seq"]), found["hash"])


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it must be: `check-fault-<kind>` says it, `check-next-<kind>` what to do."""

    kind: str
    """`chain`, `end`, `last`, `cut`, `kept`, `impossible`, `ticket`, `lost`; of a file also `file`."""
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Proof:
    """What was found of one story."""

    rows: int
    head: Head
    """Where it ends."""
    last_at: str | None
    """When its newest row was told; None: it has none."""
    faults: tuple[Fault, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.faults

    def as_json(self, most: int) -> dict[str, Any]:
        """With the first `most` of its faults, and how many there are."""
        return asdict(self) | {"faults": [asdict(fault) for fault in self.faults[:most]], "found": len(self.faults)}


class Chain:
    """Hears a story's rows in order, each once: years of them fit no memory."""

    def __init__(self, kept: Head | None = None) -> None:
        self.head = Head()
        self.rows = 0
        self.last_at: str | None = None
        self.broken: int | None = None
        """The seq at which the chain is broken (a gap, a changed or a missing row)."""
        self._kept, self._met = kept, False

    def hear(self, row: Mapping[str, Any]) -> None:
        if self.broken is None and (row["seq"] != self.head.seq + 1 or row["hash"] != chain(self.head.hash, row)):
            self.broken = self.head.seq + 1
        self.head, self.last_at = Head(row["seq"], row["hash"]), row["at"]
        self.rows += 1
        if self._kept is not None and row["seq"] == self._kept.seq:
            self._met = row["hash"].startswith(self._kept.hash)

    def faults(self, head: Head) -> Iterator[Fault]:
        """What is wrong with it, when it should end in `head`."""
        if self.broken is not None:
            yield Fault("chain", {"seq": self.broken})
        if self.head.seq != head.seq:
            yield Fault("end", {"seq": self.head.seq, "head": head.seq})
        elif self.head.hash != head.hash:
            yield Fault("last", {"seq": self.head.seq})
        if self._kept is None or self._met:
            return
        if self.head.seq < self._kept.seq:
            yield Fault("cut", {"seq": self.head.seq, "kept": self._kept.seq})
        else:
            yield Fault("kept", {"kept": self._kept.seq})


SEALED = "moiso_story"
"""What the first line of a sealed file begins with; its value is the edition of the format."""


def seal(hall: str, head: Head, at: str) -> str:
    """The first line of a file that holds all rows through `head`, one a line as `GET /story` has them."""
    return json.dumps({SEALED: 1, "hall": hall, "head": asdict(head), "at": at}, ensure_ascii=False)


def prove_file(lines: Iterable[str], kept: Head | None = None) -> Proof:
    """Proves a sealed file by itself: its rows are chained to each other and end in the head it names.

    Whoever made the whole file anew made its head too: that it is the hall's own says a head kept elsewhere.
    """
    chain, head, at_line = Chain(kept), Head(), 0
    try:
        for at_line, line in enumerate(lines, 1):
            said = json.loads(line)
            if at_line == 1:
                if said[SEALED] != 1:
                    raise ValueError(line)
                head = Head(**said["head"])
            else:
                chain.hear(said)
    except (ValueError, LookupError, TypeError):
        return Proof(chain.rows, chain.head, chain.last_at, (Fault("file", {"line": at_line}),))
    if not at_line:
        return Proof(0, head, None, (Fault("file", {"line": 1}),))
    return Proof(chain.rows, chain.head, chain.last_at, tuple(chain.faults(head)))
