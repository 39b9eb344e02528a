"""Founds the demo's hall in a folder, before its server starts: `python -m demo.found DIR`.

The only part of the demo that touches the server's database, and a process of its own: what it loads is gone when the
hall opens. Killed at any moment, the next start does again what is missing.
"""

import sys
from pathlib import Path

from sqlalchemy import select

from catalogue.files import DEFAULT
from demo.cast import DEVICES, Cast
from server import hall_lock, schema, setup
from server.app import now
from server.db import Database
from server.models import Counter, Device, Hall
from server.operations import people
from server.operations.counters import open_counter


def found(folder: Path) -> None:
    """A hall with its cast, every counter open, ready for a newcomer. Raises hall_lock.InUse."""
    with hall_lock.hold(folder):
        url = f"sqlite:///{folder / 'moiso.db'}"
        is_new = not (folder / "moiso.db").exists()
        schema.migrate(url)
        cast = folder / "cast.json"
        if is_new or Cast.read(cast) is None:
            database = Database(url)
            _people_it(database).write(cast)
            database.close()


def _people_it(database: Database) -> Cast:
    with database.read() as db:
        known = db.execute(select(Hall.id)).scalars().first()
    hall = setup.make_hall(database, DEFAULT, now()) if known is None else known
    _revoke_lost_keys(database, hall)
    names = {"kiosk": "Máy lấy số", "display": "Màn hình sảnh", "rating": "Máy đánh giá quầy 1"}
    keys = {kind: setup.make_device(database, hall, now(), name=names[kind], kind=kind) for kind in DEVICES}
    with database.read() as db:
        counters = db.execute(select(Counter.number).where(Counter.hall_id == hall)).scalars().all()
    cast = Cast.invent(counters, keys)
    for account in cast.accounts:
        setup.make_account(
            database, hall, now(), user=account.user, password=account.password, role=account.role,
            counter=account.counter,
        )  # fmt: skip
    with database.write() as db, setup.moment_in(db, hall, now()) as moment:
        for number in counters:
            open_counter(moment, number=number)
    return cast


def _revoke_lost_keys(database: Database, hall: int) -> None:
    """Devices of a founding that was killed before it wrote their keys down: nobody will ever hold those."""
    with database.write() as db, setup.moment_in(db, hall, now()) as moment:
        lost = select(Device.id).where(Device.hall_id == hall, Device.revoked_at.is_(None))
        for device in db.execute(lost).scalars().all():
            people.revoke_device(moment, device=device)


if __name__ == "__main__":
    try:
        found(Path(sys.argv[1]))
    except hall_lock.InUse as in_use:
        sys.exit(str(in_use))
