"""Opens the printer at an address, and gives out the words printers answer in."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from kiosk.printers.file import FilePrinter
from kiosk.printers.link import Transport
from kiosk.printers.options import Confirm, PrinterOptions, Width
from kiosk.printers.outcome import Outcome, Printer, PrinterState, Status
from kiosk.printers.talking import TalkingPrinter
from kiosk.printers.virtual import VirtualPrinter

__all__ = [
    "BadAddress",
    "Confirm",
    "Outcome",
    "Printer",
    "PrinterOptions",
    "PrinterState",
    "Status",
    "Width",
    "open_printer",
]

FORMS = "virtual:DIR, tcp://HOST:PORT, usb, usb:VID:PID, serial:/dev/ttyS0?baud=921600, win:NAME or file:PATH"
DEFAULT_PORT = 9100
SLOWEST_BAUD = 460_800
"""A slip is 100 kB uncompressed: 2 s at this speed, 9 s at 115 200, where the head stops and starts at every line."""


class BadAddress(ValueError):
    """No printer can be at such an address; the text says how one is written."""


def open_printer(address: str, *, options: PrinterOptions | None = None) -> Printer:
    """The printer at `address`; nothing is connected yet. It reads `options` at each job. Raises `BadAddress`."""
    options = options or PrinterOptions()
    kind, _, rest = address.partition(":")
    if kind == "virtual" and rest:
        return VirtualPrinter(Path(rest))
    if kind == "file" and rest:
        return FilePrinter(Path(rest), options)
    if kind == "tcp":
        return _tcp(address, options)
    if kind == "usb":
        return _usb(rest, options)
    if kind == "win" and rest:
        return _windows(rest, options)
    if kind == "serial":
        return _serial(rest, options)
    raise BadAddress(f"{address!r} is no printer's address: write {FORMS}.")


# The links import python-escpos and pyusb, 20 MB together, only where such a printer hangs.


def _tcp(address: str, options: PrinterOptions) -> Printer:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not address.startswith("tcp://") or parts.path.strip("/") or port == 0:
        raise BadAddress(f"{address!r}: write tcp://HOST:PORT, like tcp://192.168.1.50:9100.")
    from kiosk.printers.transports import TcpTransport

    return _talking(TcpTransport(host, port or DEFAULT_PORT), options)


def _usb(ids: str, options: PrinterOptions) -> Printer:
    if ids and not re.fullmatch(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}", ids):
        raise BadAddress(f"'usb:{ids}': write usb, or usb:VID:PID in four hex digits each, like usb:04b8:0202.")
    from kiosk.printers.usb_link import UsbTransport

    if not ids:
        return _talking(UsbTransport(), options)
    vendor, product = (int(part, 16) for part in ids.split(":"))
    return _talking(UsbTransport(vendor, product), options)


def _serial(rest: str, options: PrinterOptions) -> Printer:
    device, _, query = rest.partition("?")
    settings = dict(parse_qsl(query))
    baud = settings.get("baud", "")
    if not device or not baud.isdecimal() or set(settings) - {"baud", "slow"}:
        raise BadAddress(f"'serial:{rest}': write serial:DEVICE?baud=SPEED, like serial:/dev/ttyS0?baud=921600.")
    if int(baud) < SLOWEST_BAUD and settings.get("slow") != "yes":
        seconds = round(100_000 * 10 / max(1, int(baud)))
        raise BadAddress(
            f"A serial line at {baud} baud needs {seconds} s for one slip: use USB or the network, "
            f"a line of at least {SLOWEST_BAUD} baud, or add &slow=yes to accept that."
        )
    from kiosk.printers.transports import SerialTransport

    return _talking(SerialTransport(device, int(baud)), options, link_bytes_s=int(baud) / 10)


def _windows(name: str, options: PrinterOptions) -> Printer:
    from escpos.printer import Win32Raw

    if not Win32Raw.is_usable():
        raise BadAddress(f"'win:{name}' is a queue of Windows, and needs pywin32 there; elsewhere write {FORMS}.")
    from kiosk.printers.windows import WindowsPrinter

    return WindowsPrinter(name, options)


def _talking(transport: Transport, options: PrinterOptions, link_bytes_s: float = float("inf")) -> Printer:
    return TalkingPrinter(transport, options, link_bytes_s)
