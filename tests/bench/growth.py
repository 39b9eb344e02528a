"""Growth: what the screens and the next call cost after years of tickets, beside a hall that has just begun."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tests.bench import history
from tests.bench.hall import COUNTERS, Caller, Hall, key_of, make
from tests.bench.report import Row

FEW = 1_000
REPEATS = 120
WARM_UP = 12


def growth(folder: Path, many: int) -> Iterator[Row]:
    """Row 4. Both halls are up at once and asked in turn, so that both meet the same machine."""
    make(folder / "few")
    shutil.copytree(folder / "few", folder / "many")
    history.write(folder / "few", FEW)
    start = time.monotonic()
    history.write(folder / "many", many)
    made_s = time.monotonic() - start
    print(f"growth: {many:,} tickets and {4 * many:,} story rows written in {made_s:.0f} s", file=sys.stderr)
    took: dict[str, tuple[list[float], list[float]]] = {what: ([], []) for what in _ASKED}
    with Hall(folder / "few") as few, Hall(folder / "many") as grown:
        halls = (few, grown)
        for hall in halls:
            hall.open_all().issue_for_all((REPEATS + WARM_UP) // COUNTERS + 1)
        readers = [{"tv": Caller(h.port, key_of("tv")), "kiosk": h.kiosks[0]} for h in halls]
        for repeat in range(-WARM_UP, REPEATS):
            for what, ask in _ASKED.items():
                for at in (0, 1) if repeat % 2 else (1, 0):
                    spent = ask(halls[at], readers[at], repeat % COUNTERS + 1)
                    if repeat >= 0:
                        took[what][at].append(1000 * spent)
    for what, (before, after) in took.items():
        yield Row(
            f"{what} at {many:,} tickets of history", median(after), "ms", median(before), f"at {FEW:,}",
            median(after) / median(before), 1.2, "at most", more={"history_written_s": round(made_s, 1)},
        )  # fmt: skip


def _call(hall: Hall, _readers: dict[str, Caller], number: int) -> float:
    clerk = hall.clerks[number - 1]
    spent, called = clerk.timed(f"/counters/{number}/call-next")
    clerk.done(f"/tickets/{called['ticket']['id']}/start")
    clerk.done(f"/tickets/{called['ticket']['id']}/finish", {"outcome": "accepted"})
    return spent


def _read(path: str, who: str) -> Callable[[Hall, dict[str, Caller], int], float]:
    def ask(hall: Hall, readers: dict[str, Caller], number: int) -> float:
        reader = hall.clerks[number - 1] if who == "clerk" else readers[who]
        start = time.perf_counter()
        status, _ = reader.get(f"/api/v1{path.format(number=number)}")
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        return time.perf_counter() - start

    return ask


_ASKED = {
    "call-next": _call,
    "board": _read("/board", "tv"),
    "desk": _read("/desk/{number}", "clerk"),
    "lines": _read("/lines", "kiosk"),
}
