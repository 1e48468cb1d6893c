"""How many came to a meeting, by its attendance sheet."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("present", sa.Integer()))


def downgrade() -> None:
    op.drop_column("meeting", "present")
