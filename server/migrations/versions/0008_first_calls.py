"""For supervisors: when a ticket was called for the first time, for the promise of a wait; what
a counter takes on today."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_FIRST = "UPDATE ticket SET first_called_at = COALESCE(called_at, last_called_at) WHERE last_called_at IS NOT NULL"


def upgrade() -> None:
    op.add_column("ticket", sa.Column("first_called_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(_FIRST)  # the nearest to the truth that old rows know
    with op.batch_alter_table("counter") as batch:
        batch.add_column(sa.Column("taken_on", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("counter") as batch:
        batch.alter_column("taken_on", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("counter") as batch:
        batch.drop_column("taken_on")
    op.drop_column("ticket", "first_called_at")
