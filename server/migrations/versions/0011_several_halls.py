"""For several halls on one server: the code by which each is known."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hall", sa.Column("code", sa.Text(), nullable=True))
    op.create_index("ix_hall_code", "hall", ["code"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_hall_code", "hall")
    op.drop_column("hall", "code")
