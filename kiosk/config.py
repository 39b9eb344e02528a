"""The kiosk's settings: one table of flags and MOISO_KIOSK_* variables, and a refusal that says how to mend it."""

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk.printers.options import check_option

PREFIX = "MOISO_KIOSK_"


USUAL_BAUD = 9600
"""Of scanners."""


class BadSetting(Exception):
    """A setting that would leave the kiosk useless; its text is one sentence that says how to mend it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: the flag `--name`, the variable MOISO_KIOSK_NAME, and what people read about both."""

    name: str
    default: str
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that carries this setting."""
        return PREFIX + self.name.upper()


SETTINGS = (
    Setting("server", "http://127.0.0.1:8000", "address of the hall's server"),
    Setting("key", "", "this kiosk's device key; without one its screen asks for a pairing code and keeps the key"),
    Setting("listen", "127.0.0.1:8001", "where the touch page is served, HOST:PORT (port 0 takes any free one)"),
    Setting("data", "kiosk-data", "folder for the kept catalogue, the journal and virtual paper"),
    Setting(
        "printer",
        "virtual",
        "virtual, virtual:DIR, tcp://HOST:PORT, usb, usb:VID:PID, serial:DEVICE?baud=SPEED, win:NAME or file:PATH",
    ),
    # Unset, these are as a test print learnt them (docs/printing.md), else as most printers want them.
    Setting("width", "", "paper width in mm: 80 or 58"),
    Setting("confirm", "", "how the printer proves a slip: gs_r, gs_h (Epson), or none when it cannot"),
    Setting("speed", "", "how fast its paper moves, in mm/s"),
    Setting("band", "", "rows of a slip sent in one command; 0: all of them"),
    Setting("pad", "", "white rows under a slip, for a printer that cuts before it has fed"),
    Setting("roll", "", "metres of paper on a new roll"),
    Setting("scanner", "", "serial:DEVICE?baud=SPEED, for a scanner that does not type like a keyboard"),
    Setting("reboot", "", "command that restarts the machine from the attendant's screen, as systemctl reboot"),
)
PRINTER_OPTIONS = {
    "width": "width", "confirm": "confirm", "speed": "speed_mm_s", "band": "band_rows", "pad": "pad_rows",
    "roll": "roll_m",
}  # fmt: skip
"""The settings that are options of the printer, and what they are called there."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The kiosk's settings, checked."""

    server: str
    key: str
    host: str
    port: int
    data: Path
    printer: str
    given: Mapping[str, Any]
    """The printer's options that are set, by their own names."""
    scanner: tuple[str, int] | None
    """The serial line of a scanner, and its speed."""
    reboot: str

    @property
    def virtual_paper(self) -> Path | None:
        """Where a virtual printer keeps its slips; None for one with real paper."""
        kind, _, folder = self.printer.partition(":")
        return Path(folder) if kind == "virtual" else None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One flag per row of the table."""
    for setting in SETTINGS:
        text = f"{setting.help} (or {setting.variable}; default: {setting.default or 'unset'})"
        parser.add_argument(f"--{setting.name}", default=None, metavar=setting.name.upper(), help=text)


def read_settings(args: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    """Flags before environment before defaults; raises BadSetting."""
    values = {
        setting.name: getattr(args, setting.name, None) or environment.get(setting.variable) or setting.default
        for setting in SETTINGS
    }
    host, port = _listen(values["listen"])
    data = _folder(values["data"])
    return Settings(
        server=_server(values["server"]),
        key=_key(values["key"]),
        host=host,
        port=port,
        data=data,
        printer=f"virtual:{data / 'paper'}" if values["printer"] == "virtual" else values["printer"],
        given=dict(_option(name, values[name]) for name in PRINTER_OPTIONS if values[name]),
        scanner=_scanner(values["scanner"]) if values["scanner"] else None,
        reboot=values["reboot"],
    )


def _server(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadSetting(f"--server is {value!r}: write the server's address like http://192.168.1.10:8000.")
    return value.rstrip("/")


def _key(value: str) -> str:
    if not (value.isascii() and value.isprintable()) or len(value) > 200:
        raise BadSetting("The device key has characters no key has: copy it again from what `moiso device` printed.")
    return value


def _listen(value: str) -> tuple[str, int]:
    host, colon, port = value.rpartition(":")
    if not colon or not host or not port.isdigit() or int(port) > 65535:
        raise BadSetting(f"--listen is {value!r}: write HOST:PORT, like 127.0.0.1:8001.")
    return host.strip("[]"), int(port)


def _folder(value: str) -> Path:
    folder = Path(value).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise BadSetting(
            f"The folder {folder} cannot be written ({error.strerror}): give --data a folder this user owns."
        ) from error
    return folder


def _scanner(value: str) -> tuple[str, int]:
    parts = re.fullmatch(r"serial:([^?]+)(?:\?baud=(\d{3,7}))?", value)
    if not parts:
        raise BadSetting(f"--scanner is {value!r}: write serial:DEVICE?baud=SPEED, like serial:/dev/ttyACM0?baud=9600.")
    return parts[1], int(parts[2] or USUAL_BAUD)


def _option(name: str, value: str) -> tuple[str, Any]:
    option, wanted = PRINTER_OPTIONS[name], int(value) if value.isdecimal() else value
    try:
        check_option(option, wanted)
    except ValueError as problem:
        raise BadSetting(f"--{name} is {value!r}: {problem}.") from problem
    return option, wanted
