"""The line: regulations, helping counters, seats, appointments, practice."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_NEW: dict[str, list[tuple[sa.Column[Any], object]]] = {
    "hall": [
        (sa.Column("regulations", sa.Text(), nullable=False), "{}"),
        (sa.Column("trial_since", _TIME, nullable=True), None),
        (sa.Column("closed_through", sa.Date(), nullable=True), None),
        (sa.Column("salt", sa.Text(), nullable=True), None),
        (sa.Column("salt_day", sa.Date(), nullable=True), None),
    ],
    "counter": [
        (sa.Column("helps", sa.JSON(), nullable=False), "[]"),
        (sa.Column("run", sa.Integer(), nullable=False), "0"),
        (sa.Column("run_day", sa.Date(), nullable=True), None),
        (sa.Column("ready_since", _TIME, nullable=True), None),
        (sa.Column("help_since", _TIME, nullable=True), None),
        (sa.Column("help_reason", sa.Text(), nullable=True), None),
    ],
    "account": [
        (sa.Column("services", sa.JSON(), nullable=True), None),
        (sa.Column("may_choose", sa.Boolean(), nullable=False), sa.true()),
    ],
    "ticket": [
        (sa.Column("path", sa.JSON(), nullable=False), "[]"),
        (sa.Column("slot_at", _TIME, nullable=True), None),
        (sa.Column("lane_checked_by", sa.Text(), nullable=True), None),
        (sa.Column("person", sa.Text(), nullable=True), None),
        (sa.Column("is_trial", sa.Boolean(), nullable=False), sa.false()),
        (sa.Column("last_called_at", _TIME, nullable=True), None),
        (sa.Column("remind_at", _TIME, nullable=True), None),
    ],
}
"""Each new column, and what rows that are there already hold in it."""

_STRICT = {"priority_first": {"kind": "priority_floor"}, "fifo": {"kind": "fifo"}}
"""What the call rules of 0001 became: strict priority is offered no more, for it starves everyone else."""


def upgrade() -> None:
    for table, columns in _NEW.items():
        with op.batch_alter_table(table) as batch:
            for column, filled in columns:
                batch.add_column(
                    sa.Column(column.name, column.type, nullable=column.nullable, server_default=filled)  # type: ignore[arg-type]
                )
    _keep_the_rule()
    for table, columns in _NEW.items():
        with op.batch_alter_table(table) as batch:
            for column, filled in columns:
                if filled is not None:
                    batch.alter_column(column.name, existing_type=column.type, server_default=None)
            if table == "hall":
                batch.drop_column("rule")
    op.create_table(
        "appointment",
        sa.Column("id", _ID, nullable=False),
        sa.Column("hall_id", _ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=True),
        sa.Column("dossiers", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot_at", _TIME, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=True),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_appointment_hall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("hall_id", "code", name=op.f("uq_appointment_hall_id_code")),
    )
    op.create_index("ix_appointment_day", "appointment", ["hall_id", "day", "service", "slot_at"])
    booked = sa.text("state = 'booked'")
    op.create_index(
        "ix_appointment_booked", "appointment", ["hall_id", "day"], sqlite_where=booked, postgresql_where=booked
    )


def _keep_the_rule() -> None:
    hall = sa.table("hall", sa.column("id"), sa.column("rule", sa.Text), sa.column("regulations", sa.Text))
    for rule, became in _STRICT.items():
        said = json.dumps({"groups": [{"services": [], **became}]})
        op.execute(hall.update().where(hall.c.rule == rule).values(regulations=said))


def downgrade() -> None:
    op.drop_table("appointment")
    with op.batch_alter_table("hall") as batch:
        batch.add_column(sa.Column("rule", sa.Text(), nullable=False, server_default="priority_first"))
    op.execute("UPDATE hall SET rule = 'fifo' WHERE regulations LIKE '%\"kind\": \"fifo\"%'")
    with op.batch_alter_table("hall") as batch:
        batch.alter_column("rule", existing_type=sa.Text(), server_default=None)
    for table, columns in _NEW.items():
        with op.batch_alter_table(table) as batch:
            for column, _ in columns:
                batch.drop_column(column.name)
