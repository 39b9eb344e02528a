"""What the hall offers: services, procedures and their search, and the import of the hall's list."""

import json
from typing import Any

from flask import Response

from catalogue.difference import difference
from catalogue.files import read_texts
from server import auth, queries
from server.api import shapes
from server.api.frame import Json, do, new_noun, read
from server.api.words import ImportBody, ProceduresQuery
from server.domain.errors import BadCatalogue
from server.here import here
from server.menu import files_of
from server.operations import halls
from server.pulse import Pulse, hall_row

api = new_noun("catalogue", about="Services, procedures and everyday phrases.")


@api.get("/services", responses={200: shapes.ServicesAnswer})
@auth.permits(auth.ANYONE)
def services() -> Response:
    """The services of the hall, with who waits and how long now."""
    return read(lambda _db, pulse: {"services": queries.services(pulse)})


@api.get("/procedures", responses={200: shapes.ProceduresAnswer})
@auth.permits(auth.ANYONE)
def procedures(query: ProceduresQuery) -> Response:
    """The procedures of the hall; ranked by what `q` may mean when it is given."""

    def make(db: Any, pulse: Pulse) -> Json:
        menu = here().menus.of(db, pulse.hall)
        if query.q.strip():
            found = menu.search.find(query.q, query.service or None, query.limit)
            rows = [menu.procedures[match.code] for match in found]
        else:
            every = menu.procedures.values()
            rows = [row for row in every if not query.service or row["service"] == query.service][: query.limit]
        return {"procedures": rows, "version": menu.catalogue.version}

    return read(make)


@api.get("/catalogue", responses={200: shapes.CatalogueAnswer})
@auth.permits(auth.KIOSK, *auth.STAFF)
def whole() -> Response:
    """All that a kiosk keeps on its disk."""

    def make(db: Any, pulse: Pulse) -> Json:
        menus = here().menus
        return menus.of(db, pulse.hall).under(pulse.regulations, menus.tiles(db, pulse), json.loads(pulse.hall.slip))

    return read(make)


@api.post("/catalogue/import", responses={200: shapes.ImportAnswer})
@auth.permits(auth.ADMIN)
def import_(body: ImportBody) -> Response:
    """Put a new list of procedures, and of phrases, in force.

    Every bad row is reported with its line, and nothing is imported if any is bad, unless `force` leaves those out.
    """
    with here().database.read() as db:
        hall = hall_row(db, auth.required().hall_id)
        before, files = here().menus.of(db, hall).catalogue, files_of(db, hall)
    given = {"procedures.csv": body.procedures} | ({"phrases.csv": body.phrases} if body.phrases else {})
    reading = read_texts(given, before, force=body.force)
    bad = [problem.as_json() for problem in reading.bad]
    if reading.catalogue is None:
        report = {"version": before.version, "added": [], "changed": [], "removed": [], "bad": bad}
        raise BadCatalogue(report=report)
    report = {"version": reading.catalogue.version, **difference(before, reading.catalogue).as_json(), "bad": bad}
    return do(halls.take_catalogue, lambda *_: {"report": report}, catalogue=reading.catalogue, files=files | given)
