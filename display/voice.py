"""Puts one call together from recorded clips: words in order, silence between them, as one WAV."""

import io
import json
import re
import wave
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from assets import FOLDER

VOICE_FOLDER = FOLDER / "voice"
IN_FORCE = "voice.json"
"""In the folder of the centre's own voice: for each language what it speaks from, and what was changed of its words."""
MOST_COUNTERS = 40
LABEL = re.compile(r"[A-Z]{1,2}[0-9]{3,4}")
SAMPLE_BYTES = 2


class NoVoice(Exception):
    """The bank has no clips for this call, or there is no bank yet."""


class Bank:
    """A folder of clips with its manifest; made by `display.bank`, or recorded by the centre under the same names."""

    def __init__(self, folder: Path) -> None:
        """Reads the manifest; raises NoVoice when there is none."""
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as missing:
            raise NoVoice(f"no readable manifest.json in {folder}") from missing
        self.folder = folder
        self.sound: dict[str, int] = manifest["sound"]
        self.languages: dict[str, dict[str, list[str]]] = manifest["languages"]

    @property
    def chime(self) -> Path:
        """Three tones that make heads turn to the screen."""
        return self.folder / "chime.wav"

    def silence(self, milliseconds: int) -> bytes:
        """So much nothing, in samples."""
        return bytes(SAMPLE_BYTES * (self.sound["rate"] * milliseconds // 1000))

    def path(self, language: str, name: str) -> Path:
        """Where a clip is."""
        return self.folder / language / f"{name}.wav"

    def clip(self, language: str, name: str) -> bytes:
        """The samples of one clip."""
        path = self.path(language, name)
        try:
            with wave.open(str(path), "rb") as clip:
                form = (clip.getnchannels(), clip.getsampwidth(), clip.getframerate())
                if form != (1, SAMPLE_BYTES, self.sound["rate"]):
                    raise NoVoice(f"{path.name} is not mono, 16 bit, {self.sound['rate']} Hz")
                return clip.readframes(clip.getnframes())
        except (OSError, wave.Error, EOFError) as missing:
            raise NoVoice(f"clip {language}/{name} cannot be read") from missing


def clip_names(order: list[str], label: str, counter: int, again: bool) -> list[str]:
    """The clips of one call in the order of its language: words for the frame, one clip for each letter and digit."""
    names = ["again"] if again else []
    for part in order:
        if part == "{label}":
            names += ["|", *label, "|"]
        elif part == "{counter}":
            names.append(f"counter-{counter}")
        else:
            names.append(part)
    return names


def compose(bank: Bank, language: str, label: str, counter: int, again: bool) -> bytes:
    """The whole WAV of one call; `again` puts "Xin nhắc lại" before it."""
    try:
        order = bank.languages[language]["call"]
    except KeyError as unknown:
        raise NoVoice(f"the bank does not speak {language}") from unknown
    pause, breath = bank.silence(bank.sound["pause_ms"]), bank.silence(bank.sound["breath_ms"])
    pieces = [
        breath if name == "|" else bank.clip(language, name) + pause
        for name in clip_names(order, label, counter, again)
    ]
    return as_wav(b"".join(pieces), bank.sound["rate"])


def as_wav(frames: bytes, rate: int) -> bytes:
    """These samples as a mono WAV of 16 bit."""
    whole = io.BytesIO()
    with wave.open(whole, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(SAMPLE_BYTES)
        out.setframerate(rate)
        out.writeframes(frames)
    return whole.getvalue()


def read_in_force(folder: Path) -> dict[str, Any]:
    """What the centre chose, by language; nothing where it chose nothing. Raises OSError where it cannot be read."""
    try:
        said: dict[str, Any] = json.loads((folder / IN_FORCE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as torn:
        raise OSError(f"{folder / IN_FORCE} is torn") from torn
    return said


class Voice:
    """Speaks from the newest bank: a centre that changes its voice need not restart anything."""

    def __init__(self, folder: Path, own: Path | None = None) -> None:
        """`folder` holds the usual bank's folder `bank/` (it may not be there yet), `own` the banks of the centre."""
        self.folder, self._own = folder / "bank", own
        self._compose = lru_cache(maxsize=256)(self._compose_from)

    def bank(self) -> Bank:
        """The usual bank as it is on the disk now."""
        return Bank(self.folder)

    def call(self, language: str, label: str, counter: int, again: bool) -> bytes:
        """The WAV of one call, kept for the second reading and for the other TVs.

        A call that the centre's own bank has not all clips for is read whole from the usual one: people hear a
        strange voice, and no number with a hole in it. So is every call when what was chosen cannot be read.
        """
        if self._own:
            with suppress(NoVoice, OSError):
                chosen = read_in_force(self._own).get(language, {}).get("bank")
                if chosen:
                    return self._from(self._own / chosen, language, label, counter, again)
        return self._from(self.folder, language, label, counter, again)

    def _from(self, folder: Path, language: str, label: str, counter: int, again: bool) -> bytes:
        try:
            stamp = (folder / "manifest.json").stat().st_mtime_ns
        except OSError as missing:
            raise NoVoice("no bank yet") from missing
        return self._compose(stamp, folder, language, label, counter, again)

    def _compose_from(self, _stamp: int, folder: Path, language: str, label: str, counter: int, again: bool) -> bytes:
        return compose(Bank(folder), language, label, counter, again)
