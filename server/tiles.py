"""The everyday tiles of the kiosk's first screen: those of the hall's files, put right by what is really taken here."""

from collections import Counter as Tally
from collections.abc import Mapping
from datetime import timedelta
from textwrap import shorten

from sqlalchemy import Connection, func, select

from catalogue.asked import MOST_TILES
from catalogue.nouns import Catalogue, Procedure, Text, Tile
from catalogue.rows import LABEL_MAX
from server.domain.ticket import State
from server.models import Ticket
from server.pulse import Pulse

WEEKS = 4
ENOUGH = 50
"""Visits for a procedure within these weeks, all together, before they say anything."""


def taken(db: Connection, pulse: Pulse) -> dict[str, int]:
    """How many visits of the past weeks were for each procedure. Today is in none, nor what a kiosk tells days late:
    tiles stand still for a day, in every worker alike."""
    visits = (
        select(Ticket.procedure, func.count().label("visits"))
        .where(
            Ticket.hall_id == pulse.hall.id,
            Ticket.day >= pulse.day - timedelta(weeks=WEEKS),
            Ticket.day < pulse.day,
            Ticket.leg == 1,
            Ticket.channel != "reserve",
            Ticket.is_trial.is_(False),
            Ticket.state != State.VOIDED.value,
            Ticket.procedure.is_not(None),
        )
        .group_by(Ticket.procedure)
    )
    return {str(row.procedure): row.visits for row in db.execute(visits)}


def tiles(catalogue: Catalogue, visits: Mapping[str, int]) -> tuple[Tile, ...]:
    """Tiles keep their places, for people who come again; one that is used less than a procedure no tile leads to
    makes room for it. A tile of a service ("Trả kết quả") is not for any procedure, and stays."""
    offered = Tally({row.code: visits[row.code] for row in catalogue.procedures if visits.get(row.code)})
    if offered.total() < ENOUGH:
        return catalogue.tiles
    shown = list(catalogue.tiles)
    leads = [_leads(catalogue, tile) for tile in shown]
    used = {at: sum(offered.pop(code, 0) for code in codes) for at, codes in enumerate(leads) if codes}
    for code, visited in sorted(offered.items(), key=lambda one: (-one[1], one[0])):
        place = len(shown)
        if place < MOST_TILES:
            shown.append(_tile_of(catalogue.procedure(code)))
        else:
            place = min(used, key=lambda at: (used[at], -at), default=place)
            if used.get(place, visited) >= visited:
                break
            shown[place] = _tile_of(catalogue.procedure(code))
        used[place] = visited
    return tuple(shown)


def _leads(catalogue: Catalogue, tile: Tile) -> tuple[str, ...]:
    question = next((question for question in catalogue.questions if question.id == tile.question), None)
    return question.codes if question else (tile.procedure,) if tile.procedure else ()


def _tile_of(procedure: Procedure) -> Tile:
    english = shorten(procedure.name_en or procedure.label, LABEL_MAX, placeholder=" …")
    return Tile(Text(procedure.label, english), "file-text", procedure.service, procedure=procedure.code)
