"""What a hall offers, built once for each edition of its files: the catalogue on the wire, and the search in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from assets import LANGUAGES
from assets.messages import message
from catalogue.files import read_texts
from catalogue.nouns import Catalogue, Tile
from catalogue.search import Search
from server.domain.regulations import Ground, Regulations, clock
from server.models import Edition, Record
from server.pulse import Pulse
from server.tiles import taken, tiles

Json = dict[str, Any]


@dataclass(frozen=True)
class Menu:
    edition: int | None
    catalogue: Catalogue

    @cached_property
    def procedures(self) -> dict[str, Json]:
        """By code, in the order of the hall's list, as they travel."""
        return {procedure.code: procedure.as_json() for procedure in self.catalogue.procedures}

    @cached_property
    def service_names(self) -> dict[str, str]:
        """In Vietnamese, by code."""
        return {service.code: service.name.vi for service in self.catalogue.services}

    @cached_property
    def fields(self) -> frozenset[str]:
        """The services that are fields of law, with procedures of their own."""
        return frozenset(service.code for service in self.catalogue.services if service.kind == "field")

    def offers(self, procedure: str | None, service: str) -> bool:
        """Whether `procedure` is on the hall's list, in this service; none asked for is always offered."""
        offered = self.procedures.get(procedure) if procedure is not None else None
        if offered is None:
            return procedure is None
        # Fees and results are of any procedure; in a field of law only its own can be handled.
        return service not in self.fields or offered["service"] == service

    @cached_property
    def search(self) -> Search:
        return Search.over(self.catalogue)

    @cached_property
    def as_json(self) -> Json:
        """The answer of `GET /catalogue`: all that a kiosk keeps on its disk."""
        hall = self.catalogue.hall
        return {**self.catalogue.as_json(), "hall": hall.as_json() if hall else {}}

    def under(self, regulations: Regulations, shown: Sequence[Tile], slip: Json) -> Json:
        """`as_json` with what the hall's regulations let a kiosk say, the tiles of the day and the looks of the slip.

        The version tells of any of them when it changes.
        """
        said = _said(regulations) | {"tiles": [tile.as_json() for tile in shown], "slip": slip}
        version = self.as_json["version"]
        if said != _said(Regulations()) | {"tiles": self.as_json["tiles"], "slip": {}}:
            version += "+" + sha256(json.dumps(said).encode()).hexdigest()[:8]
        return {**self.as_json, **said, "version": version}


def _said(regulations: Regulations) -> Json:
    hours = regulations.hours
    until = hours.same_day_until if hours else None
    return {
        "grounds": [_ground(ground) for ground in regulations.grounds],
        "same_day_until": None if until is None else clock(until),
        "appointments": bool(regulations.slots or regulations.home.services),
    }


def _ground(ground: Ground) -> Json:
    """With its names: the hall's own, or those everybody knows; in Vietnamese where the hall has no other."""
    names = {"name" if language == "vi" else f"name_{language}": _name(ground, language) for language in LANGUAGES}
    return {"code": ground.code, **names} | ({"from_age": ground.from_age} if ground.from_age else {})


def _name(ground: Ground, language: str) -> str:
    own = ground.names.get(language) or ground.names.get("vi")
    return own or message(language, f"common-grounds-{ground.code}")


class Menus:
    """The menus of this process, by hall. A new edition is built at its first use."""

    def __init__(self) -> None:
        self._built: dict[int, Menu] = {}
        self._tiles: dict[int, tuple[int | None, date, tuple[Tile, ...]]] = {}

    def of(self, db: Connection, hall: Record) -> Menu:
        menu = self._built.get(hall.id)
        if menu is None or menu.edition != hall.edition:
            menu = self._built[hall.id] = Menu(
                hall.edition, read_texts(files_of(db, hall), Catalogue(), force=True).catalogue or Catalogue()
            )
        return menu

    def tiles(self, db: Connection, pulse: Pulse) -> tuple[Tile, ...]:
        """The tiles of the day, counted once."""
        menu, kept = self.of(db, pulse.hall), self._tiles.get(pulse.hall.id)
        if kept is None or kept[:2] != (menu.edition, pulse.day):
            kept = self._tiles[pulse.hall.id] = menu.edition, pulse.day, tiles(menu.catalogue, taken(db, pulse))
        return kept[2]


def files_of(db: Connection, hall: Record) -> dict[str, str]:
    """The texts of the edition in force, by file name."""
    files = db.execute(select(Edition.files).where(Edition.id == hall.edition)).scalar_one_or_none()
    return files or {}
