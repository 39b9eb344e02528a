"""Verbs of pairing: a machine is expected, and whoever brings its one-time code in time becomes it."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from server.domain.errors import PairingForOther, UnknownPairing
from server.domain.pairing import VALID
from server.models import Device, Pairing, Record
from server.operations.moment import Actor, Moment
from server.operations.people import add_device


def expect_device(moment: Moment, *, name: str, kind: str, code_hash: str) -> datetime:
    """Expect a machine; until when its code counts. A second code for the same machine takes the place of the first,
    which nobody may have seen."""
    expires = moment.now + VALID
    same = (Pairing.name == name) & (Pairing.kind == kind)
    moment.db.execute(
        delete(Pairing).where(Pairing.hall_id == moment.hall.id, same | (Pairing.expires_at < moment.now))
    )
    moment.db.execute(
        insert(Pairing).values(hall_id=moment.hall.id, name=name, kind=kind, code_hash=code_hash, expires_at=expires)
    )
    moment.tell("device_expected", name=name, device_kind=kind)
    return expires


def claim(moment: Moment, *, code_hash: str, key_hash: str, kind: str | None) -> Record:
    """The machine of this code becomes a device, known by the hash of its key; the code is used up.

    Raises UnknownPairing, and PairingForOther when the machine is not of the expected kind. Two machines that bring one
    code at once meet at the hall's lock, and one finds it gone.
    """
    known = _device_of(moment.db, key_hash)
    if known is not None:  # The same claim again: its answer was lost on the way.
        return known
    expected = moment.db.execute(
        delete(Pairing)
        .where(Pairing.code_hash == code_hash, Pairing.expires_at > moment.now)
        .returning(Pairing.name, Pairing.kind)
    ).one_or_none()
    if expected is None:
        raise UnknownPairing
    if kind not in (None, expected.kind):
        raise PairingForOther(kind=expected.kind)
    moment.actor = Actor(expected.name)
    return add_device(moment, name=expected.name, kind=expected.kind, key_hash=key_hash)


def hall_of(db: Connection, *, code_hash: str, key_hash: str) -> int | None:
    """The hall that expects the machine of this code, or has it already."""
    known = _device_of(db, key_hash)
    if known is not None:
        return int(known.hall_id)
    return db.execute(select(Pairing.hall_id).where(Pairing.code_hash == code_hash)).scalar_one_or_none()


def _device_of(db: Connection, key_hash: str) -> Record | None:
    return db.execute(
        select(Device.__table__).where(Device.key_hash == key_hash, Device.revoked_at.is_(None))
    ).one_or_none()
