"""What was learnt of the printer at its set-up: kept in the data folder, in use from the next job on."""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.encoder import encode, rows_of
from kiosk.kept import keep, read_kept
from kiosk.printers.options import PrinterOptions, check_option
from kiosk.printers.outcome import Found
from kiosk.set_up_slip import draw_set_up_slip
from kiosk.slip_data import HALL_TIME
from kiosk.spool import Spooler

SHOWN = ("width", "confirm", "speed_mm_s", "band_rows", "pad_rows")
"""The options staff see; metres of a roll are said with the roll."""

log = logging.getLogger(__name__)


class SetUp:
    """The options of the printer at one address: a setting goes before what was learnt, that before what is usual."""

    def __init__(self, file: Path, printer: str, given: Mapping[str, Any]) -> None:
        self._file = file
        self._printer = printer
        self._given = dict(given)
        self._learnt = _learnt(read_kept(file), printer)
        self.options = PrinterOptions(**(self._learnt | self._given))

    @property
    def given(self) -> frozenset[str]:
        """The options a setting gives: what is learnt of these changes nothing."""
        return frozenset(self._given)

    def as_json(self) -> dict[str, dict[str, Any]]:
        """The printer, and each option in use with where it is from: a setting, what was learnt, or what is usual."""
        printer = "virtual" if self._printer.startswith("virtual:") else self._printer
        return {"printer": {"value": printer, "from": "setting"}} | {
            name: {
                "value": getattr(self.options, name),
                "from": "setting" if name in self._given else "learnt" if name in self._learnt else "usual",
            }
            for name in SHOWN
        }

    def learn(self, **learnt: Any) -> None:
        """Keeps what is known of this printer now. Raises ValueError, and keeps nothing, for what no printer has."""
        for name, value in learnt.items():
            check_option(name, value)
        self._learnt |= learnt
        for name in learnt.keys() - self._given.keys():
            setattr(self.options, name, learnt[name])
        try:
            keep(self._file, {"printer": self._printer, "learnt": self._learnt})
        except OSError:
            log.exception("what was learnt of the printer holds only until the kiosk stops")

    def test_print(self, spool: Spooler, language: str = "vi") -> Found:
        """Prints the set-up slip, asks for every proof behind it, and keeps which one this printer gives."""
        page = draw_set_up_slip(self.options, self._printer, datetime.now(ZoneInfo(HALL_TIME)), language)
        band_rows, pad_rows = self.options.band_rows, self.options.pad_rows
        data = encode(page, band_rows=band_rows, pad_rows=pad_rows)
        found = spool.learn(data, rows_of(page, pad_rows=pad_rows))
        if found.confirm:
            speed = {"speed_mm_s": round(found.speed_mm_s)} if found.speed_mm_s else {}
            self.learn(confirm=found.confirm, **speed)
        return found


def _learnt(kept: dict[str, Any], printer: str) -> dict[str, Any]:
    """What is kept of this very printer; another one at another address is another one."""
    if kept.get("printer") != printer or not isinstance(kept.get("learnt"), dict):
        return {}
    learnt = kept["learnt"]
    try:
        for name, value in learnt.items():
            check_option(name, value)
    except ValueError as problem:
        log.warning("what was learnt of the printer cannot be read: %s", problem)
        return {}
    return dict(learnt)
