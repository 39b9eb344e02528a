"""What ./run does on a machine that lacks things: says what, brings it once, gives way, stops cleanly."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.services import ROOT, Running, eventually, is_alive, temporary_folder

# The machine's own Python: the one of .venv has no pip to give.
PYTHON = sys._base_executable  # type: ignore[attr-defined]
PACKAGES_CHANGE_AT_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root installs Debian packages")


class Machine:
    """A copy of ./run in a folder of its own, on a machine that has only the programs we put there.

    Its locks are empty, so a whole set-up needs no network; uv cannot be had, as on a machine it is not made for.
    """

    def __init__(self, folder: Path) -> None:
        self.project = folder / "dự án"
        self.programs = folder / "programs"
        self.home = folder / "home"
        for path in (self.project, self.programs, self.home, self.project / "deploy", self.project / "assets/voice"):
            path.mkdir(parents=True)
        shutil.copy(ROOT / "run", self.project)
        shutil.copytree(ROOT / "setup", self.project / "setup", ignore=shutil.ignore_patterns("__pycache__"))
        for lock in ("requirements", "requirements-dev", "requirements-uv"):
            (self.project / f"deploy/{lock}.lock").touch()
        (self.project / "assets/voice/words.toml").write_text("[vi]\n")
        self.program("apt-get", "echo 'Reading package lists'")

    def program(self, name: str, script: str) -> None:
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def has_voice(self) -> "Machine":
        digest = hashlib.sha256((self.project / "assets/voice/words.toml").read_bytes()).hexdigest()
        (self.project / "assets/voice/bank").mkdir()
        (self.project / "assets/voice/bank/manifest.json").write_text(json.dumps({"made_from": digest}))
        return self

    def has_server(self, main: str) -> "Machine":
        (self.project / "server").mkdir(exist_ok=True)
        (self.project / "server/__init__.py").touch()
        (self.project / "server/cli.py").write_text(f"import os, sys\n\ndef main():\n    {main}\n")
        return self

    def command(self, *arguments: str, user: str | None = None) -> list[str]:
        identity = ["/usr/bin/setpriv", "--reuid", user, "--clear-groups", "--"] if user else []
        return [*identity, PYTHON, str(self.project / "run"), *arguments]

    def environment(self) -> dict[str, str]:
        return {"PATH": str(self.programs), "HOME": str(self.home), "LANG": "C.UTF-8"}

    def run(self, *arguments: str, user: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments, user=user),
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """One that was set up by its first start."""
    machine = Machine(tmp_path_factory.mktemp("ready")).has_voice().has_server("print('moiso', sys.argv[1:])")
    first = machine.run("demo", "--port", "9000")
    assert first.stdout == "moiso ['demo', '--port', '9000']\n", first.stderr
    assert "Python environment" in first.stderr
    return machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_help_names_every_command_of_the_design(machine: Machine) -> None:
    answer = machine.run("help")
    assert answer.returncode == 0
    for command in ("demo", "test", "soak", "check", "bench", "voice", "vendor", "lock", "help"):
        assert f"\n  {command}" in answer.stdout


@pytest.mark.parametrize("arguments", [(), ("dance",), ("check", "everything")])
def test_wrong_usage_is_2_and_sets_nothing_up(machine: Machine, arguments: tuple[str, ...]) -> None:
    assert machine.run(*arguments).returncode == 2
    assert not (machine.project / ".venv").exists()


def test_a_second_start_does_nothing_but_start(ready: Machine) -> None:
    ready.has_server("print('moiso', sys.argv[1:])")
    began = time.monotonic()
    second = ready.run("demo", "--for", "5")
    assert second.stdout == "moiso ['demo', '--for', '5']\n"
    assert second.stderr == ""
    assert time.monotonic() - began < 1


def test_the_exit_code_is_the_programs_own(ready: Machine) -> None:
    assert ready.has_server("return 7").run("demo").returncode == 7


def test_run_becomes_the_program_so_that_signals_reach_it(ready: Machine) -> None:
    ready.has_server("print(os.getpid())")
    with subprocess.Popen(ready.command("demo"), env=ready.environment(), stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert int(run.stdout.readline()) == run.pid


def test_nothing_is_written_outside_the_project(ready: Machine) -> None:
    assert list(ready.home.iterdir()) == []


def test_a_changed_lock_is_installed_again(ready: Machine) -> None:
    (ready.project / "deploy/requirements.lock").write_text("# changed\n")
    assert "Python packages" in ready.run("setup").stderr


def test_a_half_made_environment_is_made_anew(machine: Machine) -> None:
    machine.has_voice()
    (machine.project / ".venv").mkdir()
    (machine.project / ".venv/moiso-setup.json").write_text("{}")
    answer = machine.run("setup")
    assert answer.returncode == 0, answer.stderr
    assert "half made" in answer.stderr
    assert os.access(machine.project / ".venv/bin/moiso", os.X_OK)


def test_an_environment_copied_with_its_folder_is_made_anew(ready: Machine, machine: Machine) -> None:
    shutil.copytree(ready.project / ".venv", machine.project / ".venv", symlinks=True)
    answer = machine.has_voice().has_server("print('here')").run("demo")
    assert answer.stdout == "here\n", answer.stderr
    command = machine.project / ".venv/bin/moiso"
    assert command.read_text().startswith(f"#!{machine.project}/.venv/bin/python\n")


@PACKAGES_CHANGE_AT_ROOT
def test_root_gets_the_missing_packages_named_and_then_installed(machine: Machine) -> None:
    machine.has_server("print('here')")
    calls = machine.programs / "calls"
    espeak = machine.programs / "espeak-ng"
    machine.program(
        "apt-get",
        f'echo "$DEBIAN_FRONTEND $@" >> "{calls}"\n'
        f'case "$*" in *espeak-ng*) echo "#!/bin/sh" > "{espeak}"; /bin/chmod +x "{espeak}";; esac',
    )
    (machine.project / "display").mkdir()
    (machine.project / "display/bank.py").write_text("import pathlib\n(pathlib.Path.home() / 'pulse').mkdir()\n")
    answer = machine.run("demo")
    assert answer.stdout == "here\n", answer.stderr
    assert answer.stderr.startswith("Missing Debian packages: espeak-ng\n")
    update, install = calls.read_text().splitlines()
    assert update.startswith("noninteractive") and update.endswith("update")
    assert install.endswith("install -y --no-install-recommends espeak-ng")
    assert "Voice clips:" in answer.stderr
    assert list(machine.home.iterdir()) == []  # espeak-ng's sound library would leave its traces there


@PACKAGES_CHANGE_AT_ROOT
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("E: Temporary failure resolving 'deb.example'", "package servers cannot be reached"),
        ("E: You don't have enough free space: No space left on device", "disk is full"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend", "Another package installation"),
        ("E: Something new", "E: Something new"),
    ],
)
def test_a_failing_installation_is_told_in_one_sentence(machine: Machine, words: str, sentence: str) -> None:
    machine.program("apt-get", f'echo "{words}"; exit 100')
    answer = machine.run("demo")
    assert answer.returncode == 1
    assert sentence in answer.stderr.splitlines()[-1]


@PACKAGES_CHANGE_AT_ROOT
def test_who_is_not_root_is_told_the_one_line_to_run() -> None:
    folder = temporary_folder("run")  # nobody may not enter pytest's own
    try:
        machine = Machine(folder)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, 65534, 65534)
        answer = machine.run("demo", user="nobody")
        assert answer.returncode == 1
        assert answer.stderr.splitlines()[0] == "Missing Debian packages: espeak-ng"
        last = answer.stderr.splitlines()[-1]
        assert last == '  su -c "apt-get update && apt-get install -y --no-install-recommends espeak-ng"'
        assert not (machine.project / ".venv").exists()
    finally:
        shutil.rmtree(folder)


@PACKAGES_CHANGE_AT_ROOT
def test_who_may_not_write_in_the_folder_is_told_so() -> None:
    folder = temporary_folder("run")
    try:
        answer = Machine(folder).run("demo", user="nobody")
        assert answer.returncode == 1
        assert "may not write" in answer.stderr
        assert len(answer.stderr.splitlines()) == 1
    finally:
        shutil.rmtree(folder)


@PACKAGES_CHANGE_AT_ROOT
@pytest.mark.parametrize("ask", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_no_process_behind(machine: Machine, tmp_path: Path, ask: signal.Signals) -> None:
    pids = tmp_path / "pids"
    machine.program("apt-get", f'echo $$ > "{pids}"; /bin/sleep 600 & echo $! >> "{pids}"; wait')
    environment = machine.environment()
    with Running(machine.command("demo"), env=environment, log=tmp_path / "log") as run:
        eventually(lambda: pids.is_file() and len(pids.read_text().split()) == 2, 20, "the set-up has begun")
        assert run.stop(ask) == 130
        assert "goes on from here" in run.output()
    for pid in map(int, pids.read_text().split()):
        eventually(lambda pid=pid: not is_alive(pid), 5, "the installation ends too")


def test_an_interrupted_set_up_goes_on(machine: Machine, tmp_path: Path) -> None:
    machine.has_voice().has_server("print('here')")
    with Running(machine.command("demo"), env=machine.environment(), log=tmp_path / "log") as run:
        eventually((machine.project / ".venv/moiso-setup.json").exists, 30, "the environment is there, still empty")
        run.kill()
    answer = machine.run("demo")
    assert answer.stdout == "here\n", answer.stderr


def test_two_at_once_set_up_one_after_the_other(machine: Machine, tmp_path: Path) -> None:
    machine.has_voice().has_server("print('moiso runs')")
    with contextlib.ExitStack() as both:
        runs = [
            both.enter_context(Running(machine.command("demo"), env=machine.environment(), log=tmp_path / name))
            for name in ("first", "second")
        ]
        assert [run.process.wait(60) for run in runs] == [0, 0]
    words = "".join(run.output() for run in runs)
    assert words.count("Python environment:") == 1
    assert words.count("moiso runs") == 2


def test_too_full_a_disk_is_told_before_anything_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    from setup.python import need_room

    with pytest.raises(SystemExit) as end:
        need_room(10**9)
    assert end.value.code == 1
    assert "disk is too full" in capsys.readouterr().err


def test_an_old_python_is_told_in_one_sentence(machine: Machine) -> None:
    (machine.project / "sitecustomize.py").write_text("import sys\nsys.version_info = (3, 9, 2)\n")
    answer = subprocess.run(
        machine.command("demo"),
        env={**machine.environment(), "PYTHONPATH": str(machine.project)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("./run: Python 3.11 or newer is needed")


def test_every_lock_is_hashed_and_names_no_registry() -> None:
    for lock in (ROOT / "deploy").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "http" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def test_the_development_lock_holds_all_of_the_other_one() -> None:
    runtime, development = (
        {line.split()[0] for line in (ROOT / "deploy" / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= development


def test_the_locks_suit_debians_own_python() -> None:
    # Debian 12 has 3.11.2; redis needs async-timeout below 3.11.3, and hashes leave no room for what is not named.
    assert "async-timeout" in (ROOT / "deploy/requirements.lock").read_text(encoding="utf-8")


def test_the_soak_runs_every_proof_that_has_two_sizes() -> None:
    sized = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")
             if "tests.sizes" in path.read_text(encoding="utf-8") and path.name != "test_run.py"}  # fmt: skip
    (proofs,) = re.findall(r"^PROOFS = \((.*?)\)$", (ROOT / "run").read_text(encoding="utf-8"), re.M | re.S)
    assert set(re.findall(r'"([^"]+)"', proofs)) == sized
