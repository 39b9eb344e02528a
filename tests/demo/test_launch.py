"""`moiso demo`: one command opens a whole hall, and nothing of it stays behind."""

import os
import re
import signal
import socket
import stat
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from tests.demo.running import Demo, ended, free_ports, moiso, processes_of, start
from tests.services import LOOPBACK, answers, eventually


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A hall that runs while this file's tests look at it, on a computer where a real one is set up too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOISO_DATABASE", "postgresql+psycopg://real-hall/moiso")
        patch.setenv("MOISO_KIOSK_PRINTER", "usb")
        demo = Demo(tmp_path_factory.mktemp("demo") / "a folder with spaces")
    with demo:
        yield demo.wait()


def start_page(demo: Demo) -> str:
    with urllib.request.urlopen(demo.facts["pages"]["start"]) as answer:
        return str(answer.read().decode())


def test_demo_json_says_where_everything_is(demo: Demo) -> None:
    facts = demo.facts
    assert set(facts) == {"server", "kiosk", "pages", "accounts", "keys", "paper"}
    assert facts["server"] == f"http://127.0.0.1:{demo.port}"
    assert facts["kiosk"] == f"http://127.0.0.1:{demo.port + 1}"
    assert set(facts["pages"]) == {"start", "display", "panel", "rate", "counter", "supervisor", "admin", "paper"}
    assert set(facts["keys"]) == {"kiosk", "display", "rating"}
    for page in ("display", "panel"):
        assert facts["pages"][page].endswith(f"#key={facts['keys']['display']}")


def test_there_is_a_clerk_for_every_counter_and_one_of_each_other_role(demo: Demo) -> None:
    accounts = demo.facts["accounts"]
    clerks = {account["counter"]: account["user"] for account in accounts if account["role"] == "clerk"}
    assert set(clerks) == set(range(1, 13))
    assert (clerks[1], clerks[2]) == ("mai", "nam")
    others = {account["role"]: account["user"] for account in accounts if account["counter"] is None}
    assert others == {"supervisor": "hoa", "complaints": "khanh", "admin": "tuan"}
    assert len({account["password"] for account in accounts}) == len(accounts)


def test_every_page_answers(demo: Demo) -> None:
    for page in (*demo.facts["pages"].values(), demo.facts["kiosk"] + "/"):
        assert answers(urldefrag(page).url), page


def test_the_start_page_shows_the_accounts_and_links_every_page(demo: Demo) -> None:
    page = start_page(demo)
    for account in demo.facts["accounts"]:
        assert account["password"] in page
    for link in (demo.facts["kiosk"], demo.facts["pages"]["display"], demo.facts["pages"]["paper"]):
        assert f'href="{link}"' in page


def test_a_newcomer_finds_all_counters_open(demo: Demo) -> None:
    board = demo.ask("/api/v1/board", bearer=demo.facts["keys"]["display"])
    assert [counter["state"] for counter in board["counters"]] == ["open"] * 12


def test_a_taken_number_is_on_paper_in_the_folder_it_names(demo: Demo) -> None:
    assert 'id="door-phone"' not in start_page(demo), "before the first number there is no turn to show"
    taken = demo.ask("/api/take", {"service": "E"}, of="kiosk")
    assert taken["print"] == "printed"
    assert f'href="/t/{taken["url"].rpartition("/")[2]}" id="door-phone"' in start_page(demo)
    slips = sorted(path.name for path in Path(demo.facts["paper"]).glob("[0-9]*"))
    assert slips[:2] == ["0001.bin", "0001.png"]


def test_settings_of_a_real_hall_do_not_reach_the_demo(demo: Demo) -> None:
    assert (demo.folder / "moiso.db").exists()
    assert demo.ask("/api/health", of="kiosk")["printer"]["state"] == "ready"


def test_it_listens_on_this_computer_only(demo: Demo) -> None:
    for port in (demo.port, demo.port + 1):
        listening = re.compile(rf": ([0-9A-F]+):{port:04X} [0-9A-F]+:0000 0A ")
        addresses = {
            found for table in ("tcp", "tcp6") for found in listening.findall(Path(f"/proc/net/{table}").read_text())
        }
        assert addresses == {"0100007F"}


def test_passwords_and_keys_are_for_their_owner_alone(demo: Demo) -> None:
    for name in ("demo.json", "cast.json"):
        assert stat.S_IMODE((demo.folder / name).stat().st_mode) == 0o600


def test_a_second_demo_in_the_same_folder_is_told_so(demo: Demo) -> None:
    other = start(demo.folder, "--port", str(free_ports()))
    assert ended(other) == 1
    assert "Another demo runs in" in other.output()
    assert demo.facts["server"], "and the first one is still ready"


def test_a_port_in_use_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind((LOOPBACK, 0))
        holder.listen()
        port = holder.getsockname()[1]
        for asked in (port, port - 1):  # The server's port, the kiosk's port.
            running = moiso("demo", "--data", str(tmp_path / "hall"), "--port", str(asked), log=tmp_path / "log")
            assert ended(running) == 1
            assert f"Port {port} is in use" in running.output()
    assert "Traceback" not in running.output()
    assert not (tmp_path / "hall").exists()


@pytest.mark.parametrize("folder", ["/proc/hall", "/dev/null/hall"])
def test_a_folder_that_cannot_be_made_is_one_clear_sentence(folder: str, tmp_path: Path) -> None:
    running = moiso("demo", "--data", folder, "--port", str(free_ports()), log=tmp_path / "log")
    assert ended(running) == 1
    assert re.fullmatch(r"moiso demo: .*; give --data another folder\.\n", running.output())


@pytest.mark.parametrize(
    "words",
    ["--port 65535", "--port x", "--speed 0", "--speed -1", "--speed 9 --visitors -1", "--visitors 9", "--for z"],
)
def test_wrong_words_are_wrong_usage(words: str, tmp_path: Path) -> None:
    running = moiso("demo", "--data", str(tmp_path / "hall"), *words.split(), log=tmp_path / "log")
    assert ended(running) == 2
    assert not (tmp_path / "hall").exists()


def test_a_printer_that_cannot_be_is_said_and_nothing_stays(tmp_path: Path) -> None:
    with Demo(tmp_path / "hall", "--printer", "typewriter") as demo:
        assert ended(demo.running, 120) == 1
        assert "The kiosk ended with 2" in demo.running.output()
        assert "typewriter" in demo.running.output(), "in the kiosk's own words"
        assert not (tmp_path / "hall/demo.json").exists(), "it was never ready"
        assert not processes_of(tmp_path / "hall")


def test_its_life_from_start_to_kill_to_start_to_the_second_ctrl_c(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    with Demo(folder) as first:
        before = first.wait().facts
        taken = [first.ask("/api/take", {"service": "H"}, of="kiosk")["label"] for _ in range(2)]
        assert taken == ["H001", "H002"]
        assert len(processes_of(folder)) == 3
        os.kill(first.running.pid, signal.SIGKILL)
        eventually(lambda: not processes_of(folder), 10, "all its processes die with it")
        first.running.process.wait()

    with Demo(folder, port=first.port) as again:
        assert again.wait().facts == before
        clerk = again.sign_in("clerk", 1)
        assert again.ask("/api/v1/counters/1/call-next", {}, bearer=clerk)["ticket"]["label"] == "H001"
        assert again.ask("/api/take", {"service": "H"}, of="kiosk")["label"] == "H003"
        for _ in range(2):
            again.running.process.send_signal(signal.SIGINT)
        assert ended(again.running) == 0
        eventually(lambda: not processes_of(folder), 10, "nothing stays behind")
        assert "Traceback" not in again.running.output()


def test_a_program_that_dies_ends_the_demo_and_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    with Demo(folder) as demo:
        demo.wait()
        kiosk = next(pid for pid in processes_of(folder) if b"kiosk" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(kiosk, signal.SIGKILL)
        assert ended(demo.running) == 1
        assert "The kiosk ended with -9" in demo.running.output()
        assert not processes_of(folder)


def test_ctrl_c_while_it_is_being_set_up_leaves_nothing_and_the_next_start_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    with Demo(folder) as demo:
        demo.running.wait_until((folder / "moiso.db").exists, 60)
        demo.running.process.send_signal(signal.SIGINT)
        assert ended(demo.running) == 0
        assert not processes_of(folder)
        assert not (folder / "demo.json").exists()
    with Demo(folder, "--for", "1") as again:
        assert ended(again.running, 120) == 0
        assert len(again.facts["accounts"]) == 15
