"""Against one person holding many numbers: a phone or card is known again on its day, and kept nowhere."""

import hashlib
import hmac


def trace(person: str, salt: str) -> str:
    """What is kept of a phone or card number for a day: with the salt forgotten, nobody can say whose it was.

    A plain hash would not do. There are only so many phone numbers, and a hall's computer could try them all.
    """
    return hmac.new(salt.encode(), _plain(person).encode(), hashlib.sha256).hexdigest()


def _plain(person: str) -> str:
    """The same number however it is written: `+84 912 345 678` and `0912.345.678`."""
    said = "".join(letter for letter in person.casefold() if letter.isalnum() or letter == "+")
    return ("0" + said.removeprefix("+84") if said.startswith("+84") else said).replace("+", "")
