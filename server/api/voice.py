"""What the hall's loudspeaker says and in whose voice: the words, the centre's recordings, which of both speaks."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Response
from sqlalchemy import Connection

from assets import LANGUAGES
from display import bank, takes
from display.own_voice import RECORDED, Incomplete, lacking
from display.voice import MOST_COUNTERS, NoVoice
from display.words import Words, needed_clips, usual_words
from server import auth
from server.api import voice_shapes as shapes
from server.api.frame import Json, answer, do, new_noun, read
from server.aside import aside
from server.domain.errors import ChangedMeanwhile, NotFound
from server.domain.voice_errors import BadTake, NoVoiceEngine, VoiceIncomplete, VoiceNotKept, VoiceShared
from server.here import here
from server.operations.moment import Moment
from server.operations.voices import put_voice, put_words
from server.pulse import Pulse, only_hall, pulse_now

api = new_noun("voice", about="The voice of the hall: its words, its recordings.")


@contextmanager
def _refusing() -> Iterator[None]:
    """What can go wrong with voices and files, as refusals. Around a whole view: a disk that is full is then an error
    of the verb and no answer of it, and the same key finds room the next time."""
    try:
        yield
    except takes.BadTake as bad:
        raise BadTake(why=bad.why) from bad
    except Incomplete as incomplete:
        raise VoiceIncomplete(missing=incomplete.missing) from incomplete
    except bank.NoEngine as silent:
        raise NoVoiceEngine from silent
    except NoVoice as nothing:
        raise NotFound from nothing
    except OSError as problem:
        raise VoiceNotKept from problem


def _needed(pulse: Pulse) -> list[str]:
    return needed_clips([row.code for row in pulse.services], [row.number for row in pulse.counters])


def _tongue(language: str, pulse: Pulse) -> Json:
    voice = here().voice
    words, usual, needed = voice.words(language), usual_words(language).clips, _needed(pulse)
    recorded = voice.recorded(words)
    clips = [
        {"name": name, "said": said, "usual": usual[name], "is_needed": name in needed, "is_recorded": name in recorded}
        for name, said in words.clips.items()
    ]
    return {
        "speaks": voice.speaks(language),
        "order": list(words.order),
        "revision": words.revision,
        "clips": clips,
        "missing": [name for name in needed if name not in recorded],
        "broken": lacking(voice.in_force(language), language, needed),
    }


def _shown(language: str) -> Callable[[Moment, Any], Json]:
    return lambda moment, _: {"tongue": _tongue(language, Pulse(moment.db, moment.hall, moment.now))}


def _of_one_hall(db: Connection) -> Pulse:
    """The caller's hall at this instant. Raises VoiceShared when it is not alone on this server."""
    if only_hall(db) is None:
        raise VoiceShared
    return pulse_now(db, auth.required().hall_id, here().clock())


@api.get("/voice", responses={200: shapes.VoiceAnswer})
@auth.permits(auth.ADMIN)
@_refusing()
def show() -> Response:
    """Every clip with its text, what is recorded, what is still missing, and who speaks."""
    return read(
        lambda _db, pulse: {
            "rules": takes.RULES.as_json(),
            "has_engine": bank.has_engine(),
            "silent_counters": [row.number for row in pulse.counters if row.number > MOST_COUNTERS],
            "languages": {language: _tongue(language, pulse) for language in LANGUAGES},
        }
    )


@api.post("/voice/<language>/words", responses={200: shapes.ChangedAnswer})
@auth.permits(auth.ADMIN)
@_refusing()
def change_words(path: shapes.LanguagePath, body: shapes.WordsBody) -> Response:
    """Other words, or another order; the machine's clips are made here, and are heard from the next call."""
    voice, language = here().voice, path.language
    before = voice.words(language)
    words = before.changed(body.clips, list(body.order))
    with here().database.read() as db:
        needed = _needed(_of_one_hall(db))
    made = voice.make_machine(words, needed)

    def keep() -> bool:
        now = voice.words(language).revision
        is_other = body.seen not in ("", now)
        if is_other and now != words.revision:
            raise ChangedMeanwhile(sections=[language])
        speaks = voice.speaks(language)
        # A recorded bank goes on with the words it was recorded from: they are not taken out of its mouth.
        spoken = voice.in_force(language) if speaks == RECORDED else made
        # They are in force already when an earlier try lost its commit: then it is told now.
        return voice.choose(language, speaks=speaks, bank=spoken, words=words) or is_other

    clips = [name for name, said in words.clips.items() if before.clips[name] != said] or body.clips
    return do(put_words, _shown(language), language=language, clips=sorted(clips), keep=keep)


@api.post("/voice/<language>/try", responses={200: shapes.SoundAnswer})
@auth.permits(auth.ADMIN)
@_refusing()
def try_text(path: shapes.LanguagePath, body: shapes.TextBody) -> Response:
    """How the machine would say it. Changes nothing."""
    said = bank.espeak(here().voice.words(path.language))(body.text)
    return _sound(aside(bank.clip, said, takes.RULES.rate, takes.LOUDNESS_DB))


@api.post("/voice/<language>/takes", responses={200: shapes.TakeAnswer})
@auth.permits(auth.ADMIN)
@_refusing()
def keep_take(path: shapes.LanguagePath, body: shapes.TakeBody) -> Response:
    """A recording of one clip, a mono WAV of 16 bit, kept as a draft until the language is complete."""
    voice = here().voice
    with here().database.read() as db:
        _of_one_hall(db)
    try:
        wav = b64decode(body.wav, validate=True)
    except (binascii.Error, ValueError):
        raise takes.BadTake("not_wav") from None
    take = aside(takes.checked, wav)

    def keep(_moment: Moment) -> None:
        voice.keep_take(voice.words(path.language), body.clip, take)

    shown = _shown(path.language)
    said = {"length_s": take.length_s, "level_db": take.level_db}
    return do(keep, lambda moment, result: shown(moment, result) | said)


@api.get("/voice/<language>/takes/<clip>", responses={200: shapes.SoundAnswer})
@auth.permits(auth.ADMIN)
@_refusing()
def hear_take(path: shapes.ClipPath) -> Response:
    """One recording as it would be heard in a call."""
    return _sound(here().voice.take(here().voice.words(path.language), path.clip))


@api.post("/voice/<language>/sample", responses={200: shapes.SoundAnswer})
@auth.permits(auth.ADMIN)
@_refusing()
def sample(path: shapes.LanguagePath, body: shapes.SampleBody) -> Response:
    """A whole call, by the machine or out of the recordings, whoever speaks now. Changes nothing."""
    voice, call = here().voice, (path.language, body.label, body.counter)
    with here().database.read() as db:
        needed = _needed(_of_one_hall(db))
    return _sound(voice.draft(*call) if body.speaks == RECORDED else voice.machine(*call, needed))


@api.post("/voice/<language>/speaks", responses={200: shapes.ChangedAnswer})
@auth.permits(auth.ADMIN)
@_refusing()
def swap(path: shapes.LanguagePath, body: shapes.SpeaksBody) -> Response:
    """Put the recordings in force, once they are complete, or the machine again; heard from the next call."""
    voice, language = here().voice, path.language
    words: Words = voice.words(language)
    with here().database.read() as db:
        needed = _needed(_of_one_hall(db))
    make = voice.make_recorded if body.speaks == RECORDED else voice.make_machine
    made = make(words, needed)

    def keep() -> bool:
        if voice.words(language).revision != words.revision:
            raise ChangedMeanwhile(sections=[language])
        return voice.choose(language, speaks=body.speaks, bank=made, words=words)

    recordings = made.name if made and body.speaks == RECORDED else None
    return do(put_voice, _shown(language), language=language, speaks=body.speaks, recordings=recordings, keep=keep)


def _sound(wav: bytes) -> Response:
    return answer({"wav": b64encode(wav).decode()})
