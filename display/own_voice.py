"""The centre's own voice in a folder that all workers share: its words, its takes, its banks, and which one speaks.

Banks are made beside those in force and named by what is in them; only the small file `voice.json`, replaced whole,
says which bank a language speaks from. Whoever reads meanwhile reads the one or the other, never half of both.
"""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from display.bank import clip, espeak, write_manifest
from display.takes import LOUDNESS_DB, RULES, Take
from display.voice import IN_FORCE, Bank, NoVoice, as_wav, compose, read_in_force
from display.words import Words, usual_words

MACHINE, RECORDED = "machine", "recorded"
SOUND = {"rate": RULES.rate, "pause_ms": 90, "breath_ms": 260}
UNUSED_S = 86_400
"""So long stays a bank that went out of force, for whoever has just begun to read it, or just made it."""


class Incomplete(Exception):
    """Clips that must be there and are not: `missing`."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class Draft(Bank):
    """The takes of one language, as if they were a bank already."""

    def __init__(self, folder: Path, words: Words) -> None:
        self.folder, self._words = folder, words
        self.sound, self.languages = SOUND, {words.language: {"call": list(words.order)}}

    def path(self, language: str, name: str) -> Path:
        return self.folder / take_name(self._words, name)


def take_name(words: Words, name: str) -> str:
    """A take is of a text: when the text of its clip is changed it is none of it any more."""
    return f"{name}-{sha256(words.clips[name].encode()).hexdigest()[:12]}.wav"


class OwnVoice:
    """The banks, words and takes of a centre; `usual` is the folder of the bank for whoever has none of their own.

    Whatever asks what was chosen raises OSError when that cannot be read: to take it for nothing would forget, at the
    next change, what the other languages speak from.
    """

    def __init__(self, folder: Path, usual: Path) -> None:
        self.folder, self.usual = folder, usual

    def _chosen(self, language: str) -> dict[str, Any]:
        chosen: dict[str, Any] = read_in_force(self.folder).get(language, {})
        return chosen

    def words(self, language: str) -> Words:
        """What is said now, and read by whoever records."""
        usual, chosen = usual_words(language), self._chosen(language).get("words")
        return usual.changed(chosen["clips"], chosen["order"]) if chosen else usual

    def speaks(self, language: str) -> str:
        """`machine` or `recorded`."""
        return str(self._chosen(language).get("speaks", MACHINE))

    def in_force(self, language: str) -> Path:
        """The folder of the bank that speaks this language."""
        chosen = self._chosen(language).get("bank")
        return self.folder / chosen if chosen else self.usual

    def recorded(self, words: Words) -> set[str]:
        """The clips that have a take of their present text."""
        takes = self._takes(words.language)
        return {name for name in words.clips if has_content(takes / take_name(words, name))}

    def _takes(self, language: str) -> Path:
        return self.folder / "takes" / language

    def keep_take(self, words: Words, name: str, take: Take) -> None:
        """In the place of an earlier take of the same text."""
        place = self._takes(words.language)
        place.mkdir(parents=True, exist_ok=True)
        replace(place / take_name(words, name), as_wav(take.samples.tobytes(), RULES.rate))

    def take(self, words: Words, name: str) -> bytes:
        """Raises NoVoice for a clip without a take."""
        try:
            return (self._takes(words.language) / take_name(words, name)).read_bytes()
        except OSError as missing:
            raise NoVoice(f"no take of {name}") from missing

    def draft(self, language: str, label: str, counter: int) -> bytes:
        """A call out of the takes. Raises NoVoice when one is missing."""
        bank = Draft(self._takes(language), self.words(language))
        return compose(bank, language, label, counter, again=False)

    def machine(self, language: str, label: str, counter: int, needed: Collection[str]) -> bytes:
        """A call as the machine reads it. Raises NoVoice, NoEngine, OSError."""
        folder = self.make_machine(self.words(language), needed) or self.usual
        return compose(Bank(folder), language, label, counter, again=False)

    def make_machine(self, words: Words, needed: Collection[str]) -> Path | None:
        """The bank of these words, with clips of the usual one wherever it says the same. Raises NoEngine, OSError.

        None: the usual bank says just this, and has the clips that are needed.
        """
        is_usual = words.revision == usual_words(words.language).revision
        if is_usual and not lacking(self.usual, words.language, needed):
            return None
        place = self.folder / f"{words.language}-{MACHINE}-{words.revision}"
        if stays_whole(place, words.language, words.clips):
            return place
        usual, speak = usual_words(words.language), espeak(words)

        def wav(name: str) -> bytes:
            if usual.clips.get(name) == words.clips[name]:
                with suppress(NoVoice):
                    bank = Bank(self.usual)
                    if bank.sound["rate"] == RULES.rate:
                        return as_wav(bank.clip(words.language, name), RULES.rate)
            return clip(speak(words.clips[name]), RULES.rate, LOUDNESS_DB)

        self._make(place, words, words.clips, wav)
        return place

    def make_recorded(self, words: Words, needed: Collection[str]) -> Path:
        """The bank of all takes there are. Raises Incomplete when one of `needed` is missing, OSError."""
        have = self.recorded(words)
        missing = [name for name in needed if name not in have]
        if missing:
            raise Incomplete(missing)
        takes = {name: self.take(words, name) for name in sorted(have)}
        digest = sha256(words.revision.encode())
        for name, wav in takes.items():
            digest.update(name.encode() + wav)
        place = self.folder / f"{words.language}-{RECORDED}-{digest.hexdigest()[:16]}"
        if not stays_whole(place, words.language, takes):
            self._make(place, words, takes, takes.__getitem__)
        return place

    def _make(self, place: Path, words: Words, names: Collection[str], wav: Callable[[str], bytes]) -> None:
        """Whole and on the disk, or not at all; whoever made the same bank meanwhile made the same bank."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix="new-", dir=self.folder))
        try:
            (new / words.language).mkdir()

            def make(name: str) -> None:
                clip_file = new / words.language / f"{name}.wav"
                clip_file.write_bytes(wav(name))
                settle(clip_file)
                time.sleep(0)  # A clip is some 30 ms of work: whoever else waits for this server is served between two.

            with ThreadPoolExecutor(max_workers=4) as hands:
                list(hands.map(make, names))
            write_manifest(new, {words.language: list(words.order)}, SOUND)
            settle(new / "manifest.json", new / words.language, new)
            if place.is_dir() and lacking(place, words.language, names):
                shutil.rmtree(place)
            with suppress(OSError):
                new.rename(place)
            if not place.is_dir():
                raise OSError(f"{place} cannot be made")
            settle(self.folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def choose(self, language: str, *, speaks: str, bank: Path | None, words: Words) -> bool:
        """From the next call on this language is spoken so. Whether that is new. Raises OSError, and changes nothing.

        To be called under the hall's lock: two who choose at once would each write what they read.
        """
        chosen = read_in_force(self.folder)
        changed = words.revision != usual_words(language).revision
        now: dict[str, Any] = {"speaks": speaks, "bank": bank.name if bank else None}
        now |= {"words": {"clips": _own_texts(words), "order": list(words.order)} if changed else None}
        if chosen.get(language) == now or (language not in chosen and not changed and bank is None):
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        left = chosen.get(language, {}).get("bank")
        if left:
            with suppress(FileNotFoundError):
                os.utime(self.folder / left)  # Its day out of force begins.
        text = json.dumps({**chosen, language: now}, ensure_ascii=False, indent=1)
        replace(self.folder / IN_FORCE, text.encode())
        return True

    def sweep(self) -> None:
        """Away with banks nobody has spoken from for a day, and with what a power cut left half made. A machine's bank
        is made again when it is wanted; the takes of a recorded one are kept. Raises OSError."""
        used = {chosen["bank"] for chosen in read_in_force(self.folder).values()}
        old = time.time() - UNUSED_S
        for place in self.folder.glob("*-*"):
            with suppress(FileNotFoundError):  # another worker sweeps too
                if place.name not in used and place.is_dir() and place.stat().st_mtime < old:
                    shutil.rmtree(place, ignore_errors=True)


def stays_whole(place: Path, language: str, names: Collection[str]) -> bool:
    """Whether this bank has these clips. It is about to be chosen then: from now on no sweep takes it for a day."""
    with suppress(FileNotFoundError):
        os.utime(place)
    return not lacking(place, language, names)


def lacking(folder: Path, language: str, names: Collection[str]) -> list[str]:
    """Those of these clips that this bank cannot say: all, where it has no manifest."""
    if not has_content(folder / "manifest.json"):
        return list(names)
    return [name for name in names if not has_content(folder / language / f"{name}.wav")]


def has_content(file: Path) -> bool:
    """Whether it is there; a power cut may leave files with nothing in them."""
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _own_texts(words: Words) -> dict[str, str]:
    usual = usual_words(words.language).clips
    return {name: said for name, said in words.clips.items() if usual.get(name) != said}


def replace(place: Path, content: bytes) -> None:
    """The file is the old one or the new one, whatever happens meanwhile."""
    handle, beside = tempfile.mkstemp(prefix="new-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        settle(Path(beside))
        Path(beside).replace(place)
        settle(place.parent)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def settle(*places: Path) -> None:
    """Files and folders are on the disk, whatever becomes of the power."""
    for place in places:
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
