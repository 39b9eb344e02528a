"""The story page: the complaints office reads what happened in the hall, proves it, and takes it away sealed."""

import json
import time
from collections.abc import Iterator

from flask import Blueprint, Response, request

from server import auth, queries
from server.db import Database
from server.domain.errors import InvalidRequest
from server.domain.proof import Head, read_kept, seal
from server.here import here
from server.pages import frame
from server.proving import Proving
from server.pulse import hall_row

READERS = ("complaints", "supervisor", "admin")
LINES = "application/x-ndjson; charset=utf-8"

AT_ONCE = 500
"""Rows read in one transaction: the next press waits for one such page at most."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("story")

    @pages.get("/story")
    @auth.staff_page(*READERS)
    def story() -> Response:
        return frame.render_staff("story.html")

    @pages.get("/story/proof")
    @auth.staff_page(*READERS)
    def proof() -> Response:
        proving = Proving(here().settings.database_url, auth.required().hall_id, _kept(request.args.get("head", "")))
        answer = Response(proving.lines(), content_type=LINES, headers=_AS_IT_COMES)
        # Also when its reader has gone, and when it was never begun.
        answer.call_on_close(proving.stop)
        return answer

    @pages.get("/story.jsonl")
    @auth.staff_page(*READERS)
    def sealed() -> Response:
        with here().database.read() as db:
            hall = hall_row(db, auth.required().hall_id)
        head, at = Head(hall.seq, hall.head), here().clock()
        name = f"story-{at:%Y-%m-%d}-{hall.seq}.jsonl"
        lines = _sealed(here().database, hall.id, seal(hall.name, head, at.isoformat()), head)
        return Response(
            lines, content_type=LINES, headers={**_AS_IT_COMES, "Content-Disposition": f'attachment; filename="{name}"'}
        )

    return pages


_AS_IT_COMES = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def _kept(text: str) -> Head | None:
    """Raises InvalidRequest for a head that is none."""
    try:
        return read_kept(text) if text else None
    except ValueError:
        raise InvalidRequest(field="head") from None


def _sealed(database: Database, hall: int, first: str, head: Head) -> Iterator[str]:
    """The first line, then the rows through `head`, page by page: what was told is never changed, so that no
    transaction need stay open for as long as somebody's download takes."""
    yield f"{first}\n"
    told = 0
    while told < head.seq:
        with database.read() as db:
            rows = queries.story(db, hall, told, min(AT_ONCE, head.seq - told))
        if not rows:
            return
        yield "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        told = rows[-1]["seq"]
        time.sleep(0)  # others have their turn, also when the reader is faster than we are
