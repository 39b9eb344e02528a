"""The hourly backup is whole or absent, opens as a hall that passes its own check, and the old ones are thinned out."""

import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.cli import main
from tests.services import ROOT

SCRIPT = ROOT / "deploy/backup.sh"
RUNBOOK = (ROOT / "deploy/RUNBOOK.md").read_text()
BACKUPS = "/var/lib/moiso-backups/"


def moiso(folder: Path, script: str) -> Path:
    path = folder / "moiso"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def back_up(command: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    return subprocess.run([SCRIPT, command, folder], capture_output=True, text=True, check=False)


def test_a_backup_of_a_hall_opens_and_passes_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, drill = tmp_path / "data", tmp_path / "drill"
    assert main(["init", "--data", str(data)]) == 0
    monkeypatch.setenv("MOISO_DATA", str(data))
    command = moiso(tmp_path, f'exec "{sys.executable}" -m server.cli "$@"')
    answer = back_up(command, tmp_path / "backups")
    assert answer.returncode == 0, answer.stderr
    (backup,) = (tmp_path / "backups").iterdir()
    assert main(["restore", "--data", str(drill), str(backup)]) == 0
    assert main(["check", "--data", str(drill)]) == 0
    assert "All is well." in capsys.readouterr().out


def test_a_failed_backup_leaves_nothing_that_passes_for_one(tmp_path: Path) -> None:
    answer = back_up(moiso(tmp_path, 'mkdir "$2.part"; exit 1'), tmp_path / "backups")
    assert answer.returncode != 0
    assert not list((tmp_path / "backups").glob("*.backup"))
    assert back_up(moiso(tmp_path, 'mkdir "$2"'), tmp_path / "backups").returncode == 0
    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.suffix == ".backup"


def test_old_backups_are_thinned_to_one_a_day_and_then_to_none(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    today = date.today()

    def made(days_ago: int, hour: int) -> str:
        return f"moiso-{today - timedelta(days=days_ago):%Y%m%d}-{hour:02}0000.backup"

    for name in [made(days, hour) for days in (1, 6, 8, 20, 29, 31, 400) for hour in (8, 12, 17)]:
        (folder / name).mkdir()
        (folder / name / "moiso.db").touch()
    (folder / made(7, 9)).touch()  # as they once were: the database alone
    (folder / "notes of the office.txt").touch()
    (folder / "truoc-nang-cap.backup").mkdir()
    os.utime(folder / "truoc-nang-cap.backup", (1, 1))
    (folder / f"{made(1, 9)}.part").mkdir()
    assert back_up(moiso(tmp_path, 'mkdir "$2"'), folder).returncode == 0
    kept = {path.name for path in folder.iterdir()}
    week = {made(days, hour) for days in (1, 6) for hour in (8, 12, 17)}
    week.add(made(7, 9))
    month = {made(days, 17) for days in (8, 20, 29)}
    by_hand = {"notes of the office.txt", "truoc-nang-cap.backup"}
    assert week | month | by_hand <= kept
    assert len(kept - week - month - by_hand) == 1, "the backup of this minute"


def test_the_runbook_writes_backups_where_the_command_may() -> None:
    """It runs as the user moiso and in the folder /: a bare name would be a folder there."""
    assert "cd /\n" in (ROOT / "deploy/moiso.sh").read_text()
    assert f" {BACKUPS.rstrip('/')}\n" in (ROOT / "deploy/systemd/moiso-backup.service").read_text()
    written = re.findall(r"moiso backup (\S+)`", RUNBOOK)
    assert written and all(place.startswith(BACKUPS) for place in written)


def test_no_backup_is_taken_in_the_middle_of_the_runbooks_restore() -> None:
    (steps,) = (block for block in RUNBOOK.split("```")[1::2] if "moiso restore --replace" in block)
    stopped, started = (re.findall(rf"systemctl {what} (.+)", steps)[0].split() for what in ("stop", "start"))
    assert {"moiso-backup.timer", "moiso-backup.service"} < set(stopped)
    assert set(started) == set(stopped) - {"moiso-backup.service"}, "the timer starts the service"
