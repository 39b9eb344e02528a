"""What the running program is made of, for views that have only Flask's current app in hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from display.own_voice import OwnVoice
from server.config import Settings
from server.db import Database
from server.limits import Limits
from server.live import Live
from server.media import Media
from server.menu import Menus


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


def here() -> Here:
    return cast(Here, current_app.extensions["moiso"])
