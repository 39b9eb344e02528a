"""The story: what happened in the hall, as it is asked for."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response
from sqlalchemy import Connection

from server import auth, stories
from server.api.frame import Json, new_noun, read
from server.api.story_words import ChoicesAnswer, StoryAnswer, StoryQuery
from server.domain.errors import InvalidRequest
from server.pulse import Pulse

api = new_noun("story", about="What happened in the hall, in order, with the chain that proves it.")

READERS = (auth.SUPERVISOR, auth.COMPLAINTS, auth.ADMIN)


@api.get("/story", responses={200: StoryAnswer})
@auth.permits(*READERS)
def story(query: StoryQuery) -> Response:
    """What happened in the hall, in order, with the chain that proves it: all of it, or what is asked for."""

    def make(db: Connection, pulse: Pulse) -> Json:
        asked = _asked(query, pulse.hall.timezone)
        rows, more = stories.page(db, pulse.hall.id, asked, after=query.after, before=query.before, limit=query.limit)
        return {"story": rows, "more": more, "head": {"seq": pulse.hall.seq, "hash": pulse.hall.head}}

    return read(make)


@api.get("/story/choices", responses={200: ChoicesAnswer})
@auth.permits(*READERS)
def choices() -> Response:
    """The counters, kinds and names that stand in the story, also of years ago."""
    return read(lambda db, pulse: stories.choices(db, pulse.hall.id))


def _asked(query: StoryQuery, timezone: str) -> stories.Asked:
    said: dict[str, Any] = {name: getattr(query, name) for name in ("label", "counter", "kind", "by")}
    since, until = _instant("since", query.since, timezone), _instant("until", query.until, timezone, is_end=True)
    return stories.Asked(**said, since=since, until=until, is_reasoned=query.reasoned == "1")


def _instant(field: str, text: str, timezone: str, *, is_end: bool = False) -> datetime | None:
    """When that day or minute of the hall begins, or has ended. Raises InvalidRequest for a day that is none."""
    if not text:
        return None
    long = (timedelta(minutes=1) if "T" in text else timedelta(days=1)) if is_end else timedelta()
    try:
        return (datetime.fromisoformat(text) + long).replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidRequest(field=field) from None
