"""The QR code of a ticket for the screen: one pixel a module, which the page scales up without blurring."""

import base64
import io

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4
"""Modules of white around, as the standard asks; phones fail without."""


def qr_image(url: str) -> str:
    """`url` as a PNG in a data address."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, box_size=1)
    code.add_data(url)
    out = io.BytesIO()
    code.make_image().save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
