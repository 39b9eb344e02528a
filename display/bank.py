"""Makes the bank of clips out of words.toml with espeak-ng: `python -m display.bank [--to DIR]`."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import shutil
import subprocess
import sys
import tomllib
import wave
from array import array
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from operator import mul
from pathlib import Path
from typing import Any

from assets import LANGUAGES
from display.voice import VOICE_FOLDER

WORDS = VOICE_FOLDER / "words.toml"
ENGINE = "espeak-ng"
FULL = 32767
QUIET = 400
"""A sample under this is silence: espeak pads each clip, and padding would tear a number apart."""
TONES = ((784.0, 0.0), (659.0, 0.22), (523.0, 0.44))
"""Frequency and start of each tone of the chime: three falling steps, soft enough for forty times an hour."""


class NoEngine(Exception):
    """The machine has no espeak-ng."""


def clips_of(words: dict[str, Any]) -> dict[str, str]:
    """Clip names of one language and the text each one speaks."""
    digits = {str(digit): text for digit, text in enumerate(words["digits"])}
    counters = {f"counter-{number}": text for number, text in enumerate(words["counters"], start=1)}
    return {**words["letters"], **digits, **counters, **words["phrases"]}


def speak(text: str, voice: str, speed: int) -> array[int]:
    """One text through espeak-ng, as samples."""
    command = [ENGINE, "-v", voice, "-s", str(speed), "--stdout", text]
    spoken = subprocess.run(command, check=True, capture_output=True, timeout=30).stdout
    with wave.open(io.BytesIO(spoken), "rb") as sound:
        # espeak writes a length it cannot know yet into the header of a pipe; the data is what follows.
        return array("h", sound.readframes((len(spoken) - 44) // 2))


def trimmed(samples: array[int]) -> array[int]:
    """Without the silence before and after."""
    loud = [index for index, sample in enumerate(samples) if sample > QUIET or sample < -QUIET]
    return samples[max(0, loud[0] - 200) : loud[-1] + 800] if loud else samples


def levelled(samples: array[int], loudness_db: float) -> array[int]:
    """Brought to one loudness, so that no digit drowns; never over full scale."""
    power = math.sqrt(sum(map(mul, samples, samples)) / max(1, len(samples)))
    peak = max(max(samples, default=0), -min(samples, default=0))
    gain = min(FULL * 10 ** (loudness_db / 20) / max(power, 1.0), FULL * 0.95 / max(peak, 1))
    return array("h", [int(sample * gain) for sample in samples])


def chime(rate: int, loudness_db: float) -> array[int]:
    """Three bell-like tones that overlap and die away."""
    length = int(rate * 1.25)
    sound = [0.0] * length
    for frequency, start in TONES:
        first = int(rate * start)
        for index in range(first, length):
            t = (index - first) / rate
            attack = min(1.0, t / 0.008)
            ring = math.sin(math.tau * frequency * t) + 0.25 * math.sin(math.tau * 2 * frequency * t)
            sound[index] += attack * math.exp(-5.5 * t) * ring
    return levelled(array("h", [int(value * 9000) for value in sound]), loudness_db)


def save(path: Path, samples: array[int], rate: int) -> None:
    """Writes one mono WAV."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())


def is_current(folder: Path, digest: str, names: Iterable[str]) -> bool:
    """Whether the bank there was made from these very words, and whole."""
    try:
        made_from = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["made_from"]
    except (OSError, ValueError, KeyError):
        return False
    return bool(made_from == digest) and all((folder / f"{name}.wav").is_file() for name in names)


def build(folder: Path, words_path: Path = WORDS) -> int:
    """Makes the bank in `folder`; returns how many clips were made (0: it was there already).

    The manifest is written last: whoever reads a bank in the middle of its making finds the old one, or none.
    """
    text = words_path.read_bytes()
    words = tomllib.loads(text.decode("utf-8"))
    digest = hashlib.sha256(text).hexdigest()
    clips = {
        f"{tongue}/{name}": (tongue, said) for tongue in LANGUAGES for name, said in clips_of(words[tongue]).items()
    }
    if is_current(folder, digest, [*clips, "chime"]):
        return 0
    if shutil.which(ENGINE) is None:
        raise NoEngine("espeak-ng is missing: install it with `apt-get install espeak-ng`")
    sound = words["sound"]
    for tongue in LANGUAGES:
        (folder / tongue).mkdir(parents=True, exist_ok=True)

    def make(item: tuple[str, tuple[str, str]]) -> None:
        name, (tongue, said) = item
        samples = speak(said, words[tongue]["voice"], words[tongue]["speed"])
        save(folder / f"{name}.wav", levelled(trimmed(samples), sound["loudness"]), sound["rate"])

    with ThreadPoolExecutor(max_workers=4) as hands:
        list(hands.map(make, clips.items()))
    save(folder / "chime.wav", chime(sound["rate"], sound["loudness"]), sound["rate"])
    manifest = {
        "made_from": digest,
        "sound": {"rate": sound["rate"], "pause_ms": sound["pause_ms"], "breath_ms": sound["breath_ms"]},
        "languages": {tongue: {"call": words[tongue]["call"]} for tongue in LANGUAGES},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(clips) + 1


def main(arguments: list[str] | None = None) -> int:
    """The command line: 0 when the bank is there, 1 with a sentence when it cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m display.bank", description=__doc__)
    parser.add_argument(
        "--to", type=Path, default=VOICE_FOLDER / "bank", help="folder of the bank (default: %(default)s)"
    )
    try:
        made = build(parser.parse_args(arguments).to)
    except (NoEngine, OSError, subprocess.SubprocessError) as reason:
        print(f"The voice cannot be made: {reason}", file=sys.stderr)
        return 1
    print(f"voice: {made} clips made" if made else "voice: up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
