"""Reads a sentence of the screen aloud, for whoever does not see it well: espeak-ng, on this machine, in 30 ms."""

import io
import logging
import shutil
import subprocess
import tempfile
import wave
from functools import lru_cache

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from kiosk.refusals import InvalidRequest, NoSpeech

ENGINE = "espeak-ng"
VOICES = {"vi": ("vi", "135"), "en": ("en-us", "140"), "ko": ("ko", "135")}
"""Voice and words a minute: slower than people talk, for old ears and a loud hall."""
LONGEST = 600
"""Characters: a title, its note and a list of choices; nobody listens to more."""
PATIENCE_S = 5.0
KEPT = 60

log = logging.getLogger(__name__)


def add_speech(app: Flask) -> None:
    """Puts `GET /api/say` behind the page."""

    @app.get("/api/say")
    def say() -> ResponseReturnValue:
        language = request.args.get("language", "")
        text = " ".join(c for c in request.args.get("text", "").split() if c.isprintable())
        if language not in VOICES or not text:
            raise InvalidRequest(field="text" if language in VOICES else "language")
        return Response(spoken(text[:LONGEST], language), mimetype="audio/wav")


def can_speak() -> bool:
    """Whether this machine has the engine."""
    return shutil.which(ENGINE) is not None


@lru_cache(maxsize=KEPT)
def spoken(text: str, language: str) -> bytes:
    """The sentence as a WAV file. Raises NoSpeech where the engine is missing or fails."""
    voice, speed = VOICES[language]
    command = [ENGINE, "-v", voice, "-s", speed, "--stdin", "--stdout"]
    # It asks for the sound server even when it only writes, and that one writes into the home folder.
    home = {"HOME": tempfile.gettempdir(), "PATH": "/usr/bin:/bin"}
    try:
        said = subprocess.run(
            command, input=text.encode(), check=True, capture_output=True, timeout=PATIENCE_S, env=home
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("a sentence could not be spoken: %s", type(error).__name__)
        raise NoSpeech() from error
    try:
        return _whole(said)
    except (EOFError, wave.Error) as error:
        log.warning("%s said nothing: its voice may be missing", ENGINE)
        raise NoSpeech() from error


def _whole(said: bytes) -> bytes:
    """espeak writes a length it cannot know yet into the header of a pipe; here it is known."""
    with wave.open(io.BytesIO(said), "rb") as heard:
        shape, samples = heard.getparams(), heard.readframes((len(said) - 44) // 2)
    whole = io.BytesIO()
    with wave.open(whole, "wb") as written:
        written.setparams(shape)
        written.writeframes(samples)
    return whole.getvalue()
