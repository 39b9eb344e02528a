"""The PIN with which staff open a kiosk's own screen: set by the administrator, checked by the kiosks themselves."""

from flask import Response

from server import auth
from server.api import people_shapes
from server.api.frame import do, new_noun, read
from server.api.words import PinBody
from server.operations.regulating import set_attendant_pin
from server.pulse import Pulse

api = new_noun("attendant", about="The attendant's screen of the kiosks.")


@api.get("/attendant-pin", responses={200: people_shapes.AttendantPinAnswer})
@auth.permits(auth.KIOSK, auth.ADMIN)
def show() -> Response:
    """Whether there is a PIN; a kiosk hears its slow hash, because it must check it without the server, too."""
    is_kiosk = auth.required().role == auth.KIOSK

    def make(_db: object, pulse: Pulse) -> dict[str, object]:
        pin = pulse.regulations.attendant_pin
        return {"is_set": bool(pin), "pin_hash": pin or None if is_kiosk else None}

    return read(make)


@api.post("/attendant-pin", responses={200: people_shapes.AttendantPinAnswer})
@auth.permits(auth.ADMIN)
def change(body: PinBody) -> Response:
    """Set the PIN of all kiosks of the hall, or take it away: then their screens stay shut."""
    return do(
        set_attendant_pin, lambda _moment, pin: {"is_set": bool(pin), "pin_hash": None},
        pin_hash=auth.hash_password(body.pin) if body.pin else "",
    )  # fmt: skip
