"""For the honesty report: closed days keep how each promise came true; the job rolls them up anew from the tickets."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM day_legs")


def downgrade() -> None:
    op.execute("DELETE FROM day_legs")
