"""Files that are there whole or not at all, whatever happens while they are written."""

import json
import os
from pathlib import Path
from typing import Any


def write_whole(path: Path, content: dict[str, Any]) -> None:
    """Write JSON so that a reader, or the next start after a power cut, never finds half of it."""
    part = path.with_name(f".{path.name}.part")
    # Accounts and keys are in these files: on a computer shared with others they are for their owner alone.
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    with part.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
