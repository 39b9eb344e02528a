"""Printers at their addresses, and every fault of paper: refused before, unknown after, printed only with proof."""

import os
import pty
import threading
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.encoder import encode, rows_of
from kiosk.printer import BadAddress, Printer, PrinterOptions, PrinterState, open_printer
from kiosk.slip import TicketSlip, draw_ticket
from tests.kiosk.escpos_decoder import decode
from tests.kiosk.slips import BA_SAU
from tests.kiosk.tcp_printer import TcpPrinter, tcp_printer

PAGE = draw_ticket(TicketSlip.from_json(BA_SAU), 80)
JOB, ROWS = encode(PAGE), rows_of(PAGE)


@pytest.fixture
def device() -> Iterator[TcpPrinter]:
    with tcp_printer() as printer:
        yield printer


def host(device: TcpPrinter, **options) -> Printer:
    # A fast paper speed keeps the time limit of a job (rows / 8 / speed + 3 s) short.
    return open_printer(device.address, options=PrinterOptions(**{"speed_mm_s": 2000, **options}))


def test_a_well_printer_prints_with_proof_and_gets_exactly_the_job(device: TcpPrinter):
    started = time.monotonic()
    outcome = host(device).print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("printed", None)
    assert time.monotonic() - started < 2
    assert device.wait_for_jobs(1) == [JOB]
    assert decode(device.jobs[0]).cuts == 1


def test_proof_comes_with_the_last_dot_and_hardly_later(device: TcpPrinter):
    device.speed_mm_s = 400
    paper_s = ROWS / 8 / 400
    started = time.monotonic()
    assert host(device).print_job(JOB, ROWS).outcome == "printed"
    assert paper_s * 0.9 < time.monotonic() - started < paper_s * 1.10 + 0.3


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"paper": "out"}, "paper_out"),
        ({"cover_open": True}, "cover_open"),
        ({"offline": True}, "offline"),
        ({"jammed": True}, "cutter"),
        ({"overheated": True}, "overheated"),
        ({"broken": True}, "broken"),
    ],
)
def test_a_printer_that_cannot_print_refuses_and_gets_nothing(device: TcpPrinter, fault: dict, reason: str):
    for name, value in fault.items():
        setattr(device, name, value)
    printer = host(device)
    outcome = printer.print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("refused", reason)
    assert outcome.detail
    assert printer.status().state == reason
    assert device.jobs == []


def test_a_mute_printer_refuses_within_two_seconds(device: TcpPrinter):
    device.mute = True
    started = time.monotonic()
    outcome = host(device).print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("refused", "mute")
    assert time.monotonic() - started < 4
    assert device.jobs == []


def test_paper_near_its_end_still_prints_and_is_told(device: TcpPrinter):
    device.paper = "near_end"
    printer = host(device)
    assert printer.print_job(JOB, ROWS).outcome == "printed"
    status = printer.status()
    assert (status.state, status.paper, status.can_print) == (PrinterState.PAPER_NEAR_END, "near_end", True)


def test_a_printer_that_is_switched_off_is_away(device: TcpPrinter):
    device.close()
    printer = host(device)
    assert (printer.print_job(JOB, ROWS).outcome, printer.status().state) == ("refused", PrinterState.AWAY)


def test_a_name_nobody_knows_is_away():
    printer = open_printer("tcp://printer.invalid:9100")
    assert printer.print_job(JOB, ROWS).reason == "away"


def test_a_printer_that_dies_in_the_middle_leaves_an_unknown_slip(device: TcpPrinter):
    device.dies_after = 20_000
    outcome = host(device).print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("unknown", "link_lost")


def test_paper_that_ends_in_the_middle_is_unknown_and_says_why(device: TcpPrinter):
    device.paper_ends_after, device.buffer = 300, 1_000_000  # room for the questions behind the slip
    outcome = host(device).print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("unknown", "paper_out")


def test_paper_refilled_in_time_is_printed_after_all(device: TcpPrinter):
    device.paper_ends_after = 300

    def refill() -> None:
        while device.paper != "out":
            time.sleep(0.01)
        time.sleep(0.5)
        device.paper = "ok"

    hand = threading.Thread(target=refill)
    hand.start()
    assert host(device).print_job(JOB, ROWS).outcome == "printed"
    hand.join()
    assert device.wait_for_jobs(1) == [JOB]


def test_a_printer_that_stops_taking_data_is_unknown_within_its_time(device: TcpPrinter):
    device.stalls_after = 12_000
    big = encode(Image.new("1", (576, 60_000), 1))
    started = time.monotonic()
    outcome = host(device, speed_mm_s=20_000).print_job(big, 60_000)
    assert (outcome.outcome, outcome.reason) == ("unknown", "stalled")
    assert time.monotonic() - started < 10


def test_a_clone_without_proof_is_unknown_unless_told_to_trust_its_status(device: TcpPrinter):
    device.knows = frozenset()
    outcome = host(device).print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("unknown", "no_proof")
    trusted = host(device, confirm="none").print_job(JOB, ROWS)
    assert (trusted.outcome, trusted.reason) == ("printed", None)


def test_without_proof_paper_that_ended_meanwhile_is_unknown(device: TcpPrinter):
    device.paper_ends_after, device.buffer = 300, 1_000_000  # room for the questions behind the slip
    outcome = host(device, confirm="none").print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("unknown", "paper_out")


def test_the_exact_proof_of_epson_is_understood(device: TcpPrinter):
    printer = host(device, confirm="gs_h")
    assert [printer.print_job(JOB, ROWS).outcome for _ in range(2)] == ["printed", "printed"]


def test_automatic_status_is_not_taken_for_proof(device: TcpPrinter):
    # Four bytes a printer sends unasked: a head 0xx1xx00 and three that look like the answer to GS r.
    device.unasked = b"\x10\x00\x00\x00\x11"
    assert host(device).print_job(JOB, ROWS).outcome == "printed"


def test_two_hosts_at_once_one_waits_or_hears_nothing(device: TcpPrinter):
    device.speed_mm_s = 60
    outcomes = []
    hosts = [
        threading.Thread(target=lambda: outcomes.append(host(device, speed_mm_s=60).print_job(JOB, ROWS)))
        for _ in range(2)
    ]
    for thread in hosts:
        thread.start()
    for thread in hosts:
        thread.join()
    assert sorted(outcome.outcome for outcome in outcomes) == ["printed", "refused"]
    assert [outcome.reason for outcome in outcomes if outcome.outcome == "refused"] == ["mute"]
    assert device.wait_for_jobs(1) == [JOB]


def test_no_link_is_left_open_between_jobs(device: TcpPrinter):
    printer = host(device)
    for _ in range(3):
        assert printer.print_job(JOB, ROWS).outcome == "printed"
        assert printer.status().state == PrinterState.READY
    assert device.connections == 6
    assert device.wait_for_jobs(3) == [JOB] * 3


def test_a_virtual_printer_keeps_bytes_and_picture_and_counts_on_after_a_restart(tmp_path: Path):
    folder = tmp_path / "paper"
    for number in ("0001", "0002"):
        outcome = open_printer(f"virtual:{folder}").print_job(JOB, ROWS)
        assert (outcome.outcome, outcome.detail) == ("printed", number)
        assert (folder / f"{number}.bin").read_bytes() == JOB
        with Image.open(folder / f"{number}.png") as picture:
            assert picture.convert("1").crop(PAGE.getbbox()).tobytes() == PAGE.crop(PAGE.getbbox()).tobytes()
    (folder / "0002.bin").unlink()
    (folder / "0041.bin").write_bytes(JOB)
    assert open_printer(f"virtual:{folder}").print_job(JOB, ROWS).detail == "0042"
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("file", "state"), [("paper-out", "paper_out"), ("cover-open", "cover_open"), ("offline", "offline")]
)
def test_a_virtual_printer_has_the_troubles_of_a_real_one(tmp_path: Path, file: str, state: str):
    printer = open_printer(f"virtual:{tmp_path}")
    (tmp_path / file).touch()
    assert (printer.print_job(JOB, ROWS).reason, printer.status().state) == (state, state)
    (tmp_path / file).unlink()
    assert printer.print_job(JOB, ROWS).outcome == "printed"


def test_a_full_disk_refuses_the_slip(tmp_path: Path):
    (tmp_path / ".0001.bin.part").symlink_to("/dev/full")
    outcome = open_printer(f"virtual:{tmp_path}").print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("refused", "disk_full")
    assert not (tmp_path / "0001.bin").exists()
    assert open_printer("file:/dev/full").print_job(JOB, ROWS).outcome == "unknown"


def test_a_folder_that_is_a_file_refuses_the_slip(tmp_path: Path):
    (tmp_path / "paper").write_text("")
    assert open_printer(f"virtual:{tmp_path}/paper").print_job(JOB, ROWS).outcome == "refused"


def test_bytes_that_are_no_slip_are_refused_by_the_virtual_printer(tmp_path: Path):
    assert open_printer(f"virtual:{tmp_path}").print_job(b"hello", 1).outcome == "refused"


def test_a_file_holds_the_last_slip_and_a_device_file_proves_nothing(tmp_path: Path):
    printer = open_printer(f"file:{tmp_path}/out.bin")
    assert [printer.print_job(JOB, ROWS).outcome for _ in range(2)] == ["printed", "printed"]
    assert (tmp_path / "out.bin").read_bytes() == JOB
    assert open_printer("file:/dev/null").print_job(JOB, ROWS).reason == "no_proof"
    assert (
        open_printer("file:/dev/null", options=PrinterOptions(confirm="none")).print_job(JOB, ROWS).outcome == "printed"
    )
    away = open_printer(f"file:{tmp_path}/no/such/folder")
    assert (away.print_job(JOB, ROWS).outcome, away.status().state) == ("refused", PrinterState.AWAY)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "virtual:",
        "virtual",
        "lp0",
        "tcp:",
        "tcp://",
        "tcp://:9100",
        "tcp://host:99999",
        "tcp://host:0",
        "tcp:host:9100",
        "tcp://host:9100/x",
        "usb:04b8",
        "usb:04b8:zzzz",
        "serial:",
        "serial:/dev/ttyS0",
        "serial:/dev/ttyS0?baud=fast",
        "serial:/dev/ttyS0?baud=921600&x=1",
        "file:",
        "bluetooth:aa",
        "\x00",
    ],
)
def test_a_wrong_address_says_how_one_is_written(address: str):
    with pytest.raises(BadAddress) as caught:
        open_printer(address)
    assert "write" in str(caught.value) and "\n" not in str(caught.value)


def test_a_serial_line_too_slow_for_a_slip_is_refused_unless_told():
    with pytest.raises(BadAddress, match="needs 9 s for one slip"):
        open_printer("serial:/dev/ttyS0?baud=115200")
    assert open_printer("serial:/dev/ttyS0?baud=115200&slow=yes")


def test_a_serial_printer_answers_over_its_line():
    # A pseudo-terminal with the TCP printer's own questions and answers behind it.
    ours, theirs = pty.openpty()
    tty.setraw(ours)
    tty.setraw(theirs)
    got = bytearray()

    def device() -> None:
        replies = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x1E}
        asked = 0
        while not got.endswith(b"\x1dr\x01"):
            got.extend(os.read(ours, 4096))
            while asked < 4 and got.endswith(b"\x10\x04" + bytes([asked + 1])):
                asked += 1
                os.write(ours, bytes([replies[asked]]))
        os.write(ours, b"\x00")

    thread = threading.Thread(target=device, daemon=True)
    thread.start()
    printer = open_printer(f"serial:{os.ttyname(theirs)}?baud=921600")
    assert printer.print_job(JOB, ROWS).outcome == "printed"
    thread.join(5)
    assert JOB in bytes(got)
    os.close(ours)
    os.close(theirs)
    assert printer.print_job(JOB, ROWS).reason == "away"


def test_usb_without_a_printer_says_so():
    printer = open_printer("usb")
    outcome = printer.print_job(JOB, ROWS)
    assert (outcome.outcome, outcome.reason) == ("refused", "away")
    assert "USB" in outcome.detail or "libusb" in outcome.detail
    printer.close()
