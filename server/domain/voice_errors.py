"""Refusals of the voice, a branch of the tree in errors.py."""

from server.domain.errors import Away, Conflict, Unprocessable


class BadTake(Unprocessable):
    """A recording that will not do; `details.why` says what is wrong with it."""

    code = "bad_take"


class VoiceIncomplete(Unprocessable):
    """Clips this hall needs were not recorded: `details.missing`."""

    code = "voice_incomplete"


class VoiceShared(Conflict):
    """Several halls live on this server and speak with one voice: whoever runs the server changes it."""

    code = "voice_shared"


class NoVoiceEngine(Away):
    """espeak-ng is missing on the server, or does not speak."""

    code = "no_voice_engine"


class VoiceNotKept(Away):
    """The data folder cannot be written: full, or not ours. What was in force still is."""

    code = "voice_not_kept"
