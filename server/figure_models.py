"""The table of figures: each day that is over, its legs in a row that a year's report reads in a moment."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.table import Table


class DayLegs(Table):
    """The legs of a closed day (see `roll_up`): a copy, which tickets and story can make again at any time. Whatever
    changes a ticket of a closed day deletes it in the same transaction."""

    __tablename__ = "day_legs"
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    is_trial: Mapped[bool] = mapped_column(primary_key=True)
    words: Mapped[list[Any]]
    """Names of services, people, states … that the legs point at by their place here."""
    legs: Mapped[bytes]
    deeds: Mapped[bytes]
