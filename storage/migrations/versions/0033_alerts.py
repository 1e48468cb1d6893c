"""Since when an offer is shown, what changed of it; searches that somebody is told of."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("offer", sa.Column("shown_at", Instant(), nullable=True))
    op.add_column("offer", sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_offer_changes", "offer", ["network_id", "id", "changes"])


def downgrade() -> None:
    op.drop_index("ix_offer_changes", "offer")
    for column in ("changes", "shown_at"):
        op.drop_column("offer", column)
