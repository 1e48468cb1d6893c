"""Since when an offer is shown, what changed of it; searches that somebody is told of."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("offer", sa.Column("shown_at", Instant(), nullable=True))
    op.add_column("offer", sa.Column("changes", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_offer_changes", "offer", ["network_id", "id", "changes"])
    op.create_table(
        "alert",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.String(44), nullable=False),
        sa.Column("told_until", Instant(), nullable=False),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("warned", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint("account", "wanted", name="uq_alert_account_wanted"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("alert")
    op.drop_index("ix_offer_changes", "offer")
    for column in ("changes", "shown_at"):
        op.drop_column("offer", column)
