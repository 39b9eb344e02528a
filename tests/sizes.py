"""How much the slow proofs do: a little in ./run test, all of it in ./run soak."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    examples: int
    """Days that the state machine makes up, on each database."""
    steps: int
    """Presses in each of them."""
    races: int
    """How often each pair of presses is raced, on each database."""
    fault_step: int
    """The power goes at every so manieth point of a verb."""
    days: int
    """Days in a row that the hall is played."""


SMALL = Sizes(examples=6, steps=25, races=4, fault_step=5, days=3)
SOAK = Sizes(examples=500, steps=50, races=1000, fault_step=1, days=30)

IS_SOAK = os.environ.get("SOAK") == "1"
SIZES = SOAK if IS_SOAK else SMALL
