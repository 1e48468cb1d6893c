"""To which organisation it was proposed to be the pilot, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_WAITS = sa.text("status = 'waiting'")


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "pilot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("referent_id", sa.String(40), nullable=False),
        sa.Column("proposer", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", instant, nullable=False),
        sa.Column("status", sa.String(8), nullable=False, server_default="waiting"),
        sa.Column("ended_at", instant, nullable=True),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pilot_proposer", "pilot", ["proposer"])
    op.create_index(
        "ix_pilot_waiting", "pilot", ["network_id"], unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS
    )


def downgrade() -> None:
    op.drop_table("pilot")
