"""`moiso test-print`: the slip a printer is set up with, while no kiosk holds the printer; says what it showed."""

import argparse
import os
import sys

from kiosk.config import BadSetting, add_arguments, read_settings
from kiosk.printer import BadAddress, open_printer
from kiosk.set_up import SetUp
from kiosk.spool import Spooler

__all__ = ["add_arguments", "run"]

PROOFS = {
    "gs_h": "It proves a slip by its process id (GS ( H), exact to the last dot.",
    "gs_r": "It proves a slip by GS r.",
    "none": "It proves nothing: each slip counts as printed when the printer is well after the time it takes.",
}


def run(args: argparse.Namespace) -> int:
    """0 printed, or sent to a printer that cannot say; 1 when nothing came of it; 2 for settings that make no sense."""
    try:
        settings = read_settings(args, os.environ)
        set_up = SetUp(settings.data / "printer.json", settings.printer, settings.given)
        spool = Spooler(open_printer(settings.printer, options=set_up.options))
    except (BadSetting, BadAddress) as problem:
        print(problem, file=sys.stderr)
        return 2
    found = set_up.test_print(spool)
    spool.close()
    outcome = found.outcome
    if outcome.outcome == "refused" or (outcome.outcome == "unknown" and found.confirm is None):
        print(f"moiso test-print: {outcome.reason}: {outcome.detail}", file=sys.stderr)
        return 1
    print("Printed. Look at the slip: docs/printing.md says what to change when something is wrong with it.")
    if found.confirm:
        said = f" Its paper moves at {found.speed_mm_s:.0f} mm/s." if found.speed_mm_s else ""
        print(f"{PROOFS[found.confirm]}{said} Kept in {settings.data / 'printer.json'}.")
    return 0
