"""At rest: memory of the server and of a kiosk, and how soon they answer after their start."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.hall import Caller, Hall, key_of, make, memory_mb
from tests.bench.report import Row
from tests.services import LOOPBACK, Running, free_port

STARTS = 3


def at_rest(folder: Path) -> Iterator[Row]:
    """Row 8. The limit beside each is a Python that has imported nothing but the framework."""
    make(folder / "hall")
    starts, bare_starts = [], []
    for _ in range(STARTS):
        bare_s, bare_mb = _bare()
        bare_starts.append(bare_s)
        with Hall(folder / "hall") as hall:
            starts.append(hall.start_s)
            Caller(hall.port, key_of("tv")).get("/api/v1/board")
            server_mb = memory_mb(hall.server.pid)
            Caller(hall.port).get("/api/v1/procedures?q=khai+sinh")
            searched_mb = memory_mb(hall.server.pid)
            kiosk_mb, kiosk_s = _kiosk(folder, hall)
    # The first search on the server builds its index; a kiosk's is built at its start.
    more = {"server": {"after_a_search_mb": searched_mb}, "kiosk": {}}
    for what, ours, goal in (("server", server_mb, 100), ("kiosk", kiosk_mb, 80)):
        yield Row(
            f"{what} at rest, memory", ours, "MB", bare_mb, "a Python with Flask", ours / bare_mb, goal, "at most",
            goal_of="ours", more=more[what],
        )  # fmt: skip
    for what, ours in (("server", median(starts)), ("kiosk", kiosk_s)):
        yield Row(
            f"{what}, start to first answer", ours, "s", median(bare_starts), "a Python with Flask",
            ours / median(bare_starts), 3, "at most", goal_of="ours",
        )  # fmt: skip


def _bare() -> tuple[float, float]:
    """Seconds and MB of a Python that only imports Flask."""
    program = "import flask; status = open('/proc/self/status').read(); print(status.partition('VmRSS:')[2].split()[0])"
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    return time.monotonic() - start, int(done.stdout) / 1024


def _kiosk(folder: Path, hall: Hall) -> tuple[float, float]:
    listen = f"{LOOPBACK}:{free_port()}"
    command = [sys.executable, "-m", "kiosk", "--server", hall.url, "--key", key_of("kiosk-1"), "--listen", listen]
    start = time.monotonic()
    with Running([*command, "--data", folder / "kiosk"], log=folder / "kiosk.log") as kiosk:
        kiosk.wait_for_url(f"http://{listen}/api/menu", within_s=60)
        return memory_mb(kiosk.pid), time.monotonic() - start
