"""What came from npm is exactly what VENDOR.json says, and nothing names where it was fetched."""

import hashlib
import json
import re

from assets import FOLDER

ROOT = FOLDER.parent
VENDOR = json.loads((FOLDER / "vendor" / "VENDOR.json").read_text())


def test_every_vendored_file_has_the_hash_its_manifest_states():
    changed = [
        entry["path"]
        for entry in VENDOR["outputs"]
        if hashlib.sha256((ROOT / entry["path"]).read_bytes()).hexdigest() != entry["sha256"]
    ]
    assert changed == []


def test_no_file_lies_among_the_vendored_ones_unlisted():
    listed = {entry["path"] for entry in VENDOR["outputs"]}
    folders = ("assets/icons", "assets/fonts/pages", "assets/vendor/licences", "tests/vendor")
    found = {str(path.relative_to(ROOT)) for folder in folders for path in (ROOT / folder).iterdir()}
    assert found - listed == set()


def test_versions_are_exact_and_the_lock_names_no_address():
    package = json.loads((FOLDER / "vendor" / "package.json").read_text())
    wanted = package["dependencies"] | package["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    lock = (FOLDER / "vendor" / "package-lock.json").read_text()
    assert "resolved" not in lock
    locked = json.loads(lock)["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_every_package_in_the_pages_ships_its_licence():
    licences = {path.stem for path in (FOLDER / "vendor" / "licences").iterdir()}
    for package in ("preact", "htm", "preact-signals", "socket.io-client", "fluent-bundle"):
        assert package in licences
