"""For reports: which part of a kiosk stands still, as the story tells it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("stopped", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("device", "stopped")
