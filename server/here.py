"""What the running program is made of, for views that have only Flask's current app in hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast

from flask import current_app
from sqlalchemy import Connection

from display.own_voice import OwnVoice
from server.config import Settings
from server.db import Database
from server.limits import Limits
from server.live import Live
from server.media import Media
from server.menu import Menus
from server.operations.moment import Moment
from server.pulse import Pulse, pulse_now


@dataclass(frozen=True)
class Here:
    settings: Settings
    database: Database
    live: Live
    menus: Menus
    media: Media
    voice: OwnVoice
    limits: Limits
    clock: Callable[[], datetime]
    """The aware time now; the only clock there is, so that tests and trials can pass their own."""

    def pulse(self, db: Connection, hall_id: int) -> Pulse:
        """This hall now, for whoever may ask how long it takes."""
        breathe = partial(self.live.socketio.sleep, 0)
        return pulse_now(db, hall_id, self.clock(), projector=self.live.projector(hall_id), breathe=breathe)

    def pulse_in(self, moment: Moment) -> Pulse:
        """The hall within a verb's own transaction."""
        projector = self.live.projector(moment.hall.id)
        return Pulse(moment.db, moment.hall, moment.now, projector=projector, is_in_verb=True)


def here() -> Here:
    return cast(Here, current_app.extensions["moiso"])
