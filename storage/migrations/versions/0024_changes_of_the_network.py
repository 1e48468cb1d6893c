"""What was changed of the network, of which entry, by whom."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "network_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(100), nullable=False),
        sa.Column("field", sa.String(20), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(60), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_network_change")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_network_change_entry", "network_change", ["network_id", "entry", "id"])
    op.create_index("ix_network_change_author", "network_change", ["author"])


def downgrade() -> None:
    op.drop_table("network_change")
