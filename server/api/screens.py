"""What hangs in the hall: how a screen is set, and the pictures and videos it shows between the calls."""

from typing import Any, BinaryIO, cast

from flask import Response, request
from pydantic import BaseModel

from server import auth, screens
from server.api import people_shapes
from server.api.frame import answer, device_body, do, new_noun, read
from server.api.words import DevicePath, ScreenBody
from server.aside import aside
from server.here import here
from server.operations import people

api = new_noun("screens", about="How the hall's screens are set, and what they show while nobody is called.")


class MediaAnswer(BaseModel):
    file: str
    """Its name, for an item of the playlist; what is in it makes the name, so sending it again changes nothing."""


class SpokenOfAnswer(BaseModel):
    week: dict[str, list[list[str]]] | None
    fields: list[dict[str, Any]]


@api.get("/screens", responses={200: SpokenOfAnswer})
@auth.permits(auth.ADMIN)
def spoken_of() -> Response:
    """What the items `hours` and `procedures` of a playlist speak of, to try one that is not in force."""
    return read(lambda db, pulse: screens.spoken_of(pulse, here().menus.of(db, pulse.hall)))


@api.post("/devices/<id>/screen", responses={200: people_shapes.DeviceAnswer})
@auth.permits(auth.ADMIN)
def set_screen(path: DevicePath, body: ScreenBody) -> Response:
    """How a display or panel is set: its counters, its voice, when it is dark. It learns it at once."""
    return do(people.set_screen, device_body, device=path.id, screen=body.model_dump(mode="json"))


@api.post("/media", responses={201: MediaAnswer})
@auth.permits(auth.ADMIN)
def keep() -> Response:
    """Keep the body, which is a picture (JPEG, PNG, WebP) or a video (MP4, WebM). What no playlist names after a day is
    deleted."""
    media = here().media
    received = media.receive(cast(BinaryIO, request.stream))
    return answer({"file": aside(lambda: media.keep(received))}, 201)
