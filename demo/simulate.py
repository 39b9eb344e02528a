"""`moiso simulate`: a day of a commune's hall, played through the real API of any running server, or in memory."""

import argparse
import json
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from demo import compare
from demo.clock import BrokenOff, Clock
from demo.player import Doors, Player
from demo.wire import Json, Refused

VISITORS = 250
TOLD_TO_STOP = (signal.SIGINT, signal.SIGTERM)
LOOK_S = 0.1
"""How often we look whether the day is over."""


class BadSource(Exception):
    """What was given does not say how to reach the hall; the text says what is missing."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", type=Path, metavar="FILE", help="a demo's demo.json: says all of the next four")
    parser.add_argument("--server", metavar="URL", help="the hall's server")
    parser.add_argument("--kiosk", metavar="URL", help="a kiosk to take the numbers at; without it nothing is printed")
    parser.add_argument("--kiosk-key", metavar="KEY", help="a kiosk's device key")
    parser.add_argument(
        "--accounts", type=Path, metavar="FILE", help='JSON {"accounts": [{"role", "user", "password", "counter"}]}'
    )
    parser.add_argument(
        "--visitors", type=int, metavar="N", help=f"how many come ({VISITORS}; {compare.VISITORS} with --compare)"
    )
    parser.add_argument("--speed", type=float, default=60, metavar="N", help="how many times as fast as life (60)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed is the same day (1)")
    parser.add_argument("--for", type=float, dest="for_s", metavar="S", help="break off after S seconds")
    compare.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """0 when the day was played or broken off as told, 1 when the hall refused, 2 used wrongly."""
    if args.compare:
        return compare.run(args)
    args.visitors = VISITORS if args.visitors is None else args.visitors
    if not 0 < args.speed < 1_000_000 or args.visitors < 0:
        return _say("--speed is greater than 0, and --visitors is not less.", 2)
    try:
        doors = _doors(args)
    except BadSource as problem:
        return _say(str(problem), 2)
    clock = Clock(args.speed)
    # Blocked here and taken one by one below: an interrupt must not fall into the middle of starting fourteen people.
    signal.pthread_sigmask(signal.SIG_BLOCK, TOLD_TO_STOP)
    until = time.monotonic() + (args.for_s if args.for_s is not None else float("inf"))
    with ThreadPoolExecutor(1) as stage:
        playing = stage.submit(_play, doors, clock, args)
        while not playing.done():
            if signal.sigtimedwait(TOLD_TO_STOP, LOOK_S) or time.monotonic() > until:
                clock.break_off()
        return playing.result()


def _play(doors: Doors, clock: Clock, args: argparse.Namespace) -> int:
    try:
        player = Player(doors, clock, args.seed, args.visitors)
        print(f"A day of {args.visitors} visitors begins, {args.speed:g} times as fast as life.", flush=True)
        with suppress(BrokenOff):
            player.play()
        figures = player.figures()
    except BrokenOff:
        return 0
    except Refused as refused:
        return _say(f"the hall refused: {refused}.", 1)
    if figures is not None:
        print(_summary(figures, args.speed, clock.now_s()), flush=True)
    return 0


def _summary(figures: Json, speed: float, lasted_s: float) -> str:
    counts = " · ".join(f"{name} {figures[name]}" for name in ("issued", "finished", "absent", "cancelled", "waiting"))
    waited = figures["waited"]
    lines = [f"{lasted_s / 3600:.1f} hours of the hall in {lasted_s / speed:.0f} s. The server counts today: {counts}."]
    if waited["n"]:
        # The server measures true seconds; at this speed each stands for so many of the hall.
        median, p90 = (waited[name] * speed / 60 for name in ("median_s", "p90_s"))
        lines.append(
            f"Waited: median {waited['median_s']} s, 9 of 10 at most {waited['p90_s']} s; "
            f"in the hall's time about {median:.0f} and {p90:.0f} minutes."
        )
    return "\n".join(lines)


def _doors(args: argparse.Namespace) -> Doors:
    """From the demo's file, with what is given by itself before it. Raises BadSource."""
    known = _read(args.demo) if args.demo else {}
    keys = known.get("keys") if isinstance(known.get("keys"), dict) else {}
    accounts = (_read(args.accounts) if args.accounts else known).get("accounts")
    server, key = args.server or known.get("server"), args.kiosk_key or (keys or {}).get("kiosk")
    if not server or not key or not isinstance(accounts, list):
        raise BadSource("give --demo FILE, or --server, --kiosk-key and --accounts.")
    for account in accounts:
        if not isinstance(account, dict) or not {"role", "user", "password"} <= account.keys():
            raise BadSource(f"{args.accounts or args.demo}: each account has a role, a user, a password and a counter.")
    people = [{"counter": None, **account} for account in accounts]
    return Doors(str(server), args.kiosk or known.get("kiosk"), str(key), people)


def _read(path: Path) -> Json:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadSource(f"{path} cannot be read: {error}") from error
    if not isinstance(said, dict):
        raise BadSource(f"{path} is no JSON object.")
    return said


def _say(sentence: str, code: int) -> int:
    print(f"moiso simulate: {sentence}", file=sys.stderr)
    return code
