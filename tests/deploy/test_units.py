"""systemd reads every unit without a word, and gives each service little to do harm with."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.services import ROOT, required

UNITS = sorted((ROOT / "deploy/systemd").glob("*.*"))
HARDENED = [unit for unit in UNITS if unit.suffix == ".service" and unit.stem not in ("moiso-screen", "moiso-speaker")]


def installed(unit: Path, folder: Path) -> Path:
    """The unit as it would be installed here: programs this machine lacks are stood in for, templates get an instance.

    Every other unit of ours lies beside it, so that a name misspelt in After= or Unit= is found.
    """
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    for other in UNITS:
        text = other.read_text().replace("/opt/moiso/deploy/", f"{ROOT}/deploy/")
        text = re.sub(r"(?<=[=])(/\S+)(?= )", lambda found: stand_in(found[1], programs), text)
        (folder / other.name.replace("@.", "@8000.")).write_text(text)
    return folder / unit.name.replace("@.", "@8000.")


def test_the_kiosk_may_do_all_that_logind_asks_for_before_it_restarts_the_machine() -> None:
    rule = (ROOT / "deploy/polkit/60-moiso-reboot.rules").read_text()
    actions = Path("/usr/share/polkit-1/actions/org.freedesktop.login1.policy").read_text()
    wanted = {"org.freedesktop.login1.reboot", "org.freedesktop.login1.reboot-multiple-sessions"}
    assert set(re.findall(r'"(org\.freedesktop\.[a-z0-9.-]+)"', rule)) == wanted
    assert wanted <= set(re.findall(r'action id="([^"]+)"', actions))


def stand_in(program: str, folder: Path) -> str:
    if not program.startswith(("/opt/moiso/.venv/bin/", "/usr/bin/cage")):
        return program
    path = folder / Path(program).name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [required("systemd-analyze", "systemd"), *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "SYSTEMD_COLORS": "0", "SYSTEMD_PAGER": ""},
        check=False,
    )


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_has_nothing_to_say_against_the_unit(unit: Path, tmp_path: Path) -> None:
    answer = analyze("verify", "--man=no", "--recursive-errors=no", installed(unit, tmp_path))
    # It exits 0 on a misspelt value, so any word of its is a fault.
    assert (answer.stderr, answer.returncode) == ("", 0)


def test_a_misspelt_unit_would_be_noticed(tmp_path: Path) -> None:
    unit = installed(UNITS[0], tmp_path)
    unit.write_text(unit.read_text().replace("ProtectHome=", "ProtectHomme="))
    assert "ProtectHomme" in analyze("verify", "--man=no", "--recursive-errors=no", unit).stderr


@pytest.mark.parametrize("unit", HARDENED, ids=lambda unit: unit.name)
def test_the_service_is_exposed_as_little_as_it_can_be(unit: Path, tmp_path: Path) -> None:
    answer = analyze("security", "--offline=true", "--threshold=20", installed(unit, tmp_path))
    assert answer.returncode == 0, answer.stdout[-400:] + answer.stderr


def test_a_service_that_falls_is_started_again_for_ever() -> None:
    lasting = [unit for unit in UNITS if unit.suffix == ".service" and "Type=oneshot" not in unit.read_text()]
    assert len(lasting) == 4
    for unit in lasting:
        assert re.search(r"^Restart=always$", unit.read_text(), re.MULTILINE), unit.name
        assert re.search(r"^StartLimitIntervalSec=0$", unit.read_text(), re.MULTILINE), unit.name
