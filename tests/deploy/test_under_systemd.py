"""The server under what its unit does to it: it says READY, feeds the watchdog, needs no memory to write code into."""

import signal
import socket
import sys
from pathlib import Path

from server.cli import main
from tests.services import Running, free_port

# prctl(PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN) is what MemoryDenyWriteExecute= asks for; it is handed on to the program.
# A kernel before 6.3 does not know it, and the server then runs without.
HARDENED = "import ctypes, os, sys; ctypes.CDLL(None).prctl(65, 1, 0, 0, 0); os.execv(sys.argv[1], sys.argv[1:])"


def test_the_server_is_ready_watched_and_stops_when_asked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert main(["init", "--data", str(data)]) == 0
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-c", HARDENED, sys.executable, "-m", "server.cli", "server", "--listen", address]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(30)
        settings = {"MOISO_DATA": str(data), "NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "900000"}
        with Running(command, env=settings, log=tmp_path / "log") as server:
            assert systemd.recv(100) == b"READY=1"
            server.wait_for_url(f"http://{address}/readyz")
            assert systemd.recv(100) == b"WATCHDOG=1"
            assert server.stop(signal.SIGTERM) == 0
