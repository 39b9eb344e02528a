"""What the loudspeaker says in one language: the table of words.toml, with what the centre changed of it."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase
from typing import Any

from display.voice import MOST_COUNTERS, VOICE_FOLDER

WORDS = VOICE_FOLDER / "words.toml"
LABEL_PART, COUNTER_PART = "{label}", "{counter}"
PHRASES = ("again", "invite", "to")
FIGURES = tuple("0123456789")
COUNTERS = tuple(f"counter-{number}" for number in range(1, MOST_COUNTERS + 1))
CLIPS = frozenset({*ascii_uppercase, *FIGURES, *PHRASES, *COUNTERS})
"""Every clip a bank may have."""


@dataclass(frozen=True)
class Words:
    """The clips of one language with the text of each, their order in a call, and how espeak-ng reads them."""

    language: str
    engine_voice: str
    speed: int
    order: tuple[str, ...]
    clips: dict[str, str]

    @property
    def revision(self) -> str:
        """Two tables are the same when this is."""
        said = [self.language, self.engine_voice, self.speed, self.order, sorted(self.clips.items())]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]

    def changed(self, clips: dict[str, str], order: list[str]) -> "Words":
        """With these texts and this order instead."""
        return Words(self.language, self.engine_voice, self.speed, tuple(order), {**self.clips, **clips})


def clips_of(table: dict[str, Any]) -> dict[str, str]:
    """Clip names of one language of words.toml and the text each one speaks."""
    digits = {str(digit): text for digit, text in enumerate(table["digits"])}
    counters = {f"counter-{number}": text for number, text in enumerate(table["counters"], start=1)}
    return {**table["phrases"], **digits, **table["letters"], **counters}


def words_of(language: str, table: dict[str, Any]) -> Words:
    return Words(language, table["voice"], table["speed"], tuple(table["call"]), clips_of(table))


@lru_cache
def usual_words(language: str) -> Words:
    """What is said where nobody changed anything."""
    return words_of(language, tomllib.loads(WORDS.read_text(encoding="utf-8"))[language])


def needed_clips(services: list[str], counters: list[int]) -> list[str]:
    """What a hall with these services and counters says at all, in the order in which one records it. For a counter
    above MOST_COUNTERS no bank has a clip."""
    letters = sorted({letter for code in services for letter in code})
    spoken = sorted(number for number in counters if number <= MOST_COUNTERS)
    return [*PHRASES, *FIGURES, *letters, *(f"counter-{number}" for number in spoken)]
