"""Small files a power cut cannot halve: written beside and moved over, so the old one is there or the new one."""

import json
import os
from pathlib import Path
from typing import Any


def keep(file: Path, content: dict[str, Any]) -> None:
    """Writes `content` as JSON; raises OSError."""
    beside = file.with_suffix(".new")
    # For this program's user alone: what is learnt of a printer harms nobody, the hash of a PIN is nobody else's.
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as out:
        json.dump(content, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)


def read_kept(file: Path) -> dict[str, Any]:
    """What was kept; nothing when it never was, or cannot be read."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
