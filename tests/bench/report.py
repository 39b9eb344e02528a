"""A row of the bench: our figure, the machine's own limit, their ratio, and what was promised."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class Row:
    """One promise of the design; the goal speaks of `ratio`, or where it is absolute, of `ours`."""

    what: str
    ours: float
    unit: str
    limit: float
    limit_is: str
    """What was measured in the same run as the machine's own limit, or the promise's absolute bound."""
    ratio: float
    goal: float
    sense: Literal["at least", "at most"]
    goal_of: Literal["ratio", "ours"] = "ratio"
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        figure = self.ratio if self.goal_of == "ratio" else self.ours
        return figure >= self.goal if self.sense == "at least" else figure <= self.goal


HEADS = ("what", "ours", "the limit beside it", "ratio", "goal", "")


def table(rows: Sequence[Row]) -> str:
    """The rows as people read them."""
    lines = [HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADS))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([text[0], "-" * max(map(len, text)), *text[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    sign = "≥" if row.sense == "at least" else "≤"
    goal = f"{sign} {row.goal:g}" + (f" {row.unit}" if row.goal_of == "ours" else "")
    limit = f"{row.limit:,.4g} {row.unit} {row.limit_is}"
    met = "met" if row.is_met else "MISSED"
    return row.what, f"{row.ours:,.4g} {row.unit}", limit, f"{row.ratio:.3g}", goal, met


def write(rows: Sequence[Row], to: Path) -> None:
    """bench.json: every row with all it measured, and the machine it was measured on."""
    machine = {"processors": os.cpu_count(), "load_before": os.getloadavg(), "python": platform.python_version()}
    said = {
        "at": datetime.now(UTC).isoformat(),
        "machine": machine,
        "rows": [asdict(row) | {"met": row.is_met} for row in rows],
    }
    to.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of them lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
