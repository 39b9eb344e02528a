"""Devices and accounts of a hall, for its administrator."""

from typing import Any

from flask import Response
from sqlalchemy import select

from server import auth, queries
from server.api import people_shapes, shapes
from server.api.frame import Json, device_body, do, new_noun, plain, read
from server.api.words import AccountBody, AccountPath, DeviceBody, DevicePath, HealthBody, RightsBody
from server.here import here
from server.models import Account
from server.operations import people

api = new_noun("people", about="Accounts of staff, and the devices of the hall.")


@api.get("/devices", responses={200: people_shapes.DevicesAnswer})
@auth.permits(auth.CLERK, auth.SUPERVISOR, auth.ADMIN)
def devices() -> Response:
    """Every device, when it was last heard and how it is."""

    def make(db: Any, pulse: Any) -> Json:
        level = queries.devices(db, pulse)
        return {name: level[name] for name in ("devices", "uncalled")}

    return read(make)


@api.post("/devices", responses={201: people_shapes.NewDeviceAnswer})
@auth.permits(auth.ADMIN)
def add_device(body: DeviceBody) -> Response:
    """Add a device; its key is shown in this answer and kept nowhere, so a retry adds another device."""
    key = auth.new_key()
    return do(
        people.add_device, lambda moment, row: device_body(moment, row) | {"key": key}, status=201, replayed=False,
        name=body.name, kind=body.kind, key_hash=auth.digest(key),
    )  # fmt: skip


@api.post("/devices/<id>/revoke", responses={200: people_shapes.DeviceAnswer})
@auth.permits(auth.ADMIN)
def revoke_device(path: DevicePath) -> Response:
    """The device's key opens nothing any more."""
    answered = do(people.revoke_device, device_body, device=path.id)
    if answered.status_code == 200:
        here().live.end_device(path.id)
    return answered


@api.post("/devices/health", responses={200: shapes.Nothing})
@auth.permits(*auth.DEVICES)
def health(body: HealthBody) -> Response:
    """What a device says of itself: printer, paper, sound, the seq it shows."""
    return do(people.report_health, lambda *_: {}, device=auth.required().id, health=body.health)


@api.get("/accounts", responses={200: people_shapes.AccountsAnswer})
@auth.permits(auth.ADMIN)
def accounts() -> Response:
    """Every account."""

    def make(db: Any, pulse: Any) -> Json:
        rows = db.execute(select(Account.__table__).where(Account.hall_id == pulse.hall.id).order_by(Account.id))
        return {"accounts": [plain(row, people_shapes.Account) for row in rows]}

    return read(make)


@api.post("/accounts", responses={201: people_shapes.AccountAnswer})
@auth.permits(auth.ADMIN)
def add_account(body: AccountBody) -> Response:
    """Add a member of staff."""
    return do(
        people.add_account, lambda _moment, row: {"account": plain(row, people_shapes.Account)}, status=201,
        user=body.user, password_hash=auth.hash_password(body.password), role=body.role, counter=body.counter,
    )  # fmt: skip


@api.post("/accounts/<id>/rights", responses={200: people_shapes.AccountAnswer})
@auth.permits(auth.ADMIN)
def give_rights(path: AccountPath, body: RightsBody) -> Response:
    """Which services this clerk calls, and whether they may call out of order."""
    return do(
        people.give_rights, lambda _moment, row: {"account": plain(row, people_shapes.Account)},
        account=path.id, services=body.services, may_choose=body.may_choose,
    )  # fmt: skip
