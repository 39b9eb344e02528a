"""Pairing: the administrator expects a machine, and the machine claims its key with the one-time code."""

import secrets

from flask import Response

from server import auth, http_errors, perform
from server.api import people_shapes
from server.api.frame import device_body, do, idempotency_key, new_noun
from server.api.words import ClaimBody, DeviceBody
from server.domain.errors import UnknownPairing
from server.domain.pairing import new_code
from server.domain.slots import read_code
from server.here import here
from server.operations import pairing
from server.operations.moment import Actor

api = new_noun("pairings", about="A machine becomes a device of the hall with a one-time code.")


@api.post("/pairings", responses={201: people_shapes.PairingAnswer})
@auth.permits(auth.ADMIN)
def expect(body: DeviceBody) -> Response:
    """Expect a machine; its code is shown in this answer and kept nowhere, so a retry shows another code."""
    code = new_code(secrets.choice)
    return do(
        pairing.expect_device, lambda _moment, expires: {"code": code, "expires_at": expires.isoformat()}, status=201,
        replayed=False, name=body.name, kind=body.kind, code_hash=auth.digest(code),
    )  # fmt: skip


@api.post("/pairings/claim", responses={201: people_shapes.NewDeviceAnswer})
@auth.permits(auth.ANYONE)
def claim(body: ClaimBody) -> Response:
    """The key of the machine that this code stands for; a repeat with the same long key finds the same device."""
    code = read_code(body.code)
    key = auth.key_of_claim(code, idempotency_key())
    hashes = {"code_hash": auth.digest(code), "key_hash": auth.digest(key)}
    with here().database.glance() as db:
        hall = pairing.hall_of(db, **hashes)
    if hall is None:
        raise UnknownPairing
    asked = perform.Request(hall, Actor("moiso"), "pairing", here().clock())
    status, said = perform.perform(
        here().database, here().live, asked, pairing.claim,
        lambda moment, row: device_body(moment, row) | {"key": key},
        status=201, refused=http_errors.reply, kind=body.kind, **hashes,
    )  # fmt: skip
    return Response(said, status, content_type="application/json")
