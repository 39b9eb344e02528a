"""The phone: what the holder of a number says from afar, ratings, letters to the hall, places booked from home."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("hall") as batch:
        batch.add_column(sa.Column("booking_salt", sa.Text(), nullable=True))
        batch.add_column(sa.Column("push_key", sa.Text(), nullable=True))
    with op.batch_alter_table("ticket") as batch:
        batch.add_column(sa.Column("coming_at", _TIME, nullable=True))
        batch.add_column(sa.Column("delayed_at", _TIME, nullable=True))
        batch.add_column(sa.Column("is_rated", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("ticket") as batch:
        batch.alter_column("is_rated", existing_type=sa.Boolean(), server_default=None)
    with op.batch_alter_table("appointment") as batch:
        batch.add_column(sa.Column("channel", sa.Text(), nullable=False, server_default="staff"))
        batch.add_column(sa.Column("person", sa.Text(), nullable=True))
    with op.batch_alter_table("appointment") as batch:
        batch.alter_column("channel", existing_type=sa.Text(), server_default=None)
    # SQLite built the table anew, and of two indexes that would do it takes the one made last: the partial one, by
    # which the close of a day does not read the appointments of years.
    booked = sa.text("state = 'booked'")
    op.drop_index("ix_appointment_booked", "appointment")
    op.create_index(
        "ix_appointment_booked", "appointment", ["hall_id", "day"], sqlite_where=booked, postgresql_where=booked
    )
    op.create_table(
        "follower",
        sa.Column("id", _ID, nullable=False),
        sa.Column("hall_id", _ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("told_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_follower"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_follower_hall_id"),
        sa.UniqueConstraint("token", "endpoint", name="uq_follower_token_endpoint"),
    )
    op.create_index("ix_follower_hall_id", "follower", ["hall_id"])
    op.create_table(
        "rating",
        sa.Column("id", _ID, nullable=False),
        sa.Column("hall_id", _ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("aspects", sa.JSON(), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rating"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_rating_hall_id"),
    )
    op.create_index("ix_rating_day", "rating", ["hall_id", "day"])
    op.create_table(
        "letter",
        sa.Column("id", _ID, nullable=False),
        sa.Column("hall_id", _ID, nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("counter", sa.Integer(), nullable=True),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("received_at", _TIME, nullable=False),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_letter_hall_id"),
        sa.UniqueConstraint("code_hash", name="uq_letter_code_hash"),
    )
    op.create_index("ix_letter_received", "letter", ["hall_id", "received_at"])


def downgrade() -> None:
    op.drop_index("ix_letter_received", "letter")
    op.drop_table("letter")
    op.drop_index("ix_rating_day", "rating")
    op.drop_table("rating")
    op.drop_index("ix_follower_hall_id", "follower")
    op.drop_table("follower")
    with op.batch_alter_table("appointment") as batch:
        batch.drop_column("person")
        batch.drop_column("channel")
    with op.batch_alter_table("ticket") as batch:
        batch.drop_column("is_rated")
        batch.drop_column("delayed_at")
        batch.drop_column("coming_at")
    with op.batch_alter_table("hall") as batch:
        batch.drop_column("push_key")
        batch.drop_column("booking_salt")
