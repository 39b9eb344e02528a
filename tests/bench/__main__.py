"""`./run bench`: measures every row, prints the table, writes bench.json."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import fan_out, growth, paper, presses, province, rest, screen, search, size, staffing, waits, what_if
from tests.bench.report import Row, table, write
from tests.services import ROOT

PARTS: dict[str, Callable[[Path, argparse.Namespace], Iterator[Row]]] = {
    "rates": lambda folder, _: presses.rates(folder),
    "rush": lambda folder, _: presses.rush(folder),
    "growth": lambda folder, asked: growth.growth(folder, asked.history),
    "fanout": lambda folder, _: fan_out.fan_out(folder),
    "screen": lambda folder, _: screen.painted(folder),
    "paper": lambda folder, _: paper.paper(folder),
    "search": lambda _folder, _: search.search(),
    "waits": lambda _folder, _: waits.waits(),
    "what_if": lambda _folder, _: what_if.what_if(),
    "staffing": lambda _folder, _: staffing.staffing(),
    "size": lambda folder, _: size.size(folder),
    "province": lambda folder, _: province.view(folder),
    "rest": lambda folder, _: rest.at_rest(folder),
}


def main(arguments: list[str] | None = None) -> int:
    """0 when every row was measured, met or not: a bench tells, a test judges."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--history", type=int, default=1_000_000, help="tickets of history for the growth rows")
    parser.add_argument("--folder", type=Path, help="a folder on the disk to measure (default: a temporary one)")
    parser.add_argument("--out", type=Path, default=ROOT / "bench.json", help="where the figures go (bench.json)")
    asked = parser.parse_args(arguments)
    rows: list[Row] = []
    try:
        with tempfile.TemporaryDirectory(prefix="moiso-bench-", dir=asked.folder) as name:
            for part in asked.only:
                start = time.monotonic()
                (Path(name) / part).mkdir()
                rows += PARTS[part](Path(name) / part, asked)
                print(f"{part}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    finally:
        # Also when a part failed or somebody lost patience: what was measured is told.
        print(table(rows))
        write(rows, asked.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
