"""How much the slow proofs do: a little in ./run test, all of it in ./run soak."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    parts: int
    """In so many tests the state machine makes up its days, that processes share them."""
    examples: int
    """Days in each part, on each database."""
    steps: int
    """Presses in each of them."""
    races: int
    """How often each pair of presses is raced, on each database."""
    fault_step: int
    """The power goes at every so manieth point of a verb."""
    days: int
    """Days in a row that the hall is played."""
    outages: int
    """How often the kiosk is left without its server."""
    visitors: int
    """People who take a number in each of these outages."""
    slips: int
    """Slips of any service, width and language that are read line by line."""
    monkey_s: int
    """Seconds of random touches on the kiosk."""
    calls: int
    """Calls that two TVs must say, whatever goes wrong meanwhile."""
    rush: int
    """Calls that a TV must say when they come all at once."""


SMALL = Sizes(
    parts=1,
    examples=6,
    steps=25,
    races=4,
    fault_step=5,
    days=3,
    outages=1,
    visitors=12,
    slips=3,
    monkey_s=12,
    calls=12,
    rush=40,
)
SOAK = Sizes(
    parts=4,
    examples=125,
    steps=50,
    races=1000,
    fault_step=1,
    days=30,
    outages=100,
    visitors=60,
    slips=60,
    monkey_s=1800,
    calls=1000,
    rush=300,
)

IS_SOAK = os.environ.get("SOAK") == "1"
SIZES = SOAK if IS_SOAK else SMALL
