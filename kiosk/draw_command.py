"""`moiso slip`: draws one slip from its JSON with the kiosk's own code, without a kiosk or a printer."""

import argparse
import base64
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import cast

from PIL.Image import Image

from kiosk.encoder import encode
from kiosk.slip import BadSlip, GuideSlip, TicketSlip, Width, draw_guide, draw_ticket
from kiosk.slip_layout import BadLayout, Layout

LARGEST_BYTES = 1_000_000


class CannotDraw(Exception):
    """Why there is no slip, in one sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of `moiso slip`."""
    parser.add_argument("ticket", metavar="TICKET.json", help="what stands on the slip (docs/printing.md); - is stdin")
    parser.add_argument("--width", type=int, choices=(80, 58), default=80, help="paper width in mm (default: 80)")
    to = parser.add_mutually_exclusive_group(required=True)
    to.add_argument("-o", "--output", metavar="OUT.bin", help="where the printer's bytes go")
    to.add_argument("--json", action="store_true", help="for programs: the picture, or what is wrong, on stdout")
    parser.add_argument("--png", metavar="OUT.png", help="where the picture of the slip goes, too")


def run(args: argparse.Namespace) -> int:
    """0 drawn, 1 failed with a sentence on stderr."""
    try:
        page = _draw(_read(args.ticket), cast(Width, args.width))
        if args.json:
            return _tell({"png": base64.b64encode(_png(page)).decode(), "rows": page.height})
        _write(args.output, lambda path: path.write_bytes(encode(page)))
        if args.png:
            _write(args.png, lambda path: page.save(path, "PNG"))
    except BadLayout as error:
        if args.json:
            return _tell({"problems": [asdict(problem) for problem in error.problems]})
        return _fail(f"{args.ticket}: {error}")
    except BadSlip as error:
        return _fail(f"{args.ticket}: {error}")
    except CannotDraw as error:
        return _fail(str(error))
    return 0


def _draw(data: object, width: Width) -> Image:
    layout = Layout.from_json(data.get("layout") if isinstance(data, Mapping) else None)
    if isinstance(data, Mapping) and data.get("guide") is True:
        return draw_guide(GuideSlip.from_json(data), width, layout)
    return draw_ticket(TicketSlip.from_json(data), width, layout)


def _png(page: Image) -> bytes:
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def _tell(answer: object) -> int:
    json.dump(answer, sys.stdout)
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
