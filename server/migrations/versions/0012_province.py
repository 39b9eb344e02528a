"""For the province: of each day that is rolled up, its counts and waits, so that a hundred halls are read at once."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_waits",
        sa.Column("hall_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("legs", sa.Integer(), nullable=False),
        sa.Column("absent", sa.Integer(), nullable=False),
        sa.Column("within", sa.Integer(), nullable=False),
        sa.Column("waits", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("day", "hall_id", "is_trial", name="pk_day_waits"),
        sa.ForeignKeyConstraint(
            ["hall_id", "day", "is_trial"],
            ["day_legs.hall_id", "day_legs.day", "day_legs.is_trial"],
            name="fk_day_waits_hall_id_day_is_trial",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("day_waits")
