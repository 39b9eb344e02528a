"""Which machine this is, by what a copied disk does not bring along: its network cards."""

import uuid
from pathlib import Path

SYSTEM = Path("/sys/class/net")


def network_cards(system: Path = SYSTEM) -> frozenset[str]:
    """The hardware addresses of the cards in this machine; empty where nobody can say.

    A card that somebody plugs in or out changes one of several; bridges and tunnels, which have no device, are none.
    """
    try:
        cards = [card / "address" for card in system.iterdir() if (card / "device").exists()]
        return frozenset(card.read_text(encoding="ascii").strip() for card in cards)
    except OSError:
        node = uuid.getnode()  # Windows; without any card it makes one up, and marks it by the group bit.
        return frozenset() if node >> 40 & 1 else frozenset({f"{node:012x}"})
