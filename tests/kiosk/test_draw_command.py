"""`moiso slip`: a slip from a file, or one clear sentence."""

import argparse
import json
from pathlib import Path

import pytest

from kiosk import draw_command
from kiosk.encoder import encode
from kiosk.slip import TicketSlip, draw_ticket
from tests.kiosk.escpos_decoder import decode
from tests.kiosk.slips import BA_SAU


def command(*words: str) -> int:
    parser = argparse.ArgumentParser()
    draw_command.add_arguments(parser)
    return draw_command.run(parser.parse_args([str(word) for word in words]))


@pytest.mark.parametrize("width", [80, 58])
def test_it_writes_the_bytes_the_kiosk_would_print(tmp_path: Path, width: int):
    ticket = tmp_path / "ticket.json"
    ticket.write_text(json.dumps(BA_SAU), encoding="utf-8")
    assert command(ticket, "--width", str(width), "-o", tmp_path / "out.bin", "--png", tmp_path / "out.png") == 0
    job = (tmp_path / "out.bin").read_bytes()
    assert job == encode(draw_ticket(TicketSlip.from_json(BA_SAU), width))
    assert decode(job).image.width == (576 if width == 80 else 384)
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"{}", "hall: must be a JSON object"),
        (b"x" * 1_000_001, "that is no slip"),
    ],
)
def test_a_bad_file_is_one_sentence_and_no_output(tmp_path: Path, content: bytes, says: str, capsys):
    ticket = tmp_path / "ticket.json"
    ticket.write_bytes(content)
    assert command(ticket, "-o", tmp_path / "out.bin") == 1
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1
    assert not (tmp_path / "out.bin").exists()


def test_a_file_that_is_not_there_and_a_place_that_cannot_be_written(tmp_path: Path, capsys):
    assert command(tmp_path / "none.json", "-o", tmp_path / "out.bin") == 1
    ticket = tmp_path / "ticket.json"
    ticket.write_text(json.dumps(BA_SAU), encoding="utf-8")
    assert command(ticket, "-o", tmp_path / "no" / "out.bin") == 1
    assert capsys.readouterr().err.count("cannot be") == 2


def test_wrong_usage_is_2(tmp_path: Path):
    with pytest.raises(SystemExit) as caught:
        command("ticket.json", "--width", "70", "-o", "out.bin")
    assert caught.value.code == 2
