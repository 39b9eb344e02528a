"""Whether a recording will do as a clip, and making it one: the silence off its ends, as loud as the others."""

import io
import math
import wave
from array import array
from dataclasses import asdict, dataclass
from operator import mul

FULL = 32767
LOUDNESS_DB = -20.0
_BLOCKS_A_SECOND = 100


@dataclass(frozen=True)
class Rules:
    """What a take must keep; the page that records asks for them and says the same."""

    rate: int = 22050
    shortest_s: float = 0.15
    longest_s: float = 5.0
    silent_peak: int = 330
    """A take that is nowhere louder is silence: 40 dB below full scale."""
    loud_share: float = 0.04
    """Of the take's own peak: what is louder belongs to the word, also its soft beginning."""
    before_s: float = 0.04
    after_s: float = 0.1
    quietest_db: float = -38.0
    """Below it a take would be made louder together with the room behind it."""
    full_peak: int = 32700
    clipped_samples: int = 30
    """So many at full scale and the voice rattles."""

    def as_json(self) -> dict[str, float]:
        return asdict(self)


RULES = Rules()


class BadTake(Exception):
    """A recording that will not do: `why` is `not_wav`, `wrong_form`, `silent`, `too_short`, `too_long`, `too_quiet`
    or `clipped`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Take:
    samples: "array[int]"
    length_s: float
    level_db: float
    """As it was recorded, before it was brought to one loudness with the others."""


def samples_of(wav: bytes) -> "array[int]":
    """Raises BadTake for what is no mono WAV of 16 bit at our rate."""
    try:
        with wave.open(io.BytesIO(wav), "rb") as sound:
            if (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) != (1, 2, RULES.rate):
                raise BadTake("wrong_form")
            frames = sound.readframes(sound.getnframes())
            return array("h", frames[: len(frames) // 2 * 2])
    except (wave.Error, EOFError) as problem:
        raise BadTake("not_wav") from problem


def trimmed(samples: "array[int]") -> "array[int]":
    """Without the silence before and after. Raises BadTake for silence alone."""
    size = RULES.rate // _BLOCKS_A_SECOND
    peaks = [peak_of(samples[start : start + size]) for start in range(0, len(samples), size)]
    loudest = max(peaks, default=0)
    if loudest < RULES.silent_peak:
        raise BadTake("silent")
    loud = [place for place, peak in enumerate(peaks) if peak >= loudest * RULES.loud_share]
    first = loud[0] * size - int(RULES.before_s * RULES.rate)
    return samples[max(0, first) : (loud[-1] + 1) * size + int(RULES.after_s * RULES.rate)]


def peak_of(samples: "array[int]") -> int:
    return max(max(samples, default=0), -min(samples, default=0))


def level_db(samples: "array[int]") -> float:
    """Loudness below full scale."""
    power = math.sqrt(sum(map(mul, samples, samples)) / max(1, len(samples)))
    return 20 * math.log10(max(power, 1.0) / FULL)


def levelled(samples: "array[int]", loudness_db: float = LOUDNESS_DB) -> "array[int]":
    """Brought to one loudness, so that no digit drowns; never over full scale."""
    gain = min(10 ** ((loudness_db - level_db(samples)) / 20), FULL * 0.95 / max(peak_of(samples), 1))
    return array("h", [int(sample * gain) for sample in samples])


def checked(wav: bytes) -> Take:
    """The clip that this recording gives. Raises BadTake."""
    word = trimmed(samples_of(wav))
    length_s, level = len(word) / RULES.rate, level_db(word)
    margins_s = RULES.before_s + RULES.after_s
    if length_s - margins_s < RULES.shortest_s:
        raise BadTake("too_short")
    if length_s > RULES.longest_s:
        raise BadTake("too_long")
    if sum(1 for sample in word if abs(sample) >= RULES.full_peak) > RULES.clipped_samples:
        raise BadTake("clipped")
    if level < RULES.quietest_db:
        raise BadTake("too_quiet")
    return Take(levelled(word), round(length_s, 2), round(level, 1))
