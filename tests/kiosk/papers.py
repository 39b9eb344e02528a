"""A kiosk's way to its printer, for tests that need no kiosk around it."""

from pathlib import Path

from kiosk.paper import Paper
from kiosk.roll import Roll
from kiosk.set_up import SetUp
from kiosk.spool import Spooler


def paper_on(spool: Spooler, folder: Path, **options: object) -> Paper:
    """What goes to `spool`, with its set-up and its roll kept in `folder`; virtual slips lie in `folder/paper`."""
    set_up = SetUp(folder / "printer.json", "", options)
    return Paper(spool, set_up, Roll(folder / "roll.json", set_up.options), folder / "paper")
