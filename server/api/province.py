"""All halls of this server, for whoever watches over them."""

from typing import Any

from flask import Response

from server import auth, province
from server.api.frame import Json, new_noun, read
from server.api.province_shapes import ProvinceAnswer, ProvinceQuery
from server.pulse import Pulse

api = new_noun("province", about="Figures of all halls of this server, and of no person.")


@api.get("/province", responses={200: ProvinceAnswer})
@auth.permits(auth.PROVINCE)
def view(query: ProvinceQuery) -> Response:
    """How each hall stands now, and what these days came to in each and in all."""

    def make(db: Any, pulse: Pulse) -> Json:
        since = query.since or pulse.day
        return province.view(db, pulse.at, since, query.through or since, pulse.breathe)

    return read(make)
