"""A loudspeaker that writes down what it plays: PulseAudio with a sink for nobody, and a bank of tones."""

import json
import math
import os
import subprocess
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from operator import mul
from pathlib import Path

from assets import LANGUAGES
from display.bank import save
from tests.services import Running

RATE = 8000
CLIP_S, PAUSE_MS = 0.1, 50
WORDS = ["chime", "again", "invite", "to", *"HCDR", *"0123456789", *(f"counter-{n}" for n in range(1, 13))]
TONE = {word: 300 + 100 * place for place, word in enumerate(WORDS)}
"""Hertz of each clip: no two are alike, so that what was played can be read from the recording alone."""

WINDOW = RATE // 50
LOUD = 900.0
"""Of a tone that sounds through the whole window; a clip is played at 8000."""


def tones(folder: Path) -> Path:
    """A bank in which each word is its tone."""
    for language in LANGUAGES:
        (folder / "bank" / language).mkdir(parents=True)
        for word, hertz in TONE.items():
            place = folder / "bank" / ("chime.wav" if word == "chime" else f"{language}/{word}.wav")
            turn = math.tau * hertz / RATE
            save(place, array("h", [int(8000 * math.sin(turn * i)) for i in range(int(RATE * CLIP_S))]), RATE)
    order = {"call": ["invite", "{label}", "to", "{counter}"]}
    sound = {"rate": RATE, "pause_ms": PAUSE_MS, "breath_ms": 0}
    (folder / "bank" / "manifest.json").write_text(
        json.dumps({"sound": sound, "languages": dict.fromkeys(LANGUAGES, order)})
    )
    return folder


class Recording:
    """What came out of the loudspeaker, as tones with their times."""

    def __init__(self, samples: array) -> None:
        self.heard: list[tuple[str, float, float]] = []
        """Each clip with its first and last second."""
        self.overlaps: list[float] = []
        """Moments at which two clips sounded at once: through two windows, for the edge of one clip has many tones."""
        now, since, at, crowd = "", 0.0, 0.0, 1
        for start in range(0, len(samples) - WINDOW, WINDOW):
            at = start / RATE
            sounding = loud_tones(samples[start : start + WINDOW])
            if len(sounding) == crowd == 2:
                self.overlaps.append(at)
            crowd = len(sounding)
            word = sounding[0] if sounding else ""
            if word != now:
                self._end(now, since, at)
                now, since = word, at
        self._end(now, since, at)

    def _end(self, word: str, since: float, until: float) -> None:
        if word and until - since >= CLIP_S / 2:
            self.heard.append((word, since, until))

    @property
    def words(self) -> list[str]:
        return [word for word, _, _ in self.heard]

    @property
    def longest_gap_s(self) -> float:
        return max(after[1] - before[2] for before, after in zip(self.heard, self.heard[1:], strict=False))


_WAVES = {
    word: tuple(array("d", [wave(math.tau * hertz * i / RATE) for i in range(WINDOW)]) for wave in (math.sin, math.cos))
    for word, hertz in TONE.items()
}


def loud_tones(window: array) -> list[str]:
    """The clips that sound now, the loudest first; a second one counts from a third of the first."""
    if max(window) < LOUD:
        return []
    power = {
        word: math.hypot(sum(map(mul, window, sine)), sum(map(mul, window, cosine))) * 2 / WINDOW
        for word, (sine, cosine) in _WAVES.items()
    }
    ranked = sorted(power, key=power.__getitem__, reverse=True)
    return [word for word in ranked[:2] if power[word] > max(LOUD, power[ranked[0]] / 3)]


class Loudspeaker:
    """PulseAudio of this test alone; Chromium finds it by `environment`."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._tape = folder, folder / "tape.raw"
        self.environment = {"PULSE_SERVER": f"unix:{folder / 'socket'}", "HOME": str(folder)}

    @contextmanager
    def on(self) -> Iterator["Loudspeaker"]:
        """Plays and records until the end of the block."""
        form = f"rate={RATE} channels=1 format=s16le"
        door = f"module-native-protocol-unix socket={self._folder / 'socket'} auth-anonymous=1"
        server = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm",
                  "-L", door, "-L", f"module-null-sink sink_name=hall {form}"]  # fmt: skip
        recorder = ["parec", "-d", "hall.monitor", "--raw", f"--rate={RATE}", "--channels=1", "--format=s16le",
                    "--latency-msec=50", str(self._tape)]  # fmt: skip
        home = self.environment | {"XDG_RUNTIME_DIR": str(self._folder)}
        with Running(server, log=self._folder / "log", env=home) as sounding:
            sounding.wait_until(self._answers)
            with Running(recorder, log=self._folder / "log", env=home) as recording:
                recording.wait_until(self._tape.exists)
                yield self

    def _answers(self) -> bool:
        asked = subprocess.run(["pactl", "info"], env=os.environ | self.environment, capture_output=True)
        return asked.returncode == 0

    def recording(self) -> Recording:
        """What was played so far."""
        whole = self._tape.read_bytes()
        samples = array("h")
        samples.frombytes(whole[: len(whole) // 2 * 2])
        return Recording(samples)
