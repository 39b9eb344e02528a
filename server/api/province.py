"""All halls of this server, for whoever watches over them."""

from flask import Response

from server import auth, province
from server.api.frame import new_noun, read
from server.api.province_shapes import ProvinceAnswer, ProvinceQuery

api = new_noun("province", about="Figures of all halls of this server, and of no person.")


@api.get("/province", responses={200: ProvinceAnswer})
@auth.permits(auth.PROVINCE)
def view(query: ProvinceQuery) -> Response:
    """How each hall stands now, and what these days came to in each and in all."""
    return read(
        lambda db, pulse: province.view(db, pulse.at, since := query.since or pulse.day, query.through or since)
    )
