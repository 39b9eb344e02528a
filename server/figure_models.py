"""The tables of figures: each day that is over, its legs in a row that a year's report reads in a moment; and how far
the reports that are due have come."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.table import Id, Table


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


class DayWaits(Table):
    """What a rolled-up day came to in a few counts, and every single wait of it: what is read of a hundred halls at
    once. It goes with the row of legs it was made with."""

    __tablename__ = "day_waits"
    __table_args__ = (
        ForeignKeyConstraint(
            ["hall_id", "day", "is_trial"], ["day_legs.hall_id", "day_legs.day", "day_legs.is_trial"],
            ondelete="CASCADE",
        ),
    )  # fmt: skip
    day: Mapped[date] = mapped_column(primary_key=True)
    hall_id: Mapped[int] = mapped_column(Id, primary_key=True)
    is_trial: Mapped[bool] = mapped_column(primary_key=True)
    visits: Mapped[int]
    legs: Mapped[int]
    absent: Mapped[int]
    within: Mapped[int]
    """Of these waits, how many were within the target."""
    waits: Mapped[bytes]
    """Whole seconds, as `roll_up.WAIT`, in no order."""


class Delivery(Table):
    """A due report on its way to one place (see `report_deliveries`)."""

    __tablename__ = "delivery"
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    """A folder, or `mailto:` and an address."""
    by: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    through: Mapped[date]
    figures: Mapped[dict[str, Any] | None]
    """What the report said that came there; none: none did yet."""
    is_settled: Mapped[bool]
    """Whether there is nothing to be done, for all that is known."""
    is_taken: Mapped[bool]
    """Somebody is at it, since `tried_at`."""
    tried_at: Mapped[datetime]
    problem: Mapped[str | None]
    """What stood in its way the last time."""
