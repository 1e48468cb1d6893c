"""Who speaks for an organisation, and when each entry of the directory is confirmed."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STILL = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "correspondent",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("organisation", sa.String(40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("referent_id", sa.String(40), nullable=False),
        sa.Column("proposed_by", sa.String(60), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("since", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("why", sa.String(8), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_correspondent"),
        sqlite_autoincrement=True,
    )
    for name, columns in (
        ("ix_correspondent_referent", ["network_id", "referent_id"]),
        ("ix_correspondent_place", ["network_id", "organisation", "place"]),
    ):
        op.create_index(name, "correspondent", columns, unique=True, sqlite_where=STILL, postgresql_where=STILL)
    op.create_table(
        "confirmation",
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("entry", sa.String(40), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("ask_on", sa.Date(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("confirmed_by", sa.String(60), nullable=True),
        sa.Column("way", sa.String(5), nullable=True),
        sa.PrimaryKeyConstraint("network_id", "entry", name="pk_confirmation"),
    )
    op.create_index("ix_confirmation_ask", "confirmation", ["network_id", "ask_on"])


def downgrade() -> None:
    op.drop_table("confirmation")
    op.drop_table("correspondent")
