"""Exports that did not arrive: why, and which note of what was taken out speaks of a file that is on its way."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Serial

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("export", sa.Column("lost", sa.String(12)))
    op.add_column("export_out", sa.Column("export_id", Serial))


def downgrade() -> None:
    op.drop_column("export_out", "export_id")
    op.drop_column("export", "lost")
