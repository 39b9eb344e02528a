"""A scanner on a serial line leads where one that types does, comes back when it is plugged in, and tells nobody."""

import os
import re
import threading
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kiosk import scanner
from kiosk.scanner import LONGEST, Scanner
from tests.kiosk.conftest import Machine
from tests.kiosk.stand_in import StandIn
from tests.kiosk.test_attendant import HASH, PIN
from tests.kiosk.test_cards import OLD
from tests.kiosk.test_scanner import SECRETS
from tests.services import eventually


class Line:
    """A pseudo-terminal behind a fixed name, as udev gives one to a scanner."""

    def __init__(self, device: Path) -> None:
        self.device = device
        self._ends: tuple[int, ...] = ()
        self.plug()

    def plug(self) -> None:
        self._ends = os.openpty()
        for end in self._ends:
            tty.setraw(end)
        self.device.symlink_to(os.ttyname(self._ends[1]))

    def unplug(self) -> None:
        if self._ends:
            self.device.unlink()
        for end in self._ends:
            os.close(end)
        self._ends = ()

    def read(self, code: str | bytes) -> None:
        """The scanner reads a code."""
        os.write(self._ends[0], code.encode() if isinstance(code, str) else code)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    line = Line(tmp_path / "scanner")
    yield line
    line.unplug()


@pytest.fixture
def at(line: Line) -> Scanner:
    """A scanner that listens."""
    at = Scanner(str(line.device), 9600)
    at.start()
    eventually(lambda: at.state == "ready")
    return at


@pytest.mark.parametrize(
    ("came", "code"),
    [
        (b"HK4T9M\r", "HK4T9M"),
        (b"\r\n\nHK4T9M\r\n", "HK4T9M"),
        (b"HK4T", None),  # noise of a line
        ("Nguyễn Thị|torn".encode(), "Nguyễn Thị|torn"),
        (b"\x02HK4T\x009M\xff\r", "HK4T9M\ufffd"),
        (b"7" * (LONGEST + 900) + b"\r", "7" * LONGEST),
    ],
)
def test_a_code_ends_with_its_line_or_with_silence(line: Line, at: Scanner, came: bytes, code: str | None) -> None:
    for start in range(0, len(came), 1000):
        line.read(came[start : start + 1000])
    assert at.next(1) == code
    assert at.next(0) is None, "told once"


def test_a_code_that_nobody_asked_for_is_forgotten(line: Line, at: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    line.read("HK4T9M\r")
    assert at.next(5) == "HK4T9M"
    monkeypatch.setattr(scanner, "FRESH_S", 0.0)
    line.read("HK4T9N\r")
    assert at.next(0.5) is None


def test_a_page_that_was_left_takes_no_scan_of_the_one_in_sight(line: Line, at: Scanner) -> None:
    left: list[str | None] = []
    waiting = threading.Thread(target=lambda: left.append(at.next(30)))
    waiting.start()
    while waiting.is_alive():
        assert at.next(0) is None
        time.sleep(0.05)
    line.read("HK4T9M\r")
    assert (left, at.next(5)) == ([None], "HK4T9M")


def test_a_serial_scanner_leads_where_a_typing_one_does_and_may_be_unplugged(
    glass: Page, machine: Machine, hall: StandIn, line: Line
) -> None:
    hall.pin_hash = HASH
    machine.scanner = f"serial:{line.device}"
    machine.start()
    ticket = machine.take("H")
    glass.goto(machine.url)
    expect(glass.get_by_role("button", name="Xem tất cả lĩnh vực")).to_be_visible()
    line.read(ticket["url"] + "\r\n")
    expect(glass.locator(".number")).to_have_text("H001")
    line.read(OLD[:30])  # torn
    expect(glass.locator(".said")).to_contain_text("Máy chưa đọc được mã này")
    expect(glass.locator(".number")).to_have_count(0)
    line.unplug()
    eventually(lambda: machine.get("/api/health")[1]["scanner"]["state"] == "away")
    glass.keyboard.press("F10")
    expect(glass.locator(".pin-keys")).to_be_visible()
    glass.keyboard.type(f"{PIN}\n")
    expect(glass.get_by_text("Không thấy máy quét mã")).to_be_visible()
    line.plug()
    expect(glass.get_by_text("Máy quét mã đang đọc")).to_be_visible()
    glass.get_by_role("button", name="Đóng").click()
    expect(glass.get_by_role("button", name=re.compile("^Hộ tịch|Xem tất cả"))).to_be_visible()
    line.read(bytes(range(128, 200)) + b"\r")  # garbage
    expect(glass.locator(".said")).to_contain_text("Máy chưa đọc được mã này")
    line.read(OLD + "\r")
    expect(glass.locator(".said")).to_contain_text("Đã nhận thẻ")
    machine.stop()
    files = [path for path in machine.data.parent.rglob("*") if path.is_file() and path.suffix not in (".png", ".bin")]
    kept = b"".join(path.read_bytes() for path in files)
    assert not [secret for secret in SECRETS if secret.encode() in kept]
