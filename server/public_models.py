"""The tables of what citizens leave from afar: phones to wake, ratings, letters. None of them is part of the line."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.table import Id, Table


class Follower(Table):
    """A phone that asked to be woken when its number is called (Web Push); forgotten when the day is closed."""

    __tablename__ = "follower"
    __table_args__ = (UniqueConstraint("token", "endpoint"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"), index=True)
    day: Mapped[date]
    token: Mapped[str]
    endpoint: Mapped[str]
    """Where the push service of its browser takes messages for it."""
    told_at: Mapped[datetime | None]
    """The call it was last woken for, by when that call was made."""


class Rating(Table):
    """What one person thought of the service. It names no ticket and no time: raters stay unknown
    (Nghị định 61/2018/NĐ-CP, Điều 27.3)."""

    __tablename__ = "rating"
    __table_args__ = (Index("ix_rating_day", "hall_id", "day"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    day: Mapped[date]
    counter: Mapped[int | None]
    service: Mapped[str | None]
    channel: Mapped[str]
    score: Mapped[int]
    aspects: Mapped[list[Any]]
    is_trial: Mapped[bool]


class Letter(Table):
    """A complaint or praise to the complaints office; its code, kept as a hash, shows its sender the answer."""

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_received", "hall_id", "received_at"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    code_hash: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    text: Mapped[str]
    label: Mapped[str | None]
    counter: Mapped[int | None]
    service: Mapped[str | None]
    language: Mapped[str]
    state: Mapped[str]
    answer: Mapped[str | None]
    is_trial: Mapped[bool]
    received_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    """By when its next step was promised (see `domain.letter.due_at`); null for praise."""
    taken_up_at: Mapped[datetime | None]
    taken_up_by: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    by: Mapped[str | None]
    """Who answered it; before that, who took it up."""
