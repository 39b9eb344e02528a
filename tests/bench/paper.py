"""Paper: what drawing a slip costs, and how much longer than the paper itself a touch takes."""

import json
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from kiosk.encoder import encode, rows_of
from kiosk.slip import TicketSlip, draw_ticket
from tests.bench.hall import Hall, key_of, make
from tests.bench.report import Row
from tests.kiosk.slips import BA_SAU
from tests.kiosk.tcp_printer import TcpPrinter, tcp_printer
from tests.services import LOOPBACK, Running, free_port

SPEED_MM_S = 200.0
DOTS_MM = 8
SLIPS = 60
TOUCHES = 10
BIRTH = {"service": "H", "procedure": "1.001193"}


def paper(folder: Path) -> Iterator[Row]:
    """Row 6."""
    yield drawing()
    yield touch(folder)


def drawing() -> Row:
    """Processor time of a slip of 80 mm, drawn and encoded; every ticket another label, place, wait and address."""
    took, rows = [], 0
    for n in range(SLIPS + 1):
        wait = {"p10": 60 * n, "p50": 90 * n, "p90": 120 * n + 60}
        ticket = BA_SAU | {
            "label": f"H{n:03}",
            "ahead": n,
            "wait": wait,
            "url": f"http://192.168.1.10/t/{uuid.uuid4()}",
        }
        start = time.process_time()
        image = draw_ticket(TicketSlip.from_json(ticket), 80)
        encode(image)
        took.append(1000 * (time.process_time() - start))
        rows = rows_of(image)
    # The first slip loads the fonts; a kiosk does that before its first citizen.
    cost, paper_ms = median(took[1:]), 1000 * rows / DOTS_MM / SPEED_MM_S
    return Row(
        "drawing a slip of 80 mm, processor", cost, "ms", paper_ms, f"that slip's paper at {SPEED_MM_S:g} mm/s",
        cost / paper_ms, 5, "at most", goal_of="ours", more={"worst_ms": max(took[1:]), "slips": SLIPS},
    )  # fmt: skip


def touch(folder: Path) -> Row:
    """From the touch to the last dot confirmed: a real kiosk and server, and a printer that burns in real time."""
    make(folder / "hall")
    with Hall(folder / "hall") as hall, tcp_printer() as printer, running_kiosk(folder, hall, printer.address) as url:
        hall.open_all()
        printer.speed_mm_s = SPEED_MM_S
        took = [_touch(url, printer) for _ in range(TOUCHES + 1)][1:]
    spent, burning = (median(column) for column in zip(*took, strict=True))
    return Row(
        "touch → last dot confirmed", 1000 * spent, "ms", 1000 * burning, f"the paper's own at {SPEED_MM_S:g} mm/s",
        median(one / limit for one, limit in took), 1.10, "at most", more={"touches": TOUCHES},
    )  # fmt: skip


@contextmanager
def running_kiosk(folder: Path, hall: Hall, printer: str) -> Iterator[str]:
    """A kiosk of the hall, ready to take; its address."""
    listen = f"{LOOPBACK}:{free_port()}"
    command = [sys.executable, "-m", "kiosk", "--server", hall.url, "--key", key_of("kiosk-1"), "--listen", listen]
    command += ["--data", str(folder / "kiosk"), "--printer", printer]
    with Running(command, log=folder / "kiosk.log") as kiosk:
        kiosk.wait_for_url(f"http://{listen}/api/menu", within_s=60)
        yield f"http://{listen}"


def _touch(url: str, printer: TcpPrinter) -> tuple[float, float]:
    """Seconds the touch took, and seconds the paper itself needed."""
    rows = printer.rows
    headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    asked = urllib.request.Request(f"{url}/api/take", data=json.dumps(BIRTH).encode(), headers=headers)
    start = time.perf_counter()
    with urllib.request.urlopen(asked, timeout=30) as answer:
        said = json.load(answer)
    spent = time.perf_counter() - start
    if said["print"] != "printed":
        raise RuntimeError(f"the slip did not come out: {said}")
    return spent, (printer.rows - rows) / DOTS_MM / SPEED_MM_S
