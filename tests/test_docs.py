"""The documents tell the truth: what they name exists, and what exists is named."""

import re
from pathlib import Path

import pytest

from server import live
from server.app import build
from server.config import Settings
from server.domain import errors
from server.domain.ticket import MOVES, TOLD, Lane, Outcome, State

ROOT = Path(__file__).parent.parent
PROTOCOL = (ROOT / "docs/protocol.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(
    path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")]
)


def refusals(kind: type[errors.Refusal] = errors.Refusal) -> set[type[errors.Refusal]]:
    return {kind} | {each for child in kind.__subclasses__() for each in refusals(child)}


def test_the_diagram_is_the_table_of_moves() -> None:
    drawn = set(re.findall(r"^    (\w+) --> (\w+): (\w+)$", ARCHITECTURE, re.M))
    assert drawn == {(a.value, b.value, move.value) for move, steps in MOVES.items() for a, b in steps.items()}


def test_architecture_names_files_that_exist() -> None:
    named = set(
        re.findall(r"`((?:server|kiosk|display|catalogue|assets|demo|setup|deploy|tests|docs)/[\w./-]*)`", ARCHITECTURE)
    )
    missing = {name for name in named if not (ROOT / name).exists()}
    assert named and not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert not broken


def test_each_error_code_is_listed_once_with_its_status() -> None:
    table = re.search(r"### Error codes\n(.*?)\n## ", PROTOCOL, re.S)
    assert table
    listed = {
        (int(status), code)
        for status, codes in re.findall(r"^\| (\d{3}) \| (.*) \|$", table.group(1), re.M)
        for code in re.findall(r"`(\w+)`", codes)
    }
    ours = {(refusal.status, refusal.code) for refusal in refusals() if "code" in vars(refusal)}
    assert listed == ours


def test_each_event_on_the_wire_is_listed() -> None:
    table = re.search(r"\| Event \| To \| Kind \|\n(.*?)\n\n", PROTOCOL, re.S)
    assert table
    assert set(re.findall(r"^\| `(\w+)` \|", table.group(1), re.M)) == live.EVENTS
    assert f"`{live.WATCH_DESK} " in PROTOCOL


def test_each_route_is_listed_and_each_listed_route_exists(tmp_path: Path) -> None:
    # No heartbeat: there is no hall, and it would say so into the tests that come after.
    app = build(Settings(data=str(tmp_path), heartbeat_s=24 * 3600))
    ours = {
        f"{method} {re.sub(r'<[^>]+>', '{}', rule.rule).removeprefix('/api/v1')}"
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and not rule.rule.endswith("openapi.json")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    table = re.search(r"### Paths\n(.*?)\n### Error codes", PROTOCOL, re.S)
    assert table
    assert listed_routes(table.group(1)) == ours


def listed_routes(table: str) -> set[str]:
    """`POST /counters/{number}/open`, `/pause {reason}` in one cell are two routes of the same counter."""
    routes = set()
    for row in re.findall(r"^\| (`(?:GET|POST) .*?) \| [^|]* \|", table, re.M):
        method, base = "", ""
        for cell in re.findall(r"`([^`]+)`", row):
            words = re.match(r"(?:(GET|POST) )?(/[^\s?]*)", cell)
            if not words:
                continue
            path = re.sub(r"\{[^}]+\}", "{}", words.group(2))
            if words.group(1):
                method, base = words.group(1), path.rsplit("/", 1)[0]
            else:
                path = base + path
            routes.add(f"{method} {path}")
    return routes


@pytest.mark.parametrize("word", [*State, *Lane, *Outcome])
def test_each_state_lane_and_outcome_is_in_the_protocol(word: str) -> None:
    assert re.search(rf"\b{word}\b", PROTOCOL)


def test_each_move_is_told_and_in_the_glossary() -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert set(TOLD) == set(MOVES)
    assert all(re.search(rf"\b{move.value}\b", glossary) for move in MOVES)


def test_the_readme_shows_pictures_that_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", readme)
    assert pictures, "a newcomer sees the hall before running it"
    assert all(words and (ROOT / path).is_file() for words, path in pictures)


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_file_names_a_package_registry() -> None:
    """Locks carry hashes, not addresses: a hall may install from a mirror on its own network."""
    hosts = re.compile(r"files\.python" + r"hosted|registry\.npm" + r"js|pypi\." + r"org", re.I)
    places = [*ROOT.glob("deploy/*.lock"), *ROOT.glob("deploy/*.in"), ROOT / "pyproject.toml",
              ROOT / "assets/vendor/package-lock.json"]  # fmt: skip
    assert not [path.name for path in places if path.exists() and hosts.search(path.read_text(encoding="utf-8"))]


def told_kinds() -> set[str]:
    """Every kind of story row that the code can write."""
    kinds = set(TOLD.values())
    for path in (ROOT / "server").rglob("*.py"):
        kinds |= set(re.findall(r'\.tell\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
    return kinds | {"counter_opened", "counter_paused", "counter_closed"}


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_each_kind_of_story_row_has_words_for_the_complaints_office(language: str) -> None:
    words = (ROOT / f"assets/texts/{language}/staff.ftl").read_text(encoding="utf-8")
    assert not [kind for kind in told_kinds() if f"staff-kind-{kind} =" not in words]
