"""When owners are asked whether their offers hold, and how many people looked at an offer, each counted once."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITS = sa.text("status = 'waiting'")


def upgrade() -> None:
    op.add_column("offer", sa.Column("asked_at", Instant(), nullable=True))
    op.add_column("offer", sa.Column("asked_in", sa.Integer(), nullable=True))
    op.create_index("ix_offer_waits", "offer", ["network_id", "id"], sqlite_where=WAITS, postgresql_where=WAITS)
    op.add_column("gathered", sa.Column("name", sa.String(64), nullable=False, server_default=sa.text("''")))
    op.add_column("owner", sa.Column("pace", sa.Integer(), nullable=True))
    op.add_column("owner", sa.Column("round", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("owner", sa.Column("ask_at", Instant(), nullable=True))
    op.create_table(
        "offer_look",
        sa.Column("offer_id", SERIAL, nullable=False),
        sa.Column("mark", sa.String(80), nullable=False),
        sa.Column("looked_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_look_offer_id_offer"),
        sa.PrimaryKeyConstraint("offer_id", "mark", name="pk_offer_look"),
    )


def downgrade() -> None:
    op.drop_table("offer_look")
    op.drop_column("gathered", "name")
    for column in ("ask_at", "round", "pace"):
        op.drop_column("owner", column)
    op.drop_index("ix_offer_waits", "offer")
    for column in ("asked_in", "asked_at"):
        op.drop_column("offer", column)
