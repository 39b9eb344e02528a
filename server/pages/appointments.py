"""The page on which staff keep slots for people, and the picture of a code that the kiosk's scanner reads."""

import io

import qrcode
from flask import Blueprint, Response
from qrcode.constants import ERROR_CORRECT_M

from server import auth
from server.domain import slots
from server.domain.errors import NotFound
from server.pages import frame

ROLES = (auth.CLERK, auth.SUPERVISOR, auth.ADMIN)
DOT = 8
"""Pixels of one module: sharp on the screen and on an office printer."""


def blueprint() -> Blueprint:
    pages = frame.new_blueprint("appointments")

    @pages.get("/appointments")
    @auth.staff_page(*ROLES)
    def appointments() -> Response:
        return frame.render_staff("appointments.html")

    @pages.get("/appointments/<code>.png")
    @auth.staff_page(*ROLES)
    def picture(code: str) -> Response:
        # Drawn from the code alone, whether anybody kept it or not: nothing is told here.
        if len(code) != slots.CODE_LENGTH or not set(code) <= set(slots.LETTERS):
            raise NotFound
        return Response(qr(code), content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})

    return pages


def qr(code: str) -> bytes:
    """The code itself and nothing else: the kiosk's scanner types what it reads."""
    drawn = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, box_size=DOT)
    drawn.add_data(code)
    out = io.BytesIO()
    drawn.make_image().save(out, "PNG")
    return out.getvalue()
