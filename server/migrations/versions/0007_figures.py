"""For reports: each closed day's legs in a row."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_legs",
        sa.Column("hall_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("legs", sa.LargeBinary(), nullable=False),
        sa.Column("deeds", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hall_id", "day", "is_trial", name="pk_day_legs"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_day_legs_hall_id"),
    )


def downgrade() -> None:
    op.drop_table("day_legs")
