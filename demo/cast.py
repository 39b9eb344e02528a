"""Who is in the demo's hall: one clerk for each counter, a supervisor, the complaints office, an administrator."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from demo.files import write_whole

CLERKS = ("mai", "nam", "lan", "hung", "huong", "dung", "thao", "quang", "linh", "son", "yen", "phuc")
OTHERS = (("hoa", "supervisor"), ("khanh", "complaints"), ("tuan", "admin"))
DEVICES = ("kiosk", "display", "rating")

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for one another when a password is read from a screen and typed."""


@dataclass(frozen=True, slots=True)
class Account:
    role: str
    user: str
    password: str
    counter: int | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Accounts, and the devices' keys by kind: all that a folder must remember to go on as the same hall."""

    accounts: tuple[Account, ...]
    keys: dict[str, str]

    @classmethod
    def invent(cls, counters: Iterable[int], keys: dict[str, str]) -> Self:
        """New people with new passwords: mai at the first counter, nam at the second…"""
        numbers = sorted(counters)
        # A hall with more counters than we have names for gets the counter's number as a name.
        names = [*CLERKS, *(f"quay{number}" for number in numbers[len(CLERKS) :])]
        clerks = [Account("clerk", name, _password(), number) for name, number in zip(names, numbers, strict=False)]
        return cls((*clerks, *(Account(role, user, _password()) for user, role in OTHERS)), keys)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """The cast kept in this file; None when there is none that can be read."""
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            return cls(tuple(Account(**account) for account in kept["accounts"]), dict(kept["keys"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, path: Path) -> None:
        write_whole(path, asdict(self))


def demo_json(cast: Cast, server: str, kiosk: str, paper: Path) -> dict[str, Any]:
    """What `demo.json` says (docs/protocol.md). A page that needs a device's key carries it in its fragment, which a
    browser never sends."""
    key = f"#key={cast.keys['display']}"
    pages = {
        "start": f"{server}/",
        "display": f"{server}/display{key}",
        "panel": f"{server}/panel/1{key}",
        "rate": f"{server}/rate/1#key={cast.keys.get('rating', '')}",
        "counter": f"{server}/counter",
        "supervisor": f"{server}/supervisor",
        "admin": f"{server}/admin",
        "paper": f"{kiosk}/paper",
    }
    return {"server": server, "kiosk": kiosk, "pages": pages, **asdict(cast), "paper": str(paper)}


def _password() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(10))
