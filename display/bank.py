"""Makes the bank of clips out of words.toml with espeak-ng, or piper: `python -m display.bank [--to DIR]`."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import wave
from array import array
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from assets import LANGUAGES
from display.takes import levelled
from display.voice import VOICE_FOLDER, as_wav
from display.words import WORDS, Words, words_of

ENGINE = "espeak-ng"
PIPER = "piper"
QUIET = 400
"""A sample under this is silence: espeak pads each clip, and padding would tear a number apart."""
TONES = ((784.0, 0.0), (659.0, 0.22), (523.0, 0.44))
"""Frequency and start of each tone of the chime: three falling steps, soft enough for forty times an hour."""


Speaker = Callable[[str], "array[int]"]
"""Says one text, as samples."""


class NoEngine(Exception):
    """The program that speaks is not on this machine, or does not speak."""


def has_engine() -> bool:
    """Whether espeak-ng is on this machine."""
    return shutil.which(ENGINE) is not None


def espeak(words: Words) -> Speaker:
    """How espeak-ng reads this language. Raises NoEngine where it is missing."""
    if not has_engine():
        raise NoEngine("espeak-ng is missing: install it with `apt-get install espeak-ng`")
    # It asks for the sound server even when it only writes, and that one writes into the home folder.
    command = [ENGINE, "-v", words.engine_voice, "-s", str(words.speed), "--stdin", "--stdout"]
    home = os.environ | {"HOME": tempfile.gettempdir()}

    def speak(text: str) -> array[int]:
        try:
            spoken = subprocess.run(
                command, input=text.encode(), env=home, check=True, capture_output=True, timeout=30
            ).stdout
            with wave.open(io.BytesIO(spoken), "rb") as sound:
                # espeak writes a length it cannot know yet into the header of a pipe; the data is what follows.
                return array("h", sound.readframes((len(spoken) - 44) // 2))
        except (OSError, subprocess.SubprocessError, wave.Error, EOFError) as problem:
            raise NoEngine(f"espeak-ng does not say {text!r}: {problem}") from problem

    return speak


def piper(model: Path, rate: int) -> Speaker:
    """How piper reads with this voice file: a program of its own, asked once for each clip and never in a hall."""
    if shutil.which(PIPER) is None:
        raise NoEngine("piper is missing: install it beside the project, for instance with `pipx install piper-tts`")
    if not model.is_file():
        raise NoEngine(f"there is no voice file {model}")

    def speak(text: str) -> array[int]:
        with tempfile.TemporaryDirectory() as folder:
            spoken = Path(folder) / "clip.wav"
            subprocess.run(
                [PIPER, "-m", str(model), "-f", str(spoken)],
                input=text.encode(), check=True, capture_output=True, timeout=120,
            )  # fmt: skip
            with wave.open(str(spoken), "rb") as sound:
                if (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) != (1, 2, rate):
                    raise NoEngine(f"this voice does not speak at {rate} Hz: take one of medium or high quality")
                return array("h", sound.readframes(sound.getnframes()))

    return speak


def trimmed(samples: array[int]) -> array[int]:
    """Without the silence before and after."""
    loud = [index for index, sample in enumerate(samples) if sample > QUIET or sample < -QUIET]
    return samples[max(0, loud[0] - 200) : loud[-1] + 800] if loud else samples


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


def clip(samples: array[int], rate: int, loudness_db: float) -> bytes:
    """What an engine said as one WAV of the bank."""
    return as_wav(levelled(trimmed(samples), loudness_db).tobytes(), rate)


def save(path: Path, samples: array[int], rate: int) -> None:
    """Writes one mono WAV."""
    path.write_bytes(as_wav(samples.tobytes(), rate))


def is_current(folder: Path, digest: str, names: Iterable[str]) -> bool:
    """Whether the bank there was made from these very words, and whole."""
    try:
        made_from = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["made_from"]
    except (OSError, ValueError, KeyError):
        return False
    return bool(made_from == digest) and all((folder / f"{name}.wav").is_file() for name in names)


def build(folder: Path, words_path: Path = WORDS, voice: Path | None = None, tongue_of_voice: str = "vi") -> int:
    """Makes the bank in `folder`; returns how many clips were made (0: it was there already).

    `voice`: a voice file of piper, which reads `tongue_of_voice` in place of espeak-ng. The manifest is written last:
    whoever reads a bank in the middle of its making finds the old one, or none.
    """
    text = words_path.read_bytes()
    table = tomllib.loads(text.decode("utf-8"))
    sound, digest = table["sound"], hashlib.sha256(text + (str(voice).encode() if voice else b"")).hexdigest()
    tongues = {tongue: words_of(tongue, table[tongue]) for tongue in LANGUAGES}
    clips = {f"{tongue}/{name}": said for tongue, words in tongues.items() for name, said in words.clips.items()}
    if is_current(folder, digest, [*clips, "chime"]):
        return 0
    speakers = {tongue: espeak(words) for tongue, words in tongues.items()}
    if voice:
        speakers[tongue_of_voice] = piper(voice, sound["rate"])
    for tongue in LANGUAGES:
        (folder / tongue).mkdir(parents=True, exist_ok=True)

    def make(item: tuple[str, str]) -> None:
        name, said = item
        spoken = speakers[name.partition("/")[0]](said)
        (folder / f"{name}.wav").write_bytes(clip(spoken, sound["rate"], sound["loudness"]))

    with ThreadPoolExecutor(max_workers=4) as hands:
        list(hands.map(make, clips.items()))
    save(folder / "chime.wav", chime(sound["rate"], sound["loudness"]), sound["rate"])
    orders = {tongue: list(words.order) for tongue, words in tongues.items()}
    write_manifest(folder, orders, sound, made_from=digest)
    return len(clips) + 1


def write_manifest(folder: Path, orders: dict[str, list[str]], sound: dict[str, Any], **more: str) -> None:
    """Says what the bank is: its sound, and the order of a call in each of its languages."""
    manifest = {
        **more,
        "sound": {name: sound[name] for name in ("rate", "pause_ms", "breath_ms")},
        "languages": {tongue: {"call": order} for tongue, order in orders.items()},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """The command line: 0 when the bank is there, 1 with a sentence when it cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m display.bank", description=__doc__)
    parser.add_argument(
        "--to", type=Path, default=VOICE_FOLDER / "bank", help="folder of the bank (default: %(default)s)"
    )
    parser.add_argument("--piper", type=Path, help="a voice file of piper, read by its program in place of espeak-ng")
    parser.add_argument("--language", choices=LANGUAGES, default="vi", help="what that voice speaks (default: vi)")
    asked = parser.parse_args(arguments)
    try:
        made = build(asked.to, voice=asked.piper, tongue_of_voice=asked.language)
    except (NoEngine, OSError, subprocess.SubprocessError) as reason:
        print(f"The voice cannot be made: {reason}", file=sys.stderr)
        return 1
    print(f"voice: {made} clips made" if made else "voice: up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
