"""What one screen of the hall is told of itself, and what it shows between the calls."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, select

from server.menu import Menu, Menus
from server.models import SCREENS, Device, Record
from server.pulse import Pulse

Json = dict[str, Any]

ALL_DAY: Json = {"counters": [], "volume": 100, "quiet": None, "dark": None}
"""A screen nobody has set: every counter, full volume, light."""


def settings(said: Json) -> Json:
    """All of how one screen is set, from what somebody has said of it."""
    return {**ALL_DAY, **said}


def levels(db: Connection, pulse: Pulse, menus: Menus) -> dict[int, Json]:
    """The level `screen` of each display and panel that may speak, by device."""
    between = _between(pulse, menus.of(db, pulse.hall))
    return {row.id: _level(pulse, row) | between for row in _hung(db, pulse)}


def changed(db: Connection, pulse: Pulse, menus: Menus, told: str) -> tuple[str, dict[int, Json]]:
    """What tells the levels of now from others, and the levels if that is not `told`; else none."""
    made_of = [pulse.hall.edition, pulse.hall.regulations, [(row.id, row.name, row.screen) for row in _hung(db, pulse)]]
    digest = sha256(json.dumps(made_of).encode()).hexdigest()
    return digest, {} if digest == told else levels(db, pulse, menus)


def _hung(db: Connection, pulse: Pulse) -> Sequence[Record]:
    return db.execute(_HUNG, {"hall": pulse.hall.id}).all()


_HUNG = select(Device.id, Device.name, Device.screen).where(
    Device.hall_id == bindparam("hall"), Device.kind.in_(SCREENS), Device.revoked_at.is_(None)
)


def _level(pulse: Pulse, row: Record) -> Json:
    return {**pulse.head, "id": row.id, "name": row.name, **settings(row.screen)}


def _between(pulse: Pulse, menu: Menu) -> Json:
    spoken, kinds = spoken_of(pulse, menu), {item.kind for item in pulse.regulations.screens.playlist}
    return {
        **pulse.regulations.as_json()["screens"],
        "week": spoken["week"] if "hours" in kinds else None,
        "fields": spoken["fields"] if "procedures" in kinds else [],
    }


def spoken_of(pulse: Pulse, menu: Menu) -> Json:
    """What the items `hours` and `procedures` of a playlist speak of: `{week, fields}`."""
    hours = pulse.regulations.as_json()["hours"]
    return {"week": hours and hours["week"], "fields": _fields(menu)}


def _fields(menu: Menu) -> list[Json]:
    """The fields of law and the names of their procedures, which a hall publishes where it works (Nghị định
    63/2010/NĐ-CP, Điều 17)."""
    by_field: dict[str, list[Json]] = {}
    for procedure in menu.procedures.values():
        by_field.setdefault(procedure["service"], []).append({"vi": procedure["label"], "en": procedure["name_en"]})
    return [
        {"service": service.code, "name": asdict(service.name), "procedures": by_field[service.code]}
        for service in menu.catalogue.services
        if service.code in by_field
    ]
