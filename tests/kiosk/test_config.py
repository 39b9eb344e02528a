"""A kiosk with a wrong setting does not start, and says how to mend it."""

import socket
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.config import SETTINGS


class Start:
    """`python -m kiosk` in this process: it refuses before anything runs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.set, self._capsys = monkeypatch.setenv, capsys
        self.set("MOISO_KIOSK_KEY", "k")

    def __call__(self, *flags: str) -> tuple[int, str]:
        code = main(list(flags))
        return code, self._capsys.readouterr().err


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Start:
    return Start(monkeypatch, capsys)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--server", "hall:8000"), "http://192.168.1.10:8000"),
        (("--listen", "8001"), "HOST:PORT"),
        (("--listen", "127.0.0.1:99999"), "HOST:PORT"),
        (("--data", "/proc/nowhere"), "--data"),
        (("--width", "70"), "80, 58"),
        (("--confirm", "maybe"), "gs_r"),
        (("--printer", "fax"), "tcp://HOST:PORT"),
        (("--scanner", "/dev/ttyACM0"), "serial:/dev/ttyACM0?baud=9600"),
        (("--scanner", "serial:/dev/ttyACM0?baud=fast"), "serial:/dev/ttyACM0?baud=9600"),
    ],
)
def test_a_wrong_setting_is_refused_with_one_sentence(
    start: Start, tmp_path: Path, flags: tuple[str, ...], said: str
) -> None:
    code, text = start("--data", str(tmp_path), *flags)
    assert code == 2
    assert said in text and len(text.strip().splitlines()) == 1


def test_a_key_that_cannot_be_one_is_refused(start: Start, tmp_path: Path) -> None:
    code, text = start("--data", str(tmp_path), "--key", "khóa")
    assert code == 2 and "copy it again" in text


def test_the_environment_is_read_and_a_flag_goes_before_it(start: Start, tmp_path: Path) -> None:
    start.set("MOISO_KIOSK_DATA", str(tmp_path))
    start.set("MOISO_KIOSK_PRINTER", "fax")
    assert "'fax'" in start()[1]
    assert "'pigeon'" in start("--printer", "pigeon")[1]


def test_a_port_in_use_is_said_in_one_sentence(start: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, text = start("--data", str(tmp_path), "--listen", f"127.0.0.1:{port}")
    assert code == 1 and f"Port {port} is in use" in text and len(text.strip().splitlines()) == 1


def test_help_names_every_variable(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert all(setting.variable in said for setting in SETTINGS)
