"""Verbs of the administrator: what the loudspeaker says, and in whose voice."""

from collections.abc import Callable

from sqlalchemy import select

from server.models import Story
from server.operations.moment import Moment

Keep = Callable[[], bool]
"""Puts files of the voice in force; whether that changed anything. A file is no row: it is swapped before the commit,
under the hall's lock, so that a disk that refuses leaves no story of a voice that nobody hears. Whoever repeats a
change whose commit was lost finds the file as it should be."""


def put_words(moment: Moment, *, language: str, clips: list[str], keep: Keep) -> None:
    """Other words for these clips, or another order."""
    if keep():
        moment.tell("voice_words_changed", language=language, clips=clips)


def put_voice(moment: Moment, *, language: str, speaks: str, recordings: str | None, keep: Keep) -> None:
    """One language spoken by the machine, or by the centre's own `recordings`: their name is by what is in them."""
    if keep() or (speaks, recordings) != _told(moment, language):
        moment.tell("voice_changed", language=language, speaks=speaks, recordings=recordings)


def _told(moment: Moment, language: str) -> tuple[str, str | None]:
    """Who speaks and out of which recordings, as the story has it."""
    newest = (
        select(Story.details)
        .where(Story.hall_id == moment.hall.id, Story.kind == "voice_changed")
        .where(Story.details["language"].as_string() == language)
        .order_by(Story.seq.desc())
        .limit(1)
    )
    told = moment.db.execute(newest).scalar_one_or_none()
    return (told["speaks"], told.get("recordings")) if told else ("machine", None)
