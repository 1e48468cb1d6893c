"""Who coordinates stands in a table, which the settings and the network's file only begin."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STILL = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "coordinator",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("referent_id", sa.String(40), nullable=True),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("mark", sa.String(80), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_coordinator"),
        sqlite_autoincrement=True,
    )
    for name, column in (("ix_coordinator_referent", "referent_id"), ("ix_coordinator_account", "telegram_id")):
        op.create_index(
            name, "coordinator", ["network_id", column], unique=True, sqlite_where=STILL, postgresql_where=STILL
        )
    op.create_index("ix_coordinator_telegram_id", "coordinator", ["telegram_id"])


def downgrade() -> None:
    op.drop_table("coordinator")
