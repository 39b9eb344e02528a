"""The centre's own banks are swapped under the eyes of whoever reads, and what nobody needs any more goes."""

import math
import os
import threading
import time
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from display.own_voice import MACHINE, RECORDED, UNUSED_S, OwnVoice
from display.takes import RULES, Take
from display.voice import NoVoice, Voice
from display.words import Words, needed_clips, usual_words

NEEDED = needed_clips(["H"], [1])


@pytest.fixture
def own(tmp_path: Path) -> OwnVoice:
    return OwnVoice(tmp_path / "own", tmp_path / "usual" / "bank")


def record(own: OwnVoice, hertz: int) -> Path:
    """A whole Vietnamese bank of one tone."""
    tone = array("h", [int(8000 * math.sin(math.tau * hertz * i / RULES.rate)) for i in range(2000)])
    for name in NEEDED:
        own.keep_take(own.words("vi"), name, Take(tone, 0.1, -20.0))
    return own.make_recorded(own.words("vi"), NEEDED)


def choose(own: OwnVoice, bank: Path | None, speaks: str = RECORDED, words: Words | None = None) -> bool:
    return own.choose("vi", speaks=speaks, bank=bank, words=words or own.words("vi"))


def test_a_voice_that_is_swapped_while_calls_are_read_is_heard_whole_or_not_at_all(
    own: OwnVoice, tmp_path: Path
) -> None:
    banks = [record(own, 300), record(own, 900)]
    whole = []
    for bank in banks:
        choose(own, bank)
        whole.append(Voice(tmp_path / "usual", own.folder).call("vi", "H000", 1, again=False))
    assert whole[0] != whole[1]
    over, heard = threading.Event(), set()

    def read() -> None:
        while not over.is_set():
            heard.add(Voice(tmp_path / "usual", own.folder).call("vi", "H000", 1, again=False))

    with ThreadPoolExecutor() as hands:
        reading = hands.submit(read)
        for turn in range(100):
            assert choose(own, banks[turn % 2])
        over.set()
        reading.result()
    assert heard == set(whole)


def test_two_workers_that_make_the_same_bank_at_once_make_one(own: OwnVoice) -> None:
    words = own.words("vi").changed({"H": "hờ,"}, list(own.words("vi").order))
    with ThreadPoolExecutor() as hands:
        made = {bank.result() for bank in [hands.submit(own.make_machine, words, NEEDED) for _ in range(2)]}
    assert len(made) == 1
    assert [place.name for place in own.folder.iterdir()] == [f"vi-machine-{words.revision}"]


def test_only_banks_that_nobody_has_spoken_from_for_a_day_are_swept_away(own: OwnVoice) -> None:
    first, second = record(own, 300), record(own, 900)
    torn = own.folder / "new-torn"
    torn.mkdir()
    choose(own, second)
    own.sweep()
    assert first.is_dir() and torn.is_dir()
    yesterday = time.time() - UNUSED_S - 60
    for place in (first, second, torn):
        os.utime(place, (yesterday, yesterday))
    own.sweep()
    assert not first.exists() and not torn.exists() and second.is_dir()
    choose(own, None, MACHINE)
    own.sweep()
    assert second.is_dir(), "its day begins when it is left"
    os.utime(second, (yesterday, yesterday))
    assert record(own, 900) == second
    own.sweep()
    assert second.is_dir(), "somebody is about to choose it"
    assert own.recorded(own.words("vi")) == set(NEEDED), "takes are nobody's litter"


def test_a_file_of_choices_that_cannot_be_read_leaves_the_usual_voice(
    own: OwnVoice, tmp_path: Path, small_voice: Path
) -> None:
    choose(own, record(own, 300))
    (own.folder / "voice.json").write_text('{"vi": {"ba')
    usual = Voice(small_voice).call("vi", "H000", 1, again=False)
    assert Voice(small_voice, own.folder).call("vi", "H000", 1, again=False) == usual
    with pytest.raises(NoVoice):
        Voice(tmp_path / "nothing", own.folder).call("vi", "H000", 1, again=False)


def test_choices_that_cannot_be_read_are_not_written_over_and_lose_no_bank(own: OwnVoice) -> None:
    bank = record(own, 300)
    choose(own, bank)
    torn = '{"vi": {"ba'
    (own.folder / "voice.json").write_text(torn)
    os.utime(bank, (0, 0))
    for change in (own.sweep, lambda: own.choose("en", speaks=MACHINE, bank=bank, words=usual_words("en"))):
        with pytest.raises(OSError, match="torn"):
            change()
    assert bank.is_dir() and (own.folder / "voice.json").read_text() == torn


def test_a_bank_is_on_the_disk_before_it_is_chosen(own: OwnVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    settled, fsync = [], os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda file: (settled.append(Path(f"/proc/self/fd/{file}").readlink()), fsync(file))
    )
    bank = record(own, 300)
    assert {place.name for place in bank.rglob("*")} <= {place.name for place in settled}
    assert settled[-1] == own.folder, "and its name"


def test_choosing_what_speaks_already_changes_nothing(own: OwnVoice) -> None:
    bank = record(own, 300)
    assert not choose(own, None, MACHINE), "nobody ever chose anything"
    assert choose(own, bank) and not choose(own, bank)
    assert choose(own, None, MACHINE) and not choose(own, None, MACHINE)
