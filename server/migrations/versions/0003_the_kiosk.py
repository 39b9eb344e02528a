"""The kiosk: numbers held in reserve, devices paired by a code, how slips look."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("hall") as batch:
        batch.add_column(sa.Column("slip", sa.Text(), nullable=False, server_default="{}"))
    with op.batch_alter_table("hall") as batch:
        batch.alter_column("slip", existing_type=sa.Text(), server_default=None)
    op.create_table(
        "pairing",
        sa.Column("id", _ID, nullable=False),
        sa.Column("hall_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pairing"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_pairing_hall_id"),
        sa.UniqueConstraint("code_hash", name="uq_pairing_code_hash"),
    )
    op.create_index("ix_pairing_hall_id", "pairing", ["hall_id"])
    op.create_table(
        "reserve",
        sa.Column("id", _ID, nullable=False),
        sa.Column("hall_id", _ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("device_id", _ID, nullable=False),
        sa.Column("instance", sa.Text(), nullable=False),
        sa.Column("granted_at", _TIME, nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_reserve"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_reserve_hall_id"),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_reserve_device_id"),
        sa.UniqueConstraint("hall_id", "day", "service", "number", name="uq_reserve_hall_id_day_service_number"),
        sa.UniqueConstraint("token", name="uq_reserve_token"),
    )
    op.create_index("ix_reserve_holder", "reserve", ["hall_id", "day", "device_id", "instance"])


def downgrade() -> None:
    op.drop_index("ix_reserve_holder", "reserve")
    op.drop_table("reserve")
    op.drop_index("ix_pairing_hall_id", "pairing")
    op.drop_table("pairing")
    with op.batch_alter_table("hall") as batch:
        batch.drop_column("slip")
