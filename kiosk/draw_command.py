"""`moiso slip`: draws one slip from its JSON with the kiosk's own code, without a kiosk or a printer."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from kiosk.encoder import encode
from kiosk.slip import BadSlip, TicketSlip, Width, draw_ticket

LARGEST_BYTES = 1_000_000


class CannotDraw(Exception):
    """Why there is no slip, in one sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of `moiso slip`."""
    parser.add_argument("ticket", metavar="TICKET.json", help="what stands on the slip (docs/printing.md); - is stdin")
    parser.add_argument("--width", type=int, choices=(80, 58), default=80, help="paper width in mm (default: 80)")
    parser.add_argument("-o", "--output", metavar="OUT.bin", required=True, help="where the printer's bytes go")
    parser.add_argument("--png", metavar="OUT.png", help="where the picture of the slip goes, too")


def run(args: argparse.Namespace) -> int:
    """0 drawn, 1 failed with a sentence on stderr."""
    try:
        page = draw_ticket(TicketSlip.from_json(_read(args.ticket)), cast(Width, args.width))
        _write(args.output, lambda path: path.write_bytes(encode(page)))
        if args.png:
            _write(args.png, lambda path: page.save(path, "PNG"))
    except BadSlip as error:
        return _fail(f"{args.ticket}: {error}")
    except CannotDraw as error:
        return _fail(str(error))
    return 0


def _fail(sentence: str) -> int:
    print(f"moiso slip: {sentence}", file=sys.stderr)
    return 1


def _read(name: str) -> object:
    try:
        raw = sys.stdin.buffer.read(LARGEST_BYTES + 1) if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CannotDraw(f"{name} cannot be read: {error.strerror}.") from error
    if len(raw) > LARGEST_BYTES:
        raise CannotDraw(f"{name} is larger than {LARGEST_BYTES} bytes: that is no slip.")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise CannotDraw(f"{name} is not JSON: {error}.") from error


def _write(name: str, write: Callable[[Path], object]) -> None:
    try:
        write(Path(name))
    except OSError as error:
        raise CannotDraw(f"{name} cannot be written: {error.strerror}.") from error
