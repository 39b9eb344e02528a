"""The hall sees: how each screen is set."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("device") as batch:
        batch.add_column(sa.Column("screen", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("device") as batch:
        batch.alter_column("screen", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("device") as batch:
        batch.drop_column("screen")
