"""For supervisors and the complaints office: how the story of years is asked, by when a letter is due, and what people
were told of their wait."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ASKED = {"label": [], "counter": ["kind"], "by": ["kind", "counter"], "at": []}
"""What of a row people ask for, and what else then stands in its index."""
_SAID = ("said_p10", "said_p50", "said_p90")


def upgrade() -> None:
    with op.batch_alter_table("ticket") as batch:
        for quantile in _SAID:
            batch.add_column(sa.Column(quantile, sa.Integer(), nullable=True))
    for column, others in _ASKED.items():
        op.create_index(f"ix_story_{column}", "story", ["hall_id", column, "seq", *others])
    op.create_index(
        "ix_story_reasoned",
        "story",
        ["hall_id", "seq"],
        sqlite_where=sa.text("why IS NOT NULL OR json_extract(details, '$.passed_over') > 0"),
        postgresql_where=sa.text("why IS NOT NULL OR CAST(details ->> 'passed_over' AS integer) > 0"),
    )

    _give_letters_a_due_date()


_TIME = sa.DateTime(timezone=True)
_LETTER = sa.table(
    "letter",
    *[sa.column(name) for name in ("id", "kind", "taken_up_by")],
    *[sa.column(name, _TIME) for name in ("received_at", "due_at", "taken_up_at")],
)
_STORY = sa.table("story", sa.column("kind"), sa.column("by"), sa.column("at", _TIME), sa.column("details", sa.JSON()))


def _give_letters_a_due_date() -> None:
    """Ten days from their receipt, as they were promised; who took one up and when, the story knows."""
    with op.batch_alter_table("letter") as batch:
        batch.add_column(sa.Column("due_at", _TIME, nullable=True))
        batch.add_column(sa.Column("taken_up_at", _TIME, nullable=True))
        batch.add_column(sa.Column("taken_up_by", sa.Text(), nullable=True))
    db = op.get_bind()
    for row in db.execute(sa.select(_LETTER.c.id, _LETTER.c.received_at).where(_LETTER.c.kind == "complaint")).all():
        due = row.received_at + timedelta(days=10)
        db.execute(sa.update(_LETTER).where(_LETTER.c.id == row.id).values(due_at=due))
    for told in db.execute(sa.select(_STORY).where(_STORY.c.kind == "letter_taken_up")).all():
        taken = {"taken_up_at": told.at, "taken_up_by": told.by}
        db.execute(sa.update(_LETTER).where(_LETTER.c.id == told.details["letter"]).values(taken))


def downgrade() -> None:
    with op.batch_alter_table("letter") as batch:
        batch.drop_column("taken_up_by")
        batch.drop_column("taken_up_at")
        batch.drop_column("due_at")
    op.drop_index("ix_story_reasoned", "story")
    for column in _ASKED:
        op.drop_index(f"ix_story_{column}", "story")
    with op.batch_alter_table("ticket") as batch:
        for quantile in _SAID:
            batch.drop_column(quantile)
