"""The coordination is handed over: proposals, and who holds what the program cannot see."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITS = sa.text("status = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("referent_id", sa.String(40), nullable=False),
        sa.Column("proposer", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(8), nullable=False, server_default="waiting"),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chosen", sa.String(8), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_handover_proposer", "handover", ["proposer"])
    op.create_index(
        "ix_handover_waiting",
        "handover",
        ["network_id", "referent_id"],
        unique=True,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    op.create_table(
        "handover_holder",
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("question", sa.String(20), nullable=False),
        sa.Column("holder", sa.String(80), nullable=False),
        sa.Column("noted_by", sa.String(40), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("network_id", "question", name="pk_handover_holder"),
    )


def downgrade() -> None:
    op.drop_table("handover_holder")
    op.drop_table("handover")
