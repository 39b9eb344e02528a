"""The doors between the rooms, and the size of the rooms, held by reading the code's own imports."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("server", "kiosk", "display", "catalogue", "demo", "assets", "setup")

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40

COMPOSITION = {"server/app.py:build"}
"""Functions that only put parts together, in reading order, may be longer."""

CLOCKS = {"server/app.py"}
"""Where the server's clock is made. Everywhere else the time comes in as an argument."""

# room: what it may import of ours, and which outside libraries (None: any)
DOORS: dict[str, tuple[set[str], set[str] | None]] = {
    "server/domain": ({"server.domain"}, set()),
    "server/story_indexes.py": (set(), {"sqlalchemy"}),
    "server/acknowledged.py": ({"server.domain", "server.models"}, {"sqlalchemy"}),
    "server/alerts.py": (
        {
            "server.days_off",
            "server.acknowledged",
            "server.domain",
            "server.in_line",
            "server.models",
            "server.promises",
            "server.pulse",
            "server.queries",
            "server.report_deliveries",
            "server.scenes",
        },
        {"sqlalchemy"},
    ),
    "server/table.py": (set(), {"sqlalchemy"}),
    "server/models.py": ({"server.story_indexes", "server.table"}, {"sqlalchemy"}),
    "server/public_models.py": ({"server.table"}, {"sqlalchemy"}),
    "server/figure_models.py": ({"server.table"}, {"sqlalchemy"}),
    "server/db.py": ({"server.domain"}, {"sqlalchemy"}),
    "server/in_line.py": ({"server.domain", "server.models"}, {"sqlalchemy"}),
    "server/operations": (
        {
            "server.domain",
            "server.models",
            "server.public_models",
            "server.acknowledged",
            "server.figure_models",
            "server.table",
            "server.in_line",
            "server.days_off",
            "server.door",
            "server.operations",
            "catalogue",
        },
        {"sqlalchemy"},
    ),
    "server/phones.py": ({"server.domain", "server.holders"}, set()),
    "server/lessons.py": ({"server.domain", "server.models", "server.days_off"}, {"sqlalchemy", "structlog"}),
    "server/projector.py": ({"server.domain", "server.models", "server.lessons"}, {"sqlalchemy", "structlog"}),
    "server/told.py": ({"server.phones", "server.in_line", "server.projector"}, set()),
    "server/pulse.py": (
        {"server.domain", "server.models", "server.in_line", "server.projector"},
        {"sqlalchemy"},
    ),
    "server/scenes.py": (
        {"server.days_off", "server.domain", "server.in_line", "server.models", "server.pulse"},
        {"sqlalchemy"},
    ),
    "server/desks.py": (
        {
            "server.domain",
            "server.models",
            "server.in_line",
            "server.menu",
            "server.pulse",
            "server.queries",
            "server.cards",
            "assets",
        },
        {"sqlalchemy"},
    ),
    "server/cards.py": (
        {"server.models", "server.menu", "server.pulse", "server.queries", "server.scenes", "server.days_off"},
        {"sqlalchemy"},
    ),
    "server/queries.py": (
        {
            "server.domain",
            "server.models",
            "server.menu",
            "server.notices",
            "server.offers",
            "server.pulse",
            "server.scenes",
            "server.screens",
        },
        {"sqlalchemy"},
    ),
    "server/screens.py": ({"server.domain", "server.menu", "server.models", "server.pulse"}, {"sqlalchemy"}),
    "server/media.py": ({"server.domain"}, {"PIL"}),
    "server/days_off.py": ({"server.domain"}, {"holidays"}),
    "server/door.py": ({"server.domain", "server.models", "server.days_off"}, {"sqlalchemy"}),
    "server/aside.py": (set(), {"gevent"}),
    "server/slip_drawing.py": ({"server.domain"}, set()),
    "server/offers.py": ({"server.door", "server.models", "server.pulse"}, set()),
    "server/notices.py": (
        {"server.door", "server.domain", "server.models", "server.pulse", "server.appointments"},
        {"sqlalchemy"},
    ),
    "server/holders.py": (
        {
            "server.domain",
            "server.models",
            "server.in_line",
            "server.notices",
            "server.pulse",
            "server.queries",
            "server.scenes",
        },
        {"sqlalchemy"},
    ),
    "server/expected.py": ({"server.days_off", "server.domain", "server.models", "server.pulse"}, {"sqlalchemy"}),
    "server/what_ifs.py": (
        {"server.days_off", "server.domain", "server.expected", "server.pulse", "server.scenes"},
        {"sqlalchemy"},
    ),
    "server/next_hours.py": (
        {"server.domain", "server.expected", "server.projector", "server.pulse", "server.scenes"},
        {"sqlalchemy"},
    ),
    "server/timelines.py": ({"server.days_off", "server.domain", "server.models", "server.pulse"}, {"sqlalchemy"}),
    "server/staffings.py": (
        {
            "server.domain",
            "server.expected",
            "server.projector",
            "server.pulse",
            "server.scenes",
            "server.days_off",
        },
        {"sqlalchemy"},
    ),
    "server/reports.py": ({"server.domain", "server.models", "server.pulse"}, {"sqlalchemy"}),
    "server/roll_up.py": ({"server.domain", "server.models", "server.figure_models"}, {"numpy", "sqlalchemy"}),
    "server/period.py": (
        {"server.domain", "server.downtimes", "server.pulse", "server.ratings", "server.reports", "server.roll_up"},
        {"numpy", "sqlalchemy"},
    ),
    "server/downtimes.py": ({"server.domain", "server.models", "server.pulse"}, {"sqlalchemy"}),
    "server/report_deliveries.py": ({"server.figure_models", "server.models", "server.period"}, {"sqlalchemy"}),
    "server/report_mail.py": (
        {
            "assets",
            "server.aside",
            "server.config",
            "server.report_deliveries",
            "server.report_files",
            "server.report_form",
            "server.report_places",
        },
        set(),
    ),
    "server/report_places.py": (
        {"server.aside", "server.models", "server.report_deliveries", "server.report_files"},
        set(),
    ),
    "server/letters.py": (
        {"server.domain", "server.models", "server.public_models", "server.pulse", "server.queries"},
        {"sqlalchemy"},
    ),
    "server/ratings.py": (
        {"server.domain", "server.models", "server.public_models", "server.pulse", "server.queries"},
        {"sqlalchemy"},
    ),
    "server/proving.py": ({"server.domain"}, set()),
    "server/province.py": (
        {"server.domain", "server.models", "server.province_figures", "server.province_now"},
        {"sqlalchemy"},
    ),
    "server/province_now.py": (
        {"server.alerts", "server.domain", "server.in_line", "server.models", "server.pulse"},
        {"sqlalchemy"},
    ),
    "server/province_figures.py": (
        {"server.domain", "server.figure_models", "server.models", "server.roll_up", "server.table"},
        {"numpy", "sqlalchemy"},
    ),
    "server/which_hall.py": ({"server.models", "catalogue"}, {"sqlalchemy"}),
    "server/stories.py": ({"server.models", "server.queries", "server.story_indexes"}, {"sqlalchemy"}),
    "server/promises.py": ({"server.domain", "server.models", "server.pulse", "server.roll_up"}, {"sqlalchemy"}),
    "server/why.py": ({"server.domain", "server.models", "server.pulse"}, {"sqlalchemy"}),
    "server/appointments.py": ({"server.days_off", "server.domain", "server.models", "server.pulse"}, {"sqlalchemy"}),
    "server/from_home.py": (
        {
            "server.appointments",
            "server.days_off",
            "server.domain",
            "server.door",
            "server.models",
            "server.pulse",
            "server.scenes",
        },
        {"sqlalchemy"},
    ),
    "server/rehearsals.py": ({"server.domain", "server.models"}, {"sqlalchemy"}),
    "server/perform.py": ({"server.db", "server.domain", "server.models", "server.operations"}, {"sqlalchemy"}),
    "catalogue": ({"catalogue", "assets"}, {"rapidfuzz"}),
    "assets": ({"assets"}, {"fluent", "fontTools", "fontpkg_noto_sans"}),
    "kiosk": ({"kiosk", "assets", "catalogue"}, None),
    "display": ({"display", "assets"}, None),
    "kiosk/slip.py": ({"kiosk", "assets"}, {"PIL", "qrcode"}),
    "setup": ({"setup"}, set()),
}


def modules(room: str) -> list[Path]:
    place = ROOT / room
    found = [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [path for path in found if "node_modules" not in path.parts]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def is_within(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


@pytest.mark.parametrize("room", DOORS)
def test_a_room_opens_only_its_own_doors(room: str) -> None:
    ours, libraries = DOORS[room]
    strangers = []
    for path in modules(room):
        for name in imports(path):
            top = name.split(".")[0]
            if top in PACKAGES:
                allowed = is_within(name, ours)
            else:
                allowed = top in sys.stdlib_module_names or libraries is None or top in libraries
            if not allowed:
                strangers.append(f"{path.relative_to(ROOT)} imports {name}")
    assert not strangers


def test_the_wire_has_one_room() -> None:
    users = {path.relative_to(ROOT).as_posix() for path in modules("server") for name in imports(path)
             if name.startswith("flask_socketio")}  # fmt: skip
    assert users == {"server/live.py", "server/sockets.py", "server/app.py"}


def test_only_perform_and_the_programs_at_rest_open_a_writing_transaction() -> None:
    writers = {
        path.relative_to(ROOT).as_posix()
        for path in modules("server")
        if ".write()" in path.read_text(encoding="utf-8")
    }
    # Sessions, kept answers, which phone was woken and which report brought are no part of a hall's story; setup works
    # on a stopped server's database.
    assert writers == {
        "server/perform.py", "server/auth.py", "server/jobs.py", "server/push.py", "server/report_rounds.py",
        "server/setup.py",
    }  # fmt: skip


def test_a_route_that_changes_something_is_never_a_get() -> None:
    for path in modules("server/api"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef) and any(
                "api.get" in ast.unparse(d) for d in function.decorator_list
            ):
                called = {ast.unparse(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
                assert "do" not in called, f"{path.name}: {function.name} answers GET and performs a verb"


def test_the_time_is_passed_in() -> None:
    readers = []
    for package in ("server", "display", "catalogue"):
        for path in modules(package):
            place = path.relative_to(ROOT).as_posix()
            text = path.read_text(encoding="utf-8")
            if ("datetime.now(" in text or "date.today(" in text) and place not in CLOCKS:
                readers.append(place)
    assert not readers


@pytest.mark.parametrize("package", PACKAGES)
def test_modules_and_functions_stay_short_enough_to_read(package: str) -> None:
    long = []
    for path in modules(package):
        place = path.relative_to(ROOT).as_posix()
        if "/migrations/versions/" in place:
            continue
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_MODULE:
            long.append(f"{place} has {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and f"{place}:{node.name}" not in COMPOSITION:
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{place}: {node.name} has {lines} lines")
    assert not long


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_says_its_job_in_one_sentence(package: str) -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in modules(package)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent
