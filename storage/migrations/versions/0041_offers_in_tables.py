"""Offers that came of a file; and who took what out as a table."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant, Serial

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_offer",
        sa.Column("offer_id", Serial, sa.ForeignKey("offer.id"), primary_key=True),
        sa.Column("import_id", Serial, sa.ForeignKey("import_file.id"), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(80), nullable=False),
    )
    op.create_index("ix_imported_offer_import", "imported_offer", ["import_id", "offer_id"])
    op.create_table(
        "export",
        sa.Column("id", Serial, primary_key=True, autoincrement=True),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(60), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_export_newest", "export", ["network_id", "id"])
    op.create_index("ix_export_actor", "export", ["actor"])


def downgrade() -> None:
    op.drop_table("export")
    op.drop_table("imported_offer")
