"""Has the kiosk's own program draw a slip: what is seen before it is saved is what comes out of a kiosk, dot by dot."""

import json
import subprocess
import sys
from typing import Any

from server.domain.errors import SlipNotDrawn

Json = dict[str, Any]

LIMIT_S = 10
"""Drawing takes a third of a second, most of it the start of the program."""

# The server knows no kiosk (they meet on the wire), and drawing beside it holds up nobody's press.
_MOISO = [sys.executable, "-c", "import sys; from server.cli import main; sys.exit(main(sys.argv[1:]))"]


def draw(page: Json, width: int) -> Json:
    """`{"png", "rows"}` of a slip, or `{"problems"}` of its layout. Raises SlipNotDrawn."""
    command = [*_MOISO, "slip", "-", "--width", str(width), "--json"]
    try:
        done = subprocess.run(
            command, input=json.dumps(page).encode(), capture_output=True, timeout=LIMIT_S, check=True
        )
        drawn: Json = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError) as problem:
        raise SlipNotDrawn from problem
    return drawn


def sample(menu: Json, *, language: str, at: str, is_long: bool, is_guide: bool) -> Json:
    """A slip such as this hall prints, without its layout; `is_long`: with the longest name on its list."""
    procedure = _procedure(menu["procedures"], is_long)
    services = {row["code"]: row for row in menu["services"]}
    service = services.get(procedure.get("service"), next(iter(services.values()), {}))

    def named(row: Json) -> str:
        return str(row.get("name" if language == "vi" else f"name_{language}") or row.get("name") or "–")

    short = procedure.get("label") if language == "vi" else procedure.get("name_en")
    return {
        "hall": {**menu["hall"], "name": named(menu["hall"])},
        "label": f"{service.get('code', 'H')}012",
        "service": named(service),
        "service_names": {"vi": service.get("name"), "en": service.get("name_en"), "ko": service.get("name_ko")},
        "procedure": (procedure.get("name") if is_long else short) or "–",
        "time_limit": procedure.get("time_limit"),
        "lane": "priority",
        "ahead": 3,
        "wait": {"p10": 250, "p90": 1290},
        "url": "https://moiso.example/t/q7Zk3vWm0xYtB2nRcL8aPg",
        "issued_at": at,
        "timezone": menu["hall"].get("timezone"),
        "language": language,
        "path": [named(row) for row in services.values() if row["kind"] in ("fees", "returns")],
        "checklist": [
            {"text": paper.get("short") or paper["text"], "kind": paper["kind"]}
            for paper in procedure.get("checklist", [])
        ],
        "guide": is_guide,
    }


def _procedure(procedures: list[Json], is_long: bool) -> Json:
    if is_long and procedures:
        return max(procedures, key=lambda row: len(row["name"]))
    return next((row for row in procedures if row["checklist"]), procedures[0] if procedures else {})
