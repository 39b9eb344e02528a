"""The hourly backup is whole or absent, opens as a hall that passes its own check, and the old ones are thinned out."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.cli import main
from tests.services import ROOT

SCRIPT = ROOT / "deploy/backup.sh"


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
    assert back_up(moiso(tmp_path, 'mkdir "$2"'), folder).returncode == 0
    kept = {path.name for path in folder.iterdir()}
    week = {made(days, hour) for days in (1, 6) for hour in (8, 12, 17)}
    week.add(made(7, 9))
    month = {made(days, 17) for days in (8, 20, 29)}
    assert week | month | {"notes of the office.txt"} <= kept
    assert len(kept) == len(week) + len(month) + 2  # the notes, and the backup of this minute
