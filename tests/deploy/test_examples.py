"""The example files name every setting there is, with its default, and no other."""

import json
import mmap
import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import pytest

from kiosk.config import SETTINGS as KIOSK_SETTINGS
from server.config import Settings
from tests.services import ROOT

DEPLOY = ROOT / "deploy"
LINE = re.compile(r"^#?(MOISO_[A-Z_]+)=(.*)$", re.MULTILINE)


def named(file: str) -> list[tuple[str, str]]:
    return LINE.findall((DEPLOY / file).read_text(encoding="utf-8"))


def test_the_servers_example_is_the_servers_table_of_settings() -> None:
    names = [name for name, _ in named("env.example")]
    assert names == [f"MOISO_{setting.name.upper()}" for setting in fields(Settings)]


def test_the_kiosks_example_is_the_kiosks_table_of_settings() -> None:
    assert [name for name, _ in named("kiosk.env.example")] == [setting.variable for setting in KIOSK_SETTINGS]


def test_every_kind_of_printer_is_named_as_the_program_names_it() -> None:
    known = next(setting.help for setting in KIOSK_SETTINGS if setting.name == "printer")
    named = (DEPLOY / "kiosk.env.example").read_text(encoding="utf-8")
    assert [kind for kind in re.split(r", | or ", known.replace("virtual:DIR, ", "")) if kind not in named] == []


def test_what_an_example_leaves_as_a_comment_is_the_default() -> None:
    defaults = {f"MOISO_{setting.name.upper()}": setting.default for setting in fields(Settings)}
    defaults |= {setting.variable: setting.default for setting in KIOSK_SETTINGS}
    for file in ("env.example", "kiosk.env.example"):
        text = (DEPLOY / file).read_text(encoding="utf-8")
        for name, value in re.findall(r"^#(MOISO_[A-Z_]+)=(.*)$", text, re.MULTILINE):
            default = defaults[name]
            written = str(int(default)) if isinstance(default, bool) else str(default)
            assert value == written, f"{file}: {name}"


def test_the_units_say_nothing_the_programs_do_not_know() -> None:
    known = {f"MOISO_{setting.name.upper()}" for setting in fields(Settings)}
    known |= {setting.variable for setting in KIOSK_SETTINGS}
    known |= {name for name, _ in named("screen.env.example")}
    for unit in (DEPLOY / "systemd").glob("*.service"):
        assert set(re.findall(r"MOISO_[A-Z_]+", unit.read_text(encoding="utf-8"))) <= known, unit.name


def unknown_to_chromium(names: Iterable[str]) -> list[str]:
    """The names that stand nowhere in the program: policies and flags come and go with its versions."""
    program = Path("/usr/lib/chromium/chromium")
    if not program.is_file():
        pytest.fail("chromium is missing (Debian package chromium): ./run test installs it")
    with program.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as words:
        return [name for name in names if words.find(b"\0" + name.encode() + b"\0") < 0]


@pytest.mark.parametrize(
    ("unit", "needed"),
    [
        ("moiso-screen", {"kiosk", "disable-pinch", "overscroll-history-navigation", "user-data-dir"}),
        ("moiso-speaker", {"headless", "autoplay-policy", "user-data-dir"}),
    ],
)
def test_every_flag_of_a_screen_is_one_that_chromium_knows(unit: str, needed: set[str]) -> None:
    text = (DEPLOY / f"systemd/{unit}.service").read_text(encoding="utf-8")
    flags = re.findall(r"--([a-z][a-z-]+)", text.split("/usr/bin/chromium", 1)[1].split("Restart=")[0])
    assert needed <= set(flags)
    assert unknown_to_chromium(flags) == []


def test_every_policy_is_one_that_chromium_knows() -> None:
    policies = json.loads((DEPLOY / "chromium/moiso.json").read_text(encoding="utf-8"))
    assert unknown_to_chromium(policies) == []
    assert policies["AutoplayAllowed"] is True
    # "*" alone leaves the pages of Chromium itself open: test_locked_browser.py tries them.
    assert {"*", "chrome://*"} <= set(policies["URLBlocklist"])
