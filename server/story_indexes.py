"""The indexes of the story: what screens read at every move, and what people ask the story of years for."""

from sqlalchemy import Index, text

REASONED = {
    "sqlite": "why IS NOT NULL OR json_extract(details, '$.passed_over') > 0",
    "postgresql": "why IS NOT NULL OR CAST(details ->> 'passed_over' AS integer) > 0",
}
"""Rows that somebody gave a reason for, or by which somebody went before others."""

INDEXES = (
    Index("ix_story_ticket", "hall_id", "ticket_id", "seq"),
    Index("ix_story_kind", "hall_id", "kind", "seq"),
    Index("ix_story_label", "hall_id", "label", "seq"),
    # With what else is asked of one counter or person, so that a year of their rows is passed over in the index alone.
    Index("ix_story_counter", "hall_id", "counter", "seq", "kind"),
    Index("ix_story_by", "hall_id", "by", "seq", "kind", "counter"),
    Index("ix_story_at", "hall_id", "at", "seq"),
    Index(
        "ix_story_reasoned",
        "hall_id",
        "seq",
        sqlite_where=text(REASONED["sqlite"]),
        postgresql_where=text(REASONED["postgresql"]),
    ),
)
