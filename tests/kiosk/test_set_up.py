"""What a test print learns of a printer is kept, and in use at the next slip."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.encoder import encode
from kiosk.printer import open_printer
from kiosk.printers.options import PrinterOptions
from kiosk.set_up import SetUp
from kiosk.set_up_slip import draw_set_up_slip
from kiosk.spool import Spooler
from server.cli import main
from tests.kiosk.escpos_decoder import decode
from tests.kiosk.tcp_printer import TcpPrinter, tcp_printer
from tests.kiosk.test_printer import JOB, ROWS

AT = datetime(2026, 11, 23, 9, 5)


@pytest.fixture
def device() -> Iterator[TcpPrinter]:
    with tcp_printer() as printer:
        printer.speed_mm_s = 400
        yield printer


def at_work(device: TcpPrinter, file: Path, **given: object) -> tuple[SetUp, Spooler]:
    set_up = SetUp(file, device.address, {"grace_s": 0.5, "answer_s": 1.0, **given})
    return set_up, Spooler(open_printer(device.address, options=set_up.options))


@pytest.mark.parametrize(
    ("knows", "confirm", "question"),
    [("gs_h", "gs_h", b"\x1d(H"), ("gs_r", "gs_r", b"\x1dr"), ("", "none", b"\x10\x04")],
)
def test_a_test_print_finds_the_best_proof_and_the_next_slip_goes_by_it(
    device: TcpPrinter, tmp_path: Path, knows: str, confirm: str, question: bytes
) -> None:
    device.knows = frozenset({"gs_r", knows}) if knows else frozenset()
    file = tmp_path / "printer.json"
    set_up, spool = at_work(device, file)
    found = set_up.test_print(spool)
    assert (found.outcome.outcome, found.confirm, set_up.options.confirm) == ("printed", confirm, confirm)
    assert decode(device.wait_for_jobs(1)[0]).cuts == 1
    if knows:
        assert 250 < set_up.options.speed_mm_s < 450
    else:
        set_up.learn(speed_mm_s=500)
    assert spool.print_job(JOB, ROWS).outcome == "printed"
    assert question in device.asked[-1]
    assert SetUp(file, device.address, {}).options.confirm == confirm, "kept over a restart"
    assert SetUp(file, "tcp://another", {}).options == PrinterOptions(), "and only for this printer"
    spool.close()


def test_a_proof_that_comes_before_the_paper_is_none(device: TcpPrinter, tmp_path: Path) -> None:
    device.speed_mm_s = 0.0  # It answers when it has the slip, not when the slip is out.
    set_up, spool = at_work(device, tmp_path / "printer.json")
    assert set_up.test_print(spool).confirm == "none"
    spool.close()


def test_a_test_print_that_comes_to_nothing_teaches_nothing(device: TcpPrinter, tmp_path: Path) -> None:
    file = tmp_path / "printer.json"
    set_up, spool = at_work(device, file)
    device.paper = "out"
    assert set_up.test_print(spool).outcome.reason == "paper_out"
    device.paper, device.paper_ends_after, device.buffer = "ok", 300, 1_000_000
    outcome = set_up.test_print(spool).outcome
    assert (outcome.outcome, outcome.reason) == ("unknown", "paper_out")
    assert set_up.options.confirm == "gs_r" and not file.exists()
    spool.close()


def test_a_setting_goes_before_what_was_learnt(device: TcpPrinter, tmp_path: Path) -> None:
    file = tmp_path / "printer.json"
    set_up, spool = at_work(device, file, confirm="none")
    assert set_up.test_print(spool).confirm == "gs_h" and set_up.options.confirm == "none"
    assert set_up.as_json()["confirm"] == {"value": "none", "from": "setting"}
    assert SetUp(file, device.address, {}).as_json()["confirm"] == {"value": "gs_h", "from": "learnt"}
    assert set_up.as_json()["pad_rows"] == {"value": 0, "from": "usual"}
    spool.close()


def test_what_no_printer_has_is_not_learnt_and_half_a_file_is_as_none(tmp_path: Path) -> None:
    file = tmp_path / "printer.json"
    set_up = SetUp(file, "usb", {})
    set_up.learn(band_rows=100, width=58)
    for wrong in ({"band_rows": 9000}, {"confirm": "maybe"}, {"width": True}, {"colour": "red"}, {"pad_rows": "8"}):
        with pytest.raises(ValueError, match="is"):
            set_up.learn(**wrong)
    assert (SetUp(file, "usb", {}).options.band_rows, SetUp(file, "usb", {}).options.width) == (100, 58)
    for broken in ('{"printer": "usb", "lea', "[]", json.dumps({"printer": "usb", "learnt": {"width": 70}})):
        file.write_text(broken)
        assert SetUp(file, "usb", {}).options == PrinterOptions()


def test_a_full_disk_loses_nothing_before_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "printer.new").symlink_to("/dev/full")
    set_up = SetUp(tmp_path / "printer.json", "usb", {})
    set_up.learn(confirm="none")
    assert set_up.options.confirm == "none"


def test_the_command_says_what_it_found_and_the_kiosk_starts_with_it(
    device: TcpPrinter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> tuple[int, str]:
        code = main(["test-print", "--printer", device.address, "--data", str(tmp_path)])
        said = capsys.readouterr()
        return code, said.out + said.err

    code, said = command()
    assert code == 0 and "process id (GS ( H)" in said and str(tmp_path / "printer.json") in said
    device.cover_open = True
    assert command() == (1, "moiso test-print: cover_open: the cover is open\n")
    assert SetUp(tmp_path / "printer.json", device.address, {}).options.confirm == "gs_h"


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize("width", [80, 58])
def test_the_set_up_slip_shows_both_edges_and_every_option(tmp_path: Path, width: int, language: str) -> None:
    options = PrinterOptions(width=width, band_rows=100, pad_rows=24)  # type: ignore[arg-type]
    page = draw_set_up_slip(options, "tcp://10.0.0.5:9100", AT, language)
    paper = decode(encode(page, band_rows=100, pad_rows=24))
    left, _, right, _ = paper.image.convert("L").point(lambda value: 255 - value).getbbox()
    assert (left, right) == (0, page.width) and max(paper.bands) <= 100
    if language == "vi":
        paper.image.save(tmp_path / "slip.png")
        command = ["tesseract", str(tmp_path / "slip.png"), "-", "-l", "vie", "--psm", "4"]
        alone = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        text = subprocess.run(command, capture_output=True, text=True, check=True, env=alone).stdout
        for words in ("TEST", "Không phải số thứ tự", "tcp://10.0.0.5:9100", f"{width} mm", "9:05 23/11/2026"):
            assert words in " ".join(text.split()), text
