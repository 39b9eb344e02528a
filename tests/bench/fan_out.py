"""Two thousand phones, twelve desks and ten TVs before one process: how soon all are told, and back after its death."""

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.followers import Crowd, Follower, backoff
from tests.bench.hall import COUNTERS, SERVICES, Caller, Hall, key_of, make, memory_mb, session_of
from tests.bench.report import Row, percentile

PHONES = 2_000
TVS = 10
PRESSES = 60
PAUSE_S = 0.7
"""Between two presses, more or less: some meet the server while it still tells of the one before."""

SCREENS_PACE = backoff(0.4, 1.3, 0.5)
PHONES_PACE = backoff(3, 30, 1)
"""Both as in assets/js/pace.js."""


def fan_out(folder: Path, phones: int = PHONES) -> Iterator[Row]:
    """Row 4, and how a hall is again when its server was killed under all of them."""
    make(folder / "hall")
    with Hall(folder / "hall") as hall, Crowd(hall.port) as crowd:
        hall.open_all()
        tvs = [Follower({"key": key_of("tv")}, SCREENS_PACE) for _ in range(TVS)]
        desks = [Follower({"session": session_of(f"clerk-{n}")}, SCREENS_PACE) for n in range(1, COUNTERS + 1)]
        holders = {token: Follower({"token": token}, PHONES_PACE) for token in _tokens(hall, phones)}
        crowd.join([*tvs, *desks])
        crowd.wait_for(_is_in, crowd.members, 30)
        unloaded, _ = _press(hall)
        empty_mb = memory_mb(hall.server.pid)
        crowd.join(holders.values(), each_s=0.004)
        crowd.wait_for(_is_in, crowd.members, 120)
        phone_kib = (memory_mb(hall.server.pid) - empty_mb) * 1024 / phones
        cpu_s = hall.cpu_s()
        loaded, begun = _press(hall)
        cpu_ms = 1000 * (hall.cpu_s() - cpu_s) / len(loaded)
        told = _told(tvs, desks, holders, begun)
        dropped = _wrong(hall, holders) + sum(bool(one.lost_at) for one in crowd.members)
        p50, p99 = percentile(told, 0.5), percentile(told, 0.99)
        yield Row(
            f"a call told to {phones:,} phones, {COUNTERS} desks, {TVS} TVs: p99", p99, "ms", p50, "p50", p99 / p50,
            -1 if dropped else 300, "at most", goal_of="ours",
            more={"messages": len(told), "dropped_or_wrong": dropped, "server_cpu_ms_a_person": cpu_ms},
        )  # fmt: skip
        p99, without = percentile(loaded, 0.99), percentile(unloaded, 0.99)
        medians = {"p50_ms": percentile(loaded, 0.5), "p50_without_ms": percentile(unloaded, 0.5)}
        yield Row(
            "call-next before all of them: p99", p99, "ms", without, "without phones", p99 / without, 2, "at most",
            more=medians | {"presses": len(loaded)},
        )  # fmt: skip
        yield Row(
            "memory of a followed phone", phone_kib, "KiB", 60, "promised", phone_kib / 60, 60, "at most",
            goal_of="ours",
        )  # fmt: skip
        yield from _death(hall, crowd, [*tvs, *desks], holders)


def _tokens(hall: Hall, phones: int) -> list[str]:
    services = (SERVICES * (phones // len(SERVICES) + 1))[:phones]
    return [hall.kiosks[0].done("/tickets", {"service": service})["ticket"]["token"] for service in services]


def _is_in(one: Follower) -> bool:
    """In, and with a level of this connection."""
    is_in = len(one.joined_at) > len(one.lost_at)
    return is_in and any(at >= (one.lost_at or [0])[-1] and event != "head" for at, event, _ in reversed(one.heard))


def _press(hall: Hall) -> tuple[list[float], list[tuple[float, str]]]:
    """Milliseconds of each call-next; and when each began, with the label it called."""
    took: list[float] = []
    begun: list[tuple[float, str]] = []
    for press in range(PRESSES):
        number = press % COUNTERS + 1
        clerk = hall.clerks[number - 1]
        begin = time.perf_counter()
        spent, said = clerk.timed(f"/counters/{number}/call-next")
        took.append(1000 * spent)
        begun.append((begin, said["ticket"]["label"]))
        time.sleep(random.uniform(0.1, 2) * PAUSE_S)
        clerk.done(f"/tickets/{said['ticket']['id']}/absent")
        time.sleep(random.random() * PAUSE_S)
    time.sleep(2)
    return took, begun


def _told(
    tvs: list[Follower], desks: list[Follower], holders: dict[str, Follower], begun: list[tuple[float, str]]
) -> list[float]:
    """Milliseconds from each press to each word of it: the ring on TVs and desks, and the first level that names the
    label on the phone of whoever is told. Raises KeyError for a screen that missed a call."""
    told: list[float] = []
    for one in [*tvs, *desks]:
        rung = {_label(message): at for at, event, message in one.heard if event == "ticket_called"}
        told += [1000 * (rung[label] - begin) for begin, label in begun]
    began = {label: begin for begin, label in begun}
    for one in holders.values():
        named: set[str] = set()
        for at, event, message in one.heard:
            called = _label(message, b'"last_called":"')
            if event == "ticket" and called in began and called not in named:
                named.add(called)
                # Who came in later reads of earlier calls, too.
                if at > began[called] and one.joined_at[0] < began[called]:
                    told.append(1000 * (at - began[called]))
    return told


def _label(message: bytes, before: bytes = b'"label":"') -> str:
    return message.partition(before)[2].partition(b'"')[0].decode()


def _wrong(hall: Hall, holders: dict[str, Follower]) -> int:
    """How many phones show another level than the server would tell them now."""
    asker = Caller(hall.port)
    now = {token: asker.get(f"/api/v1/public/tickets/{token}")[1] for token in holders}
    return sum(_said(one.last("ticket")) != _said(now[token]) for token, one in holders.items())


def _said(level: dict[str, Any] | None) -> dict[str, Any]:
    # A wait is said as of its level's instant, and counts down.
    return (level or {}) | {"seq": 0, "at": "", "wait": None, "kept_of_ten": None}


def _death(hall: Hall, crowd: Crowd, screens: list[Follower], holders: dict[str, Follower]) -> Iterator[Row]:
    """kill -9 under everybody; each comes back in its own pace."""
    hall.kill_and_start()
    back = time.perf_counter()
    crowd.wait_for(_is_in, crowd.members, 120)
    screen_s, phone_s = (max(one.joined_at[-1] for one in some) - back for some in (screens, list(holders.values())))
    wrong = _wrong(hall, holders)
    yield Row(
        "TVs and desks back after kill -9: the last", screen_s, "s", 2, "promised", screen_s / 2, 2, "at most",
        goal_of="ours",
    )  # fmt: skip
    yield Row(
        f"{len(holders):,} phones back, each with its true level: the last", phone_s, "s", 30, "their longest wait",
        phone_s / 30, -1 if wrong else 45, "at most", goal_of="ours", more={"wrong": wrong},
    )  # fmt: skip
