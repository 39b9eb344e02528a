"""For supervisors and the complaints office: the indexes by which the story of years is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ASKED = ("label", "counter", "by", "at")


def upgrade() -> None:
    for column in _ASKED:
        op.create_index(f"ix_story_{column}", "story", ["hall_id", column, "seq"])
    op.create_index(
        "ix_story_reasoned",
        "story",
        ["hall_id", "seq"],
        sqlite_where=sa.text("why IS NOT NULL OR json_extract(details, '$.passed_over') > 0"),
        postgresql_where=sa.text("why IS NOT NULL OR CAST(details ->> 'passed_over' AS integer) > 0"),
    )


def downgrade() -> None:
    op.drop_index("ix_story_reasoned", "story")
    for column in _ASKED:
        op.drop_index(f"ix_story_{column}", "story")
