"""The story's hash chain: each row carries a hash of itself and of all before it."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

BEGINNING = "0" * 64
"""What the first row of a hall's story is chained to."""

HOLDER = "phone"
"""Who did it, where whoever holds the ticket did: nothing else is known of them."""

NOBODY = frozenset({HOLDER, "home", "public", "moiso"})
"""Names by which the story tells who acted without an account: no account may have one."""

CHAINED = ("seq", "at", "kind", "ticket", "label", "counter", "by", "why", "details")


def chain(previous: str, row: Mapping[str, Any]) -> str:
    """The hash of `row` after `previous`: SHA-256 over canonical JSON, so that any program can verify it.

    `row["at"]` is the ISO 8601 text that the API shows.
    """
    said = json.dumps([row[key] for key in CHAINED], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{said}".encode()).hexdigest()
