"""The hall's regulations: read by its staff, tried by its supervisors, changed by its administrator."""

import json

from flask import Response

from server import auth, rehearsals
from server.api import shapes
from server.api.frame import Json, answer, do, new_noun, read
from server.api.regulation_words import RegulationsBody, RegulationsChangeBody
from server.aside import aside
from server.domain import regulations
from server.domain.errors import BadRegulations
from server.domain.regulations import Regulations
from server.here import here
from server.notices import sentences
from server.operations.moment import Moment
from server.operations.regulating import regulate
from server.pulse import Pulse, hall_row

api = new_noun("regulations", about="How the hall calls, when it works, whom it lets go first, what it limits.")


def _shown(said: Regulations, pulse: Pulse) -> Json:
    return {"regulations": said.as_json(), "revisions": said.revisions(), "sentences": sentences(said, pulse.services)}


@api.get("/regulations", responses={200: shapes.RegulationsAnswer})
@auth.permits(*auth.STAFF)
def show() -> Response:
    """All sections, with what the hall has not said filled in."""
    return read(lambda _db, pulse: _shown(pulse.regulations, pulse))


@api.post("/regulations", responses={200: shapes.RegulationsAnswer})
@auth.permits(auth.ADMIN)
def change(body: RegulationsChangeBody) -> Response:
    """Put the given sections in force, if they are sound and starve nobody; the others stay."""
    _files_must_be_here(body)
    return do(regulate, _changed, sections=body.sections(), seen=body.seen)


def _files_must_be_here(body: RegulationsBody) -> None:
    named = body.screens.playlist if body.screens else []
    missing = [at for at, item in enumerate(named) if item.file and not here().media.has(item.file)]
    if missing:
        raise BadRegulations(
            problems=[{"where": f"screens.playlist[{at}]", "problem": "unknown_file"} for at in missing]
        )


def _changed(moment: Moment, said: Regulations) -> Json:
    return _shown(said, Pulse(moment.db, moment.hall, moment.now))


@api.post("/regulations/preview", responses={200: shapes.PreviewAnswer})
@auth.permits(auth.SUPERVISOR, auth.ADMIN)
def preview(body: RegulationsBody) -> Response:
    """Rehearse a heavy day of this hall under the given rules, beside those in force and beside arrival alone."""

    with here().database.read() as db:
        hall = hall_row(db, auth.required().hall_id)
        days = rehearsals.heavy_days(db, hall, regulations.read(hall.regulations))
    proposed = regulations.read(json.dumps(json.loads(hall.regulations) | body.sections()))
    return answer(aside(days.preview, proposed))
